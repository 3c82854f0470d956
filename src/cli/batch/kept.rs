//! Reads files that an earlier run left in the folder of results, where anything may lie by now.

use serde::de::DeserializeOwned;
use std::fs::{self, File};
use std::io::{self, Read};
use std::path::Path;

/// The bytes of a file, none where there is none.
///
/// # Errors
/// [`io::ErrorKind::InvalidData`] for what is no ordinary file, as opening a pipe or a device could wait for ever, and for a
/// file of more than `most` bytes; otherwise what the system says.
pub(super) fn read(path: &Path, most: u64) -> io::Result<Option<Vec<u8>>> {
    let about = match fs::metadata(path) {
        Err(problem) if problem.kind() == io::ErrorKind::NotFound => return Ok(None),
        about => about?,
    };
    if !about.is_file() || about.len() > most {
        return Err(io::ErrorKind::InvalidData.into());
    }
    let mut bytes = Vec::new();
    File::open(path)?.take(most).read_to_end(&mut bytes)?;
    Ok(Some(bytes))
}

/// What a file of JSON holds, none where there is none.
///
/// # Errors
/// As [`read`]; [`io::ErrorKind::InvalidData`] too where it holds something else.
pub(super) fn read_json<T: DeserializeOwned>(path: &Path, most: u64) -> io::Result<Option<T>> {
    let Some(bytes) = read(path, most)? else {
        return Ok(None);
    };
    let value =
        serde_json::from_slice(&bytes).map_err(|problem| io::Error::new(io::ErrorKind::InvalidData, problem))?;
    Ok(Some(value))
}
