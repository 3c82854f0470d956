// Where the reader is: what is open, chosen and scrolled to, so that a changed result can be shown at the same place.

function placeOf(page) {
  const { root } = page;
  return {
    tab: page.choice?.chosen(),
    filters: [...root.querySelectorAll(".filters input:checked")].map(({ name, value }) => ({ name, value })),
    open: [...root.querySelectorAll('.criterion-head[aria-expanded="true"]')].map((head) => head.dataset.code),
    scrolled: scrollers(root).map((element) => element.scrollTop),
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
}

/** What can be scrolled: the window, and on a wide screen each part by itself. */
function scrollers(root) {
  return [document.scrollingElement, ...root.querySelectorAll(".top, .pane")];
}
