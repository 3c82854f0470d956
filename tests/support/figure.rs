//! A figure, a share of something, and how they are printed.

/// One figure of a table.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Figure {
    /// Its name in `score.py`.
    pub(crate) name: &'static str,
    /// Its value; shares are in percent. Not a number where there was nothing to measure.
    pub(crate) value: f64,
    /// Digits to print.
    digits: usize,
}

impl Figure {
    /// A share in percent.
    pub(crate) fn share(name: &'static str, of: Share) -> Self {
        Self {
            name,
            value: of.percent(),
            digits: 1,
        }
    }

    /// A number of things.
    pub(crate) fn count(name: &'static str, value: usize) -> Self {
        Self {
            name,
            value: value as f64,
            digits: 0,
        }
    }

    /// A plain number.
    pub(crate) fn number(name: &'static str, value: f64) -> Self {
        Self { name, value, digits: 3 }
    }

    /// A time in minutes.
    pub(crate) fn minutes(name: &'static str, value: f64) -> Self {
        Self { name, value, digits: 2 }
    }

    /// As it is printed.
    pub(crate) fn shown(&self) -> String {
        format!("{:.*}", self.digits, self.value)
    }
}

/// So many of so many.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct Share {
    /// Those that fit.
    pub(crate) hits: usize,
    /// All of them.
    pub(crate) all: usize,
}

impl Share {
    /// Counts one more.
    pub(crate) fn count(&mut self, hit: bool) {
        self.hits += usize::from(hit);
        self.all += 1;
    }

    /// Adds what was counted elsewhere.
    pub(crate) fn add(&mut self, other: Self) {
        self.hits += other.hits;
        self.all += other.all;
    }

    /// In percent.
    pub(crate) fn percent(self) -> f64 {
        100.0 * self.hits as f64 / self.all as f64
    }
}
