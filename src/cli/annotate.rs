//! `showcase annotate`.

use super::args::AnnotateArgs;
use super::{Ending, Failure, input, output};
use showcase::annotate::annotate as annotate_report;
use showcase::document::Format;
use showcase::{Options, analyse};
use std::path::Path;

/// Writes a copy of the report with notes.
pub(super) fn annotate(args: &AnnotateArgs) -> Result<Ending, Failure> {
    if args.output == Path::new("-") {
        return Err(Failure::NeedsFile);
    }
    output::refuse_report(&args.output, &args.report)?;
    output::refuse_rubric(&args.output, args.rubric.as_deref())?;
    let rubric = input::rubric(args.rubric.as_deref())?;
    let (bytes, name) = input::report(&args.report)?;
    let options = Options {
        fast: args.fast,
        ..Options::default()
    };
    let analysis = analyse(&bytes, &name, &rubric, &options)?;
    refuse_other_kind(&args.output, analysis.report.format)?;
    let annotated = annotate_report(&bytes, &name, &analysis, &rubric)?;
    output::write(Some(&args.output), &annotated.bytes)?;
    crate::cli::tell!("{}", told(annotated.placed, annotated.unplaced));
    Ok(Ending::Done)
}

/// A Word document under the name of a PDF, or the other way round, opens nowhere.
fn refuse_other_kind(output: &Path, format: Format) -> Result<(), Failure> {
    let ending = output.extension().map(|ending| ending.to_string_lossy().to_lowercase());
    let (own, other) = match format {
        Format::Docx => ("docx", "pdf"),
        Format::Pdf => ("pdf", "docx"),
        _ => return Ok(()),
    };
    match ending {
        Some(ending) if ending == other => Err(Failure::OtherKind {
            path: output.to_owned(),
            own,
        }),
        _ => Ok(()),
    }
}

/// "31 passages are marked, the summary stands at the start".
fn told(placed: usize, unplaced: usize) -> String {
    let marked = match placed {
        0 => "no passage is marked".to_owned(),
        1 => "1 passage is marked".to_owned(),
        many => format!("{many} passages are marked"),
    };
    let rest = match unplaced {
        0 => String::new(),
        1 => "; 1 can't be marked where it stands and is quoted in the first note".to_owned(),
        many => format!("; {many} can't be marked where they stand and are quoted in the first note"),
    };
    format!("showcase: {marked}{rest}")
}
