//! The word count and what it is made of.

use super::{SectionWords, TaskWords, WordLedger, count};
use crate::document::{Block, BlockKind, Document};
use crate::rubric::{Enforcement, Rubric, WordGuide, WordPart, WordRule};
use crate::structure::{Place, Role, Structure};
use std::fmt::Write;

/// How far from a single figure ("about 300 words") a section may be and still be called close to it, in percent.
const CLOSE_PERCENT: u32 = 10;

/// Adds up the words of a report, part by part.
pub fn ledger(document: &Document, structure: &Structure, rubric: &Rubric) -> WordLedger {
    let mut sums = Sums::new(rubric);
    for (block, place) in document.blocks.iter().zip(&structure.places) {
        sums.add(block, place, &rubric.word_rule);
    }
    let sections: Vec<SectionWords> = rubric
        .sections
        .iter()
        .zip(&sums.sections)
        .map(|(section, &words)| SectionWords {
            id: section.id.clone(),
            title: section.title.clone(),
            words,
            guide: section.guide.lower().zip(section.guide.upper()),
            advice: section_advice(words, section.guide),
        })
        .collect();
    let tasks: Vec<TaskWords> = rubric
        .tasks
        .iter()
        .map(|task| {
            let of_task = || {
                let of = rubric.sections.iter().zip(&sections);
                of.filter(|(section, _)| section.task == task.id)
                    .map(|(_, words)| words)
            };
            TaskWords {
                id: task.id.clone(),
                title: task.title.clone(),
                words: of_task().map(|section| section.words).sum(),
                guide: of_task()
                    .filter_map(|section| section.guide)
                    .reduce(|sum, guide| (sum.0 + guide.0, sum.1 + guide.1)),
            }
        })
        .collect();
    let in_tasks: u32 = tasks.iter().map(|task| task.words).sum();
    WordLedger {
        counted: sums.counted,
        front: sums.front,
        headings: sums.headings,
        tables: sums.tables,
        notes: sums.notes,
        other: sums.counted - in_tasks,
        appendix: sums.appendix,
        left_out: sums.left_out,
        total: sums.counted + sums.appendix + sums.left_out,
        limit: rubric.word_rule.max_words,
        advice: advice(sums.counted, &rubric.word_rule),
        tasks,
        sections,
    }
}

/// Running sums, block by block.
struct Sums {
    counted: u32,
    front: u32,
    headings: u32,
    tables: u32,
    notes: u32,
    appendix: u32,
    left_out: u32,
    sections: Vec<u32>,
}

impl Sums {
    fn new(rubric: &Rubric) -> Self {
        Self {
            counted: 0,
            front: 0,
            headings: 0,
            tables: 0,
            notes: 0,
            appendix: 0,
            left_out: 0,
            sections: vec![0; rubric.sections.len()],
        }
    }

    fn add(&mut self, block: &Block, place: &Place, rule: &WordRule) {
        let words = count(&block.text);
        if let Some(part) = excluded_part(block, place, rule) {
            match part {
                WordPart::Appendix => self.appendix += words,
                _ => self.left_out += words,
            }
            return;
        }
        self.counted += words;
        match (place.role, block.kind) {
            (Role::Front, _) => self.front += words,
            (_, BlockKind::Heading) => self.headings += words,
            (_, BlockKind::TableCell) => self.tables += words,
            (_, BlockKind::Note) => self.notes += words,
            _ => {}
        }
        self.share(words, &place.sections);
    }

    /// Divides the words evenly among the sections; the first ones take what is left over.
    fn share(&mut self, words: u32, sections: &[usize]) {
        let parts = sections.len() as u32;
        for (i, &section) in (0_u32..).zip(sections) {
            if let Some(sum) = self.sections.get_mut(section) {
                *sum += words / parts + u32::from(i < words % parts);
            }
        }
    }
}

/// The part of a report for which the rule leaves these words out, if it does.
fn excluded_part(block: &Block, place: &Place, rule: &WordRule) -> Option<WordPart> {
    let is = |part: &WordPart| match part {
        WordPart::Appendix => place.role == Role::Appendix,
        WordPart::FrontMatter => place.role == Role::Front && !block.contents,
        WordPart::Contents => place.role == Role::Front && block.contents,
        WordPart::Headings => block.kind == BlockKind::Heading,
        WordPart::Tables => block.kind == BlockKind::TableCell,
        WordPart::Notes => block.kind == BlockKind::Note,
        WordPart::Captions => block.kind == BlockKind::Caption,
        // A list of references is not told apart from other text that belongs to no section.
        WordPart::References => false,
    };
    // A heading in the appendix is appendix, whatever else the rule leaves out.
    let appendix = rule
        .excludes
        .iter()
        .copied()
        .find(|part| *part == WordPart::Appendix && is(part));
    appendix.or_else(|| rule.excludes.iter().copied().find(is))
}

/// What the rule says of the count. Figures and the guide's own word for the limit, never a verdict.
fn advice(counted: u32, rule: &WordRule) -> String {
    let over = rule.max_words.filter(|&most| counted > most);
    let under = rule.min_words.filter(|&least| counted < least);
    let tolerated = over.map_or_else(
        || under.is_some() && rule.least_words().is_some_and(|least| counted >= least),
        |_| rule.most_words().is_some_and(|most| counted <= most),
    );
    let mut text = match (over, under, rule.max_words, rule.min_words) {
        (Some(most), ..) => {
            format!("{} over the {} of {}", words(counted - most), rule.label, figure(most))
        }
        (_, Some(least), Some(most), _) if rule.tolerance_percent > 0 && least == most => {
            format!(
                "{} under the {} of {}",
                words(least - counted),
                rule.label,
                figure(least)
            )
        }
        (_, Some(least), ..) => format!("{} under the minimum of {}", words(least - counted), figure(least)),
        (_, _, Some(most), Some(least)) if least != most => format!(
            "{}, within the {} of {} to {}",
            words(counted),
            rule.label,
            figure(least),
            figure(most)
        ),
        (_, _, Some(most), _) => format!("{}, within the {} of {}", words(counted), rule.label, figure(most)),
        (_, _, None, Some(least)) => format!("{}, at least the minimum of {}", words(counted), figure(least)),
        (_, _, None, None) => format!("{}; the guide sets no limit", words(counted)),
    };
    if tolerated {
        // Writing to a string cannot fail.
        let _ = write!(text, ", within the {}% allowed", rule.tolerance_percent);
    } else if (over.is_some() || under.is_some()) && rule.enforcement == Enforcement::Enforced {
        text += "; the guide sets this as a rule";
        if rule.tolerance_percent > 0 {
            let _ = write!(text, ", with {}% allowed either way", rule.tolerance_percent);
        }
    }
    text
}

/// What a section's guide says of its length.
fn section_advice(counted: u32, guide: WordGuide) -> String {
    let (least, most, named) = match guide {
        WordGuide::None if counted == 0 => return "nothing found; the guide gives no length".to_owned(),
        WordGuide::None => return format!("{}; the guide gives no length", words(counted)),
        WordGuide::Single(about) => {
            let room = u32::try_from(u64::from(about) * u64::from(CLOSE_PERCENT) / 100).unwrap_or(u32::MAX);
            let close = about.abs_diff(counted) <= room;
            let named = format!("the guide of about {}", figure(about));
            if close {
                return format!("close to {named}");
            }
            (about, about, named)
        }
        WordGuide::Range { min, max } => (min, max, format!("the guide of {} to {}", figure(min), figure(max))),
    };
    if counted == 0 && least > 0 {
        format!("nothing found; {}", named.replacen("the guide of", "the guide is", 1))
    } else if counted < least {
        format!("{} under {named}", words(least - counted))
    } else if counted > most {
        format!("{} over {named}", words(counted - most))
    } else {
        format!("within {named}")
    }
}

fn words(number: u32) -> String {
    match number {
        1 => "1 word".to_owned(),
        _ => format!("{} words", figure(number)),
    }
}

/// A number with a comma between thousands.
fn figure(number: u32) -> String {
    let digits = number.to_string();
    let mut out = String::new();
    for (i, digit) in digits.chars().enumerate() {
        if i > 0 && (digits.len() - i).is_multiple_of(3) {
            out.push(',');
        }
        out.push(digit);
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::Format;
    use crate::structure::Signal;
    use proptest::prelude::*;

    fn rubric() -> Rubric {
        Rubric::builtin().unwrap()
    }

    fn rule(enforcement: Enforcement, least: Option<u32>, most: Option<u32>, tolerance: u8) -> WordRule {
        WordRule {
            enforcement,
            min_words: least,
            max_words: most,
            tolerance_percent: tolerance,
            label: "word limit".to_owned(),
            ..rubric().word_rule
        }
    }

    #[test]
    fn the_recommended_maximum_is_advice_in_the_guides_words() {
        let rule = rubric().word_rule;
        assert_eq!(advice(4812, &rule), "312 words over the recommended maximum of 4,500");
        assert_eq!(advice(4501, &rule), "1 word over the recommended maximum of 4,500");
        assert_eq!(
            advice(4500, &rule),
            "4,500 words, within the recommended maximum of 4,500"
        );
    }

    #[test]
    fn tolerance_and_minimum_are_told() {
        let exact = rule(Enforcement::Enforced, Some(2500), Some(2500), 10);
        assert_eq!(
            advice(2600, &exact),
            "100 words over the word limit of 2,500, within the 10% allowed"
        );
        assert_eq!(
            advice(2400, &exact),
            "100 words under the word limit of 2,500, within the 10% allowed"
        );
        assert_eq!(
            advice(2751, &exact),
            "251 words over the word limit of 2,500; the guide sets this as a rule, with 10% allowed either way"
        );
        let range = rule(Enforcement::Advisory, Some(1000), Some(2000), 0);
        assert_eq!(advice(900, &range), "100 words under the minimum of 1,000");
        assert_eq!(
            advice(1500, &range),
            "1,500 words, within the word limit of 1,000 to 2,000"
        );
        assert_eq!(
            advice(7, &rule(Enforcement::Advisory, None, None, 0)),
            "7 words; the guide sets no limit"
        );
    }

    #[test]
    fn a_section_is_measured_against_its_guide() {
        let range = WordGuide::Range { min: 100, max: 150 };
        assert_eq!(section_advice(120, range), "within the guide of 100 to 150");
        assert_eq!(section_advice(210, range), "60 words over the guide of 100 to 150");
        assert_eq!(section_advice(99, range), "1 word under the guide of 100 to 150");
        assert_eq!(section_advice(0, range), "nothing found; the guide is 100 to 150");
        assert_eq!(
            section_advice(310, WordGuide::Single(300)),
            "close to the guide of about 300"
        );
        assert_eq!(
            section_advice(400, WordGuide::Single(300)),
            "100 words over the guide of about 300"
        );
        assert_eq!(section_advice(5, WordGuide::None), "5 words; the guide gives no length");
    }

    #[test]
    fn parts_the_rule_leaves_out_are_kept_apart() {
        let mut rubric = rubric();
        rubric.word_rule.excludes = vec![WordPart::Tables, WordPart::Appendix];
        let kinds = [BlockKind::TableCell, BlockKind::Paragraph, BlockKind::TableCell];
        let roles = [Role::Other, Role::Other, Role::Appendix];
        let (document, structure) = report(&kinds, &roles, &[vec![], vec![], vec![]], &["a", "b c", "d e f"]);
        let found = ledger(&document, &structure, &rubric);
        assert_eq!(
            (found.counted, found.left_out, found.appendix, found.total),
            (2, 1, 3, 6)
        );
    }

    fn report(kinds: &[BlockKind], roles: &[Role], sections: &[Vec<usize>], texts: &[&str]) -> (Document, Structure) {
        let blocks = kinds
            .iter()
            .zip(texts)
            .map(|(&kind, &text)| Block::new(kind, text))
            .collect();
        let places = roles
            .iter()
            .zip(sections)
            .map(|(&role, sections)| Place {
                role,
                sections: if role == Role::Body {
                    sections.clone()
                } else {
                    Vec::new()
                },
                signal: Signal::Order,
                confidence: 1.0,
            })
            .collect();
        let document = Document {
            format: Format::Txt,
            blocks,
            pages: None,
            warnings: Vec::new(),
        };
        (document, Structure { places })
    }

    fn any_kind() -> impl Strategy<Value = BlockKind> {
        prop::sample::select(vec![
            BlockKind::Heading,
            BlockKind::Paragraph,
            BlockKind::ListItem,
            BlockKind::TableCell,
            BlockKind::Note,
            BlockKind::Caption,
        ])
    }

    fn any_role() -> impl Strategy<Value = Role> {
        prop::sample::select(vec![Role::Front, Role::Task, Role::Body, Role::Other, Role::Appendix])
    }

    proptest! {
        #[test]
        fn the_parts_add_up(rows in prop::collection::vec(
            (any_kind(), any_role(), prop::collection::vec(0_usize..17, 1..3), "[a-z ]{0,60}"), 0..40)) {
            let kinds: Vec<_> = rows.iter().map(|row| row.0).collect();
            let roles: Vec<_> = rows.iter().map(|row| row.1).collect();
            let sections: Vec<_> = rows.iter().map(|row| row.2.clone()).collect();
            let texts: Vec<_> = rows.iter().map(|row| row.3.as_str()).collect();
            let (document, structure) = report(&kinds, &roles, &sections, &texts);
            let found = ledger(&document, &structure, &rubric());
            let all: u32 = texts.iter().map(|text| count(text)).sum();
            prop_assert_eq!(found.total, all);
            prop_assert_eq!(found.counted + found.appendix + found.left_out, found.total);
            let tasks: u32 = found.tasks.iter().map(|task| task.words).sum();
            prop_assert_eq!(tasks + found.other, found.counted);
            prop_assert_eq!(found.sections.iter().map(|section| section.words).sum::<u32>(), tasks);
            prop_assert!(found.front + found.headings + found.tables + found.notes <= found.counted);
        }
    }
}
