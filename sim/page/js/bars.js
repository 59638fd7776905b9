/** The ledger's picture in SVG: a bar for each argument, under its name. */

import { pictureWidth } from "./chart.js";
import { draw } from "./dom.js";

/** Heights: of a row with one line of name, and of each line more. */
const ROW = 34;
const LINE = 14;

/**
 * @typedef {object} Bar
 * @property {string} name @property {number} mean @property {number} low
 * @property {number} high @property {number | null} before @property {boolean} whole
 */

/**
 * Bars of means, lines of nine in ten; a mark where the mean was at the start.
 * @param {Bar[]} rows @param {string} alt @param {(value: number) => string} told
 */
export function bars(rows, alt, told) {
  const wide = pictureWidth();
  const names = rows.map((bar) => linesOf(bar.name, wide - 12, bar.whole));
  const more = names.reduce((sum, lines) => sum + lines.length - 1, 0);
  const high = rows.length * ROW + more * LINE + 26;
  const ends = rows.flatMap((bar) => [bar.low, bar.high, bar.mean, bar.before ?? 0]);
  const least = Math.min(0, ...ends);
  const most = Math.max(0, ...ends);
  const span = most - least || 1;
  const x = (/** @type {number} */ value) => 8 + ((wide - 16) * (value - least)) / span;
  const svg = draw("svg", {
    viewBox: `0 0 ${wide} ${high}`,
    role: "img",
    "aria-label": alt,
    class: "chart",
  });
  svg.append(draw("line", { x1: x(0), x2: x(0), y1: 0, y2: high - 22, class: "zero" }));
  let y = 15;
  rows.forEach((bar, at) => {
    const [from, to] = bar.mean < 0 ? [x(bar.mean), x(0)] : [x(0), x(bar.mean)];
    names[at].forEach((line, number) => {
      if (number) y += LINE;
      svg.append(draw("text", { x: 4, y: y - 2, class: bar.whole ? "name whole" : "name" }, line));
    });
    const kind = bar.mean < 0 ? "bar loss" : "bar gain";
    const size = { x: from, y: y + 3, width: Math.max(to - from, 0.5), height: 9 };
    svg.append(draw("rect", { ...size, class: bar.whole ? `${kind} whole` : kind }));
    const spread = { x1: x(bar.low), x2: x(bar.high), y1: y + 7.5, y2: y + 7.5, class: "spread" };
    svg.append(draw("line", spread));
    if (bar.before !== null) {
      const then = x(bar.before);
      svg.append(draw("line", { x1: then, x2: then, y1: y, y2: y + 15, class: "then" }));
    }
    y += ROW;
  });
  for (const [value, anchor] of /** @type {[number, string][]} */ ([
    [least, "start"],
    [most, "end"],
  ])) {
    if (value === 0) continue;
    const place = { x: x(value), y: high - 6, "text-anchor": anchor, class: "tick" };
    svg.append(draw("text", place, told(value)));
  }
  svg.append(draw("text", { x: x(0), y: high - 6, "text-anchor": "middle", class: "tick" }, "0"));
  return svg;
}

/**
 * Break a name into lines that fit, at its spaces. Letters are taken to be as wide as in
 * a wide font; those of Korean and Chinese are about twice as wide.
 * @param {string} name @param {number} room @param {boolean} bold @returns {string[]}
 */
function linesOf(name, room, bold) {
  const wide = (/** @type {string} */ text) =>
    [...text].reduce((sum, letter) => sum + (letter > "\u2e7f" ? 12 : 7), 0) * (bold ? 1.1 : 1);
  /** @type {string[]} */
  const lines = [];
  for (const word of name.split(" ")) {
    const last = lines.length - 1;
    const longer = last < 0 ? word : `${lines[last]} ${word}`;
    if (last < 0 || wide(longer) > room) lines.push(word);
    else lines[last] = longer;
  }
  return lines;
}
