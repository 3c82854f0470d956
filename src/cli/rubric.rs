//! `showcase rubric`.

use super::args::RubricCommand;
use super::{Ending, Failure, input, output};
use showcase::rubric::Level;

pub(super) fn run(command: RubricCommand) -> Result<Ending, Failure> {
    let text = match command {
        RubricCommand::Check { path } => {
            let rubric = input::rubric(Some(&path))?;
            format!(
                "{}: no mistakes; {} criteria ({} pass, {} merit, {} distinction) in {} sections\n",
                path.display(),
                rubric.criteria.len(),
                rubric.count(Level::Pass),
                rubric.count(Level::Merit),
                rubric.count(Level::Distinction),
                rubric.sections.len()
            )
        }
        RubricCommand::Show { code, rubric } => {
            let rubric = input::rubric(rubric.as_deref())?;
            match code {
                Some(codes) => {
                    let shown = rubric
                        .select(&codes)?
                        .into_iter()
                        .map(|code| rubric.show_criterion(&code));
                    shown.collect::<Result<Vec<String>, _>>()?.join("\n")
                }
                None => rubric.show(),
            }
        }
    };
    output::write(None, text.as_bytes())?;
    Ok(Ending::Done)
}
