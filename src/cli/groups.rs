//! The commands by who uses them, for `showcase help`. Their descriptions are the commands' own.

use super::args::Args;
use clap::{Command, CommandFactory};
use std::collections::BTreeSet;
use std::fmt::Write as _;

/// Each group with its commands, in their order. A name without a command is passed over.
const GROUPS: [(&str, &[&str]); 4] = [
    (
        "Assessors",
        &["analyse", "open", "interview", "judgements", "questions"],
    ),
    ("Apprentices", &["review", "template"]),
    ("Trainers", &["batch", "annotate", "compare"]),
    ("Set up", &["rubric", "schema", "completions", "man"]),
];

/// Columns of the help, and those before a description.
const COLUMNS: usize = 80;
const NAME: usize = 15;

/// The command line with its help in groups.
pub(super) fn command() -> Command {
    let command = Args::command();
    let groups = groups(&command);
    command.help_template(format!(
        "{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}Options:\n{{options}}{{after-help}}"
    ))
}

fn groups(command: &Command) -> String {
    let grouped: BTreeSet<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
    let visible = || command.get_subcommands().filter(|command| !command.is_hide_set());
    let mut text = String::new();
    let mut group = |title: &str, commands: &[&Command]| {
        if !commands.is_empty() {
            text.extend([title, ":\n"]);
            for command in commands {
                line(&mut text, command);
            }
            text.push('\n');
        }
    };
    for (title, names) in GROUPS {
        let commands = names
            .iter()
            .filter_map(|name| visible().find(|c| c.get_name() == *name));
        group(title, &commands.collect::<Vec<_>>());
    }
    let others = visible().filter(|command| !grouped.contains(command.get_name()));
    group("Others", &others.collect::<Vec<_>>());
    text
}

fn line(text: &mut String, command: &Command) {
    let about = command.get_about().map(ToString::to_string).unwrap_or_default();
    let lines = showcase::view::wrap(&about, COLUMNS - NAME);
    for (index, line) in lines.iter().enumerate() {
        let name = if index == 0 { command.get_name() } else { "" };
        // Writing to a string can't fail.
        let _ = writeln!(text, "  {name:<width$}{line}", width = NAME - 2);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = Args::command();
        let grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| names.iter().copied()).collect();
        for command in command.get_subcommands().filter(|command| !command.is_hide_set()) {
            let places = grouped.iter().filter(|name| **name == command.get_name()).count();
            assert_eq!(places, 1, "{}", command.get_name());
        }
    }

    #[test]
    fn the_help_keeps_within_80_columns() {
        fn check(command: &mut Command) {
            let help = command.render_long_help().to_string();
            let wide = help.lines().find(|line| line.chars().count() > COLUMNS);
            assert_eq!(wide, None, "{}", command.get_name());
            command.get_subcommands_mut().for_each(check);
        }
        let mut command = command();
        command.build();
        check(&mut command);
    }
}
