//! Rich Text Format (.rtf): what `WordPad`, `TextEdit`, phones and older word processors save.
//!
//! [`tokens`] cuts the file, [`state`] is what a group holds, [`head`] has fonts, colours and styles, [`walk`] puts
//! the text in order. The reader is our own: those to be had give up at the first mistake in a file, know no hidden or
//! deleted text, and hold every piece of the file in memory at once.

mod encoding;
mod head;
mod places;
mod state;
mod tables;
mod text;
mod tokens;
mod walk;
mod words;

use super::limits::Limits;
use super::{blocks, broken_off, warn, xml};
use crate::Result;
use crate::document::{Document, Format};
use walk::Walk;

/// Bytes behind the end of the text that a program may have left there.
const MOST_BEHIND: usize = 20;

/// Reads an .rtf.
pub(crate) fn read(bytes: &[u8], name: &str, limits: &Limits) -> Result<Document> {
    let outcome = Walk::new(bytes, name, limits).run()?;
    let mut warnings = outcome.warnings;
    let blocks = blocks::finish(outcome.paras);
    if outcome.cut {
        let problem = xml::Problem {
            what: "it breaks off before its end".to_owned(),
            too_deep: false,
        };
        let last = blocks.last().map(|b| b.text.as_str());
        warnings.insert(0, broken_off(name, limits, "the text", &problem, last)?);
    } else if outcome.behind.iter().filter(|b| b.is_ascii_alphanumeric()).count() > MOST_BEHIND {
        warnings.push(warn(
            "the end",
            "There is more in the file behind its end, which word processors do not show.",
        ));
    }
    Ok(Document {
        format: Format::Rtf,
        blocks,
        pages: None,
        warnings,
    })
}
