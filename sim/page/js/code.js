/**
 * A state as a short code, and back: what a link to a page carries behind its `#`.
 *
 * `3fa9c1~h0_0.055~p0_1~e4~m12`: which scenario it is of, what is held at which value, the
 * plans, what is switched otherwise than in the file, the future that is watched, and its receipt (`r` and 16
 * digits), which `sim receipt` checks; `s` and a seed that is not the
 * page's own; `g2_20n7` is a guess of 20 by seven of a class.
 */

/** @typedef {import("./state.js").State} State */

import { KINDS } from "./state.js";

const LETTERS = /** @type {const} */ ({ events: "e", factors: "f", arguments: "a" });

/**
 * @param {State} state
 * @param {{ number: number, receipt: string } | null} future @returns {string}
 */
export function codeOf(state, future) {
  const parts = [state.data.check];
  if (state.seed !== state.data.seed) parts.push(`s${state.seed}`);
  for (const [at, value] of state.held) parts.push(`h${at}_${value}`);
  for (const [at, choice] of state.chosen) parts.push(`p${at}_${choice}`);
  for (const kind of KINDS) {
    for (const at of state.turned(kind)) parts.push(`${LETTERS[kind]}${at}`);
  }
  if (future) parts.push(`m${future.number}`, `r${future.receipt}`);
  return parts.join("~");
}

/**
 * Bring a state to what a code says; nothing is changed if the code is not sound.
 * @param {State} state @param {string} code
 * @returns {{ member: number | null, guessed: boolean } | null} null for a code of something else
 */
export function restoreCode(state, code) {
  const [check, ...all] = code.trim().replace(/^#/, "").split("~");
  if (check !== state.data.check) return null;
  const parts = all.filter((part) => !part.startsWith("g"));
  const guessed = parts.length < all.length;
  const guesses = state.guesses.restore(all.filter((part) => part.startsWith("g")));
  if (!guesses) return null;
  /** @type {(() => void)[]} */
  const steps = [];
  /** @type {number | null} */
  let member = null;
  let { seed } = state.data;
  for (const part of parts) {
    if (/^r[0-9a-f]{16}$/.test(part)) continue;
    const found = /^([hpefams])(\d{1,10})(?:_(-?\d{1,17}(?:\.\d{1,17})?))?$/.exec(part);
    if (!found) return null;
    const at = Number(found[2]);
    const value = found[3] === undefined ? null : Number(found[3]);
    const step = stepOf(state, found[1], at, value);
    if (found[1] === "m" && value === null && at < 2 ** 32) member = at;
    else if (found[1] === "s" && value === null && at < 2 ** 32) seed = at;
    else if (!step) return null;
    else steps.push(step);
  }
  state.clear();
  state.seed = seed;
  steps.forEach((step) => step());
  if (guessed) guesses();
  return { member, guessed };
}

/**
 * @param {State} state @param {string} letter @param {number} at @param {number | null} value
 * @returns {(() => void) | null} null for what is not there
 */
function stepOf(state, letter, at, value) {
  const { data } = state;
  if (letter === "h") {
    const parameter = data.parameters[at];
    if (!parameter || value === null) return null;
    const words = parameter.words.length;
    const known = words ? Number.isInteger(value) && value >= 0 && value < words : true;
    return known ? () => state.held.set(at, value) : null;
  }
  if (letter === "p") {
    const plan = data.plans[at];
    if (!plan || value === null || !Number.isInteger(value)) return null;
    return value > 0 && value <= plan.policies.length ? () => state.plans.set(at, value) : null;
  }
  for (const kind of KINDS) {
    if (letter === LETTERS[kind] && value === null && data[kind][at]) {
      return () => state.turn(kind, at);
    }
  }
  return null;
}
