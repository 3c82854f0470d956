//! What can go wrong around the library: files, and standard input and output.

use std::io;
use std::path::{Path, PathBuf};

/// Why a command could not be carried out. Each message names the file and the cure.
#[derive(Debug, thiserror::Error)]
pub(super) enum Failure {
    #[error(transparent)]
    Library(#[from] showcase::Error),
    #[error("{}: there is no such file; check the name and the folder", .0.display())]
    Missing(PathBuf),
    #[error("{}: this is a folder; give the file in it", .0.display())]
    Folder(PathBuf),
    #[error("{}: there is no .toml file in this folder; give a rubric, or the folder that holds its files", .0.display())]
    NoRubric(PathBuf),
    #[error("{}: you may not open this file; check its permissions, or whether another program keeps it open", .0.display())]
    Forbidden(PathBuf),
    #[error("{}: can't be read ({problem}); copy it to this computer and try again", path.display())]
    Unreadable { path: PathBuf, problem: io::Error },
    #[error("{}: not text in UTF-8; save it as UTF-8 and try again", .0.display())]
    NotText(PathBuf),
    #[error("{}: can't be written ({problem}); nothing was changed; choose another place with -o", path.display())]
    Unwritable { path: PathBuf, problem: io::Error },
    #[error("{}: this is not an ordinary file; choose another name with -o, or leave -o out", .0.display())]
    NotAFile(PathBuf),
    #[error("{}: this is the report itself and would be overwritten; choose another name with -o", .0.display())]
    OverReport(PathBuf),
    #[error("{}: this is a file of the rubric and would be overwritten; choose another name with -o", .0.display())]
    OverRubric(PathBuf),
    #[error("{}: this report lies in the folder that results are written to, where one might replace it; choose another folder with -o, or move the report", .0.display())]
    AmongResults(PathBuf),
    #[error("{}: this is the file of judgements and would be overwritten; choose another name with -o", .0.display())]
    OverJudgements(PathBuf),
    #[error("{}: there is a file of this name already, and it may hold judgements; choose another name with -o, or give --force to begin anew in it", .0.display())]
    Exists(PathBuf),
    #[error("{}: there is a file of this name already, and it may hold a report; choose another name with -o, or give --force to write over it", .0.display())]
    MayBeReport(PathBuf),
    #[error(
        "no report was found in these paths; give reports, folders that hold some, or a pattern such as \"drafts/*.docx\""
    )]
    NoReports,
    #[error("{}: {problem}; check the pattern and the folder", path.display())]
    BadPattern { path: PathBuf, problem: String },
    #[error("{}: another batch is writing to this folder; wait for it to end, or choose another folder with -o", .0.display())]
    BatchRuns(PathBuf),
    #[error("{}: damaged, so reports of earlier runs are not known by their numbers; choose another folder with -o", .0.display())]
    DamagedBatch(PathBuf),
    #[error("the report and the judgements can't both come from standard input; give one of them as a file")]
    TwoInputs,
    #[error("the two drafts can't both come from standard input; give one of them as a file")]
    TwoDrafts,
    #[error("a Word document can't be shown on a terminal; give it a file, such as -o pack.docx")]
    WordOnTerminal,
    #[error("the copy needs a file of its own, as it is no text; give it one, such as -o annotated.docx")]
    NeedsFile,
    #[error("{}: the copy is a .{own} file, as the report is one; give it a name that ends so", path.display())]
    OtherKind { path: PathBuf, own: &'static str },
    #[error(
        "--names is for --format docx alone; leave it out, as the other formats name the file unless --mask is given"
    )]
    NamesElsewhere,
    #[error("{}: no temporary file can be written here ({problem}); make room, or use analyse --format html -o FILE", path.display())]
    NoTemporary { path: PathBuf, problem: io::Error },
    #[error("{}: the result is in this file, but no browser could be started here; open it yourself", path.display())]
    NoBrowser { path: PathBuf },
    #[error("the result can't be written ({0}); nothing else was changed")]
    Stdout(io::Error),
    /// Whoever read the output has stopped, as `head` does. Not an error.
    #[error("nobody reads the output")]
    NobodyReads,
}

impl Failure {
    /// Why `path` could not be read.
    pub(super) fn reading(path: &Path, problem: io::Error) -> Self {
        let path = path.to_owned();
        match problem.kind() {
            io::ErrorKind::NotFound | io::ErrorKind::NotADirectory => Self::Missing(path),
            io::ErrorKind::PermissionDenied => Self::Forbidden(path),
            io::ErrorKind::IsADirectory => Self::Folder(path),
            _ => Self::Unreadable { path, problem },
        }
    }

    /// Why `path` could not be written.
    pub(super) fn writing(path: &Path, problem: io::Error) -> Self {
        Self::Unwritable {
            path: path.to_owned(),
            problem,
        }
    }

    /// Why standard output could not be written.
    pub(super) fn from_stdout(problem: io::Error) -> Self {
        match problem.kind() {
            io::ErrorKind::BrokenPipe => Self::NobodyReads,
            _ => Self::Stdout(problem),
        }
    }

    /// Prints the message. Names of files may hold anything, so what a terminal would obey is taken out.
    pub(super) fn tell(&self) {
        for (index, line) in self.to_string().lines().enumerate() {
            let lead = if index == 0 { "showcase: " } else { "  " };
            crate::cli::tell!("{lead}{}", showcase::view::neutral(line));
        }
    }
}
