//! What speaks for each state at each block: headings, content and layout.

use super::Signal;
use super::content::Content;
use super::headings::{Named, Wordings};
use super::states::States;
use super::weights::Weights;
use crate::document::{Block, BlockKind, Document};
use crate::rubric::Rubric;
use crate::words::count;

/// A heading that words a part at least so well is a landmark: what stood above it no longer holds.
const LANDMARK: f32 = 0.45;
/// Most words of an opening that may be a heading run into its paragraph.
const OPENING_WORDS: u32 = 7;
/// Most words of a line that may be front matter by its look.
const LINE_WORDS: u32 = 14;

/// What speaks for each state at one block, natural log odds by state.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Evidence {
    heading: Vec<f32>,
    content: Vec<f32>,
    layout: Vec<f32>,
    /// How much the block is a heading, 0 to 1.
    pub(super) like_heading: f32,
    /// The block goes on with a list, a table or a note.
    pub(super) inside: bool,
    /// Sections that the last heading names, best first.
    named: Vec<usize>,
    /// States that had a heading of their own before.
    headed: Vec<bool>,
    /// The heading stands deeper in the outline than the last heading of an appendix.
    deeper: bool,
}

impl Evidence {
    /// All evidence together.
    pub(super) fn sum(&self) -> Vec<f32> {
        let of = |state: usize| self.heading[state] + self.content[state] + self.layout[state];
        (0..self.heading.len()).map(of).collect()
    }

    /// An appendix does not end here to come back to what had its heading before, nor at a heading below its own.
    pub(super) fn inside_appendix(&self, to: usize) -> bool {
        self.deeper || self.headed[to]
    }

    /// The signal that sets the chosen state most apart from the likeliest other one.
    pub(super) fn deciding_signal(&self, chosen: usize, posterior: &[f32]) -> Signal {
        let rivals = posterior.iter().enumerate().filter(|(state, _)| *state != chosen);
        let Some((rival, _)) = rivals.max_by(|a, b| a.1.total_cmp(b.1)) else {
            return Signal::Order;
        };
        let margin = |row: &[f32]| row[chosen] - row[rival];
        let signals = [
            (margin(&self.heading), Signal::Heading),
            (margin(&self.content), Signal::Content),
            (margin(&self.layout), Signal::Layout),
        ];
        let best = signals.into_iter().max_by(|a, b| a.0.total_cmp(&b.0));
        best.filter(|(margin, _)| *margin > 0.5)
            .map_or(Signal::Order, |(_, signal)| signal)
    }

    /// A second section that the block truly speaks about.
    pub(super) fn second_section(
        &self,
        first: usize,
        content: Option<&Content>,
        states: States,
        weights: &Weights,
    ) -> Option<usize> {
        let sections = states.count() - states.section(0);
        let named = self.named.contains(&first).then_some(&self.named);
        let Some(content) = content else {
            return named?.iter().copied().find(|&section| section != first);
        };
        let share = |section: &usize| content.mean(*section);
        let rivals = (0..sections).filter(|&section| section != first);
        let best = rivals.max_by(|a, b| share(a).total_cmp(&share(b)))?;
        let both = named.is_some_and(|named| named.contains(&best));
        let least = if both {
            weights.second_named
        } else {
            weights.second_share
        };
        (share(&best) >= least).then_some(best)
    }
}

/// What holds from the headings above a block.
struct Above {
    /// Scores of the last landmark, weakened under headings that name nothing.
    scores: Vec<f32>,
    task: Option<usize>,
    named: Vec<usize>,
    /// A section or task has begun.
    begun: bool,
    /// The last heading is the title of a contents list.
    contents: bool,
    /// States that had a heading of their own.
    headed: Vec<bool>,
    /// Outline level of the last heading of an appendix.
    appendix_level: Option<u8>,
}

/// Collects the evidence block by block.
pub(super) fn collect(
    document: &Document,
    contents: &[Option<Content>],
    rubric: &Rubric,
    weights: &Weights,
) -> Vec<Evidence> {
    let states = States::of(rubric);
    let wordings = Wordings::new(rubric);
    let mut above = Above {
        scores: vec![0.0; states.count()],
        task: None,
        named: Vec::new(),
        begun: false,
        contents: false,
        headed: vec![false; states.count()],
        appendix_level: None,
    };
    let mut last_kind = None;
    let mut out = Vec::with_capacity(document.blocks.len());
    for (i, (block, content)) in document.blocks.iter().zip(contents).enumerate() {
        let (named, like_heading) = name(block, &wordings);
        let inside =
            last_kind == Some(block.kind) && block.kind != BlockKind::Paragraph || block.kind == BlockKind::Note;
        last_kind = Some(block.kind);
        let listed = is_contents(block, &above);
        let headed = above.headed.clone();
        let level = block.signals.outline_level;
        let deeper = level
            .zip(above.appendix_level)
            .is_some_and(|(own, appendix)| own > appendix);
        if !listed {
            above.pass(&named, like_heading, level, states, weights);
        }
        let layout = layout(block, i, listed, &above, &named, states, weights);
        let heading = if listed {
            vec![0.0; states.count()]
        } else {
            above.heading_evidence(&named, like_heading, rubric, states, weights)
        };
        out.push(Evidence {
            heading,
            content: content_evidence(content.as_ref(), states, weights),
            layout,
            like_heading: if listed { 0.0 } else { like_heading },
            inside,
            named: above.named.clone(),
            headed,
            deeper,
        });
    }
    out
}

/// What a block names as a heading, and how much it is one.
fn name(block: &Block, wordings: &Wordings) -> (Named, f32) {
    if block.kind == BlockKind::Heading {
        return (wordings.name(&block.text), 1.0);
    }
    let Some(opening) = opening(block) else {
        return (wordings.nothing(), 0.0);
    };
    let named = wordings.name(opening);
    let like = match (named.label, named.best() >= LANDMARK) {
        (true, _) => 1.0,
        (false, true) => 0.5,
        (false, false) => 0.0,
    };
    (named, like)
}

/// The first words of a paragraph where they could be a heading run into it.
fn opening(block: &Block) -> Option<&str> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let end = block.text.find(['.', ':', '?', '–', '—', '\n']).filter(|&at| at > 2);
    let whole = count(&block.text) <= OPENING_WORDS;
    let opening = match end {
        Some(at) => &block.text[..at],
        None if whole => &block.text,
        None => return None,
    };
    (count(opening) <= OPENING_WORDS).then_some(opening)
}

/// A line of a contents list: by the file, by dots before a page number, or short and numbered under its title.
fn is_contents(block: &Block, above: &Above) -> bool {
    let text = block.text.trim_end();
    let numbered = text.ends_with(|c: char| c.is_ascii_digit());
    let dotted = text.contains("....") || text.contains("… …") || text.contains("……") || text.contains(". . . .");
    block.contents || dotted && numbered || above.contents && numbered && count(text) <= LINE_WORDS
}

/// "Name: Jo Bloggs".
fn is_field(text: &str) -> bool {
    text.split_once(':')
        .is_some_and(|(field, value)| count(field) <= 4 && !value.trim().is_empty())
}

impl Above {
    /// Takes a heading into account; an opening like one speaks for its own block only.
    fn pass(&mut self, named: &Named, like_heading: f32, level: Option<u8>, states: States, weights: &Weights) {
        if like_heading < 1.0 {
            return;
        }
        self.contents = named.contents;
        if named.best() < LANDMARK {
            self.scores
                .iter_mut()
                .for_each(|score| *score *= weights.under_subheading);
            return;
        }
        let best = (0..states.count()).max_by(|&a, &b| named.scores[a].total_cmp(&named.scores[b]));
        let task = best.and_then(|best| states.task_of(best));
        self.task = task.or(self.task);
        if best == Some(States::APPENDIX) {
            self.appendix_level = level;
        }
        if let Some(headed) = best.and_then(|best| self.headed.get_mut(best)) {
            *headed = true;
        }
        self.begun |= task.is_some() || best.is_some_and(|best| states.section_of(best).is_some());
        self.scores.clone_from(&named.scores);
        let mut found: Vec<usize> = (0..states.count())
            .filter(|&state| named.scores[state] >= LANDMARK)
            .filter_map(|state| states.section_of(state))
            .collect();
        let score = |section: &usize| named.scores[states.section(*section)];
        found.sort_by(|a, b| score(b).total_cmp(&score(a)));
        self.named = found;
    }

    fn heading_evidence(
        &self,
        named: &Named,
        like_heading: f32,
        rubric: &Rubric,
        states: States,
        weights: &Weights,
    ) -> Vec<f32> {
        let own = if like_heading >= 1.0 {
            weights.heading
        } else if like_heading > 0.0 {
            weights.heading * weights.opening
        } else {
            0.0
        };
        let home = |state: usize| {
            let task = states
                .section_of(state)
                .map(|section| rubric.sections[section].task.as_str());
            let last = self.task.map(|task| rubric.tasks[task].id.as_str());
            task.is_some() && task == last
        };
        (0..states.count())
            .map(|state| {
                let above = if states.task_of(state).is_some() {
                    0.0
                } else {
                    self.scores[state]
                };
                let here = own * named.scores[state];
                let under = if like_heading >= 1.0 {
                    0.0
                } else {
                    weights.under_heading * above
                };
                here + under + if home(state) { weights.task_home } else { 0.0 }
            })
            .collect()
    }
}

fn content_evidence(content: Option<&Content>, states: States, weights: &Weights) -> Vec<f32> {
    let mut out = vec![0.0; states.count()];
    let Some(content) = content else {
        return out;
    };
    let stretches = (content.words() / weights.stretch_words).powf(weights.content_growth);
    let strength = weights.content * stretches;
    for (section, log) in content.mean_log(weights.content_doubt).into_iter().enumerate() {
        out[states.section(section)] = strength * log;
    }
    out[States::FRONT] = strength * weights.front_content;
    out[States::OTHER] = strength * weights.other_content;
    out[States::APPENDIX] = strength * weights.appendix_content;
    out
}

/// What place and look say: the first block, short lines before the first heading, contents lists.
fn layout(
    block: &Block,
    at: usize,
    listed: bool,
    above: &Above,
    named: &Named,
    states: States,
    weights: &Weights,
) -> Vec<f32> {
    let mut out = vec![0.0; states.count()];
    let short = count(&block.text) <= LINE_WORDS;
    if listed || named.contents && !above.begun {
        out[States::FRONT] += 3.0 * weights.layout;
    } else if !above.begun && short && is_field(&block.text) {
        out[States::FRONT] += 2.0 * weights.layout;
    } else if !above.begun && at == 0 {
        out[States::FRONT] += if short { weights.layout } else { 0.0 };
    } else if !above.begun && short && block.kind != BlockKind::Heading {
        out[States::FRONT] += weights.layout / 2.0;
    }
    // Only a heading can be the heading of a task.
    if block.kind != BlockKind::Heading && named.best() < LANDMARK {
        for task in 0..states.section(0) - states.task(0) {
            out[states.task(task)] -= 2.0 * weights.layout;
        }
    }
    out
}
