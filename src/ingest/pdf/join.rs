//! Puts the text of lines together.

/// Text of lines with blanks between, words cut by a hyphen at the end of a line joined where they were one.
pub(super) fn lines<'t>(lines: impl Iterator<Item = &'t str>) -> String {
    let mut out = String::new();
    for line in lines {
        if out.is_empty() {
            out.push_str(line);
            continue;
        }
        if out.ends_with('\u{AD}') {
            out.pop();
        } else if !ends_in_compound(&out, line) {
            out.push(' ');
        }
        out.push_str(line);
    }
    out.replace('\u{AD}', "")
}

/// "self-" at the end of a line goes on without a blank, hyphen kept. Word processors break at typed hyphens only unless
/// told to hyphenate; see [`super::hyphens`] for those that do.
fn ends_in_compound(before: &str, next: &str) -> bool {
    let mut tail = before.chars().rev();
    tail.next()
        .is_some_and(|c| matches!(c, '-' | '\u{2010}' | '/' | '–' | '—'))
        && tail.next().is_some_and(char::is_alphanumeric)
        && next.chars().next().is_some_and(char::is_alphanumeric)
}
