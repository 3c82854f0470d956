#![allow(clippy::indexing_slicing)]

use super::entry::SectionLength;
use super::*;
use std::collections::BTreeSet;

/// An entry with this text and these statuses of the first criteria; the others are evidenced.
fn entry(text: &str, statuses: &[Status], rubric: &Rubric) -> Entry {
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
        marks: shingles::marks(text, &shingles::of_rubric(rubric)),
    }
}

fn cohort(texts: &[&str]) -> Cohort {
    let rubric = Rubric::builtin().unwrap();
    let member = |(at, text): (usize, &&str)| Member {
        id: format!("R{at}"),
        name: None,
        result: Ok(entry(text, &[], &rubric)),
    };
    let mut members: Vec<Member> = texts.iter().enumerate().map(member).collect();
    let marks: Vec<Vec<Mark>> = members
        .iter_mut()
        .map(|member| std::mem::take(&mut member.result.as_mut().unwrap().marks))
        .collect();
    Cohort::new(members, &|member| marks[member].clone(), &rubric)
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
        member("R1", Ok(entry("", &first, &rubric))),
        member("R2", Err("the file is empty".to_owned())),
        member("R3", Ok(entry("", &second, &rubric))),
    ];
    let cohort = Cohort::new(members, &|_| Vec::new(), &rubric);
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
