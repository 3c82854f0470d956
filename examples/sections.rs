//! Reads reports and prints how many of their words speak about each section: the first stages of the library alone,
//! without coverage or interview. `fixtures/speed` times it beside other readers.

use showcase::ingest::{self, limits::Limits};
use showcase::reader::Choice;
use showcase::rubric::Rubric;
use showcase::{structure, words};
use std::io::{self, Write};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let rubric = Rubric::builtin()?;
    let choice = Choice::of(&rubric, true);
    let mut out = io::stdout().lock();
    for path in std::env::args().skip(1) {
        let document = ingest::read(&std::fs::read(&path)?, &path, &Limits::default())?;
        let sentences = words::sentences(&document);
        let readings = choice.reader(&rubric)?.read(&document, &sentences)?;
        let structure = structure::structure(&document, &sentences, &readings, &rubric);
        let ledger = words::ledger(&document, &structure, &rubric);
        writeln!(out, "{path}: {} words", ledger.counted)?;
        for section in &ledger.sections {
            writeln!(out, "  {} {}", section.id, section.words)?;
        }
    }
    Ok(())
}
