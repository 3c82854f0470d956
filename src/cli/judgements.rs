//! `showcase judgements`.

use super::{Ending, Failure, input, output};
use clap::Subcommand;
use showcase::judgement::{self, JudgementFile};
use showcase::{Options, analyse};
use std::path::{Path, PathBuf};

#[derive(Debug, Subcommand)]
pub(super) enum JudgementsCommand {
    /// Write the file to fill in for a report
    Init {
        /// The report (.docx, .odt, .pdf, .txt or .md), or - for standard input
        #[arg(value_name = "REPORT")]
        report: PathBuf,
        /// Write to this file; one that is there already is kept, unless --force is given
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
        /// Write over a file that is there already
        #[arg(long)]
        force: bool,
        /// Use another rubric: a file, or a folder of .toml files
        #[arg(long, value_name = "PATH")]
        rubric: Option<PathBuf>,
        /// Read with the small reader: quicker, less accurate
        #[arg(long)]
        fast: bool,
    },
    /// Print the JSON Schema of the file
    Schema {
        /// Write to this file
        #[arg(short, long, value_name = "FILE")]
        output: Option<PathBuf>,
    },
}

pub(super) fn run(command: &JudgementsCommand) -> Result<Ending, Failure> {
    match command {
        JudgementsCommand::Init {
            report,
            output,
            force,
            rubric,
            fast,
        } => init(report, output.as_deref(), *force, rubric.as_deref(), *fast),
        JudgementsCommand::Schema { output } => {
            let schema = judgement::schema().map_err(Failure::from_stdout)?;
            output::write(output.as_deref(), schema.as_bytes())?;
            Ok(Ending::Done)
        }
    }
}

fn init(
    report: &Path,
    output: Option<&Path>,
    force: bool,
    rubric: Option<&Path>,
    fast: bool,
) -> Result<Ending, Failure> {
    match output {
        Some(output) if output::would_replace(output, report) => return Err(Failure::OverReport(output.to_owned())),
        // Whatever is in it may be an evening's work.
        Some(output) if !force && output.is_file() => return Err(Failure::Exists(output.to_owned())),
        Some(output) => output::refuse_rubric(output, rubric)?,
        None => {}
    }
    let rubric = input::rubric(rubric)?;
    let (bytes, name) = input::report(report)?;
    let options = Options {
        fast,
        ..Options::default()
    };
    let analysis = analyse(&bytes, &name, &rubric, &options)?;
    let file = JudgementFile::blank(&bytes, &analysis, &rubric);
    let json = file.to_json().map_err(Failure::from_stdout)?;
    output::write(output, json.as_bytes())?;
    Ok(Ending::Done)
}
