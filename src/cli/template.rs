//! `showcase template`.

use super::args::TemplateArgs;
use super::{Ending, Failure, input, output};
use showcase::view::docx::template as view;
use std::io::{self, IsTerminal};
use std::path::Path;

/// Writes the empty report.
pub(super) fn template(args: &TemplateArgs) -> Result<Ending, Failure> {
    let to_stdout = args.output == Path::new("-");
    if to_stdout && io::stdout().is_terminal() {
        return Err(Failure::WordOnTerminal);
    }
    if !to_stdout && !args.force && args.output.is_file() {
        return Err(Failure::MayBeReport(args.output.clone()));
    }
    if !to_stdout {
        output::refuse_rubric(&args.output, args.rubric.as_deref())?;
    }
    let rubric = input::rubric(args.rubric.as_deref())?;
    let mut bytes = Vec::new();
    view::write(&mut bytes, &rubric).map_err(Failure::from_stdout)?;
    output::write(Some(&args.output), &bytes)?;
    Ok(Ending::Done)
}
