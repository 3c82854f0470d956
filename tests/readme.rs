//! What the README shows is what the program prints.

#![allow(clippy::unwrap_used)] // a test fails by panicking

mod support;

use support::program::Folder;

const README: &str = include_str!("../README.md");
const LEFT_OUT: &str = "[…]\n";

#[test]
fn the_output_in_the_readme_is_real() {
    let excerpt = README
        .split("```text\n")
        .nth(1)
        .and_then(|rest| rest.split("```").next())
        .unwrap();
    let sample = concat!(env!("CARGO_MANIFEST_DIR"), "/fixtures/reports/sample.docx");
    let printed = Folder::new().run(&["analyse", sample]).stdout;
    let mut rest = printed.as_str();
    for part in excerpt.split(LEFT_OUT) {
        let at = rest
            .find(part)
            .unwrap_or_else(|| panic!("not printed, or not in this order:\n{part}"));
        rest = &rest[at + part.len()..];
    }
}

#[test]
fn files_that_the_readme_links_to_exist() {
    let links = README
        .split("](")
        .skip(1)
        .filter_map(|rest| rest.split(')').next())
        .filter(|link| !link.starts_with("http"));
    for link in links {
        let path = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join(link);
        assert!(path.exists(), "{link}");
    }
}
