//! The process that reads one report. It gets a path and writes the result to standard output.

use super::args::{Limits, Reading, WorkerArgs};
use super::limits;
use crate::cli::{Ending, Failure, input, output};
use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};
use showcase::cohort::{Entry, Mark, nameless};
use showcase::view::{Part, Shown, html, json};
use showcase::{Options, Revision, analyse, revise};
use std::io::{self, Read};

/// What a worker writes.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Written {
    /// SHA-256 of the bytes that were read, in hexadecimal digits.
    pub(super) content: String,
    /// What came of it.
    pub(super) result: Result<Findings, String>,
}

/// A report that was read.
#[derive(Debug, Serialize, Deserialize)]
pub(super) struct Findings {
    /// Its part in the cohort.
    pub(super) entry: Entry,
    /// The marks of its text.
    pub(super) marks: Vec<Mark>,
    /// The analysis, as `--format json` writes it.
    pub(super) json: String,
    /// Its page.
    pub(super) html: String,
}

/// Reads the report. A report that can't be read is a result too.
pub(in crate::cli) fn run(args: &WorkerArgs) -> Result<Ending, Failure> {
    end_with_parent();
    limits::set(args.limits);
    let written = written(args);
    let json = serde_json::to_vec(&written).map_err(|problem| Failure::from_stdout(problem.into()))?;
    output::write(None, &json)?;
    Ok(Ending::Done)
}

/// Standard input is a pipe that nobody writes to: it ends when the waiting process does, however that came about.
fn end_with_parent() {
    let watch = || {
        let _ = io::copy(&mut io::stdin().lock(), &mut io::sink());
        std::process::exit(0);
    };
    // Without it a killed batch leaves this process running until its time is over.
    let _ = std::thread::Builder::new().stack_size(64 << 10).spawn(watch);
}

fn written(args: &WorkerArgs) -> Written {
    let mut content = String::new();
    let result = read(args, &mut content).map_err(|failure| cause(&failure, args));
    Written { content, result }
}

fn read(args: &WorkerArgs, content: &mut String) -> Result<Findings, Failure> {
    let rubric = input::rubric(args.reading.rubric.as_deref())?;
    let (bytes, name) = input::report(&args.report)?;
    *content = hex(&Sha256::digest(&bytes));
    let called = if args.names { &name } else { &args.id };
    let mut analysis = analyse(&bytes, called, &rubric, &args.reading.options())?;
    if !args.names {
        nameless(&mut analysis, &args.id);
    }
    let revision = Revision {
        mask: args.reading.mask,
        // It is neutral already, or asked for.
        keep_name: true,
        options: args.reading.options(),
        ..Revision::default()
    };
    let analysis = revise(analysis, &rubric, &revision);
    let shown = Shown {
        analysis: &analysis,
        rubric: &rubric,
        part: Part::Whole,
    };
    Ok(Findings {
        entry: Entry::new(&analysis),
        marks: Entry::marks(&analysis, &rubric),
        json: text(|out| json::write(out, shown))?,
        html: text(|out| html::write(out, shown))?,
    })
}

fn text(write: impl FnOnce(&mut Vec<u8>) -> io::Result<()>) -> Result<String, Failure> {
    let mut out = Vec::new();
    write(&mut out).map_err(Failure::from_stdout)?;
    String::from_utf8(out).map_err(|problem| Failure::from_stdout(io::Error::other(problem)))
}

/// Messages open with the name of the file, which stands beside them in every list anyway, or must not.
fn cause(failure: &Failure, args: &WorkerArgs) -> String {
    let message = failure.to_string();
    let names = [args.report.display().to_string(), args.id.clone()];
    let rest = names
        .iter()
        .find_map(|name| message.strip_prefix(name.as_str())?.strip_prefix(": "));
    rest.unwrap_or(&message).to_owned()
}

impl Reading {
    pub(super) fn options(&self) -> Options {
        Options {
            fast: self.fast,
            interview_minutes: self.minutes,
            attempt: self.attempt,
        }
    }
}

/// Arguments by which a worker gets all of this.
pub(super) fn arguments(reading: &Reading, limits: Limits) -> Vec<std::ffi::OsString> {
    let mut arguments: Vec<std::ffi::OsString> = Vec::new();
    let mut add = |name: &str, value: &dyn AsRef<std::ffi::OsStr>| {
        let mut argument = std::ffi::OsString::from(format!("--{name}="));
        argument.push(value);
        arguments.push(argument);
    };
    add("seconds", &limits.seconds.to_string());
    add("memory", &limits.memory.to_string());
    add("attempt", &reading.attempt.to_string());
    if let Some(rubric) = &reading.rubric {
        add("rubric", rubric);
    }
    if let Some(minutes) = reading.minutes {
        add("minutes", &minutes.to_string());
    }
    let flags = [("--fast", reading.fast), ("--mask", reading.mask)];
    arguments.extend(
        flags
            .into_iter()
            .filter(|(_, is_set)| *is_set)
            .map(|(flag, _)| flag.into()),
    );
    arguments
}

/// `bytes` in hexadecimal digits.
pub(super) fn hex(bytes: &[u8]) -> String {
    use std::fmt::Write;
    bytes.iter().fold(String::new(), |mut text, byte| {
        // Writing to a string cannot fail.
        let _ = write!(text, "{byte:02x}");
        text
    })
}

/// SHA-256 of everything that `source` holds.
pub(super) fn digest(mut source: impl Read) -> io::Result<String> {
    let mut sum = Sha256::new();
    let mut part = vec![0; 64 << 10];
    loop {
        match source.read(&mut part) {
            Ok(0) => return Ok(hex(&sum.finalize())),
            Ok(read) => sum.update(part.get(..read).unwrap_or_default()),
            Err(problem) if problem.kind() == io::ErrorKind::Interrupted => {}
            Err(problem) => return Err(problem),
        }
    }
}
