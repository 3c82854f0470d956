// Left: the report's own text in reading order, with the passages that criteria quote.

const TAGS = { heading: "h3", list_item: "li", table_cell: "div", paragraph: "p", note: "p", caption: "p" };
/** Kinds that stand together in one box. */
const GROUPS = { list_item: "ul", table_cell: "div" };

/** Builds the pane; `page` is what the parts of the viewer share. */
function reportPane(page) {
  const { analysis } = page;
  const spans = spansByBlock(analysis);
  const text = el("div", { class: "report-text", dir: "auto" });
  let group = null;
  let before = null;
  analysis.blocks.forEach((block, index) => {
    const label = placeLabel(block, before, page);
    if (label) text.append(label);
    if (label || block.kind !== before?.kind) group = groupFor(block.kind, text);
    (group ?? text).append(blockElement(block, index, spans.get(index) ?? [], page));
    before = block;
  });
  const bar = el("div", { class: "passage-bar", hidden: true, role: "group", "aria-label": "Marked passage" });
  const pane = el(
    "section",
    { class: "pane report", id: page.id("report"), role: "region", "aria-label": "Report", tabindex: "0" },
    el("h2", { class: "pane-title" }, "The report"),
    el("p", { class: "hint" }, "Marked passages carry the codes of the criteria they serve. Choose a code to go to its criterion."),
    bar,
    text,
  );
  const stops = roving(text, ".chip");
  return { pane, text, bar, stops };
}

/** A box for kinds that belong together, already in the text. */
function groupFor(kind, text) {
  if (!GROUPS[kind]) return null;
  const settings = kind === "table_cell" ? { class: "table", role: "group", "aria-label": "Table, cell by cell" } : {};
  const group = el(GROUPS[kind], settings);
  text.append(group);
  return group;
}

/** Where the report has come to, whenever that changes: the page, and the section or part. */
function placeLabel(block, before, page) {
  const isNewPage = block.page !== null && block.page !== before?.page;
  const isNewPart = !before || partOf(block) !== partOf(before);
  if (!isNewPage && !isNewPart) return null;
  const part = isNewPart ? partLabel(block, page) : null;
  if (!isNewPage && !part) return null;
  return el(
    "p",
    { class: `place role-${block.role}` },
    part && el("span", { class: "part" }, part),
    isNewPage && el("span", { class: "page-number" }, `Page ${block.page}`),
  );
}

function partOf(block) {
  return `${block.role} ${block.sections.join(" ")}`;
}

function partLabel(block, page) {
  const labels = {
    front: "Cover and contents list",
    other: "Belongs to no section",
    appendix: "Appendix: not counted, supporting evidence only",
    task: null,
  };
  if (block.role in labels) return labels[block.role];
  const titles = block.sections.map((id) => `Section ${id} ${page.section(id)?.title ?? ""}`.trim());
  return titles.join(" · ") || labels.other;
}

function blockElement(block, index, spans, page) {
  const element = el(TAGS[block.kind] ?? "p", {
    class: `block ${block.kind} role-${block.role}`,
    id: page.id(`block-${index}`),
    tabindex: "-1",
  });
  for (const piece of pieces(block.text, spans)) {
    append(element, [piece.spans.length ? passage(piece, page) : piece.text]);
    append(element, piece.ending.map((span) => chip(span, page)));
  }
  return element;
}

/** A piece of text that at least one criterion quotes. */
function passage(piece, page) {
  const codes = piece.spans.map((span) => span.code);
  const mark = el("mark", { "data-codes": codes.join(" "), on: { click: () => clickPassage(mark, page) } }, piece.text);
  for (const span of piece.spans) page.marks.push({ ...span, element: mark });
  return mark;
}

/** Leads to the criteria, unless the reader is only marking text with the mouse. */
function clickPassage(mark, page) {
  const codes = mark.dataset.codes.split(" ").filter((code) => page.isShown(code));
  if (codes.length && document.getSelection().isCollapsed) page.showCriteria(codes, mark);
}

/** The code of a criterion at the end of a passage that it quotes. */
function chip({ code, rank }, page) {
  const { status, evidence } = page.coverage(code);
  const name = page.rubric.phrases.statuses[status];
  const label = `${code}, ${name}, quote ${rank + 1} of ${evidence.length}: go to the criterion`;
  const settings = { type: "button", class: `chip ${status}`, "data-code": code, "data-rank": rank, "aria-label": label };
  const button = el("button", settings, statusShape(status), code);
  button.addEventListener("click", () => page.showCriteria([code], button));
  return button;
}
