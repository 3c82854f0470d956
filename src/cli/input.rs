//! Reads reports and rubrics.

use super::failure::Failure;
use showcase::rubric::Rubric;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// Largest input taken in, in megabytes. Real reports with pictures stay under 50; standard input has no end by itself.
const MOST_MEGABYTES: u64 = 64;
/// The same in bytes.
pub(super) const MOST_BYTES: u64 = MOST_MEGABYTES << 20;
/// Folders inside each other that are searched for a rubric's files.
const MOST_FOLDERS: usize = 3;

/// The bytes of a file, or of standard input for `-`, and the name for messages.
pub(super) fn report(path: &Path) -> Result<(Vec<u8>, String), Failure> {
    if path == Path::new("-") {
        let name = "standard input".to_owned();
        return Ok((bounded(io::stdin().lock(), path, &name)?, name));
    }
    let name = path.display().to_string();
    Ok((file(path)?, name))
}

fn file(path: &Path) -> Result<Vec<u8>, Failure> {
    let about = fs::metadata(path).map_err(|problem| Failure::reading(path, problem))?;
    if about.is_dir() {
        return Err(Failure::Folder(path.to_owned()));
    }
    let file = File::open(path).map_err(|problem| Failure::reading(path, problem))?;
    bounded(file, path, &path.display().to_string())
}

fn bounded(source: impl Read, path: &Path, name: &str) -> Result<Vec<u8>, Failure> {
    let most = MOST_BYTES;
    let mut bytes = Vec::new();
    source
        .take(most + 1)
        .read_to_end(&mut bytes)
        .map_err(|problem| Failure::reading(path, problem))?;
    if bytes.len() as u64 > most {
        return Err(Failure::Library(showcase::Error::OverLimit {
            name: name.to_owned(),
            what: "the file's size".to_owned(),
            limit: format!("{MOST_MEGABYTES} MB"),
        }));
    }
    Ok(bytes)
}

/// The rubric at `path`, or the built-in one.
pub(super) fn rubric(path: Option<&Path>) -> Result<Rubric, Failure> {
    let Some(path) = path else {
        return Ok(Rubric::builtin()?);
    };
    let mut files = Vec::new();
    for file_path in rubric_files(path)? {
        let text = String::from_utf8(file(&file_path)?).map_err(|_| Failure::NotText(file_path.clone()))?;
        let shown = file_path.strip_prefix(path).ok().filter(|rest| *rest != Path::new(""));
        files.push((shown.unwrap_or(&file_path).display().to_string(), text));
    }
    Ok(Rubric::parse(&path.display().to_string(), &files)?)
}

/// The file itself, or all .toml files of a folder, by name.
pub(super) fn rubric_files(path: &Path) -> Result<Vec<PathBuf>, Failure> {
    if !path.is_dir() {
        return Ok(vec![path.to_owned()]);
    }
    let mut files = Vec::new();
    let mut folders = vec![path.to_owned()];
    for _ in 0..MOST_FOLDERS {
        for folder in std::mem::take(&mut folders) {
            let entries = fs::read_dir(&folder).and_then(Iterator::collect::<io::Result<Vec<_>>>);
            for entry in entries.map_err(|problem| Failure::reading(&folder, problem))? {
                let entry = entry.path();
                if entry.is_dir() {
                    folders.push(entry);
                } else if entry.extension().is_some_and(|extension| extension == "toml") {
                    files.push(entry);
                }
            }
        }
    }
    // The order of a folder differs between computers.
    files.sort();
    if files.is_empty() {
        return Err(Failure::NoRubric(path.to_owned()));
    }
    Ok(files)
}
