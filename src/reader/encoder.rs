//! The reader that understands: one pass of a small transformer over the report, in windows with their heading.

use super::minilm::{MiniLm, WIDTH};
use super::weights::Weights;
use super::wordpiece::WordPieces;
use super::{Reader, Reading};
use crate::document::{BlockKind, Document};
use crate::error::Result;
use crate::words::Sentence;

/// Longest window in tokens, and the most of it that its heading takes. Both as in training: longer windows cost
/// more than they tell.
const WINDOW: usize = 176;
const HEADING: usize = 16;
/// Tokens encoded at once: enough to keep the matrix kernel busy, little enough to stay in the cache.
const BATCH: usize = 384;
/// Length that a sentence's vector is scaled to, as in training.
const LENGTH: f32 = 4.0;

/// The fitted encoder with its outputs.
pub struct Encoder<'a> {
    pub(super) model: MiniLm<'a>,
    pub(super) pieces: WordPieces,
    head: Vec<f32>,
    bias: Vec<f32>,
    criteria: usize,
}

/// A stretch of tokens with the sentences in it.
#[derive(Default)]
struct Window {
    ids: Vec<u32>,
    /// Sentence index, first token, token after the last.
    spans: Vec<(usize, usize, usize)>,
}

impl<'a> Encoder<'a> {
    /// From the weights and the vocabulary (one piece a line), for a rubric with `criteria` criteria and `sections` sections.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the weights are damaged or were fitted for another rubric.
    pub fn new(weights: &'a [u8], vocabulary: &str, criteria: usize, sections: usize) -> Result<Self> {
        let weights = Weights::open(weights)?;
        let outputs = criteria * 2 + sections;
        Ok(Self {
            model: MiniLm::new(&weights)?,
            pieces: WordPieces::new(vocabulary),
            head: weights.floats("head.weight", outputs * WIDTH)?,
            bias: weights.floats("head.bias", outputs)?,
            criteria,
        })
    }

    fn reading(&self, vector: &[f32; WIDTH]) -> Reading {
        let mut outputs = self
            .head
            .chunks_exact(WIDTH)
            .zip(&self.bias)
            .map(|(row, bias)| dot(row, vector) + bias);
        Reading {
            evidence: outputs.by_ref().take(self.criteria).collect(),
            quality: outputs.by_ref().take(self.criteria).collect(),
            section: outputs.collect(),
            behind: Vec::new(),
        }
    }

    /// Cuts the report into windows: a new one at each heading and where one is full.
    fn windows(&self, document: &Document, sentences: &[Sentence]) -> Vec<Window> {
        let mut out: Vec<Window> = Vec::new();
        let (mut prefix, mut fresh) = (self.prefix(""), true);
        let mut last_heading = None;
        for (index, sentence) in sentences.iter().enumerate() {
            let Some(block) = document.blocks.get(sentence.block) else {
                continue;
            };
            if block.kind == BlockKind::Heading {
                if last_heading != Some(sentence.block) {
                    last_heading = Some(sentence.block);
                    (prefix, fresh) = (self.prefix(&block.text), true);
                }
                continue;
            }
            let mut ids = self.pieces.encode(&block.text[sentence.span.clone()]);
            ids.truncate(WINDOW - HEADING - 4);
            if ids.is_empty() {
                continue;
            }
            let full = out.last().is_none_or(|w| w.ids.len() + ids.len() + 1 > WINDOW);
            if fresh || full {
                out.push(Window {
                    ids: prefix.clone(),
                    spans: Vec::new(),
                });
                fresh = false;
            }
            if let Some(window) = out.last_mut() {
                let from = window.ids.len();
                window.ids.extend(ids);
                window.spans.push((index, from, window.ids.len()));
            }
        }
        for window in &mut out {
            window.ids.push(self.pieces.sep);
        }
        out
    }

    fn prefix(&self, heading: &str) -> Vec<u32> {
        let mut ids = vec![self.pieces.cls];
        ids.extend(self.pieces.encode(heading).into_iter().take(HEADING));
        ids.push(self.pieces.sep);
        ids
    }
}

impl Reader for Encoder<'_> {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        self.read_telling(document, sentences, &mut |_, _| ())
    }

    /// In tokens.
    fn read_telling(
        &self,
        document: &Document,
        sentences: &[Sentence],
        on_part: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<Option<Reading>>> {
        let windows = self.windows(document, sentences);
        let size = |window: &Window| window.ids.len();
        let (mut done, all) = (0, windows.iter().map(size).sum());
        let mut out = vec![None; sentences.len()];
        for batch in batches(&windows, size) {
            on_part(done, all);
            done += batch.iter().map(size).sum::<usize>();
            let ids: Vec<&[u32]> = batch.iter().map(|w| w.ids.as_slice()).collect();
            let hidden = self.model.encode(&ids)?;
            let mut at = 0;
            for window in batch {
                for &(sentence, from, to) in &window.spans {
                    let tokens = &hidden[(at + from) * WIDTH..(at + to) * WIDTH];
                    out[sentence] = Some(self.reading(&mean_vector(tokens)));
                }
                at += window.ids.len();
            }
        }
        Ok(out)
    }
}

/// Neighbours that together have at most [`BATCH`] tokens; `size` gives the tokens of one.
pub(super) fn batches<T>(items: &[T], size: impl Fn(&T) -> usize) -> Vec<&[T]> {
    let (mut out, mut start, mut tokens) = (Vec::new(), 0, 0);
    for (i, item) in items.iter().enumerate() {
        if tokens + size(item) > BATCH && i > start {
            out.push(&items[start..i]);
            (start, tokens) = (i, 0);
        }
        tokens += size(item);
    }
    if start < items.len() {
        out.push(&items[start..]);
    }
    out
}

/// The mean of some tokens, scaled to [`LENGTH`].
pub(super) fn mean_vector(tokens: &[f32]) -> [f32; WIDTH] {
    let mut v = [0.0; WIDTH];
    for token in tokens.chunks_exact(WIDTH) {
        for (a, b) in v.iter_mut().zip(token) {
            *a += b;
        }
    }
    let length = dot(&v, &v).sqrt().max(1e-12);
    v.map(|a| a * (LENGTH / length))
}

pub(super) fn dot(a: &[f32], b: &[f32]) -> f32 {
    a.iter().zip(b).map(|(x, y)| x * y).sum()
}
