//! What the user may type.

use clap::{Args as Arguments, ValueEnum};
use clap::{Parser, Subcommand};
use std::path::PathBuf;

/// Reads an apprentice showcase report and says, with quotes, what it shows and what is still open.
#[derive(Debug, Parser)]
#[command(name = "showcase", version, about, after_help = EXIT_CODES, max_term_width = 80)]
pub(super) struct Args {
    #[command(subcommand)]
    pub(super) command: Command,
}

/// At the end of the whole program's help.
const EXIT_CODES: &str = "\
Exit codes:
  0    done
  1    pass criteria are open (analyse --check), or questions have errors
       (questions lint)
  2    the command or a file can't be used, or some reports of a batch
  130  a batch was stopped by Ctrl-C

Nothing is sent anywhere: everything happens on this computer.";

const CHECK_CODES: &str = "\
Exit codes:
  0  done
  1  pass criteria are open (with --check only)
  2  the command, the report or the rubric can't be used";

const REPORT_CODES: &str = "\
Exit codes:
  0  done
  2  the command, the report or the rubric can't be used";

const JUDGED_CODES: &str = "\
Exit codes:
  0  done
  2  the command, the report, the rubric or the judgements can't be used";

const PLAIN_CODES: &str = "\
Exit codes:
  0  done
  2  the command or a file can't be used";

const RUBRIC_CODES: &str = "\
Exit codes:
  0  done, or no mistakes
  2  the rubric has mistakes, or the command can't be used";

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Show the word count, the sections, what each criterion has, and an interview plan
    #[command(after_help = CHECK_CODES)]
    Analyse(AnalyseArgs),
    /// Show the interview plan alone
    #[command(after_help = JUDGED_CODES)]
    Interview(InterviewArgs),
    /// Make the file in which an assessor changes what was found, for `interview --judgements`
    #[command(after_help = REPORT_CODES)]
    Judgements {
        #[command(subcommand)]
        command: super::judgements::JudgementsCommand,
    },
    /// Put what was found into a copy of the report: comments (Word) or highlights (PDF)
    #[command(after_help = REPORT_CODES)]
    Annotate(AnnotateArgs),
    /// Look at the result beside the report, in the browser
    #[command(after_help = REPORT_CODES)]
    Open(ReadArgs),
    /// Look over your own draft: what is there, what is thin, what to check
    #[command(after_help = REPORT_CODES)]
    Review(super::review::ReviewArgs),
    /// Show what changed between two drafts of a report
    #[command(after_help = REPORT_CODES)]
    Compare(super::compare::CompareArgs),
    /// Read many reports: each one's page, figures of the cohort, what most leave open, passages in common
    #[command(after_help = super::batch::AFTER_HELP)]
    Batch(super::batch::BatchArgs),
    /// Read one report for `batch`
    #[command(hide = true)]
    BatchWorker(super::batch::WorkerArgs),
    /// Check or show the rules of a standard
    #[command(after_help = RUBRIC_CODES)]
    Rubric {
        #[command(subcommand)]
        command: RubricCommand,
    },
    /// Check questions before they are asked
    Questions {
        #[command(subcommand)]
        command: QuestionsCommand,
    },
    /// Make an empty report for Word: the suggested headings to write under, with advice in comments
    #[command(after_help = PLAIN_CODES)]
    Template(TemplateArgs),
    /// Print the JSON Schema of `analyse --format json`
    #[command(after_help = PLAIN_CODES)]
    Schema {
        /// Write to this file
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
    /// Print what makes your shell complete this program's commands and options
    #[command(after_help = super::shell::COMPLETIONS_HELP)]
    Completions {
        /// The shell
        shell: clap_complete::Shell,
    },
    /// Write the manual pages
    #[command(after_help = PLAIN_CODES)]
    Man {
        /// Folder for the pages; made if it is not there
        #[arg(short, long, value_name = "DIR")]
        output: PathBuf,
    },
}

#[derive(Debug, Arguments)]
pub(super) struct AnalyseArgs {
    #[command(flatten)]
    pub(super) report: ReportArgs,
    /// End with exit code 1 if any pass criterion is not evidenced
    #[arg(long)]
    pub(super) check: bool,
}

#[derive(Debug, Arguments)]
pub(super) struct AnnotateArgs {
    /// The report (.docx or .pdf), or - for standard input
    #[arg(value_name = "REPORT")]
    pub(super) report: PathBuf,
    /// Write the copy to this file; the report itself stays as it is
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: PathBuf,
    /// Use another rubric: a file, or a folder of .toml files
    #[arg(long, value_name = "PATH")]
    pub(super) rubric: Option<PathBuf>,
    /// Read with the small reader: quicker, less accurate
    #[arg(long)]
    pub(super) fast: bool,
}

#[derive(Debug, Arguments)]
pub(super) struct TemplateArgs {
    /// Write to this file; one that is there already is kept, unless --force is given
    #[arg(short, long, value_name = "FILE.docx")]
    pub(super) output: PathBuf,
    /// Write over a file that is there already
    #[arg(long)]
    pub(super) force: bool,
    /// Use another rubric: a file, or a folder of .toml files
    #[arg(long, value_name = "PATH")]
    pub(super) rubric: Option<PathBuf>,
}

#[derive(Debug, Arguments)]
pub(super) struct InterviewArgs {
    #[command(flatten)]
    pub(super) report: ReportArgs,
    /// Plan from the assessor's own statuses in this file; `showcase judgements init` makes one
    #[arg(long, value_name = "FILE")]
    pub(super) judgements: Option<PathBuf>,
    /// Ask about these criteria alone, such as K2.1,S12.5
    #[arg(long, value_name = "CODES")]
    pub(super) only: Option<String>,
}

#[derive(Debug, Arguments)]
pub(super) struct ReportArgs {
    #[command(flatten)]
    pub(super) read: ReadArgs,
    /// How to show the result
    #[arg(long, value_enum, default_value_t = Format::Text)]
    pub(super) format: Format,
    /// Write to this file, which is replaced only when everything went well
    #[arg(short, long, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Name the report's file on the cover and on each page of the interview pack (with --format docx only)
    #[arg(long)]
    pub(super) names: bool,
    /// Colour in text
    #[arg(long, value_enum, default_value_t = Colour::Auto, value_name = "WHEN")]
    pub(super) color: Colour,
}

/// Which report, and how to read it.
#[derive(Debug, Arguments)]
pub(super) struct ReadArgs {
    /// The report (.docx, .odt, .rtf, .pdf, .html, .pptx, .txt or .md), or - for standard input
    #[arg(value_name = "REPORT")]
    pub(super) report: PathBuf,
    /// Use another rubric: a file, or a folder of .toml files
    #[arg(long, value_name = "PATH")]
    pub(super) rubric: Option<PathBuf>,
    /// Read with the small reader: quicker, less accurate
    #[arg(long)]
    pub(super) fast: bool,
    /// Minutes of the interview [default: as the rubric says]
    #[arg(long, value_name = "N", value_parser = minutes)]
    pub(super) minutes: Option<f32>,
    /// Which attempt the interview is for; a later one asks other questions
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = attempt)]
    pub(super) attempt: u8,
    /// Mask customers' names, numbers, addresses and dates of birth in text and quotes, and call the report "report 1"
    #[arg(long)]
    pub(super) mask: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people, 80 columns wide
    Text,
    /// For other programs; `showcase schema` describes it
    Json,
    /// For notes and web pages
    Markdown,
    /// A page of its own, to look at in the browser beside the report
    Html,
    /// The interview pack for Word: plan, a page for each question with room for notes, coverage map; needs -o FILE or a pipe
    Docx,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Colour {
    #[value(help = "On a terminal, unless NO_COLOR is set")]
    Auto,
    /// Even into a file
    Always,
    /// Not at all
    Never,
}

#[derive(Debug, Subcommand)]
pub(super) enum RubricCommand {
    /// Report every mistake in a rubric, with its line and cure
    Check {
        /// A file, or a folder of .toml files
        path: PathBuf,
    },
    /// Print a rubric, or one criterion of it
    Show {
        /// Codes of criteria, such as K2.1 or K2.1,S12.5
        #[arg(value_name = "CODES")]
        code: Option<String>,
        /// Another rubric: a file, or a folder of .toml files
        #[arg(long, value_name = "PATH")]
        rubric: Option<PathBuf>,
    },
}

#[derive(Debug, Subcommand)]
pub(super) enum QuestionsCommand {
    /// Say of each question whether it is open and does not lead, and how to mend it
    #[command(after_help = LINT_EXIT_CODES)]
    Lint {
        /// The questions, one a line, or - for standard input; a criterion's code and a tab may stand before each
        #[arg(value_name = "FILE", default_value = "-")]
        file: PathBuf,
        /// How to show the result
        #[arg(long, value_enum, default_value_t = LintFormat::Text)]
        format: LintFormat,
        /// Use another rubric: a file, or a folder of .toml files
        #[arg(long, value_name = "PATH")]
        rubric: Option<PathBuf>,
    },
}

const LINT_EXIT_CODES: &str = "\
Exit codes:
  0  no question has an error (some may have warnings)
  1  a question has an error
  2  the command, the questions or the rubric can't be used";

#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum LintFormat {
    /// For people, 80 columns wide
    Text,
    /// For other programs
    Json,
}

/// An attempt from 1 to 9.
pub(super) fn attempt(text: &str) -> Result<u8, String> {
    whole(text, 1..=9)
}

/// A whole number in a range.
pub(super) fn whole<N: std::str::FromStr + PartialOrd + std::fmt::Display>(
    text: &str,
    range: std::ops::RangeInclusive<N>,
) -> Result<N, String> {
    let number = text.parse().ok().filter(|number| range.contains(number));
    number.ok_or_else(|| format!("give a whole number from {} to {}", range.start(), range.end()))
}

/// Minutes from 1 to 600.
pub(super) fn minutes(text: &str) -> Result<f32, String> {
    let minutes: f32 = text
        .parse()
        .map_err(|_| "give a number of minutes, such as 30".to_owned())?;
    if (1.0..=600.0).contains(&minutes) {
        Ok(minutes)
    } else {
        Err("give from 1 to 600 minutes".to_owned())
    }
}
