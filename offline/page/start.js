// The page: what is shown when, and the way reports come in.

/** Builds the first view; `message` is what went wrong before, if anything did. */
function startView(root, app, message) {
  const choose = el("input", { type: "file", id: "choose", multiple: true, class: "unseen", tabindex: "-1", "aria-hidden": "true" });
  choose.addEventListener("change", () => app.take(choose.files));
  const kept = keptKeys().length;
  const clear = () => {
    forgetAll();
    app.startAgain();
  };
  root.replaceChildren(el("div", { class: "start" },
    el("h1", {}, "What does this showcase report show?"),
    el("p", {}, "Give one report or many. You get the word count, the criteria with quotes, what is still open, and a plan for the interview. It never grades: the assessor decides."),
    message && el("p", { class: "problem", id: "problem", role: "alert", tabindex: "-1" }, message),
    el("div", { class: "drop" },
      el("p", { class: "drop-text" }, "Drop reports here, or"),
      button("Choose reports …", () => choose.click(), "main-button", { id: "choose-reports" }),
      choose,
      el("p", { class: "hint" }, `${READS}; a file of judgements (.json) beside its report`)),
    el("p", { class: "engine-state", role: "status" }, app.begun ? "Ready." : app.trouble ?? "Getting ready …"),
    kept > 0 && el("p", {}, `Judgements on ${count(kept, "report")} are kept in this browser. They come back when the report is opened. `, button("Delete them", clear, "link")),
    privacyPart(),
  ));
  if (message) root.querySelector("#problem").focus();
}

function makeApp() {
  const main = document.getElementById("page");
  const engine = makeEngine(document.getElementById("engine").textContent);
  document.getElementById("engine").remove();
  let view = null;
  const app = {
    engine,
    begun: null,
    trouble: null,
    wishes: { minutes: null, attempt: 1, only: "", mask: false, names: false },
    reports: [],
    open: null,
  };

  /** A fresh place for a view; light or dark stays as it was chosen. */
  function place(settings = {}) {
    view?.end?.();
    view = null;
    app.open = null;
    const root = el("div", { class: "showcase", ...settings });
    if (main.firstElementChild?.dataset?.theme) root.dataset.theme = main.firstElementChild.dataset.theme;
    main.replaceChildren(root);
    window.scrollTo(0, 0);
    return root;
  }

  app.startAgain = (message) => {
    if (app.reports.some((report) => report.isUnsaved) && !confirm("Judgements or notes are not saved. Leave them?")) return;
    engine.stop();
    app.reports = [];
    Object.assign(app.wishes, { minutes: null, attempt: 1, only: "", mask: false, names: false });
    startView(place(), app, typeof message === "string" ? message : "");
    document.title = "Showcase reports, read on this computer";
  };
  app.stop = () => engine.stop();
  app.showCohort = () => {
    document.title = "Showcase reports of a cohort";
    return cohortView(place(), app);
  };
  app.showReport = (report) => {
    document.title = `Showcase report: ${report.name}`;
    const root = place();
    app.open = report;
    view = resultView(root, report, app);
  };
  /** Something about a report has changed; `isVisible` where the result has to be shown anew. */
  app.changed = (report, isVisible) => {
    if (app.open === report && isVisible) view.paint();
  };

  /** Files that were dropped or chosen. */
  app.take = async (files) => {
    const all = inOrder(files);
    const judgements = all.filter(({ name }) => /\.json$/i.test(name));
    const reports = all.filter((file) => !judgements.includes(file));
    if (reports.length > 0) return read(reports, judgements);
    if (judgements.length === 0) return undefined;
    if (!app.open || app.open.isQuick) return app.startAgain("This is a file of judgements. Give the report that it was made of together with it, or first.");
    return loadJudgements(app.open, judgements[0], app).catch(({ message }) => alert(message));
  };

  async function read(files, judgements) {
    if (app.reports.some((report) => report.isUnsaved) && !confirm("Judgements or notes are not saved. Leave them?")) return;
    engine.stop();
    const reports = files.map(newReport);
    app.reports = reports;
    const isOne = reports.length === 1;
    let progress = progressView(place(), app);
    const isCurrent = () => app.reports === reports;
    await engine.ready.catch(() => {});
    if (!app.begun) return app.startAgain(app.trouble);
    for (const report of reports) {
      let isShown = false;
      await readReport(report, engine, isOne, () => {
        if (!isCurrent()) return;
        if (isOne && report.isQuick && !isShown) {
          isShown = true;
          app.showReport(report);
        } else if (isShown) view?.progress?.();
        else progress.update();
      });
      if (!isCurrent()) return;
      if (report.state === "stopped") break;
      if (report.state === "done") await takeJudgements(report, judgements);
    }
    for (const report of reports) if (report.state === "waiting") report.state = "stopped";
    if (isCurrent()) await finish(reports);
  }

  /** Judgements that came with the report, or were kept from an earlier visit. */
  async function takeJudgements(report, files) {
    const isKept = takeKept(report);
    for (const file of files) {
      try {
        await loadJudgements(report, file, app);
      } catch ({ message }) {
        if (app.reports.length === 1) alert(`${file.name}: ${message}`);
      }
    }
    if (isKept) await revise(report, app, null);
  }

  async function finish(reports) {
    if (reports.length > 1) {
      if (reports.some(({ state }) => state === "done" || state === "failed")) return app.showCohort();
      return app.startAgain("Stopped. No report was read.");
    }
    const [report] = reports;
    if (app.open === report) {
      view.paint();
      return say(report.state === "done" ? "The thorough reading is done" : "The thorough reading was stopped");
    }
    if (report.state === "done") return app.showReport(report);
    return app.startAgain(report.state === "stopped" ? `Stopped. ${report.name} was not read.` : `${report.name}: ${report.cause}`);
  }

  async function begin() {
    startView(place(), app, "");
    try {
      await engine.ready;
      app.begun = JSON.parse(await engine.text({ ask: "begin" }));
    } catch {
      app.trouble = "This browser is too old to run the program, or this file is not complete. Use a newer browser (Chrome or Edge 110, Firefox 115, Safari 16.4 or later), or copy the file again.";
    }
    const state = document.querySelector(".engine-state");
    if (state) state.textContent = app.begun ? "Ready." : app.trouble;
  }

  function listen() {
    addEventListener("dragover", (event) => {
      event.preventDefault();
      document.body.classList.add("dragging");
    });
    addEventListener("dragleave", (event) => event.relatedTarget === null && document.body.classList.remove("dragging"));
    addEventListener("drop", (event) => {
      event.preventDefault();
      document.body.classList.remove("dragging");
      if (event.dataTransfer.files.length > 0) app.take(event.dataTransfer.files);
    });
    addEventListener("beforeunload", (event) => {
      if (app.reports.some((report) => report.isUnsaved)) event.preventDefault();
    });
  }

  listen();
  begin();
}

// The program stands behind this script in the page.
document.addEventListener("DOMContentLoaded", makeApp);
