/**
 * A seed for each student from a name or number, as `sim/classroom/students.py` has it.
 *
 * Worked out on this device; the name is in no address, no code and no store, and is
 * forgotten as soon as the seed is known.
 */

import { fold, make, refill } from "./dom.js";
import { sha256 } from "./sha256.js";

/** What parts the words of a name: the blanks that Python's `str.split` knows. */
// eslint-disable-next-line no-control-regex -- Python parts words there too
const BLANKS = /[\t-\r\x1c-\x20\x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000]+/u;

/** @param {string} name @returns {string} however it is typed, it comes to one text */
export function settled(name) {
  return name.normalize("NFKC").split(BLANKS).filter(Boolean).join(" ").toLowerCase();
}

/** @param {string} name @param {string} [word] of the class @returns {number} below 2**32 */
export function studentSeed(name, word = "") {
  return sha256(`sim student 1\n${settled(word)}\n${settled(name)}`)[0];
}

/**
 * Where a student turns the page into one of their own.
 * @param {import("./format.js").Speaker} speaker @param {import("./state.js").State} state
 * @param {() => void} changed
 * @returns {HTMLElement}
 */
export function studentView(speaker, state, changed) {
  const plain = { autocomplete: "off", autocapitalize: "none", spellcheck: "false" };
  const name = make("input", { id: "own-name", ...plain });
  const word = make("input", { id: "own-word", ...plain });
  const answer = make("p", { class: "hint", role: "status" });
  const own = state.seed !== speaker.data.seed;
  if (own) refill(answer, speaker.say("own_now", { seed: state.seed }));
  const take = () => {
    if (!settled(name.value)) {
      refill(answer, speaker.say("own_empty"));
      return;
    }
    state.seed = studentSeed(name.value, word.value);
    name.value = word.value = "";
    changed();
  };
  const back = make(
    "button",
    {
      type: "button",
      onclick: () => {
        state.seed = speaker.data.seed;
        changed();
      },
    },
    speaker.say("own_back", { seed: speaker.data.seed }),
  );
  const folded = fold(
    speaker.say("own_title"),
    make("p", { class: "hint" }, speaker.say("own_hint")),
    make(
      "form",
      {
        class: "single own",
        onsubmit: (/** @type {Event} */ event) => {
          event.preventDefault();
          take();
        },
      },
      make("label", { for: "own-name" }, speaker.say("own_name")),
      name,
      make("label", { for: "own-word" }, speaker.say("own_word")),
      word,
      make("button", { type: "submit" }, speaker.say("own_make")),
      own && back,
    ),
    make("p", { class: "hint" }, speaker.say("own_guess")),
  );
  folded.id = "own";
  return make("div", {}, folded, answer);
}
