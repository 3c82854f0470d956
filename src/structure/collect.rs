//! Goes through the report once and collects what speaks for each state at each block.

use super::content::Content;
use super::evidence::Evidence;
use super::headings::{LANDMARK, Named};
use super::layout::{self, Edges};
use super::states::States;
use super::weights::Weights;
use super::wordings::Wordings;
use crate::document::{Block, BlockKind, Document};
use crate::rubric::Rubric;
use crate::steady;
use crate::words::count;

/// Most words of an opening that may be a heading run into its paragraph.
const OPENING_WORDS: u32 = 7;
/// A block of more words is text, after which no front matter is expected.
const TEXT_WORDS: u32 = 40;
/// How much an opening that names a part is a heading.
const OPENING_LIKENESS: f32 = 0.5;

/// A bare label ("Appendix B") is surer than a wording.
const LABEL_STRENGTH: f32 = 1.5;

/// What a block names, and how much it is a heading, 0 to 1.
pub(super) struct Title {
    pub(super) named: Named,
    pub(super) like_heading: f32,
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
    let titles: Vec<Title> = document.blocks.iter().map(|block| title(block, &wordings)).collect();
    let edges = Edges::of(&document.blocks, &titles, states);
    let mut above = Above::new(states, rubric, weights);
    let mut last_kind = None;
    let mut out = Vec::with_capacity(document.blocks.len());
    for (at, (block, content)) in document.blocks.iter().zip(contents).enumerate() {
        let title = &titles[at];
        let repeated = last_kind == Some(block.kind) && block.kind != BlockKind::Paragraph;
        last_kind = Some(block.kind);
        let listed = layout::is_contents(block, above.contents);
        let headed = above.headed.clone();
        let deeper = above.is_deeper(block);
        if !listed {
            above.pass(block, title);
        }
        let seen = layout::Seen {
            at,
            listed,
            begun: above.begun,
            names: title.named.best() >= LANDMARK,
        };
        let cue = block.kind == BlockKind::Paragraph && wordings.opens_other(&block.text);
        out.push(Evidence {
            heading: if listed {
                vec![0.0; states.count()]
            } else {
                above.heading_evidence(title)
            },
            content: content_evidence(content.as_ref(), states, weights),
            layout: layout::evidence(
                block,
                &title.named,
                &seen,
                edges.holds(at) + f32::from(u8::from(cue)),
                states,
                weights,
            ),
            like_heading: if listed { 0.0 } else { title.like_heading },
            names_appendix: title.named.scores[States::APPENDIX] >= LANDMARK,
            inside: repeated || block.kind == BlockKind::Note,
            named: above.named.clone(),
            headed,
            deeper,
        });
    }
    out
}

/// Reads a block as a heading: a heading whole, a paragraph by the words it opens with.
fn title(block: &Block, wordings: &Wordings) -> Title {
    if block.kind == BlockKind::Heading {
        return Title {
            named: wordings.name(&block.text),
            like_heading: 1.0,
        };
    }
    let Some(opening) = opening(block) else {
        return Title {
            named: wordings.nothing(),
            like_heading: 0.0,
        };
    };
    let named = wordings.name(opening);
    // "Evidence I have put in the folder", alone on its line, begins an appendix as surely as a heading.
    let names_appendix = named.landmark() == Some(States::APPENDIX) && opening.len() == block.text.trim_end().len();
    let like_heading = match (named.label || names_appendix, named.best() >= LANDMARK) {
        (true, _) => 1.0,
        (false, true) => OPENING_LIKENESS,
        (false, false) => 0.0,
    };
    Title { named, like_heading }
}

/// The first words of a paragraph where they could be a heading run into it.
fn opening(block: &Block) -> Option<&str> {
    if block.kind != BlockKind::Paragraph {
        return None;
    }
    let end = block.text.find(['.', ':', '?', '–', '—', '\n']).filter(|&at| at > 2);
    let opening = match end {
        Some(at) => &block.text[..at],
        None if count(&block.text) <= OPENING_WORDS => &block.text,
        None => return None,
    };
    (count(opening) <= OPENING_WORDS).then_some(opening)
}

/// What holds from the headings above a block.
struct Above<'a> {
    states: States,
    rubric: &'a Rubric,
    weights: &'a Weights,
    /// Scores of the last heading that names a part, weakened under headings that name nothing.
    scores: Vec<f32>,
    task: Option<usize>,
    /// Sections that it names, best first.
    named: Vec<usize>,
    /// A section or task has begun, or at least text of some length.
    begun: bool,
    /// The last heading is the title of a contents list.
    contents: bool,
    /// States that had a heading of their own.
    headed: Vec<bool>,
    /// Outline level of the last heading of an appendix.
    appendix_level: Option<u8>,
}

impl<'a> Above<'a> {
    fn new(states: States, rubric: &'a Rubric, weights: &'a Weights) -> Self {
        Self {
            states,
            rubric,
            weights,
            scores: vec![0.0; states.count()],
            task: None,
            named: Vec::new(),
            begun: false,
            contents: false,
            headed: vec![false; states.count()],
            appendix_level: None,
        }
    }

    /// The block stands deeper in the outline than the last heading of an appendix.
    fn is_deeper(&self, block: &Block) -> bool {
        let levels = block.signals.outline_level.zip(self.appendix_level);
        levels.is_some_and(|(own, appendix)| own > appendix)
    }

    /// Takes a block into account; an opening like a heading speaks for its own block only.
    fn pass(&mut self, block: &Block, title: &Title) {
        self.begun = self.begun || count(&block.text) > TEXT_WORDS;
        if title.like_heading < 1.0 {
            return;
        }
        let named = &title.named;
        self.contents = named.contents;
        let Some(best) = named.landmark() else {
            for score in &mut self.scores {
                *score *= self.weights.under_subheading;
            }
            // An introduction has no headings of its own.
            self.scores[States::OTHER] = 0.0;
            return;
        };
        let states = self.states;
        self.task = states.task_of(best).or(self.task);
        self.begun |= states.task_of(best).is_some() || states.section_of(best).is_some();
        if best == States::APPENDIX {
            self.appendix_level = block.signals.outline_level;
        }
        let appendix = self.scores[States::APPENDIX];
        self.scores.clone_from(&named.scores);
        // What had its heading before, and comes again in an appendix, is most likely a piece of evidence there.
        if states.section_of(best).is_some() && self.headed.iter().skip(best).any(|headed| *headed) {
            self.scores[States::APPENDIX] = self.scores[States::APPENDIX].max(appendix);
        }
        self.headed[best] = true;
        let sections = named.parts.iter().filter_map(|&state| states.section_of(state));
        self.named = sections.collect();
    }

    /// What the block's own wording and the headings above it say.
    fn heading_evidence(&self, title: &Title) -> Vec<f32> {
        let weights = self.weights;
        let heading = title.like_heading >= 1.0;
        let own = match (heading, title.like_heading > 0.0) {
            (true, _) if title.named.label => weights.heading * LABEL_STRENGTH,
            (true, _) => weights.heading,
            (false, true) => weights.heading * weights.opening,
            (false, false) => 0.0,
        };
        let of = |state: usize| {
            let here = own * title.named.scores[state];
            // A title or a task's heading says nothing of the text under it.
            let silent = heading || self.states.task_of(state).is_some() || state == States::FRONT;
            let under = if silent {
                0.0
            } else {
                weights.under_heading * self.scores[state]
            };
            here + under - if self.is_abroad(state) { weights.task_home } else { 0.0 }
        };
        (0..self.states.count()).map(of).collect()
    }

    /// A section of another task than the one whose heading came last.
    fn is_abroad(&self, state: usize) -> bool {
        let section = self
            .states
            .section_of(state)
            .and_then(|section| self.rubric.sections.get(section));
        let task = self.task.and_then(|task| self.rubric.tasks.get(task));
        section.zip(task).is_some_and(|(section, task)| section.task != task.id)
    }
}

fn content_evidence(content: Option<&Content>, states: States, weights: &Weights) -> Vec<f32> {
    let mut out = vec![0.0; states.count()];
    let Some(content) = content else {
        return out;
    };
    let stretches = steady::powf(content.words() / weights.stretch_words, weights.content_growth);
    let strength = weights.content * stretches;
    for (section, log) in content.log_odds(weights.content_doubt).into_iter().enumerate() {
        out[states.section(section)] = strength * log;
    }
    out[States::FRONT] = strength * weights.front_content;
    out[States::OTHER] = strength * weights.other_content;
    out[States::APPENDIX] = strength * weights.appendix_content;
    out
}
