//! Numbers as lists print them.

/// A number in the list's format; the rarer ones as digits.
pub(crate) fn written(number: u32, format: &str) -> String {
    match format {
        "lowerLetter" => letters(number, 'a'),
        "upperLetter" => letters(number, 'A'),
        "lowerRoman" => roman(number).to_lowercase(),
        "upperRoman" => roman(number),
        "decimalZero" => format!("{number:02}"),
        _ => number.to_string(),
    }
}

/// The number in what a word processor printed in front of an item ("1.", "b)"); none for a bullet, some of which are
/// the letter o.
pub(crate) fn of_label(label: &str) -> Option<String> {
    let label: String = label.chars().filter(|c| !c.is_whitespace()).collect();
    let digit = label.chars().any(|c| c.is_ascii_digit());
    let number = label.chars().any(char::is_alphanumeric) && (digit || label.chars().count() > 1);
    number.then_some(label)
}

/// a to z, then aa, bb, as Word counts.
fn letters(number: u32, first: char) -> String {
    let index = (number.max(1) - 1) % 26;
    let times = ((number.max(1) - 1) / 26 + 1).min(8);
    let letter = char::from_u32(first as u32 + index).unwrap_or(first);
    std::iter::repeat_n(letter, times as usize).collect()
}

fn roman(number: u32) -> String {
    const STEPS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    let mut rest = number.min(3999);
    let mut out = String::new();
    for (value, sign) in STEPS {
        while rest >= value {
            out.push_str(sign);
            rest -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn labels_are_numbers_or_bullets() {
        assert_eq!(of_label(" 1.\t").as_deref(), Some("1."));
        assert_eq!(of_label("b)").as_deref(), Some("b)"));
        assert_eq!(of_label("o "), None);
        assert_eq!(of_label("•"), None);
    }

    #[test]
    fn numbers_are_written_as_word_does() {
        assert_eq!(written(28, "lowerLetter"), "bb");
        assert_eq!(written(14, "upperRoman"), "XIV");
    }
}
