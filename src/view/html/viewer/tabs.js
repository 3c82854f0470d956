// One place for several panels. On a narrow screen the report is one of them, on a wide one it is always there.

const NARROW = "(max-width: 59.99em), (max-height: 29.99em)";

/** `panels` are `{ key, title, panel }`, the report first. Returns the row of tabs and ways to choose one. */
function tabs(page, panels) {
  const narrow = matchMedia(NARROW);
  const buttons = panels.map(({ key, title }) => {
    const ids = { id: page.id(`tab-${key}`), "aria-controls": page.id(key) };
    return el("button", { type: "button", role: "tab", class: `tab tab-${key}`, "data-key": key, ...ids }, title);
  });
  const row = el("div", { class: "tabs", role: "tablist", "aria-label": "Parts of the result" }, buttons);
  const stops = roving(row, ".tab");
  const staysBeside = (key) => key === "report" && !narrow.matches;
  let chosen = panels[1].key;

  function show(key) {
    if (staysBeside(key)) return;
    chosen = key;
    for (const button of buttons) button.setAttribute("aria-selected", String(button.dataset.key === key));
    stops.stopAt(buttons.find((button) => button.dataset.key === key));
    for (const { key: other, panel } of panels) panel.classList.toggle("away", other !== key && !staysBeside(other));
  }

  /** Shows the panel that holds this element. */
  function showWith(element) {
    const holder = panels.find(({ panel }) => panel.contains(element));
    if (holder) show(holder.key);
  }

  row.addEventListener("click", (event) => {
    const button = event.target.closest(".tab");
    if (button) show(button.dataset.key);
  });
  const fit = () => show(staysBeside(chosen) ? panels[1].key : chosen);
  narrow.addEventListener("change", fit, { signal: page.ended });
  fit();
  return { row, show, showWith, chosen: () => chosen, isNarrow: () => narrow.matches };
}
