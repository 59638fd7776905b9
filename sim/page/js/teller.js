/** One firing in words: what happened and why, as `sim/report` tells it. */

import { aboutPeople, significant } from "./format.js";

/**
 * @typedef {import("./witness.js").Firing} Firing
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {object} Line
 * @property {Firing} firing @property {string} date @property {number} day
 * @property {string[]} parts what happened, then each change @property {string} why
 */

/** Tells the firings of one future in order. */
export class Teller {
  /** @param {Speaker} speaker @param {number[]} choices of the plans */
  constructor(speaker, choices) {
    this.speaker = speaker;
    this.clocks = speaker.data.numbers.watch.clocks;
    this.policies = speaker.data.numbers.watch.policies;
    /** Ladders whose policy may change while a future runs. */
    this.several = new Set();
    const { data } = speaker;
    for (const clock of this.clocks) {
      if (clock.kind !== "review") continue;
      const at = data.plans.findIndex((/** @type {any} */ plan) => plan.ladder === clock.ladder);
      const many = at < 0 ? clock.policies.length : choices[at] ? 1 : data.plans[at].written.length;
      if (many > 1) this.several.add(clock.ladder);
    }
    /** @type {Map<number, string>} */
    this.lastReview = new Map();
    this.idleReviews = 0;
    this.idleFirings = 0;
  }

  /** @param {string} key @param {Record<string, unknown>} [filled] */
  say(key, filled) {
    return this.speaker.say(key, filled);
  }

  /** @param {Firing} firing @returns {Line | null} null if nothing is worth telling */
  tell(firing) {
    const clock = this.clocks[firing.clock];
    const text = this.speaker.texts.clocks[firing.clock];
    const parts = this.sentences(firing, clock, text);
    if (!parts.length) return null;
    const { ladders } = this.speaker.data;
    for (const move of firing.moves) {
      if (ladders[move[0]].kind === "wanted") parts.push(this.move(move));
    }
    return {
      firing,
      date: this.speaker.date(firing.time),
      day: Math.floor(firing.time),
      parts,
      why: this.why(firing, clock, text).join("; "),
    };
  }

  /** @param {[number, number, number]} move */
  move([ladder, before, after]) {
    const { texts } = this.speaker;
    const rungs = texts.rungs[ladder];
    return this.say("move", {
      title: texts.ladders[ladder],
      before: rungs[before],
      after: rungs[after],
    });
  }

  // ---- what happened

  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  sentences(firing, clock, text) {
    if (clock.kind === "review") return this.review(firing, clock, text);
    if (clock.kind === "band") {
      return firing.moves.length ? [this.move(firing.moves[0])] : [];
    }
    if (clock.kind === "observation" || clock.kind === "act") {
      const moved = firing.moves.find(([ladder]) => ladder === clock.ladder);
      if (!moved) {
        this.idleFirings++;
        return [];
      }
      const told = this.move(moved);
      return clock.kind === "observation" ? [told] : [this.acting("carries_out", text), told];
    }
    return this.event(firing, clock, text);
  }

  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  event(firing, clock, text) {
    const { title, story = "" } = text;
    if (!firing.happened) return [this.say("did_not_happen", { title })];
    const changes = firing.changes
      .map((change) => this.change(change, text))
      .filter((told) => told);
    if (!firing.moves.length && !changes.length) {
      if (firing.branch === null && clock.branches) return [this.say("nothing_came", { title })];
      this.idleFirings++;
      return [];
    }
    const bare = (/** @type {string} */ told) => told.replace(/\.+$/, "");
    const same = bare(story) === "" || bare(story) === bare(title);
    const parts = [same ? title : `${bare(title)}. ${story}`];
    for (const move of firing.moves) {
      const { kind } = this.speaker.data.ladders[move[0]];
      if (kind === "own" || kind === "observed") parts.push(this.move(move));
      else if (kind === "decided") {
        const after = this.speaker.texts.rungs[move[0]][move[2]];
        parts.push(this.say("decided_too", { after }));
      }
    }
    return parts.concat(changes);
  }

  /** @param {[number, number, number]} change @param {any} text @returns {string} */
  change([gauge, from, to], text) {
    const { data, texts } = this.speaker;
    const { unit, people } = data.gauges[gauge];
    const { language } = this.speaker;
    const written = (/** @type {number} */ value) =>
      people ? aboutPeople(value, language) : significant(value);
    const [before, told] = [written(from), written(to)];
    if (before === told) return "";
    let after = this.speaker.withUnit(told, unit);
    const who = text.reporters?.[gauge];
    if (people && who) after += ` (${this.say("reported_by", { who })})`;
    // Nobody said that there were none.
    const shown = people && who && before === "0" ? this.say("none_reported") : before;
    return this.say("move", { title: texts.gauges[gauge], before: shown, after });
  }

  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  review(firing, clock, text) {
    const moved = firing.moves.find(([ladder]) => ladder === clock.decided);
    const called = this.say(
      firing.calledBy.includes("change") ? "called_by_change" : "called_by_day",
    );
    if (moved) {
      this.lastReview.delete(clock.ladder);
      return [this.acting("decides", text, { called }), this.move(moved)];
    }
    if (!firing.barred) {
      this.lastReview.delete(clock.ladder);
      this.idleReviews++;
      return [];
    }
    const same = `${firing.wanted} ${firing.decided} ${firing.barred}`;
    if (this.lastReview.get(clock.ladder) === same) {
      this.idleReviews++;
      return [];
    }
    this.lastReview.set(clock.ladder, same);
    const { texts } = this.speaker;
    const value = texts.rungs[clock.ladder][firing.decided ?? 0];
    const stays = this.say("stays", { title: texts.ladders[clock.decided], value });
    return [this.acting("reviews", text, { called }), stays];
  }

  /** @param {string} key @param {any} text @param {Record<string, unknown>} [filled] */
  acting(key, text, filled) {
    if (!text.actor) return this.say(`${key}_nobody`, filled);
    return this.say(key, { ...filled, actor: text.actor });
  }

  // ---- why

  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  why(firing, clock, text) {
    if (clock.kind === "observation") {
      const date = this.speaker.date(firing.heldSince);
      return [
        this.say("news", { date, days: this.days(firing) }),
        ...this.misread(firing, clock),
      ];
    }
    if (clock.kind === "band") return [this.band(firing)];
    if (clock.kind === "review") return this.decision(firing, clock);
    if (clock.kind === "act") {
      const date = this.speaker.date(firing.armedSince);
      return [this.say("was_decided", { date, days: this.days(firing) })];
    }
    return this.cause(firing, clock, text);
  }

  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  cause(firing, clock, text) {
    const condition = text.when ?? "";
    if (!firing.happened) return [this.say("missed", { condition })];
    const parts = [];
    if (clock.when) {
      const date = this.speaker.date(firing.heldSince);
      const key = firing.heldSince === 0 ? "held_from_start" : "held_since";
      parts.push(this.say(key, { condition, date }));
    } else if (clock.kind === "hazard") parts.push(this.say("always_possible"));
    if (clock.kind === "hazard") parts.push(this.say("by_chance"));
    else if (clock.kind === "delay") {
      const key = clock.when ? "by_delay" : "by_delay_alone";
      parts.push(this.say(key, { days: this.days(firing) }));
    } else parts.push(this.say("by_date"));
    const factors = firing.factors.map((at) => text.factors[at]).filter((told) => told);
    if (factors.length) parts.push(this.say("factor_held", { factors: factors.join("; ") }));
    if (clock.odds !== null) parts.push(this.say("luck_chose"));
    return parts;
  }

  /** @param {Firing} firing @param {any} clock @returns {string[]} */
  misread(firing, clock) {
    const shown = firing.moves.find(([ladder]) => ladder === clock.ladder);
    const truth = firing.seen[clock.source];
    if (!clock.misread || !shown || truth === undefined || truth === shown[2]) return [];
    return [this.say("misread", { true: this.speaker.texts.rungs[clock.ladder][truth] })];
  }

  /** @param {Firing} firing @returns {string} */
  band(firing) {
    const [, before, after] = firing.moves[0];
    const { data } = this.speaker;
    const clock = this.clocks[firing.clock];
    // A floor that the author set, and so exact: nobody's count of the dead.
    const { unit } = data.gauges[clock.gauge];
    const value = this.speaker.withUnit(significant(firing.level ?? 0), unit);
    return this.say(after > before ? "band_up" : "band_down", { value });
  }

  /** @param {Firing} firing @param {any} clock @returns {string[]} */
  decision(firing, clock) {
    const at = /** @type {number} */ (firing.policy);
    const policy = this.policies[at];
    const text = this.speaker.texts.policies[at];
    const rungs = this.speaker.texts.rungs[clock.ladder];
    const wanted = firing.wanted ?? 0;
    const decided = firing.decided ?? 0;
    const parts = [];
    if (this.several.has(clock.ladder)) parts.push(this.say("in_force", { policy: text.title }));
    const condition = text.wants[wanted];
    parts.push(
      condition
        ? this.say("wants_because", { wanted: rungs[wanted], condition })
        : this.say("wants_lowest", { wanted: rungs[wanted] }),
    );
    const moved = firing.moves.find(([ladder]) => ladder === clock.decided);
    if (moved) {
      const rising = moved[2] > moved[1];
      const toss = rising ? policy.resolve[moved[2]] : policy.relax[moved[1]];
      const first = rising && moved[2] < wanted;
      const key = first ? "toss_won_first" : rising ? "toss_won" : "relax_won";
      if (toss !== null) parts.push(this.say(key, { step: rungs[moved[2]] }));
    } else if (firing.barred === "may") {
      const may = text.may[Math.min(decided + 1, text.may.length - 1)];
      if (may) parts.push(this.say("may_not", { condition: may }));
    } else if (firing.barred) {
      const rising = wanted > decided;
      const step = rungs[rising ? decided + 1 : decided];
      parts.push(this.say(rising ? "toss_lost" : "relax_lost", { step }));
    }
    return parts;
  }

  /** @param {Firing} firing @returns {string} of dates, not of instants */
  days(firing) {
    const number = Math.trunc(firing.time) - Math.trunc(firing.armedSince);
    return this.say(number === 1 ? "day" : "days", { number });
  }
}
