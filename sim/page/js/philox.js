/** Random numbers by address: Philox4x32-10, as `sim/streams/philox.py` has it. */

/** The latest block: four signed words. */
const words = new Int32Array(4);

/** @param {number} a @param {number} b @returns {number} the high word of the product */
function high(a, b) {
  const a0 = a & 0xffff;
  const a1 = a >>> 16;
  const b0 = b & 0xffff;
  const b1 = b >>> 16;
  const low = Math.imul(a0, b0) >>> 16;
  const one = (Math.imul(a1, b0) >>> 0) + low;
  const two = (Math.imul(a0, b1) >>> 0) + (one & 0xffff);
  return (Math.imul(a1, b1) + ((one / 65536) | 0) + ((two / 65536) | 0)) | 0;
}

/**
 * Look a block up; it is left in `words`.
 * @param {number} c0 @param {number} c1 @param {number} c2 @param {number} c3 the counter
 * @param {number} k0 @param {number} k1 the key
 */
function look(c0, c1, c2, c3, k0, k1) {
  for (let round = 0; round < 10; round++) {
    const h0 = high(0xd2511f53, c0);
    const l0 = Math.imul(0xd2511f53, c0);
    const h1 = high(0xcd9e8d57, c2);
    const l1 = Math.imul(0xcd9e8d57, c2);
    c0 = h1 ^ c1 ^ k0;
    c1 = l1;
    c2 = h0 ^ c3 ^ k1;
    c3 = l0;
    k0 = (k0 + 0x9e3779b9) | 0;
    k1 = (k1 + 0xbb67ae85) | 0;
  }
  words[0] = c0;
  words[1] = c1;
  words[2] = c2;
  words[3] = c3;
}

/** @param {number} a @param {number} b @returns {number} (n + 1/2) 2**-52 of 26 and 26 bits */
function unit(a, b) {
  return ((a >>> 6) * 67108864 + (b >>> 6) + 0.5) * 2.220446049250313e-16;
}

/**
 * The first uniform at seed (q0, q1), stream (s0, s1), draw n and member m.
 * @param {number} q0 @param {number} q1 @param {number} s0 @param {number} s1
 * @param {number} n @param {number} m @returns {number}
 */
export function firstUniform(q0, q1, s0, s1, n, m) {
  look(n | 0, s0 | 0, s1 | 0, m | 0, q0 | 0, q1 | 0);
  return unit(words[0], words[1]);
}

/**
 * The second uniform at the same address.
 * @param {number} q0 @param {number} q1 @param {number} s0 @param {number} s1
 * @param {number} n @param {number} m @returns {number}
 */
export function secondUniform(q0, q1, s0, s1, n, m) {
  look(n | 0, s0 | 0, s1 | 0, m | 0, q0 | 0, q1 | 0);
  return unit(words[2], words[3]);
}

/**
 * A whole block, for the published answers.
 * @param {number[]} counter @param {number[]} key @returns {number[]} four words
 */
export function blockOf(counter, key) {
  look(counter[0] | 0, counter[1] | 0, counter[2] | 0, counter[3] | 0, key[0] | 0, key[1] | 0);
  return Array.from(words, (word) => word >>> 0);
}
