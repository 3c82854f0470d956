// Puts the parts together. Nothing here or in the other parts judges, counts words or keeps anything.

let mounted = 0;

/**
 * Fills `root` with an analysis. `rubric` holds the texts that the analysis refers to by code. An analysis without
 * criteria and text is shown as its interview plan alone.
 *
 * `more` is what a page that goes on from the result adds to it; each part may be left out: `name` (begins all ids),
 * `privacy` (a sentence), `tools` and `banner` (elements at the top), `panels` (`{ key, title, children }`, each a tab),
 * `judge(code)` (elements in a criterion's card), `plan` (elements above the questions), `question(question)` (elements in a
 * question's card), and `place`, what `place()` of an earlier result gave.
 *
 * Can be called any number of times, also for several roots at once; `unmount` of the result empties the root again,
 * `place` tells what is open and where the reader is.
 */
function mount(root, analysis, rubric, more = {}) {
  const page = sharedPage(root, analysis, rubric, more);
  const ending = new AbortController();
  page.ended = ending.signal;
  root.classList.add("showcase");
  root.replaceChildren(...(analysis.criteria ? wholePage(page) : planPage(page)));
  if (more.place) returnTo(page, more.place);
  return {
    place: () => placeOf(page),
    unmount() {
      ending.abort();
      root.replaceChildren();
      root.classList.remove("showcase");
    },
  };
}

/** What all parts of the viewer share. */
function sharedPage(root, analysis, rubric, more) {
  mounted += 1;
  const prefix = `${more.name ?? `showcase-${mounted}`}-`;
  const byCode = new Map((analysis.criteria ?? []).map((criterion) => [criterion.code, criterion]));
  const sections = new Map(rubric.sections.map((section) => [section.id, section]));
  const shown = new Set(byCode.keys());
  return {
    root,
    analysis,
    rubric,
    more,
    shown,
    /** Pieces of text that criteria quote: `{ code, rank, element }`. */
    marks: [],
    questions: timedQuestions(analysis.interview),
    id: (name) => prefix + name,
    coverage: (code) => byCode.get(code),
    section: (id) => sections.get(id),
    isShown: (code) => shown.has(code),
  };
}

function planPage(page) {
  return [
    el("div", { class: "screen plan-only" }, topPart(page), el("div", { class: "pane" }, el("h2", {}, "Interview plan"), interviewPanel(page))),
    paperCopy(page),
  ];
}

function wholePage(page) {
  const report = reportPane(page);
  const criteria = criteriaPanel(page);
  const bar = el("div", { class: "criteria-bar", hidden: true, role: "group", "aria-label": "Criteria of the passage" });
  const criteriaPart = sidePart(page, "criteria", "Criteria", [bar, criteria.panel]);
  const wordsPart = sidePart(page, "words", "Words", [wordsPanel(page)]);
  const interviewPart = sidePart(page, "interview", "Interview plan", [interviewPanel(page)]);
  const added = (page.more.panels ?? []).map(({ key, title, children }) => ({ key, title, panel: sidePart(page, key, title, children) }));
  const choice = tabs(page, [
    { key: "report", title: "Report", panel: report.pane },
    { key: "criteria", title: "Criteria", panel: criteriaPart },
    { key: "words", title: "Words", panel: wordsPart },
    { key: "interview", title: "Interview", panel: interviewPart },
    ...added,
  ]);
  const said = el("p", { class: "unseen", role: "status" });
  Object.assign(page, movement(page, { report, criteria, bar, choice, said }), { criteria, choice });
  criteria.showAll();
  page.root.addEventListener("keydown", (event) => event.key === "Escape" && page.back(), { signal: page.ended });
  const panes = el("div", { class: "panes" }, choice.row, report.pane, criteriaPart, wordsPart, interviewPart, added.map(({ panel }) => panel));
  return [
    el("div", { class: "screen" }, skipLinks(page, choice), topPart(page), panes, said),
    paperCopy(page),
  ];
}

function sidePart(page, key, title, children) {
  const labels = { "aria-labelledby": page.id(`tab-${key}`), tabindex: "0" };
  return el("div", { class: "pane", id: page.id(key), role: "tabpanel", ...labels }, el("h2", { class: "pane-title" }, title), children);
}

function skipLinks(page, choice) {
  const link = (key, label) => {
    const show = () => choice.show(key);
    return el("a", { class: "skip", href: `#${page.id(key)}`, on: { click: show } }, label);
  };
  return el(
    "div",
    { class: "skips" },
    link("report", "Skip to the report"),
    link("criteria", "Skip to the criteria"),
    link("words", "Skip to the words"),
    link("interview", "Skip to the interview plan"),
  );
}
