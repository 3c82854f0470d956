//! How well the program reads the labelled reports: the figures of `fixtures/score.py`, with floors under them.
//!
//! `cargo test --release --test quality -- --nocapture` prints the tables of `fixtures/FIGURES.md`.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and this one prints its tables

mod support;

use showcase::coverage::{CriterionCoverage, Evidence, Status};
use showcase::interview::{InterviewPlan, plan};
use showcase::rubric::{Level, Rubric};
use showcase::{Options, analyse};
use std::collections::{BTreeMap, BTreeSet};
use std::sync::OnceLock;
use support::agreement::{Judged, confusion};
use support::figure::Share;
use support::labels::{Labelled, labelled};
use support::matching::matching_blocks;
use support::score::Tally;
use support::work::in_two_threads;
use support::{floors, spoil};

/// Sets that nothing was fitted on.
const SETS: [&str; 2] = ["dev", "natural-dev"];
const READERS: [&str; 2] = ["full", "fast"];

/// Counts over each set with each reader; every report is read once, whichever test comes first.
fn measured() -> &'static BTreeMap<(&'static str, &'static str), Tally> {
    static MEASURED: OnceLock<BTreeMap<(&'static str, &'static str), Tally>> = OnceLock::new();
    MEASURED.get_or_init(|| {
        let rubric = Rubric::builtin().unwrap();
        let reports = SETS
            .iter()
            .flat_map(|&set| labelled(set).into_iter().map(move |report| (set, report)));
        let reports: Vec<_> = reports.collect();
        let read =
            |(set, gold): &(&'static str, Labelled)| READERS.map(|reader| (*set, reader, tally(gold, reader, &rubric)));
        let mut sums: BTreeMap<_, Tally> = BTreeMap::new();
        for (set, reader, tally) in in_two_threads(&reports, read).into_iter().flatten() {
            sums.entry((set, reader)).or_default().add(tally);
        }
        sums
    })
}

fn tally(gold: &Labelled, reader: &str, rubric: &Rubric) -> Tally {
    let options = Options {
        fast: reader == "fast",
        ..Options::default()
    };
    let analysis = analyse(&gold.file("docx").unwrap(), &gold.id, rubric, &options).unwrap();
    Tally::of(gold, &analysis)
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn planned_reports_are_read_as_well_as_before() {
    for reader in READERS {
        floors::hold("dev", reader, &measured()[&("dev", reader)].figures());
    }
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn natural_reports_are_read_as_well_as_before() {
    for reader in READERS {
        floors::hold("natural-dev", reader, &measured()[&("natural-dev", reader)].figures());
    }
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn every_report_and_criterion_is_counted() {
    let columns = SETS.iter().flat_map(|&set| READERS.map(|reader| (set, reader)));
    let tallies: Vec<_> = columns.map(|column| (column, &measured()[&column])).collect();
    for ((set, _), tally) in &tallies {
        let reports = if *set == "dev" { 16 } else { 10 };
        assert_eq!((tally.reports, tally.judged.len()), (reports, reports * 40));
    }
    println!("\n| figure | dev, full | dev, fast | natural-dev, full | natural-dev, fast |\n|---|---|---|---|---|");
    let figures: Vec<_> = tallies.iter().map(|(_, tally)| tally.figures()).collect();
    for row in 0..figures[0].len() {
        let cells: Vec<String> = figures.iter().map(|column| column[row].shown()).collect();
        println!("| {} | {} |", figures[0][row].name, cells.join(" | "));
    }
    for set in SETS {
        print_confusion(set, &measured()[&(set, "full")].judged);
    }
    let both = SETS.iter().flat_map(|&set| &measured()[&(set, "full")].judged);
    print_worst(&both.collect::<Vec<_>>());
}

fn print_confusion(set: &str, judged: &[Judged]) {
    let pairs: Vec<_> = judged.iter().map(|(_, gold, mine)| (*gold, *mine)).collect();
    println!("\n| {set}, full: label | not found | partial | evidenced |\n|---|---|---|---|");
    for (name, row) in ["absent", "partial", "met"].iter().zip(confusion(&pairs)) {
        println!("| {name} | {} | {} | {} |", row[0], row[1], row[2]);
    }
}

/// The ten criteria that are furthest off: a step counts one, two steps four.
fn print_worst(judged: &[&Judged]) {
    let mut by_code: BTreeMap<&str, Vec<(Status, Status)>> = BTreeMap::new();
    for (code, gold, mine) in judged {
        by_code.entry(code).or_default().push((*gold, *mine));
    }
    let off = |pairs: &[(Status, Status)]| {
        pairs
            .iter()
            .map(|(g, m)| (*g as usize).abs_diff(*m as usize).pow(2))
            .sum::<usize>()
    };
    let mut worst: Vec<_> = by_code
        .into_iter()
        .map(|(code, pairs)| (off(&pairs), code, pairs))
        .collect();
    worst.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    println!(
        "\n| criterion | reports | wrong | read as more | read as less | squared steps |\n|---|---|---|---|---|---|"
    );
    for (off, code, pairs) in worst.iter().take(10) {
        let more = pairs.iter().filter(|(gold, mine)| mine > gold).count();
        let less = pairs.iter().filter(|(gold, mine)| mine < gold).count();
        println!(
            "| {code} | {} | {} | {more} | {less} | {off} |",
            pairs.len(),
            more + less
        );
    }
}

/// Expected values printed by Python 3: `difflib.SequenceMatcher(None, a, b, autojunk=False).get_matching_blocks()`.
#[test]
fn stretches_are_matched_as_python_does() {
    type Case = (&'static str, &'static str, &'static [(usize, usize, usize)]);
    const CASES: [Case; 8] = [
        ("", "ab", &[]),
        ("bbabaaaa", "babaaaa", &[(1, 0, 7)]),
        ("bbabaaabaaaa", "aaabbaaaab", &[(4, 0, 3), (7, 4, 5)]),
        (
            "babbaababbccac",
            "cbabbbbcbabbcaab",
            &[(0, 1, 4), (6, 8, 5), (12, 13, 1)],
        ),
        (
            "acbbacbbbcabacacaaab",
            "cbcbbaccbbabaabccba",
            &[(1, 2, 5), (6, 8, 2), (10, 10, 3), (18, 13, 2)],
        ),
        (
            "ccacccbabcdbaadabccddbaa",
            "dcbbbdabdcbadcbdbddcdccddba",
            &[(0, 1, 1), (2, 6, 1), (5, 9, 3), (8, 14, 1), (9, 19, 2), (17, 21, 6)],
        ),
        (
            "debdcbadceeecaceaccecdcccbeade",
            "cccdceccccdcbdccebebbcdcadbeeedce",
            &[(0, 3, 1), (1, 5, 1), (2, 12, 3), (5, 17, 1), (6, 24, 1), (7, 30, 3)],
        ),
        ("to_be_or_not_to_be", "be_it_so_or_not", &[(3, 0, 2), (5, 8, 7)]),
    ];
    for (a, b, expected) in CASES {
        let (a, b): (Vec<char>, Vec<char>) = (a.chars().collect(), b.chars().collect());
        let found: Vec<_> = matching_blocks(&a, &b).iter().map(|m| (m.a, m.b, m.size)).collect();
        assert_eq!(found, expected);
    }
}

/// The coverage map of a report whose statuses are its labels.
fn as_labelled(gold: &Labelled, rubric: &Rubric) -> Vec<CriterionCoverage> {
    let entry = |criterion: &showcase::rubric::Criterion| {
        let label = &gold.criteria[&criterion.code];
        let quotes = label
            .evidence
            .iter()
            .flat_map(|quote| spoil::stretches(&gold.blocks, quote))
            .take(3);
        let quote = |at: spoil::Stretch| Evidence {
            block: at.block,
            start: at.span.start,
            end: at.span.end,
            quote: gold.blocks[at.block].text[at.span].to_owned(),
            page: None,
            sections: Vec::new(),
            in_appendix: gold.blocks[at.block].sections == ["appendix"],
            strength: 1.0,
        };
        CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status: label.status(),
            score: f32::from(label.status() as u8),
            confidence: 1.0,
            evidence: quotes.map(quote).collect(),
            missing: Vec::new(),
            reason: String::new(),
        }
    };
    rubric.criteria.iter().map(entry).collect()
}

#[test]
fn with_the_right_statuses_the_interview_asks_about_every_pass_gap() {
    let rubric = Rubric::builtin().unwrap();
    let minutes = rubric.interview.max_minutes as f32;
    let reports = ["dev", "natural-dev", "train", "natural-train", "written"].map(labelled);
    let mut asked = [Share::default(); 2];
    for gold in reports.iter().flatten() {
        let criteria = as_labelled(gold, &rubric);
        let plans = [1, 2].map(|attempt| plan(&criteria, &rubric, minutes, attempt));
        for (plan, asked) in plans.iter().zip(&mut asked) {
            assert!(
                plan.planned_minutes <= minutes,
                "{}: {} minutes",
                gold.id,
                plan.planned_minutes
            );
            asked.add(pass_gaps(&criteria, plan));
        }
        let [first, second] = plans.each_ref().map(texts);
        let shared: Vec<_> = first.intersection(&second).collect();
        assert!(shared.is_empty(), "{}: both attempts ask {shared:?}", gold.id);
    }
    for (attempt, asked) in asked.iter().enumerate() {
        println!(
            "attempt {}: {} of {} pass gaps asked about",
            attempt + 1,
            asked.hits,
            asked.all
        );
        assert!(asked.percent() >= 99.0, "attempt {}: {asked:?}", attempt + 1);
    }
}

/// Pass criteria that are open and have a question.
fn pass_gaps(criteria: &[CriterionCoverage], plan: &InterviewPlan) -> Share {
    let mut share = Share::default();
    for open in criteria
        .iter()
        .filter(|c| c.level == Level::Pass && c.status != Status::Evidenced)
    {
        share.count(
            plan.questions
                .iter()
                .any(|question| question.criteria.contains(&open.code)),
        );
    }
    share
}

fn texts(plan: &InterviewPlan) -> BTreeSet<&str> {
    plan.questions
        .iter()
        .chain(&plan.if_time_allows)
        .map(|question| question.text.as_str())
        .collect()
}
