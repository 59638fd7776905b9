/**
 * One member in which people answer reviews in place of the rule, as `sim/path/playing.py`
 * has it: the same luck, the same clocks, the same order.
 */

import { Member } from "./member.js";

/** What `answer` gives for a review that the rule answers. */
export const BY_RULE = -1;

/** A member whose reviews are answered from outside. */
export class PlayedMember extends Member {
  /** @param {any} numbers @param {(host: any) => any} rulesOf */
  constructor(numbers, rulesOf) {
    super(numbers, rulesOf);
    /**
     * What is ordered at the review of clock k on day t.
     * @type {(k: number, t: number) => number} a rung, or `BY_RULE`
     */
    this.answer = () => BY_RULE;
    /** @type {any} */
    const rules = this.rules;
    const { clocks } = numbers.watch;
    const fire = (
      /** @type {number} */ k,
      /** @type {number} */ t,
      /** @type {number} */ m,
      /** @type {number} */ q0,
      /** @type {number} */ q1,
      /** @type {Float64Array} */ S,
      /** @type {Int32Array} */ I,
    ) => {
      const clock = clocks[k];
      const rung = clock.kind === "review" ? this.answer(k, t) : BY_RULE;
      if (rung === BY_RULE) {
        rules.fire(k, t, m, q0, q1, S, I);
        return;
      }
      // The rule is asked as if it wanted what is decided already: it then keeps its
      // calendar and moves nothing.
      const asked = I[clock.wanted];
      I[clock.wanted] = I[clock.decided];
      rules.fire(k, t, m, q0, q1, S, I);
      I[clock.wanted] = asked;
      const [tally, word, bit] = clock.book;
      rules.move_lightly(rung, clock.decided, tally, word, bit, I);
    };
    this.rules = { ...rules, fire };
  }
}
