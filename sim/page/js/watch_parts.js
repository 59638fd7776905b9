/** The parts of a future that is watched: its staircase, where all stands, its story, how it ends. */

import { fitPictures, sampleOf, staircase } from "./chart.js";
import { fold, make, refill, table } from "./dom.js";
import { outcomeText } from "./ends.js";
import { stairOf } from "./future.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./future.js").Future} Future
 * @typedef {import("./teller.js").Line} Line
 */

/**
 * Draw a ladder of a future, and what others have seen of it, with the moment shown.
 * @param {HTMLElement} place @param {Speaker} speaker @param {Future} future
 * @param {number} ladder @param {number} now in days
 */
export function drawWatched(place, speaker, future, ladder, now) {
  fitPictures(place);
  const { data, texts } = speaker;
  const stair = (/** @type {number} */ which) => stairOf(future, which);
  const followers = data.ladders.flatMap((/** @type {any} */ other, /** @type {number} */ at) =>
    at !== ladder && other.of === ladder && other.kind === "observed" ? [at] : [],
  );
  const horizon = data.numbers.horizon;
  const names = texts.rungs[ladder];
  const frame = {
    high: Math.max(110, 40 + 24 * names.length),
    horizon,
    date: (/** @type {number} */ day) => speaker.date(day),
    alt: `${texts.ladders[ladder]}. ${speaker.say("chart_alt")}`,
  };
  const open = place.querySelector("details")?.open ?? false;
  const head = [speaker.say("date"), speaker.say("rung")];
  const rows = stair(ladder).map(([day, rung]) => [speaker.date(day), names[rung]]);
  const folded = fold(speaker.say("as_table"), table(texts.ladders[ladder], head, rows));
  folded.open = open;
  refill(
    place,
    staircase(frame, [stair(ladder), ...followers.map(stair)], names, now),
    followers.length > 0 &&
      make(
        "p",
        { class: "legend" },
        make("span", {}, sampleOf(0), speaker.say("true")),
        ...followers.map((/** @type {number} */ at, /** @type {number} */ row) =>
          make("span", {}, sampleOf(row + 1), texts.ladders[at]),
        ),
      ),
    folded,
  );
}

/**
 * @param {Speaker} speaker @param {Line[]} lines
 * @param {{ reviews: number, firings: number }} left what is not told
 */
export function storyOf(speaker, lines, left) {
  return fold(
    speaker.say("story"),
    make(
      "ol",
      { class: "story" },
      ...lines.map((line) =>
        make(
          "li",
          {},
          make("strong", {}, `${line.date} `),
          line.parts.join(". "),
          make("br"),
          make("small", {}, speaker.say("because", { why: line.why })),
        ),
      ),
    ),
    make("p", { class: "hint" }, speaker.say("left_out", left)),
  );
}

/** @param {Speaker} speaker @param {Future} future */
export function endingOf(speaker, future) {
  const { outputs } = speaker.data.numbers;
  const rows = speaker.data.outcomes.map((/** @type {any} */ _, /** @type {number} */ at) => {
    const value = future.outputs[outputs.outcomes + at];
    return [speaker.texts.outcomes[at], outcomeText(speaker, at, value)];
  });
  const head = [speaker.say("outcome"), speaker.say("result")];
  return fold(speaker.say("how_it_ends"), table(speaker.say("how_it_ends"), head, rows));
}

/**
 * @param {Future} future @param {Line | undefined} line none: at the start
 * @returns {number[]} where every ladder stands after what a line tells
 */
export function rungsAfter(future, line) {
  const rungs = future.begun.slice();
  if (!line) return rungs;
  for (const firing of future.firings) {
    for (const [ladder, , after] of firing.moves) rungs[ladder] = after;
    if (firing === line.firing) break;
  }
  return rungs;
}
