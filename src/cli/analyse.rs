//! `showcase analyse` and `showcase interview`.

use super::args::{AnalyseArgs, Colour, Format, InterviewArgs, ReadArgs, ReportArgs};
use super::{Ending, Failure, input, output};
use showcase::analysis::Analysis;
use showcase::coverage::Status;
use showcase::judgement::{Judgements, Report};
use showcase::rubric::{Level, Rubric};
use showcase::view::{Part, Shown, docx, html, json, markdown, terminal};
use showcase::{Options, Revision, analyse as analyse_report, revise};
use std::io::{self, IsTerminal};
use std::path::Path;

/// The whole result.
pub(super) fn analyse(args: &AnalyseArgs) -> Result<Ending, Failure> {
    let wishes = Wishes {
        names: args.report.names,
        ..Wishes::default()
    };
    let analysis = show(&args.report, Part::Whole, &wishes)?;
    let open = open_pass_criteria(&analysis);
    if !args.check || open.is_empty() {
        return Ok(Ending::Done);
    }
    crate::cli::tell!("showcase: {}", told_open(&open));
    Ok(Ending::Open)
}

/// The interview plan alone.
pub(super) fn interview(args: &InterviewArgs) -> Result<Ending, Failure> {
    let wishes = Wishes {
        judgements: args.judgements.as_deref(),
        only: args.only.as_deref(),
        names: args.report.names,
    };
    show(&args.report, Part::Interview, &wishes).map(|_| Ending::Done)
}

/// What an interview, or the pack for it, is asked for with.
#[derive(Default)]
struct Wishes<'a> {
    judgements: Option<&'a Path>,
    only: Option<&'a str>,
    /// The file's name, even where personal data is masked.
    names: bool,
}

fn open_pass_criteria(analysis: &Analysis) -> Vec<&str> {
    let pass = analysis.criteria.iter().filter(|c| c.level == Level::Pass);
    let open = pass.filter(|criterion| criterion.status != Status::Evidenced);
    open.map(|criterion| criterion.code.as_str()).collect()
}

/// Why `--check` ends as it does: "2 pass criteria are open: K2.1, K3.2".
fn told_open(codes: &[&str]) -> String {
    let what = match codes.len() {
        1 => "1 pass criterion is open".to_owned(),
        many => format!("{many} pass criteria are open"),
    };
    format!("{what}: {}", codes.join(", "))
}

/// Reads, analyses and writes. Nothing is written before everything else is done.
fn show(args: &ReportArgs, part: Part, wishes: &Wishes<'_>) -> Result<Analysis, Failure> {
    refuse_overwriting(args, wishes)?;
    refuse_misplaced_pack(args, io::stdout().is_terminal())?;
    let (analysis, rubric) = read_with(&args.read, wishes)?;
    let shown = Shown {
        analysis: &analysis,
        rubric: &rubric,
        part,
    };
    let mut text = Vec::new();
    match args.format {
        Format::Text => terminal::write(&mut text, shown, is_coloured(args.color, args.output.as_deref())),
        Format::Json => json::write(&mut text, shown),
        Format::Markdown => markdown::write(&mut text, shown),
        Format::Html => html::write(&mut text, shown),
        Format::Docx => docx::write(&mut text, shown, docx::PackOptions { names: args.names }),
    }
    .map_err(Failure::from_stdout)?;
    output::write(args.output.as_deref(), &text)?;
    Ok(analysis)
}

/// Reads and analyses a report; the rubric it was read against comes with it.
pub(super) fn read(args: &ReadArgs) -> Result<(Analysis, Rubric), Failure> {
    read_with(args, &Wishes::default())
}

fn read_with(args: &ReadArgs, wishes: &Wishes<'_>) -> Result<(Analysis, Rubric), Failure> {
    let rubric = input::rubric(args.rubric.as_deref())?;
    let only = wishes
        .only
        .map(|list| rubric.select(list))
        .transpose()?
        .unwrap_or_default();
    let (bytes, name) = input::report(&args.report)?;
    let judgements = match wishes.judgements {
        Some(path) => {
            let (json, from) = input::report(path)?;
            let report = Report {
                name: &name,
                bytes: &bytes,
            };
            Some(Judgements::read(&from, &json, report, &rubric)?)
        }
        None => None,
    };
    let options = Options {
        fast: args.fast,
        interview_minutes: args.minutes,
        attempt: args.attempt,
    };
    let revision = Revision {
        judgements: judgements.as_ref(),
        only: &only,
        mask: args.mask,
        keep_name: wishes.names,
        options,
    };
    let analysis = analyse_report(&bytes, &name, &rubric, &options)?;
    let analysis = if revision.is_nothing() {
        analysis
    } else {
        revise(analysis, &rubric, &revision)
    };
    Ok((analysis, rubric))
}

fn refuse_overwriting(args: &ReportArgs, wishes: &Wishes<'_>) -> Result<(), Failure> {
    let stdin = Path::new("-");
    if let Some(output) = args.output.as_deref() {
        output::refuse_report(output, &args.read.report)?;
        output::refuse_rubric(output, args.read.rubric.as_deref())?;
        if wishes
            .judgements
            .is_some_and(|path| output::would_replace(output, path))
        {
            return Err(Failure::OverJudgements(output.to_owned()));
        }
    }
    match wishes.judgements {
        Some(judgements) if judgements == stdin && args.read.report == stdin => Err(Failure::TwoInputs),
        _ => Ok(()),
    }
}

/// A Word document is nothing for a terminal, and its option nothing for the other formats.
fn refuse_misplaced_pack(args: &ReportArgs, is_terminal: bool) -> Result<(), Failure> {
    let to_stdout = args.output.as_deref().is_none_or(|output| output == Path::new("-"));
    match args.format {
        Format::Docx if to_stdout && is_terminal => Err(Failure::WordOnTerminal),
        Format::Docx => Ok(()),
        _ if args.names => Err(Failure::NamesElsewhere),
        _ => Ok(()),
    }
}

/// `auto` follows <https://no-color.org>: any value of `NO_COLOR` but the empty one turns colour off.
pub(super) fn is_coloured(colour: Colour, output: Option<&Path>) -> bool {
    let is_set = |name: &str| std::env::var_os(name).is_some_and(|value| !value.is_empty());
    match colour {
        Colour::Always => true,
        Colour::Never => false,
        Colour::Auto => {
            let dumb = std::env::var_os("TERM").is_some_and(|term| term == "dumb");
            output.is_none() && !is_set("NO_COLOR") && !dumb && io::stdout().is_terminal()
        }
    }
}

#[cfg(test)]
mod tests {
    use super::super::args::{Args, Command};
    use super::*;
    use clap::Parser;

    fn refused(arguments: &[&str], is_terminal: bool) -> Option<String> {
        let args = Args::parse_from([&["showcase", "interview", "report.docx"], arguments].concat());
        let Command::Interview(args) = args.command else {
            panic!("not an interview")
        };
        let refusal = refuse_misplaced_pack(&args.report, is_terminal).err();
        refusal.map(|failure| failure.to_string())
    }

    #[test]
    fn a_word_document_is_not_poured_onto_a_terminal() {
        for arguments in [&["--format", "docx"][..], &["--format", "docx", "-o", "-"]] {
            assert!(refused(arguments, true).is_some_and(|message| message.contains("-o pack.docx")));
            assert_eq!(refused(arguments, false), None);
        }
        assert_eq!(refused(&["--format", "docx", "-o", "pack.docx"], true), None);
        assert_eq!(refused(&["--format", "text"], true), None);
    }

    #[test]
    fn names_belong_to_the_pack_alone() {
        assert!(refused(&["--names"], false).is_some_and(|message| message.contains("--format docx")));
        assert_eq!(refused(&["--names", "--format", "docx"], false), None);
    }
}
