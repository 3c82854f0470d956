// Right, first: the criteria by task and component, with their quotes and what is still open.

function criteriaPanel(page) {
  const count = el("p", { class: "count", role: "status" });
  const list = el("div", { class: "criteria-list" }, page.rubric.tasks.map((task) => taskGroup(task, page)));
  const stops = roving(list, ".criterion-head");
  const show = (test) => {
    filter(list, page, test);
    const shown = list.querySelectorAll(".criterion:not([hidden])").length;
    count.textContent = `${shown} of ${page.rubric.criteria.length} criteria shown`;
    stops.refresh();
    page.filtered();
  };
  const all = el("button", { type: "button", class: "quiet" }, "Open all");
  all.addEventListener("click", () => toggleAll(list, all));
  const panel = el("div", { class: "criteria" }, filterBox(page, show), el("div", { class: "count-row" }, count, all), list);
  const showAll = () => show(() => true);
  const reset = () => {
    panel.querySelector(".filters").reset();
    showAll();
  };
  return { panel, list, stops, showAll, reset };
}

function taskGroup(task, page) {
  const components = page.rubric.components.filter((component) => component.task === task.id);
  return el(
    "div",
    { class: "task-group" },
    el("h3", {}, el("span", { class: "task-number" }, `Task ${task.id}`), " ", task.title),
    components.map((component) => componentGroup(component, page)),
  );
}

function componentGroup(component, page) {
  const criteria = page.rubric.criteria.filter((criterion) => criterion.component === component.id);
  const cards = criteria.map((criterion) => page.coverage(criterion.code) && card(criterion, page));
  return el("div", { class: "component-group" }, el("h4", {}, component.title), cards);
}

function card(criterion, page) {
  const coverage = page.coverage(criterion.code);
  const body = el("div", { class: "criterion-body", id: page.id(`about-${criterion.code}`), hidden: true }, about(criterion, coverage, page));
  const head = el(
    "button",
    { type: "button", class: "criterion-head", "data-code": criterion.code, "aria-expanded": "false", "aria-controls": body.id },
    el("span", { class: "head-line" },
      el("span", { class: "code" }, criterion.code),
      statusLabel(coverage.status, page.rubric.phrases),
      criterion.level === "pass" ? null : el("span", { class: "level" }, criterion.level),
    ),
    el("span", { class: "wording" }, criterion.wording),
  );
  head.addEventListener("click", () => {
    const open = head.getAttribute("aria-expanded") !== "true";
    expand(head, open);
    if (open) page.mark(criterion.code, head);
    else page.clear();
  });
  const settings = { class: `criterion ${coverage.status}`, id: page.id(criterion.code), "data-code": criterion.code };
  return el("article", { ...settings, "aria-label": criterion.code }, el("h5", {}, head), body);
}

/** Opens or closes a card. */
function expand(head, open) {
  head.setAttribute("aria-expanded", String(open));
  head.closest(".criterion").querySelector(".criterion-body").hidden = !open;
}

function about(criterion, coverage, page) {
  return [
    coverage.evidence.length > 0 && el("ol", { class: "quotes" }, coverage.evidence.map((_, rank) => el("li", {}, quoteButton(criterion.code, rank, page)))),
    coverage.missing.length > 0 && el("div", { class: "open" }, el("h6", {}, "Still open"), el("ul", {}, coverage.missing.map((missing) => el("li", {}, missing)))),
    coverage.reason && el("p", { class: "reason" }, el("strong", {}, "Why: "), coverage.reason),
    page.more.judge?.(criterion.code),
    sectionLinks(criterion, page),
    questionLinks(criterion, page),
    el("details", { class: "shows" }, el("summary", {}, "What evidence looks like"), el("p", {}, criterion.shows)),
  ];
}

/** A quote that leads to its passage. */
function quoteButton(code, rank, page) {
  const evidence = page.coverage(code).evidence[rank];
  const where = place(evidence);
  const button = el(
    "button",
    { type: "button", class: "quote", "data-code": code, "data-rank": rank },
    el("q", { dir: "auto" }, evidence.quote),
    " ",
    el("span", { class: "where" }, where ? `${where} ` : "", el("span", { class: "go" }, "show in the report")),
  );
  button.addEventListener("click", () => page.showPassage(code, rank, button));
  return button;
}

/** Where the guide expects it, for those who want to look there themselves. */
function sectionLinks(criterion, page) {
  const sections = page.rubric.sections.filter((section) => section.criteria.includes(criterion.code));
  if (!sections.length) return null;
  const links = sections.map((section) => sectionLink(section, page, "(not found in this report)"));
  return el("p", { class: "links" }, el("strong", {}, "Usually in: "), links);
}

/** A button to the section's first block, or its name alone where the report has none. */
function sectionLink(section, page, absent = "") {
  const label = `${section.id} ${section.title}`;
  const first = page.analysis.blocks.findIndex((block) => block.sections.includes(section.id));
  if (first < 0) return el("span", { class: "absent" }, `${label} ${absent}`);
  const button = el("button", { type: "button", class: "link" }, label);
  button.addEventListener("click", () => page.showBlock(first, button));
  return button;
}

function questionLinks(criterion, page) {
  const asked = page.questions.filter((question) => question.criteria.includes(criterion.code));
  if (!asked.length) return null;
  const links = asked.map((question) => {
    const button = el("button", { type: "button", class: "link" }, question.name);
    button.addEventListener("click", () => page.showQuestion(question, button));
    return button;
  });
  return el("p", { class: "links" }, el("strong", {}, "In the interview plan: "), links);
}

/** Hides the criteria that the filters leave out, and groups with none left. */
function filter(list, page, test) {
  for (const criterion of page.rubric.criteria) {
    const coverage = page.coverage(criterion.code);
    const shown = Boolean(coverage) && test(criterion, coverage);
    page.shown[shown ? "add" : "delete"](criterion.code);
  }
  for (const one of list.querySelectorAll(".criterion")) one.hidden = !page.isShown(one.dataset.code);
  for (const group of list.querySelectorAll(".component-group, .task-group")) {
    group.hidden = !group.querySelector(".criterion:not([hidden])");
  }
}

function toggleAll(list, button) {
  const open = button.textContent === "Open all";
  for (const head of list.querySelectorAll(".criterion-head")) expand(head, open);
  button.textContent = open ? "Close all" : "Open all";
}
