/** Watch one future: play it, step through it, and read why each thing happened. */

import { codeOf } from "./code.js";
import { make, put, refill } from "./dom.js";
import { grouped } from "./format.js";
import { memberWith, typicalMember } from "./future.js";
import { BLOCK, runBlock, Whole } from "./parts.js";
import { Teller } from "./teller.js";
import { drawWatched, endingOf, rungsAfter, storyOf } from "./watch_parts.js";

/** Members among which a typical one, or one with a certain end, is looked for. */
const AMONG = 1000;
/** Milliseconds between two moves while it plays. */
const PACE = 1600;

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./teller.js").Line} Line
 * @typedef {import("./watching.js").Watching} Watching
 */

/** Shows one future. */
class View {
  /** @param {Speaker} speaker @param {Watching} watching */
  constructor(speaker, watching) {
    this.speaker = speaker;
    this.watching = watching;
    /** @type {Line[]} */
    this.lines = [];
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    this.moment = make("p", { class: "moment" });
    this.told = make("div", { class: "told", "aria-live": "polite" });
    this.stands = make("div", {});
    this.picture = make("div", { class: "picture" });
    this.story = make("div", {});
    this.receipt = make("p", { class: "hint receipt" });
    this.found = make("p", { class: "hint", role: "status" });
    this.number = make("input", {
      type: "number",
      id: "member",
      min: 0,
      max: 4294967295,
      step: 1,
      inputmode: "numeric",
    });
    const button = (/** @type {string} */ key, /** @type {() => void} */ act) =>
      make("button", { type: "button", onclick: act }, speaker.say(key));
    this.play = button("play", () => this.toggle());
    this.slider = make("input", {
      type: "range",
      min: 0,
      max: 0,
      step: 1,
      "aria-label": speaker.say("story"),
      oninput: () => this.go(Number(this.slider.value)),
    });
    this.ladder = make("select", {
      id: "watch-ladder",
      onchange: () => {
        watching.ladder = this.ladders[this.ladder.selectedIndex];
        this.draw();
      },
    });
    this.element = make(
      "div",
      { class: "watch" },
      make(
        "form",
        {
          class: "which",
          onsubmit: (/** @type {Event} */ event) => {
            event.preventDefault();
            const number = Math.min(Math.max(Math.floor(Number(this.number.value) || 0), 0), 4294967295);
            this.load(number);
          },
        },
        make("h2", {}, speaker.say("which")),
        make("label", { for: "member" }, speaker.say("member")),
        this.number,
        make("button", { type: "submit" }, speaker.say("show")),
        button("typical", () => this.search(() => this.typical())),
        this.searches(),
        this.found,
        make("p", { class: "hint" }, watching.state.plain ? "" : speaker.say("with_changes")),
      ),
      make(
        "div",
        { class: "player", onkeydown: (/** @type {KeyboardEvent} */ event) => this.key(event) },
        make(
          "div",
          { class: "buttons", role: "group" },
          button("to_start", () => this.go(0)),
          button("back", () => this.go(watching.at - 1)),
          this.play,
          button("forth", () => this.go(watching.at + 1)),
          button("to_end", () => this.go(this.lines.length)),
        ),
        this.slider,
        make("p", { class: "hint" }, speaker.say("keys")),
        this.moment,
        this.told,
        make(
          "p",
          { class: "choose" },
          make("label", { for: "watch-ladder" }, speaker.say("ladder")),
          this.ladder,
        ),
        this.picture,
        make("h3", {}, speaker.say("stands")),
        this.stands,
        this.story,
        this.receipt,
      ),
    );
    this.fillLadders();
  }

  /** @returns {number[]} ladders with a staircase of their own */
  get ladders() {
    return this.speaker.data.ladders.flatMap((/** @type {any} */ ladder, /** @type {number} */ at) =>
      ladder.kind === "own" ? [at] : [],
    );
  }

  fillLadders() {
    const { watching, speaker } = this;
    if (watching.ladder < 0) watching.ladder = this.ladders[0];
    const options = this.ladders.map((at) =>
      make("option", { selected: at === watching.ladder }, speaker.texts.ladders[at]),
    );
    refill(this.ladder, ...options);
  }

  /** A choice of ends to look for: the highest rung of each ladder that is ordered. */
  searches() {
    const { speaker } = this;
    const { data, texts } = speaker;
    /** @type {{ ladder: number, rung: number }[]} */
    const ends = [];
    for (const ladder of this.ladders) {
      const size = texts.rungs[ladder].length;
      if (size > 12) continue;
      for (let rung = 1; rung < size; rung++) ends.push({ ladder, rung });
    }
    const select = make(
      "select",
      {
        id: "with-rung",
        onchange: () => {
          const end = ends[select.selectedIndex - 1];
          if (end) this.search(() => this.with(end));
        },
      },
      make("option", {}, "–"),
      ...ends.map(({ ladder, rung }) =>
        make("option", {}, `${texts.ladders[ladder]}: ${texts.rungs[ladder][rung]}`),
      ),
    );
    return ends.length && data.ladders.length
      ? make(
          "span",
          { class: "with" },
          make("label", { for: "with-rung" }, speaker.say("with_label")),
          select,
        )
      : null;
  }

  // ---- finding one

  /** @param {() => void} find */
  search(find) {
    refill(this.found, this.speaker.say("searching", { count: grouped(AMONG) }));
    setTimeout(() => {
      this.watching.ready();
      find();
    }, 30);
  }

  typical() {
    const { member } = this.watching;
    const blocks = Array.from({ length: AMONG / BLOCK }, (_, block) => runBlock(member, block));
    if (blocks.every((block) => !block.failed)) {
      const whole = new Whole();
      for (const block of blocks) whole.add(block);
      const { outcomes } = this.speaker.data;
      this.load(typicalMember(outcomes.map((/** @type {any} */ _, /** @type {number} */ at) => whole.outcome(at))));
    } else this.load(0);
    refill(this.found, this.speaker.say("typical_rule", { count: grouped(AMONG) }));
  }

  /** @param {{ ladder: number, rung: number }} end */
  with({ ladder, rung }) {
    const { speaker, watching } = this;
    const { slot, ordered } = speaker.data.ladders[ladder];
    const last = ordered ? slot + speaker.texts.rungs[ladder].length - 1 : slot + rung;
    const number = memberWith(watching.member, slot + rung, last, AMONG);
    if (number < 0) {
      refill(this.found, speaker.say("none_such", { count: grouped(AMONG) }));
      return;
    }
    watching.ladder = ladder;
    this.fillLadders();
    this.load(number);
    const told = `${speaker.texts.ladders[ladder]}: ${speaker.texts.rungs[ladder][rung]}`;
    refill(this.found, speaker.say("with_rung", { rung: told }));
  }

  /** @param {number} number */
  load(number) {
    this.stop();
    this.watching.load(number);
    refill(this.found);
    this.tell();
  }

  // ---- telling it

  tell() {
    const { watching, speaker } = this;
    const { future } = watching;
    this.number.value = String(watching.number);
    this.lines = [];
    if (!future || future.failed) {
      refill(this.told, speaker.say("cannot_run"));
      return;
    }
    const choices = speaker.data.plans.map(
      (/** @type {any} */ _, /** @type {number} */ at) => watching.state.plans.get(at) ?? 0,
    );
    const teller = new Teller(speaker, choices);
    for (const firing of future.firings) {
      const line = teller.tell(firing);
      if (line) this.lines.push(line);
    }
    this.slider.max = String(this.lines.length);
    const left = { reviews: teller.idleReviews, firings: teller.idleFirings };
    const open = this.story.querySelector("details")?.open ?? false;
    const whole = storyOf(speaker, this.lines, left);
    whole.open = open;
    refill(this.story, whole, endingOf(speaker, future));
    const code = codeOf(watching.state, future);
    refill(
      this.receipt,
      speaker.say("receipt", { code: future.receipt }),
      make("br"),
      `${speaker.say("code_now")} ${code}`,
    );
    this.go(watching.at);
  }

  // ---- moving

  /** @param {number} at */
  go(at) {
    const { watching, speaker } = this;
    watching.at = Math.max(0, Math.min(at, this.lines.length));
    this.slider.value = String(watching.at);
    const line = this.lines[watching.at - 1];
    if (line) {
      const count = this.lines.length;
      refill(this.moment, `${line.date} · ${speaker.say("moment", { at: watching.at, count })}`);
      refill(
        this.told,
        ...line.parts.map((part, place) => make("p", { class: place ? "part" : "first" }, part)),
        make("p", { class: "why" }, speaker.say("because", { why: line.why })),
      );
    } else {
      refill(this.moment, speaker.date(0));
      refill(this.told, make("p", { class: "first" }, speaker.say("begins")));
    }
    this.slider.setAttribute("aria-valuetext", this.moment.textContent ?? "");
    this.draw();
  }

  draw() {
    const { watching, speaker } = this;
    const { future } = watching;
    if (!future || future.failed) return;
    const now = this.lines[watching.at - 1]?.firing.time ?? 0;
    drawWatched(this.picture, speaker, future, watching.ladder, now);
    const { texts } = speaker;
    const rungs = rungsAfter(future, this.lines[watching.at - 1]);
    const list = make("dl", { class: "stands" });
    for (const at of this.ladders) {
      const pair = [make("dt", {}, texts.ladders[at]), make("dd", {}, texts.rungs[at][rungs[at]])];
      put(list, make("div", {}, ...pair));
    }
    refill(this.stands, list);
  }

  // ---- playing

  toggle() {
    if (this.timer) this.stop();
    else {
      if (this.watching.at >= this.lines.length) this.go(0);
      refill(this.play, this.speaker.say("pause"));
      this.tick();
    }
  }

  tick() {
    if (this.watching.at >= this.lines.length || !this.element.isConnected) {
      this.stop();
      return;
    }
    this.go(this.watching.at + 1);
    this.timer = setTimeout(() => this.tick(), PACE);
  }

  stop() {
    clearTimeout(this.timer);
    this.timer = 0;
    refill(this.play, this.speaker.say("play"));
  }

  /** @param {KeyboardEvent} event */
  key(event) {
    const target = /** @type {Element} */ (event.target);
    if (target.matches("select, input[type=number]")) return;
    const steps = /** @type {Record<string, number>} */ ({
      ArrowLeft: this.watching.at - 1,
      ArrowRight: this.watching.at + 1,
      Home: 0,
      End: this.lines.length,
    });
    if (event.key in steps) this.go(steps[event.key]);
    else if (event.key === " " && !target.matches("button, summary")) this.toggle();
    else return;
    event.preventDefault();
  }
}

/**
 * Make the view.
 * @param {Speaker} speaker @param {Watching} watching @returns {HTMLElement}
 */
export function watchView(speaker, watching) {
  const view = new View(speaker, watching);
  if (!watching.future) watching.load(watching.number);
  view.tell();
  requestAnimationFrame(() => view.draw());
  return view.element;
}
