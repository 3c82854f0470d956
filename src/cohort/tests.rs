#![allow(clippy::indexing_slicing)]

use super::entry::SectionLength;
use super::*;
use std::collections::BTreeSet;
use std::io::Cursor;

/// Marks and files in memory.
struct InMemory(Vec<Vec<Mark>>);

impl Shelf for InMemory {
    type Scratch = Cursor<Vec<u8>>;

    fn marks(&self, member: usize) -> Vec<Mark> {
        self.0[member].clone()
    }

    fn scratch(&self, _: usize) -> io::Result<Self::Scratch> {
        Ok(Cursor::default())
    }
}

/// An entry with these statuses of the first criteria; the others are evidenced.
fn entry(statuses: &[Status], rubric: &Rubric) -> Entry {
    let rest = std::iter::repeat(Status::Evidenced);
    Entry {
        reader: "fast".to_owned(),
        calibrated: true,
        words: 4_600,
        limit: Some(4_500),
        statuses: statuses
            .iter()
            .copied()
            .chain(rest)
            .take(rubric.criteria.len())
            .collect(),
        sections: vec![
            SectionLength {
                words: 0,
                standing: Standing::Empty
            };
            rubric.sections.len()
        ],
        warnings: 1,
    }
}

fn cohort(texts: &[&str]) -> Cohort {
    let rubric = Rubric::builtin().unwrap();
    let members = (0..texts.len()).map(|at| Member {
        id: format!("R{at}"),
        name: None,
        result: Ok(entry(&[], &rubric)),
    });
    let ignored = shingles::of_rubric(&rubric);
    let marks = texts.iter().map(|text| shingles::marks(text, &ignored));
    Cohort::new(members.collect(), &InMemory(marks.collect()), &rubric).unwrap()
}

/// `count` words that come up nowhere else.
fn own(seed: &str, count: usize) -> String {
    (0..count).map(|at| format!("{seed}{at}")).collect::<Vec<_>>().join(" ") + " "
}

#[test]
fn counts_go_across_the_cohort() {
    let rubric = Rubric::builtin().unwrap();
    let [first, second] = [[Status::NotFound, Status::Partial], [Status::Partial, Status::Partial]];
    let member = |id: &str, result| Member {
        id: id.to_owned(),
        name: None,
        result,
    };
    let members = vec![
        member("R1", Ok(entry(&first, &rubric))),
        member("R2", Err("the file is empty".to_owned())),
        member("R3", Ok(entry(&second, &rubric))),
    ];
    let cohort = Cohort::new(members, &InMemory(vec![Vec::new(); 3]), &rubric).unwrap();
    let count = &cohort.criteria[0];
    assert_eq!((count.evidenced, count.partial, count.not_found), (0, 1, 1));
    assert_eq!(cohort.most_missed, [0, 1]);
    assert_eq!((cohort.reports[0].open_pass, cohort.reports[0].over), (2, 100));
    assert_eq!(cohort.sections[0].empty, 2);
    assert_eq!((cohort.failures[0].id.as_str(), cohort.reports.len()), ("R2", 2));
}

#[test]
fn a_passage_is_told_once_with_everyone_who_has_it() {
    let copied = own("copied", 60);
    let texts: Vec<String> = ["a", "b", "c"]
        .map(|seed| format!("{}{copied}{}", own(seed, 40), own(seed, 3)))
        .into();
    let texts: Vec<&str> = texts
        .iter()
        .map(String::as_str)
        .chain(["nothing to do with it"])
        .collect();
    let mut cohort = cohort(&texts);
    cohort.quote(0, texts[0]);
    assert_eq!(cohort.shared.len(), 1);
    let passage = &cohort.shared[0];
    assert_eq!(
        passage.reports.iter().map(|sharer| sharer.report).collect::<Vec<_>>(),
        [0, 1, 2]
    );
    assert!(
        passage.quote.starts_with("copied") && passage.quote.split(' ').count() > 50,
        "{}",
        passage.quote
    );
    assert!(cohort.reports[0].shared_words > 50 && cohort.reports[3].shared_words == 0);
}

#[test]
fn a_changed_word_here_and_there_does_not_hide_a_copy() {
    let copied = own("copied", 80);
    let altered = copied
        .replace("copied20 ", "other ")
        .replace("copied50 ", "another word ");
    let cohort = cohort(&[&copied, &altered]);
    assert_eq!(cohort.shared.len(), 1);
    assert!(cohort.shared[0].reports[1].words > 50);
}

#[test]
fn a_sentence_in_common_is_not_told_and_neither_is_the_rubric() {
    let rubric = Rubric::builtin().unwrap();
    let short = own("short", 20);
    let brief: String = rubric.tasks.iter().map(|task| task.brief.clone() + "\n").collect();
    let cohort = cohort(&[&format!("{short}\n{brief}"), &format!("{brief}{short}")]);
    assert_eq!(cohort.shared, []);
}

#[test]
fn two_sources_in_one_report_are_two_passages() {
    let (one, two) = (own("one", 40), own("two", 40));
    let cohort = cohort(&[&format!("{one}{two}"), &one, &two]);
    let with: BTreeSet<usize> = cohort.shared.iter().map(|passage| passage.reports[1].report).collect();
    assert_eq!((cohort.shared.len(), with), (2, BTreeSet::from([1, 2])));
}

#[test]
fn a_whole_report_is_not_quoted() {
    let text = own("word", 2_000);
    let mut cohort = cohort(&[&text, &text]);
    cohort.quote(0, &text);
    let quote = &cohort.shared[0].quote;
    assert!(
        quote.ends_with(" …") && quote.chars().count() <= MOST_QUOTED + 2,
        "{quote}"
    );
    assert!(text.contains(quote.trim_end_matches(" …")));
}

#[test]
fn a_cohort_in_several_parts_shares_what_a_small_one_does() {
    let copied = own("copied", 60);
    let texts: Vec<String> = (0..250)
        .map(|at| match at % 125 {
            7 => format!("{}{copied}", own(&format!("r{at}x"), 30)),
            _ => own(&format!("r{at}x"), 30),
        })
        .collect();
    let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
    let cohort = cohort(&texts);
    let sharers: Vec<usize> = cohort.shared[0].reports.iter().map(|sharer| sharer.report).collect();
    assert_eq!((cohort.shared.len(), sharers), (1, vec![7, 132]));
}

#[test]
fn a_text_of_one_sentence_again_and_again_costs_no_more_than_its_marks() {
    let again = "I asked the customer what she needed and wrote it down. ".repeat(2_000);
    let cohort = cohort(&[&again, &again]);
    assert!((21_990..=22_000).contains(&cohort.shared[0].reports[1].words));
}

/// Texts in which one phrase stands as often as a file can hold it, closely and with other words between.
#[test]
fn a_phrase_a_hundred_thousand_times_takes_seconds() {
    let closely = "as our customers say ".repeat(200_000);
    let phrase = own("phrase", 30);
    let apart: String = (0..40_000)
        .map(|at| phrase.clone() + &own(&format!("{at}x"), 40))
        .collect();
    let start = std::time::Instant::now();
    let close = cohort(&[&closely, &closely]);
    assert!(close.shared[0].reports[1].words > 799_000);
    let shown = cohort(&[&apart, &apart.replace('x', "y")]);
    // The phrase has 24 runs of seven words, each in twenty passages at most.
    let passages = shown.shared.len();
    assert!((20..=24 * 20).contains(&passages), "{passages}");
    assert!(start.elapsed().as_secs() < 30, "{:?}", start.elapsed());
}

#[test]
fn a_cohort_that_is_not_wanted_any_more_is_given_up() {
    struct Unwanted;
    impl Shelf for Unwanted {
        type Scratch = Cursor<Vec<u8>>;
        fn marks(&self, _: usize) -> Vec<Mark> {
            Vec::new()
        }
        fn scratch(&self, _: usize) -> io::Result<Self::Scratch> {
            Ok(Cursor::default())
        }
        fn goes_on(&self) -> io::Result<()> {
            Err(io::ErrorKind::Interrupted.into())
        }
    }
    let rubric = Rubric::builtin().unwrap();
    let member = Member {
        id: "R1".to_owned(),
        name: None,
        result: Ok(entry(&[], &rubric)),
    };
    let problem = Cohort::new(vec![member], &Unwanted, &rubric).unwrap_err();
    assert_eq!(problem.kind(), io::ErrorKind::Interrupted);
}
