//! Fields: their results are text, their codes are not.

/// A field that is open.
#[derive(Debug, Default)]
struct Field {
    code: String,
    in_result: bool,
}

/// The fields around the current place, innermost last.
#[derive(Debug, Default)]
pub(crate) struct Fields {
    open: Vec<Field>,
}

/// Fields inside one another; Word itself stops at 20.
const MOST_FIELDS: usize = 100;

impl Fields {
    /// `w:fldChar`.
    pub(crate) fn mark(&mut self, kind: &str) {
        match kind {
            "begin" if self.open.len() < MOST_FIELDS => self.open.push(Field::default()),
            "separate" => {
                if let Some(field) = self.open.last_mut() {
                    field.in_result = true;
                }
            }
            "end" => {
                self.open.pop();
            }
            _ => {}
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
