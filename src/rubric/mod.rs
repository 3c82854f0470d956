//! The rubric: everything the program knows about a standard, as data.
