//! `showcase help`: the commands by who uses them.

use super::args::Args;
use clap::error::{ContextKind, Error, ErrorKind};
use clap::{Command, CommandFactory};
use std::fmt::Write;

/// Columns of the narrowest terminal in use.
const COLUMNS: usize = 80;
/// Columns for the name of a command.
const NAME: usize = 13;

/// Who uses which commands, the most usual first.
const GROUPS: &[(&str, &[&str])] = &[
    (
        "For assessors",
        &["analyse", "open", "interview", "judgements", "questions"],
    ),
    ("For apprentices", &["review", "compare"]),
    ("For trainers", &["batch", "annotate"]),
    ("To set up", &["rubric", "schema", "completions", "man"]),
];

/// The whole command line.
pub(super) fn command() -> Command {
    let command = Args::command().max_term_width(COLUMNS);
    let mut groups = String::new();
    for (title, names) in GROUPS {
        let _ = writeln!(groups, "{title}:");
        for name in *names {
            let about = command.find_subcommand(name).and_then(Command::get_about);
            let _ = entry(&mut groups, name, &about.map(ToString::to_string).unwrap_or_default());
        }
        groups.push('\n');
    }
    let template =
        format!("{{about-with-newline}}\n{{usage-heading}} {{usage}}\n\n{groups}Options:\n{{options}}{{after-help}}");
    command.help_template(template)
}

/// The name, and what the command does in a column beside it.
fn entry(out: &mut String, name: &str, about: &str) -> std::fmt::Result {
    let mut line = format!("  {name:NAME$}");
    for word in about.split_whitespace() {
        if line.chars().count() + word.chars().count() > COLUMNS {
            writeln!(out, "{}", line.trim_end())?;
            line = " ".repeat(NAME + 2);
        }
        write!(line, "{word} ")?;
    }
    writeln!(out, "{}", line.trim_end())
}

/// What is wrong with what was typed, and the cure; nothing where it was help that was asked for.
pub(super) fn explain(error: &Error) -> Option<String> {
    let said = |kind: ContextKind| error.get(kind).map(ToString::to_string);
    let argument = || said(ContextKind::InvalidArg).unwrap_or_default();
    let usual = |kind: ContextKind, before: &str| {
        said(kind).map_or(String::new(), |it| format!("; did you mean {before}{it}?"))
    };
    let problem = match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = said(ContextKind::InvalidSubcommand).unwrap_or_default();
            format!(
                "{typed}: no such command{}; `showcase help` lists them",
                usual(ContextKind::SuggestedSubcommand, "")
            )
        }
        ErrorKind::UnknownArgument => {
            let more = usual(ContextKind::SuggestedArg, "");
            format!(
                "{}: not known here{more}; `--help` after the command lists what is",
                argument()
            )
        }
        ErrorKind::MissingRequiredArgument => format!(
            "{} is missing; `--help` after the command shows what it takes",
            argument()
        ),
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let value = said(ContextKind::InvalidValue).filter(|value| !value.is_empty());
            let choices = said(ContextKind::ValidValue).map(|choices| format!("give one of {choices}"));
            let reason = std::error::Error::source(error).map(ToString::to_string);
            let cure = choices.or(reason).unwrap_or_else(|| "give another one".to_owned());
            match value {
                Some(value) => format!("{value} can't be used for {}; {cure}", argument()),
                None => format!("{} needs a value; {cure}", argument()),
            }
        }
        _ => return None,
    };
    Some(problem)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_command_stands_in_one_group() {
        let command = Args::command();
        let mut shown: Vec<&str> = command
            .get_subcommands()
            .filter(|c| !c.is_hide_set())
            .map(Command::get_name)
            .collect();
        let mut grouped: Vec<&str> = GROUPS.iter().flat_map(|(_, names)| *names).copied().collect();
        shown.sort_unstable();
        grouped.sort_unstable();
        assert_eq!(grouped, shown);
    }

    #[test]
    fn mistakes_are_told_in_plain_words() {
        for (typed, told) in [
            (
                "analize x.docx",
                "analize: no such command; did you mean analyse?; `showcase help` lists them",
            ),
            (
                "analyse x.docx --fastt",
                "--fastt: not known here; did you mean --fast?; `--help` after the command lists what is",
            ),
            (
                "analyse",
                "<REPORT> is missing; `--help` after the command shows what it takes",
            ),
            (
                "analyse x.docx --minutes no",
                "no can't be used for --minutes <N>; give a number of minutes, such as 30",
            ),
            (
                "analyse x.docx --format pdf",
                "pdf can't be used for --format <FORMAT>; give one of text, json, markdown, html, docx",
            ),
        ] {
            let words = std::iter::once("showcase").chain(typed.split(' '));
            let error = command().try_get_matches_from(words).unwrap_err();
            assert_eq!(explain(&error).as_deref(), Some(told), "{typed}");
        }
        assert_eq!(
            explain(&command().try_get_matches_from(["showcase", "--help"]).unwrap_err()),
            None
        );
    }

    #[test]
    fn help_fits_the_narrowest_terminal() {
        let all = command().render_long_help().to_string();
        assert!(all.lines().all(|line| line.chars().count() <= COLUMNS), "{all}");
        assert!(
            all.contains("For assessors:\n  analyse      Show the word count"),
            "{all}"
        );
    }
}
