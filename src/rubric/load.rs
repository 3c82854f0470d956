//! Reads a rubric from its TOML texts, keeping the line of every key for [`super::validate`].
//!
//! Each entry (`[[criterion]]`, `[[section]]` …) is read on its own, so that a mistake in one does not hide the
//! mistakes of the next.

use std::collections::BTreeMap;

use serde::de::DeserializeOwned;
use toml::Spanned;
use toml::de::{DeTable, DeValue, ValueDeserializer};

use super::validate;
use super::{
    Component, Criterion, Example, Gate, HeadingVariants, InterviewRules, Presentation, QuestionSet, ReviewRules,
    Rubric, Section, SharedQuestion, Standard, Task, Term, Timing, WordRule,
};
use crate::questions::{Rule, Words};
use crate::{Error, Result};

/// Every key that may stand at the top of a file, as shown to somebody who used another.
const TOP_KEYS: &str = "standard, word_rule, headings, interview, presentation, gate, term, task, component, section, \
                        criterion, example, openers, question, shared_question, question_words, question_rule, timing, review";

/// A place in one of the files; lines count from 1.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    /// Index of the file.
    pub(super) file: usize,
    /// Line in it.
    pub(super) line: usize,
}

/// Something wrong, with its cure ("problem; cure").
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Mistake {
    pub(super) at: At,
    pub(super) text: String,
}

/// A value with the lines of its keys.
#[derive(Debug)]
pub(super) struct Placed<T> {
    pub(super) value: T,
    at: At,
    /// For each key its line, and the lines of its items where it is a list.
    keys: BTreeMap<String, (usize, Vec<usize>)>,
}

impl<T> Placed<T> {
    /// Where the value begins.
    pub(super) fn at(&self) -> At {
        self.at
    }

    /// Where `key` stands; the value's own line if the key was left out.
    pub(super) fn key(&self, key: &str) -> At {
        At {
            line: self.keys.get(key).map_or(self.at.line, |(line, _)| *line),
            ..self.at
        }
    }

    /// Where item `index` of the list `key` stands.
    pub(super) fn item(&self, key: &str, index: usize) -> At {
        let line = self.keys.get(key).and_then(|(_, items)| items.get(index)).copied();
        line.map_or_else(|| self.key(key), |line| At { line, ..self.at })
    }
}

/// A rubric whose entries have the right shape, not yet checked against each other.
#[derive(Debug, Default)]
pub(super) struct Draft {
    pub(super) standard: Option<Placed<Standard>>,
    pub(super) word_rule: Option<Placed<WordRule>>,
    pub(super) headings: Option<Placed<HeadingVariants>>,
    pub(super) interview: Option<Placed<InterviewRules>>,
    pub(super) presentation: Option<Placed<Presentation>>,
    pub(super) gates: Vec<Placed<Gate>>,
    pub(super) terms: Vec<Placed<Term>>,
    pub(super) tasks: Vec<Placed<Task>>,
    pub(super) components: Vec<Placed<Component>>,
    pub(super) sections: Vec<Placed<Section>>,
    pub(super) criteria: Vec<Placed<Criterion>>,
    pub(super) examples: Vec<Placed<Example>>,
    pub(super) openers: Vec<Placed<String>>,
    pub(super) questions: Vec<Placed<QuestionSet>>,
    pub(super) shared_questions: Vec<Placed<SharedQuestion>>,
    pub(super) question_words: Option<Placed<Words>>,
    pub(super) question_rules: Vec<Placed<Rule>>,
    pub(super) timing: Option<Placed<Timing>>,
    pub(super) review: Option<Placed<ReviewRules>>,
}

impl Rubric {
    /// Reads a rubric from one or more TOML texts, given as (name, text).
    ///
    /// The texts count as one: single tables (`[standard]`, `[word_rule]` …) stand in one of them, lists
    /// (`[[criterion]]`, `[[example]]` …) are joined in the order given. How a rubric is split into files is free; the
    /// names serve messages alone.
    ///
    /// # Errors
    /// [`Error::Rubric`] with every mistake, by file and line. Entries of the wrong shape come first; how
    /// the entries fit each other is checked once all have the right shape.
    pub fn parse<S: AsRef<str>>(name: &str, files: &[(S, S)]) -> Result<Self> {
        let mut reader = Reader::default();
        for (index, (_, text)) in files.iter().enumerate() {
            reader.file(index, text.as_ref());
        }
        let (draft, mut mistakes) = (reader.draft, reader.mistakes);
        if mistakes.is_empty() {
            mistakes = validate::mistakes(&draft);
        }
        match draft.finish(name) {
            Some(rubric) if mistakes.is_empty() => Ok(rubric),
            _ => Err(Error::Rubric {
                name: name.to_owned(),
                mistakes: lines(files, mistakes),
            }),
        }
    }
}

/// One line a mistake, in reading order. The file is named only where there are several.
fn lines<S: AsRef<str>>(files: &[(S, S)], mut mistakes: Vec<Mistake>) -> Vec<String> {
    mistakes.sort();
    let place = |at: At| match files.get(at.file) {
        Some((file, _)) if files.len() > 1 => format!("{}, line {}", file.as_ref(), at.line),
        _ => format!("line {}", at.line),
    };
    mistakes
        .iter()
        .map(|mistake| format!("{}: {}", place(mistake.at), mistake.text))
        .collect()
}

impl Draft {
    /// The rubric, if no single table is missing.
    fn finish(self, name: &str) -> Option<Rubric> {
        Some(Rubric {
            name: name.to_owned(),
            standard: self.standard?.value,
            word_rule: self.word_rule?.value,
            headings: self.headings?.value,
            interview: self.interview?.value,
            presentation: self.presentation.map(|placed| placed.value),
            gates: values(self.gates),
            terms: values(self.terms),
            tasks: values(self.tasks),
            components: values(self.components),
            sections: values(self.sections),
            criteria: values(self.criteria),
            examples: values(self.examples),
            openers: values(self.openers),
            questions: values(self.questions),
            shared_questions: values(self.shared_questions),
            question_words: self.question_words.map(|placed| placed.value),
            question_rules: values(self.question_rules),
            timing: self.timing.map(|placed| placed.value).unwrap_or_default(),
            review: self.review.map(|placed| placed.value),
        })
    }
}

fn values<T>(placed: Vec<Placed<T>>) -> Vec<T> {
    placed.into_iter().map(|placed| placed.value).collect()
}

/// Collects entries and mistakes over all files.
#[derive(Default)]
struct Reader {
    draft: Draft,
    mistakes: Vec<Mistake>,
}

impl Reader {
    fn file(&mut self, file: usize, text: &str) {
        let starts = LineStarts {
            file,
            starts: line_starts(text),
        };
        let (table, errors) = DeTable::parse_recoverable(text);
        // What follows a syntax error may be misread, so nothing else is said of such a file.
        if !errors.is_empty() {
            self.mistakes
                .extend(errors.iter().map(|error| starts.mistake(error, 0)));
            return;
        }
        for (key, value) in table.into_inner() {
            self.top(&starts, &key, value);
        }
    }

    fn top(&mut self, starts: &LineStarts, key: &Spanned<std::borrow::Cow<'_, str>>, value: Spanned<DeValue<'_>>) {
        let (draft, mistakes) = (&mut self.draft, &mut self.mistakes);
        let at = starts.at(key.span().start);
        match key.get_ref().as_ref() {
            "standard" => one(&mut draft.standard, "standard", starts, at, value, mistakes),
            "word_rule" => one(&mut draft.word_rule, "word_rule", starts, at, value, mistakes),
            "headings" => one(&mut draft.headings, "headings", starts, at, value, mistakes),
            "interview" => one(&mut draft.interview, "interview", starts, at, value, mistakes),
            "presentation" => one(&mut draft.presentation, "presentation", starts, at, value, mistakes),
            "gate" => many(&mut draft.gates, "gate", starts, value, mistakes),
            "term" => many(&mut draft.terms, "term", starts, value, mistakes),
            "task" => many(&mut draft.tasks, "task", starts, value, mistakes),
            "component" => many(&mut draft.components, "component", starts, value, mistakes),
            "section" => many(&mut draft.sections, "section", starts, value, mistakes),
            "criterion" => many(&mut draft.criteria, "criterion", starts, value, mistakes),
            "example" => many(&mut draft.examples, "example", starts, value, mistakes),
            "openers" => many(&mut draft.openers, "openers", starts, value, mistakes),
            "question" => many(&mut draft.questions, "question", starts, value, mistakes),
            "shared_question" => many(&mut draft.shared_questions, "shared_question", starts, value, mistakes),
            "question_words" => one(&mut draft.question_words, "question_words", starts, at, value, mistakes),
            "question_rule" => many(&mut draft.question_rules, "question_rule", starts, value, mistakes),
            "review" => one(&mut draft.review, "review", starts, at, value, mistakes),
            "timing" => one(&mut draft.timing, "timing", starts, at, value, mistakes),
            other => mistakes.push(Mistake {
                at,
                text: format!("unknown key `{other}`; known here: {TOP_KEYS}"),
            }),
        }
    }
}

/// Reads a table that may stand only once in all files.
fn one<T: DeserializeOwned>(
    slot: &mut Option<Placed<T>>,
    key: &str,
    starts: &LineStarts,
    at: At,
    value: Spanned<DeValue<'_>>,
    mistakes: &mut Vec<Mistake>,
) {
    if slot.is_some() {
        mistakes.push(Mistake {
            at,
            text: format!("a second [{key}]; keep one of them"),
        });
        return;
    }
    match entry(starts, value) {
        Ok(placed) => *slot = Some(placed),
        Err(found) => mistakes.extend(found),
    }
}

/// Reads the entries of a list, each on its own.
fn many<T: DeserializeOwned>(
    list: &mut Vec<Placed<T>>,
    key: &str,
    starts: &LineStarts,
    value: Spanned<DeValue<'_>>,
    mistakes: &mut Vec<Mistake>,
) {
    let at = starts.at(value.span().start);
    let DeValue::Array(items) = value.into_inner() else {
        mistakes.push(Mistake {
            at,
            text: format!("`{key}` must be a list; write it as [[{key}]]"),
        });
        return;
    };
    for item in items {
        match entry(starts, item) {
            Ok(placed) => list.push(placed),
            Err(found) => mistakes.extend(found),
        }
    }
}

/// Reads one value. An unknown key is taken out and the rest read again, so that each of them is reported.
fn entry<T: DeserializeOwned>(
    starts: &LineStarts,
    mut value: Spanned<DeValue<'_>>,
) -> std::result::Result<Placed<T>, Vec<Mistake>> {
    let (at, keys) = (starts.at(value.span().start), key_lines(starts, &value));
    let mut mistakes = Vec::new();
    loop {
        match T::deserialize(ValueDeserializer::from(value.clone())) {
            Ok(read) if mistakes.is_empty() => return Ok(Placed { value: read, at, keys }),
            Ok(_) => return Err(mistakes),
            Err(error) => {
                mistakes.push(starts.mistake(&error, value.span().start));
                if !remove_key_at(&mut value, error.span()) {
                    return Err(mistakes);
                }
            }
        }
    }
}

/// Removes the key that stands at `span`; false if there is none.
fn remove_key_at(value: &mut Spanned<DeValue<'_>>, span: Option<std::ops::Range<usize>>) -> bool {
    let (DeValue::Table(table), Some(span)) = (value.get_mut(), span) else {
        return false;
    };
    let key = table
        .keys()
        .find(|key| key.span() == span)
        .map(|key| key.get_ref().to_string());
    key.is_some_and(|key| table.remove(key.as_str()).is_some())
}

fn key_lines(starts: &LineStarts, value: &Spanned<DeValue<'_>>) -> BTreeMap<String, (usize, Vec<usize>)> {
    let Some(table) = value.get_ref().as_table() else {
        return BTreeMap::new();
    };
    let line = |offset: usize| starts.at(offset).line;
    let items = |value: &DeValue<'_>| match value {
        DeValue::Array(items) => items.iter().map(|item| line(item.span().start)).collect(),
        _ => Vec::new(),
    };
    table
        .iter()
        .map(|(key, value)| {
            (
                key.get_ref().to_string(),
                (line(key.span().start), items(value.get_ref())),
            )
        })
        .collect()
}

/// Turns byte offsets of one file into lines.
struct LineStarts {
    file: usize,
    starts: Vec<usize>,
}

fn line_starts(text: &str) -> Vec<usize> {
    std::iter::once(0)
        .chain(text.match_indices('\n').map(|(at, _)| at + 1))
        .collect()
}

impl LineStarts {
    fn at(&self, offset: usize) -> At {
        At {
            file: self.file,
            line: self.starts.partition_point(|&start| start <= offset),
        }
    }

    fn mistake(&self, error: &toml::de::Error, fallback: usize) -> Mistake {
        let offset = error.span().map_or(fallback, |span| span.start);
        Mistake {
            at: self.at(offset),
            text: plain(error.message()),
        }
    }
}

/// The parser's message in the words of somebody who edits the file, with the cure.
fn plain(message: &str) -> String {
    let message = message.lines().collect::<Vec<_>>().join(", ");
    if let Some(rest) = message.strip_prefix("unknown field ") {
        let (key, known) = rest.split_once(", expected ").unwrap_or((rest, "others"));
        return format!("unknown key {key}; known here: {}", known.trim_start_matches("one of "));
    }
    if let Some(rest) = message.strip_prefix("unknown variant ") {
        let (value, known) = rest.split_once(", expected ").unwrap_or((rest, "another"));
        return format!("{value} is not possible here; use {known}");
    }
    if let Some(key) = message.strip_prefix("missing field ") {
        return format!("the key {key} is missing; add it to this entry");
    }
    if message.contains("; ") {
        message
    } else {
        format!("{message}; correct this line")
    }
}
