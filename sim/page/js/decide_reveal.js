/** What was really so when a class decided, and what its seat did not see in time. */

import { fitPictures, sampleOf, staircase } from "./chart.js";
import { handsText } from "./decide_back.js";
import { fold, make, table } from "./dom.js";
import { Teller } from "./teller.js";
import { stairOf } from "./future.js";
import { rungOn } from "./twins.js";
import { storyOf } from "./watch_parts.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./future.js").Future} Future
 * @typedef {import("./witness.js").Firing} Firing
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./dom.js").Child} Child
 */

/** Tells a future in which people answered reviews. */
class PlayedTeller extends Teller {
  /** @param {Firing} firing @param {any} clock @param {any} text @returns {string[]} */
  why(firing, clock, text) {
    if (/** @type {any} */ (firing).played) return [this.say("class_decided")];
    return super.why(firing, clock, text);
  }
}

/** @param {Speaker} speaker @param {Play} play @returns {number[]} what shows the seat others */
function shows(speaker, play) {
  const { ladders } = speaker.data;
  return play.seat.visible.filter(
    (/** @type {number} */ at) => ladders[at].kind === "observed" && ladders[at].actor === play.seat.actor,
  );
}

/**
 * A picture of staircases with its legend and its table.
 * @param {Speaker} speaker @param {Play} play
 * @param {{ ladder: number, stairs: [number, number][][], titles: string[], alt: string }} what
 */
export function stairsOf(speaker, play, { ladder, stairs, titles, alt }) {
  const names = speaker.texts.rungs[ladder];
  const frame = {
    high: Math.max(120, 40 + 24 * names.length),
    horizon: play.member.numbers.horizon,
    date: (/** @type {number} */ day) => speaker.date(day),
    alt,
  };
  const days = [...new Set(stairs.flatMap((stair) => stair.map(([day]) => day)))].sort((a, b) => a - b);
  const rows = days.map((day) => [speaker.date(day), ...stairs.map((stair) => names[rungOn(stair, day)])]);
  const picture = make("div", { class: "picture" });
  fitPictures(picture);
  picture.append(
    staircase(frame, stairs, names, null),
    make(
      "p",
      { class: "legend" },
      ...titles.map((title, place) => make("span", {}, sampleOf(place), title)),
    ),
    fold(speaker.say("as_table"), table(alt, [speaker.say("date"), ...titles], rows)),
  );
  return picture;
}

/** @param {Screen} screen @param {Play} play @returns {Child[]} */
export function really({ speaker }, play) {
  const { texts, data } = speaker;
  const future = /** @type {Future} */ (play.future);
  const shown = shows(speaker, play);
  const stair = (/** @type {number} */ ladder) => stairOf(future, ladder);
  const pictures = shown.flatMap((ladder) => {
    const { of } = data.ladders[ladder];
    return [
      make("h3", {}, texts.ladders[of]),
      stairsOf(speaker, play, {
        ladder,
        stairs: [stair(of), stair(ladder)],
        titles: [speaker.say("true"), texts.ladders[ladder]],
        alt: texts.ladders[of],
      }),
    ];
  });
  const names = texts.rungs[play.seat.ladder];
  let apart = 0;
  const rows = play.decisions.map((answer) => {
    const pairs = shown.map((ladder) => {
      const { of } = data.ladders[ladder];
      const [saw, so] = [rungOn(stair(ladder), answer.day), rungOn(stair(of), answer.day)];
      return { of: texts.ladders[of], saw: texts.rungs[ladder][saw], so: texts.rungs[ladder][so] };
    });
    const unlike = pairs.filter(({ saw, so }) => saw !== so);
    if (unlike.length) apart++;
    return [
      speaker.date(answer.day),
      pairs.map(({ saw }) => saw).join("; "),
      unlike.length
        ? make("strong", {}, unlike.map(({ of, so }) => `${of}: ${so}`).join("; "))
        : speaker.say("so_same"),
      names[answer.rung],
      handsText(speaker, answer),
    ];
  });
  const heads = ["date", "you_saw", "was_so", "ordered", "hands"].map((key) => speaker.say(key));
  return [
    make("p", {}, speaker.say("really_say")),
    shown.length > 0 && make("p", { class: "lead" }, speaker.say("really_apart", { count: apart, all: rows.length })),
    make("div", { class: "pair" }, ...pairsOf(pictures)),
    rows.length > 0 && table(speaker.say("decisions_table"), heads, rows),
    story(speaker, play, future),
  ];
}

/** @param {Child[]} items heads and pictures in turn @returns {HTMLElement[]} */
function pairsOf(items) {
  const found = [];
  for (let at = 0; at < items.length; at += 2) found.push(make("div", {}, items[at], items[at + 1]));
  return found;
}

/** @param {Speaker} speaker @param {Play} play @param {Future} future */
function story(speaker, play, future) {
  const choices = speaker.data.plans.map(
    (/** @type {any} */ plan) => play.changes.fixed[plan.parameter] ?? 0,
  );
  const teller = new PlayedTeller(speaker, choices);
  const lines = future.firings.flatMap((firing) => teller.tell(firing) ?? []);
  const left = { reviews: teller.idleReviews, firings: teller.idleFirings };
  return storyOf(speaker, lines, left);
}

// ---- what was not seen in time

/** @param {Screen} screen @param {Play} play @returns {Child[]} */
export function unseen({ speaker }, play) {
  const { texts, data } = speaker;
  const future = /** @type {Future} */ (play.future);
  const { horizon } = play.member.numbers;
  const shown = shows(speaker, play);
  if (!shown.length) return [make("p", {}, speaker.say("sees_all"))];
  /** @type {{ day: number, cells: Child[] }[]} */
  const news = [];
  /** @type {{ day: number, told: string }[]} */
  const missed = [];
  for (const ladder of shown) {
    const { of } = data.ladders[ladder];
    const names = texts.rungs[ladder];
    const truth = stairOf(future, of);
    const clocks = speaker.data.numbers.watch.clocks;
    const looks = future.firings.filter(
      (firing) => clocks[firing.clock].kind === "observation" && clocks[firing.clock].ladder === ladder,
    );
    for (const firing of looks) {
      const moved = firing.moves.find(([at]) => at === ladder);
      if (!moved) continue;
      const so = rungOn(truth, firing.time);
      const late = Math.max(0, Math.round(firing.time - firing.heldSince));
      news.push({
        day: firing.time,
        cells: [
          speaker.date(firing.time),
          texts.ladders[of],
          names[moved[2]],
          so === moved[2] ? speaker.say("so_same") : make("strong", {}, speaker.say("so_misread", { rung: names[so] })),
          speaker.say(late === 1 ? "day" : "days", { number: late }),
        ],
      });
    }
    truth.slice(1).forEach(([day, rung], place) => {
      const until = truth[place + 2]?.[0] ?? horizon;
      if (looks.some(({ time }) => day < time && time <= until)) return;
      missed.push({ day, told: speaker.say("unseen_one", { title: texts.ladders[of], rung: names[rung], date: speaker.date(day) }) });
    });
  }
  news.sort((a, b) => a.day - b.day);
  missed.sort((a, b) => a.day - b.day);
  const heads = ["known_on", "of_what", "was_shown", "was_so", "how_late"].map((key) => speaker.say(key));
  return [
    make("p", { class: "lead" }, speaker.say("unseen_say", { count: missed.length })),
    missed.length > 0 && make("ul", {}, ...missed.map(({ told }) => make("li", {}, told))),
    make("h3", {}, speaker.say("news_table")),
    news.length
      ? table(speaker.say("news_table"), heads, news.map(({ cells }) => cells))
      : make("p", {}, speaker.say("news_none")),
  ];
}
