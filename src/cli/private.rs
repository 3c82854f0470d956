//! Temporary files that nobody else on the computer can read.

use super::failure::Failure;
use std::fs::{DirBuilder, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

/// Names tried for the folder. More than a few are taken only if somebody takes them on purpose.
const MOST_NAMES: u32 = 1000;

/// Writes a new file in a new folder of its own, and says where. On Windows the folder for temporary files is the
/// user's own already; elsewhere the folder and the file get rights for this user alone.
pub(super) fn write(name: &str, bytes: &[u8]) -> Result<PathBuf, Failure> {
    let place = std::env::temp_dir();
    let written = folder(&place).and_then(|folder| {
        let path = folder.join(name);
        file(&path)?.write_all(bytes)?;
        Ok(path)
    });
    written.map_err(|problem| Failure::NoTemporary { path: place, problem })
}

/// Creating fails for whatever is there already, links too, so that nobody can prepare a folder to be written into.
fn folder(place: &Path) -> io::Result<PathBuf> {
    #[cfg_attr(not(unix), expect(unused_mut, reason = "only there it gets a mode"))]
    let mut builder = DirBuilder::new();
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    for number in 0..MOST_NAMES {
        let path = place.join(format!("showcase-{}-{number}", std::process::id()));
        match builder.create(&path) {
            Err(problem) if problem.kind() == io::ErrorKind::AlreadyExists => {}
            created => return created.map(|()| path),
        }
    }
    Err(io::ErrorKind::AlreadyExists.into())
}

fn file(path: &Path) -> io::Result<std::fs::File> {
    let mut options = OpenOptions::new();
    options.write(true).create_new(true);
    #[cfg(unix)]
    std::os::unix::fs::OpenOptionsExt::mode(&mut options, 0o600);
    options.open(path)
}
