//! Which sentences a question may start from.

use super::*;
use crate::coverage::{CriterionCoverage, Evidence, Status};
use crate::interview::targets::Purpose;
use crate::rubric::Rubric;

fn evidence(quote: &str, in_appendix: bool) -> Evidence {
    Evidence {
        block: 0,
        start: 0,
        end: quote.len(),
        quote: quote.into(),
        page: None,
        sections: vec![],
        in_appendix,
        strength: 0.5,
    }
}

/// What is chosen from these quotes for a criterion, while the parts of it at `open` are asked for.
fn chosen(code: &str, open: &[usize], quotes: Vec<Evidence>) -> Option<String> {
    let rubric = Rubric::builtin().unwrap();
    let criterion = rubric.criterion(code).unwrap();
    let coverage = CriterionCoverage {
        code: code.to_owned(),
        level: criterion.level,
        status: Status::Partial,
        score: 1.0,
        confidence: 0.7,
        evidence: quotes,
        missing: open.iter().map(|&index| criterion.asks[index].clone()).collect(),
        reason: String::new(),
    };
    let target = Target {
        criterion,
        coverage: &coverage,
        purpose: Purpose::PassGap,
        worth: 1,
        changed: false,
    };
    super::quotes(&target).first().map(|quote| (*quote).to_owned())
}

fn from(quotes: &[&str]) -> Option<String> {
    chosen(
        "S12.1",
        &[],
        quotes.iter().map(|quote| evidence(quote, false)).collect(),
    )
}

#[test]
fn takes_the_longest_sentence_that_stands_alone() {
    let text = "We aim to help. Our shop aims to sell good food at a fair price. This means that we work hard every day of the week.";
    assert_eq!(
        from(&[text]).as_deref(),
        Some("Our shop aims to sell good food at a fair price.")
    );
}

#[test]
fn leaves_out_what_cannot_be_read_out() {
    for text in [
        "It is important to be kind to people.",
        "I told him no and that they do this for a living.",
        "Since then I count to two before I answer.",
        "and then I rang the customer back on Monday.",
        "What would you do if a customer shouted?",
        "She said “I will never come back here again”.",
        "Customer service",
        "The law here is the Health and Safety at Work etc. Act 1974 and the rules made under it.",
        "Policies used at work: the refund policy, the uniform policy",
        &format!("I {} .", "wrote ".repeat(31)),
    ] {
        assert_eq!(from(&[text]), None, "{text}");
    }
}

#[test]
fn never_quotes_the_appendix_as_the_apprentices_words() {
    let text = "Sam has always been calm with customers.";
    let of = |quotes| chosen("S12.1", &[], quotes);
    assert_eq!(of(vec![evidence(text, true)]), None);
    assert_eq!(
        of(vec![evidence(text, true), evidence(text, false)]).as_deref(),
        Some(text)
    );
}

#[test]
fn a_cleaner_sentence_goes_before_a_stronger_one() {
    let rough = "On monday i told the custmer that we would look in to it for her as soon as we could.";
    let clean = "I told the customer that I would look into it.";
    assert_eq!(from(&[rough, clean]).as_deref(), Some(clean));
    assert_eq!(from(&[rough]).as_deref(), Some(rough));
    assert_eq!(
        from(&["I stayed calm with the man at the till.", clean]).as_deref(),
        Some("I stayed calm with the man at the till.")
    );
}

#[test]
fn nothing_that_embarrasses_is_read_out() {
    assert_eq!(
        from(&["I lost my temper with the customer and walked away from the desk."]),
        None
    );
    assert_eq!(
        from(&["The customer told me that she had cancer and could not wait."]),
        None
    );
}

#[test]
fn customers_are_not_given_away() {
    for text in [
        "I rang the customer on 07700 900123 the same day.",
        "I sent the form to jo@mail.example.com the same day.",
        "I rang the customer on [phone number] the same day.",
        "I drove the chair to NE1 4ST the same day.",
    ] {
        assert_eq!(from(&[text]), None, "{text}");
    }
    let plain = "I told the customer that I would look into it.";
    for named in [
        "I told Mrs Patel that I would look into it at once.",
        "I told Mrs [name] that I would look into it at once.",
    ] {
        assert_eq!(from(&[named, plain]).as_deref(), Some(plain));
        assert_eq!(from(&[named]).as_deref(), Some(named));
    }
}

#[test]
fn a_sentence_that_holds_the_answer_is_not_read_out() {
    let rubric = Rubric::builtin().unwrap();
    let criterion = rubric.criterion("K3.3").unwrap();
    // Every part of every criterion: a sentence made of its own words would give it away.
    for (index, ask) in criterion.asks.iter().enumerate() {
        let text = format!("I wrote down {} in the report.", ask.to_lowercase());
        if !own_words(criterion, index).is_empty() {
            assert_eq!(chosen("K3.3", &[index], vec![evidence(&text, false)]), None, "{text}");
        }
    }
    let other = "I keep the fire exits clear at the start of each shift.";
    assert_eq!(
        chosen("K3.3", &[0, 1], vec![evidence(other, false)]).as_deref(),
        Some(other)
    );
}

#[test]
fn a_sentence_that_only_repeats_the_criterion_is_not_read_out() {
    let rubric = Rubric::builtin().unwrap();
    for criterion in &rubric.criteria {
        let wording = criterion.wording.trim_end_matches('.');
        assert_eq!(
            chosen(&criterion.code, &[], vec![evidence(&format!("{wording}."), false)]),
            None
        );
    }
}
