//! `showcase review`.

use super::analyse::{is_coloured, read};
use super::args::{Colour, ReadArgs};
use super::{Ending, Failure, output};
use clap::{Args, ValueEnum};
use showcase::review::review as look_over;
use showcase::view::review as view;
use std::path::PathBuf;

#[derive(Debug, Args)]
pub(super) struct ReviewArgs {
    #[command(flatten)]
    read: ReadArgs,
    /// How to show it
    #[arg(long, value_enum, default_value_t = ReviewFormat::Text)]
    format: ReviewFormat,
    /// Write to this file, which is replaced only when everything went well
    #[arg(short, long, value_name = "FILE")]
    output: Option<PathBuf>,
    /// Colour in text
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    color: Colour,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReviewFormat {
    /// For people, 80 columns wide
    Text,
    /// A page of its own, to look at in the browser or to print
    Html,
    /// For notes and web pages
    Markdown,
    /// For other programs
    Json,
}

/// Reads a draft and writes what there is to look at.
pub(super) fn run(args: &ReviewArgs) -> Result<Ending, Failure> {
    if let Some(out) = args.output.as_deref() {
        output::refuse_report(out, &args.read.report)?;
        output::refuse_rubric(out, args.read.rubric.as_deref())?;
    }
    let (analysis, rubric) = read(&args.read)?;
    let review = look_over(&analysis, &rubric);
    let mut text = Vec::new();
    match args.format {
        ReviewFormat::Text => view::text(&mut text, &review, is_coloured(args.color, args.output.as_deref())),
        ReviewFormat::Html => view::html(&mut text, &review),
        ReviewFormat::Markdown => view::markdown(&mut text, &review),
        ReviewFormat::Json => view::json(&mut text, &review),
    }
    .map_err(Failure::from_stdout)?;
    output::write(args.output.as_deref(), &text)?;
    Ok(Ending::Done)
}
