// The few DOM helpers everything else is made of. No innerHTML anywhere: words are text nodes.

import { reviver } from "./language.js";

const SVG = "http://www.w3.org/2000/svg";
const SPRITE = new URL("icons.svg", import.meta.url).href;

/**
 * Make an element: h("button", {class: "button", onclick: save}, icon("check"), "Save").
 * A property named on… is a listener, a boolean sets or leaves out the attribute, null is left out.
 */
export function h(tag, properties = {}, ...children) {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(properties)) {
    if (name.startsWith("on")) element.addEventListener(name.slice(2), value);
    else attribute(element, name, value);
  }
  element.append(...children.flat().filter((child) => child !== null && child !== undefined));
  return element;
}

/** An icon of the sprite, as the template tag draws it. */
export function icon(name) {
  const svg = document.createElementNS(SVG, "svg");
  const use = document.createElementNS(SVG, "use");
  svg.setAttribute("class", "i");
  svg.setAttribute("aria-hidden", "true");
  use.setAttribute("href", `${SPRITE}#${name}`);
  svg.append(use);
  return svg;
}

/** Set an attribute only when it changes; false and null take it away, true sets it empty. */
export function attribute(element, name, value) {
  if (value === null || value === undefined || value === false) {
    if (element.hasAttribute(name)) element.removeAttribute(name);
    return;
  }
  const wanted = value === true ? "" : String(value);
  if (element.getAttribute(name) !== wanted) element.setAttribute(name, wanted);
}

/** Set an element's words only when they change, reusing its text node. */
export function text(element, words) {
  const wanted = String(words ?? "");
  const node = element.firstChild;
  if (node?.nodeType === Node.TEXT_NODE && node === element.lastChild) {
    if (node.data !== wanted) node.data = wanted;
  } else if (node || wanted) {
    element.textContent = wanted;
  }
}

/** The elements below root that carry data-field, by its value. */
export function fields(root) {
  const found = {};
  for (const element of root.querySelectorAll("[data-field]")) found[element.dataset.field] = element;
  return found;
}

/** A fresh copy of the single element inside <template id="…">. */
export function clone(templateId) {
  const template = document.getElementById(templateId);
  if (!template) throw new Error(`The page has no <template id="${templateId}">.`);
  return template.content.firstElementChild.cloneNode(true);
}

/** The JSON that the page was delivered with: <script id="…" type="application/json">. */
export function pageData(id, page = document) {
  const element = page.getElementById(id);
  return element ? JSON.parse(element.textContent, reviver) : null;
}
