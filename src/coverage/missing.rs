//! What an assessor would still need, in the assessor's terms, and why the status is what it is.
//!
//! The judge says how much is there, not which part is missing. What is named here is the part that readers of labelled
//! reports most often found missing, unless the quotes speak of it.

use super::judge::Opinion;
use super::lexicon::{ADVICE, FIRST_PERSON, PAST, signals};
use super::{Evidence, Status};
use crate::reader::weights::Weights;
use crate::rubric::Criterion;
use crate::words::lower_words;
use std::collections::{BTreeMap, BTreeSet};

/// A part that the quotes speak of is missing this much less often than one that they don't.
const SPOKEN_OF: f32 = 0.2;
/// A further part is named when it is missing at least this often against the first.
const ALSO_NAMED: f32 = 0.6;
/// Says that only the appendix shows it.
const OUTSIDE_APPENDIX: &str = "evidence in the report itself, since an appendix alone does not count in full";
/// Says that there is advice or a claim in place of an account.
const REAL_EXAMPLE: &str = "a real example of the apprentice's own";

/// Says that nothing was learned from labelled reports.
const NOT_CALIBRATED: &str = " This status is not calibrated.";

/// How often each part of each criterion's wording was what a labelled partial lacked.
#[derive(Default)]
pub(crate) struct Lacking(BTreeMap<String, Vec<f32>>);

impl Lacking {
    /// From the judge's weights, for the rubric that they were fitted to.
    pub(crate) fn load(weights: &Weights<'_>) -> Self {
        let table = weights.meta().get("missing").cloned().unwrap_or_default();
        Self(serde_json::from_value(table).unwrap_or_default())
    }

    /// What is still open.
    pub(crate) fn open(&self, criterion: &Criterion, opinion: &Opinion, quotes: &[Evidence]) -> Vec<String> {
        match opinion.status {
            Status::Evidenced => Vec::new(),
            Status::NotFound => criterion.asks.clone(),
            Status::Partial if only_appendix(opinion, quotes) => vec![OUTSIDE_APPENDIX.to_owned()],
            Status::Partial => self.open_parts(criterion, quotes),
        }
    }

    fn open_parts(&self, criterion: &Criterion, quotes: &[Evidence]) -> Vec<String> {
        let usual = self.0.get(&criterion.code);
        let weighted = criterion.asks.iter().enumerate().map(|(i, ask)| {
            let prior = usual.and_then(|u| u.get(i)).copied().unwrap_or(1.0);
            let spoken = own_words(criterion, i)
                .iter()
                .any(|w| quotes.iter().any(|q| speaks_of(&q.quote, w)));
            (if spoken { prior * SPOKEN_OF } else { prior }, i, ask)
        });
        let mut parts: Vec<_> = weighted.collect();
        parts.sort_by(|a, b| b.0.total_cmp(&a.0).then(a.1.cmp(&b.1)));
        let least = parts.first().map_or(0.0, |p| p.0 * ALSO_NAMED);
        let mut open: Vec<String> = parts
            .into_iter()
            .filter(|p| p.0 >= least && p.0 > 0.0)
            .take(2)
            .map(|p| p.2.clone())
            .collect();
        if criterion.needs_real_example() && !quotes.iter().any(|q| is_account(&q.quote)) {
            open.insert(0, REAL_EXAMPLE.to_owned());
            open.truncate(2);
        }
        open
    }
}

fn only_appendix(opinion: &Opinion, quotes: &[Evidence]) -> bool {
    opinion.held_back_by_appendix || (!quotes.is_empty() && quotes.iter().all(|q| q.in_appendix))
}

/// Words of part `i` that no other part of the criterion has, cut to their stems.
pub(crate) fn own_words(criterion: &Criterion, i: usize) -> BTreeSet<String> {
    let stems = |ask: &str| {
        lower_words(ask)
            .iter()
            .filter(|w| w.chars().count() > 4)
            .map(|w| stem(w))
            .collect::<BTreeSet<_>>()
    };
    let mut own = criterion.asks.get(i).map(|a| stems(a)).unwrap_or_default();
    for (_, other) in criterion.asks.iter().enumerate().filter(|(k, _)| *k != i) {
        for w in stems(other) {
            own.remove(&w);
        }
    }
    own
}

fn stem(word: &str) -> String {
    word.trim_end_matches('s').to_owned()
}

pub(crate) fn speaks_of(quote: &str, stem_of: &str) -> bool {
    lower_words(quote).iter().any(|w| stem(w) == *stem_of)
}

/// Somebody of the report's own side did something.
pub(crate) fn is_account(quote: &str) -> bool {
    let s = signals(quote);
    s[PAST] > 0.0 && (s[FIRST_PERSON] > 0.0 || s[FIRST_PERSON + 1] > 0.0)
}

/// Why the status is what it is, in one plain line; `calibrated` on labelled reports or not.
pub(crate) fn reason(criterion: &Criterion, opinion: &Opinion, quotes: &[Evidence], calibrated: bool) -> String {
    let place = quotes.first().map_or(String::new(), place);
    let doubt = match calibrated {
        false => NOT_CALIBRATED,
        true if opinion.confidence < 0.55 => " This is a close call.",
        true => "",
    };
    match opinion.status {
        Status::NotFound => "No passage in the report was found to bear on this.".to_owned() + doubt,
        Status::Evidenced => format!("{} to this, the strongest {place}.{doubt}", passages(quotes.len())),
        Status::Partial if only_appendix(opinion, quotes) => {
            format!("What bears on this stands in the appendix; the report itself says little of it.{doubt}")
        }
        Status::Partial if criterion.needs_real_example() && quotes.iter().all(|q| !is_account(&q.quote)) => {
            let advice = quotes.iter().any(|q| signals(&q.quote)[ADVICE] > 0.0);
            let told = if advice {
                "advice or a general rule"
            } else {
                "a general statement"
            };
            format!("It is touched {place}, but as {told} rather than something that happened.{doubt}")
        }
        Status::Partial => {
            format!("It is touched {place}, but not everything that the wording asks for is there.{doubt}")
        }
    }
}

fn passages(count: usize) -> String {
    match count {
        1 => "One passage speaks".to_owned(),
        2 => "Two passages speak".to_owned(),
        _ => "Three passages speak".to_owned(),
    }
}

/// "in section 1.4 (page 3)", "in the appendix", "in the report".
fn place(quote: &Evidence) -> String {
    let page = quote.page.map_or(String::new(), |p| format!(" (page {p})"));
    match quote.sections.first() {
        _ if quote.in_appendix => format!("in the appendix{page}"),
        Some(section) => format!("in section {section}{page}"),
        None => format!("in the report{page}"),
    }
}
