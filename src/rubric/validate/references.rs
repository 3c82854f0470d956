//! Names that must be unique, and references that must lead somewhere.

use std::collections::{BTreeMap, BTreeSet};

use super::super::load::{At, Draft, Placed};
use super::Found;

/// Checks names and references.
pub(super) fn check(draft: &Draft, found: &mut Found) {
    let known = Known::of(draft, found);
    for component in &draft.components {
        known.tasks.check(&component.value.task, component.key("task"), found);
    }
    for section in &draft.sections {
        known.tasks.check(&section.value.task, section.key("task"), found);
        known
            .criteria
            .check_list(section, "criteria", &section.value.criteria, found);
    }
    criteria(draft, &known, found);
    for example in &draft.examples {
        known
            .criteria
            .check(&example.value.criterion, example.key("criterion"), found);
    }
    for set in &draft.questions {
        known.criteria.check(&set.value.criterion, set.key("criterion"), found);
    }
    for shared in &draft.shared_questions {
        known
            .components
            .check(&shared.value.component, shared.key("component"), found);
        known
            .criteria
            .check_list(shared, "criteria", &shared.value.criteria, found);
    }
    headings(draft, found);
}

/// The names that references may use.
struct Known<'a> {
    tasks: Names<'a>,
    components: Names<'a>,
    criteria: Names<'a>,
    terms: Names<'a>,
}

impl<'a> Known<'a> {
    /// Collects the names, reporting those used twice.
    fn of(draft: &'a Draft, found: &mut Found) -> Self {
        // Sections and question sets are referred to by nobody, but must not stand twice either.
        Names::of(
            "section",
            draft.sections.iter().map(|s| (s.value.id.as_str(), s.key("id"))),
            found,
        );
        let sets = draft
            .questions
            .iter()
            .map(|q| (q.value.criterion.as_str(), q.key("criterion")));
        Names::of("question on", sets, found);
        Self {
            tasks: Names::of(
                "task",
                draft.tasks.iter().map(|t| (t.value.id.as_str(), t.key("id"))),
                found,
            ),
            components: Names::of(
                "component",
                draft.components.iter().map(|c| (c.value.id.as_str(), c.key("id"))),
                found,
            ),
            criteria: Names::of(
                "criterion",
                draft.criteria.iter().map(|c| (c.value.code.as_str(), c.key("code"))),
                found,
            ),
            terms: Names::of(
                "term",
                draft.terms.iter().map(|t| (t.value.term.as_str(), t.key("term"))),
                found,
            ),
        }
    }
}

/// The names of one kind of entry.
struct Names<'a> {
    kind: &'static str,
    names: BTreeSet<&'a str>,
}

impl<'a> Names<'a> {
    fn of(kind: &'static str, entries: impl Iterator<Item = (&'a str, At)>, found: &mut Found) -> Self {
        let mut names = BTreeSet::new();
        for (name, at) in entries {
            if !names.insert(name) {
                found.add(at, format!("a second {kind} {name}; give it another name or remove it"));
            }
        }
        Self { kind, names }
    }

    fn check(&self, name: &str, at: At, found: &mut Found) {
        if !self.names.contains(name) {
            found.add(
                at,
                format!("there is no {} \"{name}\"; correct the name or add the {0}", self.kind),
            );
        }
    }

    /// Checks a list of names, which must not hold the same one twice.
    fn check_list<T>(&self, entry: &Placed<T>, key: &str, list: &[String], found: &mut Found) {
        let mut seen = BTreeSet::new();
        for (index, name) in list.iter().enumerate() {
            self.check(name, entry.item(key, index), found);
            if !seen.insert(name) {
                found.add(
                    entry.item(key, index),
                    format!("{name} stands twice in this list; remove one"),
                );
            }
        }
    }
}

fn criteria(draft: &Draft, known: &Known<'_>, found: &mut Found) {
    let carried: BTreeSet<&str> = draft
        .sections
        .iter()
        .flat_map(|s| &s.value.criteria)
        .map(String::as_str)
        .collect();
    let asked: BTreeSet<&str> = draft.questions.iter().map(|q| q.value.criterion.as_str()).collect();
    let tasks: BTreeMap<&str, &str> = draft
        .components
        .iter()
        .map(|c| (c.value.id.as_str(), c.value.task.as_str()))
        .collect();
    for criterion in &draft.criteria {
        let c = &criterion.value;
        known.components.check(&c.component, criterion.key("component"), found);
        known.tasks.check(&c.task, criterion.key("task"), found);
        known.terms.check_list(criterion, "glossary", &c.glossary, found);
        if tasks.get(c.component.as_str()).is_some_and(|task| *task != c.task) {
            let text = format!(
                "{} is in task {}, but its component is not; make them agree",
                c.code, c.task
            );
            found.add(criterion.key("task"), text);
        }
        if !carried.contains(c.code.as_str()) {
            found.add(
                criterion.at(),
                format!("no section carries {}; add it to the criteria of a section", c.code),
            );
        }
        if !asked.contains(c.code.as_str()) {
            found.add(
                criterion.at(),
                format!("there is no question on {}; add a [[question]] for it", c.code),
            );
        }
    }
}

/// A heading that stands for two things would stand for neither.
fn headings(draft: &Draft, found: &mut Found) {
    let mut owners = Owners::default();
    for section in &draft.sections {
        let owner = format!("section {}", section.value.id);
        owners.claim_list(&owner, section, "headings", &section.value.headings, found);
    }
    for task in &draft.tasks {
        let owner = format!("task {}", task.value.id);
        owners.claim_list(&owner, task, "headings", &task.value.headings, found);
    }
    if let Some(placed) = &draft.headings {
        let h = &placed.value;
        let lists = [
            ("appendix", &h.appendix),
            ("front_matter", &h.front_matter),
            ("contents", &h.contents),
            ("introduction", &h.introduction),
            ("conclusion", &h.conclusion),
        ];
        for (key, list) in lists {
            owners.claim_list(&format!("headings.{key}"), placed, key, list, found);
        }
    }
    for section in &draft.sections {
        owners.claim_title(
            format!("section {}", section.value.id),
            &section.value.title,
            section.key("title"),
            found,
        );
    }
    for task in &draft.tasks {
        owners.claim_title(
            format!("task {}", task.value.id),
            &task.value.title,
            task.key("title"),
            found,
        );
    }
}

/// Which entry each heading stands for.
#[derive(Default)]
struct Owners {
    by_heading: BTreeMap<String, String>,
}

impl Owners {
    fn claim_list<T>(&mut self, owner: &str, entry: &Placed<T>, key: &str, list: &[String], found: &mut Found) {
        for (index, heading) in list.iter().enumerate() {
            let at = entry.item(key, index);
            let normal = normal(heading);
            if normal.is_empty() {
                found.add(at, "a heading without a letter or figure; remove it");
            } else if self.by_heading.get(&normal).is_some_and(|other| other == owner) {
                found.add(at, format!("\"{heading}\" stands twice in {owner}; remove one"));
            } else {
                self.claim(owner.to_owned(), normal, heading, at, found);
            }
        }
    }

    /// A title may stand among the entry's own variants as well.
    fn claim_title(&mut self, owner: String, title: &str, at: At, found: &mut Found) {
        self.claim(owner, normal(title), title, at, found);
    }

    fn claim(&mut self, owner: String, normal: String, heading: &str, at: At, found: &mut Found) {
        match self.by_heading.get(&normal) {
            Some(other) if *other != owner => {
                found.add(
                    at,
                    format!("\"{heading}\" stands in {other} and in {owner}; keep it in one of them"),
                );
            }
            Some(_) => {}
            None => {
                self.by_heading.insert(normal, owner);
            }
        }
    }
}

/// A heading as it is compared: lower case, letters and figures only, single spaces.
fn normal(heading: &str) -> String {
    let lower = heading.to_lowercase();
    let words = lower
        .split(|c: char| !c.is_alphanumeric())
        .filter(|word| !word.is_empty());
    words.collect::<Vec<_>>().join(" ")
}
