//! Cuts an .rtf into groups, control words and text. Never fails: what is no markup is text.

/// One piece of the file.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Token<'a> {
    /// `{`
    Open,
    /// `}`
    Close,
    /// A control word with its number.
    Word(&'a str, Option<i32>),
    /// A control symbol other than those that stand for a byte.
    Symbol(u8),
    /// Bytes of text, in the encoding of the place.
    Bytes(&'a [u8]),
    /// One byte of text, written as two digits.
    Byte(u8),
}

/// The longest control word; Word's own limit is 32.
const WORD: usize = 32;

/// The pieces in their order.
pub(super) struct Tokens<'a> {
    rest: &'a [u8],
}

impl<'a> Tokens<'a> {
    pub(super) fn new(bytes: &'a [u8]) -> Self {
        Self { rest: bytes }
    }

    /// What was not read.
    pub(super) fn rest(&self) -> &'a [u8] {
        self.rest
    }

    fn take(&mut self, count: usize) -> &'a [u8] {
        let (taken, rest) = self.rest.split_at(count.min(self.rest.len()));
        self.rest = rest;
        taken
    }

    fn while_is(&self, is: impl Fn(&u8) -> bool) -> usize {
        self.rest.iter().take_while(|b| is(b)).count()
    }

    /// After a backslash.
    fn control(&mut self) -> Option<Token<'a>> {
        let first = *self.rest.first()?;
        if first.is_ascii_alphabetic() {
            return Some(self.word());
        }
        self.take(1);
        if first != b'\'' {
            return Some(Token::Symbol(first));
        }
        let digits = self.rest.get(..2).and_then(|d| std::str::from_utf8(d).ok());
        let Some(byte) = digits.and_then(|d| u8::from_str_radix(d, 16).ok()) else {
            return Some(Token::Symbol(b'\''));
        };
        self.take(2);
        Some(Token::Byte(byte))
    }

    fn word(&mut self) -> Token<'a> {
        let letters = self.while_is(u8::is_ascii_alphabetic).min(WORD);
        let name = std::str::from_utf8(self.take(letters)).unwrap_or_default();
        let minus = self.rest.first() == Some(&b'-') && self.rest.get(1).is_some_and(u8::is_ascii_digit);
        if minus {
            self.take(1);
        }
        let digits = self.while_is(u8::is_ascii_digit);
        let text = std::str::from_utf8(self.take(digits)).unwrap_or_default();
        // A number no program can mean is as good as the largest.
        let number = (digits > 0).then(|| text.parse::<i32>().unwrap_or(i32::MAX));
        if self.rest.first() == Some(&b' ') {
            self.take(1);
        }
        if let ("bin", Some(count)) = (name, number) {
            self.take(usize::try_from(count).unwrap_or(0));
        }
        Token::Word(name, number.map(|n| if minus { -n } else { n }))
    }
}

impl<'a> Iterator for Tokens<'a> {
    type Item = Token<'a>;

    fn next(&mut self) -> Option<Token<'a>> {
        // Line ends mean nothing; programs cut long lines anywhere.
        let ends = self.while_is(|b| matches!(b, b'\r' | b'\n' | 0));
        self.take(ends);
        let first = *self.rest.first()?;
        match first {
            b'{' | b'}' | b'\\' => {
                self.take(1);
                match first {
                    b'{' => Some(Token::Open),
                    b'}' => Some(Token::Close),
                    _ => self.control(),
                }
            }
            _ => {
                let text = self.while_is(|b| !matches!(b, b'{' | b'}' | b'\\' | b'\r' | b'\n' | 0));
                Some(Token::Bytes(self.take(text)))
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_numbers_bytes_and_text_are_told_apart() {
        let got: Vec<Token> = Tokens::new(b"{\\b0 x\r\ny\\'e9\\u-3 ?\\~\\bin3 {{{z}").collect();
        let want = [
            Token::Open,
            Token::Word("b", Some(0)),
            Token::Bytes(b"x"),
            Token::Bytes(b"y"),
            Token::Byte(0xE9),
            Token::Word("u", Some(-3)),
            Token::Bytes(b"?"),
            Token::Symbol(b'~'),
            Token::Word("bin", Some(3)),
            Token::Bytes(b"z"),
            Token::Close,
        ];
        assert_eq!(got, want);
    }

    #[test]
    fn broken_ends_end() {
        assert_eq!(Tokens::new(b"\\").count(), 0);
        assert_eq!(Tokens::new(b"\\'9").count(), 2);
        assert_eq!(
            Tokens::new(b"\\u99999999999").next(),
            Some(Token::Word("u", Some(i32::MAX)))
        );
    }
}
