//! Where the passages stand among the letters of the main part: its blocks come one after the other, but for notes,
//! which stand in other parts, and signs that a reader passes over.

use super::super::notes::Notes;
use crate::ingest::blocks::squeeze;
use std::ops::Range;

/// Letters passed over between two blocks at most, bullets and the like; a longer block may be sought further on.
const MOST_PASSED_OVER: usize = 64;
const LONG: usize = 24;

/// For each passage the bytes of `letters` that it is, where it is found.
pub(super) fn passages(letters: &str, notes: &Notes) -> Vec<Option<Range<usize>>> {
    let starts = blocks(letters, &notes.blocks);
    let passages = notes.passages.iter();
    let found = passages.map(|passage| {
        let start = (*starts.get(passage.block)?)?;
        let before = notes.blocks.get(passage.block)?.get(..passage.start)?;
        let start = start + squeeze(before).len();
        let quote = squeeze(&passage.quote);
        let range = start..start + quote.len();
        (!quote.is_empty() && letters.get(range.clone())? == quote).then_some(range)
    });
    found.collect()
}

/// Where each block begins.
fn blocks(letters: &str, blocks: &[String]) -> Vec<Option<usize>> {
    let mut from = 0;
    let found = blocks.iter().map(|block| {
        let block = squeeze(block);
        let passed = letters.get(from..)?.find(&block)?;
        if passed > MOST_PASSED_OVER && block.len() < LONG {
            return None;
        }
        let start = from + passed;
        from = start + block.len();
        Some(start)
    });
    found.collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_are_found_in_their_order_and_notes_passed_over() {
        let texts = ["My team", "• My team", "A note from elsewhere", "Yes", "We help."].map(str::to_owned);
        let letters = "Myteam•Myteam".to_owned() + &"x".repeat(70) + "YesWehelp.";
        let found = blocks(&letters, &texts);
        // A short one is not sought far off.
        assert_eq!(found, [Some(0), Some(6), None, None, None]);
        assert_eq!(
            blocks("ab•c", &["a", "b", "c"].map(str::to_owned)),
            [Some(0), Some(1), Some(5)]
        );
    }
}
