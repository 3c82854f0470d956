//! What is wrong with a command that can't be understood, in plain words and with the cure.

use super::groups;
use clap::Error;
use clap::error::{ContextKind, ContextValue, ErrorKind};
use std::error::Error as _;
use std::ffi::OsString;
use std::process::ExitCode;

/// Prints the help that was asked for, or what is wrong.
pub(super) fn tell(refusal: &Error) -> ExitCode {
    match message(refusal) {
        Some(message) => crate::cli::tell!("showcase: {}", showcase::view::neutral(&message)),
        // Nobody may be there to read it.
        None => drop(refusal.print()),
    }
    ExitCode::from(u8::try_from(refusal.exit_code()).unwrap_or(2))
}

/// One sentence, unless it is the parser's to say.
fn message(refusal: &Error) -> Option<String> {
    let said = |kind| refusal.get(kind).map(plain);
    let option = said(ContextKind::InvalidArg);
    let value = said(ContextKind::InvalidValue).filter(|value| !value.is_empty());
    let command = command(std::env::args_os().skip(1));
    let problem = match refusal.kind() {
        ErrorKind::UnknownArgument => {
            let meant = meant(said(ContextKind::SuggestedArg));
            format!("{}: this is not understood here{meant}", option?)
        }
        ErrorKind::InvalidSubcommand => {
            let meant = meant(said(ContextKind::SuggestedSubcommand));
            format!(
                "{}: there is no such command{meant}",
                said(ContextKind::InvalidSubcommand)?
            )
        }
        ErrorKind::MissingRequiredArgument => format!("{} is missing", option?),
        ErrorKind::InvalidValue => {
            let one_of = said(ContextKind::ValidValue).filter(|values| !values.is_empty());
            let one_of = one_of.map_or(String::new(), |values| format!("; give one of {values}"));
            match value {
                Some(value) => format!("{}: it can't be {value}{one_of}", option?),
                None => format!("{}: a value is missing after it{one_of}", option?),
            }
        }
        ErrorKind::ValueValidation => {
            let why = refusal.source().map_or_else(String::new, |why| format!("; {why}"));
            format!("{}: it can't be {}{why}", option?, value?)
        }
        ErrorKind::ArgumentConflict => match said(ContextKind::PriorArg) {
            Some(prior) if Some(&prior) != option.as_ref() => {
                format!("{} and {prior} can't be given together", option?)
            }
            _ => format!("{}: give it once only", option?),
        },
        _ => return None,
    };
    Some(format!("{problem}; `{command} --help` says what can be given"))
}

fn meant(suggested: Option<String>) -> String {
    suggested.map_or(String::new(), |suggested| format!("; perhaps {suggested} was meant"))
}

/// "showcase analyse", as far as these are commands.
fn command(arguments: impl Iterator<Item = OsString>) -> String {
    let mut command = groups::command();
    let mut words = vec!["showcase".to_owned()];
    for argument in arguments {
        let Some(next) = command.find_subcommand(&argument).cloned() else {
            break;
        };
        words.push(next.get_name().to_owned());
        command = next;
    }
    words.join(" ")
}

/// What the parser names, without its brackets.
fn plain(value: &ContextValue) -> String {
    let text = match value {
        ContextValue::Strings(several) => several.join(", "),
        ContextValue::StyledStrs(several) => several.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "),
        other => other.to_string(),
    };
    text.replace(['<', '>'], "")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_command_is_named_as_far_as_it_is_one() {
        let named = |words: &[&str]| command(words.iter().map(OsString::from));
        assert_eq!(named(&["analyse", "x.docx"]), "showcase analyse");
        assert_eq!(named(&["judgements", "init", "--x"]), "showcase judgements init");
        assert_eq!(named(&["analise", "init"]), "showcase");
    }
}
