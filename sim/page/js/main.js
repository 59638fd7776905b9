/** The page: its frame, its languages, its views. */

import { restoreCode } from "./code.js";
import { Computer, work } from "./computer.js";
import { Deciding, decideView } from "./decide.js";
import { fold, make, refill } from "./dom.js";
import { exploreView } from "./explore.js";
import { Exploring } from "./exploring.js";
import { Speaker } from "./format.js";
import { coverView, predictView } from "./predict.js";
import { rulesOf } from "./rules.js";
import { State } from "./state.js";
import { studentView } from "./student.js";
import { watchView } from "./watch.js";
import { Watching } from "./watching.js";

/** @typedef {"en" | "ko"} Language */

/** @param {string} script text of this script, for workers */
function open(script) {
  const element = /** @type {HTMLElement} */ (document.getElementById("data"));
  const data = JSON.parse(element.textContent ?? "");
  const speakers = { en: new Speaker(data, "en"), ko: new Speaker(data, "ko") };
  /** @type {[number, number]} */
  const seed = [data.seed, 0];
  const computer = new Computer(data.numbers, rulesOf, seed, script);
  const state = new State(data);
  const exploring = new Exploring(computer, state);
  const watching = new Watching(computer.member(), state);
  const deciding = new Deciding(computer, state);
  const chosen = firstChoice(data);
  const asked = document.documentElement.lang;
  let language = /** @type {Language} */ (asked === "ko" ? "ko" : "en");
  /** Views by what may stand behind the # of the address. */
  const views = [...(data.guesses.length ? ["predict"] : []), "explore", "watch", "decide"];
  let view = data.guesses.length ? "predict" : "explore";
  let seen = "";

  const save = (/** @type {string} */ name, /** @type {string} */ text) => {
    const url = URL.createObjectURL(new Blob([text], { type: "text/yaml" }));
    const link = make("a", { href: url, download: name });
    document.body.append(link);
    link.click();
    link.remove();
    setTimeout(() => URL.revokeObjectURL(url), 10000);
  };

  const show = () => {
    const speaker = speakers[language];
    const { texts } = speaker;
    const body = document.body;
    document.documentElement.lang = language;
    document.title = texts.title;
    const changes = JSON.stringify([state.seed, state.changes()]);
    if (view === "watch" && watching.future && seen !== changes) watching.load(watching.number);
    seen = changes;
    const main = make("main", { id: "main" });
    const turn = (/** @type {string} */ name) => {
      view = name;
      show();
      document.getElementById(`tab-${name}`)?.focus();
    };
    const tab = (/** @type {string} */ name) =>
      make(
        "button",
        {
          type: "button",
          id: `tab-${name}`,
          "aria-current": view === name ? "page" : null,
          onclick: () => turn(name),
        },
        speaker.say(`tab_${name}`),
      );
    const other = language === "en" ? "ko" : "en";
    refill(
      body,
      make("a", { class: "skip", href: "#results" }, speaker.say("skip")),
      make(
        "header",
        {},
        make(
          "div",
          { class: "top" },
          make("h1", {}, texts.title),
          make(
            "button",
            {
              type: "button",
              id: "language",
              lang: other,
              onclick: () => {
                language = other;
                show();
                document.getElementById("language")?.focus();
              },
            },
            speaker.say("other_language"),
          ),
        ),
        fold(speaker.say("about"), make("p", {}, texts.about)),
        studentView(speaker, state, () => {
          show();
          document.getElementById("own")?.querySelector("summary")?.focus();
        }),
        make("nav", {}, ...views.map((name) => tab(name))),
      ),
      main,
      make("footer", {}, make("p", {}, texts.foot)),
    );
    exploring.heard = () => {}; // until a view draws what has come
    const tools = { save, speakers };
    const { guesses } = state;
    const anyway = () => {
      guesses.looked = true;
      turn("explore");
    };
    main.append(
      view === "predict"
        ? predictView(speaker, exploring, () => turn("explore"))
        : view === "watch"
          ? watchView(speaker, watching)
          : view === "decide"
            ? decideView(speaker, deciding, tools)
            : guesses.covered
              ? coverView(speaker, () => turn("predict"), anyway)
              : exploreView(speaker, exploring, chosen, tools),
    );
  };
  const enter = () => {
    const wanted = window.location.hash.slice(1).replace(/%7e/gi, "~");
    if (views.includes(wanted)) {
      view = wanted;
      return true;
    }
    const restored = restoreCode(state, wanted);
    if (!restored) return false;
    view = restored.guessed ? "predict" : "explore";
    if (restored.member !== null) {
      watching.number = restored.member;
      watching.future = null;
      view = "watch";
    }
    return true;
  };
  enter();
  show();
  window.addEventListener("hashchange", () => {
    if (!enter()) return;
    exploring.ask(true);
    show();
  });
  // Pictures fit the width; where there are none, what is half typed stays.
  let width = window.innerWidth;
  window.addEventListener("resize", () => {
    const drawn = view !== "predict" || state.guesses.revealed;
    if (window.innerWidth !== width && drawn) show();
    width = window.innerWidth;
  });
  window.addEventListener("beforeunload", (event) => {
    if (deciding.unsaved) event.preventDefault();
  });
  // for whoever drives the page: tests, and a teacher's own console
  Object.assign(window, { page: { exploring, watching, deciding, computer, state, speakers } });
}

/** @param {any} data @returns {import("./results.js").Chosen} what is looked at first */
function firstChoice(data) {
  const counted = data.ladders.flatMap((/** @type {any} */ ladder, /** @type {number} */ at) =>
    ladder.slot >= 0 && ladder.kind === "own" ? [at] : [],
  );
  const steered = data.numbers.watch.clocks.flatMap((/** @type {any} */ clock) =>
    clock.kind === "review" ? [clock.ladder] : [],
  );
  const own = counted.filter((/** @type {number} */ at) => data.ladders[at].actor);
  const first = (own.length ? own : counted).find((/** @type {number} */ at) => !steered.includes(at));
  const ladder = first ?? counted[0] ?? 0;
  return {
    ladders: [ladder, steered[0] ?? counted.find((/** @type {number} */ at) => at !== ladder) ?? ladder],
    passage: steered[0] ?? ladder,
    horizon: data.horizons.length - 1,
    actor: 0,
  };
}

if (typeof document === "undefined") work(rulesOf);
else {
  const script = document.currentScript?.textContent ?? "";
  try {
    open(script);
  } catch (error) {
    const what = document.getElementById("broken");
    if (what) refill(what, String(error));
    throw error;
  }
}
