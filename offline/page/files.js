// Files to keep. Their bytes come from the program, which writes them as the command line does.

/**
 * One line a file: the kind by which the program knows it, what it is called, the end of its name, and what it is for.
 * A file of the library's is added here and in `engine/src/files.rs`.
 */
const REPORT_FILES = [
  ["pack", "Interview pack for Word", "-interview.docx", "The plan, a page for each question with room for notes, and the coverage map."],
  ["html", "Result as a page", ".html", "To look at or print later, without this program."],
  ["markdown", "Result as text", "-result.md", "For notes."],
  ["annotated", "Copy of the report with comments", "-annotated", "The report itself, a Word document or PDF, unchanged but for comments at its passages."],
  ["review", "Review for the apprentice", "-review.html", "Plain words for whoever writes the report: what is there, what is thin, what to check."],
  ["json", "Result as data (JSON)", "-result.json", "For other programs."],
  ["plan_json", "Interview plan as data (JSON)", "-interview.json", "For other programs."],
];
const COHORT_FILES = [["csv", "Figures as a table (CSV)", "summary.csv"]];

/** Offers bytes or text as a file. */
function save(content, name) {
  const address = URL.createObjectURL(new Blob([content], { type: "application/octet-stream" }));
  el("a", { href: address, download: name }).click();
  // Browsers begin to write a moment later.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
  say(`${name} is saved`);
}

const stem = (name) => name.replace(/\.[^.]*$/, "") || name;

async function saveReportFile(report, kind, end, app) {
  const question = { ask: "report_file", kind, names: app.wishes.names };
  // The copy is a file of the report's own kind.
  const ending = kind === "annotated" ? report.name.slice(stem(report.name).length) : "";
  save(await app.engine.bytes(question, { report: report.bytes, analysis: report.shownText }, { first: true }), stem(report.name) + end + ending);
}

async function saveJudgements(report, app) {
  save(await app.engine.bytes({ ask: "judgement_file", file: report.judgements }, {}, { first: true }), `${stem(report.name)}-judgements.json`);
  report.isUnsaved = false;
}

async function saveCohortFile(reports, kind, name, app) {
  save(await app.engine.bytes({ ask: "cohort_file", kind, reports: told(reports, app) }, {}, { first: true }), name);
}

/** What the program takes to lay reports together. */
function told(reports, { wishes }) {
  return reports.map(({ id, name, entry, text, cause, state }) => ({
    id,
    name: wishes.names ? name : null,
    entry: state === "done" ? entry : null,
    text: text ?? "",
    cause: cause || "stopped before it was read",
  }));
}

/** The tab with everything that can be taken along. */
function filesPart(report, app) {
  if (report.isQuick) return [el("p", {}, "There are files to keep once the thorough reading is done.")];
  const problem = el("p", { class: "problem", role: "alert" });
  const doing = (act) => async () => {
    problem.textContent = "";
    try {
      await act();
    } catch ({ message }) {
      problem.textContent = message;
    }
  };
  const file = ([kind, label, end, use]) =>
    el("li", {}, button(label, doing(() => saveReportFile(report, kind, end, app))), " ", el("span", { class: "hint" }, use));
  return [
    problem,
    el("h3", {}, "Your judgements"),
    judgementTools(report, app, doing),
    el("h3", {}, "Files to keep"),
    el("p", { class: "hint" }, "They hold text of the report, so personal data: keep them as you keep the report."),
    el("ul", { class: "files" },
      REPORT_FILES.map(file),
      el("li", {}, button("Figures as a table (CSV)", doing(() => saveCohortFile([report], "csv", "summary.csv", app))), " ", el("span", { class: "hint" }, "One line with words, counts and statuses; of the reading, without your judgements.")),
      el("li", {}, button("Your interview notes", () => save(answersText(report), `${stem(report.name)}-notes.txt`)), " ", el("span", { class: "hint" }, "What you wrote beside the questions, as plain text.")),
    ),
    wishBox("names", "Name the report's file in the interview pack and the tables", app, () => {}),
    wishBox("mask", "Mask customers' names, numbers, addresses and dates of birth, here and in these files, as far as they are recognised", app, () => revise(report, app, "Done")),
  ];
}

function judgementTools(report, app, doing) {
  const choose = el("input", { type: "file", id: "load-judgements", accept: ".json", class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  choose.addEventListener("change", doing(() => loadJudgements(report, choose.files[0], app)));
  const keep = el("input", { type: "checkbox", id: "keep", checked: Boolean(report.isKept) });
  keep.addEventListener("change", doing(() => {
    report.isKept = keep.checked;
    if (!keep.checked) return forget(report);
    if (keepIfWanted(report)) return undefined;
    keep.checked = false;
    throw new Error("this browser keeps nothing for a page opened in this way; save the judgements as a file instead");
  }));
  return [
    el("p", { id: "judged-line" }, judgedLine(report)),
    el("div", { class: "tools" },
      button("Save judgements", doing(() => saveJudgements(report, app)), "tool", { id: "save-judgements" }),
      button("Load judgements …", () => choose.click(), "tool", { id: "choose-judgements" }),
      choose),
    el("label", { class: "wish" }, keep, el("span", {}, "Keep judgements and notes in this browser, for when this report is opened again. Anyone who uses this browser can see them.")),
  ];
}

/** A choice that holds for everything on the page. */
function wishBox(name, label, app, changed) {
  const box = el("input", { type: "checkbox", id: `wish-${name}`, checked: app.wishes[name] });
  box.addEventListener("change", () => {
    app.wishes[name] = box.checked;
    changed();
  });
  return el("label", { class: "wish" }, box, el("span", {}, label));
}
