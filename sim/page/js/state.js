/** What a reader has changed against the file, and how that is written as a variant. */

import { inside, written } from "./format.js";
import { Guesses } from "./guesses.js";

/**
 * @typedef {import("./member.js").Changes} Changes
 * @typedef {"events" | "factors" | "arguments"} Kind
 */

/** What may be switched off. */
export const KINDS = /** @type {Kind[]} */ (["events", "factors", "arguments"]);

/** The changes, in the reader's terms. */
export class State {
  /** @param {any} data of the page */
  constructor(data) {
    this.data = data;
    /** @type {Map<number, number>} in the author's unit, or the place of a word */
    this.held = new Map();
    /** @type {Map<number, number>} choice by plan; 0 is as written */
    this.plans = new Map();
    /** @type {Record<Kind, Set<number>>} switched off, some by the file itself */
    this.off = { events: new Set(), factors: new Set(), arguments: new Set() };
    this.clear();
    /** What the file as written is for the engine. */
    this.written = this.changes();
    /** Of all futures, below 2**32: the page's, or one made from a name. */
    this.seed = data.seed;
    /** What a class guesses of the scenario as written. */
    this.guesses = new Guesses(data.guesses);
  }

  clear() {
    this.held.clear();
    this.plans.clear();
    for (const kind of KINDS) {
      this.off[kind].clear();
      this.data[kind].forEach((/** @type {any} */ item, /** @type {number} */ at) => {
        if (item.off) this.off[kind].add(at);
      });
    }
  }

  /** @param {Kind} kind @returns {number[]} what is switched otherwise than in the file */
  turned(kind) {
    return this.data[kind].flatMap((/** @type {any} */ item, /** @type {number} */ at) =>
      this.off[kind].has(at) === item.off ? [] : [at],
    );
  }

  /** @param {Kind} kind @param {number} at switched off if it is on, on if it is off */
  turn(kind, at) {
    if (!this.off[kind].delete(at)) this.off[kind].add(at);
  }

  /** @returns {[number, number][]} plans that are chosen, in the file's order */
  get chosen() {
    return [...this.plans].sort(([one], [other]) => one - other);
  }

  /** @returns {boolean} whether nothing is changed */
  get plain() {
    return (
      !this.held.size && !this.plans.size && KINDS.every((kind) => !this.turned(kind).length)
    );
  }

  /** @param {number} at which parameter @returns {number} as the engine reads it */
  value(at) {
    const parameter = this.data.parameters[at];
    const number = /** @type {number} */ (this.held.get(at));
    return parameter.words.length ? number : inside(parameter, number);
  }

  /** @returns {Changes} for the engine */
  changes() {
    /** @type {Record<number, number>} */
    const fixed = {};
    for (const at of this.held.keys()) fixed[at] = this.value(at);
    for (const [at, choice] of this.plans) fixed[this.data.plans[at].parameter] = choice;
    for (const kind of /** @type {Kind[]} */ (["factors", "arguments"])) {
      for (const at of this.off[kind]) fixed[this.data[kind][at].parameter] = 0;
    }
    const off = [...this.off.events].map((at) => this.data.events[at].clock);
    this.data.plans.forEach((/** @type {any} */ plan, /** @type {number} */ at) => {
      if (!this.plans.get(at)) off.push(...plan.still);
    });
    return { fixed, off };
  }

  /**
   * Each change in words, and how it is taken back.
   * @param {import("./format.js").Speaker} speaker
   * @returns {{ text: string, undo: () => void }[]}
   */
  told(speaker) {
    const { texts, data } = speaker;
    /** @type {{ text: string, undo: () => void }[]} */
    const found = [];
    for (const [at, choice] of this.chosen) {
      const plan = data.plans[at];
      const ladder = texts.ladders[plan.ladder];
      const policy = texts.policies[plan.titles[choice - 1]].title;
      const text = speaker.say("change_plan", { ladder, policy });
      found.push({ text, undo: () => this.plans.delete(at) });
    }
    for (const at of this.held.keys()) {
      const text = `${texts.parameters[at]}: ${speaker.parameter(at, this.value(at))}`;
      found.push({ text, undo: () => this.held.delete(at) });
    }
    for (const kind of KINDS) {
      for (const at of this.turned(kind)) {
        const title = titleOf(speaker, kind, at);
        const text = speaker.say(data[kind][at].off ? "change_on" : "change_off", { title });
        found.push({ text, undo: () => this.turn(kind, at) });
      }
    }
    return found;
  }

  /** @returns {string} name of the variant's file, without its ending */
  get fileName() {
    return `${this.data.name}_changed`;
  }

  /**
   * A variant of the file with these changes, which `sim run` takes.
   * @param {Record<"en" | "ko", import("./format.js").Speaker>} speakers
   * @returns {string}
   */
  variant(speakers) {
    const { data } = this;
    const both = (/** @type {(speaker: any) => string} */ of) =>
      `{en: ${quoted(of(speakers.en))}, ko: ${quoted(of(speakers.ko))}}`;
    const lines = [
      "format: 1",
      `extends: ${data.extends}`,
      `name: ${this.fileName}`,
      `title: ${both((speaker) => speaker.say("variant_title", { title: speaker.texts.title }))}`,
      `about: ${both((speaker) =>
        speaker.say("variant_about", {
          changes: this.told(speaker)
            .map((change) => change.text)
            .join("; "),
        }),
      )}`,
    ];
    const off = KINDS.flatMap((kind) => [...this.off[kind]].map((at) => data[kind][at].name));
    if (KINDS.some((kind) => this.turned(kind).length)) lines.push(`without: [${off.join(", ")}]`);
    if (this.held.size) lines.push("parameters:");
    for (const [at, number] of this.held) {
      const parameter = data.parameters[at];
      const value = parameter.words.length ? parameter.words[number] : written(parameter, number);
      const because = both((speaker) => speaker.say("variant_because"));
      lines.push(`  ${parameter.name}:`, `    value: ${value}`);
      if (parameter.drawn) lines.push("    spread: null");
      lines.push(`    because: {assumption: ${because}}`);
    }
    if (this.plans.size) lines.push("plans:");
    for (const [at, choice] of this.chosen) {
      const plan = data.plans[at];
      lines.push(`  ${plan.name}: ${plan.policies[choice - 1]}`);
    }
    return `${lines.join("\n")}\n`;
  }
}

/**
 * @param {import("./format.js").Speaker} speaker
 * @param {Kind} kind @param {number} at @returns {string}
 */
export function titleOf(speaker, kind, at) {
  const { texts, data } = speaker;
  if (kind === "arguments") return texts.arguments[at];
  const item = data[kind][at];
  const event = texts.clocks[item.clock].title;
  if (kind === "events") return event;
  const factor = texts.clocks[item.clock].factors[item.at] || speaker.say("factor_always");
  return speaker.say("factor_of", { event, factor });
}

/** @param {string} text @returns {string} as a YAML text in double quotes */
function quoted(text) {
  return JSON.stringify(text).replace(/[\u007f-\u009f\u2028\u2029\ufeff]/g, (letter) => {
    return `\\u${letter.charCodeAt(0).toString(16).padStart(4, "0")}`;
  });
}
