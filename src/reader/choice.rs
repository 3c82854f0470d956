//! Which reader reads a report against a rubric.

use super::wording::Wording;
use super::{Depth, Reader, builtin};
use crate::error::Result;
use crate::rubric::Rubric;

/// Where the readings come from, and with them the judge that understands them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Choice {
    /// From weights fitted on labelled reports of this rubric.
    Fitted(Depth),
    /// From the rubric's own words, since nothing was fitted to it.
    Wording,
}

impl Choice {
    /// The best there is for the rubric; `fast` asks for the small reader where there are two.
    pub fn of(rubric: &Rubric, fast: bool) -> Self {
        match (rubric.is_fitted(), fast) {
            (false, _) => Self::Wording,
            (true, true) => Self::Fitted(Depth::Fast),
            (true, false) => Self::Fitted(Depth::Full),
        }
    }

    /// The reader itself.
    ///
    /// # Errors
    /// [`crate::Error::Model`] if the embedded weights are damaged.
    pub fn reader(self, rubric: &Rubric) -> Result<Box<dyn Reader>> {
        match self {
            Self::Fitted(depth) => builtin(depth, rubric),
            Self::Wording => Ok(Box::new(Wording::new(rubric))),
        }
    }

    /// Its name in results.
    pub fn name(self) -> &'static str {
        match self {
            Self::Fitted(Depth::Fast) => "fast",
            Self::Fitted(Depth::Full) => "encoder",
            Self::Wording => "wording",
        }
    }

    /// The statuses that come of it were calibrated on labelled reports.
    pub fn is_calibrated(self) -> bool {
        self != Self::Wording
    }
}
