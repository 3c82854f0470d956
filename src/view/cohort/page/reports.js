// The table of reports.

const COLUMNS = [
  ["words", "Words"],
  ["over", "Over the limit"],
  ["open_pass", "Pass criteria open"],
  ["evidenced", "Evidenced"],
  ["partial", "Partial"],
  ["not_found", "Not found"],
  ["empty_sections", "Empty sections"],
  ["warnings", "Warnings"],
  ["shared_words", "Words in common"],
];

function reportTable(cohort, choice) {
  const heads = [
    sortHead("Report", "id", choice),
    cohort.named ? sortHead("File", "name", choice) : null,
    ...COLUMNS.map(([key, label]) => sortHead(label, key, choice)),
  ];
  const shown = table("Reports and their figures", heads);
  const line = (row) => el("tr", {},
    el("th", { scope: "row" }, cohort.link(row)),
    cohort.named ? el("td", {}, row.name ?? "") : null,
    COLUMNS.map(([key]) => el("td", { class: "figure" }, row[key].toLocaleString("en-GB"))),
  );
  return { ...shown, show: (rows) => shown.body.replaceChildren(...rows.map(line)) };
}
