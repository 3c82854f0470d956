//! `showcase open`: the result as a page in the browser.

use super::args::ReadArgs;
use super::{Ending, Failure, analyse, output, private};
use showcase::view::{Part, Shown, html};

/// The file's name says nothing of whose report it is.
const NAME: &str = "report.html";

/// Writes the page where only this user can read it, and opens it.
pub(super) fn open(args: &ReadArgs) -> Result<Ending, Failure> {
    let (analysis, rubric) = analyse::read(args)?;
    let shown = Shown {
        analysis: &analysis,
        rubric: &rubric,
        part: Part::Whole,
    };
    let mut page = Vec::new();
    html::write(&mut page, shown).map_err(Failure::from_stdout)?;
    let path = private::write(NAME, &page)?;
    output::write(None, format!("{}\n", path.display()).as_bytes())?;
    crate::cli::tell!(
        "showcase: the page is in this file, which only you can read. It holds the whole report, so personal data:\n  \
         delete it when you have finished."
    );
    // Not waited for: a browser that was not running yet would keep the terminal until it is closed.
    open::that_detached(&path).map_err(|_| Failure::NoBrowser { path })?;
    Ok(Ending::Done)
}
