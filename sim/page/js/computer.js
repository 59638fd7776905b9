/**
 * Who computes: workers made from the page's own script, or the page itself in slices.
 *
 * A question is asked with an id; an answer to an older question is dropped. Blocks are
 * handed out in order, one to each worker that is free.
 */

import { Member } from "./member.js";
import { buffersOf, runBlock } from "./parts.js";

/**
 * @typedef {import("./parts.js").Part} Part
 * @typedef {import("./member.js").Changes} Changes
 * @typedef {{ id: number, block: number, changes: Changes }} Task
 */

/** Runs blocks in the page itself, between two frames. */
class Slices {
  /** @param {Member} member */
  constructor(member) {
    this.member = member;
    this.busy = false;
  }

  /** @param {[number, number]} words */
  seed(words) {
    this.member.seed(...words);
  }

  /** @param {Task} task @param {(id: number, block: number, part: Part) => void} done */
  run(task, done) {
    this.busy = true;
    setTimeout(() => {
      this.member.change(task.changes);
      const part = runBlock(this.member, task.block);
      this.busy = false;
      done(task.id, task.block, part);
    }, 0);
  }
}

/** Runs blocks in one worker. */
class Hand {
  /** @param {Worker} worker @param {any} numbers @param {[number, number]} seed */
  constructor(worker, numbers, seed) {
    this.worker = worker;
    this.busy = false;
    worker.postMessage({ numbers, seed });
  }

  /** @param {[number, number]} words */
  seed(words) {
    this.worker.postMessage({ seed: words });
  }

  /** @param {Task} task @param {(id: number, block: number, part: Part) => void} done */
  run(task, done) {
    this.busy = true;
    this.worker.onmessage = ({ data }) => {
      this.busy = false;
      done(task.id, task.block, data);
    };
    this.worker.postMessage(task);
  }
}

/** Computes blocks of members for the latest question. */
export class Computer {
  /**
   * @param {any} numbers @param {(host: any) => any} rulesOf
   * @param {[number, number]} seed words, low and high
   * @param {string} script text of the page's script, for workers; empty for none
   */
  constructor(numbers, rulesOf, seed, script) {
    this.numbers = numbers;
    this.rulesOf = rulesOf;
    this.seed = seed;
    this.id = 0;
    /** @type {Task[]} */
    this.waiting = [];
    /** @type {Task[]} what waits until it is wanted */
    this.held = [];
    /** @type {{ changes: Changes, blocks: number[] } | null} */
    this.asked = null;
    /** @type {(Slices | Hand)[]} */
    this.hands = workersOf(script, numbers, seed, () => this.alone());
    /** @type {(block: number, part: Part) => void} */
    this.told = () => {};
    if (!this.hands.length) this.alone();
  }

  /** Do without workers. */
  alone() {
    if (this.hands.some((hand) => hand instanceof Slices)) return;
    const member = new Member(this.numbers, this.rulesOf);
    member.seed(...this.seed);
    this.hands = [new Slices(member)];
    if (this.asked) this.ask(this.asked.changes, this.asked.blocks, this.told);
  }

  /** @returns {boolean} whether workers do the work */
  get apart() {
    return this.hands.some((hand) => hand instanceof Hand);
  }

  /**
   * Take another seed; what has been asked for is dropped.
   * @param {[number, number]} words low and high
   */
  reseed(words) {
    this.seed = words;
    this.id++;
    this.waiting = this.held = [];
    for (const hand of this.hands) hand.seed(words);
  }

  /**
   * Ask for blocks of a changed world, in the order given.
   * @param {Changes} changes @param {number[]} blocks
   * @param {(block: number, part: Part) => void} told
   */
  ask(changes, blocks, told) {
    this.asked = { changes, blocks };
    this.id++;
    this.told = told;
    this.held = [];
    this.waiting = blocks.map((block) => ({ id: this.id, block, changes }));
    for (const hand of this.hands) this.give(hand);
  }

  /** Hand out no more of what has been asked for, so that all are free for a new question. */
  hold() {
    this.held = this.waiting;
    this.waiting = [];
  }

  /** Hand out what has been kept back. */
  goOn() {
    this.waiting = [...this.waiting, ...this.held];
    this.held = [];
    for (const hand of this.hands) this.give(hand);
  }

  /** @param {Slices | Hand} hand */
  give(hand) {
    if (hand.busy) return;
    const task = this.waiting.shift();
    if (!task) return;
    hand.run(task, (id, block, part) => {
      if (id === this.id) this.told(block, part);
      this.give(hand);
    });
  }

  /** @returns {Member} one for the page itself */
  member() {
    const member = new Member(this.numbers, this.rulesOf);
    member.seed(...this.seed);
    return member;
  }
}

/**
 * @param {string} script @param {any} numbers @param {[number, number]} seed
 * @param {() => void} failed
 * @returns {Hand[]} none where workers, or blobs, are forbidden
 */
function workersOf(script, numbers, seed, failed) {
  if (!script || typeof Worker === "undefined") return [];
  try {
    const url = URL.createObjectURL(new Blob([script], { type: "text/javascript" }));
    const count = Math.max(1, Math.min(4, navigator.hardwareConcurrency || 1));
    return Array.from({ length: count }, () => {
      const worker = new Worker(url);
      worker.onerror = () => failed();
      return new Hand(worker, numbers, seed);
    });
  } catch {
    return [];
  }
}

/** @param {(host: any) => any} rulesOf What a worker does. */
export function work(rulesOf) {
  /** @type {Member | null} */
  let member = null;
  self.onmessage = ({ data }) => {
    if (data.numbers) {
      member = new Member(data.numbers, rulesOf);
      member.seed(/** @type {number} */ (data.seed[0]), /** @type {number} */ (data.seed[1]));
      return;
    }
    if (!member) return;
    if (data.seed) {
      member.seed(/** @type {number} */ (data.seed[0]), /** @type {number} */ (data.seed[1]));
      return;
    }
    member.change(data.changes);
    const part = runBlock(member, data.block);
    /** @type {any} */ (self).postMessage(part, buffersOf(part));
  };
}
