// Making elements. Everything that comes from a report or a rubric enters the page here, as text and never as markup.

const SPACES = /[\t\n\r\u0085\u2028\u2029]/g;
const CONTROLS = /[\u0000-\u001f\u007f-\u009f]/g;
const UNSEEN = /[\u200e\u200f\u061c\u202a-\u202e\u2066-\u2069\u00ad\u200b\u2060\ufeff]/g;

/** `text` without what would turn the direction of writing round or can't be seen. */
function neutral(text) {
  return String(text).replace(SPACES, " ").replace(CONTROLS, "\ufffd").replace(UNSEEN, "");
}

/**
 * An element. `settings` are attributes; `class`, `on` (listeners by event) and `style` (custom properties by name) are
 * told apart. A setting that is null, undefined or false is left out, `true` is an attribute without a value.
 */
function el(name, settings = {}, ...children) {
  const element = document.createElement(name);
  for (const [key, value] of Object.entries(settings)) {
    if (value === null || value === undefined || value === false) continue;
    if (key === "on") {
      for (const [event, listener] of Object.entries(value)) element.addEventListener(event, listener);
    } else if (key === "style") {
      for (const [property, size] of Object.entries(value)) element.style.setProperty(property, size);
    } else {
      element.setAttribute(key, value === true ? "" : value);
    }
  }
  append(element, children);
  return element;
}

/** Adds elements and texts; nested lists are unfolded, nothing is added for null, undefined and false. */
function append(element, children) {
  for (const child of children.flat(Infinity)) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : document.createTextNode(neutral(child)));
  }
}

const SVG = "http://www.w3.org/2000/svg";

function svg(name, attributes, ...children) {
  const element = document.createElementNS(SVG, name);
  for (const [key, value] of Object.entries(attributes)) element.setAttribute(key, value);
  element.append(...children);
  return element;
}

/** The shape that stands for a status: a full disc with a tick, half a disc, an empty ring. Drawn, as fonts may lack them. */
function statusShape(status) {
  const ring = svg("circle", { cx: 8, cy: 8, r: 6.5, fill: "none", stroke: "currentColor", "stroke-width": 1.8 });
  const inside = {
    evidenced: () => [
      svg("circle", { cx: 8, cy: 8, r: 6.5, fill: "currentColor" }),
      svg("path", { class: "tick", d: "M4.8 8.3l2.2 2.2 4.2-4.8", fill: "none", "stroke-width": 1.9 }),
    ],
    partial: () => [svg("path", { d: "M8 1.5a6.5 6.5 0 0 0 0 13z", fill: "currentColor" })],
  }[status];
  const shapes = inside ? inside() : [];
  return svg("svg", { class: "shape", viewBox: "0 0 16 16", "aria-hidden": "true" }, ring, ...shapes);
}

/** "evidenced", with its shape and colour. */
function statusLabel(status, phrases) {
  return el("span", { class: `status ${status}` }, statusShape(status), el("span", {}, phrases.statuses[status]));
}
