/** Twins of a decided future: the same luck under the written plan, and under holding still. */

import { futureOf, stairOf } from "./future.js";
import { BY_RULE } from "./played.js";

/**
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./future.js").Future} Future
 */

/** @param {Play} play that has come to its end @returns {Future[]} the class's, the plan's, still */
export function twinsOf(play) {
  const { member, seat } = play;
  const future = /** @type {Future} */ (play.future);
  member.change(play.changes);
  member.answer = () => BY_RULE;
  const planned = futureOf(member, play.number);
  member.answer = (k) => (k === seat.clock ? member.I[seat.decided] : BY_RULE);
  const still = futureOf(member, play.number);
  member.answer = () => BY_RULE;
  return [future, planned, still];
}

/** @param {[number, number][]} stair @param {number} day @returns {number} the rung up to then */
export function rungOn(stair, day) {
  let rung = stair[0][1];
  for (const [from, to] of stair) if (from <= day) rung = to;
  return rung;
}

/**
 * The first day on which what others do differs between some futures.
 * @param {Future[]} futures @param {number[]} ladders theirs
 * @returns {number} infinite if it never does
 */
export function partingDay(futures, ladders) {
  let first = Infinity;
  for (const ladder of ladders) {
    const [stair, ...others] = futures.map((future) => stairOf(future, ladder));
    for (const other of others) {
      const at = stair.findIndex((step, place) => String(step) !== String(other[place]));
      const place = at < 0 ? stair.length : at;
      first = Math.min(first, stair[place]?.[0] ?? Infinity, other[place]?.[0] ?? Infinity);
    }
  }
  return first;
}
