/** Explore: change something, and thousands of futures are computed again at once. */

import { codeOf, restoreCode } from "./code.js";
import { makeControls } from "./controls.js";
import { fold, make, refill } from "./dom.js";
import { grouped } from "./format.js";
import { added, BLOCK } from "./parts.js";
import { Results } from "./results.js";

/** Blocks while the hand still moves, at least, and when it rests. */
const HASTY = 2;
const REST = 40;
const ALL = Array.from({ length: REST }, (_, block) => block);
/** Milliseconds in which a picture should follow the hand. */
const HASTE = 100;

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./parts.js").Part} Part
 */

/** What stays when the language changes. */
export class Exploring {
  /** @param {import("./computer.js").Computer} computer @param {import("./state.js").State} state */
  constructor(computer, state) {
    this.computer = computer;
    this.state = state;
    /** @type {(Part | undefined)[]} blocks of the scenario as written */
    this.startBlocks = [];
    /** @type {{ blocks: number, part: Part | null }} the first of them, added */
    this.startSum = { blocks: 0, part: null };
    /** @type {(Part | undefined)[]} blocks of the changed one */
    this.blocks = [];
    this.resting = true;
    this.asked = 0;
    this.shown = true;
    this.again = false;
    /** Whether the blocks are those of the scenario as written. */
    this.plain = true;
    /** @type {(event: string) => void} */
    this.heard = () => {};
    /** Milliseconds of the latest answer: to the first picture, and to the last. */
    this.took = { first: 0, rest: 0 };
  }

  /** @param {boolean} resting whether the hand rests */
  ask(resting) {
    this.reseed();
    this.resting = resting;
    if (!this.shown) {
      this.again = true; // the picture of the last move is still being computed
      return;
    }
    this.begin();
  }

  /** Take the seed of the state: other futures, and none of the ones before. */
  reseed() {
    const { seed } = this.state;
    if (this.computer.seed[0] === seed) return;
    this.computer.reseed([seed, 0]);
    this.startBlocks = [];
    this.startSum = { blocks: 0, part: null };
    this.blocks = [];
    this.shown = true;
  }

  begin() {
    this.reseed();
    this.again = false;
    this.shown = false;
    this.asked = performance.now();
    this.blocks = [];
    const { plain } = this.state;
    this.plain = plain;
    if (plain && this.startBlocks.filter(Boolean).length >= REST) {
      this.blocks = this.startBlocks;
      this.shown = true;
      this.heard("done");
      return;
    }
    const take = (/** @type {number} */ block, /** @type {Part} */ part) =>
      this.take(block, part, plain);
    this.computer.ask(this.state.changes(), ALL, take);
  }

  /** Compute what of the start is still missing, while there is nothing else to do. */
  fillStart() {
    const missing = ALL.filter((block) => !this.startBlocks[block]);
    if (!missing.length) return;
    this.computer.ask(this.state.written, missing, (block, part) => {
      this.startBlocks[block] = part;
      const left = ALL.some((other) => !this.startBlocks[other]);
      if (!left || block % 8 === 0) this.heard("done");
    });
  }

  /** @param {number} block @param {Part} part @param {boolean} plain */
  take(block, part, plain) {
    this.blocks[block] = part;
    if (plain) this.startBlocks[block] = part;
    const count = this.ready;
    const since = performance.now() - this.asked;
    if (count < HASTY) return;
    if (this.again) {
      this.show(since);
      this.begin();
    } else if (!this.shown && (since >= HASTE * 0.8 || this.blocks.length > HASTY)) {
      this.show(since);
    } else if (count >= REST) {
      this.took.rest = since;
      this.heard("done");
      this.fillStart();
    } else if (count % 8 === 0) {
      this.heard("more");
    }
  }

  /** Have the futures of the start computed, wherever the reader is. */
  prepare() {
    this.reseed();
    if (!this.blocks.length) this.ask(true);
    else if (this.ready >= REST) this.fillStart(); // else they follow by themselves
  }

  /** @returns {Part | null} every future of the scenario as written; null until all have come */
  whole() {
    if (this.startBlocks.filter(Boolean).length < REST) return null;
    if (this.startSum.blocks !== REST) {
      this.startSum = { blocks: REST, part: added(/** @type {Part[]} */ (this.startBlocks)) };
    }
    return this.startSum.part;
  }

  /** @param {number} since */
  show(since) {
    this.shown = true;
    this.took.first = since;
    this.heard("first");
  }

  /** @returns {number} how many blocks have come, without a gap */
  get ready() {
    let count = 0;
    while (this.blocks[count]) count++;
    return count;
  }

  /** @returns {import("./results.js").Pair | null} the same members, now and at the start */
  pair() {
    const { plain, ready } = this;
    let count = 0;
    while (count < ready && (plain || this.startBlocks[count])) count++;
    if (!count) return null;
    const of = (/** @type {(Part | undefined)[]} */ blocks) =>
      added(/** @type {Part[]} */ (blocks.slice(0, count)));
    if (plain) return { now: of(this.blocks), start: null };
    if (this.startSum.blocks !== count) {
      this.startSum = { blocks: count, part: of(this.startBlocks) };
    }
    return { now: of(this.blocks), start: this.startSum.part };
  }
}

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
  exploring.heard = (event) => {
    const pair = exploring.pair();
    if (!pair) return;
    results.show(pair);
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
  exploring.heard(exploring.ready >= REST ? "done" : "more");
  if (!exploring.blocks.length) exploring.ask(true);
  requestAnimationFrame(() => results.redraw()); // now the room for pictures is known
  return element;
}

/** Members that are computed when the hand rests. */
export const MEMBERS = REST * BLOCK;
