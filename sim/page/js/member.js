/**
 * One member of a scenario: its rules, its two vectors, and the loop that fires clocks.
 *
 * The loop is that of `sim/ensemble/kernel_host.py`: the clock that is due first, of
 * several the lowest. A clock that is switched off is put off for ever after each firing.
 */

import { makeHost } from "./primitives.js";
import { Receipt } from "./receipt.js";

/** More firings than this at one instant are a circle. */
const AT_ONE_INSTANT = 10000;

/**
 * What is changed against the file.
 * @typedef {object} Changes
 * @property {Record<number, number>} fixed values of parameters, by their place
 * @property {number[]} off clocks that never fire
 */

/** Runs members one after another, in the same vectors. */
export class Member {
  /**
   * @param {any} numbers of the engine, as `sim/page/engine_text.py` writes them
   * @param {(host: any) => any} rulesOf the printed rules
   */
  constructor(numbers, rulesOf) {
    this.numbers = numbers;
    this.host = makeHost(numbers.parameterCount);
    this.rules = rulesOf(this.host);
    this.floats = Float64Array.from(numbers.floats, Number);
    this.whole = Int32Array.from(numbers.whole);
    this.codes = Int32Array.from(numbers.codes);
    this.S = new Float64Array(this.floats.length);
    this.I = new Int32Array(this.whole.length);
    this.O = new Float64Array(numbers.answers.total);
    this.receipt = new Receipt();
    /** @type {number[]} clocks that never fire */
    this.off = [];
    this.q0 = 1;
    this.q1 = 0;
    this.m = 0;
    /** The day of the latest firing, and its clock. */
    this.t = 0;
    this.k = -1;
    this.fired = 0;
    /** Whether the latest firing has moved a ladder; what a rule asks for apart. */
    this.moved = false;
    this.failed = false;
    this.instant = -1;
    this.inARow = 0;
  }

  /** @param {number} low @param {number} high words of the seed */
  seed(low, high) {
    this.q0 = low | 0;
    this.q1 = high | 0;
  }

  /** @param {Changes} changes */
  change(changes) {
    this.host.FIXED.fill(0);
    for (const [at, value] of Object.entries(changes.fixed)) {
      this.host.FIXED[Number(at)] = 1;
      this.host.VALUES[Number(at)] = value;
    }
    this.off = changes.off;
  }

  /** @param {number} member from 0 to 2**32 - 1 */
  begin(member) {
    const { S, I, rules } = this;
    S.set(this.floats);
    I.set(this.whole);
    this.m = member | 0;
    this.t = 0;
    this.k = -1;
    this.fired = 0;
    this.instant = -1;
    this.inARow = 0;
    this.receipt.clear();
    rules.start(0, this.m, this.q0, this.q1, S, I);
    rules.refresh(-1, 0, this.m, this.q0, this.q1, S, I);
    this.failed = I[this.numbers.fault] !== 0;
    this.next();
  }

  /** Find the clock that is due next, and its day: `k` and `t`. */
  next() {
    const { S, off } = this;
    const count = this.numbers.clocks;
    for (const clock of off) S[clock] = Infinity;
    let k = 0;
    let t = S[0];
    let at = 1;
    // four at a time: this loop is where most of the time goes
    for (; at + 3 < count; at += 4) {
      if (S[at] < t) t = S[(k = at)];
      if (S[at + 1] < t) t = S[(k = at + 1)];
      if (S[at + 2] < t) t = S[(k = at + 2)];
      if (S[at + 3] < t) t = S[(k = at + 3)];
    }
    for (; at < count; at++) if (S[at] < t) t = S[(k = at)];
    this.k = k;
    this.t = t;
  }

  /** @returns {boolean} whether nothing more happens before the horizon */
  get over() {
    return this.failed || !(this.t < this.numbers.horizon);
  }

  /** Let the clock that is due fire; `next` then finds the one after. */
  fire() {
    const { S, I, rules, k, t, m, q0, q1 } = this;
    rules.fire(k, t, m, q0, q1, S, I);
    const { words } = this.numbers;
    let moved = I[words[0]];
    for (let at = 1; at < words.length; at++) moved |= I[words[at]];
    this.moved = moved !== 0;
    rules.refresh(k, t, m, q0, q1, S, I);
    if (I[this.numbers.fault] !== 0) this.failed = true;
    if (k === 0) return;
    this.fired++;
    if (t === this.instant) {
      this.inARow++;
      if (this.inARow > AT_ONE_INSTANT) this.failed = true;
    } else {
      this.instant = t;
      this.inARow = 1;
    }
    this.receipt.stirFloat(t);
    this.receipt.stir(this.codes[k]);
  }

  /** Go on to the horizon. */
  run() {
    while (!this.over) {
      this.fire();
      this.next();
    }
  }

  /** Write what the run came to into `O`, and close the receipt. */
  finish() {
    const { numbers, S, I, O, rules } = this;
    rules.finish(numbers.horizon, S, I, O);
    rules.judge(numbers.horizon, S, I, O);
    const first = numbers.outputs.outcomes;
    for (let at = 0; at < numbers.outcomeCount; at++) {
      this.receipt.stirFloat(O[first + at]);
    }
  }

  /** @param {number} at which gauge @param {number} day @returns {number} its value then */
  gauge(at, day) {
    const [place, drain] = this.numbers.gauges[at];
    const rate = drain < 0 ? 0 : this.S[drain];
    return this.rules.gauge_value(this.S[place], this.S[place + 1], rate, day - this.S[place + 2]);
  }
}
