//! What the name of a paragraph style says, in the languages word processors come in.

/// A style that means something for the layout.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Named {
    /// A heading, with its level where the name tells.
    Heading(Option<u8>),
    /// The title of the document.
    Title,
    /// A line of a contents list.
    Contents,
    /// The title of a contents list.
    ContentsTitle,
    /// A caption.
    Caption,
    /// Plain body text: says that nothing further down the inheritance counts.
    Body,
}

/// "Heading" as word processors call it: English, German, French, Spanish and Portuguese, Italian, Dutch, Swedish,
/// Danish and Norwegian, Polish, Czech, Hungarian, Romanian, Turkish, Finnish, Welsh, Russian, Ukrainian, Greek, Chinese,
/// Japanese, Korean, Arabic.
const HEADINGS: &[&str] = &[
    "heading",
    "überschrift",
    "titre",
    "título",
    "titulo",
    "encabezado",
    "titolo",
    "kop",
    "rubrik",
    "overskrift",
    "nagłówek",
    "nadpis",
    "címsor",
    "titlu",
    "başlık",
    "otsikko",
    "pennawd",
    "заголовок",
    "επικεφαλίδα",
    "标题",
    "標題",
    "見出し",
    "제목",
    "عنوان",
];

/// "Title" as word processors call it.
const TITLES: &[&str] = &[
    "title",
    "titel",
    "titre",
    "título",
    "titolo",
    "tytuł",
    "názov",
    "název",
    "cím",
    "otsikko",
    "название",
    "teitl",
    "标题",
    "表題",
    "제목",
];

/// What a style name says; none where it says nothing.
pub(crate) fn by_name(name: &str) -> Option<Named> {
    // OpenDocument writes a space in a name as _20_.
    let name = name.replace("_20_", " ").trim().to_lowercase();
    let (word, level) = split_level(&name);
    if HEADINGS.contains(&word) && (level.is_some() || matches!(word, "heading" | "überschrift")) {
        return Some(Named::Heading(level));
    }
    match word {
        "toc" | "contents" | "table of figures" | "table of authorities" | "index"
            if level.is_some() || word.contains(' ') =>
        {
            Some(Named::Contents)
        }
        "toc heading" | "contents heading" | "tocheading" => Some(Named::ContentsTitle),
        "caption" | "beschriftung" | "légende" | "illustration" | "figure" | "drawing" => Some(Named::Caption),
        "normal" | "standard" | "body text" | "text body" | "subtitle" | "list paragraph" => Some(Named::Body),
        _ if TITLES.contains(&word) => Some(Named::Title),
        _ => None,
    }
}

/// "heading 2" as ("heading", 2); also "heading2" and "heading 2 char".
fn split_level(name: &str) -> (&str, Option<u8>) {
    let name = name.trim_end_matches(" char");
    let word = name.trim_end_matches(|c: char| c.is_ascii_digit());
    let level = name.get(word.len()..).and_then(|d| d.parse().ok());
    (word.trim_end(), level)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn headings_in_several_languages_are_known() {
        assert_eq!(by_name("heading 1"), Some(Named::Heading(Some(1))));
        assert_eq!(by_name("Überschrift 2"), Some(Named::Heading(Some(2))));
        assert_eq!(by_name("Heading_20_3"), Some(Named::Heading(Some(3))));
        assert_eq!(by_name("Titre"), Some(Named::Title));
        assert_eq!(by_name("Titre 1"), Some(Named::Heading(Some(1))));
        assert_eq!(by_name("標題 1"), Some(Named::Heading(Some(1))));
        assert_eq!(by_name("toc 2"), Some(Named::Contents));
        assert_eq!(by_name("First Paragraph"), None);
    }
}
