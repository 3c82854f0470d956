//! Links that are signs of footnotes, endnotes or comments, in the ways word processors write them.

use super::attributes::Attributes;

/// What a link is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) enum Sign {
    /// Refers to the note of that name.
    Reference(String),
    /// Refers to a comment in the margin, of that name.
    Comment(String),
    /// Stands at a note and leads back; the name it has itself.
    Back(Option<String>),
}

/// Beginnings of names of notes: Word, Google Docs, `LibreOffice`, Markdown programs, journals.
const NOTES: &[&str] = &[
    "ftn",
    "fn",
    "edn",
    "footnote",
    "endnote",
    "sdfootnote",
    "sdendnote",
    "cite_note",
];

/// Beginnings of names of comments: Google Docs, `LibreOffice`, Word.
const COMMENTS: &[&str] = &["cmnt", "sdcomment", "_msocom", "msocom"];

/// Names longer than this are none of these.
const NAME: usize = 80;

/// What a link is by its names; none for a link like any other.
pub(super) fn sign(attributes: &Attributes) -> Option<Sign> {
    let own = attributes.get("id").or_else(|| attributes.get("name"));
    let role = attributes.get("role").unwrap_or_default();
    let class = attributes.get("class").unwrap_or_default().to_lowercase();
    let target = attributes.get("href")?.strip_prefix('#').filter(|t| t.len() <= NAME)?;
    let name = target.trim_start_matches('_').to_lowercase();
    let begins = |list: &[&str]| list.iter().any(|start| name.starts_with(start.trim_start_matches('_')));
    let known = begins(NOTES) && name.chars().any(|c| c.is_ascii_digit() || c == '*');
    let back = name.contains("ref") || name.contains("anc") || class.contains("back") || role == "doc-backlink";
    if begins(COMMENTS) {
        return Some(if back {
            Sign::Back(own.map(str::to_owned))
        } else {
            Sign::Comment(target.to_owned())
        });
    }
    if role == "doc-backlink" || known && back {
        return Some(Sign::Back(own.map(str::to_owned)));
    }
    (known || role == "doc-noteref").then(|| Sign::Reference(target.to_owned()))
}
