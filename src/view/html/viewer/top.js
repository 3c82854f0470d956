// Above both panes: the file, what to note, and the counts.

const PRIVACY = "This page holds text of the report, so personal data. It sends nothing anywhere.";

function topPart(page) {
  const { analysis, rubric } = page;
  const facts = `${reportFacts(analysis.report, rubric.phrases)}. ${standardFacts(analysis.rubric, rubric)}.`;
  return el(
    "div",
    { class: "top" },
    el(
      "div",
      { class: "title-row" },
      el("div", { class: "title" }, el("h1", { dir: "auto" }, analysis.report.name), el("p", { class: "facts" }, `${facts} ${page.more.privacy ?? PRIVACY}`)),
      el("div", { class: "tools" }, page.more.tools, themeButton(page), printButton()),
    ),
    page.more.banner,
    notes(page),
    analysis.gates && counts(page),
  );
}

/** What could not be read or is doubtful; the longer list folds away behind its first entries. */
function notes(page) {
  const all = noteTexts(page);
  if (!all.length) return null;
  const [first, rest] = [all.slice(0, 3), all.slice(3)];
  const list = (texts) => el("ul", {}, texts.map((text) => el("li", {}, text)));
  return el(
    "div",
    { class: "notes", role: "group", "aria-label": "Please note" },
    el("h2", {}, "Please note"),
    list(first),
    rest.length > 0 && el("details", {}, el("summary", {}, `and ${rest.length} more`), list(rest)),
  );
}

function noteTexts({ analysis, rubric }) {
  const warnings = analysis.warnings.map(({ place: where, message }) => `${where}: ${message}`);
  return analysis.rubric.calibrated ? warnings : [...warnings, rubric.phrases.not_calibrated];
}

function counts(page) {
  const { gates, words } = page.analysis;
  const levels = gates.filter((gate, index) => gates.findIndex((other) => other.level === gate.level) === index);
  return el(
    "div",
    { class: "counts" },
    el("dl", { class: "figures-row" }, levels.map((gate) => levelCount(gate, page)), wordCount(words)),
    el("div", { class: "gates" }, gateLines(gates).map((line) => el("p", {}, line)), el("p", { class: "decides" }, page.rubric.phrases.assessor_decides)),
  );
}

function levelCount({ level, of, evidenced, partial }, page) {
  const amounts = { evidenced, partial, not_found: of - evidenced - partial };
  const statuses = Object.keys(amounts);
  const part = (status) => el("span", { class: `part ${status}`, style: { "--share": amounts[status] } });
  const figure = (status) => el("span", { class: `figure ${status}` }, statusShape(status), `${amounts[status]} ${page.rubric.phrases.statuses[status]}`);
  return el(
    "div",
    { class: "figure-card" },
    el("dt", {}, `${of} ${level} criteria`),
    el("dd", {}, el("span", { class: "stack", "aria-hidden": "true" }, statuses.map(part)), el("span", { class: "figures" }, statuses.map(figure))),
  );
}

function wordCount(words) {
  return el(
    "div",
    { class: "figure-card" },
    el("dt", {}, "Words counted"),
    el("dd", {}, el("span", { class: "big" }, number(words.counted)), el("span", { class: "small" }, words.advice)),
  );
}

/** Light or dark for now; the choice is kept nowhere. */
function themeButton(page) {
  const dark = matchMedia("(prefers-color-scheme: dark)");
  const isDark = () => (page.root.dataset.theme ?? (dark.matches ? "dark" : "light")) === "dark";
  const button = el("button", { type: "button", class: "tool" });
  const name = () => {
    button.textContent = isDark() ? "Light colours" : "Dark colours";
  };
  button.addEventListener("click", () => {
    page.root.dataset.theme = isDark() ? "light" : "dark";
    name();
  });
  dark.addEventListener("change", name, { signal: page.ended });
  name();
  return button;
}

function printButton() {
  return el("button", { type: "button", class: "tool", on: { click: () => window.print() } }, "Print");
}
