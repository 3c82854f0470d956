// Long lists a few lines at a time.

/** "1 report", "2 reports". */
function many(count, word) {
  return `${count.toLocaleString("en-GB")} ${word}${count === 1 ? "" : "s"}`;
}

/**
 * Buttons that step through a list. `show(start, end)` is called whenever other lines are to be seen; `set(count)` on the
 * result begins anew with a list of this length.
 */
function stepper(word, size, show) {
  let at = 0;
  let count = 0;
  const place = el("span", { role: "status" });
  const back = el("button", { type: "button", on: { click: () => go(at - size) } }, "Back");
  const on = el("button", { type: "button", on: { click: () => go(at + size) } }, "On");
  const go = (to) => {
    at = Math.max(0, to < count ? to : at);
    const end = Math.min(at + size, count);
    show(at, end);
    place.textContent = count === 0 ? `No ${word}s` : `${at + 1} to ${end} of ${many(count, word)}`;
    back.disabled = at === 0;
    on.disabled = end >= count;
  };
  const set = (length) => {
    count = length;
    at = 0;
    go(0);
  };
  return { element: el("div", { class: "stepper" }, back, on, place), set };
}

/** A table with a caption for those who hear it. Headings are texts or elements; `figures` tells which columns are numbers. */
function table(caption, heads, settings = {}) {
  const body = el("tbody");
  const head = el("thead", {}, el("tr", {}, heads));
  const element = el("table", settings, el("caption", { class: "unseen" }, caption), head, body);
  // What is wider than the screen can be moved from the keyboard.
  const scroll = el("div", { class: "scroll", tabindex: 0, role: "region", "aria-label": caption }, element);
  return { element: scroll, head, body };
}
