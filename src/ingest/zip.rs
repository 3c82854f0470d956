//! Bounded reading of the zip containers that .docx and .odt files are.
//!
//! Parts are read by name into memory and never written anywhere, so that names such as `../../x` mean nothing.

use super::limits::{Limits, megabytes, over};
use crate::{Error, Result};
use std::io::{Cursor, Read};

/// An opened container that counts what it inflates.
pub(crate) struct Container<'a> {
    archive: zip::ZipArchive<Cursor<&'a [u8]>>,
    name: &'a str,
    limits: &'a Limits,
    inflated: u64,
}

impl<'a> Container<'a> {
    /// Opens a zip file by its directory of entries.
    pub(crate) fn open(bytes: &'a [u8], name: &'a str, limits: &'a Limits) -> Result<Self> {
        let archive = zip::ZipArchive::new(Cursor::new(bytes))
            .map_err(|_| damaged(name, "the whole file", "its list of contents is missing or broken"))?;
        if archive.len() > limits.zip_entries {
            return Err(over(
                name,
                "the number of parts in the file",
                limits.zip_entries.to_string(),
            ));
        }
        Ok(Self {
            archive,
            name,
            limits,
            inflated: 0,
        })
    }

    /// Names of all entries, in the order of the directory.
    pub(crate) fn names(&self) -> Vec<String> {
        (0..self.archive.len())
            .filter_map(|i| self.archive.name_for_index(i).map(str::to_owned))
            .collect()
    }

    /// Whether there is a part of that name.
    pub(crate) fn has(&self, part: &str) -> bool {
        self.find(part).is_some()
    }

    /// The bytes of a part; none where there is no such part.
    pub(crate) fn read(&mut self, part: &str) -> Result<Option<Vec<u8>>> {
        let Some(index) = self.find(part) else { return Ok(None) };
        let (name, limits) = (self.name, self.limits);
        let file = self.archive.by_index(index).map_err(|e| open_error(name, part, &e))?;
        let packed = file.compressed_size();
        let room = limits
            .part_bytes
            .min(limits.inflated_bytes.saturating_sub(self.inflated));
        // The declared size is the file's own word for it; it only saves growing the buffer.
        let mut out = Vec::with_capacity(file.size().min(1 << 20) as usize);
        file.take(room + 1)
            .read_to_end(&mut out)
            .map_err(|_| damaged(name, part, "its packed data is broken or cut off"))?;
        let size = out.len() as u64;
        self.inflated += size;
        if size > room {
            return Err(over(name, "the unpacked size", megabytes(limits.inflated_bytes)));
        }
        if size > 1 << 20 && size / packed.max(1) > limits.inflate_ratio {
            let limit = format!("{} times the packed size", limits.inflate_ratio);
            return Err(over(name, "the unpacked size", limit));
        }
        Ok(Some(out))
    }

    /// Part names are compared without regard to case, as Word does.
    pub(crate) fn find(&self, part: &str) -> Option<usize> {
        let part = part.trim_start_matches('/');
        self.archive.index_for_name(part).or_else(|| {
            (0..self.archive.len()).find(|&i| {
                self.archive
                    .name_for_index(i)
                    .is_some_and(|n| n.replace('\\', "/").eq_ignore_ascii_case(part))
            })
        })
    }
}

fn open_error(name: &str, part: &str, error: &zip::result::ZipError) -> Error {
    match error {
        zip::result::ZipError::UnsupportedArchive(why) if why.to_lowercase().contains("password") => {
            Error::Protected { name: name.to_owned() }
        }
        _ => damaged(name, part, "this part of the file can't be unpacked"),
    }
}

/// The error for a container or part that is broken.
pub(crate) fn damaged(name: &str, place: &str, problem: &str) -> Error {
    Error::Damaged {
        name: name.to_owned(),
        place: place.to_owned(),
        problem: problem.to_owned(),
    }
}
