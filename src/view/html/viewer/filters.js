// Which criteria are shown.

const ALL = "all";
const STATUS_FILTERS = [
  [ALL, "All"],
  ["open", "Open"],
  ["partial", "Partial"],
  ["not_found", "Not found"],
  ["evidenced", "Evidenced"],
];

/** Builds the filters; `changed` is called with a test for criteria whenever one is changed. */
function filterBox(page, changed) {
  const levels = [...new Set(page.rubric.criteria.map((criterion) => criterion.level))];
  const groups = {
    status: STATUS_FILTERS,
    level: [[ALL, "All"], ...levels.map((level) => [level, capital(level)])],
    task: [[ALL, "All"], ...page.rubric.tasks.map((task) => [task.id, task.id])],
  };
  const chosen = { status: ALL, level: ALL, task: ALL };
  const choose = (name, value) => {
    chosen[name] = value;
    changed((criterion, coverage) => passes(chosen, criterion, coverage));
  };
  const sets = Object.entries(groups).map(([name, choices]) => choiceSet(name, choices, page, choose));
  const note = el("p", { class: "hint" }, "Open means partial or not found.");
  const form = el("form", { class: "filters", "aria-label": "Filter the criteria", on: { submit: stop } }, sets, note);
  form.addEventListener("reset", () => Object.assign(chosen, { status: ALL, level: ALL, task: ALL }));
  return form;
}

function passes(chosen, criterion, coverage) {
  const { status, level, task } = chosen;
  const isStatus = status === ALL || coverage.status === status || (status === "open" && coverage.status !== "evidenced");
  return isStatus && (level === ALL || criterion.level === level) && (task === ALL || criterion.task === task);
}

/** Radio buttons that look like one row of buttons. */
function choiceSet(name, choices, page, choose) {
  const options = choices.map(([value, label]) => {
    const settings = { type: "radio", name: page.id(name), value, checked: value === ALL };
    const input = el("input", { ...settings, on: { change: () => choose(name, value) } });
    return el("label", { class: "choice" }, input, el("span", {}, label));
  });
  return el("fieldset", { class: "choices" }, el("legend", {}, capital(name)), options);
}

function capital(word) {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function stop(event) {
  event.preventDefault();
}
