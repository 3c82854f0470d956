// What the page says of itself.

const PRIVACY = "Everything happens on this computer. This page can't send anything anywhere.";

/** The sentence in full, with ways to see for oneself. */
function privacyPart() {
  return el(
    "details",
    { class: "privacy" },
    el("summary", {}, PRIVACY, " How to check"),
    el("ul", {},
      el("li", {}, "Turn the network off, or pull the cable: everything works as before."),
      el("li", {}, "Press F12, choose “Network”, and drop a report: no request to any address appears. What may appear is “blob:”, which is this page's own memory."),
      el("li", {}, "Open this file in a text editor: near its beginning stands “connect-src 'none'”. By that line the browser itself forbids every connection."),
    ),
    el("p", {}, "Reports and results are kept in memory alone and are gone when the page is closed. Judgements and notes are kept in this browser only if you ask for that."),
  );
}

const READS = ".docx, .odt, .rtf, .pdf, .html, .pptx, .txt or .md";

/** "1 report", "3 reports". */
function count(amount, word) {
  return `${amount} ${word}${amount === 1 ? "" : "s"}`;
}

/** Tells those who hear the page what has changed. */
function say(text) {
  document.getElementById("said").textContent = text;
}

/** A button; `kind` is its class. */
function button(label, act, kind = "tool", settings = {}) {
  return el("button", { type: "button", class: kind, ...settings, on: { click: act } }, label);
}
