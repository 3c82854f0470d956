//! The sample analysis with text that tries to break out of a web page, wherever a report's text is shown.

use super::sample;
use showcase::analysis::Analysis;
use showcase::rubric::Rubric;

/// Ends blocks, begins comments and elements, calls templates and turns the writing round.
pub const HOSTILE: &str = "</script><script>window.hacked = 1</script><!--<script>]]><img src=x onerror=\"window.hacked = 2\"> \
                           {{rubric}} ${window.hacked = 3} javascript:alert(1) &lt;b&gt; \u{2028}\u{2029}\u{202E}\u{0}\u{7}";

/// The sample, hostile in every place.
pub fn hostile() -> (Analysis, Rubric) {
    let (mut analysis, rubric) = sample();
    let spoil = |text: &mut String| *text = format!("{HOSTILE} {text}");
    spoil(&mut analysis.report.name);
    spoil(&mut analysis.words.advice);
    analysis
        .words
        .sections
        .iter_mut()
        .for_each(|section| spoil(&mut section.advice));
    analysis.blocks.iter_mut().for_each(|block| spoil(&mut block.text));
    for warning in &mut analysis.warnings {
        spoil(&mut warning.place);
        spoil(&mut warning.message);
    }
    for criterion in &mut analysis.criteria {
        spoil(&mut criterion.reason);
        criterion.missing.iter_mut().for_each(spoil);
        for evidence in &mut criterion.evidence {
            spoil(&mut evidence.quote);
            evidence.end = evidence.start + evidence.quote.len();
        }
    }
    let plan = &mut analysis.interview;
    for question in plan.questions.iter_mut().chain(&mut plan.if_time_allows) {
        spoil(&mut question.text);
        spoil(&mut question.why);
        question.probes.iter_mut().for_each(spoil);
        question.report_says.iter_mut().for_each(|says| spoil(&mut says.quote));
    }
    (analysis, rubric)
}
