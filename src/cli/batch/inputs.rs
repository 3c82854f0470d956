//! Which files a batch reads: folders, patterns and lists become one sorted list of files, each once.

use crate::cli::{Failure, input};
use std::collections::BTreeSet;
use std::ffi::{OsStr, OsString};
use std::path::{Path, PathBuf};
use std::{fs, io};

/// Files that systems leave in folders.
const LITTER: [&str; 2] = ["Thumbs.db", "desktop.ini"];
/// Files that explain a folder, in any case of letters.
const EXPLAINING: [&str; 2] = ["README.md", "README.txt"];

/// The files to read, sorted. A path that leads nowhere is among them: it costs its own line. What was found in folders and by
/// patterns and explains these is left out, which is told.
pub(super) fn files(paths: &[OsString], output: &Path) -> Result<Vec<PathBuf>, Failure> {
    let mut search = Search {
        output: output.canonicalize().ok(),
        ..Search::default()
    };
    for path in paths {
        match path.to_str().and_then(|path| path.strip_prefix('@')) {
            // A file whose own name begins so.
            Some(_) if Path::new(path).exists() => search.path(Path::new(path))?,
            Some(list) => search.list(Path::new(list))?,
            None => search.path(Path::new(path))?,
        }
    }
    search.tell_left_out();
    if search.files.is_empty() {
        return Err(Failure::NoReports);
    }
    Ok(search.files.into_iter().collect())
}

#[derive(Default)]
struct Search {
    output: Option<PathBuf>,
    files: BTreeSet<PathBuf>,
    /// Real places of files and folders already taken: links can lead to a place twice, or in a circle.
    seen: BTreeSet<PathBuf>,
    /// What explains a folder: nobody means it to be counted as a report, unless it is given by its own name.
    left_out: BTreeSet<PathBuf>,
}

impl Search {
    /// One path a line; a relative one starts from where the program was started, as on the command line.
    fn list(&mut self, list: &Path) -> Result<(), Failure> {
        let (bytes, _) = input::report(list)?;
        let text = String::from_utf8(bytes).map_err(|_| Failure::NotText(list.to_owned()))?;
        let lines = text.trim_start_matches('\u{FEFF}').lines().map(str::trim);
        for line in lines.filter(|line| !line.is_empty()) {
            self.path(Path::new(line))?;
        }
        Ok(())
    }

    fn path(&mut self, path: &Path) -> Result<(), Failure> {
        if path.is_dir() {
            self.folder(path)
        } else if !path.exists() && is_pattern(path) {
            self.pattern(path)
        } else {
            self.file(path.to_owned());
            Ok(())
        }
    }

    /// Shells of Windows leave patterns to the program.
    fn pattern(&mut self, pattern: &Path) -> Result<(), Failure> {
        let bad = |problem: String| Failure::BadPattern {
            path: pattern.to_owned(),
            problem,
        };
        let text = pattern.to_str().ok_or_else(|| bad("not text in UTF-8".to_owned()))?;
        let options = glob::MatchOptions {
            require_literal_leading_dot: true,
            ..glob::MatchOptions::default()
        };
        let found = glob::glob_with(text, options).map_err(|problem| bad(problem.msg.to_owned()))?;
        let mut is_empty = true;
        for path in found {
            is_empty = false;
            match path {
                Ok(path) if path.file_name().is_some_and(is_passed_over) => {}
                Ok(path) if path.is_dir() => self.folder(&path)?,
                Ok(path) => self.found(path),
                Err(problem) => {
                    let path = problem.path().to_owned();
                    return Err(Failure::reading(&path, problem.into()));
                }
            }
        }
        if is_empty {
            Err(bad("no file fits it".to_owned()))
        } else {
            Ok(())
        }
    }

    fn folder(&mut self, folder: &Path) -> Result<(), Failure> {
        let mut folders = vec![folder.to_owned()];
        while let Some(folder) = folders.pop() {
            let real = folder
                .canonicalize()
                .map_err(|problem| Failure::reading(&folder, problem))?;
            if self.output.as_ref() == Some(&real) || !self.seen.insert(real) {
                continue;
            }
            let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            for entry in entries.map_err(|problem| Failure::reading(&folder, problem))? {
                let path = entry.path();
                if is_passed_over(&entry.file_name()) {
                    continue;
                }
                if path.is_dir() {
                    folders.push(path);
                } else {
                    self.found(path);
                }
            }
        }
        Ok(())
    }

    /// A file that was not given by its own name.
    fn found(&mut self, path: PathBuf) {
        if path.file_name().is_some_and(is_explaining) {
            self.left_out.insert(path);
        } else {
            self.file(path);
        }
    }

    /// Names what was left out, but for what was given by its own name elsewhere on the command line.
    fn tell_left_out(&self) {
        for path in self.left_out.iter().filter(|path| !self.seen.contains(&real(path))) {
            let name = showcase::view::neutral(&path.display().to_string());
            crate::cli::tell!(
                "showcase: {name}: left out, as a file of this name explains a folder; give it by its own name to have it read"
            );
        }
    }

    fn file(&mut self, path: PathBuf) {
        if self.seen.insert(real(&path)) {
            self.files.insert(path);
        }
    }
}

/// Where a file lies, without links; its path where it leads nowhere.
fn real(path: &Path) -> PathBuf {
    path.canonicalize().unwrap_or_else(|_| path.to_owned())
}

fn is_explaining(name: &OsStr) -> bool {
    EXPLAINING
        .iter()
        .any(|explaining| name.eq_ignore_ascii_case(explaining))
}

fn is_pattern(path: &Path) -> bool {
    path.to_string_lossy().contains(['*', '?', '['])
}

/// Hidden files, locks of word processors (`~$x.docx`, `.~lock.x.odt#`), and litter.
fn is_passed_over(name: &OsStr) -> bool {
    let name = name.to_string_lossy();
    name.starts_with('.') || name.starts_with("~$") || LITTER.iter().any(|litter| name.eq_ignore_ascii_case(litter))
}
