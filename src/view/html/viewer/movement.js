// Going from criteria to passages and back. One thing is marked at a time; `origin` is where the reader came from.

function movement(page, { report, criteria, bar, choice, said }) {
  let origin = null;

  const say = (text) => {
    said.textContent = text;
  };

  function mark(codes, rank) {
    for (const one of page.marks) {
      one.element.classList.remove("chosen", "current");
    }
    const isCurrent = (one) => codes[0] === one.code && one.rank === rank;
    for (const one of page.marks.filter(({ code }) => codes.includes(code))) {
      one.element.classList.add("chosen");
      if (isCurrent(one)) one.element.classList.add("current");
    }
    for (const card of criteria.list.querySelectorAll(".criterion")) {
      card.classList.toggle("chosen", codes.includes(card.dataset.code));
    }
    page.root.classList.toggle("marking", codes.length > 0);
    bar.hidden = true;
    report.bar.hidden = true;
  }

  function clear() {
    mark([], 0);
    say("Nothing is marked");
  }

  /** Goes back to where the reader came from, with nothing marked. */
  function back() {
    if (!page.root.classList.contains("marking") && !origin) return;
    const to = origin;
    origin = null;
    clear();
    if (!to?.isConnected) return;
    choice.showWith(to);
    focusOn(focusable(to));
  }

  /** Marks a criterion that the reader has opened, and brings its best quote into view where the report is beside it. */
  function markCriterion(code, from) {
    origin = from;
    mark([code], 0);
    fillPassageBar(report.bar, { code, rank: 0 }, page);
    const first = page.marks.find((one) => one.code === code && one.rank === 0);
    if (first && !choice.isNarrow()) scrollTo(first.element);
  }

  function chipOf(code, rank) {
    return report.text.querySelector(`.chip[data-code="${CSS.escape(code)}"][data-rank="${rank}"]`);
  }

  /** Right to left: to the passage of a quote. */
  function showPassage(code, rank, from) {
    origin = from;
    choice.show("report");
    mark([code], rank);
    fillPassageBar(report.bar, { code, rank }, page);
    const stop = chipOf(code, rank);
    const first = page.marks.find((one) => one.code === code && one.rank === rank);
    if (!stop || !first) return;
    report.stops.stopAt(stop);
    stop.focus({ preventScroll: true });
    scrollTo(first.element);
    say(`Quote ${rank + 1} of ${page.coverage(code).evidence.length} for ${code} is marked in the report`);
  }

  /** The passage that was chosen itself, whichever quote of its criteria it is. */
  function makeCurrent(passage) {
    for (const { element } of page.marks) element.classList.toggle("current", element === passage);
  }

  /** Left to right: to the criteria that a passage serves. */
  function showCriteria(codes, from) {
    origin = from;
    choice.show("criteria");
    if (!codes.every(page.isShown)) criteria.reset();
    mark(codes, Number(from.dataset.rank ?? 0));
    if (report.text.contains(from)) {
      if (from.tagName === "MARK") makeCurrent(from);
      fillCriteriaBar(bar, codes, page);
    }
    const heads = codes.map((code) => criteria.list.querySelector(`.criterion-head[data-code="${CSS.escape(code)}"]`));
    for (const head of heads) expand(head, true);
    criteria.stops.stopAt(heads[0]);
    focusOn(heads[0]);
    say(`Criteria: ${codes.join(", ")}`);
  }

  function showBlock(index, from) {
    origin = from;
    choice.show("report");
    focusOn(report.text.querySelector(`#${CSS.escape(page.id(`block-${index}`))}`));
  }

  function showQuestion(question, from) {
    origin = from;
    choice.show("interview");
    focusOn(page.root.querySelector(`#${CSS.escape(page.id(question.key))}`));
  }

  /** After a filter: passages of criteria that are left out lose their mark. */
  function filtered() {
    for (const one of report.text.querySelectorAll(".chip")) one.hidden = !page.isShown(one.dataset.code);
    for (const { element } of page.marks) {
      const codes = element.dataset.codes.split(" ").filter(page.isShown);
      const statuses = codes.map((code) => page.coverage(code).status);
      element.className = statuses.includes("evidenced") ? "evidenced" : (statuses[0] ?? "unmarked");
    }
    mark([], 0);
    report.stops.refresh();
  }

  return { mark: markCriterion, clear, back, chipOf, showPassage, showCriteria, showBlock, showQuestion, filtered, origin: () => origin };
}

/** The element itself, or for a passage its first code. */
function focusable(element) {
  if (element.tagName !== "MARK") return element;
  let next = element.nextElementSibling;
  while (next && !next.classList.contains("chip")) next = next.nextElementSibling;
  return next ?? element.closest(".block");
}

function focusOn(element) {
  if (!element) return;
  element.focus({ preventScroll: true });
  scrollTo(element);
}

function scrollTo(element) {
  const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
  element.scrollIntoView({ block: "center", behavior: still ? "auto" : "smooth" });
}
