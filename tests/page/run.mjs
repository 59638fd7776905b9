/**
 * Run engines in Node for tests: `node run.mjs JOBS ANSWERS`, two JSON files.
 *
 * Each job names a module of printed rules and the engine's numbers, and what to run:
 * whole members with their outputs, one member with its reasons, or a crowd.
 */

import { readFileSync, writeFileSync } from "node:fs";
import { pathToFileURL } from "node:url";
import { resolve } from "node:path";

import { Crowd } from "../../sim/page/js/crowd.js";
import { Member } from "../../sim/page/js/member.js";
import { weightsOf } from "../../sim/page/js/mattered.js";
import { Play } from "../../sim/page/js/play.js";
import { PlayedMember } from "../../sim/page/js/played.js";
import { receiptCode } from "../../sim/page/js/receiptcode.js";
import { twinsOf } from "../../sim/page/js/twins.js";
import { blockOf, firstUniform, secondUniform } from "../../sim/page/js/philox.js";
import { codeOf, restoreCode } from "../../sim/page/js/code.js";
import { Speaker } from "../../sim/page/js/format.js";
import { State } from "../../sim/page/js/state.js";
import { settled, studentSeed } from "../../sim/page/js/student.js";
import { Witness } from "../../sim/page/js/witness.js";

const [, , jobs, answers] = process.argv;

/** JSON has no infinity: it is written as a text. */
function told(value) {
  if (typeof value === "number" && !Number.isFinite(value)) return String(value);
  if (ArrayBuffer.isView(value)) return Array.from(value, told);
  if (Array.isArray(value)) return value.map(told);
  if (value && typeof value === "object") {
    return Object.fromEntries(Object.entries(value).map(([key, item]) => [key, told(item)]));
  }
  return value;
}

/** Columns of a crowd, each for itself. */
function apart(columns) {
  const { rows, wide } = columns;
  const all = columns.columns();
  return Array.from({ length: wide }, (_, at) => all.subarray(at * rows, (at + 1) * rows));
}

const WAYS = {
  members(member, run) {
    return run.members.map((m) => {
      member.begin(m);
      member.run();
      if (!member.failed) member.finish();
      const { parameters, parameterCount } = member.numbers;
      return {
        failed: member.failed,
        fired: member.fired,
        receipt: member.receipt.text(),
        outputs: run.brief ? [] : member.O.slice(),
        parameters: member.S.slice(parameters, parameters + parameterCount),
      };
    });
  },
  story(member, run) {
    member.begin(run.member);
    const witness = new Witness(member);
    const firings = [];
    while (!member.over) {
      const firing = witness.fire();
      if (firing) firings.push(firing);
      member.next();
    }
    return firings;
  },
  play(member, run) {
    const play = new Play(member, run.seat, {
      number: run.member,
      pace: run.pace,
      changes: { fixed: run.fixed ?? {}, off: run.off ?? [] },
      options: {},
    });
    play.run();
    const moments = [];
    let at = 0;
    while (play.moment) {
      moments.push(play.moment);
      const { rungs } = play.moment;
      const say = { keep: rungs[run.seat.decided] }[run.orders] ?? run.orders[at++ % run.orders.length];
      play.order(say, []);
      if (at === run.back) play.back(play.decisions[0].day);
      if (at === run.until) play.letStand();
    }
    const { future, answers } = play;
    const twins = future.failed ? [] : twinsOf(play).map((twin) => twin.receipt);
    let weights = null;
    if (run.others) {
      const work = weightsOf(play, run.others);
      let step = work.next();
      while (!step.done) step = work.next();
      weights = step.value.map(({ differ, lucks }) => ({ differ, lucks }));
    }
    return { receipt: future.receipt, failed: future.failed, answers, moments, twins, weights };
  },
  codes(_, run) {
    return run.asked.map(([sha, seed, number, receipt]) => receiptCode(sha, BigInt(seed), number, receipt));
  },
  crowd(member, run) {
    const crowd = new Crowd(member);
    crowd.add(0, run.count);
    return {
      count: crowd.count,
      failed: crowd.failed,
      firings: crowd.firings,
      times: crowd.times,
      counts: crowd.counts(),
      passages: crowd.passages(),
      holds: crowd.holds,
      asked: crowd.asked,
      outcomes: apart(crowd.outcomes),
      sums: apart(crowd.sums),
    };
  },
  philox(_, run) {
    return run.asked.map(([counter, key]) => blockOf(counter, key));
  },
  uniforms(_, run) {
    return run.asked.map((words) => [firstUniform(...words), secondUniform(...words)]);
  },
  state(member, run) {
    const state = new State(run.data);
    const told = ({ plans = [], turned = [], held = [] }) => {
      state.clear();
      state.plans.clear();
      state.held.clear();
      for (const [at, choice] of plans) state.plans.set(at, choice);
      for (const [at, value] of held) state.held.set(at, value);
      for (const [kind, at] of turned) state.turn(kind, at);
      member.change(state.changes());
      const receipts = run.members.map((m) => {
        member.begin(m);
        member.run();
        member.finish();
        return member.receipt.text();
      });
      const speakers = { en: new Speaker(run.data, "en"), ko: new Speaker(run.data, "ko") };
      const code = codeOf(state, { number: run.members[0], receipt: receipts[0] });
      const changes = JSON.stringify(state.changes());
      const same = restoreCode(state, code) && JSON.stringify(state.changes()) === changes;
      return { plain: state.plain, receipts, variant: state.variant(speakers), code, same };
    };
    return run.asked.map(told);
  },
  students(_, run) {
    return run.asked.map(([name, word]) => [settled(name), studentSeed(name, word)]);
  },
  elementary(_, run) {
    return run.calls.map(([name, ...values]) => run.functions[name](...values.map(Number)));
  },
};

const found = [];
for (const job of JSON.parse(readFileSync(jobs, "utf8"))) {
  let member = null;
  let functions = {};
  if (job.rules) {
    const module = await import(pathToFileURL(resolve(job.rules)).href);
    if (job.numbers) member = new (job.played ? PlayedMember : Member)(job.numbers, module.rulesOf);
    else functions = module.functionsOf(new Member(job.host, () => ({})).host);
  }
  found.push(
    job.runs.map((run) => {
      if (member) {
        member.seed(run.seed?.[0] ?? 1, run.seed?.[1] ?? 0);
        member.change({ fixed: run.fixed ?? {}, off: run.off ?? [] });
      }
      return WAYS[run.what](member, { ...run, functions });
    }),
  );
}
writeFileSync(answers, JSON.stringify(told(found)));
