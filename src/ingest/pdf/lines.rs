//! Glyphs to lines.
//!
//! A [`Line`] is a stretch of one baseline that belongs together: a line of a paragraph, or of a table cell. Glyphs
//! that follow each other in the file and on the page form it; what the file draws elsewhere on the same baseline is
//! joined only when it is as near as a word.

use super::direction::reading_order;
use super::glyphs::{Dot, Glyph};
use super::leaders;
use super::tags::{Element, Role};

/// A stretch of text on one baseline.
#[derive(Debug, Clone)]
#[expect(clippy::struct_excessive_bools, reason = "independent facts of one line")]
pub(super) struct Line {
    /// Words with single spaces between them, [`leaders::TAB`] for dots and lines that lead on.
    pub(super) text: String,
    pub(super) x0: f32,
    pub(super) x1: f32,
    /// Baseline.
    pub(super) y: f32,
    /// Size of most of its letters.
    pub(super) size: f32,
    /// All its letters are bold.
    pub(super) bold: bool,
    /// All its letters are in a colour other than black or grey.
    pub(super) coloured: bool,
    /// Raised numbers in it.
    pub(super) raised: Vec<Raised>,
    /// Footnotes it refers to, once their marks are taken out.
    pub(super) refers: Vec<String>,
    /// All its letters are drawn as artifacts of the page.
    pub(super) artifact: bool,
    /// Marked content of its first letter.
    pub(super) mark: Option<u32>,
    /// Direction of writing in degrees.
    pub(super) angle: u16,
    /// End of the first word, for the gap after a list sign.
    pub(super) first_word_x1: f32,
    /// Start of the second word.
    pub(super) second_word_x0: Option<f32>,
    /// Marked content of the second word.
    pub(super) second_word_mark: Option<u32>,
    /// The second word does not stand where a blank after the first ends, as after a generated number.
    pub(super) set_off: bool,
    /// What the file says it belongs to.
    pub(super) element: Option<Element>,
    /// A drawn dot stands before it.
    pub(super) dot: bool,
    /// Width of the first word.
    pub(super) first_word_width: f32,
}

/// A number set smaller and higher than the text around it.
#[derive(Debug, Clone)]
pub(super) struct Raised {
    /// Byte where it starts in the line's text.
    pub(super) at: usize,
    pub(super) text: String,
}

impl Line {
    /// Adds what stands to the right on the same row.
    pub(super) fn append(&mut self, other: Self) {
        if !self.text.contains(' ') {
            self.second_word_x0 = Some(other.x0);
            self.second_word_mark = other.mark;
            self.set_off = true;
        }
        if other.text.len() > self.text.len() {
            self.size = other.size;
            self.mark = other.mark;
        }
        // A list sign says nothing of the weight of its text.
        self.bold = other.bold && (self.bold || !self.text.contains(char::is_alphanumeric));
        self.text.push(' ');
        let shift = self.text.len();
        self.raised
            .extend(other.raised.into_iter().map(|r| Raised { at: r.at + shift, ..r }));
        self.text.push_str(&other.text);
        self.x1 = other.x1;
    }

    /// What the file says it is.
    pub(super) fn role(&self) -> Option<Role> {
        self.element.map(|element| element.role)
    }

    /// Dots or a line in it lead on.
    pub(super) fn has_leader(&self) -> bool {
        self.text.contains(leaders::TAB)
    }
}

/// Farthest step after a blank that is drawn in one go with what follows, in ems: justified lines stay together, columns mostly do not.
const FAR_BLANK: f32 = 1.6;
/// Farthest step where the file has no blank: cells of a table end without one.
const FAR: f32 = 0.5;
/// Nearest step back that still continues a run, in ems (kerning, accents set backwards).
const BACK: f32 = -0.6;
/// Gap that makes a word, in ems, where the file has no blank there. Letters of common fonts have no side bearing
/// over 0.12 em, and a blank is 0.2 em or more.
const WORD_GAP: f32 = 0.17;

/// Glyphs of one line, in order along the baseline.
struct Run {
    glyphs: Vec<Glyph>,
    x0: f32,
    x1: f32,
    /// Where the letter farthest along the line starts.
    last_x0: f32,
    y: f32,
    size: f32,
    angle: u16,
}

impl Run {
    fn new(first: Glyph) -> Self {
        Self {
            x0: first.x0,
            x1: first.x1,
            last_x0: first.x0,
            y: first.y,
            size: first.size,
            angle: first.angle,
            glyphs: vec![first],
        }
    }

    /// Whether the next glyph of the file goes on where this run ends.
    fn continues(&self, next: &Glyph) -> bool {
        if next.angle != self.angle {
            return false;
        }
        let em = self.size.max(next.size).max(0.1);
        let step = (next.x0 - self.x1) / em;
        let rise = (next.y - self.y).abs() / em;
        let same_line = rise < 0.12;
        // Raised or lowered small letters (1st, H2O) sit close beside the letter they belong to.
        let ratio = next.size / self.size.max(0.1);
        let script = rise < 0.6 && (!(0.85..=1.18).contains(&ratio)) && (-0.3..0.35).contains(&step);
        let blank = next.ch == ' ' || self.glyphs.last().is_some_and(|g| g.ch == ' ');
        let far = if blank && next.mark == self.last_mark() {
            FAR_BLANK
        } else {
            FAR
        };
        (same_line && (BACK..far).contains(&step)) || script
    }

    fn last_mark(&self) -> Option<u32> {
        self.glyphs.last().and_then(|g| g.mark)
    }

    fn push(&mut self, glyph: Glyph) {
        // The larger letters carry the baseline; scripts hang on it.
        if glyph.size > self.size * 1.1 {
            self.size = glyph.size;
            self.y = glyph.y;
        }
        self.x0 = self.x0.min(glyph.x0);
        self.x1 = self.x1.max(glyph.x1);
        self.last_x0 = self.last_x0.max(glyph.x0);
        self.glyphs.push(glyph);
    }

    fn absorb(&mut self, other: Self) {
        if other.size > self.size * 1.1 {
            self.size = other.size;
            self.y = other.y;
        }
        self.x0 = self.x0.min(other.x0);
        self.x1 = self.x1.max(other.x1);
        self.last_x0 = self.last_x0.max(other.last_x0);
        self.glyphs.extend(other.glyphs);
        self.glyphs.sort_by(|a, b| a.x0.total_cmp(&b.x0));
    }
}

/// The lines of a page in the order of the file.
pub(super) fn build(glyphs: &[Glyph], dots: &[Dot]) -> Vec<Line> {
    let mut runs: Vec<Run> = Vec::new();
    for glyph in glyphs {
        match runs.last_mut() {
            Some(run) if is_double(run, glyph) => {}
            Some(run) if run.continues(glyph) => run.push(*glyph),
            _ => runs.push(Run::new(*glyph)),
        }
    }
    runs.retain(|run| run.glyphs.iter().any(|g| g.ch != ' '));
    for run in &mut runs {
        trim(run);
    }
    let mut lines: Vec<Line> = merge_neighbours(runs).iter().filter_map(line_of).collect();
    for line in &mut lines {
        line.dot = dots.iter().any(|dot| is_before(dot, line));
    }
    lines
}

/// The dot stands in front of the line, at the height of its small letters.
fn is_before(dot: &Dot, line: &Line) -> bool {
    let step = (line.x0 - dot.x1) / line.size.max(0.1);
    let rise = (line.y - f32::midpoint(dot.y0, dot.y1)) / line.size.max(0.1);
    line.angle == 0 && (0.1..2.5).contains(&step) && (0.05..0.75).contains(&rise)
}

/// Blanks at the ends take no part in the geometry.
fn trim(run: &mut Run) {
    while run.glyphs.last().is_some_and(|g| g.ch == ' ') {
        run.glyphs.pop();
    }
    let blanks = run.glyphs.iter().take_while(|g| g.ch == ' ').count();
    run.glyphs.drain(..blanks);
    run.x0 = run.glyphs.iter().map(|g| g.x0).fold(f32::INFINITY, f32::min);
    run.x1 = run.glyphs.iter().map(|g| g.x1).fold(f32::NEG_INFINITY, f32::max);
}

/// The same letter drawn twice at the same place: imitated bold or a shadow.
fn is_double(run: &Run, glyph: &Glyph) -> bool {
    let near = |g: &Glyph| {
        g.ch == glyph.ch
            && (g.x0 - glyph.x0).abs() < 0.12 * glyph.size
            && (g.y - glyph.y).abs() < 0.12 * glyph.size
            && (g.size - glyph.size).abs() < 0.5
            && g.run != glyph.run
    };
    // Most letters stand after all others.
    let after = glyph.x0 - run.last_x0 >= 0.12 * glyph.size;
    glyph.ch != ' ' && !after && run.glyphs.iter().rev().take(200).any(near)
}

/// Joins runs that lie on one baseline as near as words, wherever the file draws them.
fn merge_neighbours(runs: Vec<Run>) -> Vec<Run> {
    let mut order: Vec<usize> = (0..runs.len()).collect();
    order.sort_by(|&a, &b| key(&runs, a).total_cmp(&key(&runs, b)).then(a.cmp(&b)));
    let mut slots: Vec<Option<Run>> = runs.into_iter().map(Some).collect();
    // Runs are sorted by baseline, so partners of one are within a small window after it.
    for at in 0..order.len() {
        let mut next = at + 1;
        while let (Some(&a), Some(&b)) = (order.get(at), order.get(next)) {
            if next > at + 64 {
                break;
            }
            let (Some(first), Some(second)) = (
                slots.get(a).and_then(Option::as_ref),
                slots.get(b).and_then(Option::as_ref),
            ) else {
                next += 1;
                if slots.get(a).is_some_and(Option::is_none) {
                    break;
                }
                continue;
            };
            if second.y - first.y > 0.2 * first.size {
                break;
            }
            if !adjoins(first, second) {
                next += 1;
                continue;
            }
            let (keep, gone) = (a.min(b), a.max(b));
            let taken = slots.get_mut(gone).and_then(Option::take);
            if let (Some(Some(run)), Some(other)) = (slots.get_mut(keep), taken) {
                run.absorb(other);
            }
            if keep == a {
                next = at + 1;
            } else {
                break;
            }
        }
    }
    slots.into_iter().flatten().collect()
}

fn key(runs: &[Run], at: usize) -> f32 {
    runs.get(at).map_or(0.0, |run| run.y)
}

fn adjoins(a: &Run, b: &Run) -> bool {
    let em = a.size.max(b.size).max(0.1);
    let gap = a.x0.max(b.x0) - a.x1.min(b.x1);
    a.angle == b.angle && (a.y - b.y).abs() < 0.12 * em && (-0.3..0.45).contains(&(gap / em))
}

/// Words of a run by blanks and gaps.
fn line_of(run: &Run) -> Option<Line> {
    let tracking = tracking(run);
    let mut text = String::new();
    let mut raised: Vec<Raised> = Vec::new();
    let mut edges: Vec<(f32, f32, Option<u32>)> = Vec::new();
    let mut leaders = leaders::find(&run.glyphs).into_iter().peekable();
    let mut last: Option<&Glyph> = None;
    let mut blank = false;
    for (at, glyph) in run.glyphs.iter().enumerate() {
        if let Some(leader) = leaders.peek().filter(|leader| leader.contains(&at)).cloned() {
            if at == leader.start {
                text.push(' ');
                text.push(leaders::TAB);
                edges.push((glyph.x0, glyph.x1, glyph.mark));
            }
            if at + 1 == leader.end {
                leaders.next();
            }
            blank = true;
            last = Some(glyph);
            continue;
        }
        if glyph.ch == ' ' {
            blank = true;
            continue;
        }
        let em = last.map_or(glyph.size, |l| l.size.max(glyph.size));
        let gap = last.map_or(0.0, |l| glyph.x0 - l.x1);
        if last.is_none() || blank || gap > (WORD_GAP * em) + tracking {
            if last.is_some() {
                text.push(' ');
            }
            edges.push((glyph.x0, glyph.x1, glyph.mark));
        } else if let Some(edge) = edges.last_mut() {
            edge.1 = edge.1.max(glyph.x1);
        }
        if glyph.ch.is_ascii_digit() && glyph.size < 0.8 * run.size && run.y - glyph.y > 0.15 * run.size {
            match raised.last_mut() {
                Some(mark) if mark.at + mark.text.len() == text.len() => mark.text.push(glyph.ch),
                _ => raised.push(Raised {
                    at: text.len(),
                    text: glyph.ch.to_string(),
                }),
            }
        }
        text.push(glyph.ch);
        last = Some(glyph);
        blank = false;
    }
    let ink = || run.glyphs.iter().filter(|g| g.ch != ' ');
    let letters = || ink().filter(|g| g.ch.is_alphanumeric());
    let first = edges.first()?;
    Some(Line {
        x0: run.x0,
        x1: run.x1,
        y: run.y,
        size: common_size(&run.glyphs),
        bold: letters().count() > 0 && letters().all(|g| g.bold),
        coloured: letters().all(|g| g.coloured),
        // Places of raised numbers are places in the text as it was drawn.
        text: if raised.is_empty() { reading_order(text) } else { text },
        raised,
        refers: Vec::new(),
        artifact: ink().all(|g| g.artifact),
        mark: ink().next()?.mark,
        angle: run.angle,
        first_word_x1: first.1,
        second_word_x0: edges.get(1).map(|e| e.0),
        second_word_mark: edges.get(1).and_then(|e| e.2),
        set_off: is_set_off(&run.glyphs),
        element: None,
        dot: false,
        first_word_width: first.1 - first.0,
    })
}

/// Least distance in ems between the end of a blank and the word after it that shows the word to be placed on its own.
/// Producers round places to a hundredth.
const JUMP: f32 = 0.04;

/// The second word is placed on its own: the blank before it is drawn apart from both words and does not lead up to it,
/// or there is none, though the line has blanks.
fn is_set_off(glyphs: &[Glyph]) -> bool {
    let Some(end) = glyphs.iter().position(|g| g.ch == ' ') else {
        return false;
    };
    let gap = |pair: &[Glyph]| matches!(pair, [a, b] if b.x0 - a.x1 > WORD_GAP * a.size);
    let word = glyphs.get(..end).unwrap_or_default();
    if word.windows(2).any(gap) {
        return word.windows(2).position(gap) == word.windows(2).rposition(gap);
    }
    let blanks = glyphs.iter().skip(end).take_while(|g| g.ch == ' ').count();
    let (last, next) = (word.last(), glyphs.get(end + blanks));
    let (Some(last), Some(next), Some(blank)) = (last, next, glyphs.get(end + blanks - 1)) else {
        return false;
    };
    let apart = last.run != blank.run && blank.run != next.run;
    apart && (next.x0 - blank.x1).abs() > JUMP * next.size
}

/// Extra space between all letters of a run (spaced headings), in points; 0 where there is none.
fn tracking(run: &Run) -> f32 {
    let mut gaps: Vec<f32> = run
        .glyphs
        .windows(2)
        .filter_map(|pair| match pair {
            [a, b] if a.ch != ' ' && b.ch != ' ' => Some(b.x0 - a.x1),
            _ => None,
        })
        .collect();
    if gaps.len() < 4 {
        return 0.0;
    }
    gaps.sort_by(f32::total_cmp);
    let median = gaps.get(gaps.len() / 2).copied().unwrap_or(0.0);
    if median > 0.1 * run.size { median } else { 0.0 }
}

/// Size of most letters, so that a raised "th" does not make a line small.
fn common_size(glyphs: &[Glyph]) -> f32 {
    let mut sizes: Vec<(f32, usize)> = Vec::new();
    for glyph in glyphs.iter().filter(|g| g.ch != ' ') {
        match sizes.iter_mut().find(|(size, _)| (size - glyph.size).abs() < 0.2) {
            Some((_, count)) => *count += 1,
            None => sizes.push((glyph.size, 1)),
        }
    }
    sizes
        .iter()
        .max_by_key(|(_, count)| *count)
        .map_or(0.0, |(size, _)| *size)
}
