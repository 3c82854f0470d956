//! What place and look say: the first block, short lines before the first heading, contents lists, first and last words.

use super::collect::Title;
use super::headings::Named;
use super::states::States;
use super::weights::Weights;
use crate::document::{Block, BlockKind};
use crate::words::count;

/// Most words of a line that may be front matter by its look.
const LINE_WORDS: u32 = 14;
/// Most words of a field's name ("Date of birth: ...").
const FIELD_WORDS: u32 = 4;

/// Where introductions and farewells stand.
pub(super) struct Edges {
    /// Paragraphs before this block stand before every heading of a task or section; 0 without such headings.
    first: usize,
    /// The last paragraph of the report, before an appendix at its end.
    last: Option<usize>,
}

impl Edges {
    pub(super) fn of(blocks: &[Block], titles: &[Title], states: States) -> Self {
        let landmark = |title: &Title| title.named.landmark().filter(|_| title.like_heading >= 1.0);
        let in_body = |title: &Title| {
            landmark(title).is_some_and(|state| states.section_of(state).is_some() || states.task_of(state).is_some())
        };
        let after_body = titles.iter().rposition(in_body).map_or(0, |at| at + 1);
        let appendix = |title: &Title| landmark(title) == Some(States::APPENDIX);
        let end = titles
            .iter()
            .skip(after_body)
            .position(appendix)
            .map_or(titles.len(), |at| after_body + at);
        Self {
            first: titles.iter().position(in_body).unwrap_or(0),
            last: blocks
                .iter()
                .take(end)
                .rposition(|block| block.kind == BlockKind::Paragraph),
        }
    }

    /// 1 where the block stands at an edge, else 0.
    fn holds_block(&self, at: usize) -> bool {
        at < self.first || self.last == Some(at)
    }

    /// As a number, to add to other signs of the kind.
    pub(super) fn holds(&self, at: usize) -> f32 {
        f32::from(u8::from(self.holds_block(at)))
    }
}

/// What is known of a block beside its look.
pub(super) struct Seen {
    /// Its index.
    pub(super) at: usize,
    /// It is a line of a contents list.
    pub(super) listed: bool,
    /// The body has begun.
    pub(super) begun: bool,
    /// It names a part of the report.
    pub(super) names: bool,
}

/// A line of a contents list: by the file, by dots before a page number, or short and numbered under its title.
pub(super) fn is_contents(block: &Block, under_title: bool) -> bool {
    let text = block.text.trim_end();
    let numbered = text.ends_with(|c: char| c.is_ascii_digit());
    let dotted = ["....", "……", "… …", ". . . ."].iter().any(|dots| text.contains(dots));
    block.contents || numbered && (dotted || under_title && count(text) <= LINE_WORDS)
}

/// "Name: Jo Bloggs".
fn is_field(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(field, value)| count(field) <= FIELD_WORDS && !value.trim().is_empty())
}

/// Evidence by state; `edge` counts the signs of an introduction or a farewell.
pub(super) fn evidence(
    block: &Block,
    named: &Named,
    seen: &Seen,
    edge: f32,
    states: States,
    weights: &Weights,
) -> Vec<f32> {
    let mut out = vec![0.0; states.count()];
    let short = count(&block.text) <= LINE_WORDS;
    let heading = block.kind == BlockKind::Heading;
    out[States::FRONT] += weights.layout
        * match (seen.listed || named.contents && !seen.begun, seen.begun) {
            (true, _) => 3.0,
            (false, true) => -1.0,
            (false, false) if short && is_field(&block.text) => 2.0,
            (false, false) if short && seen.at == 0 => 1.0,
            (false, false) if short && !heading => 0.5,
            (false, false) => 0.0,
        };
    if block.kind == BlockKind::Paragraph && !short || edge > 1.0 {
        out[States::OTHER] += edge * weights.edge;
    }
    if seen.at == 0 {
        // Nothing stands before the first block, so no step into the appendix is paid for.
        out[States::APPENDIX] -= weights.appendix_unannounced;
    }
    // Only a heading can be the heading of a task.
    if !heading && !seen.names {
        for task in 0..states.tasks() {
            out[states.task(task)] -= 2.0 * weights.layout;
        }
    }
    out
}
