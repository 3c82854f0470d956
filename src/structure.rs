//! Finds tasks, sections, front matter and the appendix.
//!
//! Fourth stage: reads the document and what a [`crate::reader::Reader`] says of its sentences, feeds [`crate::coverage`].

use serde::Serialize;

/// What part of the report a block belongs to.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Role {
    /// Cover, title, names, contents list.
    Front,
    /// The heading of a whole task.
    Task,
    /// Text that speaks about one or two of the suggested sections.
    Body,
    /// Text of the report that belongs to none of them (introduction, conclusion, small talk).
    Other,
    /// Appendix: not counted, supporting evidence only.
    Appendix,
}

/// Which signal decided where a block belongs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Signal {
    /// The wording of its own or the last heading.
    Heading,
    /// What its sentences speak about.
    Content,
    /// Its neighbours and the usual order.
    Order,
    /// The layout (first page, contents field).
    Layout,
}

/// Where a block belongs.
#[derive(Debug, Clone, PartialEq)]
pub struct Place {
    /// Its role.
    pub role: Role,
    /// Indices into the rubric's sections; empty unless the role is `Body`; two where it truly speaks about both.
    pub sections: Vec<usize>,
    /// Which signal made the decision.
    pub signal: Signal,
    /// How sure it is, 0 to 1.
    pub confidence: f32,
}
