//! `showcase completions` and `showcase man`: what a shell and the manual need to know of the commands.

use super::{Ending, Failure, groups, output};
use clap::Command;
use clap_complete::Shell;
use std::path::Path;

pub(super) const COMPLETIONS_HELP: &str = "\
Where it goes:
  bash        ~/.local/share/bash-completion/completions/showcase
  zsh         _showcase in a folder of $fpath
  fish        ~/.config/fish/completions/showcase.fish
  powershell  a file that your $PROFILE reads
  elvish      a file that your rc.elv reads

Exit codes:
  0  done
  2  the command can't be used";

/// Prints the completions of a shell.
pub(super) fn completions(shell: Shell) -> Result<Ending, Failure> {
    let mut text = Vec::new();
    clap_complete::generate(shell, &mut visible(&groups::command()), "showcase", &mut text);
    output::write(None, &text)?;
    Ok(Ending::Done)
}

/// Writes a page for the program and one for each command.
pub(super) fn man(folder: &Path) -> Result<Ending, Failure> {
    std::fs::create_dir_all(folder).map_err(|problem| Failure::writing(folder, problem))?;
    let mut command = visible(&groups::command()).disable_help_subcommand(true);
    command.build();
    page(folder, &command)?;
    Ok(Ending::Done)
}

fn page(folder: &Path, command: &Command) -> Result<(), Failure> {
    let page = clap_mangen::Man::new(command.clone());
    let path = folder.join(page.get_filename());
    let mut text = Vec::new();
    page.render(&mut text).map_err(Failure::from_stdout)?;
    output::write(Some(&path), &text)?;
    command
        .get_subcommands()
        .try_for_each(|command| self::page(folder, command))
}

/// The command without those that only the program itself calls.
fn visible(command: &Command) -> Command {
    let shown: Vec<Command> = command
        .get_subcommands()
        .filter(|c| !c.is_hide_set())
        .cloned()
        .collect();
    let about = command.get_about().cloned().unwrap_or_default();
    let after = command.get_after_help().cloned().unwrap_or_default();
    Command::new("showcase")
        .version(env!("CARGO_PKG_VERSION"))
        .about(about)
        .after_help(after)
        .subcommands(shown)
}
