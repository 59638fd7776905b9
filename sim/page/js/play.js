/**
 * A future that a class decides: where it stops and asks, what was ordered, and the way
 * back to an earlier decision.
 *
 * It is run again from its start after each decision, which takes some milliseconds; so
 * nothing has to be undone.
 */

import { BY_RULE } from "./played.js";
import { Witness } from "./witness.js";

/**
 * @typedef {import("./played.js").PlayedMember} PlayedMember
 * @typedef {import("./member.js").Changes} Changes
 * @typedef {import("./witness.js").Firing} Firing
 * @typedef {import("./future.js").Future} Future
 * @typedef {"short" | "news" | "all"} Pace
 */

/**
 * What is ordered at one review.
 * @typedef {object} Answer
 * @property {number} day @property {number} rung
 * @property {boolean} asked whether the class was asked, or an order stood
 * @property {number[]} hands for each rung; empty if none were counted
 * @property {number} takenBack how often the class came back to it
 */

/**
 * A review at which the class is asked.
 * @typedef {object} Moment
 * @property {number} day @property {number[]} rungs of every ladder
 * @property {number} since day of the decision before, 0 for none
 * @property {number} passed reviews since then at which the order stood
 * @property {{ day: number, ladder: number, before: number, after: number }[]} news
 * @property {Record<number, number>} known day of the latest move of each ladder that is seen
 * @property {number} policy in force
 */

/** How often the class may be asked. */
export const PACES = /** @type {const} */ (["short", "news", "all"]);
/** Days between two decisions at the short pace: this part of the whole for each so far. */
const WIDER = 1 / 60;
/** At the short pace the class is asked after this part of the whole, news or none. */
const QUIET = 1 / 5;

/** One play of one seat. */
export class Play {
  /**
   * @param {PlayedMember} member @param {any} seat of the page's data
   * @param {{ number: number, pace: Pace, changes: Changes, options: any }} how
   */
  constructor(member, seat, how) {
    this.member = member;
    this.seat = seat;
    this.number = how.number;
    this.pace = how.pace;
    this.changes = how.changes;
    /** What is changed against the file, as a record has it. */
    this.options = how.options;
    /** @type {Answer[]} */
    this.answers = [];
    /** Whether the class is done, and its order stands to the end. */
    this.standing = false;
    /** @type {Map<number, number>} how often the class came back to the review of a day */
    this.returns = new Map();
    /** @type {Moment | null} */
    this.moment = null;
    /** @type {Future | null} */
    this.future = null;
    this.failed = false;
  }

  /** @returns {Answer[]} those at which the class was asked */
  get decisions() {
    return this.answers.filter((answer) => answer.asked);
  }

  /**
   * Go on to the next review at which the class is asked, or to the end.
   * @returns {boolean} false if an answer is to no review of this future
   */
  run() {
    const { member, seat, answers } = this;
    const { ladders } = member.numbers;
    this.moment = null;
    this.future = null;
    member.change(this.changes);
    member.answer = () => BY_RULE;
    member.begin(this.number);
    const begun = Array.from(member.I.slice(0, ladders));
    const witness = new Witness(member);
    /** @type {Firing[]} */
    const firings = [];
    /** @type {Moment["news"]} */
    let news = [];
    /** @type {Record<number, number>} */
    const known = {};
    let [since, passed, asked, at] = [0, 0, 0, 0];
    while (!member.over) {
      const { k, t } = member;
      const review = k === seat.clock;
      if (review) {
        if (at === answers.length) {
          if (this.stops(t, since, asked, news)) {
            const rungs = Array.from(member.I.slice(0, ladders));
            const policy = witness.inForce(witness.clocks[k]);
            this.moment = { day: t, rungs, since, passed, news, known, policy };
            return true;
          }
          const rung = member.I[seat.decided];
          answers.push({ day: t, rung, asked: false, hands: [], takenBack: 0 });
        }
        const answer = answers[at];
        if (answer.day !== t) return false;
        at++;
        member.answer = (clock) => (clock === k ? answer.rung : BY_RULE);
        if (answer.asked) [since, passed, asked, news] = [t, 0, asked + 1, []];
        else passed++;
      }
      const firing = witness.fire();
      member.answer = () => BY_RULE;
      if (firing) {
        if (review) Object.assign(firing, { barred: "", luck: [], played: true });
        firings.push(firing);
        for (const [ladder, before, after] of firing.moves) {
          if (!seat.visible.includes(ladder)) continue;
          news.push({ day: t, ladder, before, after });
          known[ladder] = t;
        }
      }
      member.next();
    }
    this.failed = member.failed;
    if (!member.failed) member.finish();
    this.future = {
      number: this.number,
      failed: member.failed,
      firings,
      begun,
      receipt: member.failed ? "" : member.receipt.text(),
      outputs: member.O.slice(),
    };
    return at === answers.length;
  }

  /**
   * Whether the class is asked at a review.
   * @param {number} day @param {number} since @param {number} asked how often so far
   * @param {Moment["news"]} news
   */
  stops(day, since, asked, news) {
    if (this.standing) return false;
    if (!asked || this.pace === "all") return true;
    const fresh = news.some(({ ladder }) => this.seat.fresh.includes(ladder));
    if (this.pace === "news") return fresh;
    const { horizon } = this.member.numbers;
    const gone = day - since;
    return gone >= horizon * QUIET || (fresh && gone >= horizon * WIDER * asked);
  }

  /** @param {number} rung @param {number[]} hands for each rung, or none */
  order(rung, hands) {
    if (!this.moment) return;
    const { day } = this.moment;
    const takenBack = this.returns.get(day) ?? 0;
    this.answers.push({ day, rung, asked: true, hands, takenBack });
    this.run();
  }

  /** Come back to a decision: it and all after it are open again. @param {number} day */
  back(day) {
    const at = this.answers.findIndex((answer) => answer.asked && answer.day === day);
    if (at < 0) return;
    const again = this.answers[at].takenBack + 1;
    for (const { day: later } of this.answers.splice(at)) this.returns.delete(later);
    this.returns.set(day, again);
    this.standing = false;
    this.run();
  }

  /** Ask no more: the order that stands goes on to the end. */
  letStand() {
    this.standing = true;
    this.run();
  }
}
