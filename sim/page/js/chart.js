/** Pictures in SVG: shares over time, first passages, staircases. */

import { draw } from "./dom.js";

/** Width of a picture in its own units: on a narrow screen fewer, so that letters stay large. */
let WIDE = 640;
const LEFT = 44;
const RIGHT = 8;
let INNER = WIDE - LEFT - RIGHT;

/** @param {Element} place where pictures are drawn from now on */
export function fitPictures(place) {
  const room = place.clientWidth || document.documentElement.clientWidth - 32 || 640;
  const letters = parseFloat(getComputedStyle(document.documentElement).fontSize) / 16;
  WIDE = Math.max(280, Math.min(640, room / letters));
  INNER = WIDE - LEFT - RIGHT;
}

/** @returns {number} how wide pictures are now, in their own units */
export function pictureWidth() {
  return WIDE;
}

/** Colours from dark to light that keep their order in grey and for colour-blind eyes. */
const STOPS = [
  [0, 34, 78],
  [53, 69, 108],
  [102, 105, 112],
  [148, 142, 119],
  [200, 184, 102],
  [254, 232, 56],
];
const DASHES = ["", "7 3", "2 3", "9 3 2 3", "1 2", "5 2 1 2"];

/** @param {number} at @param {number} count @returns {string} */
export function colour(at, count) {
  const place = count < 2 ? 0 : (at / (count - 1)) * (STOPS.length - 1);
  const low = Math.min(Math.floor(place), STOPS.length - 2);
  const part = place - low;
  const mixed = STOPS[low].map((value, band) =>
    Math.round(value + (STOPS[low + 1][band] - value) * part),
  );
  return `rgb(${mixed.join(",")})`;
}

/** @param {number} at @param {number} count @returns {string} ink that reads on it */
export function inkOn(at, count) {
  return count > 1 && at / (count - 1) > 0.55 ? "#111" : "#fff";
}

/**
 * @typedef {object} Frame
 * @property {number} high of the picture @property {number} horizon in days
 * @property {(day: number) => string} date @property {string} alt
 * @property {(share: number) => string} [percent] how shares are written, where there are any
 */

/** @param {Frame} frame @returns {string[]} of an axis of shares */
function levelsOf({ percent }) {
  return percent ? [0, 0.5, 1].map(percent) : [];
}

/** @param {Frame} frame @param {SVGElement[]} inside @param {string[]} levels at the left */
function framed(frame, inside, levels) {
  const { high, horizon } = frame;
  const bottom = high - 20;
  const top = 6;
  const svg = draw("svg", {
    viewBox: `0 0 ${WIDE} ${high}`,
    role: "img",
    "aria-label": frame.alt,
    class: "chart",
  });
  inside.forEach((element) => svg.append(element));
  levels.forEach((text, at) => {
    const y = bottom - ((bottom - top) * at) / Math.max(1, levels.length - 1);
    svg.append(draw("line", { x1: LEFT - 4, x2: LEFT, y1: y, y2: y, class: "axis" }));
    svg.append(draw("text", { x: LEFT - 7, y: y + 4, class: "level" }, text));
  });
  const ticks = WIDE < 400 ? 2 : 4;
  for (let at = 0; at <= ticks; at++) {
    const x = LEFT + (INNER * at) / ticks;
    const anchor = at === 0 ? "start" : at === ticks ? "end" : "middle";
    svg.append(draw("line", { x1: x, x2: x, y1: bottom, y2: bottom + 4, class: "axis" }));
    const text = frame.date((horizon * at) / ticks).slice(0, 7);
    svg.append(draw("text", { x, y: high - 3, "text-anchor": anchor, class: "tick" }, text));
  }
  svg.append(draw("line", { x1: LEFT, x2: LEFT + INNER, y1: bottom, y2: bottom, class: "axis" }));
  return svg;
}

/** @param {ArrayLike<number>} values @param {(at: number) => number} x @param {(v: number) => number} y */
function path(values, x, y) {
  return Array.from(values, (value, at) => `${at ? "L" : "M"}${x(at).toFixed(1)} ${y(value).toFixed(1)}`).join("");
}

/**
 * Stacked shares of one ladder, the lowest rung at the bottom; dashed, those of the start.
 * @param {Frame} frame @param {Float64Array[]} shares @param {Float64Array[] | null} before
 * @param {string[]} names of the rungs
 */
export function stackedShares(frame, shares, before, names) {
  const bottom = frame.high - 20;
  const top = 6;
  const last = shares[0].length - 1;
  const x = (/** @type {number} */ at) => LEFT + (INNER * at) / last;
  const y = (/** @type {number} */ share) => bottom - (bottom - top) * share;
  const stack = (/** @type {Float64Array[]} */ of) => {
    const tops = [new Float64Array(last + 1)];
    for (const one of of) {
      const below = tops[tops.length - 1];
      tops.push(Float64Array.from(one, (value, at) => below[at] + value));
    }
    return tops;
  };
  const tops = stack(shares);
  /** @type {SVGElement[]} */
  const inside = [];
  shares.forEach((_, rung) => {
    const up = path(tops[rung + 1], x, y);
    const down = path(Array.from(tops[rung]).reverse(), (at) => x(last - at), y).replace("M", "L");
    const fill = colour(rung, shares.length);
    inside.push(draw("path", { d: `${up}${down}Z`, fill, class: "band" }));
  });
  inside.push(...labels(shares, tops, names, x, y));
  if (before) {
    const then = stack(before);
    for (let rung = 1; rung < then.length - 1; rung++) {
      inside.push(draw("path", { d: path(then[rung], x, y), class: "before-halo" }));
      inside.push(draw("path", { d: path(then[rung], x, y), class: "before" }));
    }
  }
  return framed(frame, inside, levelsOf(frame));
}

/**
 * Name each rung where its band is widest, and where the name fits inside.
 * @param {Float64Array[]} shares @param {Float64Array[]} tops @param {string[]} names
 * @param {(at: number) => number} x @param {(share: number) => number} y
 */
function labels(shares, tops, names, x, y) {
  const last = shares[0].length - 1;
  return shares.flatMap((_, rung) => {
    const half = lengthOf(names[rung]) / 2 + 4;
    const room = Math.ceil((half / INNER) * last);
    let best = -1;
    let tallest = 15;
    for (let at = room; at <= last - room; at++) {
      // a name needs the band's own height all along it
      let [low, high] = [-Infinity, Infinity];
      for (let near = at - room; near <= at + room; near++) {
        low = Math.max(low, tops[rung][near]);
        high = Math.min(high, tops[rung + 1][near]);
      }
      const tall = y(low) - y(high);
      if (tall > tallest) [tallest, best] = [tall, at];
    }
    if (best < 0) return [];
    let [low, high] = [-Infinity, Infinity];
    for (let near = best - room; near <= best + room; near++) {
      low = Math.max(low, tops[rung][near]);
      high = Math.min(high, tops[rung + 1][near]);
    }
    const fill = inkOn(rung, shares.length);
    const place = { x: x(best), y: (y(low) + y(high)) / 2 + 4, "text-anchor": "middle" };
    return [draw("text", { ...place, fill, class: "inside" }, names[rung])];
  });
}

/** @param {string} text @returns {number} about how long it is drawn, in the picture's units */
function lengthOf(text) {
  let length = 0;
  for (const letter of text) length += /[\u1100-\uffdc]/.test(letter) ? 11.5 : 6.2;
  return length;
}

/**
 * Shares that have come to each rung by each time; dashed thinly, those of the start.
 * @param {Frame} frame @param {Float64Array[]} shares @param {Float64Array[] | null} before
 * @param {string[]} names
 */
export function passages(frame, shares, before, names) {
  const bottom = frame.high - 20;
  const top = 6;
  const last = shares[0].length - 1;
  const x = (/** @type {number} */ at) => LEFT + (INNER * at) / last;
  const y = (/** @type {number} */ share) => bottom - (bottom - top) * share;
  /** @type {SVGElement[]} */
  const inside = [];
  /** @type {{ at: number, name: string }[]} */
  const ends = [];
  shares.forEach((share, rung) => {
    if (before) {
      inside.push(draw("path", { d: path(before[rung], x, y), class: "before-line" }));
    }
    const stroke = rung === shares.length - 1 ? "#8a6d00" : colour(rung, shares.length + 1);
    const dash = DASHES[rung % DASHES.length];
    const line = { d: path(share, x, y), stroke, class: "line" };
    inside.push(draw("path", dash ? { ...line, "stroke-dasharray": dash } : line));
    // above its line, but below one that runs along the upper edge
    const end = y(share[last]);
    if (share[last] > 0.004) ends.push({ at: end < top + 12 ? end + 13 : end - 4, name: names[rung] });
  });
  ends.sort((one, other) => one.at - other.at);
  ends.forEach((label, number) => {
    const above = number ? ends[number - 1].at + 12 : 12;
    label.at = Math.min(Math.max(label.at, above), bottom - 3);
    const place = { x: LEFT + INNER - 2, y: label.at, "text-anchor": "end", class: "end" };
    inside.push(draw("text", place, label.name));
  });
  return framed(frame, inside, levelsOf(frame));
}

const FOLLOWERS = ["#8a5a00", "#8a1f5c", "#1f6b3a", "#5a3fa0", "#555"];

/** @param {number} place of a staircase, 0 the true one @returns how it is drawn */
function strokeOf(place) {
  if (!place) return { class: "stair" };
  return {
    class: "stair other",
    stroke: FOLLOWERS[(place - 1) % FOLLOWERS.length],
    "stroke-dasharray": DASHES[1 + ((place - 1) % (DASHES.length - 1))],
  };
}

/** @param {number} place of a staircase @returns {SVGElement} a sample for the legend */
export function sampleOf(place) {
  const size = { width: 34, height: 10, viewBox: "0 0 34 10", "aria-hidden": "true" };
  return draw("svg", size, draw("line", { x1: 1, x2: 33, y1: 5, y2: 5, ...strokeOf(place) }));
}

/**
 * One ladder's staircase in one future, and others that follow it, dashed.
 * @param {Frame} frame @param {[number, number][][]} stairs days and rungs, the true one first
 * @param {string[]} names of the rungs @param {number | null} now the day shown, if one is
 */
export function staircase(frame, stairs, names, now) {
  const bottom = frame.high - 20;
  const top = 6;
  const most = Math.max(1, names.length - 1);
  const x = (/** @type {number} */ day) => LEFT + (INNER * day) / frame.horizon;
  const y = (/** @type {number} */ rung) => bottom - 4 - ((bottom - top - 12) * rung) / most;
  /** @type {SVGElement[]} */
  const inside = names.map((_, rung) =>
    draw("line", { x1: LEFT, x2: LEFT + INNER, y1: y(rung), y2: y(rung), class: "grid" }),
  );
  stairs.forEach((stair, place) => {
    let d = "";
    stair.forEach(([day, rung], step) => {
      d += step ? `H${x(day).toFixed(1)}V${y(rung).toFixed(1)}` : `M${x(day)} ${y(rung).toFixed(1)}`;
    });
    d += `H${LEFT + INNER}`;
    inside.push(draw("path", { d, ...strokeOf(place) }));
  });
  // over the lines, so that none strikes a name through
  names.forEach((name, rung) =>
    inside.push(draw("text", { x: LEFT + 4, y: y(rung) - 4, class: "faint" }, name)),
  );
  if (now !== null) {
    const then = { x1: x(now), x2: x(now), y1: top, y2: bottom, class: "now" };
    inside.push(draw("line", then));
  }
  return framed(frame, inside, []);
}

/**
 * Guesses from 0 to 100 as dots, what the class says together, and what the model does.
 * @param {[number, number][]} given guesses and how many say so
 * @param {number} together @param {number} share both from 0 to 1 @param {string} alt
 */
export function guessStrip(given, together, share, alt) {
  const most = Math.max(...given.map(([, count]) => count));
  const rows = Math.min(8, most);
  const base = 26 + rows * 9;
  const x = (/** @type {number} */ value) => 12 + ((WIDE - 24) * value) / 100;
  const svg = draw("svg", {
    viewBox: `0 0 ${WIDE} ${base + 24}`,
    role: "img",
    "aria-label": alt,
    class: "chart",
  });
  svg.append(draw("line", { x1: x(0), x2: x(100), y1: base, y2: base, class: "axis" }));
  for (const value of [0, 25, 50, 75, 100]) {
    svg.append(draw("line", { x1: x(value), x2: x(value), y1: base, y2: base + 4, class: "axis" }));
    svg.append(draw("text", { x: x(value), y: base + 18, "text-anchor": "middle", class: "tick" }, value));
  }
  for (const [guess, count] of given) {
    // of a large class a dot stands for several, in one measure for all columns
    const dots = Math.max(1, Math.round((count * rows) / most));
    for (let at = 0; at < dots; at++) {
      svg.append(draw("circle", { cx: x(guess), cy: base - 5 - at * 9, r: 3.6, class: "dot" }));
    }
  }
  const mark = (/** @type {number} */ value, /** @type {string} */ kind) =>
    draw("line", { x1: x(value), x2: x(value), y1: 12, y2: base, class: kind });
  svg.append(mark(together * 100, "mean"));
  svg.append(draw("circle", { cx: x(together * 100), cy: 8, r: 4.5, class: "mean" }));
  if (!Number.isNaN(share)) {
    svg.append(mark(share * 100, "model"));
    svg.append(draw("rect", { x: x(share * 100) - 4.5, y: 3.5, width: 9, height: 9, class: "model" }));
  }
  return svg;
}
