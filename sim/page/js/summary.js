/** What counts of members come to: shares, spreads, claims. Computes, and draws nothing. */

/**
 * @typedef {import("./parts.js").Whole} Whole
 * @typedef {{ mean: number, low: number, middle: number, high: number }} Spread
 */

/** Fewer members in which what a claim supposes holds, and no share is given. */
export const FEWEST = 30;

const HOLDS = [
  [0.05, "hardly any"],
  [0.35, "few"],
  [0.65, "about half"],
  [0.95, "most"],
];

/** @param {number} share @returns {string} in how many futures a claim holds */
export function holdsIn(share) {
  for (const [limit, word] of HOLDS) if (share < Number(limit)) return String(word);
  return "nearly all";
}

/** @type {WeakMap<Float64Array, Spread>} what has been sorted once */
const known = new WeakMap();

/** @param {Float64Array} values @returns {Spread} mean, and where 5, 50 and 95 % lie */
export function spreadOf(values) {
  const found = known.get(values) ?? sortedSpread(values);
  known.set(values, found);
  return found;
}

/** @param {Float64Array} values @returns {Spread} */
function sortedSpread(values) {
  const sorted = values.slice().sort();
  let sum = 0;
  for (const value of values) sum += value;
  const at = (/** @type {number} */ share) =>
    sorted.length ? sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] : NaN;
  return { mean: sum / values.length, low: at(0.05), middle: at(0.5), high: at(0.95) };
}

/** @param {Float64Array} values @returns {number} share of them that are finite */
export function shareFinite(values) {
  let count = 0;
  for (const value of values) if (value < Infinity) count++;
  return count / values.length;
}

/** @param {Float64Array} values @returns {number} share of them that are not 0 */
export function shareTrue(values) {
  let count = 0;
  for (const value of values) if (value !== 0) count++;
  return count / values.length;
}

/** @param {Float64Array} values rungs @param {number} size @returns {number[]} shares */
export function shareEach(values, size) {
  const counts = new Array(size).fill(0);
  for (const value of values) counts[value]++;
  return counts.map((count) => count / values.length);
}

/**
 * Shares over time of one ladder's rungs.
 * @param {Int32Array} counts times first @param {number} width
 * @param {number} slot @param {number} size @param {number} members
 * @returns {Float64Array[]} one for each rung
 */
export function sharesOver(counts, width, slot, size, members) {
  const times = counts.length / width;
  return Array.from({ length: size }, (_, rung) =>
    Float64Array.from({ length: times }, (__, at) => counts[at * width + slot + rung] / members),
  );
}

/**
 * A claim at one horizon: its share, and among how many; null where they are too few.
 * @param {Whole} part @param {number} at place of its answer
 * @returns {{ share: number | null, among: number }}
 */
export function claimShare(part, at) {
  const among = part.asked[at];
  const few = among < FEWEST && among < part.count;
  return { share: few || !among ? null : part.holds[at] / among, among };
}
