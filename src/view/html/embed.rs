//! Puts data and parts into the page.

use serde::Serialize;
use serde_json::ser::{Formatter, Serializer};
use std::io;

/// `data` as JSON that can stand in a `<script>` block: nothing in it can end the block, begin a comment or a line. The
/// escapes are JSON's own, so that what is read from it is the same.
///
/// # Errors
/// Only if `data` can't be written as JSON.
pub fn json_for_script(data: &impl Serialize) -> serde_json::Result<String> {
    let mut safe = Vec::new();
    write_json_for_script(&mut safe, data)?;
    String::from_utf8(safe).map_err(serde::ser::Error::custom)
}

/// Writes what [`json_for_script`] gives.
pub(in crate::view) fn write_json_for_script(out: impl io::Write, data: &impl Serialize) -> serde_json::Result<()> {
    data.serialize(&mut Serializer::with_formatter(out, ForScript))
}

/// JSON without spaces and without what a script block could be ended by.
struct ForScript;

impl Formatter for ForScript {
    /// What is escaped stands inside strings alone, where an escape means the same.
    fn write_string_fragment<W: ?Sized + io::Write>(&mut self, out: &mut W, fragment: &str) -> io::Result<()> {
        for part in fragment.split_inclusive(['<', '>', '&', '\u{2028}', '\u{2029}']) {
            match part.char_indices().next_back() {
                Some((at, c @ ('<' | '>' | '&' | '\u{2028}' | '\u{2029}'))) => {
                    out.write_all(part.get(..at).unwrap_or_default().as_bytes())?;
                    write!(out, "\\u{:04x}", u32::from(c))?;
                }
                _ => out.write_all(part.as_bytes())?,
            }
        }
        Ok(())
    }
}

/// `template` with each `{{name}}` replaced by what `part` has for it. What is put in is not looked at again, so that a
/// report can hold such names.
pub(in crate::view) fn fill<'a>(template: &str, part: impl Fn(&str) -> Option<&'a str>) -> String {
    let mut filled = String::with_capacity(template.len());
    let mut rest = template;
    while let Some((before, after)) = rest.split_once("{{") {
        filled.push_str(before);
        let Some((name, behind)) = after.split_once("}}") else {
            filled.push_str("{{");
            rest = after;
            continue;
        };
        filled.push_str(part(name).unwrap_or_default());
        rest = behind;
    }
    filled.push_str(rest);
    filled
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn nothing_can_end_the_block() {
        for text in [
            "</script><script>alert(1)</script>",
            "<!--<script>",
            "]]>&amp;",
            "a\u{2028}b\u{2029}c",
            "</SCRIPT >",
        ] {
            let safe = json_for_script(&text).unwrap();
            assert!(!safe.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{safe}");
            assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }

    #[test]
    fn what_is_put_in_is_not_looked_at_again() {
        let part = |name: &str| match name {
            "a" => Some("{{b}}"),
            "b" => Some("two"),
            _ => None,
        };
        assert_eq!(fill("1 {{a}} {{b}} {{c}} {{", part), "1 {{b}} two  {{");
    }

    proptest! {
        #[test]
        fn any_text_comes_back(text in any::<String>()) {
            let safe = json_for_script(&text).unwrap();
            prop_assert!(!safe.contains('<'));
            prop_assert_eq!(serde_json::from_str::<String>(&safe).unwrap(), text);
        }
    }
}
