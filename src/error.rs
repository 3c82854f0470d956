//! Everything that can go wrong, one variant a cause.
//!
//! Each message names the file (or rubric), the place and the cure, in words for people who are not programmers.

/// The result of every fallible function of this crate.
pub type Result<T> = std::result::Result<T, Error>;

/// Why a report or a rubric could not be used.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The file has no bytes at all.
    #[error("{name}: the file is empty; check that it was saved and copied completely")]
    Empty {
        /// File name as given by the user.
        name: String,
    },
    /// A format that is known, but not read by this program.
    #[error("{name}: this is {found}, which can't be read here; {cure}")]
    Unsupported {
        /// File name as given by the user.
        name: String,
        /// What the content turned out to be, with article ("an old Word .doc file").
        found: String,
        /// What the user can do.
        cure: String,
    },
    /// Content that is none of the known formats.
    #[error(
        "{name}: not a document that can be read here; expected .docx, .odt, .rtf, .pdf, .html, .pptx, .txt or .md"
    )]
    Unrecognised {
        /// File name as given by the user.
        name: String,
    },
    /// Encrypted or protected with a password.
    #[error("{name}: protected with a password; open it, save a copy without the password and use that copy")]
    Protected {
        /// File name as given by the user.
        name: String,
    },
    /// A PDF that may be read, and not changed.
    #[error(
        "{name}: protected against changes, so nothing can be written into it; save it again without protection, or use the \
         document that it was made from"
    )]
    Locked {
        /// File name as given by the user.
        name: String,
    },
    /// A PDF of pictures, without text.
    #[error(
        "{name}: {pages} page(s) of pictures and no text, most likely a scan; use the original document, or run text recognition (OCR) first"
    )]
    Scanned {
        /// File name as given by the user.
        name: String,
        /// Pages in the file.
        pages: u32,
    },
    /// The container or its markup is broken.
    #[error("{name}: damaged or incomplete: {place}: {problem}; open it in the program that made it and save it again")]
    Damaged {
        /// File name as given by the user.
        name: String,
        /// The part, page or line where reading stopped.
        place: String,
        /// What is wrong there.
        problem: String,
    },
    /// One of the limits of [`crate::ingest::limits`] was passed.
    #[error("{name}: {what} is over the limit of {limit}; a showcase report is far smaller, so please check the file")]
    OverLimit {
        /// File name as given by the user.
        name: String,
        /// The measure that was passed ("unpacked size").
        what: String,
        /// The limit with its unit ("200 MB").
        limit: String,
    },
    /// The document opened, but holds no word of text.
    #[error("{name}: opened, but there is no text in it; check that this is the right file")]
    NoText {
        /// File name as given by the user.
        name: String,
    },
    /// The rubric has mistakes; each entry is "line N: problem; cure".
    #[error("{name}: {} mistake(s) in the rubric:\n{}", mistakes.len(), mistakes.join("\n"))]
    Rubric {
        /// Rubric path or "built-in rubric".
        name: String,
        /// One line a mistake.
        mistakes: Vec<String>,
    },
    /// A list of questions that can't be used.
    #[error("{name}: {problem}")]
    Questions {
        /// File name as given by the user.
        name: String,
        /// What is wrong, with the line if there is one, and the cure.
        problem: String,
    },
    /// A criterion code that the rubric does not have.
    #[error("{code}: the rubric has no such criterion; `showcase rubric show` lists them")]
    UnknownCriterion {
        /// The code as given.
        code: String,
    },
    /// Codes that the rubric does not have; each entry is "code: problem; cure".
    #[error("{}", problems.join("\n"))]
    UnknownCriteria {
        /// One line a code.
        problems: Vec<String>,
    },
    /// A file of judgements has mistakes; each entry is "line N: problem; cure".
    #[error("{name}: {} mistake(s) in the judgements:\n{}", mistakes.len(), mistakes.join("\n"))]
    Judgements {
        /// File name as given by the user.
        name: String,
        /// One line a mistake.
        mistakes: Vec<String>,
    },
    /// Judgements made of another report, or of an earlier state of this one.
    #[error(
        "{name}: these judgements were made of “{judged}” ({words} words) as it was then, and {report} is another file or has changed since; give the report that was judged, or make a new file with `showcase judgements init`"
    )]
    OtherReport {
        /// File of the judgements as given by the user.
        name: String,
        /// Name of the report that was judged.
        judged: String,
        /// Its counted words.
        words: u32,
        /// The report that was given now.
        report: String,
    },
    /// A format that notes can't be put into.
    #[error(
        "{name}: notes can be put into Word (.docx) and PDF files, and this is {found}; save it as .docx in the program that made it, or use `showcase open` to see the notes beside the text"
    )]
    NotAnnotated {
        /// File name as given by the user.
        name: String,
        /// The format that was found ("plain text").
        found: String,
    },
    /// An embedded asset (the fitted model) does not fit the program.
    #[error("the built-in model is damaged: {problem}; please install the program again")]
    Model {
        /// What does not fit.
        problem: String,
    },
}
