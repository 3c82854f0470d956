//! Annotations as the file writes them.

use super::super::notes::Line;
use crate::ingest::pdf::trace::Id;
use crate::view::neutral;
use std::fmt::Write as _;

/// A place: corners of each line, as [`crate::ingest::pdf::trace::TracedLine::corners`] gives them.
pub(super) type Quads = Vec<[(f64, f64); 4]>;

/// The colour of a marker pen.
const COLOUR: &str = "1 0.87 0.35";
/// Shown, and printed.
const FLAGS: &str = "/F 4";

/// A highlight over these lines. Its look is the object `look`.
pub(super) fn highlight(quads: &Quads, lines: &[Line], look: Id) -> String {
    let [x0, y0, x1, y1] = bounds(quads);
    let points: Vec<String> = quads.iter().flatten().map(|(x, y)| format!("{x:.2} {y:.2}")).collect();
    format!(
        "<< /Type /Annot /Subtype /Highlight {FLAGS} /C [{COLOUR}] /Rect [{x0:.2} {y0:.2} {x1:.2} {y1:.2}] \
         /QuadPoints [{}] /T {} /Contents {} /AP << /N {} >> >>",
        points.join(" "),
        string("showcase"),
        contents(lines),
        reference(look)
    )
}

/// What a highlight looks like: the text shines through.
pub(super) fn look(quads: &Quads) -> String {
    let [x0, y0, x1, y1] = bounds(quads);
    let mut drawn = format!("/M gs {COLOUR} rg\n");
    for [a, b, c, d] in quads {
        for ((x, y), what) in [(a, "m"), (b, "l"), (d, "l"), (c, "l h f")] {
            // Writing to a string can't fail.
            let _ = writeln!(drawn, "{x:.2} {y:.2} {what}");
        }
    }
    format!(
        "<< /Type /XObject /Subtype /Form /BBox [{x0:.2} {y0:.2} {x1:.2} {y1:.2}] \
         /Resources << /ExtGState << /M << /BM /Multiply >> >> >> /Length {} >>\nstream\n{drawn}\nendstream",
        drawn.len()
    )
}

/// A note between these corners.
pub(super) fn note([a, b]: [(f64, f64); 2], lines: &[Line]) -> String {
    let (x0, x1) = (a.0.min(b.0), a.0.max(b.0));
    let (y0, y1) = (a.1.min(b.1), a.1.max(b.1));
    format!(
        "<< /Type /Annot /Subtype /Text {FLAGS} /Name /Note /C [{COLOUR}] /Rect [{x0:.2} {y0:.2} {x1:.2} {y1:.2}] \
         /T {} /Contents {} >>",
        string("showcase"),
        contents(lines)
    )
}

pub(super) fn reference((number, generation): Id) -> String {
    format!("{number} {generation} R")
}

fn bounds(quads: &Quads) -> [f64; 4] {
    let points = || quads.iter().flatten();
    let least = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::INFINITY, f64::min);
    let most = |of: fn(&(f64, f64)) -> f64| points().map(of).fold(f64::NEG_INFINITY, f64::max);
    [least(|p| p.0), least(|p| p.1), most(|p| p.0), most(|p| p.1)]
}

fn contents(lines: &[Line]) -> String {
    let lines: Vec<String> = lines.iter().map(|line| neutral(&line.joined())).collect();
    string(&lines.join("\n"))
}

/// Text in UTF-16, in hexadecimal digits, which need no escapes.
fn string(text: &str) -> String {
    let mut out = "<FEFF".to_owned();
    for unit in text.encode_utf16() {
        let _ = write!(out, "{unit:04X}");
    }
    out.push('>');
    out
}
