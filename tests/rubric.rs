//! The built-in rubric keeps its promises.

#![allow(clippy::unwrap_used)]

use showcase::rubric::{Level, Rubric};

#[test]
fn there_are_30_pass_and_10_distinction_criteria() {
    let rubric = Rubric::builtin().unwrap();
    assert_eq!((rubric.count(Level::Pass), rubric.count(Level::Distinction)), (30, 10));
}
