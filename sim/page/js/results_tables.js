/** Outcomes and claims as tables: now, at the start, and what has changed. */

import { make, put, table } from "./dom.js";
import { NOTHING, grouped, peopleBetween, significant } from "./format.js";
import { claimShare, holdsIn, shareEach, shareFinite, shareTrue, spreadOf } from "./summary.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./parts.js").Whole} Whole
 * @typedef {import("./results.js").Pair} Pair
 * @typedef {import("./results.js").Chosen} Chosen
 */

/** @param {Speaker} speaker @param {Pair} pair @returns {HTMLElement} */
export function outcomeTable(speaker, pair) {
  const head = [speaker.say("outcome"), speaker.say("now")];
  if (pair.start) head.push(speaker.say("start"), speaker.say("change"));
  const rows = speaker.data.outcomes.map((/** @type {any} */ outcome, /** @type {number} */ at) => {
    const now = outcomeOf(speaker, outcome, pair.now.outcome(at), at);
    if (!pair.start) return [speaker.texts.outcomes[at], now.text];
    const before = outcomeOf(speaker, outcome, pair.start.outcome(at), at);
    return [speaker.texts.outcomes[at], now.text, before.text, difference(speaker, now, before)];
  });
  return make(
    "div",
    {},
    table(speaker.say("outcome_table"), head, rows),
    make("p", { class: "hint" }, speaker.say("ranges")),
  );
}

/**
 * @param {Speaker} speaker @param {any} outcome @param {Float64Array} values @param {number} at
 * @returns {{ text: string, share: number | null }}
 */
function outcomeOf(speaker, outcome, values, at) {
  if (outcome.kind === "condition") {
    const share = shareTrue(values);
    return { text: speaker.percent(share), share };
  }
  if (outcome.kind === "day") {
    const share = shareFinite(values);
    const reached = values.filter((value) => value < Infinity);
    if (!reached.length) return { text: speaker.percent(share), share };
    const date = speaker.date(spreadOf(reached).middle);
    return { text: speaker.say("row_share_day", { share: speaker.percent(share), date }), share };
  }
  if (outcome.kind === "ladder") {
    const rungs = speaker.texts.rungs[outcome.ladder];
    const told = shareEach(values, rungs.length).flatMap((share, rung) =>
      share >= 0.005 ? [`${rungs[rung]} ${speaker.percent(share)}`] : [],
    );
    return { text: told.join(", "), share: null };
  }
  const { low, middle, high } = spreadOf(values);
  if (outcome.people) {
    const told = speaker.withUnit(peopleBetween(low, high, speaker.language), outcome.unit);
    const who = speaker.texts.reporters[at];
    const by = who ? speaker.say("reported_by", { who }) : speaker.say("nobody_reports");
    return { text: `${told} (${by})`, share: null };
  }
  const text = speaker.say("median_range", {
    low: significant(low),
    middle: significant(middle),
    high: significant(high),
  });
  return { text: speaker.withUnit(text, outcome.unit), share: null };
}

/**
 * @typedef {{ text: string, share: number | null }} Told
 * @param {Speaker} speaker @param {Told} now @param {Told} before
 */
function difference(speaker, now, before) {
  if (now.text === before.text) return speaker.say("no_change");
  if (now.share === null || before.share === null) return mark("↔");
  const points = Math.round(now.share * 100) - Math.round(before.share * 100);
  if (!points) return speaker.say("no_change");
  const number = `${points > 0 ? "+" : "−"}${Math.abs(points)}`;
  return make("span", { class: "nowrap" }, mark(points > 0 ? "▲" : "▼"), ` ${speaker.say("points", { number })}`);
}

/** @param {Speaker} speaker @param {Chosen} chosen @param {Pair} pair @returns {HTMLElement[]} */
export function claimTable(speaker, chosen, pair) {
  const { texts, data } = speaker;
  const count = data.horizons.length;
  const horizon = texts.horizons[chosen.horizon];
  const head = [`${speaker.say("claim")} (${horizon})`, speaker.say("in_words"), speaker.say("now")];
  if (pair.start) head.push(speaker.say("start"), speaker.say("change"));
  const some = (/** @type {Whole} */ part, /** @type {number} */ at, /** @type {boolean} */ money) =>
    claimShare(part, (at * count + chosen.horizon) * 2 + (money ? 1 : 0));
  const told = (/** @type {any} */ answer, /** @type {any} */ claim) => {
    if (answer.share === null) return speaker.say("too_few");
    const share = speaker.percent(answer.share).replace(" ", "\u00a0");
    return claim.given ? speaker.say("among", { share, count: grouped(answer.among) }) : share;
  };
  const rows = data.claims.map((/** @type {any} */ claim, /** @type {number} */ at) => {
    const all = some(pair.now, at, false);
    const words = all.share === null ? NOTHING : speaker.say(`holds ${holdsIn(all.share)}`);
    const now = make("span", {}, told(all, claim));
    if (claim.byMoney) {
      const money = some(pair.now, at, true);
      put(now, make("br"), make("small", {}, `${speaker.say("money_alone")}: ${told(money, claim)}`));
    }
    const name = make("span", {}, texts.claims[at]);
    if (claim.assumed) put(name, make("br"), make("small", {}, speaker.say("parameters_only")));
    if (!pair.start) return [name, words, now];
    const before = some(pair.start, at, false);
    const change = difference(speaker, 
      { text: told(all, claim), share: all.share },
      { text: told(before, claim), share: before.share },
    );
    return [name, words, now, told(before, claim), change];
  });
  const rules = [make("p", { class: "hint" }, speaker.say("claim_rule"))];
  return [table(speaker.say("claim_table"), head, rows), ...rules];
}

/** @param {string} sign @returns {HTMLElement} seen, not read out */
function mark(sign) {
  return make("span", { class: "mark", "aria-hidden": "true" }, sign);
}
