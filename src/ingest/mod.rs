//! Finds the format of a file by its content and reads it into a [`crate::document::Document`].

pub mod limits;
#[cfg(feature = "pdf")]
pub(crate) mod pdf;
