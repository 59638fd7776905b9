"""A second reading of the scenario language, to test the engines against.

Written from the language contract alone, the slow and plain way: all clocks stand in
one list, the first that is due fires, and then every condition, rate and flow is
worked out again from its text (by `oracle_words`); gauges run as in `oracle_gauges`;
what a run came to is read off its states at the end (`oracle_sums`). Of the product
it imports only `sim.streams`, and it trusts a scenario to be one that the real checker
lets through. Left out: variants and ``expect``.
"""

from __future__ import annotations

import math
from bisect import bisect, bisect_left
from collections import defaultdict
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import accumulate
from typing import Any

import yaml
from oracle_gauges import Gauges
from oracle_sums import Path
from oracle_words import FAMILIES, day

from sim.streams import log, uniforms

DELAYS = ("after", "every", "lag", "takes")
ABSENT = {"takes": "0", "resolve": "1", "relax": "1", "may": "always", "stride": "one"}


@dataclass(slots=True)
class Clock:
    """One cause that may fire, and how far it has run."""

    kind: str  # event, band, observation, review or act
    subject: str  # the event, the observation or the steered ladder
    spec: Mapping[str, Any]
    due: float = math.inf
    draws: int = 0  # luck looked up so far
    rate: float = 0.0  # of a delay: 1 or -1 where it runs
    left: float | None = None
    since: float = 0.0
    over: bool = False


def load_text(text: str) -> dict[str, Any]:
    """Read a scenario, every scalar kept as the text that stands in the file."""
    return dict(yaml.load(text, Loader=yaml.BaseLoader))


def run(
    document: Mapping[str, Any],
    *,
    seed: int,
    member: int,
    policy: str | None = None,
    central: bool = False,
    without: Collection[str] = (),
    settings: Mapping[str, str] | None = None,
) -> Path:
    """Follow one member of a scenario from its start to its horizon."""
    world = World(document, partial(uniforms, seed, member=member), policy, without)
    world.draw_case(central, settings or {})
    world.begin()
    count, instant = 0, -1.0
    while (clock := world.next_clock()).due < world.end:
        count, instant = count + 1 if clock.due == instant else 1, clock.due
        if count > 10_000:
            raise RuntimeError(f"endless on day {instant}: {clock.subject}")
        world.fire(clock)
    return world.record()


class World(Gauges):
    """The state of one member, and every rule that moves it."""

    def __init__(self, document: Any, luck: Any, policy: Any, without: Any) -> None:
        self.file: dict[str, Any] = defaultdict(dict, document)
        self.start, self.luck = date.fromisoformat(document["start"]), luck
        self.without, self.now = set(without), 0.0
        rules, plans = self.file["policies"], dict(self.file["plans"])
        if policy is not None:
            plans[rules[policy]["ladder"]] = policy
        self.choices = {  # the policies that may steer each ladder, and when
            ladder: [{"policy": of}] if isinstance(of, str) else of
            for ladder, of in plans.items()
        }
        self.rules = {name: ABSENT | rule for name, rule in rules.items()}
        self.plans = dict[str, dict[str, Any]]()  # the policy in force on each ladder
        self.amounts = dict[tuple[str, float], float]()
        self.case, self.drain = dict[str, float](), dict[str, float]()
        self.among = dict[str, dict[str, Any]]()  # rungs with their numbers; words
        self.at = dict[str, int]()
        self.gauges = dict[str, tuple[float, float, float]]()  # value, since, flow
        self.floors = dict[str, list[float]]()  # of the bands, endless at both ends
        self.walls = dict[str, tuple[float, float]]()
        self.bases = dict[str, tuple[float, float, float]]()  # when last aimed
        self.tosses = dict[tuple[str, int, bool], tuple[int, float]]()  # draws, ready
        self.clocks, self.firings = list[Clock](), list[tuple[float, str]]()
        self.moves = list[tuple[float, str, str, int, int]]()
        self.states = list[tuple[float, dict[str, int], dict[str, Any]]]()
        self.end = self.read(document["horizon"])

    def draw_case(self, central: bool, settings: Mapping[str, str]) -> None:
        for name, spec in self.file["parameters"].items():
            value, spread = settings.get(name, spec["value"]), spec.get("spread")
            words = spread["choice"] if spread and value.isidentifier() else {}
            self.among[name] = words
            if "rung_of" in spec:
                self.among[name] = dict.fromkeys(
                    [*self.rungs(spec["rung_of"]), "never"]
                )
            if spread and not central and name not in settings:
                u, _ = self.luck(f"parameter {name}", draw=0)
                self.case[name] = self.quantile(spread, u, words)
                if "rung_of" in spec:
                    value = list(words)[int(self.case[name])]
                    self.case[name] = float(list(self.among[name]).index(value))
            elif self.among[name]:
                self.case[name] = float(list(self.among[name]).index(value))
            else:
                self.case[name] = self.read(value)

    def rungs(self, name: str) -> list[str]:
        """Name the rungs of a ladder, or of what an observation follows."""
        if name in self.file["observations"]:
            of: str = self.file["observations"][name]["of"]
            return self.rungs(of.removeprefix("decided(").removesuffix(")"))
        if name in self.file["gauges"]:
            return list(self.file["gauges"][name]["bands"])
        rungs = self.file["ladders"][name]["rungs"]
        if isinstance(rungs.get("count"), str):
            return [f"r{i}" for i in range(int(rungs["count"]))]
        return list(rungs)

    def begin(self) -> None:
        for name, spec in self.file["ladders"].items():
            names, shared = self.rungs(name), spec.get("otherwise", {})
            self.at[name] = names.index(spec.get("starts", names[0]))
            self.among[name] = rungs = {
                rung: shared | (spec["rungs"].get(rung) or {}) for rung in names
            }
            for numbers in rungs.values():
                for key in numbers.keys() - {"title", "because"}:
                    numbers[key] = self.read(numbers[key])
        for name, spec in self.file["gauges"].items():
            half, bands = spec.get("half_life"), spec.get("bands", {})
            self.drain[name] = log(2.0) / self.read(half) if half else 0.0
            least = self.read(spec["least"]) if "least" in spec else -math.inf
            most = self.read(spec["most"]) if "most" in spec else math.inf
            self.walls[name] = least, most
            x = max(least, min(self.read(spec.get("starts", "0")), most))
            floors = [self.read(floor) for floor in list(bands.values())[1:]]
            self.gauges[name] = (x, 0.0, 0.0)
            self.floors[name] = [-math.inf, *floors, math.inf]
            if bands:
                self.among[name] = {key_0: {} for key_0 in bands}
                self.at[name] = bisect(floors, x)
        late = {f"decided({ladder})": {"of": ladder} for ladder in self.choices}
        late |= {f"wanted({ladder})": {"of": ladder} for ladder in self.choices}
        late |= self.file["observations"]
        while late:
            name = next(name for name in late if late[name]["of"] in self.at)
            spec = late.pop(name)
            rungs, self.at[name] = self.among[spec["of"]], self.at[spec["of"]]
            self.among[name] = rungs
            if "starts" in spec:
                self.at[name] = list(rungs).index(spec["starts"])
        crossing = {
            name: spec
            for name, spec in self.file["gauges"].items()
            if spec.keys() & {"bands", "least", "most"}
        }
        for kind, specs in (
            ("band", crossing),
            ("event", self.file["events"]),
            ("observation", self.file["observations"]),
            ("review", {key_0: {} for key_0 in self.choices}),
            ("act", {key_0: {} for key_0 in self.choices}),
        ):
            for name, spec in specs.items():
                if kind != "event" or not {name, spec.get("actor")} & self.without:
                    due = day(spec["at"], self.start) if "at" in spec else math.inf
                    self.clocks.append(Clock(kind, name, spec, due))
        self.clocks.sort(key=lambda clock: "at" not in clock.spec)
        self.settle()

    def next_clock(self) -> Clock:
        return min(self.clocks, key=lambda each: each.due, default=Clock("", "", {}))

    def fire(self, clock: Clock) -> None:
        name, spec, self.now = clock.subject, clock.spec, clock.due
        clock.due, clock.left = math.inf, None
        clock.over = "at" in spec or spec.get("once") == "true"
        if "at" in spec and not self.read(spec.get("when", "always")):
            return
        self.firings.append((self.now, f"{clock.kind} {name}"))
        if clock.kind == "observation":
            self.at[name] = self.seen(clock)
        elif clock.kind == "band":
            goal, floor, up = self.ahead(name)
            self.gauges[name] = (goal, self.now, self.gauges[name][2])
            if goal == floor:
                self.at[name] += 1 if up else -1
        elif clock.kind == "act":
            self.at[name] += int(clock.rate)
        elif clock.kind == "review":
            self.review(clock)
        else:
            branches = spec.get("either", [{"odds": "1", **spec}])
            odds = list(accumulate(self.read(branch["odds"]) for branch in branches))
            _, u = self.luck(f"event {name}", draw=max(clock.draws - 1, 0))
            self.change([*branches, {}][bisect(odds, u)].get("do", {}))
        self.settle()

    def seen(self, clock: Clock) -> int:
        """Give the rung that an observation comes to show: at times one beside."""
        true, top = self.at[clock.spec["of"]], len(self.among[clock.subject]) - 1
        chance = self.read(clock.spec.get("misread", "0"))
        _, u = self.luck(f"observation {clock.subject}", draw=clock.draws - 1)
        if u >= chance:
            return true
        beside = true + 1 if u < chance / 2 else true - 1
        return beside if 0 <= beside <= top else 2 * true - beside

    def change(self, do: Mapping[str, str]) -> None:
        """Let an event do what it does; all is read before anything is written."""
        new: dict[str, Any] = {}
        for name, text in do.items():
            if name in self.gauges:
                x, amount = self.level(name), self.read(text[1:])
                new[name] = {"+": x + amount, "-": x - amount, "=": amount}[text[0]]
            else:
                rungs, old = list(self.among[name]), self.at[name]
                ends = {"up": min(old + 1, len(rungs) - 1), "down": max(old - 1, 0)}
                new[name] = ends[text] if text in ends else rungs.index(text)
        for name, value in new.items():
            if name in self.gauges:
                least, most = self.walls[name]
                x, flow = max(least, min(value, most)), self.gauges[name][2]
                self.gauges[name] = (x, self.now, flow)
                rises = flow - self.drain[name] * x >= 0.0 or x == least
                if name in self.at:  # on a floor it stands above if it does not fall
                    side = bisect if rises else bisect_left
                    self.at[name] = side(self.floors[name][1:-1], x)
            elif value != self.at[name]:
                self.at[name] = value
                if name in self.choices:
                    self.at[f"decided({name})"] = value

    def review(self, clock: Clock) -> None:
        spec, ladder = self.plans[clock.subject], clock.subject
        decided, wanted = f"decided({ladder})", self.at[f"wanted({ladder})"]
        while (at := self.at[decided]) != wanted:
            up = wanted > at
            barred = up and not self.read(self.of_step(ladder, "may", at + up))
            if barred or self.tosses[ladder, at + up, up][1] > self.now:
                break
            self.at[decided] += 1 if up else -1
            if spec["stride"] == "one":
                break

    def of_step(self, ladder: str, key: str, rung: int) -> Any:
        """Give what a policy says of the step onto, or off, a rung."""
        said, name = self.plans[ladder][key], list(self.among[ladder])[rung]
        if isinstance(said, dict) and not said.keys() & {
            *FAMILIES,
            "choice",
            "quantiles",
        }:
            return said.get(name, said.get("else"))
        return said

    def toss(self, ladder: str, rung: int, wanted: bool) -> None:
        """Look up the luck of a step that has come to be wanted, or not wanted."""
        verb = "resolve" if wanted else "relax"
        draw, _ = self.tosses.get((ladder, rung, wanted), (0, 0.0))
        u, _ = self.luck(f"{verb} {ladder} {list(self.among[ladder])[rung]}", draw=draw)
        chance, *window = map(
            self.read, self.of_step(ladder, verb, rung).split(" within ")
        )
        ready = self.now if u < chance else math.inf
        if window:
            hazard = -log(1.0 - chance) / window[0]
            ready = self.now + -log(u) / hazard if hazard > 0.0 else math.inf
        self.tosses[ladder, rung, wanted] = (draw + 1, ready)

    def settle(self) -> None:
        """Look at everything again, at the start and after each firing."""
        before = self.states[-1][1] if self.states else self.at
        turned = set[str]()
        for ladder, choices in self.choices.items():
            holds = (self.read(each.get("when", "always")) for each in choices)
            force = next(at for at, true in enumerate(holds) if true)
            spec = self.rules[choices[force]["policy"]]
            if self.plans.get(ladder, spec) is not spec:
                turned.add(ladder)
            self.plans[ladder] = spec
            name, rungs = f"wanted({ladder})", list(self.among[ladder])
            held = [
                rungs.index(r) for r, when in spec["wants"].items() if self.read(when)
            ]
            self.at[name] = max(held, default=0)
            for rung in range(1, len(rungs)):
                wanted = self.at[name] >= rung
                if not self.states or wanted != (before[name] >= rung):
                    self.toss(ladder, rung, wanted)
        for name, spec in self.file["gauges"].items():
            x, since, old = self.gauges[name]
            if (flow := self.read(spec.get("flow", "0"))) != old:
                x, since = self.level(name), self.now
            self.gauges[name] = (x, since, flow)
        for clock in self.clocks:
            if clock.kind == "review":
                reviews = self.plans[clock.subject]["reviews"]
                if clock.due == math.inf and "every" in reviews:
                    clock.due = self.next_day(self.read(reviews["every"]))
                moved = {name for name in self.at if self.at[name] != before[name]}
                watched = reviews.get("when_changes", [])
                if moved & {*watched} or clock.subject in turned:
                    clock.due = self.now
            elif clock.kind == "band":
                base = self.gauges[clock.subject]
                if (
                    not self.states
                    or clock.due == math.inf
                    or base != self.bases[clock.subject]
                ):
                    clock.due = self.now + self.wait(clock.subject)
            elif "at" not in clock.spec:
                self.refresh(clock)
        self.bases = dict(self.gauges)
        self.states.append((self.now, dict(self.at), dict(self.gauges)))
        for name, new in self.at.items():
            if new != before[name]:
                self.moves.append((*self.firings[-1], name, before[name], new))

    def next_day(self, every: float) -> float:
        """Give the first day after now that is a whole number of periods."""
        turns = int(self.now // every) - 1
        while float(turns) * every <= self.now:
            turns += 1
        return float(turns) * every

    def refresh(self, clock: Clock) -> None:
        """Set anew when a clock is due, if its rate or its luck is new."""
        spec, rate = clock.spec, self.rate(clock)
        delay = next((spec[key] for key in DELAYS if key in spec), None)
        if clock.kind == "act":
            rung = self.at[clock.subject] + (rate > 0.0)
            delay = self.of_step(clock.subject, "takes", rung) if rate else "0"
        if rate != clock.rate and clock.left is not None:
            left = clock.left - clock.rate * (self.now - clock.since)
            clock.left = max(left, 0.0) if delay is None else None
        if fresh := clock.left is None and rate != 0.0:
            u, _ = self.luck(f"{clock.kind} {clock.subject}", draw=clock.draws)
            clock.left = -log(u) if delay is None else self.quantile(delay, u)
            if "since" in spec and not self.states:
                clock.left = self.rest_of(delay, u, -day(spec["since"], self.start))
            clock.draws += 1
        if fresh or rate != clock.rate:
            clock.rate, clock.since, clock.due = rate, self.now, math.inf
            if rate != 0.0 and clock.left is not None:
                clock.due = self.now + clock.left / abs(rate)

    def rate(self, clock: Clock) -> float:
        """Give how fast a clock runs: a hazard per day, or which way a delay runs."""
        spec, name = clock.spec, clock.subject
        if clock.kind == "observation":
            return float(self.at[name] != self.at[spec["of"]])
        if clock.kind == "act":
            gap = self.at[f"decided({name})"] - self.at[name]
            return float((gap > 0) - (gap < 0))
        if clock.over or not self.read(spec.get("when", "always")):
            return 0.0
        if "chance" in spec:
            chance, window = map(self.read, spec["chance"].split(" within "))
            rate = -log(1.0 - chance) / window
        elif "about_every" in spec:
            rate = 1.0 / self.read(spec["about_every"])
        else:
            rate = self.read(spec.get("rate", "1"))
        for factor in spec.get("factors", []):
            if factor.get("id") not in self.without and self.read(factor["when"]):
                rate = rate * self.read(factor["times"])
        return rate
