//! Doubts about the whole result, told as warnings beside what could not be read.

use super::{ENCODER_WORDS, Options};
use crate::coverage::{CriterionCoverage, Status};
use crate::document::Warning;
use crate::reader::{Choice, Depth};
use crate::rubric::Rubric;

/// Times the recommended maximum from which on a file is no report.
const MANY_TIMES: usize = 3;

/// A file with less than this part of the recommended maximum is hardly a beginning.
const HARDLY_ANY: usize = 50;

/// All doubts; `length` is in words.
pub(super) fn notes(
    rubric: &Rubric,
    choice: Choice,
    options: &Options,
    length: usize,
    criteria: &[CriterionCoverage],
) -> Vec<Warning> {
    let all = [
        uncalibrated(choice),
        unlike_a_showcase(criteria),
        unlike_in_length(length, rubric),
        read_quickly(choice, options, length),
    ];
    all.into_iter().flatten().collect()
}

/// Says so when hardly anything bears on the criteria: the wrong file, most likely.
fn unlike_a_showcase(criteria: &[CriterionCoverage]) -> Option<Warning> {
    let count = |status: Status| criteria.iter().filter(|c| c.status == status).count();
    let hardly_anything = count(Status::Evidenced) == 0 && 4 * count(Status::NotFound) >= 3 * criteria.len();
    hardly_anything.then(|| Warning {
        place: "report".to_owned(),
        message: "hardly anything in this file bears on the criteria; check that it is the right file".to_owned(),
    })
}

/// Says so when the file is many times as long as a report is, or hardly a page: what looks like evidence may be chance.
fn unlike_in_length(words: usize, rubric: &Rubric) -> Option<Warning> {
    let most = rubric.word_rule.max_words? as usize;
    let message = if words > MANY_TIMES * most {
        format!(
            "this file has {words} words, more than {MANY_TIMES} times the {most} of the guide; check that it is the right file, since \
             passages of other texts may be taken for evidence"
        )
    } else if words * HARDLY_ANY < most {
        format!("this file has only {words} word(s); check that it is the whole report")
    } else {
        return None;
    };
    Some(Warning {
        place: "length".to_owned(),
        message,
    })
}

/// Says so when the small reader took over because of the length: in words, or in what the encoder would have had to read.
fn read_quickly(choice: Choice, options: &Options, words: usize) -> Option<Warning> {
    let which = if words > ENCODER_WORDS {
        format!("files of more than {ENCODER_WORDS} words")
    } else {
        "files with so many numbers, signs or unusual words".to_owned()
    };
    (choice == Choice::Fitted(Depth::Fast) && !options.fast).then(|| Warning {
        place: "length".to_owned(),
        message: format!("{which} are read with the small reader (as with --fast), so statuses are less sure"),
    })
}

/// Says so when the statuses rest on the rubric's words alone.
fn uncalibrated(choice: Choice) -> Option<Warning> {
    (!choice.is_calibrated()).then(|| Warning {
        place: "rubric".to_owned(),
        message:
            "no labelled reports of this rubric have been learned from, so its statuses are uncalibrated; what is \
                  told in words quite unlike its wording and examples may be missed"
                .to_owned(),
    })
}
