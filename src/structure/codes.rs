//! Criterion codes in headings: "K2.1 Aims", "S12.1–S12.3", "B15".

use crate::rubric::Rubric;

/// Share of the heading's codes that each section carries, by rubric order of sections; all zero without codes.
pub(super) fn sections_of_codes(text: &str, rubric: &Rubric) -> Vec<f32> {
    let mut shares = vec![0.0; rubric.sections.len()];
    let found = criteria_in(text, rubric);
    for &criterion in &found {
        let code = &rubric.criteria[criterion].code;
        for (share, section) in shares.iter_mut().zip(&rubric.sections) {
            if section.criteria.contains(code) {
                *share += 1.0 / found.len() as f32;
            }
        }
    }
    shares
}

/// Words of the text that are codes.
pub(super) fn is_code(word: &str, rubric: &Rubric) -> bool {
    if !word.ends_with(|c: char| !c.is_alphabetic()) {
        return false;
    }
    let word = word.trim_matches(|c: char| !c.is_alphanumeric()).to_uppercase();
    !word.is_empty() && rubric.criteria.iter().any(|criterion| belongs(&criterion.code, &word))
}

/// The code itself, or the code of the group it belongs to ("S12" of "S12.4").
fn belongs(code: &str, word: &str) -> bool {
    let rest = code.strip_prefix(word);
    word.ends_with(|c: char| c.is_ascii_digit()) && rest.is_some_and(|rest| rest.is_empty() || rest.starts_with('.'))
}

/// Criteria named by code, ranges filled.
fn criteria_in(text: &str, rubric: &Rubric) -> Vec<usize> {
    if !text.contains(|c: char| c.is_ascii_digit()) {
        return Vec::new();
    }
    let upper = text.to_uppercase();
    let mut found: Vec<usize> = Vec::new();
    let mut range_from = None;
    let mut gap = String::new();
    for word in upper.split_inclusive(|c: char| !c.is_alphanumeric() && c != '.') {
        let bare = word.trim_matches(|c: char| !c.is_alphanumeric());
        let named: Vec<usize> = (0..rubric.criteria.len())
            .filter(|&i| !bare.is_empty() && belongs(&rubric.criteria[i].code, bare))
            .collect();
        if let Some(&last) = named.last() {
            if let Some(first) = range_from.filter(|&first| first < last && joins_range(&gap)) {
                found.extend(first..last);
            }
            found.extend(&named);
            range_from = Some(last);
            gap.clear();
            gap.extend(word.chars().last().filter(|c| !c.is_alphanumeric()));
        } else {
            gap.push_str(word);
        }
    }
    found.sort_unstable();
    found.dedup();
    found
}

fn joins_range(gap: &str) -> bool {
    matches!(gap.trim(), "-" | "–" | "—" | "TO")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn codes(text: &str) -> Vec<String> {
        let rubric = Rubric::builtin().unwrap();
        criteria_in(text, &rubric)
            .into_iter()
            .map(|i| rubric.criteria[i].code.clone())
            .collect()
    }

    #[test]
    fn single_codes_lists_ranges_and_groups_are_read() {
        assert_eq!(codes("K2.1 Aims"), ["K2.1"]);
        assert_eq!(codes("K3.1, K3.4 AND k3.5"), ["K3.1", "K3.4", "K3.5"]);
        assert_eq!(codes("S12.1–S12.3"), ["S12.1", "S12.2", "S12.3"]);
        assert_eq!(codes("S10.1 to S10.4"), ["S10.1", "S10.2", "S10.3", "S10.4"]);
        assert_eq!(codes("B14 feedback"), ["B14.1", "B14.2"]);
        assert!(codes("Covid 19, K2 and 2.1").iter().all(|code| code.starts_with("K2.")));
        assert!(codes("Aims").is_empty());
    }

    #[test]
    fn codes_lead_to_the_sections_that_carry_them() {
        let rubric = Rubric::builtin().unwrap();
        let shares = sections_of_codes("K3.1 K3.2", &rubric);
        let named: Vec<_> = (0..shares.len())
            .filter(|&i| shares[i] > 0.4)
            .map(|i| rubric.sections[i].id.as_str())
            .collect();
        assert_eq!(named, ["2.1", "2.4"]);
    }
}
