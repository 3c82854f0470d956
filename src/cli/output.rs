//! Writes results: to standard output, or to a file that is either complete or untouched.

use super::failure::Failure;
use showcase::view::neutral;
use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Characters of a file's name that a temporary name beside it has.
const NAME: usize = 40;

/// Writes all of `bytes` to `path`, and says so, or to standard output.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path {
        Some(path) if path != Path::new("-") => {
            to_file(path, bytes)?;
            eprintln!("showcase: written: {}", neutral(&path.display().to_string()));
            Ok(())
        }
        _ => {
            let mut out = io::stdout().lock();
            out.write_all(bytes)
                .and_then(|()| out.flush())
                .map_err(Failure::from_stdout)
        }
    }
}

/// Writes beside `path` and renames, so that nobody ever sees half a result and a failure leaves the old one.
pub(super) fn to_file(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    match fs::metadata(path) {
        Ok(about) if about.is_dir() => return Err(Failure::Folder(path.to_owned())),
        Ok(about) if !about.is_file() => return Err(Failure::NotAFile(path.to_owned())),
        _ => {}
    }
    // Through a link the file it leads to is replaced, not the link.
    let target = fs::canonicalize(path).unwrap_or_else(|_| path.to_owned());
    let failed = |problem| Failure::writing(path, problem);
    let (beside, file) = create_beside(&target).map_err(failed)?;
    // Whoever closed the old file to others finds the new one closed as well.
    let kept = fs::metadata(&target).map_or(Ok(()), |old| fs::set_permissions(&beside, old.permissions()));
    let written = fill(file, bytes).and(kept).and_then(|()| fs::rename(&beside, &target));
    written.map_err(|problem| {
        // Best effort: the first problem is the one to tell.
        let _ = fs::remove_file(&beside);
        failed(problem)
    })
}

/// A new file in the folder of `target`, as only there renaming is one step.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    let name = target.file_name().ok_or(io::ErrorKind::InvalidFilename)?;
    // The name of the file may be as long as names can be.
    let name: String = name.to_string_lossy().chars().take(NAME).collect();
    let hidden = format!(".{name}.{}.part", std::process::id());
    let beside = target.with_file_name(hidden);
    let file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
    Ok((beside, file))
}

fn fill(mut file: File, bytes: &[u8]) -> io::Result<()> {
    file.write_all(bytes)?;
    file.sync_all()
}
