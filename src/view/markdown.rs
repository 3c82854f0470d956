//! The result as Markdown, to be pasted into notes. Text of the report is escaped: it is shown, never formatted.

use super::text::neutral;
use super::{Part, Shown, phrases};
use crate::analysis::Analysis;
use crate::coverage::CriterionCoverage;
use crate::interview::Question;
use crate::rubric::Criterion;
use crate::words::{PresentationLedger, WordLedger};
use std::io::{self, Write};

/// Writes the analysis, or its interview plan alone.
///
/// # Errors
/// Whatever `out` reports.
pub fn write(out: &mut impl io::Write, shown: Shown<'_>) -> io::Result<()> {
    head(out, shown)?;
    if shown.part == Part::Whole {
        words(out, shown)?;
        coverage(out, shown)?;
    }
    interview(out, shown)
}

fn head(out: &mut impl Write, shown: Shown<'_>) -> io::Result<()> {
    let analysis = shown.analysis;
    writeln!(out, "# {}\n", escape(&analysis.report.name))?;
    writeln!(out, "{}  ", escape(&phrases::report(analysis)))?;
    writeln!(out, "{}", escape(&phrases::standard(analysis, shown.rubric)))?;
    if phrases::has_notes(analysis) {
        writeln!(out, "\n## Please note\n")?;
    }
    for warning in &analysis.warnings {
        writeln!(out, "- {}: {}", escape(&warning.place), escape(&warning.message))?;
    }
    if !analysis.rubric.calibrated {
        writeln!(out, "- {}", phrases::NOT_CALIBRATED)?;
    }
    if analysis.masked {
        writeln!(out, "- {}", phrases::MASKED)?;
    }
    Ok(())
}

fn words(out: &mut impl Write, shown: Shown<'_>) -> io::Result<()> {
    let words = &shown.analysis.words;
    writeln!(out, "\n## Words\n\n{}\n", escape(&words.advice))?;
    writeln!(
        out,
        "| | words |\n|---|---:|\n| **counted** | **{}** |",
        phrases::number(words.counted)
    )?;
    for (label, count) in phrases::parts(shown.analysis)
        .into_iter()
        .filter(|(_, count)| *count > 0)
    {
        writeln!(out, "| {label} | {} |", phrases::number(count))?;
    }
    writeln!(out, "| in the whole file | {} |", phrases::number(words.total))?;
    if let Some(presentation) = &shown.analysis.presentation {
        return slides(out, presentation, words);
    }
    writeln!(out, "\n| section | words | guide | advice |\n|---|---:|---:|---|")?;
    for section in &words.sections {
        writeln!(
            out,
            "| {} {} | {} | {} | {} |",
            escape(&section.id),
            escape(&section.title),
            phrases::number(section.words),
            phrases::guide(section.guide),
            escape(&section.advice)
        )?;
    }
    Ok(())
}

/// A presentation has guides for its slides, none for the words of a section.
fn slides(out: &mut impl Write, presentation: &PresentationLedger, words: &WordLedger) -> io::Result<()> {
    writeln!(out, "\n| | slides |\n|---|---|")?;
    for (lead, line) in phrases::slides(presentation) {
        writeln!(out, "| {} | {} |", escape(&lead), escape(&line))?;
    }
    writeln!(out, "\n| section | words |\n|---|---:|")?;
    for section in &words.sections {
        let (id, title) = (escape(&section.id), escape(&section.title));
        writeln!(out, "| {id} {title} | {} |", phrases::number(section.words))?;
    }
    Ok(())
}

fn coverage(out: &mut impl Write, shown: Shown<'_>) -> io::Result<()> {
    writeln!(out, "\n## Coverage\n")?;
    for gate in phrases::gates(shown.analysis) {
        writeln!(out, "- {gate}")?;
    }
    writeln!(out, "\n{}", phrases::assessor_decides(shown.analysis))?;
    for component in &shown.rubric.components {
        let task = shown
            .rubric
            .task(&component.task)
            .map_or("", |task| task.title.as_str());
        writeln!(
            out,
            "\n### Task {} ({}): {}\n",
            escape(&component.task),
            escape(task),
            escape(&component.title)
        )?;
        for criterion in shown.rubric.criteria.iter().filter(|c| c.component == component.id) {
            if let Some(coverage) = shown.analysis.criteria.iter().find(|c| c.code == criterion.code) {
                entry(out, shown.analysis, criterion, coverage)?;
            }
        }
    }
    Ok(())
}

fn entry(
    out: &mut impl Write,
    analysis: &Analysis,
    criterion: &Criterion,
    coverage: &CriterionCoverage,
) -> io::Result<()> {
    writeln!(
        out,
        "- **{}** ({}), **{}**: {}",
        escape(&coverage.code),
        criterion.level,
        phrases::status(coverage.status),
        escape(&criterion.wording)
    )?;
    for evidence in &coverage.evidence {
        let place = phrases::place(analysis, evidence);
        let place = if place.is_empty() { place } else { format!(" ({place})") };
        writeln!(out, "  - “{}”{}", escape(&evidence.quote), escape(&place))?;
    }
    if !coverage.reason.is_empty() {
        writeln!(out, "  - why: {}", escape(&coverage.reason))?;
    }
    for missing in &coverage.missing {
        writeln!(out, "  - still open: {}", escape(missing))?;
    }
    Ok(())
}

fn interview(out: &mut impl Write, shown: Shown<'_>) -> io::Result<()> {
    let analysis = shown.analysis;
    let plan = &analysis.interview;
    writeln!(out, "\n## Interview plan\n\n{}", phrases::plan(analysis))?;
    // Elsewhere the coverage map says it.
    if shown.part == Part::Interview {
        writeln!(
            out,
            "\n{}\n\n{}",
            phrases::counts(analysis),
            phrases::assessor_decides(analysis)
        )?;
    }
    let elsewhere = phrases::judged_elsewhere(analysis);
    if !elsewhere.is_empty() {
        writeln!(out)?;
    }
    for judged in elsewhere {
        writeln!(out, "- you judged: {}", escape(&judged))?;
    }
    let mut now = 0.0;
    if let Some(opener) = &plan.opener {
        writeln!(
            out,
            "\n**{}** To begin with: {}",
            phrases::clock(now),
            escape(&opener.text)
        )?;
        now += opener.minutes;
    }
    for question in &plan.questions {
        writeln!(out, "\n**{}** {}\n", phrases::clock(now), escape(&question.text))?;
        notes(out, analysis, question)?;
        now += question.minutes;
    }
    if !plan.if_time_allows.is_empty() {
        writeln!(out, "\n### If time allows")?;
    }
    for question in &plan.if_time_allows {
        writeln!(out, "\n{}\n", escape(&question.text))?;
        notes(out, analysis, question)?;
    }
    Ok(())
}

fn notes(out: &mut impl Write, analysis: &Analysis, question: &Question) -> io::Result<()> {
    let criteria = escape(&question.criteria.join(" "));
    writeln!(out, "- {criteria}, {}", phrases::minutes(question.minutes))?;
    writeln!(out, "- why: {}", escape(&question.why))?;
    for judged in phrases::judged_for(analysis, question) {
        writeln!(out, "- you judged: {}", escape(&judged))?;
    }
    for (codes, quote) in phrases::report_says(question) {
        writeln!(out, "- the report says ({}): “{}”", escape(&codes), escape(quote))?;
    }
    for probe in &question.probes {
        writeln!(out, "- probe: {}", escape(probe))?;
    }
    Ok(())
}

/// `text` on one line with everything escaped that Markdown or HTML inside it would act upon.
pub(super) fn escape(text: &str) -> String {
    let mut escaped = String::with_capacity(text.len());
    for (index, c) in neutral(text).char_indices() {
        let acts = matches!(
            c,
            '\\' | '`' | '*' | '_' | '[' | ']' | '<' | '>' | '|' | '~' | '#' | '&' | '$'
        );
        // These act only at the start of a line, where a report's text may come to stand.
        let acts_first = index == 0 && matches!(c, '-' | '+' | '=' | ':');
        if acts || acts_first {
            escaped.push('\\');
        }
        escaped.push(c);
    }
    defuse_links(&escape_list_number(&escaped))
}

/// "1. " at the start would begin a list.
fn escape_list_number(text: &str) -> String {
    let digits = text.chars().take_while(char::is_ascii_digit).count();
    let mut rest = text.chars().skip(digits);
    match (rest.next(), rest.next()) {
        (Some('.' | ')'), None | Some(' ')) if digits > 0 => format!("{}\\{}", &text[..digits], &text[digits..]),
        _ => text.to_owned(),
    }
}

/// Many viewers turn bare addresses into links.
fn defuse_links(text: &str) -> String {
    text.replace("://", ":\\//")
        .replace("www.", "www\\.")
        .replace('@', "\\@")
}

#[cfg(test)]
mod tests {
    use super::escape;

    #[test]
    fn report_text_formats_nothing() {
        for (text, expected) in [
            ("**bold** _it_ `code`", r"\*\*bold\*\* \_it\_ \`code\`"),
            ("<script>alert(1)</script>", r"\<script\>alert(1)\</script\>"),
            ("![x](http://a.b/c)", r"!\[x\](http:\//a.b/c)"),
            ("a | b", r"a \| b"),
            ("- item", r"\- item"),
            ("12. item", r"12\. item"),
            ("2.5 hours", "2.5 hours"),
            ("two\nlines", "two lines"),
            ("# heading", r"\# heading"),
        ] {
            assert_eq!(escape(text), expected);
        }
    }
}
