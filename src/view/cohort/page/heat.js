// The heat map: reports by criteria.

const SIGNS = { evidenced: "E", partial: "P", not_found: "N" };

function heatMap(cohort, phrases, choice) {
  const names = Object.fromEntries(phrases.statuses);
  const heads = [
    sortHead("Report", "id", choice),
    ...cohort.criteria.map((criterion, at) => sortHead(criterion.code, at, choice, `${criterion.level}: ${criterion.wording}`)),
  ];
  const shown = table("Status of each criterion in each report", heads, { class: "heat" });
  const cell = (status) => el("td", { class: status, "aria-label": names[status] }, SIGNS[status]);
  const line = (row) => el("tr", {}, el("th", { scope: "row" }, cohort.link(row)), row.statuses.map(cell));
  const legend = el("p", { class: "legend" }, phrases.statuses.map(([status, name]) =>
    el("span", {}, el("span", { class: `sign ${status}`, "aria-hidden": "true" }, SIGNS[status]), ` ${name}`)));
  return { ...shown, legend, show: (rows) => shown.body.replaceChildren(...rows.map(line)) };
}
