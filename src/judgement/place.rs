//! Where in a file of judgements something stands, and what a JSON error means for whoever filled it in.

use serde_json::error::{Category, Error};

/// "line 12 (K2.1): problem; cure".
pub(super) fn explain(text: &str, error: &Error) -> String {
    let whole = error.to_string();
    let problem = whole
        .rsplit_once(" at line ")
        .map_or(whole.as_str(), |(problem, _)| problem);
    let line = error.line();
    if is_json(text) {
        let code = code_before(text, offset(text, line, error.column()));
        let code = code.map_or(String::new(), |code| format!(" ({code})"));
        return format!("line {line}{code}: {}", wrong_value(error, problem));
    }
    format!(
        "line {line}: this is not JSON ({problem}); check the commas, brackets and quotation marks there, or make a new \
         file with `showcase judgements init`"
    )
}

/// Whether nothing is wrong but the values: a number in place of a status counts as broken JSON in the error alone.
fn is_json(text: &str) -> bool {
    serde_json::from_str::<serde::de::IgnoredAny>(text).is_ok()
}

fn wrong_value(error: &Error, problem: &str) -> String {
    match error.classify() {
        Category::Data => format!("{problem}; {}", cure(problem)),
        _ => "this is no status; write \"evidenced\", \"partial\" or \"not_found\" in quotation marks, or null to accept \
              what the program found"
            .to_owned(),
    }
}

fn cure(problem: &str) -> &'static str {
    let begins = |start: &str| problem.starts_with(start);
    if begins("unknown variant") {
        "write one of these, or null to accept what the program found"
    } else if begins("unknown field") {
        "correct the key or delete it"
    } else if begins("duplicate field") {
        "delete one of the two"
    } else if begins("missing field") {
        "add it; `showcase judgements schema` describes the file"
    } else {
        "correct the value; `showcase judgements schema` describes the file"
    }
}

/// Byte offset of a line and column, both from 1.
fn offset(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column).min(text.len())
}

/// Line of a byte offset, from 1.
pub(super) fn line_of(text: &str, at: usize) -> usize {
    1 + text.bytes().take(at).filter(|byte| *byte == b'\n').count()
}

/// The code of the entry that the offset lies in or after.
fn code_before(text: &str, at: usize) -> Option<&str> {
    let (from, _) = keys(text).take_while(|(from, _)| *from < at).last()?;
    value(text, from)
}

/// The line of each entry's code, in order.
pub(super) fn lines_of_codes(text: &str) -> Vec<usize> {
    let mut line = 1;
    let mut last = 0;
    let mut lines = Vec::new();
    for (at, _) in keys(text) {
        line += text.bytes().take(at).skip(last).filter(|byte| *byte == b'\n').count();
        last = at;
        lines.push(line);
    }
    lines
}

/// Where the key "code" stands. Inside a text its quotation marks would be escaped, so that it is not taken for one.
fn keys(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.match_indices("\"code\"").filter(|(at, key)| {
        text.get(at + key.len()..)
            .is_some_and(|rest| rest.trim_start().starts_with(':'))
    })
}

/// The text after a key.
fn value(text: &str, from: usize) -> Option<&str> {
    let rest = text.get(from + "\"code\"".len()..)?.trim_start().strip_prefix(':')?;
    let inner = rest.trim_start().strip_prefix('"')?;
    inner.split_once('"').map(|(code, _)| code)
}
