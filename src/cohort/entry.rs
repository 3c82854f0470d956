//! One report boiled down to what a cohort needs of it.

use super::shingles::{self, Mark};
use crate::analysis::{Analysis, PlacedBlock};
use crate::coverage::Status;
use crate::rubric::Rubric;
use crate::structure::Role;
use crate::words::SectionWords;
use serde::{Deserialize, Serialize};

/// How far from a single figure ("about 300 words") a section may be and still keep to it, in percent; as in the word
/// count of a report.
const CLOSE_PERCENT: u32 = 10;

/// Stands for the cover where names are left out.
const COVER: &str = "[cover left out]";

/// What a cohort keeps of a report in memory: figures, none of its words.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// Reader of sentences that was used.
    pub reader: String,
    /// Whether the statuses were calibrated.
    pub calibrated: bool,
    /// Counted words.
    pub words: u32,
    /// The rule's maximum.
    pub limit: Option<u32>,
    /// One status for each criterion, in rubric order.
    pub statuses: Vec<Status>,
    /// One entry for each section, in rubric order.
    pub sections: Vec<SectionLength>,
    /// How many things could not be read or are doubtful.
    pub warnings: u32,
}

/// The length of one section.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
pub struct SectionLength {
    /// Counted words.
    pub words: u32,
    /// Against its guide.
    pub standing: Standing,
}

/// A section against its guide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Standing {
    /// No word on it.
    Empty,
    /// Less than the guide.
    Under,
    /// As the guide says, or there is no guide.
    Within,
    /// More than the guide.
    Over,
}

impl Entry {
    /// What a cohort keeps of `analysis`.
    pub fn new(analysis: &Analysis) -> Self {
        Self {
            reader: analysis.rubric.reader.clone(),
            calibrated: analysis.rubric.calibrated,
            words: analysis.words.counted,
            limit: analysis.words.limit,
            statuses: analysis.criteria.iter().map(|criterion| criterion.status).collect(),
            sections: analysis.words.sections.iter().map(SectionLength::of).collect(),
            warnings: analysis.warnings.len() as u32,
        }
    }

    /// The marks of the report's own words, by which its passages are recognised in other reports. Text that is the rubric's
    /// leaves none.
    pub fn marks(analysis: &Analysis, rubric: &Rubric) -> Vec<Mark> {
        let blocks = analysis.blocks.iter();
        let text = Self::text(blocks.map(|block| (block.text.as_str(), is_own(block.role))));
        shingles::marks(&text, &shingles::of_rubric(rubric))
    }

    /// The text that the marks lie in: one line for each block, empty where the block is not the apprentice's own words.
    /// Takes each block's text and whether it is.
    pub fn text<'a>(blocks: impl Iterator<Item = (&'a str, bool)>) -> String {
        let mut text = String::new();
        for (block, is_own) in blocks {
            if is_own {
                text.push_str(block);
            }
            text.push('\n');
        }
        text
    }
}

impl SectionLength {
    fn of(section: &SectionWords) -> Self {
        let words = section.words;
        let (least, most) = match section.guide {
            Some((least, most)) if least == most => {
                let close = most.saturating_mul(CLOSE_PERCENT) / 100;
                (least - close, most.saturating_add(close))
            }
            Some(guide) => guide,
            None => (0, u32::MAX),
        };
        let standing = match words {
            0 => Standing::Empty,
            _ if words < least => Standing::Under,
            _ if words > most => Standing::Over,
            _ => Standing::Within,
        };
        Self { words, standing }
    }
}

/// Whether a block of this role holds the apprentice's own sentences: covers and contents lists of one employer look
/// all alike.
fn is_own(role: Role) -> bool {
    role != Role::Front
}

/// Takes the file's name and the cover out of an analysis, so that the result does not say by itself whose report it
/// is. The report's own sentences stay: a name in them is still there.
pub fn nameless(analysis: &mut Analysis, id: &str) {
    id.clone_into(&mut analysis.report.name);
    let quoted: Vec<usize> = analysis
        .criteria
        .iter()
        .flat_map(|criterion| criterion.evidence.iter().map(|evidence| evidence.block))
        .collect();
    // A quote must stay a part of the text.
    let hide = |(at, block): (usize, &mut PlacedBlock)| {
        if block.role == Role::Front && !quoted.contains(&at) {
            COVER.clone_into(&mut block.text);
        }
    };
    analysis.blocks.iter_mut().enumerate().for_each(hide);
}
