// The copy for paper: only ever shown in print.

/** Lines to write on below each question. */
const NOTE_LINES = 2;

function paperCopy(page) {
  const { analysis, rubric } = page;
  const note = noteTexts(page);
  return el(
    "div",
    { class: "paper" },
    el("p", { class: "paper-title" }, analysis.report.name),
    el("p", {}, reportFacts(analysis.report, rubric.phrases)),
    el("p", {}, standardFacts(analysis.rubric, rubric)),
    note.length > 0 && [paperHeading("Please note"), el("ul", {}, note.map((text) => el("li", {}, text)))],
    analysis.criteria && [paperWords(page), paperCriteria(page)],
    paperPlan(page),
    el("p", { class: "paper-end" }, `${rubric.standard.source} · showcase ${analysis.version}`),
  );
}

function paperHeading(text) {
  return el("p", { class: "paper-heading" }, text);
}

function paperTable(heads, rows) {
  return el("table", {}, el("thead", {}, el("tr", {}, heads.map((head) => el("th", {}, head)))), el("tbody", {}, rows));
}

function paperWords({ analysis }) {
  const { words } = analysis;
  const row = (section) => el("tr", {}, [`${section.id} ${section.title}`, number(section.words), guide(section.guide), section.advice].map((cell) => el("td", {}, cell)));
  return el(
    "div",
    { class: "paper-words" },
    paperHeading("Words"),
    el("p", {}, `${number(words.counted)} counted. ${capital(words.advice)}.`),
    paperTable(["Section", "Words", "Guide", "Advice"], words.sections.map(row)),
  );
}

function paperCriteria(page) {
  const { analysis, rubric } = page;
  return el(
    "div",
    { class: "paper-criteria" },
    paperHeading("Criteria"),
    gateLines(analysis.gates).map((line) => el("p", {}, line)),
    el("p", {}, el("strong", {}, rubric.phrases.assessor_decides)),
    rubric.tasks.map((task) => [
      el("p", { class: "paper-task" }, `Task ${task.id} ${task.title}`),
      paperTable(
        ["Criterion", "Found in the text", "Assessor"],
        rubric.criteria.filter((criterion) => criterion.task === task.id && page.coverage(criterion.code)).map((criterion) => paperCriterion(criterion, page)),
      ),
    ]),
  );
}

function paperCriterion(criterion, page) {
  const { status, evidence, missing } = page.coverage(criterion.code);
  const level = criterion.level === "pass" ? "" : ` (${criterion.level})`;
  return el(
    "tr",
    { class: "paper-criterion" },
    el("td", {}, el("strong", {}, criterion.code), level, el("br"), criterion.wording),
    el(
      "td",
      {},
      statusLabel(status, page.rubric.phrases),
      evidence.map((one) => el("p", {}, el("q", { dir: "auto" }, one.quote), place(one) && ` (${place(one)})`)),
      missing.length > 0 && el("p", {}, el("strong", {}, "Still open: "), missing.join("; ")),
    ),
    el("td", { class: "write" }),
  );
}

function paperPlan(page) {
  const { interview } = page.analysis;
  return el(
    "div",
    { class: "paper-plan" },
    paperHeading("Interview plan"),
    el("p", {}, capital(planLine(interview))),
    interview.opener && el("p", {}, el("strong", {}, clock(0)), " To begin with: ", interview.opener.text),
    page.questions.map((question, index) => [
      question.begins === null && page.questions[index - 1]?.begins !== null && paperHeading("If time allows"),
      paperQuestion(question),
    ]),
  );
}

function paperQuestion(question) {
  return el(
    "div",
    { class: "paper-question" },
    el("p", {}, el("strong", {}, question.begins ? `${question.begins} ` : "", question.text)),
    el("p", {}, `${question.criteria.join(" ")}, ${question.minutes} min. Why: ${question.why}`),
    reportSays(question).map((said) => el("p", {}, `The report says (${said.codes.join(" ")}): `, el("q", { dir: "auto" }, said.quote))),
    el("ul", {}, question.probes.map((probe) => el("li", {}, probe))),
    Array.from({ length: NOTE_LINES }, () => el("div", { class: "note-line" })),
  );
}
