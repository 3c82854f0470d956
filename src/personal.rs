//! Finds personal data of customers in text, and puts fixed marks in its place.
//!
//! Reports quote real cases, and their quotes go into plans that are printed and passed on. Found are telephone, card,
//! account and order numbers, e-mail addresses, dates of birth, postcodes, and names after a title. Prices, times,
//! dates, ages, years, quantities and codes of criteria are left alone: a number counts as personal only by its
//! shape or by the word that announces it. What looks like neither is not found, so a masked text still
//! needs a reader's eye.

mod contact;
mod cue;
mod dates;
mod names;
mod numbers;
mod postcode;
mod tokens;

use cue::Cue;
use serde::Serialize;
use tokens::{Token, tokens};

/// What kind of personal data a passage is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, schemars::JsonSchema)]
#[serde(rename_all = "snake_case")]
pub enum Kind {
    /// A telephone number.
    Phone,
    /// An e-mail address.
    Email,
    /// The number of a payment or membership card, or its last figures.
    Card,
    /// An account, customer, policy or membership number.
    Account,
    /// An order, booking, case or other reference number.
    Order,
    /// A date of birth.
    BirthDate,
    /// A British postcode.
    Postcode,
    /// A name after a title such as Mrs or Dr.
    Name,
}

impl Kind {
    /// What stands in its place once it is masked.
    pub fn mark(self) -> &'static str {
        match self {
            Self::Phone => "[phone number]",
            Self::Email => "[e-mail address]",
            Self::Card => "[card number]",
            Self::Account => "[account number]",
            Self::Order => "[order number]",
            Self::BirthDate => "[date of birth]",
            Self::Postcode => "[postcode]",
            Self::Name => "[name]",
        }
    }
}

/// A passage of personal data. Byte offsets into the text, end-exclusive.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, schemars::JsonSchema)]
pub struct Span {
    /// Where it starts.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
    /// What it is.
    pub kind: Kind,
}

/// What one of the finders saw at a token.
struct Found {
    span: Span,
    /// Tokens used up.
    tokens: usize,
}

/// All personal data in `text`, in order, without overlap. Takes time in proportion to the text.
pub fn find(text: &str) -> Vec<Span> {
    let mut tokens = tokens(text);
    let mut cue = Cue::default();
    let mut spans = Vec::new();
    let mut at = 0;
    while let Some(rest) = tokens.get(at..).filter(|rest| !rest.is_empty()) {
        cue.cross(rest);
        if let Some(found) = found_at(rest, cue) {
            spans.push(found.span);
            cue = Cue::default();
            at += found.tokens.max(1);
            // What follows in the same token may be personal data too: a second number behind a hyphen.
            let behind = tokens.get(at - 1).and_then(|token| token.behind(found.span.end));
            if let (Some(rest), Some(token)) = (behind, tokens.get_mut(at - 1)) {
                *token = rest;
                at -= 1;
            }
        } else {
            cue.read(rest);
            at += 1;
        }
    }
    spans
}

/// The word that announces a number tells more about it than its shape.
fn found_at(rest: &[Token<'_>], cue: Cue) -> Option<Found> {
    contact::email(rest)
        .or_else(|| names::after_title(rest))
        .or_else(|| dates::of_birth(rest, cue))
        .or_else(|| numbers::announced(rest, cue))
        .or_else(|| postcode::postcode(rest))
        .or_else(|| contact::phone(rest))
        .or_else(|| numbers::card(rest))
}

/// `text` with every passage of personal data replaced by its mark.
pub fn mask(text: &str) -> String {
    Masked::new(text).text
}

/// A masked text that still knows where everything of the unmasked one went.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Masked {
    /// The text with marks.
    pub text: String,
    /// What was masked: spans of the unmasked text.
    pub spans: Vec<Span>,
}

impl Masked {
    /// Masks `text`.
    pub fn new(text: &str) -> Self {
        let spans = find(text);
        let mut masked = String::with_capacity(text.len());
        let mut from = 0;
        for span in &spans {
            masked.push_str(text.get(from..span.start).unwrap_or_default());
            masked.push_str(span.kind.mark());
            from = span.end;
        }
        masked.push_str(text.get(from..).unwrap_or_default());
        Self { text: masked, spans }
    }

    /// Where a range of the unmasked text is now. One that begins or ends inside personal data takes in the whole mark.
    pub fn range(&self, start: usize, end: usize) -> std::ops::Range<usize> {
        self.place(start, false)..self.place(end, true)
    }

    fn place(&self, at: usize, is_end: bool) -> usize {
        let (mut gained, mut lost) = (0, 0);
        for span in self.spans.iter().take_while(|span| span.start < at) {
            if at < span.end {
                let mark = if is_end { span.kind.mark().len() } else { 0 };
                return span.start + gained - lost + mark;
            }
            gained += span.kind.mark().len();
            lost += span.end - span.start;
        }
        at + gained - lost
    }
}

#[cfg(test)]
mod tests;
