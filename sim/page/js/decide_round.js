/** One review that a class answers: what has reached it, the choices, the hands, the clock. */

import { leaving, soFar } from "./decide_back.js";
import { reached } from "./decide_news.js";
import { make, refill } from "./dom.js";
import { significant } from "./format.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./play.js").Moment} Moment
 * @typedef {import("./dom.js").Child} Child
 */

/** Seconds for a word for and a word against. */
const TALK = 120;

/** @param {Screen} screen @param {Play} play @param {Moment} moment @returns {Child[]} */
export function round(screen, play, moment) {
  const { speaker, deciding } = screen;
  const date = speaker.date(moment.day);
  const number = play.decisions.length + 1;
  const seat = speaker.texts.class.seats[deciding.seat].title;
  return [
    make(
      "div",
      { class: "head" },
      make("h2", {}, speaker.say("round_head", { number, date })),
      make("p", { class: "seat" }, seat),
    ),
    clock(screen, play, moment),
    make(
      "div",
      { class: "columns" },
      make("section", { "aria-label": speaker.say("reached") }, ...reached(screen, play, moment)),
      choosing(screen, play, moment),
    ),
    make(
      "div",
      { class: "buttons after" },
      screen.button("class_save", () => screen.save()),
      screen.button("class_enough", () => {
        play.letStand();
        deciding.fresh();
        screen.show();
      }),
      leaving(screen),
    ),
    make("p", { class: "hint" }, speaker.say("class_enough_hint")),
    soFar(screen, play),
  ];
}

// ---- the clock

/** @param {Screen} screen @param {Play} play @param {Moment} moment */
function clock({ speaker }, play, moment) {
  const { horizon } = play.member.numbers;
  const day = Math.floor(moment.day);
  const since = day - Math.floor(moment.since);
  const days = speaker.say(since === 1 ? "day" : "days", { number: since });
  const first = play.decisions.length === 0;
  const told = [
    speaker.say("clock_day", { day, last: Math.round(horizon), end: speaker.date(horizon) }),
    speaker.say(first ? "clock_first" : "clock_since", { days }),
    moment.passed > 0 && speaker.say("clock_passed", { count: moment.passed }),
  ].filter(Boolean);
  return make(
    "div",
    { class: "clock" },
    make("progress", { max: horizon, value: moment.day, "aria-label": speaker.say("clock") }),
    make("p", {}, told.join(" · ")),
  );
}

/** A clock of two minutes for those who speak. @param {Screen} screen */
function talking(screen) {
  const said = make("span", { class: "talk", role: "timer" });
  const over = make("span", { role: "status" });
  let ends = 0;
  const tick = () => {
    if (!said.isConnected || !ends) return;
    const left = Math.max(0, Math.ceil((ends - Date.now()) / 1000));
    refill(said, `${Math.floor(left / 60)}:${String(left % 60).padStart(2, "0")}`);
    if (left) setTimeout(tick, 250);
    else refill(over, screen.say("talk_over"));
  };
  const start = screen.button("talk_start", () => {
    ends = Date.now() + TALK * 1000;
    refill(over);
    tick();
  });
  return make("p", { class: "choose" }, start, said, over);
}

// ---- the choices

/** @param {Screen} screen @param {Play} play @param {Moment} moment */
function choosing(screen, play, moment) {
  const { speaker, deciding } = screen;
  const { texts } = speaker;
  const { seat } = play;
  const names = texts.rungs[seat.ladder];
  const [done, ordered] = [moment.rungs[seat.ladder], moment.rungs[seat.decided]];
  const lead = make("p", { class: "lead", role: "status" });
  /** @type {HTMLInputElement[]} */
  const radios = [];
  /** @type {HTMLInputElement[]} */
  const counts = [];
  const count = () => {
    const most = Math.max(...deciding.hands);
    const total = deciding.hands.reduce((sum, hands) => sum + hands, 0);
    const first = deciding.hands.indexOf(most);
    const tie = deciding.hands.lastIndexOf(most) !== first;
    if (!total) refill(lead);
    else if (tie) refill(lead, speaker.say("hands_tie", { total }));
    else refill(lead, speaker.say("hands_lead", { total, most, rung: names[first] }));
    if (total && !tie && !deciding.byHand) choose(first);
  };
  const choose = (/** @type {number} */ rung) => {
    deciding.chosen = rung;
    radios.forEach((radio, at) => {
      radio.checked = at === rung;
    });
  };
  const rows = names.map((/** @type {string} */ name, /** @type {number} */ rung) => {
    const id = `order-${rung}`;
    const radio = make("input", {
      type: "radio",
      name: "order",
      id,
      "aria-describedby": `${id}-means`,
      onchange: () => {
        deciding.byHand = true;
        choose(rung);
      },
    });
    radio.checked = deciding.chosen === rung;
    radios.push(radio);
    const field = make("input", {
      type: "number",
      min: 0,
      max: 999,
      step: 1,
      inputmode: "numeric",
      "aria-label": speaker.say("hands_for", { rung: name }),
      value: deciding.hands[rung],
      oninput: () => {
        deciding.hands[rung] = Math.min(Math.max(Math.floor(Number(field.value) || 0), 0), 999);
        count();
      },
    });
    counts.push(field);
    const add = (/** @type {number} */ more, /** @type {string} */ key) =>
      make(
        "button",
        {
          type: "button",
          "aria-label": speaker.say(key, { rung: name }),
          onclick: () => {
            deciding.hands[rung] = Math.min(Math.max(deciding.hands[rung] + more, 0), 999);
            field.value = String(deciding.hands[rung]);
            count();
          },
        },
        more > 0 ? "+" : "−",
      );
    return make(
      "div",
      { class: "order" },
      make("span", { class: "what" }, radio, make("label", { for: id }, name)),
      make("span", { class: "hands" }, add(-1, "hands_less"), field, add(1, "hands_more")),
      make("div", { class: "means", id: `${id}-means` }, ...means(screen, play, moment, rung)),
    );
  });
  const order = () => {
    if (deciding.chosen < 0) {
      refill(lead, speaker.say("order_none"));
      radios[ordered].focus();
      return;
    }
    const counted = deciding.hands.some((hands) => hands > 0);
    play.order(deciding.chosen, counted ? deciding.hands : []);
    deciding.fresh();
    screen.show();
  };
  count();
  const parts = [
    speaker.say("order_done", { rung: names[done] }),
    ordered !== done && speaker.say("order_way", { rung: names[ordered] }),
  ].filter(Boolean);
  return make(
    "form",
    {
      class: "orders",
      onsubmit: (/** @type {Event} */ event) => {
        event.preventDefault();
        order();
      },
    },
    make(
      "fieldset",
      {},
      make("legend", {}, speaker.say("order_what", { title: texts.ladders[seat.ladder] })),
      make("p", {}, parts.join(" ")),
      ...rows,
    ),
    lead,
    make(
      "div",
      { class: "buttons" },
      make("button", { type: "submit", class: "main" }, speaker.say("order_it")),
      talking(screen),
    ),
    make("p", { class: "hint" }, speaker.say("order_rule")),
  );
}

/**
 * What an order commits to.
 * @param {Screen} screen @param {Play} play @param {Moment} moment @param {number} rung
 * @returns {Child[]}
 */
function means({ speaker }, play, moment, rung) {
  const { texts, data } = speaker;
  const { seat } = play;
  const [done, ordered] = [moment.rungs[seat.ladder], moment.rungs[seat.decided]];
  const steps = Math.abs(rung - done);
  const [low, high] = daysOf(seat.takes[moment.policy], done, rung);
  const days =
    low === high
      ? speaker.say("order_days", { low: significant(low) })
      : speaker.say("order_range", { low: significant(low), high: significant(high) });
  const lines = [];
  if (rung === ordered && !steps) lines.push(speaker.say("order_stays"));
  else if (rung === ordered) lines.push(speaker.say("order_goes_on", { days }));
  else if (!steps) lines.push(speaker.say("order_stops"));
  else {
    const key = rung > done ? "order_up" : "order_down";
    lines.push(speaker.say(steps === 1 ? key : `${key}_steps`, { steps, days }));
  }
  const counted = (/** @type {string} */ key, /** @type {number[]} */ found) => {
    for (const side of ["gain", "loss"]) {
      const titles = found.filter((at) => data.arguments[at].side === side).map((at) => texts.arguments[at]);
      if (titles.length) lines.push(speaker.say(`${key}_${side}`, { what: titles.join("; ") }));
    }
  };
  counted("while", seat.while[rung]);
  if (steps) counted("once", seat.once[rung]);
  return lines.map((line) => make("p", {}, line));
}

/**
 * @param {[number, number][]} takes days of the step onto, or off, each rung
 * @param {number} from @param {number} to @returns {[number, number]} in all
 */
function daysOf(takes, from, to) {
  const [first, last] = from < to ? [from + 1, to] : [to + 1, from];
  let [low, high] = [0, 0];
  for (let step = first; step <= last; step++) {
    low += takes[step][0];
    high += takes[step][1];
  }
  return [low, high];
}
