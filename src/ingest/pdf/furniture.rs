//! Running headers, footers and page numbers.
//!
//! They are what stands outermost on the page and comes again on other pages at the same height, numbers aside. Left
//! in, they lengthen a report by two or three in a hundred words and cut paragraphs that run over a page.

use super::Page;
use super::lines::Line;

/// Lines peeled off each end of a page at most.
const DEEPEST: usize = 6;
/// Share of pages a line must come again on; headers of left and right pages share half each.
const REPEATED: f32 = 0.4;
/// Part of the page height at each end that counts as margin.
const MARGIN: f32 = 0.1;

/// Removes running lines from all pages.
pub(super) fn remove(pages: &mut [Page]) {
    drop_artifacts(pages);
    for end in [End::Top, End::Bottom] {
        let outer: Vec<Vec<usize>> = pages.iter().map(|page| outermost(page, end)).collect();
        let doomed: Vec<Vec<usize>> = (0..pages.len()).map(|at| running(pages, &outer, at, end)).collect();
        for (page, gone) in pages.iter_mut().zip(doomed) {
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Top,
    Bottom,
}

/// Some producers mark everything as artifact; then the mark tells nothing.
fn drop_artifacts(pages: &mut [Page]) {
    let count = |wanted: bool| -> usize {
        pages
            .iter()
            .flat_map(|p| &p.lines)
            .filter(|l| l.artifact == wanted)
            .map(|l| l.text.len())
            .sum()
    };
    if count(true) < count(false) {
        for page in pages {
            page.lines.retain(|line| !line.artifact);
        }
    }
}

/// Indices of the lines nearest one end, outermost first.
fn outermost(page: &Page, end: End) -> Vec<usize> {
    let mut order: Vec<usize> = (0..page.lines.len())
        .filter(|&i| page.lines.get(i).is_some_and(|l| l.angle == 0))
        .collect();
    order.sort_by(|&a, &b| {
        let y = |i: usize| page.lines.get(i).map_or(0.0, |l| l.y);
        match end {
            End::Top => y(a).total_cmp(&y(b)),
            End::Bottom => y(b).total_cmp(&y(a)),
        }
    });
    order.truncate(DEEPEST);
    order
}

/// Indices of the running lines of page `at`.
fn running(pages: &[Page], outer: &[Vec<usize>], at: usize, end: End) -> Vec<usize> {
    let Some(page) = pages.get(at) else { return Vec::new() };
    let mut found = Vec::new();
    for &index in outer.get(at).into_iter().flatten() {
        let Some(line) = page.lines.get(index) else { break };
        if !(repeats(pages, outer, at, line) || is_page_number(line, page, at, end)) {
            break;
        }
        found.push(index);
    }
    // The heading row of a long table comes again too, at the top of pages; but it does not stand apart from the text.
    while let (End::Top, Some(&last)) = (end, found.last()) {
        let line = page.lines.get(last);
        if line.is_none_or(|line| line.y < page.height * MARGIN * 0.75 || stands_apart(page, &found, line)) {
            break;
        }
        found.pop();
    }
    found
}

/// Whether the nearest line that stays is farther away than lines of a paragraph are.
fn stands_apart(page: &Page, found: &[usize], line: &Line) -> bool {
    let nearest = page
        .lines
        .iter()
        .enumerate()
        .filter(|(i, l)| !found.contains(i) && l.angle == 0)
        .map(|(_, l)| (l.y - line.y).abs())
        .fold(f32::INFINITY, f32::min);
    nearest > 1.7 * line.size
}

/// Whether the line, numbers aside, stands at the same height at the ends of enough other pages.
fn repeats(pages: &[Page], outer: &[Vec<usize>], at: usize, line: &Line) -> bool {
    let wanted = without_numbers(&line.text);
    let times = pages
        .iter()
        .zip(outer)
        .enumerate()
        .filter(|(other, (page, outer))| {
            *other != at
                && outer.iter().filter_map(|&i| page.lines.get(i)).any(|l| {
                    (l.y - line.y).abs() < 4.0 && (l.size - line.size).abs() < 0.5 && without_numbers(&l.text) == wanted
                })
        })
        .count();
    times > 0 && (times + 1) as f32 >= REPEATED * pages.len() as f32
}

/// Text with a sign for each number, and without blanks: "P a g e", as Word sets it, is one word where a line has enough letters to tell.
fn without_numbers(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !c.is_whitespace()) {
        let c = if c.is_ascii_digit() { '#' } else { c };
        if !(c == '#' && out.ends_with('#')) {
            out.push(c);
        }
    }
    out
}

/// "7", "Page 7", "Page 7 of 9", "- 7 -" in the margin of page 7 (or near it, where numbering starts elsewhere).
fn is_page_number(line: &Line, page: &Page, at: usize, end: End) -> bool {
    let margin = match end {
        End::Top => line.y < page.height * MARGIN,
        End::Bottom => line.y > page.height * (1.0 - MARGIN),
    };
    let lower = line.text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '|'))
        .filter(|w| !w.is_empty())
        .collect();
    let numbers: Vec<usize> = words.iter().filter_map(|w| w.parse().ok()).collect();
    let only_these = words
        .iter()
        .all(|w| w.parse::<usize>().is_ok() || matches!(*w, "page" | "of" | "p" | "p."));
    margin && only_these && numbers.len() <= 2 && numbers.first().is_some_and(|n| n.abs_diff(at + 1) <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_lines_are_the_same_on_every_page_however_their_letters_are_set() {
        assert_eq!(without_numbers("2 | P a g e"), without_numbers("12 | Page"));
        assert_ne!(without_numbers("Page 2"), without_numbers("2 pages"));
    }
}
