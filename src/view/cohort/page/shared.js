// Passages that several reports share, and reports that could not be read.

const PASSAGES = 20;
/** Reports named for one passage; the others are counted. */
const NAMED = 12;

function sharedPassages(cohort) {
  const list = el("div");
  const item = (passage) => {
    const links = passage.reports.slice(0, NAMED).map(({ report, words }, at) =>
      [at > 0 ? ", " : "", cohort.link(cohort.reports[report]), ` (${words} words)`]);
    const more = passage.reports.length - NAMED;
    return el("div", { class: "passage" },
      el("p", {}, links, more > 0 ? ` and ${many(more, "more report")}` : ""),
      el("div", { class: "quote" }, el("q", {}, passage.quote)),
    );
  };
  const steps = stepper("passage", PASSAGES, (start, end) =>
    list.replaceChildren(...cohort.shared.slice(start, end).map(item)));
  steps.set(cohort.shared.length);
  return [
    el("p", { class: "hint" }, "The work must be the apprentice's own. A passage in two reports can come from one of them, from a web page, from a leaflet of the employer or from a template: only a person can tell. Text copied from the standard is left out, and so are covers."),
    steps.element, list,
  ];
}

function failureTable(cohort) {
  const labels = ["Report", cohort.named ? "File" : null, "Cause"].filter(Boolean);
  const shown = table("Reports that could not be read", labels.map((label) => el("th", { scope: "col" }, label)));
  const steps = stepper("report", 50, (start, end) => {
    const line = (failed) => el("tr", {},
      el("th", { scope: "row" }, failed.id),
      cohort.named ? el("td", {}, failed.name ?? "") : null,
      el("td", {}, failed.cause),
    );
    shown.body.replaceChildren(...cohort.failures.slice(start, end).map(line));
  });
  steps.set(cohort.failures.length);
  return [steps.element, shown.element];
}
