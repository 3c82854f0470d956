//! The pair reader: reads a criterion's wording together with the sentences that bear on it most.
//!
//! The encoder sees a sentence in its surroundings; this reader sees what the sentences add up to. It shares the encoder's word vectors
//! and first layers. training/pairs.py is its twin.

use super::encoder::{Encoder, batches, dot, mean_vector};
use super::minilm::{Layers, WIDTH, fact};
use super::weights::Weights;
use super::wordpiece::WordPieces;
use crate::error::Result;
use crate::rubric::{Criterion, Rubric};

/// Longest pair in tokens, and the most of it that a sentence takes. Both as in training.
const TOKENS: usize = 160;
const OF_SENTENCE: usize = 60;
/// Sentences in a pair.
pub(crate) const SENTENCES: usize = 8;
/// Stands between sentences that do not follow each other.
const BREAK: &str = "|";
/// What a criterion gets of which no sentence may speak: as little as was seen in training.
const SILENCE: PairReading = PairReading {
    touched: -6.0,
    met: -9.0,
};

/// What the strongest sentences say of a criterion together, as log odds.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) struct PairReading {
    /// They at least touch it.
    pub(crate) touched: f32,
    /// They show it in full.
    pub(crate) met: f32,
}

/// A sentence by its number in the report.
pub(crate) type Numbered<'a> = (usize, &'a str);

/// The fitted reader of pairs.
pub(crate) struct PairReader<'a> {
    encoder: &'a Encoder<'a>,
    shared: usize,
    layers: Layers,
    head: Vec<f32>,
    bias: Vec<f32>,
    tokens: PairTokens<'a>,
}

/// Puts pairs together.
struct PairTokens<'a> {
    pieces: &'a WordPieces,
    /// What each criterion's pairs begin with.
    wordings: Vec<Vec<u32>>,
    gap: Vec<u32>,
}

impl<'a> PairReader<'a> {
    /// From its weights and the encoder that it shares layers with.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the weights are damaged or were fitted for another rubric.
    pub(crate) fn new(weights: &[u8], encoder: &'a Encoder<'a>, rubric: &Rubric) -> Result<Self> {
        let weights = Weights::open(weights)?;
        let (shared, criteria) = (fact(&weights, "shared", 0), rubric.criteria.len());
        Ok(Self {
            encoder,
            shared,
            layers: Layers::load(&weights, shared..fact(&weights, "layers", 6))?,
            head: weights.floats("head.weight", criteria * 2 * WIDTH)?,
            bias: weights.floats("head.bias", criteria * 2)?,
            tokens: PairTokens::new(&encoder.pieces, rubric),
        })
    }

    /// One reading a criterion. `strongest` has the sentences that bear on it, strongest first; `on_part` is told how many tokens of
    /// how many are read.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the weights do not fit each other.
    pub(crate) fn read(
        &self,
        strongest: &[Vec<Numbered<'_>>],
        on_part: &mut dyn FnMut(usize, usize),
    ) -> Result<Vec<PairReading>> {
        let with_any = strongest
            .iter()
            .enumerate()
            .filter(|(_, sentences)| !sentences.is_empty());
        let pairs: Vec<(usize, Vec<u32>)> = with_any
            .map(|(c, sentences)| (c, self.tokens.pair(c, sentences)))
            .collect();
        let size = |(_, ids): &(usize, Vec<u32>)| ids.len();
        let (mut done, all) = (0, pairs.iter().map(size).sum());
        let mut out = vec![SILENCE; strongest.len()];
        for batch in batches(&pairs, size) {
            on_part(done, all);
            let ids: Vec<&[u32]> = batch.iter().map(|(_, ids)| ids.as_slice()).collect();
            let hidden = self
                .layers
                .run(self.encoder.model.encode_first(self.shared, &ids)?, &ids)?;
            let mut rest = hidden.as_slice();
            for (c, ids) in batch {
                let (own, others) = rest.split_at(ids.len() * WIDTH);
                out[*c] = self.reading(*c, &mean_vector(own));
                rest = others;
                done += ids.len();
            }
        }
        Ok(out)
    }

    fn reading(&self, c: usize, vector: &[f32; WIDTH]) -> PairReading {
        let output = |k: usize| dot(&self.head[(2 * c + k) * WIDTH..][..WIDTH], vector) + self.bias[2 * c + k];
        PairReading {
            touched: output(0),
            met: output(1),
        }
    }
}

impl<'a> PairTokens<'a> {
    fn new(pieces: &'a WordPieces, rubric: &Rubric) -> Self {
        let wording = |criterion: &Criterion| {
            let mut ids = vec![pieces.cls];
            ids.extend(pieces.encode(&format!("{} {}", criterion.code, criterion.wording)));
            ids.push(pieces.sep);
            ids
        };
        Self {
            pieces,
            wordings: rubric.criteria.iter().map(wording).collect(),
            gap: pieces.encode(BREAK),
        }
    }

    /// Tokens of criterion `c` and of the sentences, which come in the order of the report.
    fn pair(&self, c: usize, strongest: &[Numbered<'_>]) -> Vec<u32> {
        let mut ids = self.wordings[c].clone();
        let mut room = TOKENS.saturating_sub(ids.len() + 1);
        let mut chosen: Vec<(usize, Vec<u32>)> = Vec::new();
        for &(number, text) in strongest.iter().take(SENTENCES) {
            let mut tokens = self.pieces.encode(text);
            tokens.truncate(OF_SENTENCE);
            // With the break that may come before it.
            let Some(left) = room.checked_sub(tokens.len() + 1) else {
                break;
            };
            room = left;
            chosen.push((number, tokens));
        }
        chosen.sort_by_key(|(number, _)| *number);
        let mut before = None;
        for (number, tokens) in chosen {
            if before.is_some_and(|before| number != before + 1) {
                ids.extend(&self.gap);
            }
            ids.extend(tokens);
            before = Some(number);
        }
        ids.push(self.pieces.sep);
        ids
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::reader::builtin::VOCABULARY;
    use serde::Deserialize;

    #[derive(Deserialize)]
    struct Case {
        sentences: Vec<Said>,
        strongest: Vec<Vec<usize>>,
        ids: Vec<Vec<u32>>,
    }

    #[derive(Deserialize)]
    struct Said {
        text: String,
    }

    #[test]
    fn pairs_are_put_together_as_in_training() {
        let case: Case = serde_json::from_str(include_str!("../../fixtures/features.json")).unwrap();
        let (pieces, rubric) = (WordPieces::new(VOCABULARY), Rubric::builtin().unwrap());
        let tokens = PairTokens::new(&pieces, &rubric);
        assert_eq!(case.ids.len(), rubric.criteria.len());
        for (c, (strongest, ids)) in case.strongest.iter().zip(&case.ids).enumerate() {
            let numbered: Vec<_> = strongest
                .iter()
                .map(|&i| (i, case.sentences[i].text.as_str()))
                .collect();
            assert_eq!(&tokens.pair(c, &numbered), ids, "{}", rubric.criteria[c].code);
        }
    }

    #[test]
    fn a_pair_has_room_for_a_few_long_sentences_only() {
        let (pieces, rubric) = (WordPieces::new(VOCABULARY), Rubric::builtin().unwrap());
        let tokens = PairTokens::new(&pieces, &rubric);
        let long = "word ".repeat(500);
        let many: Vec<_> = (0..20).map(|i| (i, long.as_str())).collect();
        let ids = tokens.pair(0, &many);
        assert!(ids.len() <= TOKENS, "{}", ids.len());
        assert!(ids.len() > OF_SENTENCE, "{}", ids.len());
    }
}
