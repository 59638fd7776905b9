/** Explore: change something, and thousands of futures are computed again at once. */

import { codeOf, restoreCode } from "./code.js";
import { makeControls } from "./controls.js";
import { fold, make, refill } from "./dom.js";
import { grouped } from "./format.js";
import { Results } from "./results.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./exploring.js").Exploring} Exploring
 */

/**
 * Make the view.
 * @param {Speaker} speaker @param {Exploring} exploring
 * @param {import("./results.js").Chosen} chosen
 * @param {{ save: (name: string, text: string) => void, speakers: any }} tools
 * @returns {HTMLElement}
 */
export function exploreView(speaker, exploring, chosen, tools) {
  const { state } = exploring;
  const results = new Results(speaker, chosen);
  const list = make("ul", { class: "changes" });
  const saved = make("p", { class: "hint", role: "status" });
  const changed = (/** @type {boolean} */ resting) => {
    tell();
    refill(saved);
    exploring.ask(resting);
  };
  const controls = makeControls(speaker, state, changed);
  const restore = () => {
    controls.show();
    changed(true);
  };
  const buttons = {
    reset: make(
      "button",
      {
        type: "button",
        onclick: () => {
          state.clear();
          restore();
        },
      },
      speaker.say("reset"),
    ),
    save: make(
      "button",
      {
        type: "button",
        onclick: () => {
          const file = `${state.fileName}.yaml`;
          tools.save(file, state.variant(tools.speakers));
          refill(saved, speaker.say("saved", { file }));
        },
      },
      speaker.say("save"),
    ),
  };
  const nothing = make("p", { class: "hint" }, speaker.say("changed_nothing"));
  const tell = () => {
    const told = state.told(speaker);
    code.value = codeOf(state, null);
    nothing.hidden = told.length > 0;
    buttons.reset.disabled = buttons.save.disabled = !told.length;
    refill(
      list,
      ...told.map(({ text, undo }) =>
        make(
          "li",
          {},
          text,
          " ",
          make(
            "button",
            {
              type: "button",
              class: "small",
              "aria-label": speaker.say("undo", { what: text }),
              onclick: () => {
                undo();
                restore();
              },
            },
            "×",
          ),
        ),
      ),
    );
  };
  const code = make("input", {
    id: "code",
    readonly: true,
    onfocus: () => code.select(),
  });
  const other = make("input", { id: "other-code", autocomplete: "off", spellcheck: "false" });
  const answer = make("p", { class: "hint", role: "status" });
  const codes = fold(
    speaker.say("code_title"),
    make("p", { class: "hint" }, speaker.say("code_hint")),
    make("label", { for: "code" }, speaker.say("code_now")),
    make(
      "div",
      { class: "line" },
      code,
      make(
        "button",
        {
          type: "button",
          class: "small",
          onclick: () => {
            code.focus();
            code.select();
            if (document.execCommand("copy")) refill(answer, speaker.say("code_copied"));
          },
        },
        speaker.say("code_copy"),
      ),
    ),
    make(
      "form",
      {
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          if (restoreCode(state, other.value)) {
            refill(answer);
            restore();
          } else refill(answer, speaker.say("code_wrong"));
        },
      },
      make("label", { for: "other-code" }, speaker.say("code_other")),
      make(
        "div",
        { class: "line" },
        other,
        make("button", { type: "submit", class: "small" }, speaker.say("code_restore")),
      ),
    ),
    answer,
  );
  exploring.heard = (event, pair = exploring.pair()) => {
    if (!pair) return;
    results.show(pair, !exploring.resting);
    const count = grouped(pair.now.count);
    const { seed } = state;
    const failed = pair.now.failed ? `; ${speaker.say("failed", { count: pair.now.failed })}` : "";
    results.say(
      event === "done"
        ? speaker.say("computed", { count, seed }) + failed
        : speaker.say("computing", { count }),
    );
  };
  tell();
  const element = make(
    "div",
    { class: "explore" },
    make(
      "div",
      { class: "left" },
      make("h2", {}, speaker.say("controls")),
      make(
        "section",
        { class: "changed" },
        make("h3", {}, speaker.say("changed")),
        nothing,
        list,
        make("p", { class: "buttons" }, buttons.reset, buttons.save),
        saved,
        codes,
      ),
      controls.element,
    ),
    make("div", { class: "right", id: "results", tabindex: -1 }, make("h2", {}, speaker.say("results")), results.element),
  );
  exploring.reseed();
  exploring.heard(exploring.done ? "done" : "more");
  if (!exploring.blocks.length) exploring.ask(true);
  requestAnimationFrame(() => results.redraw()); // now the room for pictures is known
  return element;
}
