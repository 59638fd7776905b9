/** What follows from the changes: shares, first passages, outcomes, claims, the ledger. */

import { bars, colour, fitPictures, inkOn, passages, stackedShares } from "./chart.js";
import { fold, make, put, refill, table } from "./dom.js";
import { NOTHING, grouped, peopleBetween, percent, significant } from "./format.js";
import {
  claimShare,
  holdsIn,
  shareEach,
  shareFinite,
  shareTrue,
  sharesOver,
  spreadOf,
} from "./summary.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./parts.js").Part} Part
 * @typedef {{ now: Part, start: Part | null }} Pair
 * @typedef {{ ladders: number[], passage: number, horizon: number, actor: number }} Chosen
 */

/** Draws a pair of counts; keeps what the reader has chosen to look at. */
export class Results {
  /** @param {Speaker} speaker @param {Chosen} chosen */
  constructor(speaker, chosen) {
    this.speaker = speaker;
    this.chosen = chosen;
    /** @type {Pair | null} */
    this.pair = null;
    const { data } = speaker;
    this.status = make("p", { class: "status", role: "status", "aria-live": "polite" });
    this.luck = make("p", { class: "hint" }, speaker.say("same_luck"));
    this.shares = [0, 1].map((place) => this.panel(place));
    this.passage = make("div", { class: "picture" });
    this.outcomes = make("div", {});
    this.claims = make("div", {});
    this.ledger = make("div", {});
    const heading = (/** @type {string} */ key) => make("h3", {}, speaker.say(key));
    this.element = make(
      "div",
      { class: "results" },
      this.status,
      this.luck,
      make(
        "section",
        {},
        heading("shares"),
        make("div", { class: "pair" }, ...this.shares.map((panel) => panel.element)),
      ),
      make("section", {}, heading("outcome_table"), this.outcomes),
      data.horizons.length > 0 &&
        make("p", { class: "choose" }, this.chooser("horizon", data.horizons.length > 1)),
      data.claims.length > 0 && make("section", {}, heading("claim_table"), this.claims),
      data.ledgerActors.length > 0 &&
        data.horizons.length > 0 &&
        make(
          "section",
          {},
          heading("ledger_table"),
          make("p", { class: "choose" }, this.chooser("actor", data.ledgerActors.length > 1)),
          this.ledger,
        ),
      make("section", {}, heading("passage"), this.ladderChoice("passage"), this.passage),
    );
  }

  /** @returns {number[]} ladders that are counted over time */
  get ladders() {
    const { ladders } = this.speaker.data;
    return ladders.flatMap((/** @type {any} */ ladder, /** @type {number} */ at) =>
      ladder.slot >= 0 ? [at] : [],
    );
  }

  /** @param {number} place of the picture */
  panel(place) {
    const picture = make("div", { class: "picture" });
    const choice = this.ladderChoice(place);
    return { picture, element: make("div", {}, choice, picture) };
  }

  /** @param {number | "passage"} place @returns {HTMLElement} */
  ladderChoice(place) {
    const { speaker, ladders, chosen } = this;
    const id = `ladder-${place}`;
    const now = place === "passage" ? chosen.passage : chosen.ladders[place];
    const select = make(
      "select",
      {
        id,
        onchange: () => {
          const at = ladders[select.selectedIndex];
          if (place === "passage") chosen.passage = at;
          else chosen.ladders[place] = at;
          this.redraw();
        },
      },
      ...ladders.map((at) =>
        make("option", { selected: at === now }, speaker.texts.ladders[at]),
      ),
    );
    return make("p", { class: "choose" }, make("label", { for: id }, speaker.say("ladder")), select);
  }

  /** @param {"horizon" | "actor"} kind @param {boolean} real whether there is a choice */
  chooser(kind, real) {
    const { speaker, chosen } = this;
    const { texts, data } = speaker;
    const names =
      kind === "horizon"
        ? texts.horizons
        : data.ledgerActors.map((/** @type {string} */ name) => texts.actors[name] ?? name);
    if (!real) return make("span", {}, names[0]);
    const id = `choose-${kind}`;
    const select = make(
      "select",
      {
        id,
        onchange: () => {
          chosen[kind] = select.selectedIndex;
          this.redraw();
        },
      },
      ...names.map((/** @type {string} */ name, /** @type {number} */ at) =>
        make("option", { selected: at === chosen[kind] }, name),
      ),
    );
    const label = speaker.say(kind === "horizon" ? "read_at" : "actor_label");
    return make("span", {}, make("label", { for: id }, label), select);
  }

  /** @param {string} text shown and told */
  say(text) {
    if (this.status.textContent !== text) refill(this.status, text);
  }

  /** @param {Pair} pair */
  show(pair) {
    this.pair = pair;
    this.redraw();
  }

  redraw() {
    const { pair } = this;
    if (!pair || !pair.now.count) return;
    this.luck.hidden = !pair.start;
    this.shares.forEach((panel, place) => this.drawShares(panel.picture, pair, place));
    this.drawPassage(pair);
    refill(this.outcomes, this.outcomeTable(pair));
    if (this.speaker.data.claims.length) refill(this.claims, ...this.claimTable(pair));
    this.drawLedger(pair);
  }

  /** @param {string} alt @param {number} high */
  frame(alt, high) {
    const { speaker } = this;
    const { horizon } = speaker.data.numbers;
    return { high, horizon, date: (/** @type {number} */ day) => speaker.date(day), alt };
  }

  /** @param {Pair} pair @param {number} ladder @param {"counts" | "passages"} of */
  over(pair, ladder, of) {
    const { data, texts } = this.speaker;
    const { slot } = data.ladders[ladder];
    const size = texts.rungs[ladder].length;
    const shares = (/** @type {Part} */ part) =>
      sharesOver(part[of], data.numbers.width, slot, size, part.count);
    return { now: shares(pair.now), start: pair.start && shares(pair.start) };
  }

  /** @param {HTMLElement} picture @param {Pair} pair @param {number} place */
  drawShares(picture, pair, place) {
    const ladder = this.chosen.ladders[place];
    const { texts } = this.speaker;
    const { now, start } = this.over(pair, ladder, "counts");
    const alt = this.shareWords(ladder, now);
    fitPictures(picture);
    const open = picture.querySelector("details")?.open ?? false;
    const rungs = texts.rungs[ladder];
    refill(
      picture,
      stackedShares(this.frame(alt, 190), now, start, rungs),
      this.legend(rungs),
      this.shareTable(ladder, now, start, open, texts.ladders[ladder]),
    );
  }

  /** @param {string[]} rungs */
  legend(rungs) {
    const { pair, speaker } = this;
    return make(
      "p",
      { class: "legend", "aria-hidden": "true" },
      ...rungs
        .map((name, at) => {
          const chip = make("span", { class: "chip" }, name);
          chip.style.background = colour(at, rungs.length);
          chip.style.color = inkOn(at, rungs.length);
          return chip;
        })
        .reverse(),
      pair?.start && make("span", { class: "dashed" }, speaker.say("dashed")),
    );
  }

  /** @param {number} ladder @param {Float64Array[]} shares @returns {string} */
  shareWords(ladder, shares) {
    const { speaker } = this;
    const last = shares[0].length - 1;
    const told = shares.flatMap((share, rung) =>
      share[last] > 0 ? [`${speaker.texts.rungs[ladder][rung]} ${percent(share[last])}`] : [],
    );
    const date = speaker.date(speaker.data.numbers.horizon);
    return speaker.say("share_alt", {
      title: speaker.texts.ladders[ladder],
      date,
      shares: told.join(", "),
    });
  }

  /**
   * @param {number} ladder @param {Float64Array[]} now @param {Float64Array[] | null} start
   * @param {boolean} open @param {string} caption
   */
  shareTable(ladder, now, start, open, caption) {
    const { speaker } = this;
    const { horizon, grid } = speaker.data.numbers;
    const steps = [0, 1, 2, 3, 4].map((part) => Math.round(((grid - 1) * part) / 4));
    const head = [speaker.say("rung"), ...steps.map((at) => speaker.date((horizon * at) / (grid - 1)))];
    const rows = now.map((share, rung) => [
      speaker.texts.rungs[ladder][rung],
      ...steps.map((at) => {
        const before = start ? start[rung][at] : null;
        return before !== null && percent(before) !== percent(share[at])
          ? `${percent(share[at])} (${speaker.say("start")}: ${percent(before)})`
          : percent(share[at]);
      }),
    ]);
    const folded = fold(speaker.say("as_table"), table(caption, head, rows));
    folded.open = open;
    return folded;
  }

  /** @param {Pair} pair */
  drawPassage(pair) {
    const ladder = this.chosen.passage;
    const { speaker } = this;
    const { ordered } = speaker.data.ladders[ladder];
    fitPictures(this.passage);
    const { now, start } = this.over(pair, ladder, "passages");
    const first = ordered ? 1 : 0;
    const names = speaker.texts.rungs[ladder].slice(first);
    const title = `${speaker.say("passage")}. ${this.shareWords(ladder, now)}`;
    const open = this.passage.querySelector("details")?.open ?? false;
    refill(
      this.passage,
      make("p", { class: "hint" }, speaker.say(ordered ? "passage_hint" : "passage_hint_unordered")),
      passages(this.frame(title, 210), now.slice(first), start && start.slice(first), names),
      start && make("p", { class: "legend" }, make("span", { class: "dashed" }, speaker.say("dashed"))),
      this.shareTable(ladder, now, start, open, speaker.say("passage")),
    );
  }

  // ---- outcomes

  /** @param {Pair} pair */
  outcomeTable(pair) {
    const { speaker } = this;
    const head = [speaker.say("outcome"), speaker.say("now")];
    if (pair.start) head.push(speaker.say("start"), speaker.say("change"));
    const rows = speaker.data.outcomes.map((/** @type {any} */ outcome, /** @type {number} */ at) => {
      const now = this.outcome(outcome, pair.now.outcomes[at], at);
      if (!pair.start) return [speaker.texts.outcomes[at], now.text];
      const before = this.outcome(outcome, pair.start.outcomes[at], at);
      return [speaker.texts.outcomes[at], now.text, before.text, this.difference(now, before)];
    });
    return make(
      "div",
      {},
      table(speaker.say("outcome_table"), head, rows),
      make("p", { class: "hint" }, speaker.say("ranges")),
    );
  }

  /**
   * @param {any} outcome @param {Float64Array} values @param {number} at
   * @returns {{ text: string, share: number | null }}
   */
  outcome(outcome, values, at) {
    const { speaker } = this;
    if (outcome.kind === "condition") {
      const share = shareTrue(values);
      return { text: percent(share), share };
    }
    if (outcome.kind === "day") {
      const share = shareFinite(values);
      const reached = values.filter((value) => value < Infinity);
      if (!reached.length) return { text: percent(share), share };
      const date = speaker.date(spreadOf(reached).middle);
      return { text: speaker.say("row_share_day", { share: percent(share), date }), share };
    }
    if (outcome.kind === "ladder") {
      const rungs = speaker.texts.rungs[outcome.ladder];
      const told = shareEach(values, rungs.length).flatMap((share, rung) =>
        share >= 0.005 ? [`${rungs[rung]} ${percent(share)}`] : [],
      );
      return { text: told.join(", "), share: null };
    }
    const { low, middle, high } = spreadOf(values);
    if (outcome.people) {
      const told = speaker.withUnit(peopleBetween(low, high), outcome.unit);
      const who = speaker.texts.reporters[at];
      const by = who ? speaker.say("reported_by", { who }) : speaker.say("nobody_reports");
      return { text: `${told} (${by})`, share: null };
    }
    const text = speaker.say("median_range", {
      low: significant(low),
      middle: significant(middle),
      high: significant(high),
    });
    return { text: speaker.withUnit(text, outcome.unit), share: null };
  }

  /** @param {{ text: string, share: number | null }} now @param {{ text: string, share: number | null }} before */
  difference(now, before) {
    const { speaker } = this;
    if (now.text === before.text) return speaker.say("no_change");
    if (now.share === null || before.share === null) return mark("↔");
    const points = Math.round(now.share * 100) - Math.round(before.share * 100);
    if (!points) return speaker.say("no_change");
    const number = `${points > 0 ? "+" : "−"}${Math.abs(points)}`;
    return make("span", { class: "nowrap" }, mark(points > 0 ? "▲" : "▼"), ` ${speaker.say("points", { number })}`);
  }

  // ---- claims

  /** @param {Pair} pair */
  claimTable(pair) {
    const { speaker, chosen } = this;
    const { texts, data } = speaker;
    const count = data.horizons.length;
    const horizon = texts.horizons[chosen.horizon];
    const head = [`${speaker.say("claim")} (${horizon})`, speaker.say("in_words"), speaker.say("now")];
    if (pair.start) head.push(speaker.say("start"), speaker.say("change"));
    const some = (/** @type {Part} */ part, /** @type {number} */ at, /** @type {boolean} */ money) =>
      claimShare(part, (at * count + chosen.horizon) * 2 + (money ? 1 : 0));
    const told = (/** @type {any} */ answer, /** @type {any} */ claim) => {
      if (answer.share === null) return speaker.say("too_few");
      const share = percent(answer.share);
      return claim.given ? speaker.say("among", { share, count: grouped(answer.among) }) : share;
    };
    const rows = data.claims.map((/** @type {any} */ claim, /** @type {number} */ at) => {
      const all = some(pair.now, at, false);
      const words = all.share === null ? NOTHING : speaker.say(`holds ${holdsIn(all.share)}`);
      const now = make("span", {}, told(all, claim));
      if (claim.byMoney) {
        const money = some(pair.now, at, true);
        put(now, make("br"), make("small", {}, `${speaker.say("money_alone")}: ${told(money, claim)}`));
      }
      const name = make("span", {}, texts.claims[at]);
      if (claim.assumed) put(name, make("br"), make("small", {}, speaker.say("parameters_only")));
      if (!pair.start) return [name, words, now];
      const before = some(pair.start, at, false);
      const difference = this.difference(
        { text: told(all, claim), share: all.share },
        { text: told(before, claim), share: before.share },
      );
      return [name, words, now, told(before, claim), difference];
    });
    const rules = [make("p", { class: "hint" }, speaker.say("claim_rule"))];
    return [table(speaker.say("claim_table"), head, rows), ...rules];
  }

  // ---- ledger

  /** @param {Pair} pair */
  drawLedger(pair) {
    const { speaker, chosen } = this;
    const { data, texts } = speaker;
    if (!data.ledgerActors.length || !data.horizons.length) return;
    const actor = data.ledgerActors[chosen.actor];
    const own = data.arguments
      .map((/** @type {any} */ item, /** @type {number} */ at) => ({ ...item, at }))
      .filter((/** @type {any} */ item) => item.actor === actor);
    const counted = own.filter((/** @type {any} */ item) => item.counted);
    const column = (/** @type {Part} */ part, /** @type {number} */ at) =>
      spreadOf(part.sums[chosen.horizon * data.arguments.length + at]);
    const net = (/** @type {Part} */ part, /** @type {number} */ money) =>
      spreadOf(
        part.sums[
          data.horizons.length * data.arguments.length +
            (chosen.horizon * data.ledgerActors.length + chosen.actor) * 2 +
            money
        ],
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
    fitPictures(this.ledger);
    const open = this.ledger.querySelector("details")?.open ?? false;
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
      this.ledger,
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
}

/** @param {string} sign @returns {HTMLElement} seen, not read out */
function mark(sign) {
  return make("span", { class: "mark", "aria-hidden": "true" }, sign);
}
