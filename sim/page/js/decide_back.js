/** Decisions so far, the way back to each, and the way out. */

import { fold, make, refill, table } from "./dom.js";

/**
 * @typedef {import("./decide.js").Screen} Screen
 * @typedef {import("./play.js").Play} Play
 */

/** @param {Screen} screen @param {Play} play decisions so far, and the way back to each */
export function soFar(screen, play) {
  const { speaker, deciding } = screen;
  const names = speaker.texts.rungs[play.seat.ladder];
  const rows = play.decisions.map((answer) => {
    const date = speaker.date(answer.day);
    const back = make("button", { type: "button", class: "small" }, speaker.say("back_to"));
    back.setAttribute("aria-label", `${speaker.say("back_to")}: ${date}`);
    twice(back, speaker.say("back_sure"), () => {
      play.back(answer.day);
      deciding.fresh();
      screen.show();
    });
    const again = answer.takenBack ? ` (${speaker.say("taken_back", { count: answer.takenBack })})` : "";
    return [date, names[answer.rung] + again, handsText(speaker, answer), back];
  });
  if (!rows.length) return null;
  const heads = ["date", "ordered", "hands", "way_back"].map((key) => speaker.say(key));
  return fold(speaker.say("so_far", { count: rows.length }), table(speaker.say("so_far", { count: rows.length }), heads, rows));
}

/** @param {Screen} screen the way out, which asks again while something is not saved */
export function leaving(screen) {
  const { deciding } = screen;
  const leave = () => {
    deciding.leave();
    screen.show();
  };
  const button = screen.button("class_leave", () => {});
  if (deciding.unsaved) twice(button, screen.say("leave_sure"), leave);
  else button.onclick = leave;
  return button;
}

/**
 * Act only when a button is pressed again.
 * @param {HTMLButtonElement} button @param {string} warning @param {() => void} act
 */
function twice(button, warning, act) {
  let sure = false;
  button.onclick = () => {
    if (sure) {
      act();
      return;
    }
    sure = true;
    refill(button, warning);
    button.removeAttribute("aria-label");
  };
}

/**
 * @param {import("./format.js").Speaker} speaker @param {import("./play.js").Answer} answer
 * @returns {string} how many raised a hand for it
 */
export function handsText(speaker, { hands, rung }) {
  if (!hands.length) return "–";
  const total = hands.reduce((sum, count) => sum + count, 0);
  return speaker.say("hands_of", { count: hands[rung], total });
}
