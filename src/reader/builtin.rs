//! The readers fitted for the built-in rubric, from the weights embedded in the program.

use super::encoder::Encoder;
use super::ngram::NGrams;
use super::pairs::PairReader;
use super::weights::Weights;
use super::{Reader, Reading};
use crate::document::Document;
use crate::error::{Error, Result};
use crate::rubric::Rubric;
use crate::words::Sentence;
use std::sync::OnceLock;

// Unpacked by build.rs: the weights are kept compressed.
static ENCODER: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/encoder.scw"));
static PAIRS: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/pairs.scw"));
pub(super) static VOCABULARY: &str = include_str!("../../rubric/model/vocab.txt");
static NGRAMS: &[u8] = include_bytes!("../../rubric/model/ngram.scw");
/// The fitted judge: blend, trees, thresholds.
pub(crate) static JUDGE: &[u8] = include_bytes!("../../rubric/model/judge.scw");

/// Which readings are wanted.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Depth {
    /// Word and character n-grams alone: milliseconds.
    Fast,
    /// The encoder and the n-grams, blended: about a second.
    Full,
}

/// Encoder and n-grams side by side. They fail on different sentences, so that their blend is better than either.
struct Blended<'a> {
    encoder: &'a Encoder<'static>,
    ngrams: &'a NGrams<'static>,
    evidence: [f32; 3],
    quality: [f32; 3],
    section: [f32; 3],
}

/// A reader of the built-in weights. Preparing them takes some 50 ms and happens once in a process.
///
/// # Errors
/// [`Error::Model`] if the weights were fitted for another rubric.
pub fn builtin(depth: Depth, rubric: &Rubric) -> Result<Box<dyn Reader>> {
    static READY_NGRAMS: OnceLock<NGrams<'static>> = OnceLock::new();
    let (criteria, sections) = (rubric.criteria.len(), rubric.sections.len());
    let ngrams = ready(&READY_NGRAMS, || NGrams::new(NGRAMS, criteria, sections))?;
    if depth == Depth::Fast {
        return Ok(Box::new(ngrams));
    }
    let encoder = encoder(rubric)?;
    let weights = Weights::open(JUDGE)?;
    let blend = |name: &str| -> Result<[f32; 3]> {
        let value = weights
            .meta()
            .get("blend")
            .and_then(|b| b.get(name))
            .cloned()
            .unwrap_or_default();
        serde_json::from_value(value).map_err(|e| Error::Model {
            problem: format!("blend of {name}: {e}"),
        })
    };
    Ok(Box::new(Blended {
        encoder,
        ngrams,
        evidence: blend("evidence")?,
        quality: blend("quality")?,
        section: blend("section")?,
    }))
}

fn encoder(rubric: &Rubric) -> Result<&'static Encoder<'static>> {
    static READY: OnceLock<Encoder<'static>> = OnceLock::new();
    let (criteria, sections) = (rubric.criteria.len(), rubric.sections.len());
    ready(&READY, || Encoder::new(ENCODER, VOCABULARY, criteria, sections))
}

/// The pair reader of the built-in weights. Preparing it happens once in a process.
///
/// # Errors
/// [`Error::Model`] if the weights were fitted for another rubric.
pub(crate) fn pair_reader(rubric: &Rubric) -> Result<&'static PairReader<'static>> {
    static READY: OnceLock<PairReader<'static>> = OnceLock::new();
    let encoder = encoder(rubric)?;
    ready(&READY, || PairReader::new(PAIRS, encoder, rubric))
}

/// Whether the encoder has more than `most` tokens to read in `texts`. Counts no further than that.
///
/// # Errors
/// [`Error::Model`] if the weights were fitted for another rubric.
pub(crate) fn has_more_tokens<'a>(most: usize, texts: impl Iterator<Item = &'a str>, rubric: &Rubric) -> Result<bool> {
    let pieces = &encoder(rubric)?.pieces;
    let mut left = most;
    for text in texts {
        match left.checked_sub(pieces.encode(text).len()) {
            Some(rest) => left = rest,
            None => return Ok(true),
        }
    }
    Ok(false)
}

/// The value of `cell`, made at first use. (`OnceLock::get_or_try_init` is not stable yet.)
fn ready<T>(cell: &'static OnceLock<T>, make: impl FnOnce() -> Result<T>) -> Result<&'static T> {
    if let Some(value) = cell.get() {
        return Ok(value);
    }
    let value = make()?;
    Ok(cell.get_or_init(|| value))
}

impl Reader for Blended<'_> {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        self.read_telling(document, sentences, &mut |_, _| ())
    }

    fn read_telling(
        &self,
        document: &Document,
        sentences: &[Sentence],
        on_part: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<Option<Reading>>> {
        let deep = self.encoder.read_telling(document, sentences, on_part)?;
        let quick = self.ngrams.read(document, sentences)?;
        let both = deep.into_iter().zip(quick).map(|(a, b)| {
            let (a, b) = (a?, b?);
            Some(Reading {
                evidence: mix(&a.evidence, &b.evidence, self.evidence),
                quality: mix(&a.quality, &b.quality, self.quality),
                section: mix(&a.section, &b.section, self.section),
                behind: vec![a, b],
            })
        });
        Ok(both.collect())
    }
}

impl<R: Reader> Reader for &R {
    fn read(&self, document: &Document, sentences: &[Sentence]) -> Result<Vec<Option<Reading>>> {
        (**self).read(document, sentences)
    }
}

fn mix(a: &[f32], b: &[f32], [of_a, of_b, constant]: [f32; 3]) -> Vec<f32> {
    a.iter().zip(b).map(|(a, b)| a * of_a + b * of_b + constant).collect()
}

/// The words that the encoder's vocabulary holds whole.
pub(crate) fn vocabulary() -> impl Iterator<Item = &'static str> {
    VOCABULARY.lines().filter(|piece| !piece.starts_with("##"))
}
