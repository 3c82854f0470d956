// Many buttons, one stop of the Tab key: arrow keys, Home and End move among those that are shown.

const STEPS = { ArrowDown: 1, ArrowRight: 1, ArrowUp: -1, ArrowLeft: -1 };

/** Makes the elements of `host` that match `selector` one such group. Returns a function that moves its stop to one of them. */
function roving(host, selector) {
  const all = () => [...host.querySelectorAll(selector)];
  const shown = () => all().filter((item) => item.getClientRects().length > 0);

  function stopAt(item) {
    for (const other of all()) other.tabIndex = other === item ? 0 : -1;
  }

  function target(key, items, current) {
    if (key === "Home") return items[0];
    if (key === "End") return items[items.length - 1];
    const step = STEPS[key];
    if (!step) return undefined;
    return items[Math.min(items.length - 1, Math.max(0, items.indexOf(current) + step))];
  }

  host.addEventListener("keydown", (event) => {
    const current = event.target.closest(selector);
    if (!current || event.altKey || event.ctrlKey || event.metaKey) return;
    const next = target(event.key, shown(), current);
    if (!next) return;
    event.preventDefault();
    stopAt(next);
    next.focus();
  });
  host.addEventListener("focusin", (event) => {
    const current = event.target.closest(selector);
    if (current) stopAt(current);
  });
  stopAt(all()[0]);

  /** Keeps the stop on something that is shown, after a filter. */
  function refresh() {
    const current = all().find((item) => item.tabIndex === 0);
    if (!current || current.getClientRects().length === 0) stopAt(shown()[0] ?? current);
  }
  return { stopAt, refresh };
}
