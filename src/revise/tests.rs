//! Masking a whole analysis.

use super::*;
use crate::pipeline::analyse;

const REPORT: &str = "Apprentice showcase\n\nThe aims of the organisation\n\n\
    Harbour Lane is a garden centre in the retail sector. Its aim is to be the first place people come to for plants.\n\n\
    Dealing with customer conflict\n\n\
    Mrs Patel was upset because order no. 44712 had not come. I stayed calm and listened to Mrs Patel, let her finish and \
    asked what it was for. I rang Mrs Patel on 07700 900123 on Tuesday to tell her where her bench was, and wrote to \
    priti@mail.example.com on 12 May.\n";

fn analysed(rubric: &Rubric) -> Analysis {
    let options = Options {
        fast: true,
        ..Options::default()
    };
    analyse(REPORT.as_bytes(), "report.txt", rubric, &options).unwrap()
}

#[test]
fn without_a_wish_nothing_changes() {
    let rubric = Rubric::builtin().unwrap();
    let analysis = analysed(&rubric);
    assert_eq!(revise(analysis.clone(), &rubric, &Revision::default()), analysis);
}

#[test]
fn other_minutes_and_another_attempt_give_another_plan() {
    let rubric = Rubric::builtin().unwrap();
    let analysis = analysed(&rubric);
    let options = crate::Options {
        interview_minutes: Some(12.0),
        attempt: 2,
        ..crate::Options::default()
    };
    let revision = Revision {
        options,
        ..Revision::default()
    };
    let revised = revise(analysis.clone(), &rubric, &revision).interview;
    assert!(revised.limit_minutes < 12.1 && revised.planned_minutes <= 12.0);
    assert_ne!(revised.questions, analysis.interview.questions);
}

#[test]
fn masking_leaves_no_personal_data_and_keeps_quotes_exact() {
    let rubric = Rubric::builtin().unwrap();
    let revision = Revision {
        mask: true,
        ..Revision::default()
    };
    let masked = revise(analysed(&rubric), &rubric, &revision);
    assert_eq!(masked.report.name, MASKED_NAME);
    let named = Revision {
        keep_name: true,
        ..revision
    };
    assert_eq!(revise(analysed(&rubric), &rubric, &named).report.name, "report.txt");
    assert!(masked.masked && masked.interview.masked);
    let json = serde_json::to_string(&masked).unwrap();
    for secret in ["Patel", "44712", "900123", "priti@"] {
        assert!(!json.contains(secret), "{secret}");
    }
    let evidence = masked.criteria.iter().flat_map(|criterion| &criterion.evidence);
    let mut named = 0;
    for evidence in evidence {
        let text = &masked.blocks[evidence.block].text;
        assert_eq!(&text[evidence.start..evidence.end], evidence.quote);
        named += usize::from(evidence.quote.contains("[name]"));
    }
    assert!(named > 0);
    assert!(json.contains("12 May"));
}
