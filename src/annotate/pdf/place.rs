//! Which lines a passage stands on. The reader puts lines together to paragraphs and takes out what stands in between
//! (footers, notes), so the lines are gone through anew, and those that do not go on with the passage are passed over.

use crate::ingest::pdf::trace::{TracedLine, letters};
use std::ops::Range;

/// Lines passed over at most before the passage goes on.
const MOST_PASSED_OVER: usize = 40;

/// The lines of a passage, each with the bytes of its letters; `page` is the first it can stand on, from 1.
pub(super) fn passage(lines: &[TracedLine], quote: &str, page: Option<u32>) -> Option<Vec<(usize, Range<usize>)>> {
    let quote = letters(quote);
    let first_page = page.map_or(0, |page| page.saturating_sub(1) as usize);
    let from = lines.partition_point(|line| line.page < first_page);
    (from..lines.len()).find_map(|index| {
        let line = &lines.get(index)?.letters;
        let mut starts = line.char_indices().map(|(at, _)| at);
        starts.find_map(|at| begin(lines, index, at, &quote))
    })
}

/// The passage, if it begins at this letter of this line.
fn begin(lines: &[TracedLine], index: usize, at: usize, quote: &str) -> Option<Vec<(usize, Range<usize>)>> {
    let line = lines.get(index)?;
    let taken = shared(line.letters.get(at..)?, quote)?;
    let mut found = vec![(index, at..at + taken)];
    let mut rest = quote.get(taken..)?;
    let mut passed = 0;
    for (index, line) in lines.iter().enumerate().skip(index + 1) {
        if rest.is_empty() || passed > MOST_PASSED_OVER {
            break;
        }
        match shared(&line.letters, rest) {
            Some(taken) => {
                found.push((index, 0..taken));
                rest = rest.get(taken..)?;
                passed = 0;
            }
            None => passed += 1,
        }
    }
    rest.is_empty().then_some(found)
}

/// Bytes of the shorter one, if the longer one begins with it.
fn shared(line: &str, quote: &str) -> Option<usize> {
    let most = line.len().min(quote.len());
    (most > 0 && line.as_bytes().get(..most) == quote.as_bytes().get(..most)).then_some(most)
}
