// Where the reader is: what is open, chosen and scrolled to, so that a changed result can be shown at the same place.

function placeOf(page) {
  const { root } = page;
  return {
    tab: page.choice?.chosen(),
    filters: [...root.querySelectorAll(".filters input:checked")].map(({ name, value }) => ({ name, value })),
    open: [...root.querySelectorAll('.criterion-head[aria-expanded="true"]')].map((head) => head.dataset.code),
    scrolled: scrollers(root).map((element) => element.scrollTop),
    focused: focusedIn(root),
  };
}

/** Restores what `placeOf` told, as far as it is still there. */
function returnTo(page, place) {
  const { root } = page;
  for (const { name, value } of place.filters) {
    const input = root.querySelector(`.filters input[name="${CSS.escape(name)}"][value="${CSS.escape(value)}"]`);
    if (!input || input.checked) continue;
    input.checked = true;
    input.dispatchEvent(new Event("change"));
  }
  for (const code of place.open) {
    const head = root.querySelector(`.criterion-head[data-code="${CSS.escape(code)}"]`);
    if (head) expand(head, true);
  }
  if (place.tab) page.choice?.show(place.tab);
  scrollers(root).forEach((element, index) => {
    element.scrollTop = place.scrolled[index] ?? 0;
  });
  if (place.focused) root.querySelector(place.focused)?.focus({ preventScroll: true });
}

/** A selector for what has the focus, if it is in the result and can be told from everything else. */
function focusedIn(root) {
  const element = document.activeElement;
  if (!root.contains(element)) return null;
  if (element.id) return `#${CSS.escape(element.id)}`;
  const having = (name, value) => (value === undefined ? "" : `[${name}="${CSS.escape(value)}"]`);
  const { code, rank } = element.dataset;
  if (code) return `.${element.classList[0]}${having("data-code", code)}${having("data-rank", rank)}`;
  return element.name ? `${having("name", element.name)}${having("value", element.value)}` : null;
}

/** What can be scrolled: the window, and on a wide screen each part by itself. */
function scrollers(root) {
  return [document.scrollingElement, ...root.querySelectorAll(".top, .pane")];
}
