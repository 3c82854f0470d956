// Right, third: the plan of the interview.

/** The plan's questions with the times they begin at, and names to link to. */
function timedQuestions(plan) {
  let now = plan.opener ? plan.opener.minutes : 0;
  const planned = plan.questions.map((question, index) => {
    const timed = { ...question, begins: clock(now), name: `question ${index + 1}`, key: `question-${index + 1}` };
    now += question.minutes;
    return timed;
  });
  const spare = plan.if_time_allows.map((question, index) => ({
    ...question,
    begins: null,
    name: `if time allows, question ${index + 1}`,
    key: `spare-${index + 1}`,
  }));
  return [...planned, ...spare];
}

function interviewPanel(page) {
  const { interview } = page.analysis;
  const planned = page.questions.filter((question) => question.begins !== null);
  const spare = page.questions.filter((question) => question.begins === null);
  return el(
    "div",
    { class: "interview" },
    page.more.plan,
    el("p", { class: "advice" }, capital(planLine(interview))),
    interview.opener && opener(interview.opener),
    el("h3", {}, "Questions"),
    el("ol", { class: "questions" }, planned.map((question) => questionItem(question, page))),
    spare.length > 0 && el("h3", {}, "If time allows"),
    spare.length > 0 && el("ol", { class: "questions" }, spare.map((question) => questionItem(question, page))),
  );
}

function opener({ text, minutes }) {
  const facts = el("p", { class: "question-facts" }, el("span", { class: "clock" }, clock(0)), ` ${minutes} min`);
  return el("div", { class: "question opener" }, facts, el("p", { class: "question-text" }, el("strong", {}, "To begin with: "), text));
}

function questionItem(question, page) {
  return el(
    "li",
    { class: "question", id: page.id(question.key), tabindex: "-1" },
    el(
      "p",
      { class: "question-facts" },
      question.begins && el("span", { class: "clock" }, question.begins),
      ` ${question.minutes} min `,
      question.criteria.map((code) => codeLink(code, page)),
    ),
    el("p", { class: "question-text" }, question.text),
    el("p", { class: "reason" }, el("strong", {}, "Why: "), question.why),
    reportSays(question).map((said) => saidQuote(said, page)),
    question.probes.length > 0 && el("div", { class: "probes" }, el("h4", {}, "To follow up"), el("ul", {}, question.probes.map((probe) => el("li", {}, probe)))),
    page.more.question?.(question),
  );
}

/** A criterion's code; a button where the page shows the criteria. */
function codeLink(code, page) {
  const coverage = page.coverage(code);
  if (!coverage) return el("span", { class: "chip plain" }, code);
  const label = `${code}, ${page.rubric.phrases.statuses[coverage.status]}: go to the criterion`;
  const button = el("button", { type: "button", class: `chip ${coverage.status}`, "aria-label": label }, statusShape(coverage.status), code);
  button.addEventListener("click", () => page.showCriteria([code], button));
  return button;
}

function saidQuote({ codes, block, quote }, page) {
  const label = el("span", { class: "said" }, `The report says (${codes.join(" ")})`);
  const text = el("q", { dir: "auto" }, quote);
  if (!page.analysis.blocks) return el("p", { class: "quote plain" }, label, text);
  const button = el("button", { type: "button", class: "quote" }, label, text, " ", el("span", { class: "where go" }, "show in the report"));
  button.addEventListener("click", () => {
    const rank = page.coverage(codes[0]).evidence.findIndex((evidence) => evidence.block === block && evidence.quote === quote);
    if (rank < 0) page.showBlock(block, button);
    else page.showPassage(codes[0], rank, button);
  });
  return button;
}
