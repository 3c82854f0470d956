//! Limits that keep a hostile file from taking all memory or time.

/// How much of a file is read before it is refused.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Limits {
    /// Pages of a PDF.
    pub pdf_pages: u32,
    /// Letters drawn in a PDF, invisible ones included.
    pub pdf_glyphs: usize,
    /// Characters of text in all blocks.
    pub characters: usize,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            pdf_pages: 500,
            pdf_glyphs: 3_000_000,
            characters: 3_000_000,
        }
    }
}
