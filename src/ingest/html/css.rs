//! The little of style sheets that says whether text shows, and how: weight, size, capitals, colour, and Word's own marks.
//!
//! Selectors of one step (`h1`, `.c3`, `p.MsoTitle`, `#toc`) are known, which is all that word processors write. Others
//! are passed over: what they would hide is counted as text, never the other way round.

use std::collections::BTreeMap;

/// Points of text without a size of its own, as browsers set it.
pub(super) const DEFAULT_PT: f32 = 12.0;

/// A size, absolute or in relation to the text around it.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(super) enum Size {
    Points(f32),
    Times(f32),
}

/// A part of the page that Word names in its styles.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Part {
    /// A running header or footer.
    Furniture,
    /// Comments in the margin.
    Comments,
}

/// What declarations say; absent means as around.
#[allow(clippy::struct_excessive_bools)] // each is a fact of its own
#[derive(Debug, Clone, Copy, Default, PartialEq)]
pub(super) struct Css {
    pub(super) bold: Option<bool>,
    pub(super) capitals: Option<bool>,
    pub(super) size: Option<Size>,
    /// Does not show.
    pub(super) hidden: bool,
    /// White or nearly white letters.
    pub(super) white: Option<bool>,
    /// A background other than white.
    pub(super) shaded: Option<bool>,
    /// White space and line ends as they are typed.
    pub(super) typed: Option<bool>,
    /// A number or bullet that Word put in.
    pub(super) generated: bool,
    /// A paragraph of a list of Word's.
    pub(super) listed: bool,
    /// Spaces that stand for a tab.
    pub(super) tab: bool,
    pub(super) outline: Option<u8>,
    pub(super) part: Option<Part>,
}

impl Css {
    /// The declarations of one block or `style` attribute.
    pub(super) fn read(block: &str) -> Self {
        let mut css = Self::default();
        for declaration in block.split(';') {
            if let Some((name, value)) = declaration.split_once(':') {
                let value = value.trim().trim_end_matches("!important").trim().to_lowercase();
                css.take(&name.trim().to_lowercase(), &value);
            }
        }
        css
    }

    fn take(&mut self, name: &str, value: &str) {
        match name {
            "font-weight" => self.bold = weight(value),
            "font" => self.font(value),
            "font-size" => self.size = size(value),
            "text-transform" => self.capitals = Some(value == "uppercase"),
            "display" => self.hidden |= value == "none",
            "visibility" => self.hidden |= matches!(value, "hidden" | "collapse"),
            "opacity" => self.hidden |= value.parse::<f32>().is_ok_and(|o| o < 0.05),
            "mso-hide" => self.hidden |= value == "all",
            // Ways to move text out of sight.
            "text-indent" | "left" | "top" => self.hidden |= pixels(value).is_some_and(|p| p <= -900.0),
            "clip" => self.hidden |= value.starts_with("rect(0") || value.starts_with("rect(1px"),
            "color" => self.white = colour(value).map(is_white),
            "background" | "background-color" => self.background(value),
            "white-space" => self.typed = Some(value.starts_with("pre") || value == "break-spaces"),
            "mso-list" if value == "ignore" => self.generated = true,
            "mso-list" => self.listed = value.starts_with('l'),
            "mso-tab-count" => self.tab = true,
            "mso-outline-level" => self.outline = value.parse().ok().filter(|l| (1..=9).contains(l)),
            "mso-element" => {
                self.part = match value {
                    "header" | "footer" => Some(Part::Furniture),
                    "comment-list" | "comment" => Some(Part::Comments),
                    _ => self.part,
                }
            }
            _ => {}
        }
    }

    fn font(&mut self, value: &str) {
        for word in value.split_whitespace() {
            let word = word.split('/').next().unwrap_or(word);
            if word.starts_with(|c: char| c.is_ascii_digit()) && !word.chars().all(|c| c.is_ascii_digit()) {
                self.size = size(word);
            } else if self.size.is_none() {
                self.bold = weight(word).or(self.bold);
            }
        }
    }

    fn background(&mut self, value: &str) {
        self.shaded = match value {
            "" | "none" | "transparent" | "inherit" | "initial" | "unset" => return,
            _ => Some(colour(value.split_whitespace().next().unwrap_or(value)).is_none_or(|c| !is_white(c))),
        };
    }

    /// Fills what is absent from weaker declarations.
    pub(super) fn over(self, below: Self) -> Self {
        Self {
            bold: self.bold.or(below.bold),
            capitals: self.capitals.or(below.capitals),
            size: self.size.or(below.size),
            hidden: self.hidden || below.hidden,
            white: self.white.or(below.white),
            shaded: self.shaded.or(below.shaded),
            typed: self.typed.or(below.typed),
            generated: self.generated || below.generated,
            listed: self.listed || below.listed,
            tab: self.tab || below.tab,
            outline: self.outline.or(below.outline),
            part: self.part.or(below.part),
        }
    }
}

fn weight(value: &str) -> Option<bool> {
    match value {
        "bold" | "bolder" => Some(true),
        "normal" | "lighter" => Some(false),
        _ => value.parse::<u32>().ok().map(|w| w >= 600),
    }
}

/// Points, whatever the unit.
fn size(value: &str) -> Option<Size> {
    let unit = value.trim_start_matches(|c: char| c.is_ascii_digit() || c == '.');
    let number: f32 = value.get(..value.len() - unit.len())?.parse().ok()?;
    let size = match unit.trim() {
        "pt" => Size::Points(number),
        "px" => Size::Points(number * 0.75),
        "rem" => Size::Points(number * DEFAULT_PT),
        "em" => Size::Times(number),
        "%" => Size::Times(number / 100.0),
        "" if number == 0.0 => Size::Points(0.0),
        _ => return None,
    };
    Some(size)
}

fn pixels(value: &str) -> Option<f32> {
    let number = value.trim_end_matches(|c: char| c.is_ascii_alphabetic());
    let number: f32 = number.parse().ok()?;
    Some(if value.ends_with("em") { number * 16.0 } else { number })
}

/// Red, green and blue; none for names other than white, and for what is no colour. See-through text is white to us.
pub(super) fn colour(value: &str) -> Option<[u8; 3]> {
    let value = value.trim().to_lowercase();
    match value.as_str() {
        "white" | "transparent" => return Some([255; 3]),
        "black" | "windowtext" | "currentcolor" | "inherit" => return Some([0; 3]),
        _ => {}
    }
    if let Some(hex) = value.strip_prefix('#') {
        let digit = |i: usize| hex.get(i..=i).and_then(|d| u8::from_str_radix(d, 16).ok());
        let pair = |i: usize| hex.get(i..i + 2).and_then(|d| u8::from_str_radix(d, 16).ok());
        return match hex.len() {
            3 | 4 => Some([digit(0)? * 17, digit(1)? * 17, digit(2)? * 17]),
            6 | 8 => Some([pair(0)?, pair(2)?, pair(4)?]),
            _ => None,
        };
    }
    let inside = value
        .strip_prefix("rgb")?
        .trim_start_matches(['a', '('])
        .trim_end_matches(')');
    let mut parts = inside
        .split([',', ' ', '/'])
        .filter(|p| !p.is_empty())
        .map(|p| p.parse::<u8>().ok());
    Some([parts.next()??, parts.next()??, parts.next()??])
}

/// White, or so near it that nobody reads it on paper.
pub(super) fn is_white(rgb: [u8; 3]) -> bool {
    rgb.iter().all(|c| *c >= 0xF5)
}

/// The rules of a page's style sheets.
#[derive(Debug, Default)]
pub(super) struct Sheet {
    rules: BTreeMap<String, Css>,
    /// A rule that was passed over sets a background, so white letters may well show.
    pub(super) unsure: bool,
}

impl Sheet {
    /// Takes the rules of one `style` element in.
    pub(super) fn read(&mut self, text: &str) {
        let text = without_comments(text);
        let mut rest = text.as_str();
        while let Some((prelude, tail)) = rest.split_once('{') {
            // "@import x;" may stand before the rule.
            let prelude = prelude.rsplit([';', '}']).next().unwrap_or(prelude).trim();
            let block = if prelude.starts_with('@') {
                let end = nested_end(tail);
                self.unsure |= sets_background(tail.get(..end).unwrap_or_default());
                end
            } else {
                let end = tail.find('}').unwrap_or(tail.len());
                self.rule(prelude, tail.get(..end).unwrap_or_default());
                end
            };
            rest = tail.get(block..).unwrap_or_default();
            rest = rest.strip_prefix('}').unwrap_or(rest);
        }
    }

    fn rule(&mut self, selectors: &str, block: &str) {
        let css = Css::read(block);
        for selector in selectors.split(',').map(str::trim) {
            let plain = |c: char| c.is_alphanumeric() || matches!(c, '-' | '_');
            let steps = selector.chars().filter(|c| !plain(*c)).count();
            if selector.contains(|c: char| !plain(c) && !matches!(c, '.' | '#')) || steps > 1 {
                self.unsure |= css.shaded == Some(true);
                continue;
            }
            // Names of elements are the same in capitals.
            let name = match selector.split_once('.') {
                Some((tag, class)) => format!("{}.{class}", tag.to_lowercase()),
                None if selector.starts_with('#') => selector.to_owned(),
                None => selector.to_lowercase(),
            };
            let rule = self.rules.entry(name).or_default();
            *rule = css.over(*rule);
        }
    }

    /// What the sheets say of an element.
    pub(super) fn of(&self, tag: &str, classes: Option<&str>, id: Option<&str>) -> Css {
        let get = |name: &str| self.rules.get(name).copied();
        let mut css = get(tag).unwrap_or_default();
        if self.rules.is_empty() {
            return css;
        }
        for class in classes.unwrap_or_default().split_whitespace() {
            for name in [format!(".{class}"), format!("{tag}.{class}")] {
                css = get(&name).map_or(css, |rule| rule.over(css));
            }
        }
        match id.and_then(|id| get(&format!("#{id}"))) {
            Some(rule) => rule.over(css),
            None => css,
        }
    }
}

fn sets_background(text: &str) -> bool {
    text.contains("background")
}

/// Where the block ends whose opening bracket was just passed: the place of its closing bracket.
fn nested_end(text: &str) -> usize {
    let mut depth = 1_usize;
    for (at, c) in text.char_indices() {
        match c {
            '{' => depth += 1,
            '}' => depth -= 1,
            _ => continue,
        }
        if depth == 0 {
            return at;
        }
    }
    text.len()
}

fn without_comments(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, tail)) = rest.split_once("/*") {
        out.push_str(before);
        rest = tail.split_once("*/").map_or("", |(_, after)| after);
    }
    out.push_str(rest);
    out.replace("<!--", "").replace("-->", "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn declarations_of_word_processors_are_understood() {
        let css = Css::read("font-size:14.0pt; FONT-WEIGHT:700;mso-list:l0 level1 lfo1;color:#fff;background:navy");
        assert_eq!((css.bold, css.size), (Some(true), Some(Size::Points(14.0))));
        assert!(css.listed && !css.generated && css.white == Some(true) && css.shaded == Some(true));
        assert_eq!(Css::read("font: bold 16px/1.2 Arial").size, Some(Size::Points(12.0)));
        assert!(Css::read("mso-list:Ignore").generated);
        for hidden in [
            "display:none",
            "visibility: hidden",
            "mso-hide:all",
            "text-indent:-9999px",
        ] {
            assert!(Css::read(hidden).hidden, "{hidden}");
        }
    }

    #[test]
    fn rules_of_one_step_apply_and_others_do_not() {
        let mut sheet = Sheet::default();
        sheet.read(
            "@media print{.a{display:none}} /* x{ */ .c1{font-weight:700}P.x , div p{font-size:9pt}#n{display:none}",
        );
        assert_eq!(sheet.of("span", Some("c0 c1"), None).bold, Some(true));
        assert_eq!(sheet.of("p", Some("x"), None).size, Some(Size::Points(9.0)));
        assert_eq!(sheet.of("p", None, None), Css::default());
        assert!(!sheet.of("p", Some("a"), None).hidden);
        assert!(sheet.of("p", None, Some("n")).hidden);
    }

    #[test]
    fn colours_in_every_notation() {
        assert_eq!(colour("#fff"), Some([255; 3]));
        assert_eq!(colour("rgb(255, 255, 250)"), Some([255, 255, 250]));
        assert_eq!(colour("rgba(1 2 3 / 0.5)"), Some([1, 2, 3]));
        assert_eq!(colour("tomato"), None);
    }
}
