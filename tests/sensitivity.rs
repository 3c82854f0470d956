//! Statuses follow what the report says, and nothing else: not the criterion's own words, not the format of the file, not
//! the machine.
//!
//! By default a sample that takes about a minute; `SHOWCASE_WHOLE=1` takes every labelled report and criterion.

#![allow(clippy::unwrap_used, clippy::print_stdout)] // a test fails by panicking, and this one prints its figures

mod support;

use showcase::coverage::{CriterionCoverage, Status};
use showcase::rubric::Rubric;
use showcase::{Options, analyse};
use std::collections::BTreeMap;
use std::path::{Path, PathBuf};
use std::process::Command;
use support::figure::{Figure, Share};
use support::floors;
use support::labels::{Label, Labelled, LabelledBlock, labelled};
use support::spoil::{Stretch, append, bearing, markdown, stretches, without};
use support::work::in_two_threads;

/// How much is measured.
#[derive(Clone, Copy)]
struct Sample {
    /// One report in so many is read.
    one_in: usize,
    /// So many of its criteria lose their evidence, one at a time.
    removals: usize,
}

impl Sample {
    fn of(reader: &str) -> Self {
        match (std::env::var_os("SHOWCASE_WHOLE").is_some(), reader) {
            (true, _) => Self {
                one_in: 1,
                removals: usize::MAX,
            },
            (false, "full") => Self { one_in: 3, removals: 4 },
            (false, _) => Self { one_in: 2, removals: 5 },
        }
    }
}

/// What became of the statuses when the text was changed.
#[derive(Default)]
struct Effects {
    /// By set and by status before.
    falls: BTreeMap<String, Share>,
    others_change: Share,
    pasted_rises: Share,
    denied_rises: Share,
    /// What should not have happened, for whoever looks into it.
    notes: Vec<String>,
}

impl Effects {
    fn add(&mut self, other: Self) {
        for (which, share) in other.falls {
            self.falls.entry(which).or_default().add(share);
        }
        self.others_change.add(other.others_change);
        self.pasted_rises.add(other.pasted_rises);
        self.denied_rises.add(other.denied_rises);
        self.notes.extend(other.notes);
    }

    fn all_falls(&self) -> Share {
        let mut all = Share::default();
        self.falls.values().for_each(|&share| all.add(share));
        all
    }

    fn figures(&self) -> [Figure; 4] {
        [
            Figure::share("removed_falls", self.all_falls()),
            Figure::share("others_change", self.others_change),
            Figure::share("pasted_rises", self.pasted_rises),
            Figure::share("denied_rises", self.denied_rises),
        ]
    }
}

/// One labelled report as it is, to compare changed ones with.
struct Bench<'a> {
    gold: &'a Labelled,
    rubric: &'a Rubric,
    options: Options,
    base: Vec<CriterionCoverage>,
    /// All that bears on each criterion, by code.
    bearing: BTreeMap<&'a str, Vec<Stretch>>,
}

impl<'a> Bench<'a> {
    fn new(gold: &'a Labelled, rubric: &'a Rubric, options: Options) -> Self {
        let mut bench = Self {
            gold,
            rubric,
            options,
            base: Vec::new(),
            bearing: gold
                .criteria
                .keys()
                .map(|code| (code.as_str(), bearing(gold, code)))
                .collect(),
        };
        bench.base = bench.read(&gold.blocks);
        bench
    }

    fn read(&self, blocks: &[LabelledBlock]) -> Vec<CriterionCoverage> {
        analyse(markdown(blocks).as_bytes(), "report.md", self.rubric, &self.options)
            .unwrap()
            .criteria
    }

    fn label(&self, code: &str) -> &Label {
        &self.gold.criteria[code]
    }

    /// Criteria that the report shows and the program saw, `most` of them, spread over the rubric; which ones differs
    /// from report to report, so that all have their turn.
    fn shown(&self, turn: usize, most: usize) -> Vec<&CriterionCoverage> {
        let shown = |c: &&CriterionCoverage| c.status != Status::NotFound && !self.label(&c.code).evidence.is_empty();
        let shown: Vec<_> = self.base.iter().filter(shown).collect();
        let count = most.min(shown.len());
        (0..count)
            .map(|k| shown[(turn * 7 + k * shown.len() / count) % shown.len()])
            .collect()
    }

    /// Takes the evidence of one criterion out.
    fn remove(&self, criterion: &CriterionCoverage, effects: &mut Effects) {
        let gone = &self.bearing[criterion.code.as_str()];
        let after = self.read(&without(&self.gold.blocks, gone));
        for (before, after) in self.base.iter().zip(&after) {
            let note = || {
                format!(
                    "{} without {}: {} {:?} > {:?}",
                    self.gold.id, criterion.code, before.code, before.status, after.status
                )
            };
            if before.code == criterion.code {
                let falls = after.status < before.status;
                let which = format!("{}, {:?}", self.gold.set(), before.status);
                effects.falls.entry(which).or_default().count(falls);
                effects.notes.extend((!falls).then(note));
            } else if !self.shares(before, gone) {
                effects.others_change.count(after.status != before.status);
                effects.notes.extend((after.status != before.status).then(note));
            }
        }
    }

    /// What the criterion rests on, by its labels or by our quotes, is among the sentences that went.
    fn shares(&self, criterion: &CriterionCoverage, gone: &[Stretch]) -> bool {
        let quoted = criterion.evidence.iter().map(|evidence| evidence.quote.as_str());
        let mut quoted = quoted.flat_map(|quote| stretches(&self.gold.blocks, quote));
        let lost = |stretch: &Stretch| gone.iter().any(|gone| gone.touches(stretch));
        self.bearing[criterion.code.as_str()].iter().any(lost) || quoted.any(|stretch| lost(&stretch))
    }

    /// Puts a text for every absent criterion into its section; counts those that rise to evidenced.
    fn add_for_absent(&self, what: &str, text: impl Fn(&str) -> String, notes: &mut Vec<String>) -> Share {
        let absent =
            |c: &&CriterionCoverage| self.label(&c.code).status() == Status::NotFound && c.status != Status::Evidenced;
        let absent: Vec<&str> = self.base.iter().filter(absent).map(|c| c.code.as_str()).collect();
        let mut share = Share::default();
        if absent.is_empty() {
            return share;
        }
        let mut blocks = self.gold.blocks.clone();
        for code in &absent {
            append(&mut blocks, self.rubric, code, &text(code));
        }
        for criterion in self.read(&blocks).iter().filter(|c| absent.contains(&c.code.as_str())) {
            let rises = criterion.status == Status::Evidenced;
            share.count(rises);
            notes.extend(rises.then(|| format!("{}: {} rises when {what}", self.gold.id, criterion.code)));
        }
        share
    }
}

fn denials() -> BTreeMap<String, String> {
    toml::from_str(include_str!("../fixtures/denials.toml")).unwrap()
}

fn options(reader: &str) -> Options {
    Options {
        fast: reader == "fast",
        ..Options::default()
    }
}

fn effects(reader: &str) -> Effects {
    let rubric = Rubric::builtin().unwrap();
    let denials = denials();
    let sample = Sample::of(reader);
    let reports = ["dev", "natural-dev", "fresh"].into_iter().flat_map(labelled);
    let reports: Vec<_> = reports.step_by(sample.one_in).enumerate().collect();
    let measure = |(turn, gold): &(usize, Labelled)| {
        let bench = Bench::new(gold, &rubric, options(reader));
        let mut effects = Effects::default();
        for criterion in bench.shown(*turn, sample.removals) {
            bench.remove(criterion, &mut effects);
        }
        let wording = |code: &str| rubric.criterion(code).unwrap().wording.clone() + ".";
        effects.pasted_rises = bench.add_for_absent("pasted", wording, &mut effects.notes);
        effects.denied_rises = bench.add_for_absent("denied", |code| denials[code].clone(), &mut effects.notes);
        effects
    };
    let mut sum = Effects::default();
    for effects in in_two_threads(&reports, measure) {
        sum.add(effects);
    }
    sum
}

fn follows_the_text(reader: &str) {
    let effects = effects(reader);
    for note in &effects.notes {
        println!("{note}");
    }
    for (which, share) in &effects.falls {
        println!("| falls: {which} | {reader} | {} of {} |", share.hits, share.all);
    }
    let counts = [
        effects.all_falls(),
        effects.others_change,
        effects.pasted_rises,
        effects.denied_rises,
    ];
    for (figure, share) in effects.figures().iter().zip(counts) {
        println!(
            "| {} | {reader} | {} ({} of {}) |",
            figure.name,
            figure.shown(),
            share.hits,
            share.all
        );
    }
    floors::hold("sensitivity", reader, &effects.figures());
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn a_status_follows_its_evidence_with_the_full_reader() {
    follows_the_text("full");
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn a_status_follows_its_evidence_with_the_fast_reader() {
    follows_the_text("fast");
}

#[test]
fn there_is_one_denial_for_every_criterion() {
    let rubric = Rubric::builtin().unwrap();
    let mut codes: Vec<&str> = rubric.criteria.iter().map(|c| c.code.as_str()).collect();
    codes.sort_unstable();
    assert_eq!(denials().keys().collect::<Vec<_>>(), codes);
}

#[test]
fn a_labelled_report_is_the_same_as_markdown() {
    let gold = labelled("natural-dev").remove(1);
    let limits = showcase::ingest::limits::Limits::default();
    let read = showcase::ingest::read(markdown(&gold.blocks).as_bytes(), "report.md", &limits).unwrap();
    let words = |texts: Vec<&str>| {
        texts
            .join(" ")
            .split_whitespace()
            .map(str::to_owned)
            .collect::<Vec<_>>()
    };
    let theirs = words(gold.blocks.iter().map(|b| b.text.as_str()).collect());
    assert_eq!(words(read.blocks.iter().map(|b| b.text.as_str()).collect()), theirs);
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn text_about_no_workplace_shows_nothing() {
    let rubric = Rubric::builtin().unwrap();
    for reader in ["full", "fast"] {
        let mut evidenced = 0;
        for path in elsewhere() {
            let name = path.file_name().unwrap().to_string_lossy().into_owned();
            let criteria = analyse(&std::fs::read(&path).unwrap(), &name, &rubric, &options(reader))
                .unwrap()
                .criteria;
            let with = |status| {
                criteria
                    .iter()
                    .filter(|c| c.status == status)
                    .map(|c| c.code.as_str())
                    .collect::<Vec<_>>()
            };
            let [shown, touched] = [Status::Evidenced, Status::Partial].map(with);
            println!("{reader}, {name}: evidenced {shown:?}, partial {touched:?}");
            evidenced += shown.len();
        }
        floors::hold("elsewhere", reader, &[Figure::count("elsewhere_evidenced", evidenced)]);
    }
}

/// The examples that show apprentices what counts are there to be read, not to be handed in.
#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn the_examples_of_the_rubric_show_nothing_in_full() {
    let rubric = Rubric::builtin().unwrap();
    let examples: Vec<&str> = rubric.examples.iter().map(|e| e.text.as_str()).collect();
    for reader in ["full", "fast"] {
        let text = examples.join("\n\n");
        let criteria = analyse(text.as_bytes(), "examples.txt", &rubric, &options(reader))
            .unwrap()
            .criteria;
        let shown = criteria.iter().filter(|c| c.status == Status::Evidenced);
        let shown: Vec<&str> = shown.map(|c| c.code.as_str()).collect();
        println!("{reader}: evidenced {shown:?}");
        floors::hold("examples", reader, &[Figure::count("examples_evidenced", shown.len())]);
    }
}

fn elsewhere() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/elsewhere");
    let mut paths: Vec<PathBuf> = std::fs::read_dir(folder).unwrap().map(|e| e.unwrap().path()).collect();
    paths.sort();
    assert_eq!(paths.len(), 4);
    paths
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn the_format_of_a_report_makes_no_difference() {
    let rubric = Rubric::builtin().unwrap();
    let reports: Vec<_> = ["dev", "natural-dev"].into_iter().flat_map(labelled).collect();
    for reader in ["full", "fast"] {
        let compare = |gold: &Labelled| {
            let others: Vec<_> = ["odt", "pdf", "txt"]
                .into_iter()
                .filter_map(|e| gold.file(e).map(|f| (e, f)))
                .collect();
            if others.is_empty() {
                return Vec::new();
            }
            let read = |bytes: &[u8]| analyse(bytes, &gold.id, &rubric, &options(reader)).unwrap().criteria;
            let docx = read(&gold.file("docx").unwrap());
            let pairs = others.iter().flat_map(|(ending, bytes)| {
                let other = read(bytes);
                let pairs = docx.clone().into_iter().zip(other);
                pairs
                    .map(|(a, b)| (format!("{} {} {ending}", gold.id, a.code), a.status, b.status))
                    .collect::<Vec<_>>()
            });
            pairs.collect()
        };
        let mut equal = Share::default();
        for (place, docx, other) in in_two_threads(&reports, compare).into_iter().flatten() {
            equal.count(docx == other);
            if docx != other {
                println!("{reader}, {place}: {docx:?} in docx, {other:?}");
            }
        }
        println!(
            "| formats_equal | {reader} | {:.1} ({} of {}) |",
            equal.percent(),
            equal.hits,
            equal.all
        );
        floors::hold("formats", reader, &[Figure::share("formats_equal", equal)]);
    }
}

#[cfg_attr(
    debug_assertions,
    ignore = "takes minutes without optimisation: cargo test --release"
)]
#[test]
fn neither_a_second_run_nor_more_threads_change_a_byte() {
    let report = Path::new(env!("CARGO_MANIFEST_DIR")).join("fixtures/corpus/natural-dev/n05.docx");
    let run = |threads: &str| {
        let mut program = Command::new(env!("CARGO_BIN_EXE_showcase"));
        program
            .args(["analyse", "--format", "json"])
            .arg(&report)
            .env("RAYON_NUM_THREADS", threads);
        let output = program.output().unwrap();
        assert!(output.status.success(), "{output:?}");
        output.stdout
    };
    let first = run("1");
    assert!(first.len() > 10_000);
    assert!(first == run("1"), "a second run differs");
    assert!(first == run("2"), "two threads give another result");
}
