//! The small language in which rules name words: `you must|should have`, `<auxiliary> you`, `, right $`.
//!
//! | written | matches |
//! |---|---|
//! | `word` | this word |
//! | `word*` | words that begin so |
//! | `a\|b` | either |
//! | `<class>` | any word of a class of the word lists |
//! | `word?` | this word or nothing |
//! | `_` | any one word |
//! | `~` or `~5` | up to three (five) words, not across a comma |
//! | `,` | a comma, colon, dash or bracket |
//! | `^` | nothing: here a clause begins, fillers left out |
//! | `^^` | nothing: here the sentence begins, fillers left out |
//! | `$` | nothing: here the sentence ends |

use super::rules::Words;
use super::text::{Kind, Sentence};
use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

/// Words that `~` may stand for.
const GAP: usize = 3;

#[derive(Debug, Clone, PartialEq, Eq)]
enum Element {
    Word { choice: Choice, optional: bool },
    Gap(usize),
    Break,
    ClauseStart,
    SentenceStart,
    End,
}

#[derive(Debug, Clone, Default, PartialEq, Eq)]
struct Choice {
    any: bool,
    words: BTreeSet<String>,
    stems: Vec<String>,
}

impl Choice {
    fn holds(&self, word: &str) -> bool {
        self.any || self.words.contains(word) || self.stems.iter().any(|stem| word.starts_with(stem))
    }
}

/// One phrase, ready to be looked for.
#[derive(Debug, Clone, PartialEq, Eq)]
struct Phrase(Vec<Element>);

/// Phrases, ready to be looked for.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Phrases {
    all: Vec<Phrase>,
    /// Phrases by their first word, where that is certain.
    by_word: BTreeMap<String, Vec<usize>>,
    /// All others.
    anywhere: Vec<usize>,
}

impl Phrases {
    /// Reads phrases.
    ///
    /// # Errors
    /// The first phrase that can't be read, with its cure.
    pub(super) fn read<S: AsRef<str>>(phrases: &[S], words: &Words) -> Result<Self, String> {
        let mut read = Self::default();
        for phrase in phrases {
            read.add(Phrase::read(phrase.as_ref(), words)?);
        }
        Ok(read)
    }

    fn add(&mut self, phrase: Phrase) {
        let index = self.all.len();
        match phrase.first_words() {
            Some(words) => {
                for word in words {
                    self.by_word.entry(word.clone()).or_default().push(index);
                }
            }
            None => self.anywhere.push(index),
        }
        self.all.push(phrase);
    }

    /// The tokens of every place where a phrase stands: at each place the longest.
    pub(super) fn find<'a>(&'a self, marked: &'a Marked<'a>) -> impl Iterator<Item = Range<usize>> + 'a {
        (0..marked.sentence.tokens.len()).filter_map(|at| {
            let word = marked.sentence.word(at).unwrap_or_default();
            let by_word = self.by_word.get(word).into_iter().flatten();
            let ends = by_word
                .chain(&self.anywhere)
                .filter_map(|&index| self.all.get(index)?.end(marked, at));
            ends.max().filter(|&end| end > at).map(|end| at..end)
        })
    }

    /// Whether a phrase stands anywhere.
    pub(super) fn is_in(&self, marked: &Marked<'_>) -> bool {
        self.find(marked).next().is_some()
    }
}

impl Phrase {
    fn read(text: &str, words: &Words) -> Result<Self, String> {
        let elements: Vec<Element> = text
            .split_whitespace()
            .map(|item| element(item, words).map_err(|problem| format!("the phrase \"{text}\": {problem}")))
            .collect::<Result<_, _>>()?;
        let names_a_word = |element: &Element| matches!(element, Element::Word { optional: false, .. });
        if elements.iter().any(names_a_word) {
            Ok(Self(elements))
        } else {
            Err(format!("the phrase \"{text}\" would stand everywhere; name a word"))
        }
    }

    /// The words one of which comes first; none if it may be any.
    fn first_words(&self) -> Option<&BTreeSet<String>> {
        let is_anchor = |element: &&Element| !matches!(element, Element::ClauseStart | Element::SentenceStart);
        match self.0.iter().find(is_anchor)? {
            Element::Word {
                choice,
                optional: false,
            } if !choice.any && choice.stems.is_empty() => Some(&choice.words),
            _ => None,
        }
    }

    /// Where the longest match that begins at `at` ends.
    fn end(&self, marked: &Marked<'_>, at: usize) -> Option<usize> {
        let mut places = BTreeSet::from([at]);
        for element in &self.0 {
            let from = std::mem::take(&mut places);
            for place in from {
                step(element, marked, place, &mut places);
            }
            if places.is_empty() {
                return None;
            }
        }
        places.last().copied()
    }
}

fn step(element: &Element, marked: &Marked<'_>, place: usize, places: &mut BTreeSet<usize>) {
    let word = |at: usize| marked.sentence.word(at);
    match element {
        Element::Word { choice, optional } => {
            if word(place).is_some_and(|word| choice.holds(word)) {
                places.insert(place + 1);
            }
            if *optional {
                places.insert(place);
            }
        }
        Element::Gap(most) => {
            places.insert(place);
            places.extend(
                (place..place + most)
                    .take_while(|&at| word(at).is_some())
                    .map(|at| at + 1),
            );
        }
        Element::Break => {
            if marked.is_break(place) {
                places.insert(place + 1);
            }
        }
        Element::ClauseStart if marked.clause_starts.contains(&place) => _ = places.insert(place),
        Element::SentenceStart if marked.sentence_starts.contains(&place) => _ = places.insert(place),
        Element::End if marked.ends_at(place) => _ = places.insert(place),
        Element::ClauseStart | Element::SentenceStart | Element::End => {}
    }
}

fn element(item: &str, words: &Words) -> Result<Element, String> {
    Ok(match item {
        "^" => Element::ClauseStart,
        "^^" => Element::SentenceStart,
        "$" => Element::End,
        "," => Element::Break,
        "~" => Element::Gap(GAP),
        _ if item.starts_with('~') => Element::Gap(
            item.trim_start_matches('~')
                .parse()
                .ok()
                .filter(|&most: &usize| most <= 9)
                .ok_or_else(|| format!("{item} is no gap; write ~1 to ~9"))?,
        ),
        _ => {
            let optional = item.ends_with('?');
            let choice = choice(item.trim_end_matches('?'), words)?;
            Element::Word { choice, optional }
        }
    })
}

fn choice(item: &str, words: &Words) -> Result<Choice, String> {
    let mut choice = Choice::default();
    for part in item.split('|') {
        if part == "_" {
            choice.any = true;
        } else if let Some(class) = part.strip_prefix('<').and_then(|part| part.strip_suffix('>')) {
            let listed = words
                .class(class)
                .ok_or_else(|| format!("there is no class <{class}>; use one of {}", Words::CLASSES.join(", ")))?;
            choice.words.extend(listed.iter().cloned());
        } else if let Some(stem) = part.strip_suffix('*').filter(|stem| !stem.is_empty()) {
            choice.stems.push(stem.to_owned());
        } else if part.chars().any(char::is_alphanumeric) && !part.contains(['<', '>', '*', '?']) {
            choice.words.insert(part.to_lowercase());
        } else {
            return Err(format!("\"{part}\" is not a word; see the top of the question rules"));
        }
    }
    Ok(choice)
}

/// A sentence with the places where it and its clauses begin.
#[derive(Debug)]
pub(super) struct Marked<'a> {
    pub(super) sentence: &'a Sentence,
    /// For every clause its first token, and the first one after fillers.
    clause_starts: BTreeSet<usize>,
    sentence_starts: BTreeSet<usize>,
}

impl<'a> Marked<'a> {
    pub(super) fn new(sentence: &'a Sentence, words: &Words) -> Self {
        let clauses = sentence.clauses();
        let both = |clause: &Range<usize>| [clause.start, after_fillers(sentence, clause.clone(), words)];
        let mut sentence_starts = BTreeSet::new();
        for clause in &clauses {
            sentence_starts.extend(both(clause));
            // "Thanks, and did you …": the sentence proper begins after a clause of fillers alone.
            if after_fillers(sentence, clause.clone(), words) < clause.end {
                break;
            }
        }
        Self {
            sentence,
            clause_starts: clauses.iter().flat_map(both).collect(),
            sentence_starts,
        }
    }

    fn is_break(&self, at: usize) -> bool {
        self.sentence
            .tokens
            .get(at)
            .is_some_and(|token| token.kind == Kind::Break)
    }

    fn ends_at(&self, at: usize) -> bool {
        (at..self.sentence.tokens.len()).all(|index| self.is_break(index))
    }
}

/// The first token of a clause that is no filler ("so", "and", "please"); the end if all are.
pub(super) fn after_fillers(sentence: &Sentence, clause: Range<usize>, words: &Words) -> usize {
    let is_filler = |at: usize| sentence.word(at).is_some_and(|word| words.is("filler", word));
    clause.clone().find(|&at| !is_filler(at)).unwrap_or(clause.end)
}
