//! What the user may type after `batch`.

use clap::Args as Arguments;
use std::ffi::OsString;
use std::path::PathBuf;

pub(in crate::cli) const AFTER_HELP: &str = "\
PATHS may be reports, folders (with all folders in them; hidden files and lock
files such as ~$x.docx are passed over), patterns such as \"drafts/*.docx\", and
@list.txt for a file with one path a line. README.md and README.txt in a folder
are left out, and named; give one by its own name to have it read.

DIR gets
  index.html                the cohort: open this one
  summary.csv, summary.xlsx the same figures, for a spreadsheet
  reports/R001.html, .json  each report's own page and data
  resume/                   what a later run need not do again

Names: reports are called R001, R002 and so on, in the order of their paths; a
report keeps its number in later runs into the same folder. Without --names no
file in DIR holds the name or the cover of a report, so that it can be passed
on; names within the report's own sentences stay (--mask takes out what it knows
of customers). Keep the key apart with --key. With --names the cohort shows the
names of the files, covers stay, and names.csv says which report is which.

Each report is read by a process of its own, with limits for time and, on Linux,
memory and processor time (on macOS the system keeps to the limit of processor
time alone, on Windows to the limit of time alone). A file that breaks or
exceeds them costs its own line. After Ctrl-C, finished reports are kept: the
same command goes on from there.

Exit codes:
  0    every report was read
  2    some could not be read (the others were), or the command can't be used
  130  stopped by Ctrl-C

Nothing is sent anywhere: everything happens on this computer.";

#[derive(Debug, Arguments)]
pub(in crate::cli) struct BatchArgs {
    /// Reports, folders, patterns, and lists of these as @list.txt
    #[arg(value_name = "PATHS", required = true)]
    pub(super) paths: Vec<OsString>,
    /// Folder for the results; made if it is not there
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
    #[command(flatten)]
    pub(super) reading: Reading,
    /// Keep the covers and show the names of the files; names.csv says which report is which
    #[arg(long)]
    pub(super) names: bool,
    /// Write which report is which to this file, and nowhere else
    #[arg(long, value_name = "FILE")]
    pub(super) key: Option<PathBuf>,
    /// Reports read at the same time [default: as many as the computer has cores]
    #[arg(short, long, value_name = "N", value_parser = jobs)]
    pub(super) jobs: Option<u16>,
    /// Read everything again, even what an earlier run has finished
    #[arg(long)]
    pub(super) again: bool,
    #[command(flatten)]
    pub(super) limits: Limits,
}

/// How each report is read.
#[derive(Debug, Clone, Arguments)]
pub(in crate::cli) struct Reading {
    /// Use another rubric: a file, or a folder of .toml files
    #[arg(long, value_name = "PATH")]
    pub(super) rubric: Option<PathBuf>,
    /// Read with the small reader: quicker, less accurate
    #[arg(long)]
    pub(super) fast: bool,
    /// Minutes of the interviews [default: as the rubric says]
    #[arg(long, value_name = "N", value_parser = crate::cli::args::minutes)]
    pub(super) minutes: Option<f32>,
    /// Which attempt the interviews are for; a later one asks other questions
    #[arg(long, value_name = "N", default_value_t = 1, value_parser = crate::cli::args::attempt)]
    pub(super) attempt: u8,
    /// Mask customers' names, numbers, addresses and dates of birth in text and quotes
    #[arg(long)]
    pub(super) mask: bool,
}

/// What one report may cost.
#[derive(Debug, Clone, Copy, Arguments)]
pub(in crate::cli) struct Limits {
    /// Seconds for one report, on the clock and of processor time; a usual report takes a few
    #[arg(long, value_name = "N", default_value_t = 300.0, value_parser = seconds)]
    pub(super) seconds: f64,
    /// Megabytes of memory for one report
    #[arg(long, value_name = "N", default_value_t = 1500, value_parser = megabytes)]
    pub(super) memory: u64,
}

/// What the process gets that reads one report.
#[derive(Debug, Arguments)]
pub(in crate::cli) struct WorkerArgs {
    #[arg(value_name = "REPORT")]
    pub(super) report: PathBuf,
    /// What the report is called
    #[arg(long)]
    pub(super) id: String,
    /// Keep name and cover
    #[arg(long)]
    pub(super) names: bool,
    #[command(flatten)]
    pub(super) reading: Reading,
    #[command(flatten)]
    pub(super) limits: Limits,
}

fn jobs(text: &str) -> Result<u16, String> {
    crate::cli::args::whole(text, 1..=256)
}

fn megabytes(text: &str) -> Result<u64, String> {
    crate::cli::args::whole(text, 1..=1_000_000)
}

fn seconds(text: &str) -> Result<f64, String> {
    let seconds: f64 = text
        .parse()
        .map_err(|_| "give a number of seconds, such as 60".to_owned())?;
    if (0.001..=86_400.0).contains(&seconds) {
        Ok(seconds)
    } else {
        Err("give from 0.001 to 86400 seconds".to_owned())
    }
}
