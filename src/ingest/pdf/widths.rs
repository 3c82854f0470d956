//! Counts the widths that fonts state, before the interpreter makes a table of them.
//!
//! Composite fonts may state one width for a range of letters in a dozen bytes, and the interpreter writes down every letter
//! of the range: without a limit, a file of a kilobyte fills any memory.

use hayro_interpret::hayro_syntax::Pdf;
use hayro_interpret::hayro_syntax::object::{Array, Dict, MaybeRef, Object};

/// Keys of the two tables, across and down.
const ACROSS: &[u8] = b"W";
const DOWN: &[u8] = b"W2";

/// Whether the fonts of the file state more than `most` widths, those of ranges counted one by one.
pub(super) fn are_over(pdf: &Pdf, most: usize) -> bool {
    let mut left = Some(most);
    for object in pdf.objects() {
        // A list in place of recursion: they may be nested deeply.
        let mut open = vec![object];
        while let Some(object) = open.pop() {
            match object {
                Object::Stream(stream) => open.push(Object::Dict(stream.dict().clone())),
                Object::Dict(dict) if may_state(dict.data()) => {
                    left = left.and_then(|left| within(&dict, left));
                    open.extend(dict.entries().filter_map(|(_, value)| direct(value)));
                }
                Object::Array(array) if may_state(array.data()) => open.extend(array.raw_iter().filter_map(direct)),
                _ => {}
            }
        }
        if left.is_none() {
            return true;
        }
    }
    false
}

/// Most objects are told apart by their bytes: one of the keys is among them, plainly or in other signs.
fn may_state(bytes: &[u8]) -> bool {
    let mut pairs = bytes.windows(2);
    pairs.any(|pair| pair == b"/W" || pair == b"/#")
}

/// What stands in an object itself; what it points to comes up as an object of its own.
fn direct(value: MaybeRef<Object<'_>>) -> Option<Object<'_>> {
    match value {
        MaybeRef::NotRef(object) => Some(object),
        MaybeRef::Ref(_) => None,
    }
}

/// What is left of `most` widths after those of a font, if it is not too many.
fn within(font: &Dict<'_>, most: usize) -> Option<usize> {
    let left = match font.get::<Array<'_>>(ACROSS) {
        Some(table) => table_within(&table, 1, most)?,
        None => most,
    };
    match font.get::<Array<'_>>(DOWN) {
        Some(table) => table_within(&table, 3, left),
        None => Some(left),
    }
}

/// The same for one table, read as the interpreter reads it: numbers of a first letter and a list, or of a first and a last
/// letter and what holds for all of them, `each` numbers a letter.
fn table_within(table: &Array<'_>, each: usize, most: usize) -> Option<usize> {
    let (mut left, mut entries) = (most, table.flex_iter());
    loop {
        let count = if let Some((_, list)) = entries.next::<(u32, Array<'_>)>() {
            list.raw_iter()
                .take(left.saturating_mul(each).saturating_add(1))
                .count()
        } else if let Some((first, last, _)) = entries.next::<(u32, u32, f32)>() {
            for _ in 1..each {
                entries.next::<f32>();
            }
            last.saturating_sub(first) as usize
        } else {
            return Some(left);
        };
        // An empty range costs time as well.
        left = left.checked_sub(count + 1)?;
    }
}

#[cfg(test)]
mod tests {
    use super::super::tests::file;
    use super::*;

    fn over(objects: &[&str], most: usize) -> bool {
        let mut all = vec![
            "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
            "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 600 800] >>".to_owned(),
        ];
        all.extend(objects.iter().map(ToString::to_string));
        are_over(&Pdf::new(file(&all)).unwrap(), most)
    }

    #[test]
    fn ranges_count_by_their_letters() {
        let font = |table: &str| format!("<< /Type /Font /Subtype /CIDFontType0 {table} >>");
        for table in ["/W [0 99 500]", "/W2 [0 99 1 2 3]", "/#57 [0 99 500]"] {
            assert!(over(&[&font(table)], 90), "{table}");
            assert!(!over(&[&font(table)], 110), "{table}");
        }
        assert!(over(&[&font("/W [0 4294967295 500]")], 1_000_000));
        assert!(over(&[&font("/W [1 [500 501 502] 7 9 500]")], 5));
        assert!(!over(&[&font("/W [1 [500 501 502] 7 9 500]")], 9));
    }

    #[test]
    fn fonts_within_other_objects_count() {
        let inline = "<< /Font << /F1 << /Type /Font /DescendantFonts [<< /W [0 99 500] >>] >> >> >>";
        assert!(over(&[inline], 90));
        assert!(!over(&[inline], 110));
        assert!(over(&["[<< /W 5 0 R >>]", "[0 99 500]"], 90));
    }

    #[test]
    fn a_list_that_is_named_a_thousand_times_counts_a_thousand_times() {
        let table = format!("<< /W [{}] >>", "1 5 0 R ".repeat(1_000));
        assert!(over(&[&table, "[500 501 502]"], 2_999));
        assert!(!over(&[&table, "[500 501 502]"], 5_000));
    }
}
