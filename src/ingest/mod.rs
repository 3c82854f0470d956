//! Finds the format of a file by its content and reads it into a [`crate::document::Document`].
