//! The attributes of a start tag.

use html5gum::{HtmlString, Spanned};
use std::collections::BTreeMap;

/// Attributes by name; names are in lower case.
pub(super) struct Attributes<'a>(pub(super) &'a BTreeMap<HtmlString, Spanned<HtmlString, ()>>);

impl Attributes<'_> {
    /// The value of an attribute, empty where it has none.
    pub(super) fn get(&self, name: &str) -> Option<&str> {
        let value = self.0.get(name.as_bytes())?;
        std::str::from_utf8(&value.value).ok().map(str::trim)
    }

    /// Whether there is an attribute of that name.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name.as_bytes())
    }

    /// Whether one of the classes is among these, without regard to case.
    pub(super) fn has_class(&self, names: &[&str]) -> bool {
        let mut classes = self.get("class").unwrap_or_default().split_whitespace();
        classes.any(|class| names.iter().any(|name| class.eq_ignore_ascii_case(name)))
    }
}
