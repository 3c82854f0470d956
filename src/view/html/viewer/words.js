// Right, second: the words of each section against its guide, and what the count is made of.

function wordsPanel(page) {
  const { words } = page.analysis;
  return el(
    "div",
    { class: "words" },
    el("p", { class: "advice" }, capital(words.advice)),
    el("h3", {}, "Sections and their word guides"),
    el("p", { class: "legend" }, key("bar", "words found"), key("band", "guide"), key("over", "past the guide")),
    words.tasks.map((task) => taskWords(task, page)),
    el("h3", {}, "What the count is made of"),
    ledgerTable(page),
  );
}

function key(name, label) {
  return el("span", { class: "key" }, el("span", { class: `sample ${name}`, "aria-hidden": "true" }), label);
}

function taskWords(task, page) {
  const ids = page.rubric.sections.filter((section) => section.task === task.id).map((section) => section.id);
  const sections = page.analysis.words.sections.filter((section) => ids.includes(section.id));
  return el(
    "div",
    { class: "task-words" },
    el("h4", {}, `Task ${task.id} ${task.title}`, el("span", { class: "sum" }, wordsLine(task))),
    el("ul", { class: "bars" }, sections.map((section) => el("li", {}, sectionBar(section, page)))),
  );
}

/** "352 words, guide 300". */
function wordsLine({ words, guide: range }) {
  const counted = `${number(words)} ${words === 1 ? "word" : "words"}`;
  return range ? `${counted}, guide ${guide(range)}` : counted;
}

function sectionBar(section, page) {
  return [
    el("div", { class: "bar-head" }, sectionLink(section, page), el("span", { class: "figures" }, wordsLine(section))),
    bar(section, longest(page.analysis.words.sections)),
    el("p", { class: "bar-advice" }, section.advice),
  ];
}

/** The most words that any bar or guide reaches to: the right end of all bars. */
function longest(sections) {
  return Math.max(1, ...sections.flatMap(({ words, guide: range }) => [words, range ? range[1] : 0]));
}

/** A picture of what stands beside it as text. */
function bar({ words, guide: range }, most) {
  const percent = (value) => `${(100 * value) / most}%`;
  const within = range ? Math.min(words, range[1]) : words;
  // A guide of a single figure is a line.
  const band = range && el("span", { class: "band", style: { "--from": percent(range[0]), "--width": percent(range[1] - range[0]) } });
  return el(
    "div",
    { class: "bar-track", "aria-hidden": "true" },
    el("span", { class: "bar", style: { "--from": "0%", "--width": percent(within) } }),
    el("span", { class: "bar over", style: { "--from": percent(within), "--width": percent(words - within) } }),
    band,
  );
}

function ledgerTable(page) {
  const { words } = page.analysis;
  const parts = page.rubric.phrases.parts.filter(([, name]) => words[name] > 0);
  const row = (label, value, settings = {}) => el("tr", settings, el("th", { scope: "row" }, label), el("td", {}, number(value)));
  return el(
    "table",
    { class: "ledger" },
    el("caption", { class: "unseen" }, "What the count is made of"),
    el("thead", {}, el("tr", {}, el("th", { scope: "col" }, "Part"), el("th", { scope: "col" }, "Words"))),
    el(
      "tbody",
      {},
      row("counted", words.counted, { class: "total" }),
      parts.map(([label, name]) => row(label, words[name])),
      row("in the whole file", words.total, { class: "total" }),
    ),
  );
}
