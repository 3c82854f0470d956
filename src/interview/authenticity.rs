//! Whether a report could have been written by anybody, and which of its criteria to hear in the apprentice's own words.
//!
//! The work must be the apprentice's own. A text that tells of no case, names nobody and nothing, or repeats the brief
//! is no proof against it, but a reason to listen.

use crate::coverage::lexicon::{FIRST_PERSON, signals};
use crate::coverage::missing::is_account;
use crate::coverage::{CriterionCoverage, Status};
use crate::judgement::Judged;
use crate::rubric::Rubric;
use crate::words::lower_words;
use std::collections::BTreeSet;

/// Most criteria taken up. More would turn the interview from what is open to what is shown.
pub(super) const MOST: usize = 3;
/// With fewer criteria shown the interview is about the gaps.
const LEAST_SHOWN: usize = 6;
/// Share of the shown criteria with little of the apprentice's own from which a report counts as general. Of the 190
/// labelled reports 13 pass it, nearly all written in general terms, as advice or as "we"; at 0.3 reports with real cases begin to.
const GENERAL: f32 = 0.4;
/// Copied passages from which a report counts as copied. One may be a heading or a definition.
const COPIED: usize = 2;
/// Share of a passage's three-word runs that stand in the rubric from which it is copied.
const COPIED_SHARE: f32 = 0.6;
/// Own detail under this is little: a bare statement has 1, one with a figure or a name in it 2.
const ENOUGH: u32 = 3;

/// Codes of the criteria to verify, the one with least detail first; empty where the report is the apprentice's own by all
/// signs. What the assessor has judged is left out.
pub(super) fn doubtful<'a>(criteria: &'a [CriterionCoverage], rubric: &Rubric, judged: &[Judged]) -> Vec<&'a str> {
    let shown: Vec<&CriterionCoverage> = criteria
        .iter()
        .filter(|c| c.status == Status::Evidenced && c.evidence.iter().any(|e| !e.in_appendix))
        .collect();
    if shown.len() < LEAST_SHOWN {
        return Vec::new();
    }
    let given = given(rubric);
    let details: Vec<u32> = shown.iter().map(|coverage| own_detail(coverage, &given)).collect();
    let little = details.iter().filter(|&&detail| detail < ENOUGH).count();
    let copied = details.iter().filter(|&&detail| detail == 0).count();
    if (little as f32) < GENERAL * shown.len() as f32 && copied < COPIED {
        return Vec::new();
    }
    let mut ranked: Vec<(u32, &str)> = details
        .into_iter()
        .zip(shown)
        .filter(|(detail, coverage)| *detail < ENOUGH && judged.iter().all(|j| j.code != coverage.code))
        .map(|(detail, coverage)| (detail, coverage.code.as_str()))
        .collect();
    // Stable: of equal ones the earlier in the rubric.
    ranked.sort_by_key(|(detail, _)| *detail);
    ranked.truncate(MOST);
    ranked.into_iter().map(|(_, code)| code).collect()
}

type Run = [String; 3];

fn runs(text: &str) -> BTreeSet<Run> {
    let words = lower_words(text);
    let run = |w: &[String]| <Run>::try_from(w.to_vec()).ok();
    words.windows(3).filter_map(run).collect()
}

/// What every apprentice is given: wordings, briefs and titles.
fn given(rubric: &Rubric) -> BTreeSet<Run> {
    let wordings = rubric.criteria.iter().map(|criterion| criterion.wording.as_str());
    let briefs = rubric.tasks.iter().map(|task| task.brief.as_str());
    let meanings = rubric.terms.iter().map(|term| term.meaning.as_str());
    wordings.chain(briefs).chain(meanings).flat_map(runs).collect()
}

/// The most detail that one of the quotes has: 0 if all are copied, else 1 and one more for each of: an account of what was
/// done, figures, a name, speech.
fn own_detail(coverage: &CriterionCoverage, given: &BTreeSet<Run>) -> u32 {
    let body = coverage.evidence.iter().filter(|evidence| !evidence.in_appendix);
    body.map(|evidence| detail(&evidence.quote, given))
        .max()
        .unwrap_or_default()
}

fn detail(quote: &str, given: &BTreeSet<Run>) -> u32 {
    let own = runs(quote);
    let copied = own.intersection(given).count() as f32;
    if !own.is_empty() && copied >= COPIED_SHARE * own.len() as f32 {
        return 0;
    }
    let figures = quote.contains(|c: char| c.is_ascii_digit());
    let speech = quote.contains(['“', '”', '"']);
    let mine = signals(quote).get(FIRST_PERSON).is_some_and(|&signal| signal > 0.0);
    1 + [is_account(quote), mine, figures, speech, names_something(quote)]
        .map(u32::from)
        .iter()
        .sum::<u32>()
}

/// A word in capitals that does not begin a sentence.
fn names_something(quote: &str) -> bool {
    let words: Vec<&str> = quote.split_whitespace().collect();
    words.windows(2).any(|pair| {
        let [before, word] = pair else { return false };
        let is_name = word.chars().next().is_some_and(char::is_uppercase)
            && word.chars().filter(|c| c.is_alphabetic()).count() > 1;
        is_name && !before.ends_with(['.', '!', '?', ':']) && !word.starts_with("I'") && !word.starts_with("I’")
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::coverage::Evidence;

    fn shown(quotes: &[&str]) -> Vec<CriterionCoverage> {
        let rubric = Rubric::builtin().unwrap();
        let evidence = |quote: &str| Evidence {
            block: 0,
            start: 0,
            end: quote.len(),
            quote: quote.to_owned(),
            page: None,
            sections: vec![],
            in_appendix: false,
            strength: 0.9,
        };
        let of = rubric.criteria.iter().zip(quotes);
        of.map(|(criterion, quote)| CriterionCoverage {
            code: criterion.code.clone(),
            level: criterion.level,
            status: Status::Evidenced,
            score: 2.0,
            confidence: 0.9,
            evidence: vec![evidence(quote)],
            missing: vec![],
            reason: String::new(),
        })
        .collect()
    }

    const OWN: &str = "On 3 May I rang Mrs Dale in Marlsea because her chair was late.";
    const GENERAL_TEXT: &str = "It is important to give good service so that customers come back.";

    #[test]
    fn an_own_report_is_not_doubted() {
        let rubric = Rubric::builtin().unwrap();
        let mut quotes = [OWN; 8];
        quotes[3] = GENERAL_TEXT;
        assert!(doubtful(&shown(&quotes), &rubric, &[]).is_empty());
    }

    #[test]
    fn a_general_report_is_verified_where_it_has_least_of_its_own() {
        let rubric = Rubric::builtin().unwrap();
        let copied = rubric.criteria[4].wording.clone();
        let mut quotes = [GENERAL_TEXT; 8];
        quotes[0] = OWN;
        quotes[4] = &copied;
        let criteria = shown(&quotes);
        let codes = doubtful(&criteria, &rubric, &[]);
        assert_eq!(codes, [criteria[4].code.as_str(), &criteria[1].code, &criteria[2].code]);
    }

    #[test]
    fn what_the_assessor_judged_needs_no_verification() {
        let rubric = Rubric::builtin().unwrap();
        let criteria = shown(&[GENERAL_TEXT; 8]);
        let judged = Judged {
            code: criteria[0].code.clone(),
            status: Status::Evidenced,
            tool_status: Status::Evidenced,
            note: String::new(),
        };
        assert!(!doubtful(&criteria, &rubric, &[judged]).contains(&criteria[0].code.as_str()));
    }

    #[test]
    fn two_copied_passages_are_enough() {
        let rubric = Rubric::builtin().unwrap();
        let wordings = [rubric.criteria[1].wording.clone(), rubric.criteria[2].wording.clone()];
        let mut quotes = [OWN; 8];
        (quotes[1], quotes[2]) = (&wordings[0], &wordings[1]);
        assert_eq!(doubtful(&shown(&quotes), &rubric, &[]), ["K2.2", "K2.3"]);
    }
}
