//! Many reports at once.

use serde::Deserialize;
use showcase::cohort::{Cohort, Entry, Member};
use showcase::rubric::Rubric;

/// What the page tells of one report.
#[derive(Debug, Deserialize)]
pub(crate) struct Told {
    id: String,
    /// The file's name, where names are to be shown.
    name: Option<String>,
    /// What reading it gave; none where it could not be read.
    entry: Option<Entry>,
    /// The text of [`Entry::text`], from which passages are quoted.
    #[serde(default)]
    text: String,
    /// Why it could not be read.
    #[serde(default)]
    cause: String,
}

/// The cohort of these reports, with its passages quoted.
pub(crate) fn of(reports: Vec<Told>, rubric: &Rubric) -> Cohort {
    let (mut members, mut texts, mut marks) = (Vec::new(), Vec::new(), Vec::new());
    for Told {
        id,
        name,
        mut entry,
        text,
        cause,
    } in reports
    {
        marks.push(
            entry
                .as_mut()
                .map(|entry| std::mem::take(&mut entry.marks))
                .unwrap_or_default(),
        );
        // The cohort counts the reports that were read.
        texts.extend(entry.is_some().then_some(text));
        members.push(Member {
            id,
            name,
            result: entry.ok_or(cause),
        });
    }
    let mut cohort = Cohort::new(
        members,
        &|member| marks.get(member).cloned().unwrap_or_default(),
        rubric,
    );
    for (at, text) in texts.iter().enumerate() {
        cohort.quote(at, text);
    }
    cohort
}
