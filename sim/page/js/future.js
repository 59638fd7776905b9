/** One future whole: its firings, where every ladder stood, and how to find a telling one. */

import { Witness } from "./witness.js";

/**
 * @typedef {import("./member.js").Member} Member
 * @typedef {import("./witness.js").Firing} Firing
 * @typedef {object} Future
 * @property {number} number @property {boolean} failed @property {Firing[]} firings
 * @property {number[]} begun rungs at the start @property {string} receipt
 * @property {Float64Array} outputs
 */

/** @param {Member} member with its changes @param {number} number @returns {Future} */
export function futureOf(member, number) {
  member.begin(number);
  const begun = Array.from(member.I.slice(0, member.numbers.ladders));
  const witness = new Witness(member);
  /** @type {Firing[]} */
  const firings = [];
  while (!member.over) {
    const firing = witness.fire();
    if (firing) firings.push(firing);
    member.next();
  }
  if (!member.failed) member.finish();
  return {
    number,
    failed: member.failed,
    firings,
    begun,
    receipt: member.failed ? "" : member.receipt.text(),
    outputs: member.O.slice(),
  };
}

/**
 * The first member whose ladder comes to a rung, or to a higher one of an ordered ladder.
 * @param {Member} member @param {number} column of the rung @param {number} last column of
 * those that count @param {number} count of members @returns {number} or -1
 */
export function memberWith(member, column, last, count) {
  const first = member.numbers.outputs.first_on;
  for (let number = 0; number < count; number++) {
    member.begin(number);
    member.run();
    if (member.failed) continue;
    member.finish();
    for (let at = column; at <= last; at++) {
      if (member.O[first + at] < Infinity) return number;
    }
  }
  return -1;
}

/**
 * The member whose outcomes lie nearest the middle: each outcome is ranked among all.
 * @param {Float64Array[]} outcomes of members 0, 1, … @returns {number}
 */
export function typicalMember(outcomes) {
  const count = outcomes.length ? outcomes[0].length : 0;
  const far = new Float64Array(count);
  for (const column of outcomes) {
    const order = Array.from(column.keys()).sort((a, b) => column[a] - column[b] || 0);
    let at = 0;
    while (at < count) {
      let end = at;
      while (end + 1 < count && column[order[end + 1]] === column[order[at]]) end++;
      // members with one value share the rank in their middle
      const rank = (at + end + 1) / (2 * count) - 0.5;
      for (; at <= end; at++) far[order[at]] += rank * rank;
    }
  }
  let best = 0;
  for (let at = 1; at < count; at++) if (far[at] < far[best]) best = at;
  return best;
}

/**
 * Where a ladder stood, day by day.
 * @param {Future} future @param {number} ladder @returns {[number, number][]} days and rungs
 */
export function stairOf(future, ladder) {
  /** @type {[number, number][]} */
  const steps = [[0, future.begun[ladder]]];
  for (const firing of future.firings) {
    for (const [moved, , after] of firing.moves) if (moved === ladder) steps.push([firing.time, after]);
  }
  return steps;
}
