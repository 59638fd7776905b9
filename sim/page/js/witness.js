/**
 * Why a clock fired: what `sim/path/reasons.py` notes, by numbers.
 *
 * Looks at a member from outside, before and after each firing; nothing here moves it.
 */

import { firstUniform, secondUniform } from "./philox.js";

/**
 * A random number that was looked up.
 * @typedef {object} Luck
 * @property {string} of `clock`, `resolve` or `relax`
 * @property {number} at the clock's number, or the step's rung
 * @property {number} draw @property {number} uniform
 */

/**
 * One firing, with its reasons.
 * @typedef {object} Firing
 * @property {number} time @property {number} clock
 * @property {number | null} branch @property {boolean} happened
 * @property {[number, number, number][]} moves ladder, rung before, rung after
 * @property {[number, number, number][]} changes gauge, value before, value after
 * @property {number} heldSince @property {number} armedSince
 * @property {number[]} factors places among the clock's own
 * @property {Record<number, number>} seen rungs by ladder
 * @property {number | null} wanted @property {number | null} decided
 * @property {number | null} done @property {string} barred @property {Luck[]} luck
 * @property {string} calledBy @property {number | null} level
 * @property {number | null} policy
 */

/** Watches one member and tells each firing. */
export class Witness {
  /** @param {import("./member.js").Member} member just begun */
  constructor(member) {
    this.member = member;
    this.clocks = member.numbers.watch.clocks;
    this.policies = member.numbers.watch.policies;
    const { clocks, ladders } = member.numbers;
    this.armed = new Float64Array(clocks);
    this.due = member.S.slice(0, clocks);
    this.held = this.clocks.map((/** @type {any} */ clock, /** @type {number} */ at) =>
      this.holds(clock, at, 0),
    );
    this.since = this.clocks.map((/** @type {any} */ clock) => -clock.since);
    this.moved = new Float64Array(ladders).fill(-1);
    /** @type {Record<number, number>} the policy that set out on each act, by ladder */
    this.acting = {};
    for (const clock of this.clocks) {
      if (clock.kind === "act") this.acting[clock.ladder] = this.inForce(clock);
    }
  }

  /**
   * Let the member's due clock fire, and tell it; null for the one that takes notes.
   * @returns {Firing | null}
   */
  fire() {
    const { member } = this;
    const { I, t, k } = member;
    const clock = this.clocks[k];
    const { drawn, happened, ladders } = member.numbers;
    const rungs = I.slice(0, ladders);
    let armedSince = this.armed[k];
    const steered = clock.kind === "review" || clock.kind === "act";
    const policy = steered ? this.inForce(clock) : null;
    const draw = I[drawn[k]];
    if (clock.since && !draw && armedSince === 0) armedSince = -clock.since;
    const count = I[happened[k]];
    /** @type {number[]} */
    const factors = [];
    clock.factors.forEach((/** @type {number} */ factor, /** @type {number} */ at) => {
      if (this.ask("factor_holds", factor)) factors.push(at);
    });
    const [branch, branchLuck] = this.chosen(clock, k, draw);
    const before = clock.targets.map((/** @type {number} */ at) => member.gauge(at, t));
    member.fire();
    this.notice(k, t);
    if (k === 0) return null;

    const did = clock.kind !== "dated" || I[happened[k]] > count;
    /** @type {[number, number, number][]} */
    const moves = [];
    for (let at = 0; at < ladders; at++) {
      if (I[at] !== rungs[at]) moves.push([at, rungs[at], I[at]]);
    }
    const heldSince = this.since[k];
    /** @type {Firing} */
    const told = {
      time: t,
      clock: k,
      branch: did ? branch : null,
      happened: did,
      moves,
      changes: did
        ? clock.targets.map((/** @type {number} */ gauge, /** @type {number} */ at) => [
            gauge,
            before[at],
            member.gauge(gauge, t),
          ])
        : [],
      heldSince,
      armedSince,
      factors,
      seen: Object.fromEntries(clock.reads.map((/** @type {number} */ at) => [at, rungs[at]])),
      wanted: null,
      decided: null,
      done: null,
      barred: "",
      luck: this.timing(clock, k, draw, rungs).concat(branchLuck),
      calledBy: "",
      level: clock.kind === "band" ? member.gauge(clock.gauge, t) : null,
      policy,
    };
    if (steered) this.steered(told, clock, rungs, count);
    this.turn(moves, t);
    return told;
  }

  // ---- parts

  /** @param {any} clock @returns {number} the policy that steers its ladder now */
  inForce(clock) {
    const force = clock.force < 0 ? 0 : this.member.I[clock.force];
    return clock.policies[force];
  }

  /** @param {string} what @param {number} n @param {number} [t] @returns {number} */
  ask(what, n, t = this.member.t) {
    const { rules, S, I } = this.member;
    return rules[what](n, t, S, I);
  }

  /** @param {any} clock @param {number} at @param {number} t @returns {boolean} */
  holds(clock, at, t) {
    const { I } = this.member;
    if (clock.kind === "observation") return I[clock.ladder] !== I[clock.source];
    if (clock.kind === "act") return I[clock.ladder] !== I[clock.decided];
    return !clock.when || this.ask("holds", at, t) !== 0;
  }

  /**
   * See which clocks have been armed by the firing of clock k at t.
   * @param {number} k @param {number} t
   */
  notice(k, t) {
    const { S } = this.member;
    for (let at = 0; at < this.due.length; at++) {
      const armed = S[at] < Infinity;
      if (armed && (this.due[at] === Infinity || at === k)) this.armed[at] = t;
      this.due[at] = S[at];
    }
  }

  /**
   * See which conditions have turned.
   * @param {[number, number, number][]} moves @param {number} t
   */
  turn(moves, t) {
    for (const [ladder] of moves) this.moved[ladder] = t;
    this.clocks.forEach((/** @type {any} */ clock, /** @type {number} */ at) => {
      const holds = this.holds(clock, at, t);
      if (holds && !this.held[at]) this.since[at] = t;
      this.held[at] = holds;
      if (clock.kind === "act" && this.armed[at] === t) {
        this.acting[clock.ladder] = this.inForce(clock);
      }
    });
  }

  /**
   * @param {Firing} told @param {any} clock @param {Int32Array} rungs @param {number} count
   */
  steered(told, clock, rungs, count) {
    const { I, k, t, numbers } = this.member;
    told.wanted = I[clock.wanted];
    told.decided = I[clock.decided];
    told.done = I[clock.ladder];
    if (clock.kind !== "review") return;
    const policy = this.policies[/** @type {number} */ (told.policy)];
    const before = rungs[clock.decided];
    told.heldSince = t;
    told.barred = this.barred(told, policy, before);
    told.luck = this.toss(policy, told.wanted, before);
    const calls = [];
    if (I[numbers.happened[k]] > count) calls.push("day");
    if (policy.watches.some((/** @type {number} */ at) => this.moved[at] === t)) {
      calls.push("change");
    }
    told.calledBy = calls.join("+");
  }

  /** @param {Firing} told @param {any} policy @param {number} before @returns {string} */
  barred(told, policy, before) {
    const wanted = /** @type {number} */ (told.wanted);
    if (told.decided !== before || wanted === before) return "";
    if (wanted < before) return "toss";
    const step = before + 1;
    const at = /** @type {number} */ (told.policy);
    if (policy.may[step] && this.ask("may", at * 1000 + step) === 0) return "may";
    return "toss";
  }

  // ---- luck

  /**
   * @param {number[]} stream @param {number} draw @param {boolean} [second]
   * @returns {number}
   */
  look(stream, draw, second = false) {
    const { q0, q1, m } = this.member;
    const uniform = second ? secondUniform : firstUniform;
    return uniform(q0, q1, stream[0], stream[1], draw, m);
  }

  /**
   * @param {any} clock @param {number} k @param {number} draw @param {Int32Array} rungs
   * @returns {Luck[]}
   */
  timing(clock, k, draw, rungs) {
    /** @type {Luck[]} */
    const luck = [];
    let lucky = clock.lucky;
    if (clock.kind === "act") {
      const at = rungs[clock.ladder];
      const step = rungs[clock.decided] > at ? at + 1 : at;
      lucky = this.policies[this.acting[clock.ladder]].takes[step];
    }
    if (lucky) luck.push({ of: "clock", at: k, draw, uniform: this.look(clock.stream, draw) });
    if (clock.misread) {
      luck.push({ of: "clock", at: k, draw, uniform: this.look(clock.stream, draw, true) });
    }
    return luck;
  }

  /**
   * Which branch the second uniform of this draw chooses.
   * @param {any} clock @param {number} k @param {number} draw
   * @returns {[number | null, Luck[]]}
   */
  chosen(clock, k, draw) {
    if (!clock.branches) return [null, []];
    if (clock.odds === null) return [0, []];
    const uniform = this.look(clock.stream, draw, true);
    let total = 0;
    let found = null;
    for (let at = 0; at < clock.odds.length; at++) {
      const odds = this.ask("odds", clock.odds[at]);
      total = at ? total + odds : odds;
      if (found === null && uniform < total) found = at;
    }
    return [found, [{ of: "clock", at: k, draw, uniform }]];
  }

  /**
   * The toss on which a review hung.
   * @param {any} policy @param {number} wanted @param {number} before @returns {Luck[]}
   */
  toss(policy, wanted, before) {
    if (wanted === before) return [];
    const rising = wanted > before;
    const step = rising ? before + 1 : before;
    const toss = (rising ? policy.resolve : policy.relax)[step];
    if (toss === null) return [];
    const draw = this.member.I[toss[2]] - 1;
    const uniform = this.look(toss, draw);
    return [{ of: rising ? "resolve" : "relax", at: step, draw, uniform }];
  }
}
