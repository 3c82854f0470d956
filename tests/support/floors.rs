//! The floors under the figures, kept as data in `fixtures/floors.toml`.

use super::figure::Figure;
use serde::Deserialize;
use std::collections::BTreeMap;

/// What a figure may not pass.
#[derive(Debug, Clone, Copy, Deserialize)]
#[serde(deny_unknown_fields, rename_all = "snake_case")]
enum Floor {
    /// Higher is better.
    AtLeast(f64),
    /// Lower is better; a sign does not count.
    AtMost(f64),
}

impl Floor {
    fn problem(self, figure: &Figure) -> Option<String> {
        let shown = figure.shown();
        match self {
            Self::AtLeast(least) if figure.value >= least => None,
            Self::AtMost(most) if figure.value.abs() <= most => None,
            Self::AtLeast(least) => Some(format!("{} is {shown}, the floor is {least}", figure.name)),
            Self::AtMost(most) => Some(format!("{} is {shown}, at most {most} is allowed", figure.name)),
        }
    }
}

/// By set, reader and figure.
type Floors = BTreeMap<String, BTreeMap<String, BTreeMap<String, Floor>>>;

/// Fails, with all of them named, when figures are worse than their floors, or floors have no figure.
pub(crate) fn hold(set: &str, reader: &str, figures: &[Figure]) {
    let floors: Floors = toml::from_str(include_str!("../../fixtures/floors.toml")).unwrap();
    let floors = floors.get(set).and_then(|readers| readers.get(reader));
    let floors = floors.unwrap_or_else(|| panic!("no floors for {set}, {reader} reader"));
    let problems = floors
        .iter()
        .filter_map(|(name, floor)| match figures.iter().find(|f| f.name == name) {
            Some(figure) => floor.problem(figure),
            None => Some(format!("{name} is no figure")),
        });
    let problems: Vec<String> = problems.map(|p| format!("{set}, {reader} reader: {p}")).collect();
    assert!(problems.is_empty(), "\n{}\n", problems.join("\n"));
}
