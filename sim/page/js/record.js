/**
 * The record of a decided future: a small JSON file that `sim kit` and `sim receipt` take,
 * and that this page goes on from. docs/records.md says what each key means.
 */

import { written } from "./format.js";
import { PACES, Play } from "./play.js";
import { seedOf, wordsOf } from "./receiptcode.js";
import { KINDS } from "./state.js";

/**
 * @typedef {import("./play.js").Answer} Answer
 * @typedef {import("./play.js").Pace} Pace
 * @typedef {import("./played.js").PlayedMember} PlayedMember
 * @typedef {import("./state.js").State} State
 */

const DIGEST = /^[0-9a-f]{64}$/;
const MOST = 10000;

/** @param {State} state @returns {any} what is changed, as on the command line */
export function optionsOf(state) {
  const { data } = state;
  /** @type {Record<string, string>} */
  const set = {};
  for (const [at, value] of state.held) {
    const parameter = data.parameters[at];
    set[parameter.name] = parameter.words.length
      ? parameter.words[value]
      : written(parameter, value);
  }
  const policy = state.chosen.map(([at, choice]) => data.plans[at].policies[choice - 1]);
  const without = KINDS.flatMap((kind) =>
    state.turned(kind).map((at) => data[kind][at].name),
  );
  return { policy, set, without, central: false, horizon: null };
}

/**
 * Whether a record can hold what is changed: it has no word for what a file switches off
 * and a reader on again.
 * @param {State} state @returns {boolean}
 */
export function holds(state) {
  return KINDS.every((kind) => state.turned(kind).every((at) => !state.data[kind][at].off));
}

/** @param {Play} play @param {any} data @returns {string} the file */
export function recordText(play, data) {
  const { member, seat, future } = play;
  const rungs = seat.names;
  const whole = {
    record: 1,
    scenario: data.name,
    sha256: data.sha256,
    seed: String(seedOf(member.q0, member.q1)),
    member: play.number,
    options: play.options,
    seats: [seat.actor],
    decisions: play.answers.map((answer) => ({
      day: answer.day,
      ladder: data.ladders[seat.ladder].name,
      rung: rungs[answer.rung],
      taken_back: answer.takenBack,
      ...(answer.asked ? {} : { asked: false }),
      ...(answer.hands.length
        ? { hands: Object.fromEntries(answer.hands.map((count, at) => [rungs[at], count])) }
        : {}),
    })),
    receipt: future && !future.failed ? future.receipt : "",
    page: { pace: play.pace, returns: [...play.returns] },
  };
  return `${JSON.stringify(whole, null, 1)}\n`;
}

/**
 * Go on from a record. The state is brought to what it says, if it is sound.
 * @param {string} text @param {State} state @param {PlayedMember} member
 * @returns {Play | string} the play, or the word that says why not
 */
export function playOf(text, state, member) {
  const { data } = state;
  const found = parsed(text);
  if (!found || found.record !== 1 || !Array.isArray(found.decisions)) return "record_none";
  if (!DIGEST.test(found.sha256) || found.sha256 !== data.sha256) return "record_other";
  const seed = /^\d{1,20}$/.test(found.seed) ? BigInt(found.seed) : -1n;
  const number = found.member;
  if (seed < 0n || seed >= 2n ** 64n || !Number.isInteger(number) || number < 0 || number >= 2 ** 32) return "record_none";
  const names = new Set(found.decisions.map((/** @type {any} */ item) => item?.ladder));
  const seat = data.seats.find(
    (/** @type {any} */ item) =>
      found.seats?.[0] === item.actor &&
      [...names].every((name) => name === data.ladders[item.ladder].name),
  );
  if (!seat || found.seats.length !== 1) return "record_seat";
  const answers = answersOf(found.decisions, seat.names);
  if (!answers) return "record_none";
  const steps = stepsOf(found.options ?? {}, state);
  if (!steps) return "record_options";
  state.clear();
  for (const step of steps) step();
  const pace = PACES.includes(found.page?.pace) ? found.page.pace : "short";
  const how = { number, pace, changes: state.changes(), options: optionsOf(state) };
  member.seed(...wordsOf(seed));
  const play = new Play(member, seat, how);
  play.answers = answers;
  for (const pair of Array.isArray(found.page?.returns) ? found.page.returns : []) {
    if (Number.isFinite(pair?.[0]) && Number.isInteger(pair?.[1])) play.returns.set(pair[0], pair[1]);
  }
  if (!play.run()) return "record_days";
  if (found.receipt && found.receipt !== play.future?.receipt) return "record_receipt";
  return play;
}

/** @param {string} text @returns {any} null if it is no JSON */
function parsed(text) {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

/**
 * @param {any[]} decisions @param {string[]} rungs
 * @returns {Answer[] | null} null if one is not sound
 */
function answersOf(decisions, rungs) {
  if (decisions.length > MOST) return null;
  /** @type {Answer[]} */
  const answers = [];
  for (const item of decisions) {
    const rung = rungs.indexOf(item?.rung);
    const again = item?.taken_back ?? 0;
    const hands = item?.hands ? rungs.map((name) => item.hands[name] ?? 0) : [];
    const sound = hands.every((count) => Number.isInteger(count) && count >= 0);
    if (rung < 0 || !Number.isFinite(item.day) || !Number.isInteger(again) || !sound) return null;
    answers.push({ day: item.day, rung, asked: item.asked !== false, hands, takenBack: again });
  }
  return answers;
}

/**
 * What brings a state to the options of a record.
 * @param {any} options @param {State} state
 * @returns {(() => void)[] | null} null if this page cannot hold them
 */
function stepsOf(options, state) {
  const { data } = state;
  if (options.central || options.horizon) return null;
  /** @type {(() => void)[]} */
  const steps = [];
  for (const [name, text] of Object.entries(options.set ?? {})) {
    const at = data.parameters.findIndex((/** @type {any} */ item) => item.name === name);
    const parameter = data.parameters[at];
    if (!parameter) return null;
    const word = parameter.words.indexOf(text);
    const value = parameter.words.length ? word : parseFloat(text);
    const same = parameter.words.length ? word >= 0 : written(parameter, value) === text;
    if (!same) return null;
    steps.push(() => state.held.set(at, value));
  }
  for (const name of options.policy ?? []) {
    const at = data.plans.findIndex((/** @type {any} */ plan) => plan.policies.includes(name));
    if (at < 0) return null;
    steps.push(() => state.plans.set(at, data.plans[at].policies.indexOf(name) + 1));
  }
  for (const name of options.without ?? []) {
    const kind = KINDS.find((one) =>
      data[one].some((/** @type {any} */ item) => item.name === name),
    );
    if (!kind) return null;
    const at = data[kind].findIndex((/** @type {any} */ item) => item.name === name);
    steps.push(() => state.off[kind].add(at));
  }
  return steps;
}
