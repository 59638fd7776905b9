/**
 * Which decision mattered most: each is left as it was and put otherwise, and both go on
 * from there with the same fresh luck, many times over.
 *
 * From the review on every clock that waits by chance is looked up anew at another
 * member's address; a hazard has no memory, so what is left of it is as fresh. What is on
 * its way already (a report, an order) comes as it did, and what nobody knows of the world
 * keeps its values. Later orders of the class are given on their dates, from the first
 * that changes what was ordered.
 */

import { BY_RULE } from "./played.js";

/** Fresh lucks for each decision. */
export const LUCKS = 200;
/** Milliseconds of work between two frames. */
const SLICE = 25;

/**
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./play.js").Answer} Answer
 * @typedef {object} Weight
 * @property {Answer} answer
 * @property {number[]} differ for each rung, in how many lucks what others did was other
 * than after what was ordered
 * @property {number} lucks that could be run
 */

/**
 * @param {Play} play at its end @param {number[]} others ladders that others move
 * @returns {Generator<number, Weight[]>} how many lucks are done; at last, all
 */
export function* weightsOf(play, others) {
  /** @type {Weight[]} */
  const found = [];
  let done = 0;
  for (const branch of branchesOf(play)) {
    const weight = { answer: branch.answer, differ: branch.rungs.map(() => 0), lucks: 0 };
    for (let luck = 1; luck <= LUCKS; luck++) {
      freshen(play, branch, luck);
      const ends = branch.rungs.map((_, rung) => endOf(play, branch, rung, others));
      const own = ends[branch.answer.rung];
      if (ends.every((end) => end !== null)) {
        weight.lucks++;
        ends.forEach((end, rung) => {
          if (end !== own) weight.differ[rung]++;
        });
      }
      yield ++done;
    }
    found.push(weight);
  }
  return found;
}

/**
 * Work a generator off between frames.
 * @param {Generator<number, Weight[]>} work @param {(done: number) => boolean} told goes on?
 * @param {(found: Weight[]) => void} ready
 */
export function inSlices(work, told, ready) {
  const slice = () => {
    const start = performance.now();
    let step = work.next();
    while (!step.done && performance.now() - start < SLICE) step = work.next();
    if (step.done) ready(step.value);
    else if (told(step.value)) setTimeout(slice, 0);
  };
  setTimeout(slice, 0);
}

/**
 * @typedef {object} Branch a review of the play, as it stood before it was answered
 * @property {Answer} answer @property {number[]} rungs
 * @property {Float64Array} S @property {Int32Array} I
 * @property {Float64Array} freshS @property {Int32Array} freshI
 * @property {Answer[]} later orders that change what was ordered
 */

/** @param {Play} play @returns {Branch[]} */
function branchesOf(play) {
  const { member, seat } = play;
  const { decisions } = play;
  /** @type {Branch[]} */
  const branches = [];
  let at = 0;
  member.change(play.changes);
  member.begin(play.number);
  while (!member.over) {
    if (member.k === seat.clock && at < play.answers.length) {
      const answer = play.answers[at++];
      member.answer = () => answer.rung;
      if (answer.asked) {
        const { S, I } = member;
        const after = decisions.slice(decisions.indexOf(answer) + 1);
        const first = after.findIndex(({ rung }) => rung !== answer.rung);
        branches.push({
          answer,
          rungs: Array.from({ length: seat.rungs }, (_, rung) => rung),
          S: S.slice(),
          I: I.slice(),
          freshS: S.slice(),
          freshI: I.slice(),
          later: first < 0 ? [] : after.slice(first),
        });
      }
    }
    member.fire();
    member.answer = () => BY_RULE;
    member.next();
  }
  return branches;
}

/**
 * Go back to a branch under another luck.
 * @param {Play} play @param {Branch} branch @param {number} luck
 */
function freshen(play, branch, luck) {
  const { member } = play;
  const { S, I, rules, numbers } = member;
  const { day } = branch.answer;
  S.set(branch.S);
  I.set(branch.I);
  member.m = (play.number + luck) | 0;
  member.failed = false;
  for (const [clock, block] of numbers.hazards) {
    S[clock] = Infinity;
    S[block] = 0;
    S[block + 1] = -1;
    S[block + 2] = day;
    rules.refresh(clock, day, member.m, member.q0, member.q1, S, I);
  }
  branch.freshS.set(S);
  branch.freshI.set(I);
}

/**
 * Go on from a fresh branch; say where others came to and stand.
 * @param {Play} play @param {Branch} branch @param {number} rung ordered there
 * @param {number[]} others @returns {string | null} null if it cannot be run
 */
function endOf(play, branch, rung, others) {
  const { member, seat } = play;
  const { later, answer } = branch;
  const { S, I, O, numbers } = member;
  const { outputs, horizon } = numbers;
  S.set(branch.freshS);
  I.set(branch.freshI);
  member.failed = false;
  member.inARow = 0;
  let at = -1;
  member.answer = (k, t) => {
    if (k !== seat.clock) return BY_RULE;
    const before = at;
    if (at < 0) at = 0;
    while (at < later.length && later[at].day <= t) at++;
    if (before < 0) return rung;
    return at > before ? later[at - 1].rung : I[seat.decided];
  };
  member.k = seat.clock;
  member.t = answer.day;
  member.run();
  member.answer = () => BY_RULE;
  if (member.failed) return null;
  member.rules.finish(horizon, S, I, O);
  return others
    .map((ladder) => `${O[outputs.highest + ladder]} ${O[outputs.final + ladder]}`)
    .join();
}
