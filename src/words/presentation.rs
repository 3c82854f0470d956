//! A presentation against its guides, which are in slides and minutes instead of words.

use super::{PresentationLedger, TaskSlides, count};
use crate::document::{Document, Format};
use crate::rubric::Rubric;
use crate::structure::{Place, Role, Structure};
use std::collections::BTreeMap;

/// What a slide is for: most of its words decide.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Use {
    Task(usize),
    Appendix,
    Other,
}

/// The slides of a presentation by task; none for a written report, or where the rubric knows no presentation.
pub fn presentation(document: &Document, structure: &Structure, rubric: &Rubric) -> Option<PresentationLedger> {
    let guide = rubric.presentation.as_ref()?;
    if document.format != Format::Pptx {
        return None;
    }
    let slides = document.pages.unwrap_or_default();
    let uses = uses(document, structure, rubric);
    let of = |what: Use| -> Vec<u32> {
        let numbers = 1..=slides;
        numbers
            .filter(|n| uses.get(n).copied().unwrap_or(Use::Other) == what)
            .collect()
    };
    let tasks = rubric.tasks.iter().enumerate().map(|(at, task)| TaskSlides {
        id: task.id.clone(),
        title: task.title.clone(),
        slides: of(Use::Task(at)),
        sample_slides: rubric
            .sections
            .iter()
            .filter(|s| s.task == task.id && s.slide.is_some())
            .count() as u32,
        minutes: task.minutes,
    });
    let counted = match slides {
        1 => "1 slide".to_owned(),
        many => format!("{many} slides"),
    };
    Some(PresentationLedger {
        slides,
        sample_slides: guide.slides,
        minutes: guide.minutes,
        tasks: tasks.collect(),
        appendix: of(Use::Appendix),
        other: of(Use::Other),
        advice: format!(
            "{counted}; the guide is about {} minutes, and its sample has {} slides. How long it takes to give can't be \
             told from the file",
            guide.minutes, guide.slides
        ),
    })
}

/// What each slide with text is for.
fn uses(document: &Document, structure: &Structure, rubric: &Rubric) -> BTreeMap<u32, Use> {
    let mut words: BTreeMap<u32, BTreeMap<Use, u32>> = BTreeMap::new();
    for (block, place) in document.blocks.iter().zip(&structure.places) {
        if let Some(slide) = block.page {
            *words
                .entry(slide)
                .or_default()
                .entry(what_for(place, rubric))
                .or_default() += count(&block.text);
        }
    }
    let most = |by_use: BTreeMap<Use, u32>| {
        // The first of equals, so that tasks go before the rest.
        let most = by_use.values().copied().max()?;
        by_use
            .into_iter()
            .find(|(_, words)| *words == most)
            .map(|(what, _)| what)
    };
    words
        .into_iter()
        .filter_map(|(slide, by_use)| Some((slide, most(by_use)?)))
        .collect()
}

fn what_for(place: &Place, rubric: &Rubric) -> Use {
    let section = place.sections.first().and_then(|at| rubric.sections.get(*at));
    let task = section.and_then(|section| rubric.tasks.iter().position(|task| task.id == section.task));
    match (place.role, task) {
        (Role::Appendix, _) => Use::Appendix,
        (Role::Body, Some(task)) => Use::Task(task),
        _ => Use::Other,
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::{Block, BlockKind};
    use crate::structure::Signal;

    #[test]
    fn slides_go_to_the_task_that_most_of_their_words_speak_about() {
        let rubric = Rubric::builtin().unwrap();
        let block = |slide: u32, text: &str| Block {
            page: Some(slide),
            ..Block::new(BlockKind::Paragraph, text)
        };
        let place = |role, sections: &[usize]| Place {
            role,
            sections: sections.to_vec(),
            signal: Signal::Heading,
            confidence: 1.0,
        };
        let document = Document {
            format: Format::Pptx,
            blocks: vec![
                block(1, "Title"),
                block(2, "one two three"),
                block(2, "four"),
                block(4, "letters"),
            ],
            pages: Some(4),
            warnings: Vec::new(),
        };
        let places = vec![
            place(Role::Front, &[]),
            place(Role::Body, &[0]),
            place(Role::Body, &[9]),
            place(Role::Appendix, &[]),
        ];
        let ledger = presentation(&document, &Structure { places }, &rubric).unwrap();
        assert_eq!(ledger.tasks[0].slides, [2]);
        assert_eq!((ledger.appendix, ledger.other), (vec![4], vec![1, 3]));
        assert_eq!(
            (ledger.minutes, ledger.tasks[2].minutes, ledger.tasks[0].sample_slides),
            (45, Some(20), 7)
        );
        let written = Document {
            format: Format::Docx,
            ..document
        };
        assert_eq!(presentation(&written, &Structure { places: Vec::new() }, &rubric), None);
    }
}
