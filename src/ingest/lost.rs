//! What a reader left out on purpose or could not read, gathered while it walks and told as warnings at the end.

use super::warn;
use crate::document::Warning;

/// Counts of what was left out.
#[derive(Debug, Default)]
pub(crate) struct Lost {
    /// Tracked deletions.
    pub(crate) deletions: usize,
    /// Pictures, whose text nobody reads.
    pub(crate) pictures: usize,
    /// Diagrams and charts, whose words are in parts of their own.
    pub(crate) diagrams: usize,
    /// Other documents inside this one.
    pub(crate) embedded: usize,
    /// Comments.
    pub(crate) comments: usize,
    /// Words of menus, page headers and page footers.
    pub(crate) furniture: usize,
    /// A field whose end is missing.
    pub(crate) broken_field: bool,
    hidden: Unseen,
    white: Unseen,
    prompts: Unseen,
}

/// Text that does not show: words, and how it begins.
#[derive(Debug, Default)]
struct Unseen {
    words: usize,
    start: String,
}

/// Characters of unseen text that a warning quotes.
const QUOTED: usize = 60;

impl Lost {
    /// Notes text that does not show on paper: hidden, or else white.
    pub(crate) fn unseen(&mut self, text: &str, hidden: bool) {
        let unseen = if hidden { &mut self.hidden } else { &mut self.white };
        unseen.add(text);
    }

    /// Notes the prompt of a form field that nobody filled in. It is printed and counted by word processors.
    pub(crate) fn prompt(&mut self, text: &str) {
        self.prompts.add(text);
    }

    /// One warning for each kind.
    pub(crate) fn warnings(&self) -> Vec<Warning> {
        let mut out = Vec::new();
        let mut add = |place: &str, count: usize, message: String| {
            if count > 0 {
                out.push(warn(place, &message));
            }
        };
        let Self {
            hidden, white, prompts, ..
        } = self;
        add("hidden text", hidden.words, hidden.tell("hidden and were not counted"));
        add(
            "white text",
            white.words,
            white.tell("white on white and were not counted"),
        );
        add(
            "form fields",
            prompts.words,
            prompts.tell("prompts of form fields that were left as they were"),
        );
        add(
            "tracked changes",
            self.deletions,
            format!(
                "{} deleted passage(s) from tracked changes were left out.",
                self.deletions
            ),
        );
        add(
            "comments",
            self.comments,
            format!(
                "{} comment(s) in the margin were left out; they are not report text.",
                self.comments
            ),
        );
        add(
            "page furniture",
            self.furniture,
            format!(
                "{} word(s) of menus, page headers and page footers were left out; they are not report text.",
                self.furniture
            ),
        );
        add(
            "embedded documents",
            self.embedded,
            format!(
                "{} document(s) placed inside this one can't be read; their text is missing.",
                self.embedded
            ),
        );
        add(
            "pictures",
            self.pictures,
            format!("{} picture(s): words inside pictures are not read.", self.pictures),
        );
        add(
            "diagrams",
            self.diagrams,
            format!(
                "{} diagram(s) or chart(s): the words in them are not read.",
                self.diagrams
            ),
        );
        add(
            "fields",
            usize::from(self.broken_field),
            "An automatic field has no end; text near it may be missing.".to_owned(),
        );
        out
    }
}

impl Unseen {
    fn add(&mut self, text: &str) {
        self.words += text.split_whitespace().count();
        if self.start.chars().count() < QUOTED {
            self.start.extend(text.chars().take(QUOTED));
        }
    }

    fn tell(&self, what: &str) -> String {
        let start: String = self.start.chars().take(QUOTED).collect();
        format!("{} word(s) are {what}, beginning \"{}\".", self.words, start.trim())
    }
}
