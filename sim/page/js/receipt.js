/** A short digest of a path, as `sim/streams/receipts.py` has it. */

import { splitFloat } from "./primitives.js";

const pair = new Int32Array(2);

/** The two sums of a receipt, and how words are stirred into them. */
export class Receipt {
  constructor() {
    this.h1 = 1;
    this.h2 = 1;
  }

  clear() {
    this.h1 = 1;
    this.h2 = 1;
  }

  /** @param {number} word of 32 bits */
  stir(word) {
    this.h1 = Math.imul(this.h1 ^ word, 0x01000193);
    this.h2 = (Math.imul(this.h2 ^ word, 0x85ebca6b) + 1) | 0;
  }

  /** @param {number} x */
  stirFloat(x) {
    splitFloat(x, pair);
    this.stir(pair[0]);
    this.stir(pair[1]);
  }

  /** @returns {string} 16 hexadecimal digits */
  text() {
    return hex(this.h1) + hex(this.h2);
  }
}

/** @param {number} word @returns {string} */
function hex(word) {
  return (word >>> 0).toString(16).padStart(8, "0");
}
