//! The plan over the built-in rubric.

use super::*;
use crate::coverage::{CriterionCoverage, Evidence, Status};
use crate::rubric::{Level, Rubric};

/// Coverage in which the criteria named have the given status and all others are surely evidenced.
fn coverage(rubric: &Rubric, status_of: impl Fn(&str) -> Option<Status>) -> Vec<CriterionCoverage> {
    rubric
        .criteria
        .iter()
        .map(|criterion| {
            let status = status_of(&criterion.code).unwrap_or(Status::Evidenced);
            let quote = format!("I wrote about {} in my own words here.", criterion.code);
            CriterionCoverage {
                code: criterion.code.clone(),
                level: criterion.level,
                status,
                score: f32::from(status as u8),
                confidence: 0.9,
                evidence: (status != Status::NotFound)
                    .then(|| evidence(&quote))
                    .into_iter()
                    .collect(),
                missing: if status == Status::Evidenced {
                    vec![]
                } else {
                    criterion.asks.clone()
                },
                reason: String::new(),
            }
        })
        .collect()
}

fn evidence(quote: &str) -> Evidence {
    Evidence {
        block: 3,
        start: 0,
        end: quote.len(),
        quote: quote.into(),
        page: Some(1),
        sections: vec![],
        in_appendix: false,
        strength: 0.8,
    }
}

fn gaps<'a>(codes: &'a [&'a str], status: Status) -> impl Fn(&str) -> Option<Status> + 'a {
    move |code| codes.contains(&code).then_some(status)
}

fn scheduled(plan: &InterviewPlan, code: &str) -> bool {
    plan.questions.iter().any(|q| q.criteria.iter().any(|c| c == code))
}

fn pass_codes(rubric: &Rubric) -> Vec<&str> {
    let pass = rubric.criteria.iter().filter(|c| c.level == Level::Pass);
    pass.map(|c| c.code.as_str()).collect()
}

#[test]
fn a_report_without_gaps_needs_no_question() {
    let rubric = Rubric::builtin().unwrap();
    let plan = plan(&coverage(&rubric, |_| None), &rubric, 30.0, 1);
    assert!(plan.questions.is_empty() && plan.if_time_allows.is_empty());
}

#[test]
fn any_twenty_pass_gaps_are_all_asked_about_in_thirty_minutes() {
    let rubric = Rubric::builtin().unwrap();
    let codes = pass_codes(&rubric);
    let (mut served, mut all) = (0, 0);
    for (seed, attempt) in (0_usize..60).flat_map(|seed| [(seed, 1), (seed, 2)]) {
        // A walk over the criteria with a step that visits each once: 20 different ones from 60 starting points.
        let step = [1, 7, 11, 13, 17, 19][seed % 6];
        let chosen: Vec<&str> = (0..20).map(|i| codes[(seed + i * step) % codes.len()]).collect();
        let plan = plan(
            &coverage(&rubric, gaps(&chosen, Status::NotFound)),
            &rubric,
            30.0,
            attempt,
        );
        assert!(plan.planned_minutes <= 30.0);
        all += chosen.len();
        served += chosen.iter().filter(|code| scheduled(&plan, code)).count();
    }
    assert_eq!(served, all);
}

#[test]
fn every_gap_is_scheduled_or_listed() {
    let rubric = Rubric::builtin().unwrap();
    for (minutes, attempt) in [(0.0, 1), (5.0, 1), (10.0, 2), (30.0, 1), (30.0, 2)] {
        let plan = plan(
            &coverage(&rubric, |_| Some(Status::NotFound)),
            &rubric,
            minutes,
            attempt,
        );
        let listed = |code: &str| plan.if_time_allows.iter().any(|q| q.criteria.iter().any(|c| c == code));
        for criterion in &rubric.criteria {
            assert!(
                scheduled(&plan, &criterion.code) || listed(&criterion.code),
                "{} at {minutes}",
                criterion.code
            );
        }
        let sum: f32 = plan.questions.iter().map(|q| q.minutes).sum();
        assert!(sum <= minutes && plan.planned_minutes <= minutes, "{sum} of {minutes}");
    }
}

#[test]
fn all_thirty_pass_gaps_fit_at_the_briskest_pace() {
    let rubric = Rubric::builtin().unwrap();
    let codes = pass_codes(&rubric);
    let plan = plan(&coverage(&rubric, gaps(&codes, Status::NotFound)), &rubric, 30.0, 1);
    let served = codes.iter().filter(|code| scheduled(&plan, code)).count();
    assert!(served >= 29, "{served} of 30");
}

#[test]
fn pass_gaps_come_before_distinction_and_confirmation() {
    let rubric = Rubric::builtin().unwrap();
    let mut criteria = coverage(&rubric, gaps(&["K2.3", "S10.4", "S12.7", "B15.4"], Status::NotFound));
    criteria[0].confidence = 0.2;
    let short = plan(&criteria, &rubric, 2.5, 1);
    assert!(scheduled(&short, "K2.3") && short.questions.len() == 1);
    let longer = plan(&criteria, &rubric, 5.0, 1);
    assert!(scheduled(&longer, "K2.1"), "then the pass criterion that is not sure");
}

#[test]
fn distinction_gaps_fill_the_time_while_the_grade_is_undecided() {
    let rubric = Rubric::builtin().unwrap();
    let plan = plan(
        &coverage(&rubric, gaps(&["K2.6", "S10.4", "S12.7", "B15.4"], Status::Partial)),
        &rubric,
        30.0,
        1,
    );
    assert_eq!(plan.questions.iter().flat_map(|q| &q.criteria).count(), 4);
    assert!(
        plan.questions[0]
            .why
            .contains("For distinction: 6 of 10 shown, 7 needed.")
    );
}

#[test]
fn few_gaps_get_the_comfortable_time_and_an_opener() {
    let rubric = Rubric::builtin().unwrap();
    let plan = plan(
        &coverage(&rubric, gaps(&["K2.1", "S11.1"], Status::NotFound)),
        &rubric,
        30.0,
        1,
    );
    let minutes: Vec<f32> = plan.questions.iter().map(|q| q.minutes).collect();
    assert_eq!(minutes, [1.5, 3.0]);
    assert_eq!(plan.opener.map(|o| o.minutes), Some(1.0));
    assert!((plan.planned_minutes - 5.5).abs() < f32::EPSILON);
}

#[test]
fn one_question_serves_criteria_that_belong_together() {
    let rubric = Rubric::builtin().unwrap();
    let plan = plan(
        &coverage(&rubric, gaps(&["S12.4", "S12.5", "S12.6"], Status::NotFound)),
        &rubric,
        30.0,
        1,
    );
    assert_eq!(plan.questions.len(), 1);
    assert_eq!(plan.questions[0].criteria, ["S12.4", "S12.5", "S12.6"]);
    assert_eq!(plan.questions[0].probes.len(), 3);
}

#[test]
fn a_partial_criterion_starts_from_the_reports_own_words() {
    let rubric = Rubric::builtin().unwrap();
    let mut criteria = coverage(&rubric, gaps(&["K2.2"], Status::Partial));
    let first = plan(&criteria, &rubric, 30.0, 1);
    assert!(
        first.questions[0]
            .text
            .starts_with("You wrote: “I wrote about K2.2 in my own words here.”")
    );
    assert_eq!(first.questions[0].report_says[0].block, 3);
    criteria[1].evidence = vec![evidence("it was fine")];
    let plain = plan(&criteria, &rubric, 30.0, 1);
    assert_eq!(plain.questions[0].text, rubric.questions_of("K2.2").unwrap().main[0]);
}

#[test]
fn no_two_questions_start_from_the_same_words() {
    let rubric = Rubric::builtin().unwrap();
    let mut criteria = coverage(&rubric, gaps(&["K2.2", "K4.2"], Status::Partial));
    let same = "Our manager rings three customers each week and tells us what was said.";
    let other = "I read the notes of those calls before I start on a Monday.";
    for coverage in criteria.iter_mut().filter(|c| c.status == Status::Partial) {
        coverage.evidence = vec![evidence(same), evidence(other)];
    }
    let plan = plan(&criteria, &rubric, 30.0, 1);
    let starts = |quote: &str| plan.questions.iter().filter(|q| q.text.contains(quote)).count();
    assert_eq!((starts(same), starts(other)), (1, 1));
}

#[test]
fn two_attempts_share_no_question() {
    let rubric = Rubric::builtin().unwrap();
    for status in [Status::NotFound, Status::Partial] {
        let criteria = coverage(&rubric, |_| Some(status));
        let texts = |attempt| {
            let plan = plan(&criteria, &rubric, 30.0, attempt);
            let opener = plan.opener.map(|opener| opener.text);
            let all = plan.questions.into_iter().chain(plan.if_time_allows).map(|q| q.text);
            all.chain(opener).collect::<Vec<_>>()
        };
        let first = texts(1);
        assert!(texts(2).iter().all(|text| !first.contains(text)));
    }
}

#[test]
fn questions_follow_the_rubrics_order() {
    let rubric = Rubric::builtin().unwrap();
    let plan = plan(&coverage(&rubric, |_| Some(Status::Partial)), &rubric, 120.0, 1);
    let component = |q: &Question| {
        let id = &rubric.criterion(&q.criteria[0]).unwrap().component;
        rubric.components.iter().position(|c| &c.id == id).unwrap()
    };
    assert!(plan.questions.iter().map(component).is_sorted());
}

#[test]
fn a_rubric_may_limit_the_number_of_questions() {
    let mut rubric = Rubric::builtin().unwrap();
    rubric.interview.max_questions = Some(3);
    let plan = plan(&coverage(&rubric, |_| Some(Status::NotFound)), &rubric, 30.0, 1);
    assert_eq!(plan.questions.len(), 3);
}

#[test]
fn a_rubric_without_questions_still_gets_open_ones() {
    let mut rubric = Rubric::builtin().unwrap();
    (rubric.questions, rubric.shared_questions, rubric.openers) = (vec![], vec![], vec![]);
    let plan = plan(&coverage(&rubric, gaps(&["K2.1"], Status::NotFound)), &rubric, 30.0, 1);
    assert_eq!(
        plan.questions[0].text,
        "What can you tell me about the aims of the organisation?"
    );
}

mod requests;
