/** What a future came to, outcome by outcome, in words. */

/** @typedef {import("./format.js").Speaker} Speaker */

/**
 * @param {Speaker} speaker @param {number} at which outcome @param {number} value
 * @returns {string} people as a range, with who reports them
 */
export function outcomeText(speaker, at, value) {
  const outcome = speaker.data.outcomes[at];
  if (outcome.kind === "condition") return speaker.say(value ? "yes" : "no");
  if (outcome.kind === "day") return speaker.date(value);
  if (outcome.kind === "ladder") return speaker.texts.rungs[outcome.ladder][value];
  if (!outcome.people) return speaker.amount(value, outcome.unit);
  const who = speaker.texts.reporters[at];
  const told = speaker.people(value, outcome.unit);
  if (who && told === speaker.people(0, outcome.unit)) {
    // Nobody said that there were none.
    return `${speaker.say("none_reported")} (${speaker.say("reported_by", { who })})`;
  }
  const by = who ? speaker.say("reported_by", { who }) : speaker.say("nobody_reports");
  return `${told} (${by})`;
}
