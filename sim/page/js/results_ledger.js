/** The ledger of one actor: what each argument comes to, the nets, and what stands apart. */

import { bars } from "./bars.js";
import { fitPictures } from "./chart.js";
import { fold, make, refill, table } from "./dom.js";
import { significant } from "./format.js";
import { spreadOf } from "./summary.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./parts.js").Whole} Whole
 * @typedef {import("./results.js").Pair} Pair
 * @typedef {import("./results.js").Chosen} Chosen
 */

/**
 * Draw the chosen actor's ledger at the chosen horizon into a place of the page.
 * @param {HTMLElement} place @param {Speaker} speaker @param {Chosen} chosen @param {Pair} pair
 */
export function drawLedger(place, speaker, chosen, pair) {
  const { data, texts } = speaker;
  if (!data.ledgerActors.length || !data.horizons.length) return;
  const actor = data.ledgerActors[chosen.actor];
  const own = data.arguments
    .map((/** @type {any} */ item, /** @type {number} */ at) => ({ ...item, at }))
    .filter((/** @type {any} */ item) => item.actor === actor);
  const counted = own.filter((/** @type {any} */ item) => item.counted);
  const column = (/** @type {Whole} */ part, /** @type {number} */ at) =>
    spreadOf(part.sum(chosen.horizon * data.arguments.length + at));
  const net = (/** @type {Whole} */ part, /** @type {number} */ money) =>
    spreadOf(
      part.sum(
        data.horizons.length * data.arguments.length +
          (chosen.horizon * data.ledgerActors.length + chosen.actor) * 2 +
          money,
      ),
    );
  const rows = counted.map((/** @type {any} */ item) => ({
    name: texts.arguments[item.at],
    account: texts.accounts[item.account],
    now: column(pair.now, item.at),
    start: pair.start && column(pair.start, item.at),
    whole: false,
  }));
  // Of some actors a net means something only as a difference between two plans.
  const bare = data.betweenPlans.includes(actor);
  if (!bare && counted.some((/** @type {any} */ item) => item.account === "money")) {
    rows.push({
      name: speaker.say("net_money"),
      account: "",
      now: net(pair.now, 1),
      start: pair.start && net(pair.start, 1),
      whole: true,
    });
  }
  if (!bare) {
    rows.push({
      name: speaker.say("net_all"),
      account: "",
      now: net(pair.now, 0),
      start: pair.start && net(pair.start, 0),
      whole: true,
    });
  }
  const who = texts.actors[actor] ?? actor;
  const title = speaker.say("ledger_of", { actor: who });
  const unit = speaker.say("ledger_unit", { unit: texts.unit, against: texts.against });
  const range = (/** @type {import("./summary.js").Spread} */ spread) =>
    speaker.say("median_range", {
      low: significant(spread.low),
      middle: significant(spread.mean),
      high: significant(spread.high),
    });
  const head = [speaker.say("argument"), speaker.say("account"), speaker.say("now")];
  if (pair.start) head.push(speaker.say("start"));
  const cells = (/** @type {any} */ row) => {
    const told = [row.name, row.account, range(row.now)];
    if (row.start) told.push(range(row.start));
    return told;
  };
  fitPictures(place);
  const open = place.querySelector("details")?.open ?? false;
  const apart = own.filter((/** @type {any} */ item) => !item.counted);
  const folded = fold(speaker.say("as_table"), table(title, head, rows.map(cells)));
  folded.open = open;
  const drawn = rows.map((/** @type {any} */ row) => ({
    name: `${row.name}: ${significant(row.now.mean)}`,
    mean: row.now.mean,
    low: row.now.low,
    high: row.now.high,
    before: row.start ? row.start.mean : null,
    whole: row.whole,
  }));
  const nets = drawn.slice(bare ? drawn.length : -1).map((/** @type {any} */ bar) => bar.name);
  refill(
    place,
    make("p", { class: "hint" }, `${texts.horizons[chosen.horizon]}, ${unit}`),
    counted.length
      ? bars(drawn, [title, ...nets].join(". "), (value) => significant(value))
      : make("p", {}, speaker.say("nothing_counted")),
    bare && make("p", { class: "hint" }, speaker.say("between_plans", { actor: who })),
    make("p", { class: "hint" }, speaker.say("ranges")),
    folded,
    apart.length > 0 &&
      make(
        "p",
        { class: "hint" },
        `${speaker.say("apart")} `,
        apart
          .map((/** @type {any} */ item) => {
            const { mean, low, high } = column(pair.now, item.at);
            const told = speaker.say("median_range", {
              low: significant(low),
              middle: significant(mean),
              high: significant(high),
            });
            return `${texts.arguments[item.at]}: ${speaker.withUnit(told, item.unit)}`;
          })
          .join("; "),
      ),
    data.gauges.some((/** @type {any} */ gauge) => gauge.people) &&
      make("p", { class: "hint" }, speaker.say("deaths_rule")),
  );
}