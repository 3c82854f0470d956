//! Colours.

/// What a piece of text is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::view) enum Ink {
    Plain,
    Strong,
    Faint,
    Good,
    Half,
    Open,
    Warning,
}

/// Paints text, or leaves it as it is.
#[derive(Debug, Clone, Copy)]
pub(super) struct Paint {
    pub(super) colour: bool,
}

impl Paint {
    pub(super) fn with(self, ink: Ink, text: &str) -> String {
        let code = match ink {
            Ink::Plain => return text.to_owned(),
            Ink::Strong => "1",
            Ink::Faint => "2",
            Ink::Good => "32",
            Ink::Half | Ink::Warning => "33",
            Ink::Open => "31",
        };
        if self.colour {
            format!("\u{1b}[{code}m{text}\u{1b}[0m")
        } else {
            text.to_owned()
        }
    }
}
