//! An analysis put together by hand, for the tests of the views.

use showcase::analysis::{Analysis, GateCount, PlacedBlock, ReportFacts, RubricFacts, SCHEMA};
use showcase::coverage::{CriterionCoverage, Evidence, Status};
use showcase::document::{BlockKind, Format, Warning};
use showcase::interview;
use showcase::rubric::{Level, Rubric};
use showcase::structure::{Role, Signal};
use showcase::words::{SectionWords, TaskWords, WordLedger};

/// A passage of the sample report: section, page, text and the criteria it bears on.
type Passage = (&'static str, u32, &'static str, &'static [(&'static str, Status)]);

use Status::{Evidenced, NotFound, Partial};

const PASSAGES: &[Passage] = &[
    (
        "1.1",
        1,
        "Harbour Lane Garden Centre is a family business in the retail sector. We aim to be the place people within ten miles come to first for plants, and to make enough profit to keep all 34 jobs.",
        &[("K2.1", Evidenced)],
    ),
    (
        "1.2",
        1,
        "Our brand promise is “Grown here, known here”.",
        &[("K2.2", Partial)],
    ),
    (
        "1.3",
        2,
        "Our values are care, honesty and local knowledge. Because we say we are honest, we tell a customer when a plant will not live in their garden.",
        &[("K2.3", Evidenced)],
    ),
    (
        "1.4",
        2,
        "I follow the refunds policy, the complaints procedure and the lone working policy.",
        &[("K2.4", Partial), ("K2.6", Partial)],
    ),
    (
        "1.6",
        3,
        "A feature of the peat-free compost is that it holds water. The benefit for the customer is watering every third day and not every day.",
        &[("K7.1", Evidenced)],
    ),
    (
        "1.7",
        3,
        "I read the growers' sheet each Monday and I did the houseplant course in March.",
        &[("K7.2", Evidenced)],
    ),
    (
        "2.1",
        4,
        "The Consumer Rights Act means we must refund goods that are faulty within 30 days, so the till asks for the date.",
        &[("K3.1", Partial)],
    ),
    (
        "2.2",
        5,
        "The till system shows stock at both sites, which lets me tell a customer where the plant is.",
        &[("K4.1", Partial)],
    ),
    (
        "2.3",
        6,
        "On bank holiday Saturday I listed the deliveries by the time promised and did the 11 o'clock ones first.",
        &[("S11.1", Evidenced), ("S11.2", Partial)],
    ),
    (
        "2.4",
        7,
        "I never leave the order book open on the desk because it has names and addresses in it.",
        &[("K3.2", Evidenced)],
    ),
    (
        "3.1",
        8,
        "Mrs A wanted a hedge that would hide the road by next summer. I offered her laurel in pots or bare-root beech at half the price, and she took the laurel.",
        &[("S10.1", Evidenced), ("S10.2", Partial), ("S10.3", Partial)],
    ),
    (
        "3.2",
        9,
        "A man shouted because his bench had not come. I let him finish, said I was sorry and asked what the bench was for. I rang him on Tuesday and on Thursday to tell him where it was.",
        &[
            ("S12.1", Evidenced),
            ("S12.2", Evidenced),
            ("S12.5", Evidenced),
            ("S12.7", Partial),
        ],
    ),
    (
        "3.4",
        11,
        "My supervisor told me I talk too fast on the phone. Since then I count to two before I answer.",
        &[("B14.2", Evidenced), ("B14.1", Partial)],
    ),
    (
        "3.5",
        12,
        "I told the yard team by radio as soon as the lorry was late, so that nobody promised the benches.",
        &[("B15.2", Evidenced), ("B15.1", Evidenced)],
    ),
];

const APPENDIX: (&str, &str) = (
    "Witness statement: Priya made a development plan in April and we looked at it together in June.",
    "B13.2",
);

/// An analysis as the program would make it, put together by hand.
pub fn sample() -> (Analysis, Rubric) {
    let rubric = Rubric::builtin().unwrap();
    let criteria: Vec<CriterionCoverage> = rubric.criteria.iter().map(|c| coverage(&c.code, &rubric)).collect();
    let interview = interview::plan(&criteria, &rubric, 30.0, 1);
    let analysis = Analysis {
        schema: SCHEMA.to_owned(),
        version: "0.0.0".to_owned(),
        report: ReportFacts {
            name: "priya-showcase.docx".to_owned(),
            format: Format::Docx,
            pages: Some(14),
        },
        rubric: RubricFacts {
            standard: rubric.standard.code.clone(),
            plan: rubric.standard.plan.clone(),
            reader: "encoder".to_owned(),
            calibrated: true,
        },
        words: ledger(&rubric),
        blocks: blocks(),
        gates: gates(&criteria),
        criteria,
        interview,
        warnings: vec![Warning {
            place: "page 6".to_owned(),
            message: "a picture may hold text that was not read".to_owned(),
        }],
    };
    (analysis, rubric)
}

fn blocks() -> Vec<PlacedBlock> {
    let block = |text: &str, page, role, sections| PlacedBlock {
        kind: BlockKind::Paragraph,
        text: text.to_owned(),
        words: text.split_whitespace().count() as u32,
        page: Some(page),
        role,
        sections,
        signal: Signal::Heading,
        confidence: 0.93,
    };
    let body = PASSAGES
        .iter()
        .map(|(section, page, text, _)| block(text, *page, Role::Body, vec![(*section).to_owned()]));
    body.chain([block(APPENDIX.0, 14, Role::Appendix, vec![])]).collect()
}

fn coverage(code: &str, rubric: &Rubric) -> CriterionCoverage {
    let criterion = rubric.criterion(code).unwrap();
    let found = PASSAGES.iter().enumerate().find_map(|(block, passage)| {
        let (_, status) = passage.3.iter().find(|(bears_on, _)| *bears_on == code)?;
        Some((*status, evidence(block, passage.2, passage.1, Some(passage.0))))
    });
    let in_appendix = (code == APPENDIX.1).then(|| (Partial, evidence(PASSAGES.len(), APPENDIX.0, 14, None)));
    let (status, evidence) = found.or(in_appendix).map_or((NotFound, vec![]), |(s, e)| (s, vec![e]));
    let open = match status {
        NotFound => criterion.asks.clone(),
        Partial => criterion.asks.last().cloned().into_iter().collect(),
        Evidenced => vec![],
    };
    CriterionCoverage {
        code: code.to_owned(),
        level: criterion.level,
        status,
        score: f32::from(status as u8),
        confidence: 0.75,
        evidence,
        missing: open,
        reason: "put together by hand".to_owned(),
    }
}

fn evidence(block: usize, text: &str, page: u32, section: Option<&str>) -> Evidence {
    Evidence {
        block,
        start: 0,
        end: text.len(),
        quote: text.to_owned(),
        page: Some(page),
        sections: section.map(str::to_owned).into_iter().collect(),
        in_appendix: section.is_none(),
        strength: 0.8,
    }
}

fn gates(criteria: &[CriterionCoverage]) -> Vec<GateCount> {
    let count = |level, status| {
        criteria
            .iter()
            .filter(|c| c.level == level && c.status == status)
            .count() as u32
    };
    let gate = |grade, level, needed, of| GateCount {
        grade,
        level,
        needed,
        of,
        evidenced: count(level, Evidenced),
        partial: count(level, Partial),
    };
    vec![
        gate(Level::Pass, Level::Pass, 30, 30),
        gate(Level::Distinction, Level::Pass, 30, 30),
        gate(Level::Distinction, Level::Distinction, 7, 10),
    ]
}

fn ledger(rubric: &Rubric) -> WordLedger {
    let sections: Vec<SectionWords> = rubric
        .sections
        .iter()
        .zip([
            141, 96, 133, 240, 0, 188, 104, 352, 297, 251, 222, 149, 431, 612, 290, 377, 402,
        ])
        .map(|(section, words)| {
            let guide = section.guide.lower().zip(section.guide.upper());
            SectionWords {
                id: section.id.clone(),
                title: section.title.clone(),
                words,
                guide,
                advice: match guide {
                    Some((_, most)) if words > most => format!("{} words over the guide", words - most),
                    _ if words == 0 => "nothing found".to_owned(),
                    _ => String::new(),
                },
            }
        })
        .collect();
    let of_task = |id: &str| {
        sections
            .iter()
            .filter(|s| s.id.starts_with(id))
            .map(|s| s.words)
            .sum::<u32>()
    };
    let tasks: Vec<TaskWords> = rubric
        .tasks
        .iter()
        .map(|task| TaskWords {
            id: task.id.clone(),
            title: task.title.clone(),
            words: of_task(&task.id),
            guide: None,
        })
        .collect();
    let counted = tasks.iter().map(|task| task.words).sum::<u32>() + 63;
    WordLedger {
        counted,
        front: 21,
        headings: 74,
        tables: 0,
        notes: 12,
        other: 63,
        appendix: 1204,
        left_out: 0,
        total: counted + 1204,
        limit: Some(4500),
        advice: "within the recommended maximum of 4,500".to_owned(),
        tasks,
        sections,
    }
}
