/** Before a class decides: what is said, which seat, which future, how often it is asked. */

import { fold, make } from "./dom.js";
import { PACES } from "./play.js";
import { holds } from "./record.js";

/** @typedef {import("./decide.js").Screen} Screen */

/** @returns {number} a future for a class, one that nobody has looked at */
export function anyFuture() {
  return Math.floor(Math.random() * 10000);
}

/** @param {Screen} screen @returns {import("./dom.js").Child[]} */
export function opening(screen) {
  const { speaker, deciding } = screen;
  const { texts, data } = speaker;
  const say = (/** @type {string} */ key) => speaker.say(key);
  const told = texts.class;
  if (!data.seats.length) {
    return [make("h2", {}, say("decide_title")), make("p", {}, say("no_seats")), resuming(screen)];
  }
  const brief = make("p", { class: "brief" }, told.seats[deciding.seat].brief);
  const number = make("input", {
    type: "number",
    id: "class-future",
    min: 0,
    max: 4294967295,
    step: 1,
    inputmode: "numeric",
    value: deciding.number,
    onchange: () => {
      deciding.number = Math.min(Math.max(Math.floor(Number(number.value) || 0), 0), 4294967295);
      number.value = String(deciding.number);
    },
  });
  const seat = make(
    "select",
    {
      id: "class-seat",
      onchange: () => {
        deciding.seat = seat.selectedIndex;
        brief.textContent = told.seats[deciding.seat].brief;
      },
    },
    ...told.seats.map((/** @type {any} */ one, /** @type {number} */ at) =>
      make("option", { selected: at === deciding.seat }, one.title),
    ),
  );
  const several = data.seats.length > 1;
  const setting = () => [
    make("h3", {}, several ? say("seats") : `${say("your_seat")}: ${told.seats[0].title}`),
    several && make("p", { class: "choose" }, make("label", { for: "class-seat" }, say("seat")), seat),
    make("div", { class: "aloud" }, brief),
    make("p", {}, say("nobody_assigned")),
    make(
      "form",
      {
        class: "setting",
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          deciding.begin();
          screen.show();
        },
      },
      make(
        "p",
        { class: "choose" },
        make("label", { for: "class-future" }, say("class_future")),
        number,
        make(
          "button",
          {
            type: "button",
            onclick: () => {
              deciding.number = anyFuture();
              number.value = String(deciding.number);
            },
          },
          say("class_another"),
        ),
      ),
      make("p", { class: "hint" }, say("class_future_hint")),
      make(
        "fieldset",
        {},
        make("legend", {}, say("pace")),
        ...PACES.map((pace) =>
          make(
            "label",
            { class: "switch" },
            make("input", {
              type: "radio",
              name: "pace",
              value: pace,
              checked: deciding.pace === pace,
              onchange: () => {
                deciding.pace = pace;
              },
            }),
            say(`pace_${pace}`),
          ),
        ),
      ),
      deciding.state.plain ? null : make("p", { class: "hint" }, say("with_changes")),
      holds(deciding.state)
        ? make("p", {}, make("button", { type: "submit", class: "main" }, say("class_begin")))
        : make("p", {}, say("class_cannot")),
    ),
    resuming(screen),
  ];
  return [
    make("h2", {}, say("decide_title")),
    make(
      "div",
      { class: "columns" },
      make("div", { class: "aloud" }, ...told.opening.map((/** @type {string} */ line) => make("p", {}, line))),
      make("div", {}, ...setting()),
    ),
    fold(say("how_rounds"), make("ol", {}, ...["1", "2", "3", "4"].map((n) => make("li", {}, say(`how_rounds_${n}`))))),
  ];
}

/** @param {Screen} screen a way back to a class that was saved */
function resuming(screen) {
  const { deciding } = screen;
  const file = make("input", {
    type: "file",
    id: "class-record",
    accept: ".json,application/json",
    onchange: async () => {
      const [chosen] = file.files ?? [];
      if (!chosen) return;
      deciding.resume(await chosen.text());
      if (deciding.refused) screen.tell(screen.say(deciding.refused));
      else screen.show();
    },
  });
  return make(
    "p",
    { class: "choose" },
    make("label", { for: "class-record" }, screen.say("class_resume")),
    file,
  );
}
