/** What has reached the seat that decides: news since the last decision, and how all stands. */

import { fold, make } from "./dom.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./play.js").Moment} Moment
 * @typedef {import("./dom.js").Child} Child
 */

/** More pieces of news than this are folded away, the oldest first. */
const MOST_NEWS = 6;

/** @param {Screen} screen @param {Play} play @param {Moment} moment @returns {Child[]} */
export function reached({ speaker }, play, moment) {
  const { texts } = speaker;
  const { seat } = play;
  const news = moment.news.map(({ day, ladder, before, after }) => {
    const [from, to] = [texts.rungs[ladder][before], texts.rungs[ladder][after]];
    const title = texts.ladders[ladder];
    return make(
      "li",
      {},
      make("span", { class: "date" }, speaker.date(day)),
      ` ${speaker.say("move", { title, before: from, after: to })}`,
    );
  });
  const latest = news.slice(-MOST_NEWS);
  const older = news.slice(0, -MOST_NEWS);
  const stands = (/** @type {number[]} */ ladders) =>
    make(
      "dl",
      { class: "stands" },
      ...ladders.map((ladder) => {
        const since = moment.known[ladder];
        const rung = texts.rungs[ladder][moment.rungs[ladder]];
        const when = since === undefined ? "known_start" : "known_since";
        const told = ` ${speaker.say(when, { date: speaker.date(since ?? 0) })}`;
        return make(
          "div",
          {},
          make("dt", {}, texts.ladders[ladder]),
          make("dd", {}, make("strong", {}, rung), make("small", {}, told)),
        );
      }),
    );
  const others = seat.visible.filter(
    (/** @type {number} */ at) => at !== seat.ladder && !seat.fresh.includes(at),
  );
  return [
    make("h3", {}, speaker.say(play.decisions.length ? "news_since" : "news_first")),
    news.length ? make("ul", { class: "news" }, ...latest) : make("p", {}, speaker.say("news_none")),
    older.length > 0 && fold(speaker.say("news_older", { count: older.length }), make("ul", {}, ...older)),
    make("h3", {}, speaker.say("as_known")),
    stands(seat.fresh),
    others.length > 0 && fold(speaker.say("own_affairs"), stands(others)),
    make("p", { class: "hint" }, speaker.say("only_seen")),
  ];
}
