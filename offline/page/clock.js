// The running clock of the interview, beside the plan, with a note for each question.

const REFRESH_MILLISECONDS = 500;

/** 270 as "04:30". */
function minutesAndSeconds(seconds) {
  const two = (value) => String(Math.floor(value)).padStart(2, "0");
  return `${two(seconds / 60)}:${two(seconds % 60)}`;
}

/** The steps of the plan: what is asked, and at which second it should be over. */
function stepsOf({ opener, questions }) {
  let ends = 0;
  const step = (name, key, { text, minutes }) => {
    ends += minutes * 60;
    return { name, key, text, ends };
  };
  const first = opener ? [step("To begin with", null, opener)] : [];
  return [...first, ...questions.map((question, index) => step(`Question ${index + 1}`, `question-${index + 1}`, question))];
}

/** Builds the clock once for a report; `follow(plan)` gives it another plan, `mark()` shows which question is due. */
function makeClock(root) {
  let steps = [];
  let at = 0;
  let gone = 0;
  let since = null;
  let timer = null;
  let told = null;
  const time = el("p", { class: "clock-time", role: "timer", "aria-label": "Time since the interview began" });
  const now = el("p", { class: "clock-now" });
  const run = button("Start the clock", () => (since === null ? start() : pause()), "tool", { id: "clock-run" });
  const next = button("Next question", () => move(1), "tool", { id: "clock-next" });
  const back = button("Question before", () => move(-1), "tool", { id: "clock-back" });
  const reset = button("Back to 00:00", () => begin(), "tool", { id: "clock-reset" });
  const element = el("div", { class: "clock-box", role: "group", "aria-label": "Interview clock" },
    el("div", { class: "clock-line" }, time, now), el("div", { class: "tools" }, run, back, next, reset));

  const seconds = () => gone + (since === null ? 0 : (Date.now() - since) / 1000);

  function start() {
    since = Date.now();
    timer = setInterval(paint, REFRESH_MILLISECONDS);
    paint();
    say(`The clock runs. ${now.textContent}`);
  }

  function pause() {
    gone = seconds();
    since = null;
    clearInterval(timer);
    paint();
  }

  function begin() {
    pause();
    [gone, at, told] = [0, 0, null];
    paint();
  }

  function move(by) {
    at = Math.min(steps.length - 1, Math.max(0, at + by));
    paint();
    say(now.textContent);
  }

  function standing() {
    const step = steps[at];
    if (!step) return "The plan has no questions.";
    const left = step.ends - seconds();
    const when = left >= 0 ? `${minutesAndSeconds(left + 0.999)} left` : `${minutesAndSeconds(-left)} over its time`;
    if (left < 0 && told !== step.text && since !== null) {
      told = step.text;
      say(`${step.name}: its time is over`);
    }
    return `${step.name} (to ${minutesAndSeconds(step.ends)}): ${when}`;
  }

  function paint() {
    const line = standing();
    time.textContent = minutesAndSeconds(seconds());
    now.textContent = line;
    now.classList.toggle("late", line.includes("over"));
    run.textContent = since !== null ? "Pause" : gone > 0 ? "Go on" : "Start the clock";
    back.disabled = at === 0;
    next.disabled = at >= steps.length - 1;
    mark();
  }

  function mark() {
    for (const card of root.querySelectorAll(".question")) {
      const isDue = since !== null && steps[at]?.key && card.id.endsWith(`-${steps[at].key}`) && !card.id.includes("spare");
      if (isDue) card.setAttribute("aria-current", "step");
      else card.removeAttribute("aria-current");
    }
  }

  function follow(plan) {
    const current = steps[at]?.text;
    steps = stepsOf(plan);
    const same = steps.findIndex((step) => step.text === current);
    at = same >= 0 ? same : Math.min(at, Math.max(0, steps.length - 1));
    paint();
  }

  paint();
  return { element, follow, mark, stop: pause };
}

/** A place for what was said to a question. */
function answerPart(report, question) {
  if (report.isQuick) return null;
  report.answers ??= {};
  const write = () => {
    report.answers[question.text] = note.value;
    report.isUnsaved = true;
    keepIfWanted(report);
  };
  const note = el("textarea", { rows: 3, id: `answer-${question.key}`, on: { input: write } });
  note.value = report.answers[question.text] ?? "";
  return el("label", { class: "note-label" }, `Your notes on ${question.name}`, note);
}

/** Notes on questions that the plan no longer has, so that none is lost. */
function otherAnswers(report) {
  const { questions, if_time_allows } = report.shown.interview;
  const asked = new Set([...questions, ...if_time_allows].map(({ text }) => text));
  const others = Object.entries(report.answers ?? {}).filter(([text, note]) => note.trim() && !asked.has(text));
  if (others.length === 0) return null;
  return el("details", { class: "other-answers" }, el("summary", {}, "Notes on questions that are no longer in the plan"),
    others.map(([text, note]) => el("div", {}, el("p", {}, el("strong", {}, text)), el("p", {}, note))));
}

/** All notes on questions as plain text. */
function answersText(report) {
  const { questions, if_time_allows } = report.shown.interview;
  const known = [...questions, ...if_time_allows];
  const lines = [`Interview notes: ${report.name}`, ""];
  for (const [text, note] of Object.entries(report.answers ?? {})) {
    if (!note.trim()) continue;
    const codes = known.find((question) => question.text === text)?.criteria.join(" ") ?? "no longer in the plan";
    lines.push(`${text} (${codes})`, note.trim(), "");
  }
  return `${lines.join("\n")}\n`;
}
