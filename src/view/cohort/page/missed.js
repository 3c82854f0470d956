// What most reports leave open.

/** Lines that are seen at once; the others unfold. */
const FIRST = 10;

function missedCriteria(cohort) {
  const of = many(cohort.reports.length, "report");
  const line = (at) => {
    const { code, level, wording, evidenced, partial, not_found } = cohort.criteria[at];
    const parts = [["evidenced", evidenced], ["partial", partial], ["not_found", not_found]];
    const bar = parts.filter(([, count]) => count > 0).map(([status, count]) => el("span", { class: status, style: { "--share": count } }));
    return el("li", {},
      el("strong", {}, code), ` (${level}): ${not_found} of ${of} show nothing for it, ${partial} show it in part`,
      el("span", { class: "stack", "aria-hidden": "true" }, bar),
      el("span", { class: "wording" }, wording),
    );
  };
  const lines = cohort.most_missed.map(line);
  if (lines.length === 0) return [el("p", {}, "Every report shows every criterion.")];
  const rest = lines.slice(FIRST);
  return [
    el("ol", {}, lines.slice(0, FIRST)),
    rest.length > 0 ? el("details", {}, el("summary", {}, `${rest.length} more criteria`), el("ol", { start: FIRST + 1 }, rest)) : null,
  ];
}

function sectionTable(cohort) {
  const labels = ["Section", "Title", "Nothing on it", "Under the guide", "Over the guide", "Words in the middle report"];
  const shown = table("Sections across the cohort", labels.map((label) => el("th", { scope: "col" }, label)));
  const line = (section) => el("tr", {},
    el("th", { scope: "row" }, section.id),
    el("td", {}, section.title),
    [section.empty, section.under, section.over, section.median_words].map((count) => el("td", { class: "figure" }, count)),
  );
  shown.body.append(...cohort.sections.map(line));
  return shown.element;
}
