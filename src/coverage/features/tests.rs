//! The same numbers as training computes: fixtures/features.json is what training/case.py printed.

use super::*;
use crate::coverage::rank::candidate_rows;
use crate::document::{Block, BlockKind, Format};
use crate::structure::{Place, Signal};
use serde::Deserialize;

#[derive(Deserialize)]
struct Case {
    sentences: Vec<Said>,
    blend: Vec<Vec<f32>>,
    behind: Vec<Vec<Vec<f32>>>,
    pairs: Vec<[f32; 2]>,
    priors: Vec<[f32; 2]>,
    rows: Vec<Vec<f32>>,
    candidates: Vec<Vec<Vec<f32>>>,
}

#[derive(Deserialize)]
struct Said {
    text: String,
    block: usize,
    appendix: bool,
}

impl Case {
    /// The report: one block for each number, its sentences a space apart.
    fn report(&self) -> (Document, Vec<Sentence>, Structure) {
        let count = self.sentences.iter().map(|s| s.block).max().unwrap() + 1;
        let mut texts = vec![String::new(); count];
        let mut roles = vec![Role::Body; count];
        let mut sentences = Vec::new();
        for said in &self.sentences {
            let text = &mut texts[said.block];
            if !text.is_empty() {
                text.push(' ');
            }
            let start = text.len();
            text.push_str(&said.text);
            sentences.push(Sentence {
                block: said.block,
                span: start..text.len(),
                words: said.text.split_whitespace().count(),
            });
            if said.appendix {
                roles[said.block] = Role::Appendix;
            }
        }
        let document = Document {
            format: Format::Txt,
            blocks: texts.into_iter().map(|t| Block::new(BlockKind::Paragraph, t)).collect(),
            pages: None,
            warnings: Vec::new(),
        };
        let place = |role| Place {
            role,
            sections: Vec::new(),
            signal: Signal::Content,
            confidence: 1.0,
        };
        let places = roles.into_iter().map(place).collect();
        (document, sentences, Structure { places })
    }

    fn readings(&self, criteria: usize) -> Vec<Option<Reading>> {
        let reading = |outputs: &[f32], behind: Vec<Reading>| Reading {
            evidence: outputs[..criteria].to_vec(),
            quality: outputs[criteria..2 * criteria].to_vec(),
            section: outputs[2 * criteria..].to_vec(),
            behind,
        };
        let of = |i: usize| {
            let behind = self.behind.iter().map(|one| reading(&one[i], Vec::new())).collect();
            Some(reading(&self.blend[i], behind))
        };
        (0..self.sentences.len()).map(of).collect()
    }
}

fn assert_alike(ours: &[f32], theirs: &[f32], what: &str) {
    assert_eq!(ours.len(), theirs.len(), "{what}");
    for (at, (a, b)) in ours.iter().zip(theirs).enumerate() {
        assert!((a - b).abs() < 1e-3, "{what}, number {at}: {a}, in training {b}");
    }
}

#[test]
fn the_judge_sees_what_it_was_fitted_to() {
    let case: Case = serde_json::from_str(include_str!("../../../fixtures/features.json")).unwrap();
    let rubric = Rubric::builtin().unwrap();
    let (document, sentences, structure) = case.report();
    let readings = case.readings(rubric.criteria.len());
    let evidence = Evidence::new(&document, &sentences, &readings, &structure);
    let pairs: Vec<_> = (case.pairs.iter())
        .map(|&[touched, met]| PairReading { touched, met })
        .collect();
    let rows = evidence.rows(&rubric, &case.priors, &pairs).unwrap();
    let candidates = candidate_rows(&evidence, &rubric);
    assert_eq!((rows.len(), candidates.len()), (case.rows.len(), case.candidates.len()));
    for (c, code) in rubric.criteria.iter().map(|criterion| &criterion.code).enumerate() {
        assert_alike(&rows[c], &case.rows[c], code);
        assert_eq!(candidates[c].len(), case.candidates[c].len());
        for (ours, theirs) in candidates[c].iter().zip(&case.candidates[c]) {
            assert_alike(ours, theirs, &format!("{code}, quotes"));
        }
    }
}
