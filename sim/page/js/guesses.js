/** What a class guesses before it looks, and one score for all of it. Draws nothing. */

import { claimShare, shareTrue } from "./summary.js";

/** Questions that are asked unless others are chosen. */
const ASKED = 5;
/** What hands may be counted for: words, from, to, and the guess they stand for. */
export const HANDS = /** @type {[string, number, number, number][]} */ ([
  ["hardly any", 0, 5, 2.5],
  ["few", 5, 35, 20],
  ["about half", 35, 65, 50],
  ["most", 65, 95, 80],
  ["nearly all", 95, 100, 97.5],
]);

/**
 * @typedef {{ claim: boolean, at: number }} Question
 * @typedef {{ question: number, guess: number, share: number }} Answered
 */

/** The guesses of a class, without names: of each question how many say what. */
export class Guesses {
  /** @param {Question[]} questions */
  constructor(questions) {
    this.questions = questions;
    const count = Math.min(ASKED, questions.length);
    /** @type {number[]} which are asked, in order: spread over all that there are */
    this.asked = Array.from({ length: count }, (_, at) =>
      Math.round((at * (questions.length - 1)) / Math.max(1, count - 1)),
    );
    /** @type {Map<number, Map<number, number>>} by question: how many guess which percent */
    this.given = new Map();
    this.revealed = false;
    /** Whether somebody has looked at the shares without a reveal. */
    this.looked = false;
  }

  clear() {
    this.given.clear();
    this.revealed = this.looked = false;
  }

  /** @param {number} question @param {boolean} wanted */
  ask(question, wanted) {
    const others = this.asked.filter((at) => at !== question);
    this.asked = wanted ? [...others, question].sort((one, other) => one - other) : others;
  }

  /** @param {number} question @param {number} guess in percent @returns {number} how many say so */
  count(question, guess) {
    return this.given.get(question)?.get(guess) ?? 0;
  }

  /** @param {number} question @param {number} guess @param {number} count */
  set(question, guess, count) {
    const own = this.given.get(question) ?? new Map();
    if (count > 0) own.set(guess, Math.min(count, 9999));
    else own.delete(guess);
    if (own.size) this.given.set(question, own);
    else this.given.delete(question);
  }

  /** @param {number} question @returns {[number, number][]} guesses with their counts, rising */
  of(question) {
    return [...(this.given.get(question) ?? [])].sort(([one], [other]) => one - other);
  }

  /** @param {number} question @returns {number} of guesses */
  total(question) {
    return this.of(question).reduce((sum, [, count]) => sum + count, 0);
  }

  /** @param {number} question @returns {number} what the class guesses together, from 0 to 1 */
  mean(question) {
    const sum = this.of(question).reduce((all, [guess, count]) => all + guess * count, 0);
    return sum / this.total(question) / 100;
  }

  /** @returns {number[]} questions that are asked and have a guess */
  get answered() {
    return this.asked.filter((question) => this.given.has(question));
  }

  /** @returns {boolean} whether the shares are still to be kept from the class */
  get covered() {
    return this.answered.length > 0 && !this.revealed && !this.looked;
  }

  /**
   * Beside each guess the share of futures in which it is so.
   * @param {import("./parts.js").Whole} part @param {number} horizons
   * @returns {Answered[]}
   */
  beside(part, horizons) {
    return this.answered.map((question) => {
      const { claim, at } = this.questions[question];
      const asked = (at * horizons + horizons - 1) * 2;
      const share = claim ? claimShare(part, asked).share ?? NaN : shareTrue(part.outcome(at));
      return { question, guess: this.mean(question), share };
    });
  }

  /** @returns {string[]} parts of a code */
  parts() {
    return this.answered.flatMap((question) =>
      this.of(question).map(([guess, count]) => `g${question}_${guess}n${count}`),
    );
  }

  /** @param {string[]} parts of a code @returns {(() => void) | null} null if one is not sound */
  restore(parts) {
    /** @type {[number, number, number][]} */
    const found = [];
    for (const part of parts) {
      const read = /^g(\d{1,4})_(\d{1,3}(?:\.5)?)n(\d{1,4})$/.exec(part);
      if (!read) return null;
      const [question, guess, count] = read.slice(1).map(Number);
      if (!this.questions[question] || guess > 100 || !count) return null;
      found.push([question, guess, count]);
    }
    return () => {
      this.clear();
      for (const [question, guess, count] of found) {
        this.ask(question, true);
        this.set(question, guess, count);
      }
    };
  }
}

/** @param {import("./format.js").Speaker} speaker @param {number} question @returns {string} */
export function titleOfQuestion(speaker, question) {
  const { claim, at } = speaker.data.guesses[question];
  return speaker.texts[claim ? "claims" : "outcomes"][at];
}

/**
 * The score of one guess: the mean over futures of the squared distance to what happens.
 * @param {number} guess @param {number} share of futures in which it does
 * @returns {number}
 */
export function brier(guess, share) {
  return share * (1 - guess) ** 2 + (1 - share) * guess ** 2;
}

/** @param {Answered[]} answered @returns {{ score: number, best: number }} means over questions */
export function scoreOf(answered) {
  const mean = (/** @type {(one: Answered) => number} */ of) =>
    answered.reduce((sum, one) => sum + of(one), 0) / answered.length;
  return {
    score: mean(({ guess, share }) => brier(guess, share)),
    best: mean(({ share }) => brier(share, share)),
  };
}
