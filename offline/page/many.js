// Many reports: how far their reading is, then the cohort.

const STATE_NAMES = { waiting: "waiting", reading: "being read", done: "read", failed: "could not be read", stopped: "stopped" };

/** The list of files with how far each one is. `update()` of the result moves it on. */
function progressView(root, app) {
  const one = app.reports.length === 1;
  const bar = el("progress", { max: 100, "aria-label": "Reading" });
  const text = el("p", { class: "progress-text" });
  const lines = new Map(app.reports.map((report) => [report, el("span", { class: "state" })]));
  root.replaceChildren(el("div", { class: "start" },
    el("h1", {}, one ? `Reading ${app.reports[0].name}` : `Reading ${app.reports.length} reports`),
    el("div", { class: "progress-line" }, bar, button("Stop", app.stop)),
    text,
    one ? null : el("ol", { class: "file-list" }, app.reports.map((report) => el("li", {}, el("strong", {}, report.id), ` ${report.name} `, lines.get(report)))),
    el("p", { class: "hint" }, PRIVACY),
  ));
  focusTitle(root);

  function update() {
    const part = (report) => (report.state === "waiting" ? 0 : report.state === "reading" ? report.percent : 100);
    const now = app.reports.find((report) => report.state === "reading");
    bar.value = app.reports.reduce((sum, report) => sum + part(report), 0) / app.reports.length;
    text.textContent = now ? `${one ? "" : `${now.id}: `}${now.stage || STAGES[0]}, ${now.percent}%` : "Getting ready";
    for (const [report, line] of lines) {
      line.textContent = STATE_NAMES[report.state] + (report.state === "failed" ? `: ${report.cause}` : "");
      line.className = `state ${report.state}`;
    }
  }
  update();
  return { update };
}

/** All reports together. */
async function cohortView(root, app) {
  const place = el("div", { class: "cohort" });
  const problem = el("p", { class: "problem", role: "alert" });
  const link = (row) => {
    const report = app.reports.find(({ id }) => id === row.id);
    const open = (event) => {
      event.preventDefault();
      app.showReport(report);
    };
    return el("a", { href: `#${row.id}`, on: { click: open }, title: report.name }, row.id);
  };
  const fill = async () => {
    const cohort = JSON.parse(await app.engine.text({ ask: "cohort", reports: told(app.reports, app) }, {}, { first: true }));
    place.replaceChildren();
    showcaseCohort.mount(place, cohort, app.begun.cohort, link);
  };
  const file = ([kind, label, name]) => button(label, () => saveCohortFile(app.reports, kind, name, app).catch(({ message }) => { problem.textContent = message; }));
  root.replaceChildren(
    el("div", { class: "cohort-top" },
      el("div", { class: "tools" }, button("Other reports", app.startAgain), COHORT_FILES.map(file)),
      wishBox("names", "Names of files in the tables and in these files", app, fill),
      problem,
      el("details", {}, el("summary", {}, "Which report is which file"), el("ol", { class: "file-list" }, app.reports.map((report) =>
        el("li", {}, report.state === "done" ? link(report) : el("strong", {}, report.id), ` ${report.name}`, report.state === "done" ? "" : `: ${report.cause || STATE_NAMES[report.state]}`)))),
      el("p", { class: "hint" }, PRIVACY)),
    place);
  await fill();
  focusTitle(place);
}
