//! Builds `showcase.html`: the program, its model and its pages in one file that works without a network.
//!
//! `cargo run --release -p showcase-offline [-- -o FILE]`

mod engine;
mod page;

use std::path::PathBuf;
use std::process::ExitCode;

const HELP: &str = "usage: cargo run --release -p showcase-offline [-- [-o FILE] [--profile NAME]]";

fn main() -> ExitCode {
    match run() {
        Ok(message) => {
            eprintln!("{message}");
            ExitCode::SUCCESS
        }
        Err(problem) => {
            eprintln!("showcase-offline: {problem}");
            ExitCode::from(2)
        }
    }
}

fn run() -> Result<String, String> {
    let (output, profile) = arguments(std::env::args().skip(1))?;
    let kernel = engine::build("showcase-kernel", &engine::KERNEL_FLAGS, &profile)?;
    let engine = engine::build("showcase-engine", &engine::ENGINE_FLAGS, &profile)?;
    let page = page::page(&engine, &kernel)?;
    std::fs::write(&output, &page).map_err(|problem| format!("{}: can't be written ({problem})", output.display()))?;
    let megabytes = page.len() as f64 / 1e6;
    Ok(format!("{} ({megabytes:.1} MB)", output.display()))
}

/// Where the page goes, and the profile of the build.
fn arguments(mut given: impl Iterator<Item = String>) -> Result<(PathBuf, String), String> {
    let (mut output, mut profile) = (PathBuf::from("showcase.html"), "release".to_owned());
    while let Some(argument) = given.next() {
        let mut value = || given.next().ok_or_else(|| HELP.to_owned());
        match argument.as_str() {
            "-o" | "--output" => output = value()?.into(),
            "--profile" => profile = value()?,
            _ => return Err(HELP.to_owned()),
        }
    }
    Ok((output, profile))
}
