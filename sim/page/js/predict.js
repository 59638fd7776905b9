/** Predict first: the class guesses, then sees what the model does, and how near it came. */

import { fitPictures } from "./chart.js";
import { codeOf } from "./code.js";
import { fold, make, refill } from "./dom.js";
import { HANDS, titleOfQuestion } from "./guesses.js";
import { revealed } from "./reveal.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./exploring.js").Exploring} Exploring
 */

/** Asks one question after another, and shows all answers at the end. */
class Predict {
  /** @param {Speaker} speaker @param {Exploring} exploring @param {() => void} leave to Explore */
  constructor(speaker, exploring, leave) {
    this.speaker = speaker;
    this.exploring = exploring;
    this.guesses = exploring.state.guesses;
    this.leave = leave;
    this.place = 0;
    this.element = make("section", { class: "predict", id: "results", tabindex: -1 });
    this.status = make("p", { class: "hint", role: "status" });
    this.given = make("div", {});
    exploring.heard = () => this.heard();
    exploring.prepare();
    this.show();
  }

  heard() {
    if (this.guesses.revealed && !this.shown && this.exploring.whole()) this.show();
  }

  /** @param {string} [focus] id of what should have the focus then */
  show(focus) {
    if (this.guesses.revealed) this.reveal();
    else this.ask();
    if (focus) document.getElementById(focus)?.focus();
  }

  /** @param {string} key @param {() => void} act @param {Record<string, unknown>} [more] */
  button(key, act, more = {}) {
    return make("button", { type: "button", onclick: act, ...more }, this.speaker.say(key));
  }

  // ---- asking

  ask() {
    const { speaker, guesses } = this;
    this.place = Math.min(this.place, Math.max(0, guesses.asked.length - 1));
    const question = guesses.asked[this.place];
    refill(this.status);
    refill(
      this.element,
      make("h2", {}, speaker.say("tab_predict")),
      make("p", {}, speaker.say("guess_lead")),
      ...(question === undefined ? [] : this.question(question)),
      make("p", { class: "buttons" }, ...this.steps()),
      this.status,
      this.choice(),
      this.code(),
      make("p", { class: "hint" }, `${speaker.say("guess_skip")} `, this.button("guess_on", this.leave, { class: "small" })),
    );
    this.tell();
  }

  steps() {
    const { guesses } = this;
    const go = (/** @type {number} */ step) => () => {
      this.place += step;
      this.show("guess-question");
    };
    const last = guesses.asked.length - 1;
    return [
      this.button("guess_before", go(-1), { disabled: this.place <= 0 }),
      this.button("guess_after", go(1), { disabled: this.place >= last }),
      this.button("guess_reveal", () => this.open(), { id: "guess-reveal", class: "main" }),
    ];
  }

  open() {
    this.guesses.revealed = true;
    this.show("guess-revealed");
  }

  /** @param {number} question */
  question(question) {
    const { speaker, guesses } = this;
    const { claim } = guesses.questions[question];
    const { horizons } = speaker.texts;
    const title = titleOfQuestion(speaker, question);
    const asked = claim
      ? speaker.say("guess_claim", { title, horizon: horizons[horizons.length - 1] })
      : speaker.say("guess_outcome", { title });
    const place = speaker.say("guess_place", { at: this.place + 1, count: guesses.asked.length });
    return [
      make("p", { class: "moment" }, place),
      make("h3", { class: "asked", id: "guess-question", tabindex: -1 }, asked),
      make("div", { class: "hands" }, this.hands(question), make("div", {}, this.single(question), this.given)),
    ];
  }

  /** @param {number} question */
  hands(question) {
    const { speaker, guesses } = this;
    const rows = HANDS.map(([word, low, high, guess], at) => {
      const words = speaker.say("guess_range", { words: speaker.say(`holds ${word}`), low, high });
      const id = `hands-${at}`;
      const set = (/** @type {number} */ count) => {
        guesses.set(question, guess, Math.max(0, Math.floor(count) || 0));
        input.value = String(guesses.count(question, guess));
        this.tell();
      };
      const input = make("input", {
        type: "number",
        id,
        min: 0,
        max: 9999,
        inputmode: "numeric",
        value: guesses.count(question, guess),
        "data-guess": guess,
        oninput: () => {
          guesses.set(question, guess, Math.max(0, Math.floor(Number(input.value)) || 0));
          this.tell();
        },
        onchange: () => set(Number(input.value)),
      });
      const more = make(
        "button",
        {
          type: "button",
          "aria-label": speaker.say("guess_one_more", { words }),
          onclick: () => set(guesses.count(question, guess) + 1),
        },
        "+1",
      );
      return make("div", { class: "hand" }, make("label", { for: id }, words), input, more);
    });
    return make("fieldset", {}, make("legend", {}, speaker.say("guess_hands")), ...rows);
  }

  /** @param {number} question */
  single(question) {
    const { speaker, guesses } = this;
    const input = make("input", { id: "guess-single", inputmode: "numeric", autocomplete: "off" });
    return make(
      "form",
      {
        class: "single",
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          const guess = /^\d{1,3}$/.test(input.value.trim()) ? Number(input.value) : 101;
          if (guess > 100) {
            refill(this.status, speaker.say("guess_wrong"));
            return;
          }
          guesses.set(question, guess, guesses.count(question, guess) + 1);
          input.value = "";
          this.show("guess-single");
        },
      },
      make("label", { for: "guess-single" }, speaker.say("guess_single")),
      input,
      make("button", { type: "submit" }, speaker.say("guess_add")),
    );
  }

  /** Say how many have guessed, and let a guess be taken back. */
  tell() {
    const { speaker, guesses } = this;
    const question = guesses.asked[this.place];
    const reveal = /** @type {HTMLButtonElement | null} */ (this.element.querySelector("#guess-reveal"));
    if (reveal) reveal.disabled = !guesses.answered.length;
    const code = /** @type {HTMLInputElement | null} */ (this.element.querySelector("#guess-code"));
    if (code) code.value = this.told;
    if (question === undefined) return;
    refill(this.status, speaker.say("guess_given", { count: guesses.total(question) }));
    refill(
      this.given,
      ...guesses.of(question).map(([guess, count]) =>
        make(
          "span",
          { class: "chip guess" },
          `${guess} × ${count} `,
          make(
            "button",
            {
              type: "button",
              class: "small",
              "aria-label": speaker.say("guess_take_back", { guess }),
              onclick: () => {
                guesses.set(question, guess, count - 1);
                this.show("guess-single");
              },
            },
            "−",
          ),
        ),
      ),
    );
  }

  /** @returns {HTMLElement} a box for each question that may be asked */
  choice() {
    const { speaker, guesses } = this;
    const boxes = guesses.questions.map((_, question) => {
      const id = `ask-${question}`;
      const box = make("input", {
        type: "checkbox",
        id,
        checked: guesses.asked.includes(question),
        onchange: () => {
          guesses.ask(question, box.checked);
          this.show(id);
        },
      });
      return make("div", { class: "switch" }, box, make("label", { for: id }, titleOfQuestion(speaker, question)));
    });
    const folded = fold(speaker.say("guess_which"), ...boxes);
    folded.open = this.choosing ?? false;
    folded.addEventListener("toggle", () => (this.choosing = folded.open));
    return folded;
  }

  /** @returns {string} the code of the state with the guesses */
  get told() {
    return [codeOf(this.exploring.state, null), ...this.guesses.parts()].join("~");
  }

  code() {
    const { speaker } = this;
    const code = make("input", { id: "guess-code", readonly: true, value: this.told, onfocus: () => code.select() });
    return fold(
      speaker.say("code_title"),
      make("p", { class: "hint" }, speaker.say("guess_code")),
      make("p", { class: "find" }, make("label", { for: "guess-code" }, speaker.say("code_now")), code),
    );
  }

  // ---- revealing

  reveal() {
    const { speaker, guesses, exploring } = this;
    const part = exploring.whole();
    this.shown = part !== null;
    const head = make("h2", { id: "guess-revealed", tabindex: -1 }, speaker.say("guess_revealed"));
    if (!part) {
      refill(this.element, head, make("p", { role: "status" }, speaker.say("guess_computing")));
      return;
    }
    fitPictures(this.element);
    refill(
      this.element,
      head,
      ...revealed(speaker, guesses, part),
      this.code(),
      make(
        "p",
        { class: "buttons" },
        this.button("guess_on", this.leave, { class: "main" }),
        this.button("guess_again", () => {
          guesses.revealed = false;
          this.show("guess-question");
        }),
        this.button("guess_forget", () => {
          guesses.clear();
          this.show("guess-question");
        }),
      ),
    );
  }
}

/**
 * Make the view.
 * @param {Speaker} speaker @param {Exploring} exploring @param {() => void} leave to Explore
 * @returns {HTMLElement}
 */
export function predictView(speaker, exploring, leave) {
  return new Predict(speaker, exploring, leave).element;
}

/**
 * What stands in place of shares while the class has guessed and not looked.
 * @param {Speaker} speaker @param {() => void} back @param {() => void} anyway
 * @returns {HTMLElement}
 */
export function coverView(speaker, back, anyway) {
  return make(
    "section",
    { class: "cover", id: "results", tabindex: -1 },
    make("p", {}, speaker.say("guess_cover")),
    make(
      "p",
      { class: "buttons" },
      make("button", { type: "button", class: "main", onclick: back }, speaker.say("guess_again")),
      make("button", { type: "button", onclick: anyway }, speaker.say("guess_anyway")),
    ),
  );
}
