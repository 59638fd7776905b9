/** After the last decision: what was really so, twins, what mattered, what was not seen, questions. */

import { leaving, soFar } from "./decide_back.js";
import { differently, weighing } from "./decide_compare.js";
import { really, unseen } from "./decide_reveal.js";
import { make } from "./dom.js";
import { LUCKS } from "./mattered.js";
import { receiptCode, seedOf } from "./receiptcode.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 * @typedef {import("./dom.js").Child} Child
 */

const PARTS = /** @type {const} */ (["really", "unseen", "twins", "weights", "questions"]);

/** @param {Screen} screen @param {Play} play at its end @returns {Child[]} */
export function debrief(screen, play) {
  const { speaker, deciding } = screen;
  const again = make(
    "div",
    { class: "buttons after" },
    screen.button("class_save", () => screen.save()),
    screen.button("print_all", () => printAll(screen)),
    leaving(screen),
  );
  if (play.failed) return [make("h2", {}, speaker.say("debrief")), make("p", {}, speaker.say("cannot_run")), again];
  const bodies = {
    really: () => really(screen, play),
    unseen: () => unseen(screen, play),
    twins: () => differently(screen, play),
    weights: () => weighing(screen, play),
    questions: () => questions(screen, play),
  };
  const go = (/** @type {number} */ part) => {
    deciding.part = part;
    screen.show();
  };
  const at = deciding.part;
  const steps = PARTS.map((part, number) =>
    make(
      "button",
      { type: "button", "aria-current": number === at ? "step" : null, onclick: () => go(number) },
      `${number + 1} ${speaker.say(`part_${part}`)}`,
    ),
  );
  // every part stands on the page, so that all of it prints; on the screen one is shown
  const sections = PARTS.map((part, number) =>
    make(
      "section",
      { class: number === at ? "part-of" : "part-of aside" },
      make(number === at ? "h2" : "h3", {}, speaker.say(`part_${part}`)),
      ...bodies[part](),
    ),
  );
  if (deciding.printing) printAll(screen);
  return [
    make("p", { class: "seat" }, speaker.say("debrief_of", { number: play.number, end: speaker.date(play.member.numbers.horizon) })),
    make("nav", { class: "steps", "aria-label": speaker.say("debrief") }, ...steps),
    ...sections,
    make(
      "div",
      { class: "buttons" },
      at > 0 && screen.button("part_back", () => go(at - 1)),
      at < PARTS.length - 1 && screen.button("part_next", () => go(at + 1), { class: "main" }),
    ),
    again,
    soFar(screen, play),
  ];
}

/** Print all five parts, once what mattered most has been worked out. @param {Screen} screen */
function printAll(screen) {
  const { deciding } = screen;
  deciding.printing = deciding.share !== null;
  if (deciding.printing) screen.tell(screen.say("print_waits", { count: LUCKS }));
  else window.print();
}

/** @param {Screen} screen @param {Play} play @returns {Child[]} */
function questions({ speaker, deciding }, play) {
  const { data, texts } = speaker;
  const told = texts.class;
  const { receipt } = /** @type {import("./future.js").Future} */ (play.future);
  const { q0, q1 } = play.member;
  const code = receiptCode(data.sha256, seedOf(q0, q1), play.number, receipt);
  const file = deciding.fileName;
  return [
    make("div", { class: "aloud" }, make("p", {}, told.leave)),
    make("ol", { class: "questions" }, ...told.questions.map((/** @type {string} */ line) => make("li", {}, line))),
    make("div", { class: "aloud" }, make("p", {}, told.closing)),
    make("h3", {}, speaker.say("keep_it")),
    make("p", {}, speaker.say("keep_how", { file })),
    make("p", { class: "receipt" }, make("code", { id: "class-code" }, code)),
    make("p", { class: "hint" }, make("code", {}, `sim receipt ${data.extends} "${code}" --record ${file}`)),
    make("p", { class: "hint" }, make("code", {}, `sim kit ${data.extends} -o lesson --record ${file}`)),
  ];
}
