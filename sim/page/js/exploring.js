/**
 * What Explore asks and knows: counts of the changed world and of the start, as they come.
 *
 * While the hand moves, a picture is due within a tenth of a second of its move; when it
 * has been shown nothing more is computed until the hand moves on or rests, so that the
 * next question never waits for the end of the last. Then the rest follows.
 */

import { BLOCK, Whole } from "./parts.js";

/** Blocks of a picture while the hand still moves, at least, and when it rests. */
const HASTY = Math.ceil(500 / BLOCK);
const REST = 10000 / BLOCK;
const ALL = Array.from({ length: REST }, (_, block) => block);
/** Milliseconds in which a picture should follow the hand. */
const HASTE = 100;
/** Milliseconds until the screen shows what has been drawn, about. */
const FRAME = 16;
/** Milliseconds without a move after which the hand rests, though it holds on. */
const STILL = 150;
/** Milliseconds between two pictures while the rest is computed, at least. */
const PAUSE = 400;

/**
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./results.js").Pair} Pair
 */

/** What stays when the language changes. */
export class Exploring {
  /** @param {import("./computer.js").Computer} computer @param {import("./state.js").State} state */
  constructor(computer, state) {
    this.computer = computer;
    this.state = state;
    /** @type {(Part | undefined)[]} blocks of the scenario as written */
    this.startBlocks = [];
    /** @type {Whole | null} the first of them, added; and all of them */
    this.startSum = null;
    /** @type {Whole | null} */
    this.startWhole = null;
    /** @type {(Part | undefined)[]} blocks of the changed one */
    this.blocks = [];
    /** @type {Whole | null} the first of them, added */
    this.sum = null;
    /** What is being computed, as text. */
    this.question = "";
    this.resting = true;
    this.shown = true;
    /** Whether the hand has moved on while a picture is still being computed. */
    this.again = false;
    /** Whether the blocks are those of the scenario as written. */
    this.plain = true;
    /** When the hand last moved, which move is being answered, when the hand came to rest. */
    this.moved = 0;
    this.asked = 0;
    this.rested = 0;
    /** When a picture was last drawn, and how long that took. */
    this.drawn = 0;
    this.drawing = 0;
    /** @type {ReturnType<typeof setTimeout> | 0} */
    this.timer = 0;
    /** @type {(event: string, pair?: Pair | null) => void} */
    this.heard = () => {};
    /** Milliseconds of the latest answer: from the move to its picture, from rest to the last. */
    this.took = { first: 0, rest: 0 };
  }

  /** @param {boolean} resting whether the hand rests */
  ask(resting) {
    this.reseed();
    this.moved = performance.now();
    this.resting = resting;
    if (resting) this.rested = this.moved;
    if (this.question === JSON.stringify(this.state.changes())) {
      this.again = false;
      if (resting) this.goOn(); // what is there already stays
    } else if (this.shown) this.begin();
    else this.again = true; // the picture of the last move is still being computed
  }

  /** Take the seed of the state: other futures, and none of the ones before. */
  reseed() {
    const { seed } = this.state;
    if (this.computer.seed[0] === seed) return;
    this.computer.reseed([seed, 0]);
    this.startBlocks = [];
    this.startSum = this.startWhole = null;
    this.forget();
    this.shown = true;
  }

  forget() {
    clearTimeout(this.timer);
    this.question = "";
    this.blocks = [];
    this.sum = null;
  }

  begin() {
    const { plain } = this.state;
    const changes = this.state.changes();
    this.forget();
    this.question = JSON.stringify(changes);
    this.again = false;
    this.shown = false;
    this.asked = this.moved;
    this.plain = plain;
    if (plain) this.blocks = this.startBlocks.slice();
    const missing = ALL.filter((block) => !this.blocks[block]);
    this.computer.ask(changes, missing, (block, part) => this.take(block, part, plain));
    if (this.ready >= HASTY) this.come();
  }

  /** Compute what of the start is still missing, while there is nothing else to do. */
  fillStart() {
    const missing = ALL.filter((block) => !this.startBlocks[block]);
    if (!missing.length) return;
    this.computer.ask(this.state.written, missing, (block, part) => {
      this.startBlocks[block] = part;
      const left = ALL.some((other) => !this.startBlocks[other]);
      if (!left || this.late) this.draw("done");
    });
  }

  /** @param {number} block @param {Part} part @param {boolean} plain */
  take(block, part, plain) {
    this.blocks[block] = part;
    if (plain) this.startBlocks[block] = part;
    this.come();
  }

  /** See what is due, now that blocks have come. */
  come() {
    const { ready, shown } = this;
    const since = performance.now() - this.asked;
    // as many futures as fit: whether one more block would come too late
    const due = (since * (ready + 1)) / ready + this.drawing + FRAME >= HASTE;
    if (!shown && (ready >= REST || (ready >= HASTY && due))) this.show(since);
    else if (ready >= REST) this.finish();
    else if (shown && this.late) this.draw("more");
  }

  /** @param {number} since the move, in milliseconds */
  show(since) {
    this.shown = true;
    this.took.first = since;
    const pair = this.pair();
    // the workers go on, or are kept free, before anything is drawn
    if (this.again) {
      this.begin();
      if (!this.shown) this.draw("first", pair);
    } else if (this.resting && this.done) this.finish();
    else {
      if (!this.resting) this.hold();
      this.draw("first", pair);
    }
  }

  finish() {
    this.took.rest = performance.now() - this.rested;
    this.draw("done");
    this.fillStart();
  }

  /** @returns {boolean} whether the last picture was drawn some time ago */
  get late() {
    return performance.now() - this.drawn > PAUSE + 5 * this.drawing;
  }

  /** @param {string} event @param {Pair | null} [pair] */
  draw(event, pair = this.pair()) {
    if (!pair) return;
    const began = performance.now();
    this.heard(event, pair);
    this.drawn = performance.now();
    this.drawing = this.drawn - began;
  }

  /** Keep the workers free for the next move; without one the hand rests after a while. */
  hold() {
    this.computer.hold();
    this.timer = setTimeout(() => {
      this.rested = performance.now();
      this.goOn();
    }, STILL);
  }

  goOn() {
    clearTimeout(this.timer);
    this.resting = true;
    if (this.done && this.shown) this.finish();
    else this.computer.goOn();
  }

  /** Have the futures of the start computed, wherever the reader is. */
  prepare() {
    this.reseed();
    if (!this.blocks.length) this.ask(true);
    else if (this.done) this.fillStart(); // else they follow by themselves
  }

  /** @returns {Whole | null} every future of the scenario as written; null until all have come */
  whole() {
    if (ALL.some((block) => !this.startBlocks[block])) return null;
    this.startWhole ??= grown(null, this.startBlocks, REST);
    return this.startWhole;
  }

  /** @returns {number} how many blocks have come, without a gap */
  get ready() {
    let count = 0;
    while (this.blocks[count]) count++;
    return count;
  }

  /** @returns {boolean} whether every future has come */
  get done() {
    return this.ready >= REST;
  }

  /** @returns {Pair | null} the same members, now and at the start */
  pair() {
    const { plain, ready } = this;
    let count = 0;
    while (count < ready && (plain || this.startBlocks[count])) count++;
    if (!count) return null;
    this.sum = grown(this.sum, this.blocks, count);
    if (plain) return { now: this.sum, start: null };
    const start = count === REST ? this.whole() : grown(this.startSum, this.startBlocks, count);
    if (count < REST) this.startSum = start;
    return { now: this.sum, start };
  }
}

/**
 * @param {Whole | null} sum of the first blocks @param {(Part | undefined)[]} blocks
 * @param {number} count @returns {Whole} of so many
 */
function grown(sum, blocks, count) {
  const whole = sum && sum.blocks <= count ? sum : new Whole();
  while (whole.blocks < count) whole.add(/** @type {Part} */ (blocks[whole.blocks]));
  return whole;
}
