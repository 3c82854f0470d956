// What is marked at the moment, and the ways on and back. One bar above the report, one above the criteria.

/** Fills the report's bar: which quote of which criterion, its neighbours, back and away. */
function fillPassageBar(bar, { code, rank }, page) {
  const { status, evidence } = page.coverage(code);
  const button = (label, act) => el("button", { type: "button", class: "bar-button", on: { click: act } }, label);
  const step = (label, to) => evidence[to] && button(label, () => page.showPassage(code, to, page.origin()));
  bar.replaceChildren();
  append(bar, [
    el("span", { class: "bar-code" }, code),
    statusLabel(status, page.rubric.phrases),
    el("span", { class: "bar-text" }, evidence.length ? `quote ${rank + 1} of ${evidence.length}` : "no quote"),
    step("Previous quote", rank - 1),
    step("Next quote", rank + 1),
    evidence.length > 0 && button(`Go to ${code}`, () => page.showCriteria([code], page.chipOf(code, rank))),
    button("Clear", page.clear),
  ]);
  bar.hidden = false;
}

/** Fills the criteria's bar: all criteria that a passage serves. */
function fillCriteriaBar(bar, codes, page) {
  const links = codes.map((code) => codeLink(code, page));
  const text = codes.length === 1 ? "This passage serves 1 criterion" : `This passage serves ${codes.length} criteria`;
  const back = el("button", { type: "button", class: "bar-button", on: { click: page.back } }, "Back to the passage");
  bar.replaceChildren();
  append(bar, [el("span", { class: "bar-text" }, text), links, back]);
  bar.hidden = false;
}
