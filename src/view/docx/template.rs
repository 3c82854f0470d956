//! An empty report in the structure that the rubric suggests: headings to write under, fields for the cover, and the
//! rubric's advice as comments in the margin. It holds no sentence of a report.

use super::package::{self, Meant};
use super::pieces::{Body, fields, run};
use super::styles::{self, HEADING_1, HEADING_2, NORMAL, PROMPT, TABLE, TITLE};
use crate::rubric::{Rubric, Section, Task, WordGuide, WordPart};
use crate::view::phrases;
use crate::view::text::clean;
use docx_rs::{BreakType, Comment, Paragraph, Run};
use std::io;

/// What a cover is filled in with, and what stands there until then.
const FIELDS: [(&str, &str); 4] = [
    ("Name", "Type your name here"),
    ("Employer", "Type your employer's name here"),
    ("Training provider", "Type your training provider's name here"),
    ("Date", "Type the date here"),
];
const LABEL: usize = 2600;
const AUTHOR: &str = "showcase";
/// Whoever deletes the comments deletes them all at once.
const ABOUT_COMMENTS: &str =
    "Comments like this one are advice and do not count as words. Delete them before you hand in.";

/// Writes the template.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, rubric: &Rubric) -> io::Result<()> {
    let mut page = Page::default();
    let title = format!("{} {}", rubric.standard.title, rubric.standard.part.to_lowercase());
    page.heading(TITLE, &title, &[&rubric.word_rule.wording, ABOUT_COMMENTS]);
    let cells = FIELDS.map(|(label, prompt)| (label, Paragraph::new().style(TABLE).add_run(run(prompt).style(PROMPT))));
    page.body.table(fields(cells.into(), LABEL));
    for task in &rubric.tasks {
        page.task(rubric, task);
    }
    if let Some(heading) = rubric.headings.appendix.first() {
        let counted = !rubric.word_rule.excludes.contains(&WordPart::Appendix);
        let advice = if counted {
            "The appendix counts as well."
        } else {
            "The appendix does not count."
        };
        page.heading(HEADING_1, heading, &[advice]);
        page.body.text(NORMAL, "");
    }
    let document = page.body.into_document(styles::numbered_pages());
    let controls: Vec<Meant> = FIELDS.iter().map(|(label, prompt)| control(label, prompt)).collect();
    out.write_all(&package::pack(document, &title, &controls)?)
}

/// What stands on the page so far.
#[derive(Default)]
struct Page {
    body: Body,
    comments: usize,
}

impl Page {
    fn task(&mut self, rubric: &Rubric, task: &Task) {
        self.heading(HEADING_1, &format!("Task {}: {}", task.id, task.title), &[&task.brief]);
        for section in rubric.sections.iter().filter(|section| section.task == task.id) {
            let advice = advice(rubric, section);
            let advice: Vec<&str> = advice.iter().map(String::as_str).collect();
            self.heading(HEADING_2, &format!("{} {}", section.id, section.title), &advice);
            self.body.text(NORMAL, "");
        }
    }

    /// A heading with a comment of these lines. The writer repeats a comment for each of its paragraphs, so it has one.
    fn heading(&mut self, style: &str, text: &str, advice: &[&str]) {
        self.comments += 1;
        let lines = advice.iter().enumerate().fold(Run::new(), |lines, (index, line)| {
            let lines = if index == 0 {
                lines
            } else {
                lines.add_break(BreakType::TextWrapping)
            };
            lines.add_text(clean(line))
        });
        let lines = Paragraph::new().style(NORMAL).add_run(lines);
        let comment = Comment::new(self.comments).author(AUTHOR).add_paragraph(lines);
        let heading = Paragraph::new()
            .style(style)
            .add_comment_start(comment)
            .add_run(run(text))
            .add_comment_end(self.comments);
        self.body.add(heading);
    }
}

/// The guide for the length, and the criteria that the section is meant to show.
fn advice(rubric: &Rubric, section: &Section) -> Vec<String> {
    let length = match section.guide {
        WordGuide::None => None,
        WordGuide::Single(about) => Some(format!("about {}", phrases::number(about))),
        WordGuide::Range { min, max } => Some(phrases::guide(Some((min, max)))),
    };
    let length = length.map(|length| format!("Guide: {length} words."));
    let criteria = rubric.criteria.iter().filter(|c| section.criteria.contains(&c.code));
    let criteria = criteria.map(|c| format!("{} ({}): {}", c.code, c.level, c.wording));
    length.into_iter().chain(criteria).collect()
}

/// A field that shows a prompt until something is typed. The writer has no name for it.
fn control(label: &str, prompt: &str) -> Meant {
    let made = format!(
        r#"<w:r><w:rPr><w:rStyle w:val="{PROMPT}" /></w:rPr><w:t xml:space="preserve">{}</w:t></w:r>"#,
        prompt.replace('\'', "&apos;")
    );
    let meant = format!(
        r#"<w:sdt><w:sdtPr><w:alias w:val="{label}" /><w:showingPlcHdr /><w:text /></w:sdtPr><w:sdtContent>{made}</w:sdtContent></w:sdt>"#
    );
    Meant { made, meant }
}
