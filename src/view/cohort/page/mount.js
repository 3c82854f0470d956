// Puts the parts together.

/** Lines of the tables at a time. */
const LINES = 25;

/**
 * Fills `root` with a cohort. `phrases` are the words of the other views; `link(row)` makes the element that leads to a
 * report.
 */
function mount(root, figures, phrases, link) {
  const cohort = { ...figures, link };
  let rows = [];
  const choice = rowChoice(cohort, (chosen, state) => {
    rows = chosen;
    markSorted(reports, state);
    markSorted(heat, state);
    steps.set(rows.length);
  });
  const reports = reportTable(cohort, choice);
  const heat = heatMap(cohort, phrases, choice);
  const steps = stepper("report", LINES, (start, end) => {
    const seen = rows.slice(start, end);
    reports.show(seen);
    heat.show(seen);
  });
  const panels = [
    panel("reports", "Reports", choice.form, steps.element, reports.element),
    panel("criteria", "Reports by criteria", el("p", { class: "hint" }, "The same reports in the same order. Choose a code to sort by it."), heat.legend, heat.element),
    panel("missed", "Criteria most reports leave open", missedCriteria(cohort)),
    panel("sections", "Sections", sectionTable(cohort)),
    panel("shared", "Passages in common", sharedPassages(cohort)),
    cohort.failures.length > 0 ? panel("failures", "Could not be read", failureTable(cohort)) : null,
  ].filter(Boolean);
  append(root, [
    el("h1", {}, "Showcase reports of a cohort"),
    el("p", { class: "facts" }, cohortFacts(cohort)),
    cohort.calibrated ? null : el("p", { class: "facts" }, phrases.not_calibrated),
    el("p", { class: "decides" }, phrases.decides),
    el("nav", { "aria-label": "On this page" }, el("ul", {}, panels.map((section) =>
      el("li", {}, el("a", { href: `#${section.id}` }, section.querySelector("h2").textContent))))),
    panels,
  ]);
  choice.update();
}

function cohortFacts(cohort) {
  const unread = cohort.failures.length > 0 ? `, ${cohort.failures.length} could not be read` : "";
  return `${cohort.standard}: ${many(cohort.reports.length, "report")} read${unread}; reader: ${cohort.reader}; version ${cohort.version}`;
}

function panel(id, title, ...content) {
  return el("section", { class: "panel", id, "aria-labelledby": `${id}-title` }, el("h2", { id: `${id}-title` }, title), content);
}
