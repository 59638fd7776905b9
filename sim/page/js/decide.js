/** Decide: the page plays a class, from the opening to the debrief. */

import { debrief } from "./decide_debrief.js";
import { anyFuture, opening } from "./decide_opening.js";
import { round } from "./decide_round.js";
import { make, put, refill } from "./dom.js";
import { Play } from "./play.js";
import { PlayedMember } from "./played.js";
import { optionsOf, playOf, recordText } from "./record.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./play.js").Pace} Pace
 * @typedef {import("./mattered.js").Weight} Weight
 * @typedef {import("./future.js").Future} Future
 * @typedef {{ save: (name: string, text: string) => void }} Tools
 */

/** What stays when the language changes. */
export class Deciding {
  /**
   * @param {import("./computer.js").Computer} computer
   * @param {import("./state.js").State} state
   */
  constructor(computer, state) {
    this.computer = computer;
    this.state = state;
    this.member = new PlayedMember(computer.numbers, computer.rulesOf);
    this.seat = 0;
    this.number = anyFuture();
    this.pace = /** @type {Pace} */ ("short");
    /** @type {Play | null} */
    this.play = null;
    /** @type {number[]} counted at this review, for each rung */
    this.hands = [];
    /** The rung that is chosen, and whether somebody has set it by hand. */
    this.chosen = -1;
    this.byHand = false;
    /** The part of the debrief that is shown. */
    this.part = 0;
    this.ladder = -1;
    /** @type {Future[] | null} */
    this.twins = null;
    /** @type {Weight[] | null} */
    this.weights = null;
    /** Which work on weights is the latest; older ones stop. */
    this.work = 0;
    /** Percent of it that is done; null where none is under way. @type {number | null} */
    this.share = null;
    /** What the screen does when that work has come further. */
    this.weighed = () => {};
    /** Whether the paper waits for it. */
    this.printing = false;
    this.unsaved = false;
    /** @type {string} the word for what a file was that could not be gone on from */
    this.refused = "";
  }

  begin() {
    const { state, member } = this;
    member.seed(state.seed, 0);
    const seat = state.data.seats[this.seat];
    const changes = state.changes();
    const how = { number: this.number, pace: this.pace, changes, options: optionsOf(state) };
    this.play = new Play(member, seat, how);
    this.play.run();
    this.fresh();
  }

  /** @param {string} text of a record */
  resume(text) {
    const found = playOf(text, this.state, this.member);
    this.refused = typeof found === "string" ? found : "";
    if (typeof found === "string") return;
    this.play = found;
    this.number = found.number;
    this.pace = found.pace;
    this.seat = this.state.data.seats.indexOf(found.seat);
    this.fresh();
    this.unsaved = false;
  }

  /** Nothing is counted, chosen or worked out yet. */
  fresh() {
    this.hands = new Array(this.play?.seat.rungs ?? 0).fill(0);
    this.chosen = -1;
    this.byHand = false;
    this.part = 0;
    this.ladder = this.play?.seat.ladder ?? -1;
    this.twins = null;
    this.weights = null;
    this.drop();
    this.unsaved = true;
  }

  leave() {
    this.play = null;
    this.unsaved = false;
    this.drop();
  }

  /** Give up the work on weights. */
  drop() {
    this.work++;
    this.share = null;
    this.printing = false;
    this.weighed = () => {};
  }

  /** @returns {string} */
  get fileName() {
    return `${this.state.data.name}_class_${this.number}.json`;
  }

  /** @returns {string} */
  get record() {
    return recordText(/** @type {Play} */ (this.play), this.state.data);
  }
}

/** What each screen is given. */
export class Screen {
  /** @param {Speaker} speaker @param {Deciding} deciding @param {Tools} tools */
  constructor(speaker, deciding, tools) {
    this.speaker = speaker;
    this.deciding = deciding;
    this.tools = tools;
    this.element = make("div", { class: "decide" });
    this.said = make("p", { class: "hint", role: "status" });
  }

  /** @param {string} key @param {Record<string, unknown>} [filled] */
  say(key, filled) {
    return this.speaker.say(key, filled);
  }

  /**
   * @param {string} key @param {() => void} act @param {Record<string, unknown>} [more]
   * @returns {HTMLButtonElement}
   */
  button(key, act, more = {}) {
    return make("button", { type: "button", onclick: act, ...more }, this.say(key));
  }

  /** Show the screen that is due; the reader's place goes to its head. @param {boolean} [go] */
  show(go = true) {
    const { play } = this.deciding;
    refill(this.element);
    refill(this.said);
    const parts = play ? (play.moment ? round(this, play, play.moment) : debrief(this, play)) : opening(this);
    put(this.element, ...parts, this.said);
    const head = this.element.querySelector("h2");
    if (!go || !head) return;
    head.tabIndex = -1;
    head.focus({ preventScroll: true });
    window.scrollTo(0, 0);
  }

  /** @param {string} text */
  tell(text) {
    refill(this.said, text);
  }

  save() {
    const { deciding, tools } = this;
    tools.save(deciding.fileName, deciding.record);
    deciding.unsaved = false;
    this.tell(this.say("class_saved", { file: deciding.fileName }));
  }
}

/**
 * Make the view.
 * @param {Speaker} speaker @param {Deciding} deciding @param {Tools} tools
 * @returns {HTMLElement}
 */
export function decideView(speaker, deciding, tools) {
  const screen = new Screen(speaker, deciding, tools);
  screen.show(false);
  return screen.element;
}
