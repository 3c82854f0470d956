//! `showcase questions`.

use super::args::{LintFormat, QuestionsCommand};
use super::{Ending, Failure, input, output};
use showcase::questions::Report;
use showcase::view::questions;
use std::path::Path;

pub(super) fn run(command: &QuestionsCommand) -> Result<Ending, Failure> {
    let QuestionsCommand::Lint { file, format, rubric } = command;
    lint(file, *format, rubric.as_deref())
}

/// Reads, lints and writes. Nothing is written before everything else is done.
fn lint(file: &Path, format: LintFormat, rubric: Option<&Path>) -> Result<Ending, Failure> {
    let linter = input::rubric(rubric)?.linter()?;
    let (bytes, name) = input::report(file)?;
    let list = String::from_utf8(bytes).map_err(|_| Failure::NotText(name.clone().into()))?;
    let report = Report::new(&name, &list, &linter)?;
    let mut text = Vec::new();
    match format {
        LintFormat::Text => questions::write(&mut text, &report),
        LintFormat::Json => questions::write_json(&mut text, &report),
    }
    .map_err(Failure::from_stdout)?;
    output::write(None, &text)?;
    Ok(if report.errors > 0 {
        Ending::Faulty
    } else {
        Ending::Done
    })
}
