//! `showcase completions` and `showcase man`: made from the commands themselves, so that they can't drift from them.

use super::args::Args;
use super::{Ending, Failure, output};
use clap::{Command, CommandFactory, ValueEnum};
use std::fs;
use std::path::Path;

/// A shell that completes commands.
#[derive(Debug, Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Shell {
    /// Linux and most servers
    Bash,
    /// Linux
    Fish,
    /// macOS
    Zsh,
    /// Windows
    Powershell,
}

/// Prints what the shell needs to complete commands and options.
pub(super) fn completions(shell: Shell) -> Result<Ending, Failure> {
    let shell = match shell {
        Shell::Bash => clap_complete::Shell::Bash,
        Shell::Fish => clap_complete::Shell::Fish,
        Shell::Zsh => clap_complete::Shell::Zsh,
        Shell::Powershell => clap_complete::Shell::PowerShell,
    };
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut Args::command(), "showcase", &mut text);
    output::write(None, &text)?;
    Ok(Ending::Done)
}

/// Writes a manual page for the program and for each command into a folder.
pub(super) fn man(folder: &Path) -> Result<Ending, Failure> {
    fs::create_dir_all(folder).map_err(|problem| Failure::writing(folder, problem))?;
    let mut all = Args::command();
    all.build();
    pages(folder, &all, "showcase")?;
    Ok(Ending::Done)
}

/// The page of a command, and those of the commands below it.
fn pages(folder: &Path, command: &Command, name: &str) -> Result<(), Failure> {
    page(folder, command, name)?;
    let below = command.get_subcommands();
    for command in below.filter(|command| !command.is_hide_set() && command.get_name() != "help") {
        pages(folder, command, &format!("{name}-{}", command.get_name()))?;
    }
    Ok(())
}

fn page(folder: &Path, command: &Command, name: &str) -> Result<(), Failure> {
    let mut text = Vec::new();
    clap_mangen::Man::new(command.clone())
        .render(&mut text)
        .map_err(Failure::from_stdout)?;
    output::save(&folder.join(format!("{name}.1")), &text)
}
