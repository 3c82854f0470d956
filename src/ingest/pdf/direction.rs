//! Lines of Arabic and Hebrew are drawn from right to left; their letters are put in the order in which they are read.
//!
//! A PDF places letters and does not say in which order they belong together, so this is the common case of the
//! Unicode bidirectional algorithm backwards: a line of one direction with stretches of the other in it.

/// The text of a line as it is read, from its letters as they stand from left to right.
pub(super) fn reading_order(text: String) -> String {
    let leftward = text.chars().filter(|&c| is_leftward(c)).count();
    if leftward == 0 {
        return text;
    }
    let mut letters: Vec<char> = text.chars().collect();
    let from_right = leftward * 2 >= letters.iter().filter(|c| c.is_alphabetic()).count();
    if from_right {
        letters.reverse();
    }
    let is_other = |c: char| if from_right { is_rightward(c) } else { is_leftward(c) };
    let is_base = |c: char| if from_right { is_leftward(c) } else { is_rightward(c) };
    for part in letters.split_mut(|&c| is_base(c)) {
        if let (Some(first), Some(last)) = (
            part.iter().position(|&c| is_other(c)),
            part.iter().rposition(|&c| is_other(c)),
        ) && let Some(stretch) = part.get_mut(first..=last)
        {
            stretch.reverse();
        }
    }
    letters.into_iter().collect()
}

/// Letters of Hebrew, Arabic, Syriac, Thaana, N'Ko and their presentation forms.
fn is_leftward(c: char) -> bool {
    matches!(c, '\u{590}'..='\u{65F}' | '\u{66A}'..='\u{6EF}' | '\u{6FA}'..='\u{8FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFC}')
}

/// Other letters, and numbers, which run from left to right in Arabic and Hebrew too.
fn is_rightward(c: char) -> bool {
    c.is_alphanumeric() && !is_leftward(c)
}

#[cfg(test)]
mod tests {
    use super::reading_order;

    fn order(text: &str) -> String {
        reading_order(text.to_owned())
    }

    #[test]
    fn what_is_drawn_from_right_to_left_is_read_so() {
        assert_eq!(order("םלוע םולש"), "שלום עולם");
    }

    #[test]
    fn other_writing_and_numbers_within_it_stay() {
        assert_eq!(order(".Word 2016 ב יתבתכ"), "כתבתי ב Word 2016.");
        assert_eq!(order("I wrote םולש there"), "I wrote שלום there");
        assert_eq!(order("Plain, with 2 words."), "Plain, with 2 words.");
    }
}
