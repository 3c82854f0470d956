//! A rubric as plain text, to be read by people.

use std::fmt::Write as _;

use super::{Criterion, Enforcement, Gate, Need, Rubric, Section, WordRule};
use crate::Result;

/// Columns of a terminal that need not be widened.
const COLUMNS: usize = 80;

impl Rubric {
    /// The whole rubric as text of at most 80 columns: rules, sections and criteria, each on few lines.
    pub fn show(&self) -> String {
        let mut page = Page::default();
        let s = &self.standard;
        page.line(0, &format!("{} {}, level {}", s.code, s.title, s.level));
        page.line(
            0,
            &format!("{}, plan {}, {}, {}", s.part, s.plan, s.awarding_body, s.version),
        );
        page.line(0, &format!("Source: {}", s.source));
        self.rules(&mut page);
        for task in &self.tasks {
            page.heading(&format!("Task {}: {}", task.id, task.title));
            for section in self.sections.iter().filter(|section| section.task == task.id) {
                page.entry(2, &format!("{} ", section.id), &section_line(section));
            }
            for component in self.components.iter().filter(|component| component.task == task.id) {
                page.blank();
                page.line(2, &component.title);
                for criterion in self
                    .criteria
                    .iter()
                    .filter(|criterion| criterion.component == component.id)
                {
                    page.entry(
                        4,
                        &format!("{:<6}{:<12}", criterion.code, criterion.level),
                        &criterion.wording,
                    );
                }
            }
        }
        page.text
    }

    /// One criterion with what it asks for, its examples and its questions, as text of at most 80 columns. Small letters
    /// are accepted in the code.
    ///
    /// # Errors
    /// [`crate::Error::UnknownCriteria`] with the nearest codes if the rubric has no such code.
    pub fn show_criterion(&self, code: &str) -> Result<String> {
        let criterion = self.typed(code)?;
        let mut page = Page::default();
        page.line(
            0,
            &format!("{} ({}): {}", criterion.code, criterion.level, criterion.wording),
        );
        self.place(criterion, &mut page);
        page.heading("What it asks for");
        for ask in &criterion.asks {
            page.entry(2, "- ", ask);
        }
        page.line(2, &criterion.shows);
        self.glossary(criterion, &mut page);
        self.examples_of(&criterion.code, &mut page);
        self.questions_on(&criterion.code, &mut page);
        Ok(page.text)
    }

    fn rules(&self, page: &mut Page) {
        page.heading("Rules");
        page.entry(2, "Words: ", &word_rule(&self.word_rule));
        if let Some(p) = &self.presentation {
            page.entry(
                2,
                "Or a presentation: ",
                &format!("about {} minutes, {} slides", p.minutes, p.slides),
            );
        }
        page.entry(2, "Interview: ", &self.interview_line());
        for gate in &self.gates {
            page.entry(2, "", &self.gate_line(gate));
        }
        page.line(2, "Which grade a report deserves is for the assessor to decide.");
    }

    fn interview_line(&self) -> String {
        let rules = &self.interview;
        let questions = match (rules.min_questions, rules.max_questions) {
            (Some(min), Some(max)) => format!(", {min} to {max} questions"),
            (Some(min), None) => format!(", at least {min} questions"),
            (None, Some(max)) => format!(", at most {max} questions"),
            (None, None) => String::new(),
        };
        format!("up to {} minutes{questions}", rules.max_minutes)
    }

    fn gate_line(&self, gate: &Gate) -> String {
        let needs: Vec<String> = gate.needs.iter().map(|need| self.need(need)).collect();
        format!("For a {}: {}", gate.grade, needs.join(", and "))
    }

    fn need(&self, need: &Need) -> String {
        let there = self.count(need.level);
        match need.at_least {
            Some(least) => format!("at least {least} of the {there} {} criteria", need.level),
            None => format!("all {there} {} criteria", need.level),
        }
    }

    fn place(&self, criterion: &Criterion, page: &mut Page) {
        let task = self.task(&criterion.task).map_or("", |task| task.title.as_str());
        let component = self
            .component(&criterion.component)
            .map_or("", |component| component.title.as_str());
        page.line(2, &format!("Task {}, {task}; {component}", criterion.task));
        for section in self.sections_of(&criterion.code) {
            page.line(2, &format!("Section {}, {}", section.id, section.title));
        }
        page.line(2, &format!("Source: {}", criterion.source));
    }

    fn glossary(&self, criterion: &Criterion, page: &mut Page) {
        for term in self.terms.iter().filter(|term| criterion.glossary.contains(&term.term)) {
            page.entry(2, &format!("{}: ", term.term), &term.meaning);
        }
    }

    fn examples_of(&self, code: &str, page: &mut Page) {
        for example in self.examples.iter().filter(|example| example.criterion == code) {
            page.heading(match example.label {
                super::ExampleLabel::Met => "An example that meets it",
                super::ExampleLabel::Partial => "An example that meets it in part",
                super::ExampleLabel::Absent => "An example that sounds near, but does not bear on it",
            });
            page.line(2, &format!("“{}”", example.text));
            page.entry(2, "Why: ", &example.why);
        }
    }

    fn questions_on(&self, code: &str, page: &mut Page) {
        page.heading("Questions");
        if let Some(set) = self.questions_of(code) {
            for question in set.main.iter().chain(&set.seeded) {
                page.entry(2, "- ", question);
            }
            for probe in &set.probes {
                page.entry(2, "- follow-up: ", probe);
            }
        }
        for shared in self
            .shared_questions
            .iter()
            .filter(|shared| shared.criteria.iter().any(|c| c == code))
        {
            page.entry(2, &format!("- with {}: ", others(&shared.criteria, code)), &shared.text);
        }
    }
}

fn others(codes: &[String], code: &str) -> String {
    let rest: Vec<&str> = codes
        .iter()
        .map(String::as_str)
        .filter(|other| *other != code)
        .collect();
    rest.join(", ")
}

fn section_line(section: &Section) -> String {
    let needed = if section.required { ", required" } else { "" };
    format!(
        "{} {} ({}{needed}): {}",
        section.id,
        section.title,
        section.guide,
        section.criteria.join(" ")
    )
}

fn word_rule(rule: &WordRule) -> String {
    let limit = match (rule.min_words, rule.max_words) {
        (Some(min), Some(max)) if min == max => format!("{} {max}", rule.label),
        (Some(min), Some(max)) => format!("{} {min} to {max}", rule.label),
        (Some(limit), None) | (None, Some(limit)) => format!("{} {limit}", rule.label),
        (None, None) => "no limit".to_owned(),
    };
    let tolerance = match rule.tolerance_percent {
        0 => String::new(),
        percent => format!(", give or take {percent} percent"),
    };
    let enforcement = match rule.enforcement {
        Enforcement::Advisory => "advice",
        Enforcement::Enforced => "enforced",
    };
    format!("{limit}{tolerance} ({enforcement})")
}

/// Text under construction, wrapped at [`COLUMNS`].
#[derive(Default)]
struct Page {
    text: String,
}

impl Page {
    fn blank(&mut self) {
        self.text.push('\n');
    }

    fn heading(&mut self, heading: &str) {
        self.blank();
        self.line(0, heading);
    }

    fn line(&mut self, indent: usize, text: &str) {
        self.entry(indent, "", text);
    }

    /// `label` and `text`, with further lines set in below the text of a short label.
    fn entry(&mut self, indent: usize, label: &str, text: &str) {
        let label_columns = label.chars().count();
        let hang = indent + if label_columns <= 20 { label_columns } else { 2 };
        let mut column = indent + label_columns;
        let _ = write!(self.text, "{:indent$}{label}", "");
        let mut fresh = true;
        for word in text.split_whitespace() {
            let columns = word.chars().count();
            if !fresh && column + 1 + columns > COLUMNS {
                let _ = write!(self.text, "\n{:hang$}", "");
                column = hang;
                fresh = true;
            }
            if !fresh {
                self.text.push(' ');
                column += 1;
            }
            self.text.push_str(word);
            column += columns;
            fresh = false;
        }
        self.text.push('\n');
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn no_line_is_wider_than_a_terminal() {
        let rubric = Rubric::builtin().unwrap();
        let mut all = rubric.show();
        for criterion in &rubric.criteria {
            all.push_str(&rubric.show_criterion(&criterion.code).unwrap());
        }
        for line in all.lines() {
            assert!(line.chars().count() <= COLUMNS, "{line}");
            assert_eq!(line, line.trim_end());
        }
    }

    #[test]
    fn an_unknown_code_is_an_error() {
        let error = Rubric::builtin().unwrap().show_criterion("K9.9").unwrap_err();
        assert!(matches!(error, crate::Error::UnknownCriteria { .. }));
        assert!(error.to_string().contains("K9.9"), "{error}");
    }
}
