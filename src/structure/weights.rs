//! The few numbers of the sequence model, natural log units, tuned on labelled reports.

/// How much each kind of evidence counts. All are natural logarithms of odds unless said otherwise.
#[derive(Debug, Clone, PartialEq)]
pub struct Weights {
    /// A heading that exactly words a part, for the heading itself.
    pub heading: f32,
    /// The same for each block under it.
    pub under_heading: f32,
    /// Share of that which is left under a heading of its own that names nothing.
    pub under_subheading: f32,
    /// Share of [`Self::heading`] for a paragraph that begins like a heading ("Legislation. I found this hard").
    pub opening: f32,
    /// What the sentences speak about, for each stretch of [`Self::stretch_words`] words.
    pub content: f32,
    /// Words that count as one stretch of content (words, not odds).
    pub stretch_words: f32,
    /// Content grows with its length to this power (a power, not odds): a block's sentences are not independent.
    pub content_growth: f32,
    /// Share of a sentence's chance that is given to all sections alike (a share, not odds), as readers err.
    pub content_doubt: f32,
    /// Content of a stretch that belongs to no section, against even odds over all sections.
    pub other_content: f32,
    /// The same for the appendix, which speaks about the sections too.
    pub appendix_content: f32,
    /// The same for the front.
    pub front_content: f32,
    /// A section of another task than the one whose heading came last: so much less.
    pub task_home: f32,
    /// The layout says that a block is front matter.
    pub layout: f32,
    /// A paragraph stands or begins as introductions and farewells do, for each such sign.
    pub edge: f32,
    /// Going to another section without a heading.
    pub switch: f32,
    /// The same inside a list or table.
    pub switch_inside: f32,
    /// What is taken off going to another section where it is the next in the usual order.
    pub in_order: f32,
    /// Going to another section at a heading.
    pub move_on: f32,
    /// Staying in a section at a heading.
    pub stay_at_heading: f32,
    /// Going back to an earlier section.
    pub back: f32,
    /// Beginning the appendix at a heading that names it.
    pub enter_appendix: f32,
    /// Ending the appendix at a heading.
    pub leave_appendix: f32,
    /// Ending it to go back to a part that had its heading before, or at a heading below its own in the outline.
    pub resume_headed: f32,
    /// A heading inside the appendix.
    pub stay_in_appendix: f32,
    /// Beginning the appendix where nothing names it, or ending it without a heading.
    pub appendix_unannounced: f32,
    /// Beginning or ending text that belongs to no section.
    pub to_other: f32,
    /// Front matter after the beginning.
    pub front_again: f32,
    /// Least share of the words on another section for it to be a second one (a share, not odds).
    pub second_share: f32,
    /// The same where the heading names both.
    pub second_named: f32,
}

impl Default for Weights {
    fn default() -> Self {
        Self {
            heading: 16.0,
            under_heading: 1.5,
            under_subheading: 0.3,
            opening: 0.4,
            content: 0.75,
            stretch_words: 20.0,
            content_growth: 0.7,
            content_doubt: 0.1,
            other_content: 0.85,
            appendix_content: 0.9,
            front_content: 0.4,
            task_home: 1.0,
            layout: 5.0,
            edge: 1.5,
            switch: 4.0,
            switch_inside: 8.0,
            in_order: 2.0,
            move_on: 1.9,
            stay_at_heading: 1.5,
            back: 1.0,
            enter_appendix: 10.0,
            leave_appendix: 5.0,
            resume_headed: 8.0,
            stay_in_appendix: 0.5,
            appendix_unannounced: 20.0,
            to_other: 3.0,
            front_again: 6.0,
            second_share: 0.35,
            second_named: 0.1,
        }
    }
}
