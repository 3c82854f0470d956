//! `showcase compare`.

use super::args::Colour;
use super::{Ending, Failure, input, output};
use clap::{Args, ValueEnum};
use showcase::analysis::Analysis;
use showcase::compare::compare as compare_drafts;
use showcase::rubric::Rubric;
use showcase::view::{html, json, terminal};
use showcase::{Options, Revision, analyse, revise};
use std::path::{Path, PathBuf};

#[derive(Debug, Args)]
pub(super) struct CompareArgs {
    /// The earlier draft
    #[arg(value_name = "OLD")]
    old: PathBuf,
    /// The later draft
    #[arg(value_name = "NEW")]
    new: PathBuf,
    /// How to show what changed
    #[arg(long, value_enum, default_value_t = ComparisonFormat::Text)]
    format: ComparisonFormat,
    /// Write to this file, which is replaced only when everything went well
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Use another rubric: a file, or a folder of .toml files
    #[arg(long, value_name = "PATH")]
    rubric: Option<PathBuf>,
    /// Read with the small reader: quicker, less accurate
    #[arg(long)]
    fast: bool,
    /// Mask customers' names, numbers, addresses and dates of birth in quotes, and call the drafts "report 1" and "report 2"
    #[arg(long)]
    mask: bool,
    /// Colour in text
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ComparisonFormat {
    /// For people, 80 columns wide
    Text,
    /// For other programs
    Json,
    /// A page of its own, to look at in the browser
    Html,
}

/// Reads both drafts and writes what changed.
pub(super) fn run(args: &CompareArgs) -> Result<Ending, Failure> {
    if args.old == Path::new("-") && args.new == Path::new("-") {
        return Err(Failure::TwoDrafts);
    }
    if let Some(out) = args.output.as_deref() {
        output::refuse_report(out, &args.old)?;
        output::refuse_report(out, &args.new)?;
        output::refuse_rubric(out, args.rubric.as_deref())?;
    }
    let rubric = input::rubric(args.rubric.as_deref())?;
    let old = read(&args.old, args, &rubric)?;
    let mut new = read(&args.new, args, &rubric)?;
    if args.mask {
        // The older one is report 1.
        "report 2".clone_into(&mut new.report.name);
    }
    let comparison = compare_drafts(&old, &new, &rubric);
    let mut text = Vec::new();
    match args.format {
        ComparisonFormat::Text => {
            let coloured = super::analyse::is_coloured(args.color, args.output.as_deref());
            terminal::write_comparison(&mut text, &comparison, coloured)
        }
        ComparisonFormat::Json => json::write_comparison(&mut text, &comparison),
        ComparisonFormat::Html => html::write_comparison(&mut text, &comparison),
    }
    .map_err(Failure::from_stdout)?;
    output::write(args.output.as_deref(), &text)?;
    Ok(Ending::Done)
}

fn read(path: &Path, args: &CompareArgs, rubric: &Rubric) -> Result<Analysis, Failure> {
    let (bytes, name) = input::report(path)?;
    let options = Options {
        fast: args.fast,
        ..Options::default()
    };
    let revision = Revision {
        mask: args.mask,
        options,
        ..Revision::default()
    };
    Ok(revise(analyse(&bytes, &name, rubric, &options)?, rubric, &revision))
}
