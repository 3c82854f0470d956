//! `showcase analyse` and `showcase interview`.

use super::args::{AnalyseArgs, Colour, Format, ReadArgs, ReportArgs};
use super::{Ending, Failure, input, output};
use showcase::analysis::Analysis;
use showcase::coverage::Status;
use showcase::rubric::{Level, Rubric};
use showcase::view::{Part, Shown, html, json, markdown, terminal};
use showcase::{Options, analyse as analyse_report};
use std::io::{self, IsTerminal};
use std::path::Path;

/// The whole result.
pub(super) fn analyse(args: &AnalyseArgs) -> Result<Ending, Failure> {
    let analysis = show(&args.report, Part::Whole)?;
    if args.check && has_open_pass_criteria(&analysis) {
        return Ok(Ending::Open);
    }
    Ok(Ending::Done)
}

/// The interview plan alone.
pub(super) fn interview(args: &ReportArgs) -> Result<Ending, Failure> {
    show(args, Part::Interview).map(|_| Ending::Done)
}

fn has_open_pass_criteria(analysis: &Analysis) -> bool {
    let mut pass = analysis.criteria.iter().filter(|c| c.level == Level::Pass);
    pass.any(|criterion| criterion.status != Status::Evidenced)
}

/// Reads, analyses and writes. Nothing is written before everything else is done.
fn show(args: &ReportArgs, part: Part) -> Result<Analysis, Failure> {
    let output = args.output.as_deref();
    if let Some(output) = output.filter(|output| is_same_file(output, &args.read.report)) {
        return Err(Failure::OverReport(output.to_owned()));
    }
    let (analysis, rubric) = read(&args.read)?;
    let shown = Shown {
        analysis: &analysis,
        rubric: &rubric,
        part,
    };
    let mut text = Vec::new();
    match args.format {
        Format::Text => terminal::write(&mut text, shown, is_coloured(args)),
        Format::Json => json::write(&mut text, shown),
        Format::Markdown => markdown::write(&mut text, shown),
        Format::Html => html::write(&mut text, shown),
    }
    .map_err(Failure::from_stdout)?;
    output::write(output, &text)?;
    Ok(analysis)
}

/// Reads and analyses a report; the rubric it was read against comes with it.
pub(super) fn read(args: &ReadArgs) -> Result<(Analysis, Rubric), Failure> {
    let rubric = input::rubric(args.rubric.as_deref())?;
    let (bytes, name) = input::report(&args.report)?;
    let options = Options {
        fast: args.fast,
        interview_minutes: args.minutes,
        attempt: args.attempt,
    };
    let analysis = analyse_report(&bytes, &name, &rubric, &options)?;
    Ok((analysis, rubric))
}

fn is_same_file(a: &Path, b: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    real(a).is_some_and(|a| real(b) == Some(a))
}

/// `auto` follows <https://no-color.org>: any value of `NO_COLOR` but the empty one turns colour off.
fn is_coloured(args: &ReportArgs) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match args.color {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            args.output.is_none() && !is_set("NO_COLOR") && !dumb && io::stdout().is_terminal()
        }
    }
}
