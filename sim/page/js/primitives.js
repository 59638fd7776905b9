/** What the printed rules ask of their host: exact moves of bits, luck, square root. */

import { firstUniform, secondUniform } from "./philox.js";

const cell = new Float64Array(1);
const halves = new Int32Array(cell.buffer);
/** Which half of a float holds its sign and exponent: 1 where the low one comes first. */
const TOP = new Uint8Array(new Uint32Array([1]).buffer)[0] === 1 ? 1 : 0;

/** @param {number} x more than 0 @returns {number} m of x = m 2**k, from 1/2 to 1 */
function mantissa(x) {
  cell[0] = x >= 2.2250738585072014e-308 ? x : x * 18014398509481984;
  halves[TOP] = (halves[TOP] & 0xfffff) | 0x3fe00000;
  return cell[0];
}

/** @param {number} x more than 0 @returns {number} k of x = m 2**k */
function exponent(x) {
  const small = !(x >= 2.2250738585072014e-308);
  cell[0] = small ? x * 18014398509481984 : x;
  const k = ((halves[TOP] >>> 20) & 0x7ff) - 1022;
  return small ? k - 54 : k;
}

/** @param {number} k from -1022 to 1023 @returns {number} 2**k */
function twoTo(k) {
  halves[TOP] = (k + 1023) << 20;
  halves[1 - TOP] = 0;
  return cell[0];
}

/** @param {number} x @param {number} k @returns {number} x 2**k */
function scale(x, k) {
  const half = k >> 1;
  const once = x * twoTo(half);
  return once * twoTo(k - half);
}

/**
 * @param {number} count of parameters
 * @returns what `rulesOf` is given
 */
export function makeHost(count) {
  return {
    abs: Math.abs,
    exponent,
    first_uniform: firstUniform,
    floor: Math.floor,
    mantissa,
    scale,
    second_uniform: secondUniform,
    sqrt: Math.sqrt,
    FIXED: new Uint8Array(count),
    VALUES: new Float64Array(count),
  };
}

/** @typedef {ReturnType<typeof makeHost>} Host */

/**
 * The two halves of a float's bits, the low one first; -0 counts as 0, every nan as one.
 * @param {number} x @param {Int32Array} into
 */
export function splitFloat(x, into) {
  if (x !== x) {
    into[0] = 0;
    into[1] = 0x7ff80000;
    return;
  }
  cell[0] = x + 0;
  into[0] = halves[1 - TOP];
  into[1] = halves[TOP];
}
