//! Two drafts of one report: what changed between them.
//!
//! Comes after [`crate::pipeline`] and [`mod@crate::review`], once for each draft. What a change is worth is for people to say.

use crate::analysis::Analysis;
use crate::coverage::{CriterionCoverage, Evidence, Status};
use crate::review::{Flag, review};
use crate::rubric::{Level, Rubric};
use serde::Serialize;

/// Version of the JSON shape.
pub const SCHEMA: &str = "showcase-comparison/1";

/// What changed from one draft to the next.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Comparison {
    /// [`SCHEMA`].
    pub schema: String,
    /// Version of the program.
    pub version: String,
    /// The earlier draft.
    pub old: Draft,
    /// The later draft.
    pub new: Draft,
    /// Words of every section, in rubric order.
    pub sections: Vec<SectionChange>,
    /// Criteria that the later draft shows better, in rubric order.
    pub rose: Vec<CriterionChange>,
    /// Criteria that the later draft shows less well, in rubric order.
    pub fell: Vec<CriterionChange>,
    /// What there was to check in the earlier draft, and is not any more.
    pub solved: Vec<Flag>,
    /// What there is to check in the later draft, and was not before.
    pub raised: Vec<Flag>,
}

/// One of the two drafts.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct Draft {
    /// Name of the file, without folders.
    pub name: String,
    /// Counted words.
    pub words: u32,
    /// What the rule says of them.
    pub advice: String,
    /// Criteria that are evidenced.
    pub evidenced: u32,
    /// Criteria that are half shown.
    pub partial: u32,
    /// Criteria for which nothing was found.
    pub not_found: u32,
    /// What could not be read, or is doubtful.
    pub warnings: Vec<crate::document::Warning>,
}

/// Words of a section in both drafts.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct SectionChange {
    /// Section id.
    pub id: String,
    /// Title as in the rubric.
    pub title: String,
    /// Words in the earlier draft.
    pub old: u32,
    /// Words in the later draft.
    pub new: u32,
    /// The guide in words, where there is one: least, most.
    pub guide: Option<(u32, u32)>,
}

/// A criterion whose status is another one now.
#[derive(Debug, Clone, PartialEq, Serialize, schemars::JsonSchema)]
pub struct CriterionChange {
    /// Code.
    pub code: String,
    /// Level.
    pub level: Level,
    /// Wording as in the rubric.
    pub wording: String,
    /// Status in the earlier draft.
    pub old: Status,
    /// Status in the later draft.
    pub new: Status,
    /// Evidence of the later draft that the earlier one did not hold.
    pub added: Vec<Evidence>,
    /// Evidence of the earlier draft that the later one does not hold any more.
    pub gone: Vec<Evidence>,
    /// What is still open in the later draft.
    pub missing: Vec<String>,
}

/// Says what changed. Both drafts were read against `rubric`.
pub fn compare(old: &Analysis, new: &Analysis, rubric: &Rubric) -> Comparison {
    let changes: Vec<CriterionChange> = rubric
        .criteria
        .iter()
        .filter_map(|criterion| {
            let of = |analysis: &Analysis| analysis.criteria.iter().find(|c| c.code == criterion.code).cloned();
            let (before, after) = (of(old)?, of(new)?);
            (before.status != after.status).then(|| CriterionChange {
                code: criterion.code.clone(),
                level: criterion.level,
                wording: criterion.wording.clone(),
                old: before.status,
                new: after.status,
                added: absent_from(&after, old),
                gone: absent_from(&before, new),
                missing: after.missing,
            })
        })
        .collect();
    let (before, after) = (review(old, rubric).flags, review(new, rubric).flags);
    let (rose, fell) = changes.into_iter().partition(|change| change.new > change.old);
    Comparison {
        schema: SCHEMA.to_owned(),
        version: new.version.clone(),
        old: draft(old),
        new: draft(new),
        sections: sections(old, new),
        rose,
        fell,
        solved: without(&before, &after),
        raised: without(&after, &before),
    }
}

/// The flags that the other draft does not have, wherever they stand in it.
fn without(flags: &[Flag], other: &[Flag]) -> Vec<Flag> {
    let is_same = |a: &Flag, b: &Flag| a.kind == b.kind && a.what == b.what;
    let new = flags.iter().filter(|flag| !other.iter().any(|o| is_same(flag, o)));
    new.cloned().collect()
}

/// Evidence whose words do not stand in the other draft.
fn absent_from(coverage: &CriterionCoverage, other: &Analysis) -> Vec<Evidence> {
    let stands = |evidence: &&Evidence| other.blocks.iter().any(|block| block.text.contains(&evidence.quote));
    coverage.evidence.iter().filter(|e| !stands(e)).cloned().collect()
}

fn draft(analysis: &Analysis) -> Draft {
    let count = |status: Status| analysis.criteria.iter().filter(|c| c.status == status).count() as u32;
    Draft {
        name: analysis.report.name.clone(),
        words: analysis.words.counted,
        advice: analysis.words.advice.clone(),
        evidenced: count(Status::Evidenced),
        partial: count(Status::Partial),
        not_found: count(Status::NotFound),
        warnings: analysis.warnings.clone(),
    }
}

fn sections(old: &Analysis, new: &Analysis) -> Vec<SectionChange> {
    let pairs = old.words.sections.iter().zip(&new.words.sections);
    pairs
        .map(|(before, after)| SectionChange {
            id: after.id.clone(),
            title: after.title.clone(),
            old: before.words,
            new: after.words,
            guide: after.guide,
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Options, analyse};

    const OLD: &str = "The aims of the organisation\n\nHarbour Lane is a garden centre. Its aim is to be the first place people come to for plants.\n";

    fn read(text: &str) -> Analysis {
        let options = Options {
            fast: true,
            ..Options::default()
        };
        analyse(text.as_bytes(), "draft.txt", &Rubric::builtin().unwrap(), &options).unwrap()
    }

    fn changes(old: &str, new: &str) -> Comparison {
        compare(&read(old), &read(new), &Rubric::builtin().unwrap())
    }

    #[test]
    fn a_draft_against_itself_has_no_changes() {
        let same = changes(OLD, OLD);
        assert_eq!(
            (same.rose.len(), same.fell.len(), same.solved.len(), same.raised.len()),
            (0, 0, 0, 0)
        );
        assert!(same.sections.iter().all(|section| section.old == section.new));
    }

    #[test]
    fn what_rose_one_way_fell_the_other() {
        let more = format!(
            "{OLD}\nDealing with conflict\n\nA man shouted at the till because his bench had not come. I stayed calm, let him finish, \
             said I was sorry and asked what the bench was for. I rang the depot and told him it would come on Friday, and rang him on \
             Thursday so that he knew.\n"
        );
        let (up, down) = (changes(OLD, &more), changes(&more, OLD));
        assert!(!up.rose.is_empty() && up.fell.is_empty());
        let codes = |list: &[CriterionChange]| list.iter().map(|c| c.code.clone()).collect::<Vec<_>>();
        assert_eq!(codes(&up.rose), codes(&down.fell));
        let all = |list: &[CriterionChange], of: fn(&CriterionChange) -> &Vec<Evidence>| {
            list.iter().flat_map(|c| of(c).clone()).collect::<Vec<_>>()
        };
        let added = all(&up.rose, |c| &c.added);
        assert!(!added.is_empty() && added.iter().all(|e| more.contains(&e.quote) && !OLD.contains(&e.quote)));
        assert_eq!(added, all(&down.fell, |c| &c.gone));
        assert!(up.new.words > up.old.words);
    }
}
