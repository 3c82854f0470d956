//! The matching blocks of two sequences, as `SequenceMatcher` of Python's `difflib` finds them without its heuristic for
//! frequent elements: the longest common stretch, and then the same to its left and to its right.

use std::collections::BTreeMap;

/// A stretch that both sequences share.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Match {
    /// Where it begins in the first sequence.
    pub(crate) a: usize,
    /// Where it begins in the second.
    pub(crate) b: usize,
    /// Its length.
    pub(crate) size: usize,
}

/// Bounds in both sequences, end-exclusive.
#[derive(Clone, Copy)]
struct Window {
    a: (usize, usize),
    b: (usize, usize),
}

/// All stretches in order, neighbours joined. (Python adds an empty one at the end.)
pub(crate) fn matching_blocks<T: Ord>(a: &[T], b: &[T]) -> Vec<Match> {
    let places = places(a, b);
    let mut lengths = Lengths::new(b.len());
    let mut open = vec![Window {
        a: (0, a.len()),
        b: (0, b.len()),
    }];
    let mut found = Vec::new();
    while let Some(window) = open.pop() {
        let longest = lengths.longest(&places, window);
        if longest.size == 0 {
            continue;
        }
        let left = Window {
            a: (window.a.0, longest.a),
            b: (window.b.0, longest.b),
        };
        let right = Window {
            a: (longest.a + longest.size, window.a.1),
            b: (longest.b + longest.size, window.b.1),
        };
        open.extend([left, right].into_iter().filter(|w| w.a.0 < w.a.1 && w.b.0 < w.b.1));
        found.push(longest);
    }
    found.sort_unstable();
    joined(found)
}

/// For every element of `a`, where it stands in `b`, ascending.
fn places<T: Ord>(a: &[T], b: &[T]) -> Vec<Vec<usize>> {
    let mut of: BTreeMap<&T, Vec<usize>> = BTreeMap::new();
    for (j, element) in b.iter().enumerate() {
        of.entry(element).or_default().push(j);
    }
    a.iter()
        .map(|element| of.get(element).cloned().unwrap_or_default())
        .collect()
}

fn joined(found: Vec<Match>) -> Vec<Match> {
    let mut out: Vec<Match> = Vec::new();
    for next in found {
        match out.last_mut() {
            Some(last) if last.a + last.size == next.a && last.b + last.size == next.b => last.size += next.size,
            _ => out.push(next),
        }
    }
    out
}

/// Lengths of the common stretches that end at each place of `b`, for the last and the present element of `a`.
/// Shifted by one, so that the first place has one before it.
struct Lengths {
    last: Vec<usize>,
    now: Vec<usize>,
}

impl Lengths {
    fn new(len: usize) -> Self {
        Self {
            last: vec![0; len + 1],
            now: vec![0; len + 1],
        }
    }

    /// The longest stretch; of equal ones the first in `a`, then the first in `b`.
    fn longest(&mut self, places: &[Vec<usize>], window: Window) -> Match {
        let mut best = Match {
            a: window.a.0,
            b: window.b.0,
            size: 0,
        };
        let mut before: &[usize] = &[];
        for (i, places) in places.iter().enumerate().take(window.a.1).skip(window.a.0) {
            let inside = within(places, window.b);
            for &j in inside {
                let size = self.last[j] + 1;
                self.now[j + 1] = size;
                if size > best.size {
                    best = Match {
                        a: i + 1 - size,
                        b: j + 1 - size,
                        size,
                    };
                }
            }
            for &j in before {
                self.last[j + 1] = 0;
            }
            std::mem::swap(&mut self.last, &mut self.now);
            before = inside;
        }
        for &j in before {
            self.last[j + 1] = 0;
        }
        best
    }
}

fn within(places: &[usize], (from, to): (usize, usize)) -> &[usize] {
    let start = places.partition_point(|&j| j < from);
    let end = places.partition_point(|&j| j < to);
    &places[start..end]
}
