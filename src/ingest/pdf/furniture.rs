//! Running headers, footers and page numbers.
//!
//! They are what stands outermost on the page and comes again on other pages at the same height, numbers aside. Left
//! in, they lengthen a report by two or three in a hundred words and cut paragraphs that run over a page.

use super::Page;
use super::headings::{self, LARGER};
use super::lines::Line;
use super::tags::Role;
use std::collections::HashMap;

/// Lines peeled off each end of a page at most; where more come again, it is the page that does.
const DEEPEST: usize = 6;
/// Share of pages a line must come again on; headers of left and right pages share half each.
const REPEATED: f32 = 0.4;
/// Part of the page height at each end that counts as margin.
const MARGIN: f32 = 0.1;
/// Part of the page height at each end that no text of the report reaches, as margins are wider.
const EDGE: f32 = 0.075;
/// Part of the page height at each end outside of which nothing is a running line, whatever comes again or the file calls no text.
const OUTER: f32 = 0.2;

/// Removes running lines from all pages.
pub(super) fn remove(pages: &mut [Page]) {
    drop_artifacts(pages);
    let body = headings::body_size(pages.iter().flat_map(|page| &page.lines));
    for end in [End::Top, End::Bottom] {
        let outer = outer_lines(pages, end);
        let doomed: Vec<Vec<usize>> = (0..pages.len())
            .map(|at| running(pages, &outer, at, end, body))
            .collect();
        for (page, gone) in pages.iter_mut().zip(doomed) {
            let mut at = 0;
            page.lines.retain(|_| {
                at += 1;
                !gone.contains(&(at - 1))
            });
        }
    }
}

/// One of the lines nearest the end of a page.
struct Outer {
    /// Its index on the page.
    index: usize,
    /// The same number for lines that are the same but for numbers.
    kind: usize,
}

/// Of each page the lines nearest one end, outermost first.
fn outer_lines(pages: &[Page], end: End) -> Vec<Vec<Outer>> {
    let mut kinds: HashMap<String, usize> = HashMap::new();
    let mut outer = |page: &Page| {
        let lines = outermost(page, end).into_iter().filter_map(|index| {
            let text = without_numbers(&page.lines.get(index)?.text);
            let next = kinds.len();
            let kind = *kinds.entry(text).or_insert(next);
            Some(Outer { index, kind })
        });
        lines.collect()
    };
    pages.iter().map(&mut outer).collect()
}

#[derive(Clone, Copy, PartialEq)]
enum End {
    Top,
    Bottom,
}

impl End {
    /// How far a line is from this end of a page of this height, as a part of it.
    fn distance(self, line: &Line, height: f32) -> f32 {
        match self {
            Self::Top => line.y / height,
            Self::Bottom => 1.0 - line.y / height,
        }
    }
}

/// Takes out what the file says is no text, where that is likely: some producers mark everything so, and in the middle of a page it is
/// text whatever the file says.
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
            let height = page.height;
            let is_far = |line: &Line| {
                [End::Top, End::Bottom]
                    .iter()
                    .all(|end| end.distance(line, height) >= OUTER)
            };
            page.lines
                .retain(|line| !line.artifact || (line.angle == 0 && is_far(line)));
        }
    }
}

/// Indices of the lines that are not turned.
fn upright(page: &Page) -> impl Iterator<Item = usize> {
    let lines = page.lines.iter().enumerate();
    lines.filter(|(_, line)| line.angle == 0).map(|(index, _)| index)
}

/// Indices of the lines nearest one end, outermost first.
fn outermost(page: &Page, end: End) -> Vec<usize> {
    let mut order: Vec<usize> = upright(page).collect();
    order.sort_by(|&a, &b| {
        let y = |i: usize| page.lines.get(i).map_or(0.0, |l| l.y);
        match end {
            End::Top => y(a).total_cmp(&y(b)),
            End::Bottom => y(b).total_cmp(&y(a)),
        }
    });
    // One more, to see whether what comes again goes on.
    order.truncate(DEEPEST + 1);
    order
}

/// Indices of the running lines of page `at`.
fn running(pages: &[Page], outer: &[Vec<Outer>], at: usize, end: End, body: f32) -> Vec<usize> {
    let Some(page) = pages.get(at) else { return Vec::new() };
    let mut found = Vec::new();
    for this in outer.get(at).into_iter().flatten() {
        let Some(line) = page.lines.get(this.index) else { break };
        let numbered = has_page_number(&line.text) && !looks_like_heading(line, end, body);
        let is_heading = matches!(line.role(), Some(Role::Heading(_)));
        let again = !is_heading && repeats(pages, outer, at, this, line, numbered);
        if !(again || is_page_number(line, page, at, end)) {
            break;
        }
        found.push(this.index);
    }
    if found.len() > DEEPEST || found.len() == upright(page).count() {
        // The page itself comes again, a form or a page put in twice: its text is text.
        found.retain(|&index| {
            let line = page.lines.get(index);
            line.is_some_and(|line| end.distance(line, page.height) < EDGE || is_page_number(line, page, at, end))
        });
    }
    // A short page may end with the same words as another; that is no footer.
    let is_near = |line: &Line| end.distance(line, page.height) < OUTER;
    found.retain(|&index| page.lines.get(index).is_some_and(is_near));
    // The heading row of a long table comes again too, at the top of pages; but it does not stand apart from the text.
    while let (End::Top, Some(&last)) = (end, found.last()) {
        let line = page.lines.get(last);
        if line.is_none_or(|line| end.distance(line, page.height) < EDGE || stands_apart(page, &found, line)) {
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

/// Whether the line stands at the same height at the ends of enough other pages, with another number if it is `numbered`.
fn repeats(pages: &[Page], outer: &[Vec<Outer>], at: usize, this: &Outer, line: &Line, numbered: bool) -> bool {
    let same = |page: &Page, other: &Outer| {
        let Some(l) = page.lines.get(other.index).filter(|_| other.kind == this.kind) else {
            return false;
        };
        (l.y - line.y).abs() < 4.0 && (l.size - line.size).abs() < 0.5 && (numbered || l.text == line.text)
    };
    let others = pages.iter().zip(outer).enumerate().filter(|(other, _)| *other != at);
    let times = others
        .filter(|(_, (page, outer))| outer.iter().any(|other| same(page, other)))
        .count();
    times > 0 && (times + 1) as f32 >= REPEATED * pages.len() as f32
}

/// A number where that of a page stands: at either end of the line, or with the word.
fn has_page_number(text: &str) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    let letters: String = text.chars().filter(|c| !c.is_whitespace()).collect();
    digit(letters.chars().next()) || digit(letters.chars().next_back()) || letters.to_lowercase().contains("page")
}

/// "Task 1" on top of a page, with "Task 2" on top of the next, where it looks like a heading.
fn looks_like_heading(line: &Line, end: End, body: f32) -> bool {
    let stands_out = line.bold || line.size > body * LARGER;
    end == End::Top && stands_out && !line.text.to_lowercase().contains("page")
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
    let lower = line.text.to_lowercase();
    let words: Vec<&str> = lower
        .split(|c: char| c.is_whitespace() || matches!(c, '-' | '–' | '/' | '|'))
        .filter(|w| !w.is_empty())
        .collect();
    let numbers: Vec<usize> = words.iter().filter_map(|w| w.parse().ok()).collect();
    let only_these = words
        .iter()
        .all(|w| w.parse::<usize>().is_ok() || matches!(*w, "page" | "of" | "p" | "p."));
    end.distance(line, page.height) < MARGIN
        && only_these
        && numbers.len() <= 2
        && numbers.first().is_some_and(|n| n.abs_diff(at + 1) <= 2)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn running_lines_are_the_same_on_every_page_however_their_letters_are_set() {
        assert_eq!(without_numbers("2 | P a g e"), without_numbers("12 | Page"));
        assert_ne!(without_numbers("Page 2"), without_numbers("2 pages"));
    }

    #[test]
    fn numbers_within_a_line_are_none_of_a_page() {
        for running in ["Lydia, store 14 2", "3 Showcase", "12 | P a g e", "Page 2 of 9 (draft)"] {
            assert!(has_page_number(running), "{running}");
        }
        for text in ["Task 2: what I did for the customer", "On shift 4 I sold 1 loaf."] {
            assert!(!has_page_number(text), "{text}");
        }
    }
}
