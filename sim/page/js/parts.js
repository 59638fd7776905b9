/**
 * Counts of some members, as they go from a worker to the page, and how they are added.
 *
 * Members come in blocks of one size, so that a changed world and the start can be
 * compared on the same blocks: the same members with the same luck. Blocks are small, so
 * that a worker is soon free for another question.
 */

import { Crowd } from "./crowd.js";

/** Members in a block. */
export const BLOCK = 125;

/**
 * @typedef {object} Part
 * @property {number} count @property {number} failed @property {number} firings
 * @property {Int32Array} counts @property {Int32Array} passages
 * @property {Int32Array} holds @property {Int32Array} asked
 * @property {Float64Array} outcomes of each all members, one after another
 * @property {Float64Array} sums signed amounts, then nets, in the same way
 */

const COUNTED = /** @type {const} */ (["counts", "passages", "holds", "asked"]);

/** @param {Crowd} crowd @returns {Part} */
export function partOf(crowd) {
  return {
    count: crowd.count,
    failed: crowd.failed,
    firings: crowd.firings,
    counts: crowd.counts(),
    passages: crowd.passages(),
    holds: crowd.holds,
    asked: crowd.asked,
    outcomes: crowd.outcomes.columns(),
    sums: crowd.sums.columns(),
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
  const { outcomes, sums } = part;
  return [...COUNTED.map((kind) => part[kind]), outcomes, sums].map(
    (array) => /** @type {ArrayBuffer} */ (array.buffer),
  );
}

/** Parts added up, one after another; columns of them are put together when asked for. */
export class Whole {
  constructor() {
    /** @type {Part[]} */
    this.parts = [];
    this.count = 0;
    this.failed = 0;
    this.firings = 0;
    this.counts = new Int32Array(0);
    this.passages = new Int32Array(0);
    this.holds = new Int32Array(0);
    this.asked = new Int32Array(0);
    /** @type {Map<string, Float64Array>} */
    this.known = new Map();
  }

  get blocks() {
    return this.parts.length;
  }

  /** @param {Part} part */
  add(part) {
    for (const kind of COUNTED) {
      const more = part[kind];
      if (!this.parts.length) this[kind] = new Int32Array(more.length);
      const sum = this[kind];
      for (let at = 0; at < sum.length; at++) sum[at] += more[at];
    }
    this.parts.push(part);
    this.count += part.count;
    this.failed += part.failed;
    this.firings += part.firings;
    this.known.clear();
  }

  /** @param {number} at @returns {Float64Array} that outcome of every member */
  outcome(at) {
    return this.column("outcomes", at);
  }

  /** @param {number} at @returns {Float64Array} that sum of every member */
  sum(at) {
    return this.column("sums", at);
  }

  /** @param {"outcomes" | "sums"} kind @param {number} at @returns {Float64Array} */
  column(kind, at) {
    const name = `${kind} ${at}`;
    const found = this.known.get(name) ?? new Float64Array(this.count);
    if (!this.known.has(name)) {
      let from = 0;
      for (const part of this.parts) {
        found.set(part[kind].subarray(at * part.count, (at + 1) * part.count), from);
        from += part.count;
      }
      this.known.set(name, found);
    }
    return found;
  }
}
