/** What a class has guessed beside what the model does, and one score for all of it. */

import { guessStrip } from "./chart.js";
import { fold, make, table } from "./dom.js";
import { grouped, NOTHING, ranged } from "./format.js";
import { scoreOf, titleOfQuestion } from "./guesses.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./guesses.js").Guesses} Guesses
 * @typedef {import("./guesses.js").Answered} Answered
 */

/**
 * @param {Speaker} speaker @param {Guesses} guesses
 * @param {import("./parts.js").Whole} part every future of the scenario as written
 * @returns {HTMLElement[]}
 */
export function revealed(speaker, guesses, part) {
  const answered = guesses.beside(part, speaker.data.horizons.length);
  const { score, best } = scoreOf(answered);
  const told = { score: score.toFixed(2), best: best.toFixed(2) };
  const count = grouped(part.count);
  return [
    make("p", { class: "status", role: "status" }, speaker.say("guess_score", told)),
    make("p", { class: "hint" }, speaker.say("guess_key")),
    ...answered.map((one) => answer(speaker, guesses, one)),
    make("section", {}, fold(speaker.say("as_table"), answers(speaker, guesses, answered))),
    make("h3", {}, speaker.say("guess_how")),
    make("p", {}, speaker.say("guess_limit_model")),
    make("p", {}, speaker.say("guess_limit_few")),
    make("p", { class: "hint" }, speaker.say("guess_rule", { count })),
    make("p", { class: "hint" }, speaker.say("guess_sources")),
  ];
}

/**
 * @param {Speaker} speaker @param {Guesses} guesses @param {number} question
 * @returns {string} the least and the most
 */
function rangeOf(speaker, guesses, question) {
  const given = guesses.of(question).map(([guess]) => guess);
  const [low, high] = [given[0], given[given.length - 1]];
  return low === high ? String(low) : ranged(String(low), String(high), speaker.language);
}

/** @param {Speaker} speaker @param {Guesses} guesses @param {Answered} one */
function answer(speaker, guesses, { question, guess, share }) {
  const given = guesses.of(question);
  const title = titleOfQuestion(speaker, question);
  const { claim } = guesses.questions[question];
  const { horizons } = speaker.texts;
  const alt = speaker.say("guess_alt", {
    title,
    count: guesses.total(question),
    range: rangeOf(speaker, guesses, question),
    mean: speaker.percent(guess),
    share: speaker.percent(share),
  });
  const together = `${speaker.say("guess_class")} ${speaker.percent(guess)}`;
  const model = `${speaker.say("guess_model")} ${speaker.percent(share)}`;
  return make(
    "div",
    { class: "answer" },
    make("h3", {}, title, claim && make("small", {}, ` (${horizons[horizons.length - 1]})`)),
    make("p", { class: "moment" }, `${together} · ${model}`),
    guessStrip(given, guess, share, alt),
  );
}

/** @param {Speaker} speaker @param {Guesses} guesses @param {Answered[]} answered */
function answers(speaker, guesses, answered) {
  const head = [
    speaker.say("guess_question"),
    speaker.say("guess_number"),
    speaker.say("guess_range_of"),
    speaker.say("guess_class"),
    speaker.say("guess_model"),
    speaker.say("guess_off"),
  ];
  const rows = answered.map(({ question, guess, share }) => {
    const apart = Math.abs(Math.round(guess * 100) - Math.round(share * 100));
    return [
      titleOfQuestion(speaker, question),
      String(guesses.total(question)),
      rangeOf(speaker, guesses, question),
      speaker.percent(guess),
      speaker.percent(share),
      Number.isNaN(apart) ? NOTHING : speaker.say("points", { number: apart }),
    ];
  });
  return table(speaker.say("guess_revealed"), head, rows);
}
