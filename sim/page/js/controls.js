/** What a reader may change: plans, unknowns, events, factors, arguments. */

import { fold, make, put, refill } from "./dom.js";
import { grouped, plain, scaleOf } from "./format.js";
import { titleOf } from "./state.js";

/** Steps of a slider from one end of a spread to the other. */
const NOTCHES = 100;

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./state.js").State} State
 */

/**
 * Make the controls.
 * @param {Speaker} speaker @param {State} state
 * @param {(resting: boolean) => void} changed called after each change
 * @returns {{ element: HTMLElement, show: () => void }}
 */
export function makeControls(speaker, state, changed) {
  /** @type {(() => void)[]} what brings each control up to the state */
  const shows = [];
  const element = make(
    "div",
    { class: "controls" },
    plans(speaker, state, changed, shows),
    unknowns(speaker, state, changed, shows),
    switches(speaker, state, "events", changed, shows),
    switches(speaker, state, "factors", changed, shows),
    switches(speaker, state, "arguments", changed, shows),
  );
  return { element, show: () => shows.forEach((show) => show()) };
}

/** @param {Speaker} speaker @param {State} state @param {(resting: boolean) => void} changed @param {(() => void)[]} shows */
function plans(speaker, state, changed, shows) {
  const { data, texts } = speaker;
  if (!data.plans.length) return null;
  const chosen = data.plans.map((/** @type {any} */ plan, /** @type {number} */ at) => {
    const id = `plan-${at}`;
    const select = make(
      "select",
      {
        id,
        onchange: () => {
          if (select.selectedIndex) state.plans.set(at, select.selectedIndex);
          else state.plans.delete(at);
          show();
          changed(true);
        },
      },
      make("option", {}, speaker.say("as_written", { policy: texts.plans[at] })),
      ...plan.titles.map((/** @type {number} */ policy) =>
        make("option", {}, texts.policies[policy].title),
      ),
    );
    const whole = make("span", { class: "value" });
    const show = () => {
      select.selectedIndex = state.plans.get(at) ?? 0;
      refill(whole, select.selectedIndex ? "" : texts.plans[at]);
    };
    shows.push(show);
    show();
    return make(
      "div",
      { class: "plan" },
      make("label", { for: id }, texts.ladders[plan.ladder]),
      select,
      whole,
    );
  });
  return make("section", {}, make("h3", {}, speaker.say("plans")), ...chosen);
}

/** @param {Speaker} speaker @param {State} state @param {(resting: boolean) => void} changed @param {(() => void)[]} shows */
function unknowns(speaker, state, changed, shows) {
  const { data, texts } = speaker;
  const rows = data.parameters
    .map((/** @type {any} */ parameter, /** @type {number} */ at) => {
      if (!parameter.drawn && !parameter.constant) return null;
      const row = parameter.words.length
        ? word(speaker, state, at, changed, shows)
        : slider(speaker, state, at, changed, shows);
      return row && { row, title: texts.parameters[at].toLocaleLowerCase() };
    })
    .filter(Boolean);
  if (!rows.length) return null;
  const find = make("input", {
    type: "search",
    id: "find-unknown",
    oninput: () => {
      const sought = find.value.trim().toLocaleLowerCase();
      for (const { row, title } of rows) row.hidden = !title.includes(sought);
    },
  });
  const many = rows.length > 8;
  return make(
    "section",
    {},
    make("h3", {}, speaker.say("unknowns")),
    make("p", { class: "hint" }, speaker.say("unknowns_hint")),
    many && make("p", { class: "find" }, make("label", { for: "find-unknown" }, speaker.say("find")), find),
    make("div", { class: "unknowns" }, ...rows.map((/** @type {any} */ item) => item.row)),
  );
}

/** @param {Speaker} speaker @param {number} at @param {() => void} act */
function letGo(speaker, at, act) {
  const title = speaker.texts.parameters[at];
  return make(
    "button",
    { type: "button", class: "small", "aria-label": speaker.say("let_go_of", { title }), onclick: act },
    speaker.say("let_go"),
  );
}

/** @param {Speaker} speaker @param {State} state @param {number} at @param {(resting: boolean) => void} changed @param {(() => void)[]} shows */
function slider(speaker, state, at, changed, shows) {
  const parameter = speaker.data.parameters[at];
  const scale = scaleOf(parameter);
  let [low, high] = [parameter.low / scale, parameter.high / scale];
  if (!(high > low)) {
    const centre = parameter.centre / scale;
    [low, high] = centre ? [0, 2 * centre].sort((one, other) => one - other) : [0, 1];
  }
  const step = roundStep((high - low) / NOTCHES);
  const first = Math.round(low / step);
  const places = Math.max(0, -Math.floor(Math.log10(step) + 1e-9));
  const number = (/** @type {number} */ place) => Number(((first + place) * step).toFixed(places));
  const id = `unknown-${at}`;
  const value = make("output", { for: id, class: "value" });
  const input = make("input", {
    type: "range",
    id,
    min: 0,
    max: Math.round(high / step) - first,
    step: 1,
    oninput: () => {
      state.held.set(at, number(Number(input.value)));
      show();
      changed(false);
    },
    onchange: () => changed(true),
  });
  const again = letGo(speaker, at, () => {
    state.held.delete(at);
    show();
    input.focus();
    changed(true);
  });
  const told = (/** @type {number} */ amount) => speaker.quantity(parameter, shown(amount, places));
  const show = () => {
    const held = state.held.get(at);
    const middle = parameter.drawn ? parameter.middle : parameter.centre;
    const place = (held ?? middle / scale) / step - first;
    input.value = String(Math.round(place));
    input.classList.toggle("free", held === undefined);
    again.hidden = held === undefined;
    const text =
      held !== undefined
        ? speaker.say("held", { value: told(held) })
        : parameter.drawn
          ? speaker.say("drawn", {
              low: speaker.parameter(at, parameter.low),
              high: speaker.parameter(at, parameter.high),
            })
          : speaker.say("constant", { value: speaker.parameter(at, parameter.centre) });
    refill(value, text);
    input.setAttribute("aria-valuetext", text);
  };
  shows.push(show);
  show();
  return make(
    "div",
    { class: "unknown" },
    make("label", { for: id }, speaker.texts.parameters[at]),
    make("div", { class: "line" }, input, again),
    value,
  );
}

/** @param {number} amount @param {number} places @returns {string} */
function shown(amount, places) {
  const text = places ? plain(Number(amount.toFixed(places))) : String(Math.round(amount));
  return (amount < 0 ? "−" : "") + grouped(/** @type {any} */ (text.replace("-", "")));
}

/** @param {number} step @returns {number} a round one near it: 1, 2 or 5 times a power of ten */
function roundStep(step) {
  const power = Math.floor(Math.log10(step));
  const lead = step / 10 ** power;
  const round = lead < 1.5 ? 1 : lead < 3.5 ? 2 : lead < 7.5 ? 5 : 10;
  return Number(`${round}e${power}`);
}

/** @param {Speaker} speaker @param {State} state @param {number} at @param {(resting: boolean) => void} changed @param {(() => void)[]} shows */
function word(speaker, state, at, changed, shows) {
  const id = `unknown-${at}`;
  const { texts } = speaker;
  const select = make(
    "select",
    {
      id,
      onchange: () => {
        if (select.selectedIndex) state.held.set(at, select.selectedIndex - 1);
        else state.held.delete(at);
        changed(true);
      },
    },
    make("option", {}, speaker.say("drawn_word")),
    ...texts.words[at].map((/** @type {string} */ text) => make("option", {}, text)),
  );
  shows.push(() => (select.selectedIndex = (state.held.get(at) ?? -1) + 1));
  return make("div", { class: "unknown" }, make("label", { for: id }, texts.parameters[at]), select);
}

/**
 * @param {Speaker} speaker @param {State} state @param {"events" | "factors" | "arguments"} kind
 * @param {(resting: boolean) => void} changed @param {(() => void)[]} shows
 */
function switches(speaker, state, kind, changed, shows) {
  const items = speaker.data[kind];
  if (!items.length) return null;
  /** @type {Map<string, HTMLElement>} */
  const groups = new Map();
  items.forEach((/** @type {any} */ item, /** @type {number} */ at) => {
    const id = `${kind}-${at}`;
    const box = make("input", {
      type: "checkbox",
      id,
      onchange: () => {
        if (box.checked) state.off[kind].delete(at);
        else state.off[kind].add(at);
        changed(true);
      },
    });
    const show = () => (box.checked = !state.off[kind].has(at));
    shows.push(show);
    show();
    const actor = kind === "factors" ? "" : item.actor;
    if (!groups.has(actor)) {
      const title = speaker.texts.actors[actor] || speaker.say("of_nobody");
      const group = make("fieldset", {}, kind !== "factors" && make("legend", {}, title));
      groups.set(actor, group);
    }
    const label = make("label", { for: id }, titleOf(speaker, kind, at));
    put(/** @type {HTMLElement} */ (groups.get(actor)), make("div", { class: "switch" }, box, label));
  });
  return make(
    "section",
    {},
    fold(
      speaker.say(kind),
      make("p", { class: "hint" }, speaker.say(`${kind}_hint`)),
      ...groups.values(),
    ),
  );
}
