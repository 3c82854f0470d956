//! The texts that the page takes from the rubric and from [`phrases`]: what the analysis refers to by code, and the words
//! of the other views.

use crate::coverage::Status;
use crate::document::Format;
use crate::rubric::{Level, Rubric, Standard};
use crate::view::phrases;
use serde::Serialize;

/// Names of the fields of the word ledger, in the order of [`phrases::PARTS`].
const PART_FIELDS: [&str; 7] = ["front", "headings", "tables", "notes", "other", "appendix", "left_out"];

/// All texts, as the viewer's `mount` takes them for its `rubric`.
#[derive(Debug, Serialize)]
pub struct Texts<'a> {
    standard: &'a Standard,
    tasks: Vec<Task<'a>>,
    components: Vec<Component<'a>>,
    sections: Vec<Section<'a>>,
    criteria: Vec<Criterion<'a>>,
    phrases: Phrases,
}

#[derive(Debug, Serialize)]
struct Task<'a> {
    id: &'a str,
    title: &'a str,
}

#[derive(Debug, Serialize)]
struct Component<'a> {
    id: &'a str,
    title: &'a str,
    task: &'a str,
}

#[derive(Debug, Serialize)]
struct Section<'a> {
    id: &'a str,
    title: &'a str,
    task: &'a str,
    criteria: &'a [String],
}

#[derive(Debug, Serialize)]
struct Criterion<'a> {
    code: &'a str,
    level: Level,
    component: &'a str,
    task: &'a str,
    wording: &'a str,
    shows: &'a str,
}

#[derive(Debug, Serialize)]
struct Phrases {
    statuses: Statuses,
    formats: Formats,
    assessor_decides: &'static str,
    not_calibrated: &'static str,
    /// Label and field of the word ledger.
    parts: Vec<(&'static str, &'static str)>,
}

#[derive(Debug, Serialize)]
struct Statuses {
    evidenced: &'static str,
    partial: &'static str,
    not_found: &'static str,
}

#[derive(Debug, Serialize)]
struct Formats {
    docx: &'static str,
    odt: &'static str,
    pdf: &'static str,
    txt: &'static str,
    md: &'static str,
    rtf: &'static str,
    html: &'static str,
    pptx: &'static str,
}

impl<'a> Texts<'a> {
    /// The texts of a rubric.
    pub fn of(rubric: &'a Rubric) -> Self {
        let tasks = rubric.tasks.iter().map(|task| Task {
            id: &task.id,
            title: &task.title,
        });
        let components = rubric.components.iter().map(|component| Component {
            id: &component.id,
            title: &component.title,
            task: &component.task,
        });
        let sections = rubric.sections.iter().map(|section| Section {
            id: &section.id,
            title: &section.title,
            task: &section.task,
            criteria: &section.criteria,
        });
        let criteria = rubric.criteria.iter().map(|criterion| Criterion {
            code: &criterion.code,
            level: criterion.level,
            component: &criterion.component,
            task: &criterion.task,
            wording: &criterion.wording,
            shows: &criterion.shows,
        });
        Self {
            standard: &rubric.standard,
            tasks: tasks.collect(),
            components: components.collect(),
            sections: sections.collect(),
            criteria: criteria.collect(),
            phrases: Phrases::new(),
        }
    }
}

impl Phrases {
    fn new() -> Self {
        Self {
            statuses: Statuses {
                evidenced: phrases::status(Status::Evidenced),
                partial: phrases::status(Status::Partial),
                not_found: phrases::status(Status::NotFound),
            },
            formats: Formats {
                docx: phrases::format(Format::Docx),
                odt: phrases::format(Format::Odt),
                pdf: phrases::format(Format::Pdf),
                txt: phrases::format(Format::Txt),
                md: phrases::format(Format::Md),
                rtf: phrases::format(Format::Rtf),
                html: phrases::format(Format::Html),
                pptx: phrases::format(Format::Pptx),
            },
            assessor_decides: phrases::ASSESSOR_DECIDES,
            not_calibrated: phrases::NOT_CALIBRATED,
            parts: phrases::PARTS.into_iter().zip(PART_FIELDS).collect(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::words::WordLedger;

    #[test]
    fn every_part_of_the_count_has_its_own_label() {
        let words = WordLedger {
            counted: 0,
            front: 1,
            headings: 2,
            tables: 3,
            notes: 4,
            other: 5,
            appendix: 6,
            left_out: 7,
            total: 0,
            limit: None,
            advice: String::new(),
            tasks: Vec::new(),
            sections: Vec::new(),
        };
        let json = serde_json::to_value(&words).unwrap();
        for ((label, count), (name, field)) in phrases::parts_of(&words).into_iter().zip(Phrases::new().parts) {
            assert_eq!((label, json.get(field)), (name, Some(&count.into())));
        }
    }
}
