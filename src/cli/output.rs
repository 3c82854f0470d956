//! Writes results: to standard output, or to a file that is either complete or untouched.

use super::failure::Failure;
use super::input;
use std::fs::{self, File, OpenOptions};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// What the name of a file begins with that is not finished.
const BEGUN: &str = ".showcase-";
/// Names tried for the file beside the target; more than one is needed only where an earlier run was killed.
const MOST_NAMES: u32 = 100;

/// Writes all of `bytes` to `path` and says so, or to standard output.
pub(super) fn write(path: Option<&Path>, bytes: &[u8]) -> Result<(), Failure> {
    match path {
        Some(path) if path != Path::new("-") => {
            save(path, bytes)?;
            crate::cli::tell!("written: {}", showcase::view::neutral(&path.display().to_string()));
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
pub(super) fn save(path: &Path, bytes: &[u8]) -> Result<(), Failure> {
    save_with(path, |out| out.write_all(bytes))
}

/// As [`save`], with what `write` writes, which need never be in memory as a whole.
pub(super) fn save_with(
    path: &Path,
    write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>,
) -> Result<(), Failure> {
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
    let written = fill(file, write).and(kept).and_then(|()| fs::rename(&beside, &target));
    written.map_err(|problem| {
        // Best effort: the first problem is the one to tell.
        let _ = fs::remove_file(&beside);
        failed(problem)
    })
}

/// Takes away files in `folder` that were begun by [`save`] and never finished. Best effort: another run may do better.
pub(super) fn remove_begun(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    for entry in entries {
        let name = entry.file_name();
        let name = name.to_string_lossy();
        if name.starts_with(BEGUN) && name.ends_with(".part") {
            let _ = fs::remove_file(entry.path());
        }
    }
}

/// A new file in the folder of `target`, as only there renaming is one step.
fn create_beside(target: &Path) -> io::Result<(PathBuf, File)> {
    // A name of its own: one made of the target's could be too long where the target's is not.
    let mut last = io::ErrorKind::AlreadyExists.into();
    for number in 0..MOST_NAMES {
        let beside = target.with_file_name(format!("{BEGUN}{}-{number}.part", std::process::id()));
        match OpenOptions::new().write(true).create_new(true).open(&beside) {
            Ok(file) => return Ok((beside, file)),
            Err(problem) if problem.kind() == io::ErrorKind::AlreadyExists => last = problem,
            Err(problem) => return Err(problem),
        }
    }
    Err(last)
}

/// Whether writing to `output` would replace what is read from `input`, which may be `-`.
pub(super) fn would_replace(output: &Path, input: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    if input == Path::new("-") {
        return is_standard_input(output);
    }
    real(output).is_some_and(|output| real(input) == Some(output))
}

/// Refuses to write over the report.
pub(super) fn refuse_report(output: &Path, report: &Path) -> Result<(), Failure> {
    if would_replace(output, report) {
        Err(Failure::OverReport(output.to_owned()))
    } else {
        Ok(())
    }
}

/// Refuses to write over a file of the rubric, where one is given.
///
/// # Errors
/// [`Failure::OverRubric`]; what can't be read of the rubric's folder.
pub(super) fn refuse_rubric(output: &Path, rubric: Option<&Path>) -> Result<(), Failure> {
    let files = rubric.map(input::rubric_files).transpose()?.unwrap_or_default();
    if files.iter().any(|file| would_replace(output, file)) {
        return Err(Failure::OverRubric(output.to_owned()));
    }
    Ok(())
}

/// Whether standard input comes from this file, by device and number.
#[cfg(unix)]
fn is_standard_input(path: &Path) -> bool {
    use std::os::fd::AsFd;
    use std::os::unix::fs::MetadataExt;
    let stdin = io::stdin().as_fd().try_clone_to_owned().map(File::from);
    let facts = |about: io::Result<fs::Metadata>| about.map(|about| (about.dev(), about.ino())).ok();
    let read = facts(stdin.and_then(|file| file.metadata()));
    read.is_some() && read == facts(fs::metadata(path))
}

/// Elsewhere a file that is being read can't be replaced anyway.
#[cfg(not(unix))]
fn is_standard_input(_: &Path) -> bool {
    false
}

fn fill(file: File, write: impl FnOnce(&mut BufWriter<File>) -> io::Result<()>) -> io::Result<()> {
    let mut out = BufWriter::new(file);
    write(&mut out)?;
    out.into_inner().map_err(io::IntoInnerError::into_error)?.sync_all()
}
