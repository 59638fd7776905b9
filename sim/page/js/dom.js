/** Making and changing elements. Text goes in as text, never as markup. */

/** @typedef {string | number | Node | null | undefined | false} Child */

/** A cell that is a date does not break. */
const DATE = /^\d{4}-\d\d-\d\d$/;
const SVG = "http://www.w3.org/2000/svg";

/**
 * @param {Element} element @param {Record<string, unknown>} attributes
 * @param {Child[]} children
 */
function dress(element, attributes, children) {
  for (const [name, value] of Object.entries(attributes)) {
    if (value === null || value === undefined || value === false) continue;
    if (name.startsWith("on") && typeof value === "function") {
      element.addEventListener(name.slice(2), /** @type {EventListener} */ (value));
    } else {
      element.setAttribute(name, value === true ? "" : String(value));
    }
  }
  put(element, ...children);
}

/** @param {Element} element @param {Child[]} children added at its end */
export function put(element, ...children) {
  for (const child of children) {
    if (child === null || child === undefined || child === false) continue;
    element.append(child instanceof Node ? child : String(child));
  }
}

/** @param {Element} element @param {Child[]} children in place of what it has */
export function refill(element, ...children) {
  element.replaceChildren();
  put(element, ...children);
}

/**
 * @template {keyof HTMLElementTagNameMap} K
 * @param {K} tag @param {Record<string, unknown>} [attributes] @param {Child[]} children
 * @returns {HTMLElementTagNameMap[K]}
 */
export function make(tag, attributes = {}, ...children) {
  const element = document.createElement(tag);
  dress(element, attributes, children);
  return element;
}

/**
 * @param {string} tag @param {Record<string, unknown>} [attributes] @param {Child[]} children
 * @returns {SVGElement}
 */
export function draw(tag, attributes = {}, ...children) {
  const element = /** @type {SVGElement} */ (document.createElementNS(SVG, tag));
  dress(element, attributes, children);
  return element;
}

/**
 * A table with a head row; the first cell of each row is its heading.
 * @param {string} caption @param {string[]} head @param {Child[][]} rows
 * @returns {HTMLElement}
 */
export function table(caption, head, rows) {
  return make(
    "div",
    { class: "scroll", tabindex: 0, role: "region", "aria-label": caption },
    make(
      "table",
      {},
      make("caption", {}, caption),
      make("thead", {}, make("tr", {}, ...head.map((text) => make("th", { scope: "col" }, text)))),
      make(
        "tbody",
        {},
        ...rows.map((row) =>
          make(
            "tr",
            {},
            ...row.map((cell, at) =>
              make(at === 0 ? "th" : "td", { scope: at === 0 && "row", class: DATE.test(String(cell)) && "nowrap" }, cell),
            ),
          ),
        ),
      ),
    ),
  );
}

/** @param {string} summary @param {Child[]} children @returns {HTMLDetailsElement} */
export function fold(summary, ...children) {
  return make("details", {}, make("summary", {}, summary), ...children);
}
