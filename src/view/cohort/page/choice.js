// Which reports are shown and in which order: one choice for the table and the heat map.

const KINDS = [
  ["all", "All reports", () => true],
  ["open", "With open pass criteria", (row) => row.open_pass > 0],
  ["closed", "With no open pass criterion", (row) => row.open_pass === 0],
  ["long", "Over the word limit", (row) => row.over > 0],
  ["warned", "With warnings", (row) => row.warnings > 0],
  ["shared", "With passages in common", (row) => row.shared_words > 0],
];
const RANK = { not_found: 0, partial: 1, evidenced: 2 };

/** `changed(rows)` is called with the rows to be seen whenever that changes; `by(key)` sorts by it, a second time the other way. */
function rowChoice(cohort, changed) {
  const state = { kind: "all", criterion: "", text: "", key: null, down: false };
  const value = (row, key) => (typeof key === "number" ? RANK[row.statuses[key]] : row[key] ?? "");
  const fits = (row) => {
    const kind = KINDS.find(([name]) => name === state.kind);
    const lacks = state.criterion === "" || row.statuses[Number(state.criterion)] === "not_found";
    const named = `${row.id} ${row.name ?? ""}`.toLowerCase().includes(state.text);
    return kind[2](row) && lacks && named;
  };
  const update = () => {
    const rows = cohort.reports.filter(fits);
    if (state.key !== null) {
      const sign = state.down ? -1 : 1;
      const order = (a, b) => (a < b ? -1 : a > b ? 1 : 0);
      rows.sort((a, b) => sign * order(value(a, state.key), value(b, state.key)));
    }
    changed(rows, state);
  };
  const by = (key) => {
    // Figures begin with the largest, as that is what is looked for; names and criteria with the first and the least.
    const first = key !== "id" && key !== "name" && typeof key !== "number";
    state.down = state.key === key ? !state.down : first;
    state.key = key;
    update();
  };
  const select = (name, label, options) => {
    const change = (event) => {
      state[name] = event.target.value;
      update();
    };
    const choices = options.map(([key, text]) => el("option", { value: key }, text));
    return el("label", {}, label, el("select", { on: { change } }, choices));
  };
  const typed = (event) => {
    state.text = event.target.value.trim().toLowerCase();
    update();
  };
  const criteria = cohort.criteria.map((criterion, at) => [at, criterion.code]);
  const form = el("form", { class: "choices", "aria-label": "Choose reports", on: { submit: (event) => event.preventDefault() } },
    select("kind", "Show", KINDS),
    select("criterion", "That show nothing for", [["", "any criterion"], ...criteria]),
    el("label", {}, cohort.named ? "Report or file" : "Report", el("input", { type: "search", on: { input: typed } })),
  );
  return { form, by, update };
}

/** A heading that sorts. */
function sortHead(label, key, choice, title) {
  const button = el("button", { type: "button", title, on: { click: () => choice.by(key) } }, label);
  const head = el("th", { scope: "col" }, button);
  head.sortKey = key;
  return head;
}

function markSorted(table, state) {
  for (const head of table.head.querySelectorAll("th")) {
    if (head.sortKey === state.key && state.key !== null) {
      head.setAttribute("aria-sort", state.down ? "descending" : "ascending");
    } else {
      head.removeAttribute("aria-sort");
    }
  }
}
