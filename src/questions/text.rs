//! Splits what an asker says into sentences, clauses and words, and sets aside the words of others.
//!
//! A question may quote the report, and the report may hold anything: closed questions, question marks, praise. What
//! stands in quotation marks or in a slot is therefore one token that no rule looks into.

use std::ops::Range;

/// Furthest that the end of a quotation is looked for, in bytes. Longer than any sentence of a report; it keeps a line of
/// nothing but quotation marks from taking quadratic time.
const LONGEST_QUOTE: usize = 4_000;

/// Words with a full stop that never ends a sentence.
const ABBREVIATIONS: [&str; 12] = [
    "approx", "co", "dept", "dr", "e.g", "eg", "i.e", "ie", "mr", "mrs", "ms", "vs",
];

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// A word of the asker's.
    Word,
    /// A comma, colon, dash or bracket.
    Break,
    /// A quotation or a slot.
    Quoted,
}

/// A word, a break or a quotation.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Token {
    /// Lower case, with straight apostrophes; for a break its sign.
    pub(super) text: String,
    pub(super) kind: Kind,
    /// Where it stands in the question, in bytes.
    pub(super) span: Range<usize>,
}

/// A sentence of the asker's.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Sentence {
    pub(super) tokens: Vec<Token>,
    /// Whether it ends with a question mark.
    pub(super) is_question: bool,
}

impl Sentence {
    /// The token at `index`, if it is a word.
    pub(super) fn word(&self, index: usize) -> Option<&str> {
        let token = self.tokens.get(index)?;
        (token.kind == Kind::Word).then_some(token.text.as_str())
    }

    /// The stretches between breaks, none of them empty.
    pub(super) fn clauses(&self) -> Vec<Range<usize>> {
        let mut clauses = Vec::new();
        let mut start = 0;
        for (index, token) in self.tokens.iter().enumerate() {
            if token.kind == Kind::Break {
                clauses.push(start..index);
                start = index + 1;
            }
        }
        clauses.push(start..self.tokens.len());
        clauses.retain(|clause| !clause.is_empty());
        clauses
    }
}

/// A question, taken apart.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(super) struct Asked {
    pub(super) sentences: Vec<Sentence>,
    /// Question marks of the asker's.
    pub(super) marks: usize,
    /// Words of the asker's.
    pub(super) words: usize,
}

/// Takes a question apart.
pub(super) fn take_apart(question: &str) -> Asked {
    let mut asked = Asked::default();
    let mut sentence = Sentence::default();
    let mut at = body_start(question);
    let end = body_end(question, &mut at);
    while let Some(next) = question.get(at..end).and_then(|rest| rest.chars().next()) {
        let after = at + next.len_utf8();
        let piece = piece(question, at, end, next);
        let stop = piece.as_ref().map_or(after, |token| token.span.end);
        let kind = piece.as_ref().map(|token| token.kind);
        sentence.tokens.extend(piece);
        asked.marks += usize::from(next == '?' && kind.is_none());
        sentence.is_question |= next == '?' && kind.is_none();
        let ends = match kind {
            None => ends_sentence(question, at, end, next, &sentence),
            Some(Kind::Quoted) => starts_anew(question, stop, end),
            Some(_) => false,
        };
        if ends {
            asked.sentences.push(std::mem::take(&mut sentence));
        }
        at = stop;
    }
    asked.sentences.push(sentence);
    asked.sentences.retain(|sentence| !sentence.tokens.is_empty());
    let tokens = asked.sentences.iter().flat_map(|sentence| &sentence.tokens);
    asked.words = tokens.filter(|token| token.kind == Kind::Word).count();
    asked
}

/// Where the question begins: after a list mark or a number ("3.", "Q4:", "-").
fn body_start(question: &str) -> usize {
    let mut at = question.len() - question.trim_start().len();
    while let Some(chunk) = question.get(at..).and_then(|rest| rest.split_whitespace().next()) {
        let number = chunk
            .trim_start_matches(['(', 'Q', 'q'])
            .trim_end_matches(['.', ')', ':']);
        let ends = chunk.ends_with(['.', ')', ':']);
        let is_number = ends && number.len() < 4 && number.bytes().all(|byte| byte.is_ascii_digit());
        let is_mark = ["-", "*", "•", "–", "—"].contains(&chunk);
        if !is_mark && !is_number {
            break;
        }
        at += chunk.len();
        at += question
            .get(at..)
            .map_or(0, |rest| rest.len() - rest.trim_start().len());
    }
    at
}

/// Where it ends. A line that is in quotation marks as a whole is the asker's own (spreadsheets write it so).
fn body_end(question: &str, start: &mut usize) -> usize {
    let end = question.trim_end().len().max(*start);
    match quotation(question, *start, end) {
        Some(close) if close == end && !question.get(*start..end).is_some_and(|body| body.starts_with('{')) => {
            let width = |c: Option<char>| c.map_or(0, char::len_utf8);
            let body = question.get(*start..end).unwrap_or_default();
            let (open, shut) = (width(body.chars().next()), width(body.chars().next_back()));
            *start += open;
            end - shut
        }
        _ => end,
    }
}

/// The token that begins at `at`, if one does.
fn piece(question: &str, at: usize, end: usize, first: char) -> Option<Token> {
    if let Some(close) = quotation(question, at, end) {
        return Some(token("“”", Kind::Quoted, at..close));
    }
    if first.is_alphanumeric() {
        let stop = word_end(question, at, end);
        let text = question.get(at..stop)?.to_lowercase().replace(['’', '‘', 'ʼ'], "'");
        return Some(token(&text, Kind::Word, at..stop));
    }
    let is_dash = matches!(first, '–' | '—') || (first == '-' && is_alone(question, at));
    (is_dash || matches!(first, ',' | ';' | ':' | '(' | ')')).then(|| {
        let sign = if is_dash { "-".to_owned() } else { first.to_string() };
        token(&sign, Kind::Break, at..at + first.len_utf8())
    })
}

fn token(text: &str, kind: Kind, span: Range<usize>) -> Token {
    Token {
        text: text.to_owned(),
        kind,
        span,
    }
}

fn before(question: &str, at: usize) -> Option<char> {
    question.get(..at)?.chars().next_back()
}

fn is_alone(question: &str, at: usize) -> bool {
    let is_space = |c: Option<char>| c.is_none_or(char::is_whitespace);
    is_space(before(question, at)) && is_space(question.get(at + 1..).and_then(|rest| rest.chars().next()))
}

/// Letters and digits, and between them apostrophes, hyphens, slashes, and the stops of figures and abbreviations.
fn word_end(question: &str, at: usize, end: usize) -> usize {
    let mut stop = at;
    let mut chars = question.get(at..end).unwrap_or_default().char_indices().peekable();
    let mut letters = 0;
    while let Some((offset, c)) = chars.next() {
        let next = chars.peek().map(|(_, next)| *next);
        let joins = match c {
            '\'' | '’' | 'ʼ' | '-' | '/' | '&' => next.is_some_and(char::is_alphanumeric),
            '.' => next.is_some_and(|next| next.is_ascii_digit() || (letters == 1 && next.is_alphabetic())),
            _ => false,
        };
        if !c.is_alphanumeric() && !joins {
            break;
        }
        letters = if c.is_alphanumeric() { letters + 1 } else { 0 };
        stop = at + offset + c.len_utf8();
    }
    stop
}

/// Where the quotation or slot that opens at `at` ends; none if nothing opens there or it never closes.
fn quotation(question: &str, at: usize, end: usize) -> Option<usize> {
    let body = question.get(at..end)?;
    let open = body.chars().next()?;
    let (opens, closes): (&[char], &[char]) = match open {
        '“' => (&['“'], &['”']),
        '"' => (&[], &['"', '”']),
        '„' => (&['„'], &['“', '”']),
        '«' => (&['«'], &['»']),
        '{' => (&[], &['}']),
        '‘' | '\'' if opens_single(question, at, open) => return single_end(question, at, end, open),
        _ => return None,
    };
    let mut depth = 1_usize;
    for (offset, c) in body.char_indices().skip(1) {
        if offset > LONGEST_QUOTE {
            break;
        }
        if closes.contains(&c) {
            depth -= 1;
        } else if opens.contains(&c) {
            depth += 1;
        }
        if depth == 0 {
            return Some(at + offset + c.len_utf8());
        }
    }
    None
}

/// A single quotation mark opens where an apostrophe can't stand: after a space, before a letter.
fn opens_single(question: &str, at: usize, open: char) -> bool {
    let opens = before(question, at).is_none_or(|c| c.is_whitespace() || matches!(c, '(' | '–' | '—'));
    let next = question
        .get(at + open.len_utf8()..)
        .and_then(|rest| rest.chars().next());
    opens && next.is_some_and(char::is_alphanumeric)
}

fn single_end(question: &str, at: usize, end: usize, open: char) -> Option<usize> {
    let close = if open == '‘' { '’' } else { open };
    let body = question.get(at..end)?;
    let mut last = open;
    for (offset, c) in body.char_indices().skip(1) {
        if offset > LONGEST_QUOTE {
            break;
        }
        let stop = offset + c.len_utf8();
        let next = body.get(stop..).and_then(|rest| rest.chars().next());
        if c == close && !last.is_whitespace() && !next.is_some_and(char::is_alphanumeric) {
            return Some(at + stop);
        }
        last = c;
    }
    None
}

/// Whether the sign `c` at `at` ends a sentence: followed by a space or the end, and no abbreviation.
fn ends_sentence(question: &str, at: usize, end: usize, c: char, sentence: &Sentence) -> bool {
    let rest = question.get(at + c.len_utf8()..end).unwrap_or_default();
    let closes = rest
        .trim_start_matches([')', '”', '"', '’', '\'', ']'])
        .chars()
        .next()
        .is_none_or(char::is_whitespace);
    let next = rest.trim_start().chars().next();
    match c {
        '?' | '!' => closes,
        '.' if before(question, at) == Some('.') => closes && next.is_none_or(char::is_uppercase),
        '…' => closes && next.is_none_or(char::is_uppercase),
        '.' => closes && !last_is_abbreviation(sentence),
        _ => false,
    }
}

fn last_is_abbreviation(sentence: &Sentence) -> bool {
    sentence
        .tokens
        .last()
        .is_some_and(|token| token.kind == Kind::Word && ABBREVIATIONS.contains(&token.text.as_str()))
}

/// Whether a quotation that ends at `at` also ends its sentence: a new one begins with a capital ("“…” What …").
fn starts_anew(question: &str, at: usize, end: usize) -> bool {
    let rest = question.get(at..end).unwrap_or_default();
    let next = rest.split_whitespace().next().unwrap_or_default();
    let is_name = next == "I" || next.starts_with("I'") || next.starts_with("I’");
    rest.starts_with(char::is_whitespace) && next.starts_with(char::is_uppercase) && !is_name
}

#[cfg(test)]
mod tests {
    use super::*;

    fn sentences(question: &str) -> Vec<String> {
        let asked = take_apart(question);
        let text = |s: &Sentence| s.tokens.iter().map(|t| t.text.as_str()).collect::<Vec<_>>().join(" ");
        asked.sentences.iter().map(text).collect()
    }

    #[test]
    fn sentences_end_at_their_signs_and_not_at_abbreviations() {
        for (question, expected) in [
            (
                "Tell me about it. What did Mr. Hill say?",
                &["tell me about it", "what did mr hill say"][..],
            ),
            (
                "In section 2.2, e.g. the till, what is used?",
                &["in section 2.2 , e.g the till , what is used"],
            ),
            ("3. Did you go?", &["did you go"]),
            ("Q4: - Did you go?", &["did you go"]),
            ("\"Did you go?\"", &["did you go"]),
            ("Well... tell me", &["well tell me"]),
            ("", &[]),
            ("???", &[]),
        ] {
            assert_eq!(sentences(question), expected, "{question}");
        }
    }

    #[test]
    fn quotations_and_slots_are_one_token() {
        for (question, expected) in [
            (
                "You wrote: “Is it? I said “no”.” What then?",
                &["you wrote : “”", "what then"][..],
            ),
            ("You wrote: “{quote}” What then?", &["you wrote : “”", "what then"]),
            ("What did you mean by \"is it right?\"?", &["what did you mean by “”"]),
            ("You wrote 'I don't know.' What then?", &["you wrote “”", "what then"]),
            (
                "What were the customers' worries?",
                &["what were the customers worries"],
            ),
            ("What does ‘the team’s way’ mean?", &["what does “” mean"]),
            ("What is an 8\" screen for?", &["what is an 8 screen for"]),
            ("What does {system} do?", &["what does “” do"]),
        ] {
            assert_eq!(sentences(question), expected, "{question}");
        }
        let asked = take_apart("You wrote: “Is it? Is it?” What then?");
        assert_eq!((asked.marks, asked.words), (1, 4));
    }

    #[test]
    fn any_line_is_taken_apart_in_good_time() {
        for line in [
            "“".repeat(9_000),
            " 'a".repeat(9_000),
            "\"a ? ".repeat(9_000),
            "{".repeat(9_000),
        ] {
            take_apart(&line);
        }
    }
}
