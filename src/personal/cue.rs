//! Words that announce a number or a date of birth.

use super::Kind;
use super::tokens::Token;

const CUES: &[(Kind, &[&str])] = &[
    (
        Kind::Phone,
        &[
            "call",
            "called",
            "cell",
            "fax",
            "landline",
            "mob",
            "mobile",
            "phone",
            "phoned",
            "rang",
            "ring",
            "tel",
            "telephone",
            "whatsapp",
        ],
    ),
    (Kind::Card, &["card"]),
    (
        Kind::Account,
        &[
            "a/c",
            "acc",
            "account",
            "acct",
            "customer",
            "iban",
            "insurance",
            "loyalty",
            "member",
            "membership",
            "nhs",
            "patient",
            "policy",
            "sort",
        ],
    ),
    (
        Kind::Order,
        &[
            "booking",
            "case",
            "claim",
            "complaint",
            "consignment",
            "delivery",
            "incident",
            "invoice",
            "job",
            "order",
            "parcel",
            "receipt",
            "ref",
            "reference",
            "repair",
            "reservation",
            "ticket",
            "tracking",
        ],
    ),
    (Kind::BirthDate, &["birth", "birthday", "born", "d.o.b", "dob"]),
];

/// Words that say that a number comes.
const NUMBER: &[&str] = &[
    "code",
    "ending",
    "ends",
    "id",
    "no",
    "nos",
    "nr",
    "num",
    "number",
    "ref",
    "reference",
];
/// Words that a full stop may follow inside a sentence.
const SHORTENED: &[&str] = &["acc", "acct", "d.o.b", "mob", "no", "nos", "nr", "num", "ref", "tel"];
/// Words that may stand between the announcement and what is announced.
const BETWEEN: &[&str] = &["in", "is", "was"];
const BETWEEN_PHONE: &[&str] = &[
    "at", "back", "her", "him", "his", "is", "me", "my", "on", "their", "them", "us", "was",
];
const BETWEEN_BIRTH: &[&str] = &["is", "of", "on", "the", "was"];
/// After more words than this the announcement is forgotten.
const MOST_BETWEEN: u8 = 4;

/// What the words so far announce.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Cue {
    kind: Option<Kind>,
    numbered: bool,
    between: u8,
    /// The word before may end in a full stop.
    shortened: bool,
}

impl Cue {
    /// The kind of number announced.
    pub(super) fn number(self) -> Option<Kind> {
        self.kind.filter(|kind| *kind != Kind::BirthDate)
    }

    /// Whether a date of birth is announced.
    pub(super) fn is_birth(self) -> bool {
        self.kind == Some(Kind::BirthDate)
    }

    /// "order number", "card ending", not only "order".
    pub(super) fn says_number(self) -> bool {
        self.numbered
    }

    /// A colon or a hash leads straight to the token.
    pub(super) fn is_pointed(self, token: &Token<'_>) -> bool {
        self.between == 0 && token.gap.contains([':', '#'])
    }

    /// Crosses the gap before the first of `rest`: a new sentence or a bracketed mark begins anew.
    pub(super) fn cross(&mut self, rest: &[Token<'_>]) {
        let Some(token) = rest.first() else { return };
        let full_stop = token.gap.contains('.') && !self.shortened;
        if full_stop || token.gap.contains(['!', '?', ';', '[', ']', '\n']) {
            *self = Self::default();
        }
    }

    /// Takes in the first of `rest`, which was not itself personal data.
    pub(super) fn read(&mut self, rest: &[Token<'_>]) {
        let Some(token) = rest.first() else { return };
        let word = token.lower();
        let word = word.as_str();
        let shortened = SHORTENED.contains(&word);
        if self.kind.is_some() && NUMBER.contains(&word) {
            self.numbered = true;
            self.shortened = shortened;
            return;
        }
        if let Some((kind, _)) = CUES.iter().find(|(_, words)| words.contains(&word)) {
            *self = Self {
                kind: Some(*kind),
                shortened,
                ..Self::default()
            };
            return;
        }
        let between = match self.kind {
            Some(Kind::Phone) => BETWEEN_PHONE,
            Some(Kind::BirthDate) => BETWEEN_BIRTH,
            _ => BETWEEN,
        };
        if self.kind.is_some() && self.between < MOST_BETWEEN && between.contains(&word) {
            self.between += 1;
            self.shortened = false;
        } else {
            *self = Self::default();
        }
    }
}
