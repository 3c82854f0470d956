//! Which marks have the same number, in which reports.
//!
//! For all reports at once that is more than should be in memory. So the numbers are gone through in parts, each part's
//! groups are laid down in a file in the order of the reports that have them first, and all files are then read side by
//! side, one report's groups at a time.

use super::Shelf;
use std::io::{self, BufRead, BufReader, BufWriter, Read, Seek, Write};

/// Reports whose marks fit into memory at the same time; with more, each part has as many marks.
const TOGETHER: usize = 100;
/// All parts are open at the same time, and some systems allow a program 256 files.
const MOST_PARTS: usize = 100;
/// Bytes of a posting in a file, the report that has its number first included.
const BYTES: usize = 20;

/// Where one mark stands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct Posting {
    pub(super) hash: u64,
    pub(super) report: u32,
    /// Which word of the report's text is the first.
    pub(super) word: u32,
}

/// Postings of numbers that at least two reports have.
pub(super) struct Groups<F> {
    parts: Vec<Part<F>>,
}

/// Groups of some of the numbers, in the order of the reports that have them first.
struct Part<F> {
    file: BufReader<F>,
    /// The next posting with the report that has its number first.
    next: Option<(u32, Posting)>,
}

impl<F: Read + Write + Seek> Groups<F> {
    /// Goes through the marks of these members; postings know them by their places in `members`.
    ///
    /// # Errors
    /// Whatever the files of `shelf` report, and what it says when the cohort is not wanted any more.
    pub(super) fn lay(members: &[usize], shelf: &impl Shelf<Scratch = F>) -> io::Result<Self> {
        let count = members.len().div_ceil(TOGETHER).min(MOST_PARTS);
        let mut postings = Vec::new();
        let mut parts = Vec::new();
        for number in 0..count {
            postings.clear();
            for (report, member) in members.iter().enumerate() {
                shelf.goes_on()?;
                let marks = shelf.marks(*member).into_iter();
                let of_part = marks.filter(|mark| mark.hash % count as u64 == number as u64);
                postings.extend(of_part.map(|mark| Posting {
                    hash: mark.hash,
                    report: report as u32,
                    word: mark.word,
                }));
            }
            postings.sort_unstable();
            parts.push(Part::lay(&postings, shelf.scratch(number)?)?);
        }
        Ok(Self { parts })
    }

    /// Postings of the numbers that this report has and none before it, sorted. Reports are asked about in order.
    pub(super) fn first_in(&mut self, report: usize) -> io::Result<Vec<Posting>> {
        let mut postings = Vec::new();
        for part in &mut self.parts {
            while let Some((_, posting)) = part.next.filter(|(first, _)| *first as usize == report) {
                postings.push(posting);
                part.next = read(&mut part.file)?;
            }
        }
        postings.sort_unstable();
        Ok(postings)
    }
}

impl<F: Read + Write + Seek> Part<F> {
    /// Lays the groups of `postings`, which are sorted, down in `file`.
    fn lay(postings: &[Posting], file: F) -> io::Result<Self> {
        let groups = postings.chunk_by(|a, b| a.hash == b.hash);
        let with_first = groups.filter_map(|group| Some((group.first()?.report, group)));
        let mut several: Vec<(u32, &[Posting])> = with_first
            .filter(|(first, group)| group.iter().any(|posting| posting.report != *first))
            .collect();
        several.sort_by_key(|(first, _)| *first);
        let mut out = BufWriter::new(file);
        for (first, group) in several {
            for posting in group {
                out.write_all(&to_bytes(first, *posting))?;
            }
        }
        let mut file = out.into_inner().map_err(io::IntoInnerError::into_error)?;
        file.rewind()?;
        let mut file = BufReader::new(file);
        let next = read(&mut file)?;
        Ok(Self { file, next })
    }
}

fn to_bytes(first: u32, posting: Posting) -> [u8; BYTES] {
    let (low, high) = (posting.hash as u32, (posting.hash >> 32) as u32);
    bytemuck::cast([first, low, high, posting.report, posting.word].map(u32::to_le_bytes))
}

/// The next posting of a file, none at its end.
fn read(file: &mut impl BufRead) -> io::Result<Option<(u32, Posting)>> {
    if file.fill_buf()?.is_empty() {
        return Ok(None);
    }
    let mut bytes = [0; BYTES];
    file.read_exact(&mut bytes)?;
    let [first, low, high, report, word] = bytemuck::cast::<_, [[u8; 4]; 5]>(bytes).map(u32::from_le_bytes);
    let hash = u64::from(high) << 32 | u64::from(low);
    Ok(Some((first, Posting { hash, report, word })))
}

/// Those of sorted postings that have this number.
pub(super) fn group(postings: &[Posting], hash: u64) -> &[Posting] {
    let start = postings.partition_point(|posting| posting.hash < hash);
    let end = postings.partition_point(|posting| posting.hash <= hash);
    postings.get(start..end).unwrap_or_default()
}
