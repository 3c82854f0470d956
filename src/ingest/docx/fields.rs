//! Fields: their results are text, their codes are not.

use crate::ingest::xml::{Item, Problem, Xml};

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    in_result: bool,
    /// What is chosen in a drop-down list of a form; Word shows it without writing it as a result.
    choice: Option<String>,
}

/// The fields around the current place, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
}

/// Fields inside one another; Word itself stops at 20.
const MOST_FIELDS: usize = 100;

impl Fields {
    /// `w:fldChar`; the choice of a drop-down list whose result was not written.
    pub(crate) fn mark(&mut self, kind: &str) -> Option<String> {
        match kind {
            "begin" if self.open.len() < MOST_FIELDS => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => return self.open.pop().and_then(|field| field.choice),
            _ => {}
        }
        None
    }

    /// Keeps what is chosen in the drop-down list that the innermost field is.
    pub(crate) fn choose(&mut self, choice: Option<String>) {
        if let Some(field) = self.open.last_mut() {
            field.choice = choice;
        }
    }

    /// A result was written, so the choice is not needed.
    pub(crate) fn result(&mut self) {
        if let Some(field) = self.open.last_mut() {
            field.choice = None;
        }
    }

    /// Text of the code.
    pub(crate) fn code(&mut self, text: &str) {
        if let Some(field) = self.open.last_mut()
            && field.code.len() < 200
        {
            field.code.push_str(text);
        }
    }

    /// Opens a field whose code is known (`w:fldSimple`).
    pub(crate) fn simple(&mut self, code: &str) {
        self.open.push(Field {
            code: code.chars().take(200).collect(),
            in_result: true,
            choice: None,
        });
    }

    /// Whether text here is shown: in no code.
    pub(crate) fn shown(&self) -> bool {
        self.open.iter().all(|f| f.in_result)
    }

    /// Whether this is in a contents list.
    pub(crate) fn in_contents(&self) -> bool {
        let toc = |f: &Field| {
            f.code
                .trim_start()
                .get(..3)
                .is_some_and(|c| c.eq_ignore_ascii_case("TOC"))
        };
        self.open.iter().any(toc)
    }

    /// Whether a field was still open: its end is missing.
    pub(crate) fn unclosed(&self) -> bool {
        !self.open.is_empty()
    }
}

/// Entries of a drop-down list that are looked at; Word allows 25.
const MOST_ENTRIES: usize = 100;

/// Reads the `w:ffData` that was just opened, to its end: what is chosen in a drop-down list, `None` for other fields.
pub(crate) fn read_choice(xml: &mut Xml) -> Result<Option<String>, Problem> {
    let (mut entries, mut chosen, mut depth) = (Vec::new(), 0_usize, 0_usize);
    loop {
        match xml.next()? {
            Item::Open(tag) => {
                match tag.local() {
                    "result" => chosen = tag.val().and_then(|at| at.parse().ok()).unwrap_or(chosen),
                    "listEntry" if entries.len() < MOST_ENTRIES => entries.push(tag.val().unwrap_or_default()),
                    _ => {}
                }
                depth += 1;
            }
            Item::Close if depth == 0 => break,
            Item::Close => depth -= 1,
            Item::Text(_) => {}
            Item::End => break,
        }
    }
    Ok((chosen < entries.len()).then(|| entries.swap_remove(chosen)))
}
