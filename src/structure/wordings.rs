//! The rubric's wordings for headings, and how well the words of a heading match each.
//!
//! A heading is compared with every wording: how much of the wording it holds, and how much else it says; words that few
//! parts of the report share weigh more.

use super::states::States;
use super::tokens::{Shape, alike, is_little, tokens};
use crate::rubric::Rubric;
use crate::steady;

/// Weight of a word that no wording of the rubric holds, as a share of the greatest weight.
const UNKNOWN_WEIGHT: f32 = 0.35;
/// Weight of the little words of English.
const STOP_WEIGHT: f32 = 0.05;
/// What a wording is worth that is held in a heading, whatever else the heading says: of a section, of another part.
const LOOSE_SECTION: f32 = 0.45;
const LOOSE_PART: f32 = 0.0;
/// Telling words of a heading that no wording of an appendix holds, from which it is no appendix, though it speaks of
/// evidence ("Evidence of modular code"). One is common in true ones ("Evidence at the end", "Postcards and letters").
const FOREIGN_WORDS: usize = 2;
/// A heading that begins with the wording, though it be of little words ("About me and the barn").
const BEGINS: f32 = 0.5;
/// A heading that is not the wording word for word.
const NOT_WHOLE: f32 = 0.9;

/// One wording from the rubric.
pub(super) struct Wording {
    pub(super) state: usize,
    /// Indices into [`Wordings::vocabulary`].
    pub(super) tokens: Vec<usize>,
    /// Names its part also when more follows.
    pub(super) label: bool,
}

/// The rubric's wordings, ready for comparing.
pub(super) struct Wordings<'a> {
    pub(super) rubric: &'a Rubric,
    pub(super) states: States,
    pub(super) all: Vec<Wording>,
    pub(super) contents: Vec<Vec<String>>,
    /// Each word of the wordings, sorted.
    vocabulary: Vec<Known>,
}

/// A word of the wordings.
struct Known {
    text: String,
    shape: Shape,
    /// The greatest being 1.
    weight: f32,
    /// Indices into [`Wordings::all`] of those that hold it.
    holders: Vec<usize>,
}

/// A word of a heading.
pub(super) struct Word {
    /// Words of the vocabulary that it may be, slips forgiven.
    pub(super) alike: Vec<usize>,
    pub(super) weight: f32,
    pub(super) little: bool,
}

impl<'a> Wordings<'a> {
    pub(super) fn new(rubric: &'a Rubric) -> Self {
        let states = States::of(rubric);
        let texts = texts_of(rubric, states);
        let words: Vec<Vec<String>> = texts.iter().map(|(_, text, _)| tokens(text)).collect();
        let wording = |(&(state, _, labels), words): (&(usize, &str, bool), &Vec<String>)| {
            let numbered = matches!(words.as_slice(), [_, number] if is_number(number));
            let label = labels && words.len() == 1 || numbered;
            let tokens = vec![0; words.len()];
            Wording { state, tokens, label }
        };
        let mut all: Vec<Wording> = texts.iter().zip(&words).map(wording).collect();
        let vocabulary = vocabulary(&words, &mut all, states);
        let contents = rubric.headings.contents.iter().map(|text| tokens(text)).collect();
        Self {
            rubric,
            states,
            all,
            contents,
            vocabulary,
        }
    }

    pub(super) fn word(&self, word: &str) -> Word {
        // Words that are alike begin with the same letter, and the vocabulary is sorted.
        let first = word.chars().next();
        let from = self
            .vocabulary
            .partition_point(|known| known.text.chars().next() < first);
        let near = self.vocabulary[from..].iter().zip(from..);
        let shape = Shape::of(word);
        let found: Vec<usize> = near
            .take_while(|(known, _)| known.text.chars().next() == first)
            .filter(|(known, _)| alike((word, shape), (&known.text, known.shape)))
            .map(|(_, id)| id)
            .collect();
        let little = is_little(word);
        let weight = match find(&self.vocabulary, word).or(found.first().copied()) {
            Some(id) => self.vocabulary[id].weight,
            None if little || is_number(word) => STOP_WEIGHT,
            None => UNKNOWN_WEIGHT,
        };
        Word {
            alike: found,
            weight,
            little,
        }
    }

    /// The label with which the heading begins.
    pub(super) fn label_of(&self, words: &[Word]) -> Option<&Wording> {
        let begins = |wording: &&Wording| {
            let held = wording
                .tokens
                .iter()
                .zip(words)
                .filter(|(token, word)| word.alike.contains(token));
            wording.label && held.count() == wording.tokens.len()
        };
        self.all.iter().find(begins)
    }

    /// Whether the heading can be an appendix's. One that says "appendix" or "annex" can, whatever else it says; "evidence"
    /// and its like are words of other headings as well.
    pub(super) fn may_be_appendix(&self, words: &[Word]) -> bool {
        let says_so = |word: &Word| {
            let mut numbered = self.all.iter().filter(|wording| self.is_numbered_appendix(wording));
            numbered.any(|wording| word.alike.contains(&wording.tokens[0]))
        };
        let foreign = words.iter().filter(|word| self.is_foreign_to_appendix(word)).count();
        foreign < FOREIGN_WORDS || words.iter().any(says_so)
    }

    /// "Appendix A": what stands before the letter is a name for appendices.
    fn is_numbered_appendix(&self, wording: &Wording) -> bool {
        wording.state == States::APPENDIX
            && matches!(wording.tokens.as_slice(), [_, mark] if is_mark(&self.vocabulary[*mark].text))
    }

    fn is_foreign_to_appendix(&self, word: &Word) -> bool {
        let mut holders = word.alike.iter().flat_map(|id| &self.vocabulary[*id].holders);
        word.weight > STOP_WEIGHT && !holders.any(|holder| self.all[*holder].state == States::APPENDIX)
    }

    /// The best wording of each state that is held at all, in the order of the wordings.
    pub(super) fn compare(&self, words: &[Word]) -> Vec<Match> {
        let total: f32 = words.iter().map(|word| word.weight).sum();
        let mut held = vec![false; self.vocabulary.len()];
        let mut holders: Vec<usize> = Vec::new();
        for &token in words.iter().flat_map(|word| &word.alike) {
            if !std::mem::replace(&mut held[token], true) {
                holders.extend(&self.vocabulary[token].holders);
            }
        }
        holders.sort_unstable();
        holders.dedup();
        let mut best: Vec<Match> = Vec::new();
        for at in holders {
            let found = self.score(words, &held, total, &self.all[at]);
            match best.iter_mut().find(|other| other.state == found.state) {
                Some(other) if other.score < found.score => *other = found,
                Some(_) => {}
                None => best.push(found),
            }
        }
        best
    }

    /// `held_words` says of each word of the vocabulary whether the heading holds it.
    fn score(&self, words: &[Word], held_words: &[bool], total: f32, wording: &Wording) -> Match {
        let (mut used, mut used_count, mut telling) = (0_u64, 0, false);
        let (mut held, mut asked) = (0.0, 0.0);
        for token in &wording.tokens {
            let weight = self.vocabulary[*token].weight;
            asked += weight;
            if !held_words[*token] {
                continue;
            }
            let is_free = |at: usize| used & (1 << at) == 0;
            let mut places = words.iter().enumerate();
            if let Some((at, word)) = places.find(|(at, word)| is_free(*at) && word.alike.contains(token)) {
                used |= 1 << at;
                used_count += 1;
                telling |= !word.little;
                held += weight;
            }
        }
        let kept = if total > 0.0 { (held / total).min(1.0) } else { 0.0 };
        let covered = if asked > 0.0 { held / asked } else { 0.0 };
        let room = if self.states.section_of(wording.state).is_some() {
            LOOSE_SECTION
        } else {
            LOOSE_PART
        };
        let whole = kept.min(covered) > 0.99 && used_count == words.len();
        // The used words are the first ones.
        let begins = used_count > 1 && covered > 0.99 && used.trailing_ones() as usize == used_count;
        let score = match (whole, telling) {
            (true, _) => 1.0,
            // Little words alone name nothing.
            (false, true) => NOT_WHOLE * covered * covered * (room + (1.0 - room) * kept),
            (false, false) => 0.0,
        };
        let score = if begins { score.max(BEGINS) } else { score };
        Match {
            state: wording.state,
            score,
            used,
        }
    }
}

/// The words of all wordings, sorted, each with a weight that is the smaller the more parts of the report share it. Tells
/// the wordings their places among them.
fn vocabulary(words: &[Vec<String>], all: &mut [Wording], states: States) -> Vec<Known> {
    let mut uses: Vec<Use> = Vec::new();
    for (wording, words) in words.iter().enumerate() {
        uses.extend(words.iter().enumerate().map(|(at, word)| Use {
            start: start(word),
            word,
            wording,
            at,
        }));
    }
    uses.sort_unstable();
    let most = steady::ln(states.count() as f32 + 1.0);
    let mut known = Vec::new();
    for uses in uses.chunk_by(|a, b| a.word == b.word) {
        for one in uses {
            all[one.wording].tokens[one.at] = known.len();
        }
        let word = uses[0].word;
        let holders: Vec<usize> = uses.iter().map(|one| one.wording).collect();
        // The wordings of a state stand together.
        let parts = holders.chunk_by(|&a, &b| all[a].state == all[b].state).count();
        let weight = if is_little(word) || is_number(word) {
            STOP_WEIGHT
        } else {
            (most - steady::ln(parts as f32)) / most
        };
        known.push(Known {
            text: word.to_owned(),
            shape: Shape::of(word),
            weight,
            holders,
        });
    }
    known
}

/// A word of a wording, in the order in which words are sorted.
#[derive(PartialEq, Eq, PartialOrd, Ord)]
struct Use<'a> {
    /// Tells most words apart at once.
    start: u64,
    word: &'a str,
    wording: usize,
    /// Its place in the wording.
    at: usize,
}

/// The first eight bytes, as a number that is the greater the later the word stands in order.
fn start(word: &str) -> u64 {
    let mut bytes = [0; 8];
    bytes.iter_mut().zip(word.bytes()).for_each(|(byte, own)| *byte = own);
    u64::from_be_bytes(bytes)
}

/// The place of a word in the vocabulary.
fn find(vocabulary: &[Known], word: &str) -> Option<usize> {
    vocabulary.binary_search_by(|known| known.text.as_str().cmp(word)).ok()
}

/// Every wording of the rubric: state, text, and whether a single word is a label.
fn texts_of(rubric: &Rubric, states: States) -> Vec<(usize, &str, bool)> {
    let mut all: Vec<(usize, &str, bool)> = Vec::new();
    for (i, task) in rubric.tasks.iter().enumerate() {
        let texts = [&task.title].into_iter().chain(&task.headings);
        all.extend(texts.map(|text| (states.task(i), text.as_str(), false)));
    }
    for (i, section) in rubric.sections.iter().enumerate() {
        let criteria = section.criteria.iter().filter_map(|code| rubric.criterion(code).ok());
        let wordings = criteria.map(|criterion| &criterion.wording);
        let texts = [&section.title].into_iter().chain(&section.headings).chain(wordings);
        all.extend(texts.map(|text| (states.section(i), text.as_str(), false)));
    }
    let parts = &rubric.headings;
    all.extend(
        parts
            .appendix
            .iter()
            .map(|text| (States::APPENDIX, text.as_str(), true)),
    );
    all.extend(
        parts
            .front_matter
            .iter()
            .map(|text| (States::FRONT, text.as_str(), false)),
    );
    let other = parts.introduction.iter().chain(&parts.conclusion);
    all.extend(other.map(|text| (States::OTHER, text.as_str(), false)));
    all
}

#[derive(Clone)]
pub(super) struct Match {
    pub(super) state: usize,
    pub(super) score: f32,
    /// Bit by bit, the words of the heading that it takes.
    pub(super) used: u64,
}

/// What tells one appendix from the next.
pub(super) fn is_mark(word: &str) -> bool {
    is_number(word) || word.chars().count() == 1
}

fn is_number(word: &str) -> bool {
    word.chars().all(|c| c.is_ascii_digit())
}
