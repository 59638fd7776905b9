/** Stands for the printed rules, which the bundle puts in its place. */

/** @param {any} host @returns {any} */
export function rulesOf(host) {
  throw new Error(`no rules were printed for ${typeof host}`);
}
