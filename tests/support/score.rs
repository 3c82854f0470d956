//! The figures of `fixtures/score.py`, on the same definitions: what the program says of a report against its labels.

use super::agreement::{Judged, kappa, kappa_within, macro_f1};
use super::figure::{Figure, Share};
use super::labels::{Labelled, LabelledBlock};
use super::matching::matching_blocks;
use showcase::analysis::{Analysis, PlacedBlock};
use showcase::coverage::{Evidence, Status};
use showcase::rubric::Level;
use showcase::structure::Role;
use std::collections::BTreeSet;

/// Counts over reports, from which the figures follow.
#[derive(Default)]
pub(crate) struct Tally {
    /// Reports counted.
    pub(crate) reports: usize,
    /// Every criterion of every report.
    pub(crate) judged: Vec<Judged>,
    word_errors: Vec<f64>,
    text: Share,
    sections: Share,
    appendix: [usize; 3], // in both, in the label alone, in ours alone
    exact: Share,
    first_right: Share,
    found: Share,
    asked: Share,
    useful: Share,
    most_minutes: f64,
}

impl Tally {
    /// Counts one report.
    pub(crate) fn of(gold: &Labelled, mine: &Analysis) -> Self {
        let mut tally = Self {
            reports: 1,
            ..Self::default()
        };
        let words = f64::from(gold.words_counted);
        tally
            .word_errors
            .push(100.0 * (f64::from(mine.words.counted) - words) / words);
        tally.count_places(gold, mine);
        tally.count_criteria(gold, mine);
        tally.count_interview(gold, mine);
        tally
    }

    /// Adds what was counted of other reports.
    pub(crate) fn add(&mut self, other: Self) {
        self.reports += other.reports;
        self.judged.extend(other.judged);
        self.word_errors.extend(other.word_errors);
        for (sum, more) in [
            (&mut self.text, other.text),
            (&mut self.sections, other.sections),
            (&mut self.exact, other.exact),
            (&mut self.first_right, other.first_right),
            (&mut self.found, other.found),
            (&mut self.asked, other.asked),
            (&mut self.useful, other.useful),
        ] {
            sum.add(more);
        }
        for (sum, more) in self.appendix.iter_mut().zip(other.appendix) {
            *sum += more;
        }
        self.most_minutes = self.most_minutes.max(other.most_minutes);
    }

    /// All figures, in the order of `score.py`.
    pub(crate) fn figures(&self) -> Vec<Figure> {
        let pairs: Vec<_> = self.judged.iter().map(|(_, gold, mine)| (*gold, *mine)).collect();
        let share = |among: &dyn Fn(Status) -> bool, hit: &dyn Fn(Status, Status) -> bool| {
            let mut share = Share::default();
            pairs
                .iter()
                .filter(|(g, _)| among(*g))
                .for_each(|&(g, m)| share.count(hit(g, m)));
            share
        };
        let shown = |_, mine| mine == Status::Evidenced;
        let [both, theirs, ours] = self.appendix;
        let appendix = Share {
            hits: 2 * both,
            all: 2 * both + theirs + ours,
        };
        vec![
            Figure::number(
                "words_median_abs_err_pct",
                median(self.word_errors.iter().map(|e| e.abs()).collect()),
            ),
            Figure::number("words_worst_err_pct", worst(&self.word_errors)),
            Figure::share("text_recall", self.text),
            Figure::share("sections", self.sections),
            Figure::share("appendix_f1", appendix),
            Figure::share("coverage_accuracy", share(&|_| true, &|g, m| g == m)),
            Figure::number("coverage_macro_f1", macro_f1(&pairs)),
            Figure::number("coverage_qwk", kappa(&pairs)),
            Figure::number("coverage_kappa_within", kappa_within(&self.judged)),
            Figure::share("missed_absent", share(&|g| g == Status::NotFound, &shown)),
            Figure::share("missed_gaps", share(&|g| g != Status::Evidenced, &shown)),
            Figure::share(
                "false_alarms",
                share(&|g| g == Status::Evidenced, &|_, m| m == Status::NotFound),
            ),
            Figure::share("evidence_p_at_1", self.first_right),
            Figure::share("evidence_found", self.found),
            Figure::share("quotes_exact", self.exact),
            Figure::share("interview_gap_recall", self.asked),
            Figure::share("interview_useful", self.useful),
            Figure::minutes("interview_most_minutes", self.most_minutes),
        ]
    }

    fn count_places(&mut self, gold: &Labelled, mine: &Analysis) {
        let theirs = placed_words(gold.blocks.iter().map(|b| (b.text.as_str(), gold_place(b))));
        let ours = placed_words(mine.blocks.iter().map(|b| (b.text.as_str(), our_place(b))));
        let mut seen = vec![None; theirs.words.len()];
        for found in matching_blocks(&theirs.words, &ours.words) {
            for k in 0..found.size {
                seen[found.a + k] = Some(ours.place(found.b + k));
            }
        }
        for (at, seen) in seen.iter().enumerate() {
            let place = theirs.place(at);
            self.text.count(seen.is_some());
            if !place.is_empty() && !is_appendix(place) {
                self.sections.count(seen.is_some_and(|seen| is_right(place, seen)));
            }
            match (is_appendix(place), seen.is_some_and(is_appendix)) {
                (true, true) => self.appendix[0] += 1,
                (true, false) => self.appendix[1] += 1,
                (false, true) => self.appendix[2] += 1,
                (false, false) => {}
            }
        }
    }

    fn count_criteria(&mut self, gold: &Labelled, mine: &Analysis) {
        for (code, label) in &gold.criteria {
            let found = mine.criteria.iter().find(|c| c.code == *code);
            let found = found.unwrap_or_else(|| panic!("{}: no {code}", gold.id));
            self.judged.push((code.clone(), label.status(), found.status));
            for quote in &found.evidence {
                let text = mine.blocks.get(quote.block).map(|b| b.text.as_str());
                self.exact.count(text.is_some_and(|text| text.contains(&quote.quote)));
            }
            if label.evidence.is_empty() {
                continue;
            }
            let bears = |quote: &Evidence| label.bearing().any(|gold| overlap(&quote.quote, gold));
            self.found.count(found.evidence.iter().take(3).any(bears));
            if let Some(first) = found.evidence.first() {
                self.first_right.count(bears(first));
            }
        }
    }

    fn count_interview(&mut self, gold: &Labelled, mine: &Analysis) {
        let open = |code: &str| {
            gold.criteria
                .get(code)
                .is_some_and(|label| label.status() != Status::Evidenced)
        };
        let questions = &mine.interview.questions;
        let asked: BTreeSet<&str> = questions.iter().flat_map(|q| &q.criteria).map(String::as_str).collect();
        for criterion in mine.criteria.iter().filter(|c| c.level == Level::Pass && open(&c.code)) {
            self.asked.count(asked.contains(criterion.code.as_str()));
        }
        for question in questions {
            self.useful.count(question.criteria.iter().any(|code| open(code)));
        }
        let minutes = questions.iter().map(|q| f64::from(q.minutes)).sum();
        self.most_minutes = self.most_minutes.max(minutes);
    }
}

/// Words of a text and where they belong.
struct Placed {
    words: Vec<String>,
    places: Vec<BTreeSet<String>>,
    of_word: Vec<usize>,
}

impl Placed {
    fn place(&self, word: usize) -> &BTreeSet<String> {
        &self.places[self.of_word[word]]
    }
}

fn placed_words<'a>(blocks: impl Iterator<Item = (&'a str, BTreeSet<String>)>) -> Placed {
    let mut out = Placed {
        words: Vec::new(),
        places: Vec::new(),
        of_word: Vec::new(),
    };
    for (text, place) in blocks {
        let words = words(text);
        out.of_word.extend(words.iter().map(|_| out.places.len()));
        out.words.extend(words);
        out.places.push(place);
    }
    out
}

fn gold_place(block: &LabelledBlock) -> BTreeSet<String> {
    match block.sections.as_slice() {
        [one] if one == "appendix" => BTreeSet::from(["appendix".to_owned()]),
        several => several
            .iter()
            .filter(|s| s.starts_with(|c: char| c.is_ascii_digit()))
            .cloned()
            .collect(),
    }
}

fn our_place(block: &PlacedBlock) -> BTreeSet<String> {
    match block.role {
        Role::Appendix => BTreeSet::from(["appendix".to_owned()]),
        _ => block.sections.iter().cloned().collect(),
    }
}

fn is_appendix(place: &BTreeSet<String>) -> bool {
    place.len() == 1 && place.contains("appendix")
}

/// One section in common, and not many named to be safe.
fn is_right(gold: &BTreeSet<String>, seen: &BTreeSet<String>) -> bool {
    !gold.is_disjoint(seen) && seen.len() <= gold.len().max(2)
}

/// Runs of letters, digits and underscores, in small letters.
fn words(text: &str) -> Vec<String> {
    let lower = text.to_lowercase();
    let runs = lower.split(|c: char| !c.is_alphanumeric() && c != '_');
    runs.filter(|run| !run.is_empty()).map(str::to_owned).collect()
}

/// The shorter of two texts shares at least half of its words with the other, in order.
pub(crate) fn overlap(quote: &str, gold: &str) -> bool {
    let (a, b) = (words(quote), words(gold));
    let shorter = a.len().min(b.len());
    let stretches = matching_blocks(&a, &b).into_iter().map(|found| found.size);
    let shared: usize = stretches.filter(|&size| size >= 3).sum();
    shorter > 0 && 2 * shared >= shorter && shared >= shorter.min(4)
}

fn median(mut values: Vec<f64>) -> f64 {
    values.sort_by(f64::total_cmp);
    let half = values.len() / 2;
    match values.len() {
        0 => f64::NAN,
        n if n % 2 == 1 => values[half],
        _ => f64::midpoint(values[half - 1], values[half]),
    }
}

/// The first of those furthest from zero.
fn worst(values: &[f64]) -> f64 {
    values
        .iter()
        .copied()
        .reduce(|a, b| if b.abs() > a.abs() { b } else { a })
        .unwrap_or(f64::NAN)
}
