//! Codes of criteria as people type them.

use super::{Criterion, Rubric};
use crate::{Error, Result};

/// Codes are short; more of a wrong one is not compared.
const COMPARED: usize = 16;
/// Most codes named beside a wrong one.
const MOST_NAMED: usize = 3;

impl Rubric {
    /// The codes in a comma-separated list, in rubric order, each once. Small letters and spaces are accepted.
    ///
    /// # Errors
    /// [`Error::UnknownCriteria`] with every code that the rubric does not have, and the nearest ones.
    pub fn select(&self, list: &str) -> Result<Vec<String>> {
        let asked: Vec<&str> = list.split(',').map(str::trim).filter(|code| !code.is_empty()).collect();
        let known = |code: &str| self.criteria.iter().any(|c| c.code.eq_ignore_ascii_case(code));
        let mut problems: Vec<String> = asked
            .iter()
            .filter(|code| !known(code))
            .map(|code| self.unknown(code))
            .collect();
        if asked.is_empty() {
            problems.push("no code of a criterion is given; write them with commas, such as K2.1,S12.5".to_owned());
        }
        if !problems.is_empty() {
            return Err(Error::UnknownCriteria { problems });
        }
        let chosen = self
            .criteria
            .iter()
            .filter(|c| asked.iter().any(|code| c.code.eq_ignore_ascii_case(code)));
        Ok(chosen.map(|c| c.code.clone()).collect())
    }

    /// The criterion of this code as people type it.
    ///
    /// # Errors
    /// [`Error::UnknownCriteria`] with the nearest codes.
    pub(super) fn typed(&self, code: &str) -> Result<&Criterion> {
        let code = code.trim();
        let mut criteria = self.criteria.iter();
        let found = criteria.find(|criterion| criterion.code.eq_ignore_ascii_case(code));
        found.ok_or_else(|| Error::UnknownCriteria {
            problems: vec![self.unknown(code)],
        })
    }

    /// "K2.9: the rubric has no such criterion; …", with the cure.
    pub(crate) fn unknown(&self, code: &str) -> String {
        let nearest = self.nearest(code).join(", ");
        format!("{code}: the rubric has no such criterion; the nearest are {nearest}; `showcase rubric show` lists all")
    }

    /// The codes that differ least from `code`, in rubric order.
    fn nearest(&self, code: &str) -> Vec<&str> {
        let code: Vec<char> = code.to_uppercase().chars().take(COMPARED).collect();
        let mut ranked: Vec<(usize, &str)> = self
            .criteria
            .iter()
            .map(|criterion| (distance(&code, &criterion.code), criterion.code.as_str()))
            .collect();
        // Stable: of equal ones the earlier in the rubric.
        ranked.sort_by_key(|(distance, _)| *distance);
        ranked.truncate(MOST_NAMED);
        ranked.into_iter().map(|(_, code)| code).collect()
    }
}

/// How many letters have to be changed, added or taken away.
fn distance(a: &[char], b: &str) -> usize {
    let b: Vec<char> = b.to_uppercase().chars().collect();
    let mut row: Vec<usize> = (0..=b.len()).collect();
    for (i, x) in a.iter().enumerate() {
        let mut next = vec![i + 1];
        for (pair, y) in row.windows(2).zip(&b) {
            let [slanted, above] = pair else { continue };
            let left = next.last().copied().unwrap_or_default();
            next.push((above + 1).min(left + 1).min(slanted + usize::from(x != y)));
        }
        row = next;
    }
    row.last().copied().unwrap_or_default()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_come_in_rubric_order_each_once() {
        let rubric = Rubric::builtin().unwrap();
        assert_eq!(rubric.select(" s12.5, K2.1,k2.1,").unwrap(), ["K2.1", "S12.5"]);
    }

    #[test]
    fn every_unknown_code_is_named_with_its_neighbours() {
        let rubric = Rubric::builtin().unwrap();
        let message = rubric.select("K2.1,K2.9,XS12.5").unwrap_err().to_string();
        let lines: Vec<&str> = message.lines().collect();
        assert!(
            lines[0].starts_with("K2.9: ") && lines[0].contains("K2.1, K2.2, K2.3"),
            "{message}"
        );
        assert!(
            lines[1].starts_with("XS12.5: ") && lines[1].contains("the nearest are S12.5"),
            "{message}"
        );
        assert!(
            rubric
                .select(" , ")
                .unwrap_err()
                .to_string()
                .contains("such as K2.1,S12.5")
        );
        assert!(rubric.select(&"é".repeat(10_000)).is_err());
    }

    #[test]
    fn distance_counts_single_letters() {
        let d = |a: &str, b: &str| distance(&a.chars().collect::<Vec<_>>(), b);
        assert_eq!(
            [d("K2.1", "K2.1"), d("K21", "K2.1"), d("", "K2.1"), d("S2.1", "K2.1")],
            [0, 1, 4, 1]
        );
    }
}
