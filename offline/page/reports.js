// The reports of this visit, and reading them.

/** As the command line: real reports with pictures stay under 50 MB. */
const MOST_MEGABYTES = 64;
const STAGES = ["Opening the file", "Reading its sentences", "Judging the criteria and planning the interview"];

/** What is known of one file from the start. */
function newReport(file, index) {
  return {
    id: `R${String(index + 1).padStart(3, "0")}`,
    file,
    name: file.name,
    /** "waiting", "reading", "done", "failed" or "stopped". */
    state: "waiting",
    cause: "",
    stage: "",
    percent: 0,
  };
}

/** In the order in which `showcase batch` takes them. */
function inOrder(files) {
  const isLitter = ({ name }) => name.startsWith(".") || name.startsWith("~$") || /^(thumbs\.db|desktop\.ini)$/i.test(name);
  const sorted = [...files].filter((file) => !isLitter(file));
  return sorted.sort((a, b) => (a.name < b.name ? -1 : a.name > b.name ? 1 : 0));
}

/** Reads one report; `changed` is called whenever there is something new to show. */
async function readReport(report, engine, quickFirst, changed) {
  try {
    report.state = "reading";
    report.bytes = await bytesOf(report.file);
    if (quickFirst) {
      take(report, await readWith(report, true, engine, changed));
      report.isQuick = true;
      changed();
    }
    take(report, await readWith(report, false, engine, changed));
    report.isQuick = false;
    report.state = "done";
  } catch (problem) {
    report.state = problem.kind === "stopped" ? "stopped" : "failed";
    report.cause = withoutName(problem.message, report.name);
  }
  changed();
}

async function bytesOf(file) {
  if (file.size > MOST_MEGABYTES * 2 ** 20) {
    throw new Unanswered("refused", `the file's size is over the limit of ${MOST_MEGABYTES} MB; a showcase report is far smaller, so please check the file`);
  }
  try {
    return new Uint8Array(await file.arrayBuffer());
  } catch {
    throw new Unanswered("refused", "the browser can't open this; if it is a folder, give the files in it, and if another program keeps it open, close it there");
  }
}

async function readWith(report, fast, engine, changed) {
  const onStage = ({ stage, done, of }) => {
    report.stage = STAGES[stage];
    const part = of ? Math.round((45 * done) / of) : 0;
    report.percent = [0, 5 + part, 50 + part][stage];
    if (!fast) changed();
  };
  const question = { ask: "read", name: report.name, fast, minutes: null, attempt: 1 };
  return JSON.parse(await engine.text(question, { report: report.bytes }, { onStage, first: fast }));
}

/** Puts what was read where it belongs. */
function take(report, { analysis, judgements, entry, text }) {
  report.base = analysis;
  report.entry = entry;
  report.text = text;
  report.judgements = judgements;
  show(report, analysis);
}

/** What is shown of it from now on; kept as text too, to be handed in again exactly as it came. */
function show(report, analysis) {
  report.shownText = analysis;
  report.shown = JSON.parse(analysis);
}

/** Messages open with the name of the file, which stands beside them anyway. */
function withoutName(message, name) {
  return message.startsWith(`${name}: `) ? message.slice(name.length + 2) : message;
}
