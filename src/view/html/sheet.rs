//! Pages without a script: text that a browser shows as it is.

use super::assets::VIEWER_CSS;
use super::embed::fill;
use super::policy::policy;
use std::io;

/// The page with `{{name}}` wherever something belongs.
const SHEET: &str = include_str!("sheet/page.html");
/// Its own styles, beside those of the viewer.
const STYLE: &str = include_str!("sheet/sheet.css");

/// Writes a page of this title around `body`, which is markup already.
///
/// # Errors
/// Whatever `out` reports.
pub(in crate::view) fn write(out: &mut impl io::Write, title: &str, body: &str) -> io::Result<()> {
    let style = format!("{VIEWER_CSS}{STYLE}");
    let policy = policy(&[], &[&style]);
    let title = escape(title);
    let page = fill(SHEET, |name| match name {
        "policy" => Some(&policy),
        "style" => Some(&style),
        "title" => Some(&title),
        "body" => Some(body),
        _ => None,
    });
    out.write_all(page.as_bytes())
}

/// Text as it stands in markup and in attributes.
pub(in crate::view) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for c in crate::view::neutral(text).chars() {
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '"' => escaped.push_str("&quot;"),
            '\'' => escaped.push_str("&#39;"),
            c => escaped.push(c),
        }
    }
    escaped
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn nothing_of_a_text_becomes_markup() {
        let mut page = Vec::new();
        write(
            &mut page,
            "<script>",
            &format!("<p title='{0}'>{0}</p>", escape("'\"><b>&\u{202e}")),
        )
        .unwrap();
        let page = String::from_utf8(page).unwrap();
        assert!(!page.contains("<script>") && !page.contains("<b>") && !page.contains('\u{202e}'));
        assert!(page.contains("<p title='&#39;&quot;&gt;&lt;b&gt;&amp;'>"));
        assert!(page.contains("script-src ;"));
    }
}
