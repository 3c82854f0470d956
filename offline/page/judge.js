// The assessor's judgement on each criterion, and what follows from it at once.

const STATUSES = ["evidenced", "partial", "not_found"];

const judgedEntry = (report, code) => report.judgements.criteria.find((entry) => entry.code === code);
const isSpokenOn = (entry) => entry.status !== null || entry.note.trim() !== "";
const hasJudgements = (report) => report.judgements.criteria.some(isSpokenOn);

/** "2 statuses given, 1 note". */
function judgedLine(report) {
  const entries = report.judgements.criteria;
  const changed = entries.filter((entry) => entry.status !== null).length;
  const notes = entries.filter((entry) => entry.note.trim() !== "").length;
  const parts = [changed && `${changed} ${changed === 1 ? "status" : "statuses"} given`, notes && count(notes, "note")];
  return parts.filter(Boolean).join(", ") || "None yet: open a criterion to accept or change its status.";
}

/** What stands in a criterion's card. Nothing before the thorough reading is done, as its statuses are what is judged. */
function judgePart(report, code, app) {
  if (report.isQuick) return null;
  const entry = judgedEntry(report, code);
  const names = app.begun.rubric.phrases.statuses;
  const choices = [[null, `As found: ${names[entry.tool_status]}`], ...STATUSES.map((status) => [status, names[status]])];
  const radio = ([status, label]) => {
    const choose = () => judge(report, entry, { status }, app);
    const settings = { type: "radio", name: `judge-${code}`, id: `judge-${code}-${status ?? "as-found"}`, checked: entry.status === status };
    return el("label", { class: "choice" }, el("input", { ...settings, on: { change: choose } }), el("span", {}, label));
  };
  const note = el("textarea", { id: `note-${code}`, rows: 2, on: { input: () => judge(report, entry, { note: note.value }, app) } });
  note.value = entry.note;
  return el(
    "div",
    { class: "judgement" },
    el("fieldset", { class: "choices" }, el("legend", {}, `Your judgement on ${code}`), choices.map(radio)),
    el("label", { class: "note-label" }, `Your note on ${code}`, note),
  );
}

/** Takes in a status or a note. A status changes the plan, so everything is shown anew; a note is only kept with it. */
function judge(report, entry, change, app) {
  Object.assign(entry, change);
  report.isUnsaved = true;
  keepIfWanted(report);
  document.getElementById("judged-line")?.replaceChildren(judgedLine(report));
  const follows = "status" in change ? `${entry.code}: ${change.status ? app.begun.rubric.phrases.statuses[change.status] : "as found"}` : null;
  return revise(report, app, follows);
}

/** Plans anew from the judgements and wishes; `said` is told to those who hear the page, and asks for the result to be shown. */
async function revise(report, app, said) {
  const { minutes, attempt, only, mask } = app.wishes;
  const isPlain = minutes === null && attempt === 1 && only === "" && !mask;
  report.revisions = (report.revisions ?? 0) + 1;
  const revision = report.revisions;
  if (isPlain && !hasJudgements(report)) {
    show(report, report.base);
  } else {
    const question = { ask: "revise", name: report.name, judgements_name: "judgements", only, mask, minutes, attempt };
    const judgements = hasJudgements(report) ? JSON.stringify(report.judgements) : "";
    const analysis = await app.engine.text(question, { report: report.bytes, analysis: report.base, judgements }, { first: true });
    if (revision !== report.revisions) return;
    show(report, analysis);
  }
  app.changed(report, said !== null);
  if (said) say(`${said}. ${count(report.shown.interview.questions.length, "question")} in the plan.`);
}

/** Takes a file of judgements in, for the report that it was made of. Throws a message for people. */
async function loadJudgements(report, file, app) {
  let given;
  try {
    given = JSON.parse((await file.text()).replace(/^\ufeff/, ""));
  } catch {
    throw new Error("this is not a file of judgements: it can't be read as JSON. Choose one that was saved here or made with “showcase judgements init”");
  }
  if (given?.schema !== report.judgements.schema) {
    throw new Error("this is not a file of judgements. Choose one that was saved here or made with “showcase judgements init”");
  }
  if (String(given.report?.sha256).toLowerCase() !== report.judgements.report.sha256) {
    throw new Error(`these judgements were made of “${given.report?.name}” (${given.report?.words} words) as it was then; the report that is open is another file or has changed since. Open the report that was judged`);
  }
  // The program looks for mistakes and words them, as on the command line.
  const question = { ask: "revise", name: report.name, judgements_name: file.name, only: "", mask: false, minutes: null, attempt: 1 };
  await app.engine.text(question, { report: report.bytes, analysis: report.base, judgements: JSON.stringify(given) }, { first: true });
  for (const { code, status = null, note = "", tool_status } of given.criteria) {
    const entry = judgedEntry(report, code);
    // What was accepted is what stood in the file; another version of the program may have found something else.
    const isOther = status === null && tool_status && tool_status !== entry.tool_status;
    Object.assign(entry, { status: isOther ? tool_status : status, note });
  }
  keepIfWanted(report);
  await revise(report, app, `Judgements taken in: ${judgedLine(report)}`);
}
