//! Takes sentences out of a labelled report or puts some in, and writes it as Markdown.

use super::labels::{Labelled, LabelledBlock};
use showcase::rubric::Rubric;
use showcase::words;
use std::ops::Range;

/// A stretch of a report's text.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Stretch {
    /// Index of the block.
    pub(crate) block: usize,
    /// Bytes of its text, end-exclusive.
    pub(crate) span: Range<usize>,
}

impl Stretch {
    /// They have text in common.
    pub(crate) fn touches(&self, other: &Self) -> bool {
        self.block == other.block && self.span.start < other.span.end && other.span.start < self.span.end
    }
}

/// Where a passage stands, in every block that has it.
pub(crate) fn stretches(blocks: &[LabelledBlock], passage: &str) -> Vec<Stretch> {
    let found = |(block, one): (usize, &LabelledBlock)| {
        let start = one.text.find(passage)?;
        Some(Stretch {
            block,
            span: start..start + passage.len(),
        })
    };
    blocks.iter().enumerate().filter_map(found).collect()
}

/// The whole sentences that bear on a criterion: those that its labelled passages touch, and those marked beside the labels.
pub(crate) fn bearing(report: &Labelled, code: &str) -> Vec<Stretch> {
    let blocks = &report.blocks;
    let passages = report.criteria[code].bearing();
    let parts: Vec<Stretch> = passages.flat_map(|passage| stretches(blocks, passage)).collect();
    let marks = report.bearing.get(code).map_or(&[][..], Vec::as_slice);
    let of_block = |(block, one): (usize, &LabelledBlock)| {
        let spans = words::split(&one.text).into_iter();
        spans.map(move |span| Stretch { block, span }).collect::<Vec<_>>()
    };
    let marked = |s: &Stretch| {
        marks
            .iter()
            .any(|mark| blocks[s.block].text[s.span.clone()].trim() == mark)
    };
    let all = blocks.iter().enumerate().flat_map(of_block);
    all.filter(|sentence| parts.iter().any(|part| part.touches(sentence)) || marked(sentence))
        .collect()
}

/// The report without these sentences; a block of which nothing is left goes.
pub(crate) fn without(blocks: &[LabelledBlock], sentences: &[Stretch]) -> Vec<LabelledBlock> {
    let left = |(index, block): (usize, &LabelledBlock)| {
        let mut text = block.text.clone();
        for sentence in sentences.iter().rev().filter(|s| s.block == index) {
            text.replace_range(sentence.span.clone(), "");
        }
        let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
        (!text.is_empty()).then(|| LabelledBlock { text, ..block.clone() })
    };
    blocks.iter().enumerate().filter_map(left).collect()
}

/// Adds a paragraph at the end of the section that suits a criterion; the section too, where the report has none.
pub(crate) fn append(blocks: &mut Vec<LabelledBlock>, rubric: &Rubric, code: &str, text: &str) {
    let section = rubric.sections_of(code).next().unwrap();
    let block = |kind: &str, text: &str| LabelledBlock {
        kind: kind.to_owned(),
        text: text.to_owned(),
        sections: vec![section.id.clone()],
    };
    if let Some(last) = blocks.iter().rposition(|b| b.sections.contains(&section.id)) {
        blocks.insert(last + 1, block("paragraph", text));
        return;
    }
    let end = blocks
        .iter()
        .position(|b| b.sections == ["appendix"])
        .unwrap_or(blocks.len());
    blocks.insert(end, block("heading", &section.title));
    blocks.insert(end + 1, block("paragraph", text));
}

/// The report as Markdown: headings, items of lists and paragraphs.
pub(crate) fn markdown(blocks: &[LabelledBlock]) -> String {
    let lines = blocks.iter().map(|block| {
        let mark = match block.kind.as_str() {
            "heading" => "# ",
            "list_item" => "- ",
            _ => "",
        };
        format!("{mark}{}\n", escaped(&block.text))
    });
    lines.collect::<Vec<_>>().join("\n")
}

/// No sign of the text may be taken for markup.
fn escaped(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 16);
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            out.push('\\');
        }
        out.push(if c.is_whitespace() { ' ' } else { c });
    }
    out
}
