/** SHA-256 of a text, as FIPS 180-4 has it: a page from a USB stick may have no other. */

/** @param {number} count @returns {number[]} the first primes */
function primes(count) {
  /** @type {number[]} */
  const found = [];
  for (let number = 2; found.length < count; number++) {
    if (found.every((prime) => number % prime)) found.push(number);
  }
  return found;
}

/** @param {number} root @returns {number} the first 32 bits behind the point */
function bits(root) {
  return Math.floor((root - Math.floor(root)) * 4294967296) | 0;
}

const ROUNDS = primes(64).map((prime) => bits(Math.cbrt(prime)));
const BEGIN = primes(8).map((prime) => bits(Math.sqrt(prime)));

/** @param {number} word @param {number} by @returns {number} */
function turned(word, by) {
  return (word >>> by) | (word << (32 - by));
}

/** @param {string} text @returns {number[]} eight words of 32 bits */
export function sha256(text) {
  const told = new TextEncoder().encode(text);
  const blocks = Math.ceil((told.length + 9) / 64);
  const bytes = new Uint8Array(blocks * 64);
  bytes.set(told);
  bytes[told.length] = 0x80;
  const view = new DataView(bytes.buffer);
  view.setUint32(bytes.length - 8, Math.floor(told.length / 536870912));
  view.setUint32(bytes.length - 4, (told.length << 3) >>> 0);
  const sum = Int32Array.from(BEGIN);
  const w = new Int32Array(64);
  for (let block = 0; block < blocks; block++) {
    for (let at = 0; at < 16; at++) w[at] = view.getInt32(block * 64 + at * 4);
    for (let at = 16; at < 64; at++) {
      const one = w[at - 15];
      const two = w[at - 2];
      const low = turned(one, 7) ^ turned(one, 18) ^ (one >>> 3);
      const high = turned(two, 17) ^ turned(two, 19) ^ (two >>> 10);
      w[at] = w[at - 16] + low + w[at - 7] + high;
    }
    let [a, b, c, d, e, f, g, h] = sum;
    for (let at = 0; at < 64; at++) {
      const stir = turned(e, 6) ^ turned(e, 11) ^ turned(e, 25);
      const first = (h + stir + ((e & f) ^ (~e & g)) + ROUNDS[at] + w[at]) | 0;
      const mix = turned(a, 2) ^ turned(a, 13) ^ turned(a, 22);
      const second = (mix + ((a & b) ^ (a & c) ^ (b & c))) | 0;
      [h, g, f, e] = [g, f, e, (d + first) | 0];
      [d, c, b, a] = [c, b, a, (first + second) | 0];
    }
    [a, b, c, d, e, f, g, h].forEach((word, at) => (sum[at] += word));
  }
  return Array.from(sum, (word) => word >>> 0);
}
