//! The command line: files, terminal and exit codes, which the library knows nothing of.

/// Tells people something beside the result. That nobody reads it ends nothing.
macro_rules! tell {
    ($($text:tt)*) => {{
        use std::io::Write as _;
        let _ = writeln!(std::io::stderr(), $($text)*);
    }};
}
pub(crate) use tell;

mod analyse;
mod annotate;
mod args;
mod batch;
mod compare;
mod failure;
mod groups;
mod input;
mod judgements;
mod open;
mod output;
mod private;
mod questions;
mod refusal;
mod review;
mod rubric;
mod shell;
mod template;

use args::{Args, Command};
use clap::FromArgMatches;
use failure::Failure;
use std::process::ExitCode;

/// How a run ended well.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Ending {
    /// Everything was done.
    Done,
    /// Under `--check`: pass criteria are open.
    Open,
    /// Questions have errors.
    Faulty,
    /// Some reports of a batch could not be read.
    Unread,
    /// A batch was stopped before its end.
    Stopped,
}

/// Parses, runs and turns the result into an exit code.
pub(crate) fn main() -> ExitCode {
    // The matrices of one report are too small to share out: a second thread costs a third more CPU and saves no time.
    // This fails only where a pool exists already, which does no harm.
    let _ = rayon::ThreadPoolBuilder::new().num_threads(1).build_global();
    let typed = groups::command().try_get_matches();
    let args = match typed.and_then(|typed| Args::from_arg_matches(&typed)) {
        Ok(args) => args,
        Err(refusal) => return refusal::tell(&refusal),
    };
    match run(args) {
        Ok(Ending::Done) | Err(Failure::NobodyReads) => ExitCode::SUCCESS,
        Ok(Ending::Open | Ending::Faulty) => ExitCode::from(1),
        Ok(Ending::Unread) => ExitCode::from(2),
        Ok(Ending::Stopped) => ExitCode::from(batch::STOPPED),
        Err(failure) => {
            failure.tell();
            ExitCode::from(2)
        }
    }
}

fn run(args: Args) -> Result<Ending, Failure> {
    match args.command {
        Command::Analyse(args) => analyse::analyse(&args),
        Command::Annotate(args) => annotate::annotate(&args),
        Command::Batch(args) => batch::batch(&args),
        Command::BatchWorker(args) => batch::work(&args),
        Command::Compare(args) => compare::run(&args),
        Command::Review(args) => review::run(&args),
        Command::Interview(args) => analyse::interview(&args),
        Command::Judgements { command } => judgements::run(&command),
        Command::Open(args) => open::open(&args),
        Command::Rubric { command } => rubric::run(command),
        Command::Questions { command } => questions::run(&command),
        Command::Completions { shell } => shell::completions(shell),
        Command::Man { output } => shell::man(&output),
        Command::Template(args) => template::template(&args),
        Command::Schema { output } => {
            let schema = showcase::view::json::schema().map_err(Failure::from_stdout)?;
            output::write(output.as_deref(), schema.as_bytes())?;
            Ok(Ending::Done)
        }
    }
}
