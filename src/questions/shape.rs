//! The shape of a sentence: what it asks, and whether yes or no would answer it.
//!
//! English asks yes or no by putting the verb first ("Did you …"), in the first clause or in a later one ("When it rang,
//! did you …"), or by saying a statement as a question ("You rang back?"). A word that leaves the answer open
//! (what, how, tell me) undoes this only where it governs the verb: "What did you say?" is open, "Did you say
//! what you did?" is not. No grammar is needed for that, only which kind of word begins each clause.

use super::phrase::{Marked, after_fillers};
use super::rules::Words;
use super::text::{Kind, Sentence};
use std::ops::Range;

/// Words of a short continuation ("And after that?"), which leaves the answer open without any question word.
const SHORT: usize = 3;
/// Words of one item in a list of choices.
const ITEM: usize = 4;

/// A stretch of a sentence between breaks.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Clause {
    pub(super) range: Range<usize>,
    /// The first token that is no filler.
    lead: usize,
    /// The word that asks, if there is one.
    core: Option<usize>,
    /// Whether that word stands where the clause begins.
    leads: bool,
    /// Whether that word is an imperative ("tell me").
    imperative: bool,
}

/// Why yes or no would answer a sentence.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Closed {
    /// A verb comes before who does it.
    Opener(Range<usize>),
    /// A statement said as a question.
    Statement(Range<usize>),
}

impl Closed {
    pub(super) fn range(&self) -> Range<usize> {
        match self {
            Self::Opener(range) | Self::Statement(range) => range.clone(),
        }
    }
}

/// A sentence with its clauses.
#[derive(Debug)]
pub(super) struct Shape<'a> {
    pub(super) marked: Marked<'a>,
    clauses: Vec<Clause>,
    words: &'a Words,
}

impl<'a> Shape<'a> {
    pub(super) fn new(sentence: &'a Sentence, words: &'a Words) -> Self {
        let clauses = sentence
            .clauses()
            .into_iter()
            .map(|range| clause(sentence, range, words));
        Self {
            marked: Marked::new(sentence, words),
            clauses: clauses.collect(),
            words,
        }
    }

    fn sentence(&self) -> &'a Sentence {
        self.marked.sentence
    }

    fn is(&self, class: &str, at: usize) -> bool {
        self.sentence().word(at).is_some_and(|word| self.words.is(class, word))
    }

    fn is_auxiliary(&self, at: usize) -> bool {
        self.is("auxiliary", at) || self.is("negative", at)
    }

    fn is_one_of(&self, at: usize, words: &[&str]) -> bool {
        self.sentence().word(at).is_some_and(|word| words.contains(&word))
    }

    /// Everything from the first to the last word.
    pub(super) fn whole(&self) -> Range<usize> {
        0..self.sentence().tokens.len()
    }

    /// Whether anything is asked.
    pub(super) fn asks(&self) -> bool {
        self.sentence().is_question || self.clauses.iter().any(|clause| clause.core.is_some())
    }

    /// The first word that is no filler.
    fn first(&self) -> Option<&Clause> {
        self.clauses.iter().find(|clause| clause.lead < clause.range.end)
    }

    /// Whether it states something of somebody ("you told …") rather than opening with a place or a time.
    pub(super) fn is_statement(&self) -> bool {
        self.first()
            .is_some_and(|first| self.is("subject", first.lead) || self.is("reduced", first.lead))
    }

    /// How many things are asked.
    pub(super) fn asks_count(&self) -> usize {
        let leading = || self.clauses.iter().filter(|clause| clause.leads);
        let open = leading().filter(|clause| !clause.imperative).count();
        let joined = leading().any(|clause| !clause.imperative && clause.lead > clause.range.start);
        let told = leading().any(|clause| clause.imperative);
        open + usize::from(told && joined)
    }

    /// Whether and why yes or no would answer it.
    pub(super) fn closed(&self) -> Option<Closed> {
        let opener = self
            .opener_at_start()
            .or_else(|| self.opener_later())
            .or_else(|| self.opener_within());
        opener
            .map(Closed::Opener)
            .or_else(|| self.is_closed_statement().then(|| Closed::Statement(self.whole())))
    }

    fn opener_at_start(&self) -> Option<Range<usize>> {
        let first = self.first()?;
        let (at, next) = (first.lead, first.lead + 1);
        let is_request_to_look = self.is_one_of(at, &["have"]) && self.is_one_of(next, &["a"]);
        let is_stressed = self.is_one_of(at, &["do"]) && self.is("imperative", next);
        // "Should a customer complain, what do you do?" only sets the scene.
        let rest = self.clauses.iter().skip_while(|clause| *clause != first).skip(1);
        let sets_scene = self.is_one_of(at, &["had", "should", "were"]) && rest.clone().any(|c| c.leads);
        let says_who = self.sentence().is_question || self.is("subject", next);
        let closed = self.is_auxiliary(at) && says_who && !is_request_to_look && !is_stressed && !sets_scene;
        closed.then(|| at..self.through_subject(at))
    }

    /// The verb at `at` and the word after it.
    fn through_subject(&self, at: usize) -> usize {
        at + 1 + usize::from(self.sentence().word(at + 1).is_some())
    }

    /// "When it rang, did you …": a later clause that begins so, unless an open word still waits for its verb.
    fn opener_later(&self) -> Option<Range<usize>> {
        let later = self.clauses.iter().enumerate().skip(1);
        let mut openers = later.filter(|(index, clause)| {
            let at = clause.lead;
            let joined = at > clause.range.start;
            self.is_auxiliary(at) && self.is("subject", at + 1) && (joined || !self.is_waiting(*index))
        });
        let asks = self.sentence().is_question;
        let (_, clause) = openers.next().filter(|_| asks)?;
        Some(clause.lead..self.through_subject(clause.lead))
    }

    /// Whether an open word in a clause before `index` has no verb yet: "How, in your own words, would you …".
    fn is_waiting(&self, index: usize) -> bool {
        let before = self.clauses.iter().take(index);
        before
            .rev()
            .find(|clause| clause.core.is_some() && !clause.imperative)
            .is_some_and(|c| !self.is_complete(c))
    }

    fn is_complete(&self, clause: &Clause) -> bool {
        let Some(core) = clause.core else { return true };
        let holds_verb = self.sentence().word(core).is_some_and(|word| word.contains('\''));
        let after = core + 1..clause.range.end;
        let who_acts = self.is_one_of(core, &["who"]) && after.len() > 1;
        holds_verb
            || who_acts
            || after
                .into_iter()
                .any(|at| self.is_auxiliary(at) || self.is("complete", at))
    }

    /// "… and did you …" without a comma.
    fn opener_within(&self) -> Option<Range<usize>> {
        let joins = |at: usize| self.is_one_of(at, &["and", "or", "but"]);
        let opens = |at: &usize| joins(*at) && self.is_auxiliary(at + 1) && self.is("pronoun", at + 2);
        let at = self.whole().find(opens).filter(|_| self.sentence().is_question)?;
        Some(at + 1..at + 3)
    }

    fn is_closed_statement(&self) -> bool {
        if !self.sentence().is_question || self.clauses.iter().any(|clause| clause.core.is_some()) {
            return false;
        }
        let opens = self.whole().any(|at| self.is("open", at));
        (self.is_statement() || !opens) && !self.continues()
    }

    /// "And then?", "Such as?", "And your part in it?"
    fn continues(&self) -> bool {
        let joins = self.is_one_of(0, &["and", "then", "so", "such", "for", "because"]);
        let acts = self.is("pronoun", 1) || self.whole().any(|at| self.is_auxiliary(at));
        let most = if self.is_one_of(1, &["your"]) { SHORT + 2 } else { SHORT };
        joins && self.whole().len() <= most && !acts
    }

    /// The choices that are offered to pick from ("…, by phone or by e-mail?").
    pub(super) fn choices(&self) -> Option<Range<usize>> {
        let or = |range: &Range<usize>| range.clone().find(|&at| self.is_one_of(at, &["or", "versus", "vs"]));
        let last = self.clauses.len().checked_sub(1)?;
        let mut first = last;
        or(&self.clauses.get(last)?.range).filter(|_| self.sentence().is_question)?;
        while let Some(item) = first.checked_sub(1).and_then(|before| self.clauses.get(before))
            && first > 1
            && item.core.is_none()
            && item.range.len() <= ITEM
        {
            first -= 1;
        }
        let start = self.clauses.get(first)?.range.start;
        let end = self.clauses.get(last)?.range.end;
        let asked = self.clauses.get(..first).filter(|before| !before.is_empty())?;
        let own_verb = (start..end).any(|at| self.is_auxiliary(at) || self.is("open", at) || self.is("complete", at));
        (!own_verb && self.wants_choice(asked, start)).then_some(start..end)
    }

    fn wants_choice(&self, asked: &[Clause], start: usize) -> bool {
        let Some(ask) = asked.iter().rev().find(|clause| clause.core.is_some()) else {
            return false;
        };
        let Some(core) = ask.core.filter(|_| self.is_complete(ask) && !ask.imperative) else {
            return false;
        };
        let set_off = |at: usize| {
            self.sentence()
                .tokens
                .get(at)
                .is_some_and(|t| t.kind == Kind::Break && t.text != ",")
        };
        // "… in the shop, on the phone or online?" goes on with a list that has begun before the comma.
        let tail = asked
            .last()
            .map_or(0..0, |clause| clause.range.end.saturating_sub(ITEM)..clause.range.end);
        let goes_on = self.is("place", start) && tail.into_iter().any(|at| self.is("place", at));
        self.is_one_of(core, &["which", "who", "whose"])
            || start.checked_sub(1).is_some_and(set_off)
            || (self.is("choice", start) && !goes_on)
    }

    /// For each token whether the asker only repeats it from the report ("You wrote that …").
    pub(super) fn reported(&self) -> Vec<bool> {
        let mut reported = vec![false; self.sentence().tokens.len()];
        for at in self.whole().filter(|&at| self.reports(at)) {
            let next_ask = self
                .clauses
                .iter()
                .filter(|clause| clause.leads)
                .map(|clause| clause.range.start);
            let end = next_ask.filter(|&start| start > at).min().unwrap_or(reported.len());
            for flag in reported.iter_mut().take(end).skip(at + 1) {
                *flag = true;
            }
        }
        reported
    }

    /// Whether a verb such as "wrote" stands at `at` with the apprentice or the report doing it, and not in a question.
    fn reports(&self, at: usize) -> bool {
        const WRITING: [&str; 12] = [
            "wrote",
            "write",
            "mentioned",
            "mention",
            "mentions",
            "stated",
            "state",
            "described",
            "describe",
            "listed",
            "describes",
            "states",
        ];
        const SAYING: [&str; 3] = ["said", "say", "says"];
        let who = at
            .checked_sub(1)
            .filter(|&who| self.is_one_of(who, &["you", "report", "section", "also"]));
        let asked = who
            .and_then(|who| who.checked_sub(1))
            .is_some_and(|before| self.is_auxiliary(before));
        let says = self.is_one_of(at, &SAYING) && self.is_one_of(at + 1, &["that", "you", "your", "how", "the"]);
        who.is_some() && !asked && (self.is_one_of(at, &WRITING) || says)
    }
}

fn clause(sentence: &Sentence, range: Range<usize>, words: &Words) -> Clause {
    let is = |class: &str, at: usize| sentence.word(at).is_some_and(|word| words.is(class, word));
    let lead = after_fillers(sentence, range.clone(), words);
    let after_preposition = lead + usize::from(is("preposition", lead));
    let imperative = is("imperative", lead) && lead < range.end;
    let opens = |at: usize| at < range.end && (is("open", at) || is_timed(sentence, at, range.end, words));
    let leading = [lead, after_preposition]
        .into_iter()
        .find(|&at| opens(at))
        .or(imperative.then_some(lead));
    let verb = |at: usize| is("auxiliary", at) || is("negative", at);
    let within = range.clone().find(|&at| {
        let asks = is("open", at) || is("timed", at);
        // At the end: "The customer was told what?"
        asks && ((verb(at + 1) && is("subject", at + 2)) || (is("open", at) && at + 1 == range.end))
    });
    Clause {
        lead,
        core: leading.or(within),
        leads: leading.is_some(),
        imperative: imperative && leading == Some(lead),
        range,
    }
}

/// "When did you …", "Where, …", "When and how …" ask; "When you were there …" sets the scene.
fn is_timed(sentence: &Sentence, at: usize, end: usize, words: &Words) -> bool {
    let is = |class: &str, at: usize| sentence.word(at).is_some_and(|word| words.is(class, word));
    let next_is = |words: &[&str]| sentence.word(at + 1).is_some_and(|word| words.contains(&word));
    let joins = next_is(&["and", "or"]);
    // "Where else do you …", "When exactly did you …"
    let verb = at + 1 + usize::from(next_is(&["else", "exactly", "precisely", "again", "abouts"]));
    let asks = verb >= end || is("auxiliary", verb) || is("negative", verb);
    is("timed", at) && (asks || (joins && (is("open", at + 2) || is("timed", at + 2))))
}
