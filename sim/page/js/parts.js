/**
 * Counts of some members, as they go from a worker to the page, and how they are added.
 *
 * Members come in blocks of one size, so that a changed world and the start can be
 * compared on the same blocks: the same members with the same luck.
 */

import { Crowd } from "./crowd.js";

/** Members in a block. */
export const BLOCK = 250;

/**
 * @typedef {object} Part
 * @property {number} count @property {number} failed @property {number} firings
 * @property {Int32Array} counts @property {Int32Array} passages
 * @property {Int32Array} holds @property {Int32Array} asked
 * @property {Float64Array[]} outcomes one array of members for each
 * @property {Float64Array[]} sums signed amounts, then nets
 */

/** @param {Crowd} crowd @returns {Part} */
export function partOf(crowd) {
  const { outcomes, sums } = crowd;
  return {
    count: crowd.count,
    failed: crowd.failed,
    firings: crowd.firings,
    counts: crowd.counts(),
    passages: crowd.passages(),
    holds: crowd.holds,
    asked: crowd.asked,
    outcomes: Array.from({ length: outcomes.wide }, (_, at) => outcomes.column(at)),
    sums: Array.from({ length: sums.wide }, (_, at) => sums.column(at)),
  };
}

/** @param {import("./member.js").Member} member @param {number} block @returns {Part} */
export function runBlock(member, block) {
  const crowd = new Crowd(member);
  crowd.add(block * BLOCK, (block + 1) * BLOCK);
  return partOf(crowd);
}

/** @param {Part} part @returns {ArrayBuffer[]} what can be handed over without a copy */
export function buffersOf(part) {
  const arrays = [part.counts, part.passages, part.holds, part.asked];
  return [...arrays, ...part.outcomes, ...part.sums].map(
    (array) => /** @type {ArrayBuffer} */ (array.buffer),
  );
}

/** @param {Part[]} parts at least one @returns {Part} */
export function added(parts) {
  const [first] = parts;
  const whole = (/** @type {(part: Part) => Int32Array} */ of) => {
    const sum = new Int32Array(of(first).length);
    for (const part of parts) {
      const own = of(part);
      for (let at = 0; at < sum.length; at++) sum[at] += own[at];
    }
    return sum;
  };
  const joined = (/** @type {(part: Part) => Float64Array[]} */ of) =>
    of(first).map((_, item) => {
      const column = new Float64Array(parts.reduce((sum, part) => sum + of(part)[item].length, 0));
      let at = 0;
      for (const part of parts) {
        column.set(of(part)[item], at);
        at += of(part)[item].length;
      }
      return column;
    });
  const total = (/** @type {(part: Part) => number} */ of) =>
    parts.reduce((sum, part) => sum + of(part), 0);
  return {
    count: total((part) => part.count),
    failed: total((part) => part.failed),
    firings: total((part) => part.firings),
    counts: whole((part) => part.counts),
    passages: whole((part) => part.passages),
    holds: whole((part) => part.holds),
    asked: whole((part) => part.asked),
    outcomes: joined((part) => part.outcomes),
    sums: joined((part) => part.sums),
  };
}
