//! What is asked for: chosen criteria, judgements, the grade in reach; and what holds for any statuses.

use super::*;
use crate::judgement::Judged;
use proptest::prelude::*;

const DISTINCTION: [&str; 10] = [
    "K2.6", "K7.3", "K3.4", "K3.5", "S11.3", "S10.4", "S12.7", "B13.3", "B15.4", "B15.5",
];

fn request<'a>(only: &'a [String], judged: &'a [Judged]) -> Request<'a> {
    Request {
        limit_minutes: 30.0,
        attempt: 1,
        only,
        judged,
    }
}

fn codes(plan: &InterviewPlan) -> Vec<&str> {
    plan.questions
        .iter()
        .flat_map(|q| &q.criteria)
        .map(String::as_str)
        .collect()
}

fn why<'a>(plan: &'a InterviewPlan, code: &str) -> &'a str {
    let mut all = plan.questions.iter().chain(&plan.if_time_allows);
    let question = all.find(|q| q.criteria.iter().any(|c| c == code));
    question.map(|q| q.why.as_str()).unwrap_or_default()
}

#[test]
fn the_distinction_criteria_are_these() {
    let rubric = Rubric::builtin().unwrap();
    let mut of_level: Vec<&str> = rubric
        .criteria
        .iter()
        .filter(|c| c.level == Level::Distinction)
        .map(|c| c.code.as_str())
        .collect();
    let mut listed = DISTINCTION.to_vec();
    of_level.sort_unstable();
    listed.sort_unstable();
    assert_eq!(of_level, listed);
}

#[test]
fn beyond_seven_shown_nothing_hangs_on_the_rest() {
    let rubric = Rubric::builtin().unwrap();
    let criteria = coverage(&rubric, gaps(&DISTINCTION[..3], Status::Partial));
    let plan = plan(&criteria, &rubric, 30.0, 1);
    assert!(why(&plan, "K2.6").contains("For distinction: 7 of 10 shown, 7 needed, so nothing hangs on this one."));
}

#[test]
fn a_distinction_out_of_reach_comes_after_all_else() {
    let rubric = Rubric::builtin().unwrap();
    // None is shown, seven are needed; the pass gaps leave time for a few.
    let many = ["K2.1", "K3.1", "S11.1", "S12.1", "S12.3", "B13.1", "B14.1", "B15.1"];
    let open = |code: &str| (DISTINCTION.contains(&code) || many.contains(&code)).then_some(Status::NotFound);
    let mut criteria = coverage(&rubric, open);
    let plan = plan(&criteria, &rubric, 15.0, 1);
    assert!(many.iter().all(|code| scheduled(&plan, code)), "{:?}", codes(&plan));
    assert!(why(&plan, "K7.3").contains("0 of 10 shown, 7 needed, out of reach in this interview."));
    // With one more shown than lacks, the time is enough again.
    for coverage in criteria
        .iter_mut()
        .filter(|c| DISTINCTION[..6].contains(&c.code.as_str()))
    {
        coverage.status = Status::Evidenced;
    }
    let plan = super::plan(&criteria, &rubric, 30.0, 1);
    assert!(why(&plan, "B13.3").contains("For distinction: 6 of 10 shown, 7 needed."));
}

#[test]
fn only_the_criteria_chosen_are_asked_about_whatever_their_status() {
    let rubric = Rubric::builtin().unwrap();
    let criteria = coverage(&rubric, gaps(&["K2.1", "K2.2", "S12.4"], Status::NotFound));
    let only = rubric.select("K2.1,K2.3,K2.6").unwrap();
    let plan = plan_for(&criteria, &rubric, &request(&only, &[]));
    assert_eq!(codes(&plan), ["K2.1", "K2.3", "K2.6"]);
    assert!(why(&plan, "K2.3").contains("because you chose it"));
    assert_eq!(plan.only, only);
}

#[test]
fn the_reason_says_what_the_assessor_judged() {
    let rubric = Rubric::builtin().unwrap();
    let criteria = coverage(&rubric, gaps(&["K2.1", "K2.4"], Status::NotFound));
    let judged = [Judged {
        code: "K2.1".to_owned(),
        status: Status::NotFound,
        tool_status: Status::Evidenced,
        note: String::new(),
    }];
    let plan = plan_for(&criteria, &rubric, &request(&[], &judged));
    assert!(why(&plan, "K2.1").starts_with("You judged K2.1 not found"));
    assert!(why(&plan, "K2.4").starts_with("K2.4 not found"));
}

#[test]
fn a_general_report_is_verified_after_the_gaps_and_the_deciding_ones() {
    let rubric = Rubric::builtin().unwrap();
    let mut criteria = coverage(
        &rubric,
        gaps(&["K2.1", "K2.6", "K7.3", "K3.4", "K3.5"], Status::NotFound),
    );
    for coverage in &mut criteria {
        for evidence in &mut coverage.evidence {
            "It is important that customers are helped in a good way.".clone_into(&mut evidence.quote);
        }
    }
    let longest = plan(&criteria, &rubric, 30.0, 1);
    let verified: Vec<&Question> = longest
        .questions
        .iter()
        .filter(|q| q.why.contains("general words"))
        .collect();
    assert_eq!(verified.len(), 3);
    assert!(verified.iter().all(|q| q.criteria.len() == 1 && !q.text.contains('“')));
    // In a shorter time the gap and the distinction criteria stay, and what is left is named.
    let short = plan(&criteria, &rubric, 13.0, 1);
    for code in ["K2.1", "K2.6", "K7.3", "K3.4", "K3.5"] {
        assert!(scheduled(&short, code), "{code}");
    }
    assert!(short.if_time_allows.iter().any(|q| q.why.contains("general words")));
}

fn any_status() -> impl Strategy<Value = Status> {
    prop_oneof![Just(Status::NotFound), Just(Status::Partial), Just(Status::Evidenced)]
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]

    #[test]
    fn whatever_the_statuses_no_gap_is_dropped(
        statuses in proptest::collection::vec((any_status(), 0.0_f32..1.0, any::<bool>()), 40),
        minutes in 0.0_f32..75.0,
        attempt in 1_u8..4,
        chosen in proptest::option::of(proptest::collection::vec(0_usize..40, 1..12)),
    ) {
        let rubric = Rubric::builtin().unwrap();
        let of = |code: &str| rubric.criteria.iter().position(|c| c.code == code).map(|index| statuses[index]);
        let mut criteria = coverage(&rubric, |code| of(code).map(|(status, ..)| status));
        for (coverage, (_, confidence, is_general)) in criteria.iter_mut().zip(&statuses) {
            coverage.confidence = *confidence;
            for evidence in coverage.evidence.iter_mut().filter(|_| *is_general) {
                "Customers should be helped in a good way.".clone_into(&mut evidence.quote);
            }
        }
        let chosen = chosen.unwrap_or_default();
        let only: Vec<String> = chosen.iter().map(|&index| rubric.criteria[index].code.clone()).collect();
        let request = Request { limit_minutes: minutes, attempt, only: &only, judged: &[] };
        let plan = plan_for(&criteria, &rubric, &request);

        let sum: f32 = plan.questions.iter().map(|q| q.minutes).sum();
        prop_assert!(sum <= minutes && plan.planned_minutes <= minutes);
        let named = |code: &str| plan.questions.iter().chain(&plan.if_time_allows).any(|q| q.criteria.iter().any(|c| c == code));
        let wanted = |code: &String| only.is_empty() || only.contains(code);
        for coverage in criteria.iter().filter(|c| wanted(&c.code) && c.status != Status::Evidenced) {
            prop_assert!(named(&coverage.code), "{} is dropped", coverage.code);
        }
        if !only.is_empty() {
            let all = plan.questions.iter().chain(&plan.if_time_allows).flat_map(|q| &q.criteria);
            prop_assert!(all.clone().all(|code| only.contains(code)) && only.iter().all(|code| named(code)));
        }
        prop_assert_eq!(&plan, &plan_for(&criteria, &rubric, &request));

        let other = plan_for(&criteria, &rubric, &Request { attempt: attempt % 2 + 1, ..request });
        if attempt < 3 {
            let texts = |plan: &InterviewPlan| plan.questions.iter().chain(&plan.if_time_allows).map(|q| q.text.clone()).collect::<Vec<_>>();
            let first = texts(&plan);
            prop_assert!(texts(&other).iter().all(|text| !first.contains(text)));
        }
    }
}
