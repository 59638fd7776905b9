/** The same luck under other decisions, and which decision mattered most. */

import { stairsOf } from "./decide_reveal.js";
import { fold, make, refill, table } from "./dom.js";
import { outcomeText } from "./ends.js";
import { inSlices, LUCKS, weightsOf } from "./mattered.js";
import { stairOf } from "./future.js";
import { partingDay, rungOn, twinsOf } from "./twins.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./mattered.js").Weight} Weight
 * @typedef {import("./dom.js").Child} Child
 */

/** @param {Speaker} speaker @param {Play} play @returns {number[]} ladders that others move */
function ofOthers(speaker, play) {
  const { ladders } = speaker.data;
  return comparable(speaker).filter(
    (/** @type {number} */ at) => at !== play.seat.ladder && ladders[at].actor !== play.seat.actor,
  );
}

/**
 * Ladders that may be set beside a decision: none that counts people harmed.
 * @param {Speaker} speaker @returns {number[]}
 */
function comparable(speaker) {
  return speaker.data.ladders.flatMap((/** @type {any} */ ladder, /** @type {number} */ at) =>
    ladder.kind === "own" && !ladder.people ? [at] : [],
  );
}

// ---- twins

/** @param {Screen} screen @param {Play} play @returns {Child[]} */
export function differently(screen, play) {
  const { speaker, deciding } = screen;
  const { texts, data } = speaker;
  deciding.twins ??= twinsOf(play);
  const { twins } = deciding;
  const titles = ["twin_class", "twin_plan", "twin_still"].map((key) => speaker.say(key));
  const { outputs } = data.numbers;
  const rows = data.outcomes.flatMap((/** @type {any} */ outcome, /** @type {number} */ at) =>
    outcome.people
      ? []
      : [[texts.outcomes[at], ...twins.map((twin) => outcomeText(speaker, at, twin.outputs[outputs.outcomes + at]))]],
  );
  const ladders = comparable(speaker);
  const ends = ladders.map((at) => [
    texts.ladders[at],
    ...twins.map((twin) => texts.rungs[at][rungOn(stairOf(twin, at), Infinity)]),
  ]);
  const unlike = (/** @type {string[]} */ [, ...told]) => told.some((text) => text !== told[0]);
  const differ = [...ends.filter(unlike), ...rows.filter(unlike)];
  const same = [...ends, ...rows].filter((row) => !unlike(row));
  const heads = [speaker.say("result"), ...titles];
  const day = partingDay(twins, ofOthers(speaker, play));
  const picture = make("div", {});
  const draw = () => {
    const ladder = deciding.ladder;
    refill(
      picture,
      stairsOf(speaker, play, {
        ladder,
        stairs: twins.map((twin) => stairOf(twin, ladder)),
        titles,
        alt: texts.ladders[ladder],
      }),
    );
  };
  const select = make(
    "select",
    {
      id: "twin-ladder",
      onchange: () => {
        deciding.ladder = ladders[select.selectedIndex];
        draw();
      },
    },
    ...ladders.map((at) => make("option", { selected: at === deciding.ladder }, texts.ladders[at])),
  );
  draw();
  return [
    make("p", {}, speaker.say("twins_say")),
    make("p", { class: "lead" }, speaker.say(day === Infinity ? "twins_never" : "twins_part", { date: speaker.date(day) })),
    make("p", { class: "choose" }, make("label", { for: "twin-ladder" }, speaker.say("ladder")), select),
    picture,
    differ.length > 0 ? table(speaker.say("twins_differ"), heads, differ) : make("p", {}, speaker.say("twins_same_all")),
    same.length > 0 &&
      fold(
        speaker.say("twins_same", { count: same.length }),
        table(speaker.say("twins_same", { count: same.length }), heads.slice(0, 2), same.map((row) => row.slice(0, 2))),
      ),
    make("p", { class: "hint" }, speaker.say("twins_rule")),
    harmed(speaker, play),
  ];
}

/**
 * People harmed stand apart: as ranges, of this future alone, and beside no decision.
 * @param {Speaker} speaker @param {Play} play
 */
function harmed(speaker, play) {
  const { texts, data } = speaker;
  const { outputs } = /** @type {import("./future.js").Future} */ (play.future);
  const told = data.outcomes.flatMap((/** @type {any} */ outcome, /** @type {number} */ at) =>
    outcome.people
      ? [make("li", {}, `${texts.outcomes[at]}: ${outcomeText(speaker, at, outputs[data.numbers.outputs.outcomes + at])}`)]
      : [],
  );
  if (!told.length) return null;
  const list = make("ul", { class: "harmed" }, ...told);
  return fold(speaker.say("harmed"), make("p", {}, speaker.say("harmed_say")), list);
}

// ---- which decision mattered most

/** @param {Screen} screen @param {Play} play @returns {Child[]} */
export function weighing(screen, play) {
  const { speaker, deciding } = screen;
  const body = make("div", {});
  const told = make("p", { class: "hint", role: "status" });
  const others = ofOthers(speaker, play);
  const intro = make("p", {}, speaker.say("weights_say", { count: LUCKS }));
  const rule = make("p", { class: "hint" }, speaker.say("weights_rule"));
  if (!play.decisions.length || !others.length) return [make("p", {}, speaker.say("weights_none"))];
  const show = () => {
    const { weights, share } = deciding;
    refill(told, weights ? "" : speaker.say("weights_work", { share: share ?? 0 }));
    if (!weights) return;
    refill(body, ...weighed(speaker, play, weights));
    if (!deciding.printing || !body.isConnected) return;
    deciding.printing = false;
    screen.tell("");
    window.print();
  };
  deciding.weighed = show;
  if (!deciding.weights && deciding.share === null) weigh(deciding, play, others);
  show();
  return [intro, told, body, rule];
}

/**
 * Begin the work on weights; it goes on whichever part is looked at.
 * @param {import("./decide.js").Deciding} deciding @param {Play} play @param {number[]} others
 */
function weigh(deciding, play, others) {
  const work = ++deciding.work;
  const all = play.decisions.length * LUCKS;
  deciding.share = 0;
  inSlices(
    weightsOf(play, others),
    (done) => {
      if (deciding.work !== work) return false;
      deciding.share = Math.round((100 * done) / all);
      deciding.weighed();
      return true;
    },
    (found) => {
      if (deciding.work !== work) return;
      deciding.weights = found;
      deciding.share = null;
      deciding.weighed();
    },
  );
}

/** @param {Speaker} speaker @param {Play} play @param {Weight[]} weights @returns {Child[]} */
function weighed(speaker, play, weights) {
  const names = speaker.texts.rungs[play.seat.ladder];
  const found = weights.map(({ answer, differ, lucks }) => {
    const of100 = differ.map((count) => (lucks ? Math.round((100 * count) / lucks) : 0));
    const most = Math.max(...of100);
    return { answer, of100, most, rung: of100.indexOf(most) };
  });
  const top = Math.max(...found.map(({ most }) => most));
  const told = (/** @type {number} */ share) =>
    share ? speaker.say("of_100", { count: share }) : speaker.say("of_none");
  const heads = ["date", "ordered", "most_other", "others_differ"].map((key) => speaker.say(key));
  const rows = found.map(({ answer, most, rung }) => [
    speaker.date(answer.day),
    names[answer.rung],
    most ? names[rung] : "–",
    make(
      "span",
      { class: "share" },
      make("progress", { max: 100, value: most, "aria-hidden": "true" }),
      ` ${told(most)}`,
      most === top && top > 0 && make("strong", {}, ` ${speaker.say("most_here")}`),
    ),
  ]);
  const all = found.map(({ answer, of100 }) => [
    speaker.date(answer.day),
    ...of100.map((share, rung) => (rung === answer.rung ? speaker.say("as_ordered") : told(share))),
  ]);
  const first = found.filter(({ most }) => most === top);
  const lead =
    top === 0
      ? speaker.say("weights_nothing")
      : speaker.say("weights_top", {
          dates: first.map(({ answer }) => speaker.date(answer.day)).join(", "),
          count: top,
        });
  return [
    make("p", { class: "lead" }, lead),
    table(speaker.say("part_weights"), heads, rows),
    fold(speaker.say("every_choice"), table(speaker.say("every_choice"), [speaker.say("date"), ...names], all)),
  ];
}
