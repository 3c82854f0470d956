//! What a text has word for word from the rubric: its wordings, its questions, its examples.

use super::Rubric;
use crate::words::{lower_words, triples};
use std::collections::HashSet;

/// The rubric's own texts, ready for comparing.
#[derive(Debug)]
pub(crate) struct Copies {
    /// Three words in a row as they stand in the rubric.
    runs: HashSet<[String; 3]>,
}

impl Copies {
    /// Gathers all texts of a rubric that people copy into reports.
    pub(crate) fn of(rubric: &Rubric) -> Self {
        let runs = texts(rubric).flat_map(|text| triples(&lower_words(text)).collect::<Vec<_>>());
        Self { runs: runs.collect() }
    }

    /// Whether `words`, in small letters, have at least `least` runs of three, and this share of them stands in the rubric.
    pub(crate) fn has(&self, words: &[String], share: f32, least: usize) -> bool {
        let (mut all, mut known) = (0_usize, 0_usize);
        for run in triples(words) {
            all += 1;
            known += usize::from(self.runs.contains(&run));
        }
        all >= least && known as f32 >= share * all as f32
    }
}

fn texts(rubric: &Rubric) -> impl Iterator<Item = &str> {
    let criteria = rubric
        .criteria
        .iter()
        .flat_map(|c| [c.wording.as_str(), c.shows.as_str()]);
    let asks = rubric.criteria.iter().flat_map(|c| c.asks.iter().map(String::as_str));
    let questions = rubric.questions.iter().flat_map(|q| q.main.iter().map(String::as_str));
    let shared = rubric.shared_questions.iter().map(|q| q.text.as_str());
    let briefs = rubric.tasks.iter().map(|task| task.brief.as_str());
    let examples = rubric.examples.iter().map(|example| example.text.as_str());
    criteria
        .chain(asks)
        .chain(questions)
        .chain(shared)
        .chain(briefs)
        .chain(examples)
}
