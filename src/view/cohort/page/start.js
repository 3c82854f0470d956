// The cohort's page: takes the data that stands in it and shows it.

/** Lines of the tables at a time. */
const LINES = 25;

const data = (id) => JSON.parse(document.getElementById(id).textContent);
const cohort = data("cohort");
const phrases = data("phrases");

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

const panel = (id, title, ...content) => el("section", { class: "panel", id, "aria-labelledby": `${id}-title` },
  el("h2", { id: `${id}-title` }, title), content);
const panels = [
  panel("reports", "Reports", choice.form, steps.element, reports.element),
  panel("criteria", "Reports by criteria", el("p", { class: "hint" }, "The same reports in the same order. Choose a code to sort by it."), heat.legend, heat.element),
  panel("missed", "Criteria most reports leave open", missedCriteria(cohort)),
  panel("sections", "Sections", sectionTable(cohort)),
  panel("shared", "Passages in common", sharedPassages(cohort)),
  cohort.failures.length > 0 ? panel("failures", "Could not be read", failureTable(cohort)) : null,
].filter(Boolean);

const unread = cohort.failures.length > 0 ? `, ${cohort.failures.length} could not be read` : "";
append(document.getElementById("page"), [
  el("h1", {}, "Showcase reports of a cohort"),
  el("p", { class: "facts" }, `${cohort.standard}: ${many(cohort.reports.length, "report")} read${unread}; reader: ${cohort.reader}; version ${cohort.version}`),
  cohort.calibrated ? null : el("p", { class: "facts" }, phrases.not_calibrated),
  el("p", { class: "decides" }, phrases.decides),
  el("nav", { "aria-label": "On this page" }, el("ul", {}, panels.map((section) =>
    el("li", {}, el("a", { href: `#${section.id}` }, section.querySelector("h2").textContent))))),
  panels,
]);
choice.update();
