/**
 * What follows from the changes: shares, first passages, outcomes, claims, the ledger.
 *
 * While the hand moves only what stands on the screen is drawn; the rest when it rests.
 */

import { colour, fitPictures, inkOn, passages, stackedShares } from "./chart.js";
import { fold, make, refill, table } from "./dom.js";
import { drawLedger } from "./results_ledger.js";
import { claimTable, outcomeTable } from "./results_tables.js";
import { sharesOver } from "./summary.js";

/**
 * @typedef {import("./format.js").Speaker} Speaker
 * @typedef {import("./parts.js").Whole} Whole
 * @typedef {{ now: Whole, start: Whole | null }} Pair
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
    /** @type {Set<Element>} what stands on the screen */
    this.seen = new Set();
    this.watching = new IntersectionObserver((changes) => {
      for (const { target, isIntersecting } of changes) {
        if (isIntersecting) this.seen.add(target);
        else this.seen.delete(target);
      }
    });
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
      make("section", {}, heading("passage"), this.ladderChoice("passage"), this.passage),
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
    );
    for (const { place } of this.drawings) this.watching.observe(place);
  }

  /** @returns {{ place: HTMLElement, draw: (pair: Pair, hasty: boolean) => void }[]} */
  get drawings() {
    const { speaker, chosen, outcomes, claims, ledger, passage } = this;
    const shares = this.shares.map(({ picture }, at) => ({
      place: picture,
      draw: (/** @type {Pair} */ pair, /** @type {boolean} */ hasty) => this.drawShares(picture, pair, at, hasty),
    }));
    return [
      ...shares,
      { place: outcomes, draw: (pair) => refill(outcomes, outcomeTable(speaker, pair)) },
      {
        place: claims,
        draw: (pair) => speaker.data.claims.length && refill(claims, ...claimTable(speaker, chosen, pair)),
      },
      { place: ledger, draw: (pair) => drawLedger(ledger, speaker, chosen, pair) },
      { place: passage, draw: (pair, hasty) => this.drawPassage(pair, hasty) },
    ];
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

  /** @param {Pair} pair @param {boolean} hasty whether the hand still moves */
  show(pair, hasty) {
    this.pair = pair;
    this.redraw(hasty);
  }

  /** @param {boolean} hasty whether only what stands on the screen is drawn */
  redraw(hasty = false) {
    const { pair, seen } = this;
    if (!pair || !pair.now.count) return;
    this.luck.hidden = !pair.start;
    for (const { place, draw } of this.drawings) {
      if (!hasty || seen.has(place)) draw(pair, hasty);
    }
  }

  /** @param {string} alt @param {number} high */
  frame(alt, high) {
    const { speaker } = this;
    const { horizon } = speaker.data.numbers;
    return {
      high,
      horizon,
      date: (/** @type {number} */ day) => speaker.date(day),
      percent: (/** @type {number} */ share) => speaker.percent(share),
      alt,
    };
  }

  /** @param {Pair} pair @param {number} ladder @param {"counts" | "passages"} of */
  over(pair, ladder, of) {
    const { data, texts } = this.speaker;
    const { slot } = data.ladders[ladder];
    const size = texts.rungs[ladder].length;
    const shares = (/** @type {Whole} */ part) =>
      sharesOver(part[of], data.numbers.width, slot, size, part.count);
    return { now: shares(pair.now), start: pair.start && shares(pair.start) };
  }

  /** @param {HTMLElement} picture @param {Pair} pair @param {number} place @param {boolean} hasty */
  drawShares(picture, pair, place, hasty) {
    const ladder = this.chosen.ladders[place];
    const { texts } = this.speaker;
    const { now, start } = this.over(pair, ladder, "counts");
    const alt = this.shareWords(ladder, now);
    fitPictures(picture);
    const rungs = texts.rungs[ladder];
    refill(
      picture,
      stackedShares(this.frame(alt, 190), now, start, rungs),
      this.legend(rungs),
      this.behind(picture, hasty, () => this.shareTable(ladder, now, start, texts.ladders[ladder])),
    );
  }

  /**
   * The table behind a chart: unfolded if it was; folded and in haste, as it was.
   * @param {HTMLElement} picture @param {boolean} hasty @param {() => HTMLDetailsElement} anew
   */
  behind(picture, hasty, anew) {
    const old = picture.querySelector("details");
    if (hasty && old && !old.open) return old;
    const folded = anew();
    folded.open = old?.open ?? false;
    return folded;
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
      share[last] > 0 ? [`${speaker.texts.rungs[ladder][rung]} ${speaker.percent(share[last])}`] : [],
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
   * @param {string} caption
   */
  shareTable(ladder, now, start, caption) {
    const { speaker } = this;
    const { horizon, grid } = speaker.data.numbers;
    const steps = [0, 1, 2, 3, 4].map((part) => Math.round(((grid - 1) * part) / 4));
    const head = [speaker.say("rung"), ...steps.map((at) => speaker.date((horizon * at) / (grid - 1)))];
    const rows = now.map((share, rung) => [
      speaker.texts.rungs[ladder][rung],
      ...steps.map((at) => {
        const before = start ? start[rung][at] : null;
        return before !== null && speaker.percent(before) !== speaker.percent(share[at])
          ? `${speaker.percent(share[at])} (${speaker.say("start")}: ${speaker.percent(before)})`
          : speaker.percent(share[at]);
      }),
    ]);
    return fold(speaker.say("as_table"), table(caption, head, rows));
  }

  /** @param {Pair} pair @param {boolean} hasty */
  drawPassage(pair, hasty) {
    const ladder = this.chosen.passage;
    const { speaker } = this;
    const { ordered } = speaker.data.ladders[ladder];
    fitPictures(this.passage);
    const { now, start } = this.over(pair, ladder, "passages");
    const first = ordered ? 1 : 0;
    const names = speaker.texts.rungs[ladder].slice(first);
    const title = `${speaker.say("passage")}. ${this.shareWords(ladder, now)}`;
    refill(
      this.passage,
      make("p", { class: "hint" }, speaker.say(ordered ? "passage_hint" : "passage_hint_unordered")),
      passages(this.frame(title, 210), now.slice(first), start && start.slice(first), names),
      start && make("p", { class: "legend" }, make("span", { class: "dashed" }, speaker.say("dashed"))),
      this.behind(this.passage, hasty, () => this.shareTable(ladder, now, start, speaker.say("passage"))),
    );
  }
}
