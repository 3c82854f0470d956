// One report's result: the viewer of the HTML report, with what can be done here besides.

/** Shows the report in `root`. `paint` of the result shows it anew at the same place, after a change. */
function resultView(root, report, app) {
  const clock = makeClock(root);
  const banner = el("div", { class: "progress-banner" });
  let [mounted, wishes] = [null, null];

  function paint() {
    // Once for good, so that what is being typed is not lost when the plan changes meanwhile.
    wishes ??= report.isQuick ? null : planWishes(report, app);
    const place = mounted?.place();
    mounted?.unmount();
    clock.follow(report.shown.interview);
    mounted = showcaseViewer.mount(root, report.shown, app.begun.rubric, {
      name: "result",
      privacy: PRIVACY,
      tools: app.reports.length > 1 ? [button("All reports", app.showCohort), button("Other reports", app.startAgain)] : [button("Other report", app.startAgain)],
      banner,
      panels: [{ key: "files", title: "Files", children: filesPart(report, app) }],
      judge: (code) => judgePart(report, code, app),
      plan: [report.isQuick ? null : clock.element, wishes, otherAnswers(report)],
      question: (question) => answerPart(report, question),
      place,
    });
    clock.mark();
    progress();
    if (!place) focusTitle(root);
  }

  /** While the thorough reading goes on, or where it was stopped. */
  function progress() {
    if (report.isQuick && report.state === "reading") paintProgress(banner, report, app);
    else banner.replaceChildren(...(report.isQuick ? [stopped(report)] : []));
  }

  paint();

  function end() {
    clock.stop();
    mounted.unmount();
  }

  return { paint, progress, end };
}

function stopped(report) {
  const why = report.state === "stopped" ? "The thorough reading was stopped." : `The thorough reading did not succeed: ${report.cause}.`;
  return el("p", { class: "problem" }, `${why} What you see is the quick first reading, which is less accurate.`);
}

/** Fills the banner once and then moves its bar, so that the button keeps the focus. */
function paintProgress(banner, report, app) {
  if (!banner.querySelector("progress")) {
    const bar = el("progress", { max: 100, "aria-label": "Thorough reading" });
    const text = el("span", { class: "progress-text" });
    banner.replaceChildren(el("p", {}, "This is the quick first reading. The thorough one takes its place in a moment: statuses may change."), el("div", { class: "progress-line" }, bar, text, button("Stop", app.stop)));
  }
  banner.querySelector("progress").value = report.percent;
  banner.querySelector(".progress-text").textContent = `${report.stage}, ${report.percent}%`;
}

/** After the last key, so long is waited before the interview is planned anew. */
const TYPING_MILLISECONDS = 500;

/** What the interview is planned for. */
function planWishes(report, app) {
  const { wishes } = app;
  const problem = el("p", { class: "problem", role: "alert" });
  const field = (name, label, settings, read) => {
    const input = el("input", { id: `wish-${name}`, ...settings });
    const take = async () => {
      const before = wishes[name];
      problem.textContent = "";
      try {
        wishes[name] = read(input.value);
        await revise(report, app, "Planned anew");
      } catch ({ message }) {
        wishes[name] = before;
        problem.textContent = message;
      }
    };
    let typing = null;
    input.addEventListener("input", () => {
      clearTimeout(typing);
      typing = setTimeout(take, TYPING_MILLISECONDS);
    });
    return el("label", {}, label, input);
  };
  const within = (least, most, text) => {
    const value = Number(text);
    if (text.trim() === "" || !(value >= least && value <= most)) throw new Error(`give a number from ${least} to ${most}`);
    return value;
  };
  return el("div", { class: "plan-wishes" },
    field("minutes", "Minutes", { type: "number", min: 1, max: 600, step: "any", value: wishes.minutes ?? app.begun.minutes }, (text) => {
      const minutes = within(1, 600, text);
      return minutes === app.begun.minutes ? null : minutes;
    }),
    field("attempt", "Attempt", { type: "number", min: 1, max: 9, value: wishes.attempt }, (text) => Math.floor(within(1, 9, text))),
    field("only", "Only these criteria", { type: "text", placeholder: "all", value: wishes.only }, (text) => text.trim()),
    problem);
}

function focusTitle(root) {
  const title = root.querySelector("h1");
  title.tabIndex = -1;
  title.focus({ preventScroll: true });
}
