//! How far a batch is: a bar on a terminal, plain lines elsewhere.

use super::plan::Job;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};
use showcase::cohort::Entry;
use showcase::view::neutral;
use std::io::{self, IsTerminal};
use std::path::Path;

/// The bar fits a narrow terminal.
const BAR: &str = "{bar:24} {pos} of {len} files, {per_sec}, {eta} left";

pub(super) struct Progress {
    bar: Option<ProgressBar>,
    done: usize,
    of: usize,
    /// How many reports were read.
    read: usize,
    /// How many of these have warnings.
    warned: usize,
}

impl Progress {
    pub(super) fn new(of: usize) -> Self {
        let is_plain = !io::stderr().is_terminal() || std::env::var_os("TERM").is_some_and(|term| term == "dumb");
        let bar = (!is_plain).then(|| {
            let bar = ProgressBar::with_draw_target(Some(of as u64), ProgressDrawTarget::stderr());
            // The template is fixed; without it the bar only looks different.
            if let Ok(style) = ProgressStyle::with_template(BAR) {
                bar.set_style(style.progress_chars("=> "));
            }
            bar
        });
        Self {
            bar,
            done: 0,
            of,
            read: 0,
            warned: 0,
        }
    }

    /// Tells of one report; `unusable` is a file of an earlier run that was no use. On a terminal only of reports that could not
    /// be read and of such files, above the bar.
    pub(super) fn tell(&mut self, job: &Job, result: &Result<Entry, String>, unusable: Option<&Path>) {
        self.done += 1;
        self.read += usize::from(result.is_ok());
        self.warned += usize::from(result.as_ref().is_ok_and(|entry| entry.warnings > 0));
        let said = match result {
            Ok(entry) => format!("{} words{}", entry.words, warned(entry.warnings)),
            Err(cause) => format!("could not be read: {cause}"),
        };
        let line = neutral(&format!("{} {}: {said}", job.id(), job.path.display()));
        let again = unusable.map(|file| {
            let file = file.display();
            neutral(&format!("{file}: damaged, so {} was read again", job.id()))
        });
        if let Some(bar) = &self.bar {
            let lines = again.iter().chain(result.is_err().then_some(&line));
            lines.for_each(|line| bar.suspend(|| crate::cli::tell!("{line}")));
            bar.inc(1);
        } else {
            if let Some(line) = again {
                crate::cli::tell!("showcase: {line}");
            }
            crate::cli::tell!("{} of {}: {line}", self.done, self.of);
        }
    }

    /// Takes the bar away, and says where to look: what could not be read of a report must not go by unseen.
    pub(super) fn finish(&self) {
        if let Some(bar) = &self.bar {
            bar.finish_and_clear();
        }
        if self.warned > 0 {
            crate::cli::tell!(
                "showcase: reports with warnings, as something in them could not be read or is doubtful: {} of {}; in \
                 index.html choose \"With warnings\", and see their own pages",
                self.warned,
                self.read
            );
        }
    }
}

/// What is said behind a report's words.
fn warned(warnings: u32) -> String {
    match warnings {
        0 => String::new(),
        1 => ", 1 warning".to_owned(),
        warnings => format!(", {warnings} warnings"),
    }
}
