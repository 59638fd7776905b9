"""Random, valid scenarios as YAML text, for tests that compare two readings of one.

`document` writes the same scenario for the same number; `scenarios` is the hypothesis
strategy over the same writer. They cover what `oracle` covers. Ties are made on purpose
(whole days, one calendar for periods, reviews, lags and acts, delays of zero); circles
without end are not: only an event with ``once`` or the one reset of an unsteered ladder
has a delay of zero, a policy looks at its own ladder only through a lag, and the first
policy never looks at the second's ladder.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from datetime import date, timedelta
from random import Random
from typing import Any

from hypothesis import strategies as st

START = date(2024, 10, 22)
PLAIN = re.compile(r"[A-Za-z0-9][A-Za-z0-9_ .%/()+*<>=!-]*")
BECAUSE = {"assumption": "made up for a test"}
DAYS = (5, 7, 10, 14, 15, 30)
ORDER, SAME = ("<", "<=", ">", ">=", "==", "!="), ("==", "!=")


def document(number: int) -> str:
    """Write scenario `number`; the same text every time."""
    return Writer(Random(number)).scenario()


@st.composite
def scenarios(draw: st.DrawFn) -> str:
    """Random valid scenarios as YAML text."""
    return Writer(draw(st.randoms(use_true_random=False))).scenario()


def as_yaml(node: Any, indent: int = 0) -> str:
    """Write a tree of mappings, lists and texts as block YAML."""
    pad = "  " * indent
    if isinstance(node, dict) and node:
        items = [(f"{pad}{key}:", value) for key, value in node.items()]
    elif isinstance(node, list) and node:
        items = [(f"{pad}-", value) for value in node]
    else:
        text = str(node)
        bare = text in ("{}", "[]") or PLAIN.fullmatch(text)
        return f" {text}\n" if bare else f' "{text}"\n'
    lines = []
    for head, value in items:
        nested = isinstance(value, (dict, list)) and value
        lines.append(head + ("\n" if nested else "") + as_yaml(value, indent + 1))
    return "".join(lines)


def bare(name: str) -> str:
    """``support`` for ``decided(support)``."""
    return name.removeprefix("decided(").removesuffix(")")


class Writer:
    """Writes one scenario; every choice is taken from one `Random`."""

    def __init__(self, rng: Random) -> None:
        self.rng = rng
        self.horizon = self.one((60, 90, 180, 360, 720))
        self.names: dict[str, list[str]] = {}  # parameters by what they are
        self.words: list[str] = []
        self.limits: dict[str, str] = {}  # parameters that stand for a rung: of what
        self.rungs: dict[str, list[str]] = {}  # of ladders and observations
        self.unordered: set[str] = set()
        self.keys: dict[str, dict[str, str]] = {}  # number carried: "plain" or "rate"
        self.source: dict[str, str] = {}  # of observations
        self.steered: list[str] = []
        self.gauges: list[str] = []
        self.events: dict[str, Any] = {}
        self.arguments: dict[str, Any] = {}
        self.factors = 0
        self.choices: dict[str, Any] = {}  # policies by circumstance

    def scenario(self) -> str:
        month_or_days = (f"{self.horizon} days", f"{self.horizon // 30} months")
        parameters, ladders = self.write_parameters(), self.write_ladders()
        banded = self.write_banded()
        self.write_limits(parameters)
        observations, policies = self.write_observations(), self.write_policies()
        plans = [
            (policies[n]["ladder"], self.choices.get(n, n))
            for n in policies
            if n.startswith("policy")
        ]
        self.rng.shuffle(plans)
        gauges = banded | self.write_gauges()
        self.write_events()
        file = {
            "format": 1,
            "name": "random",
            "title": "A random scenario",
            "about": "Written by a test.",
            "start": START,
            "horizon": self.one(month_or_days),
            "actors": {
                "north": {"title": "The north"},
                "south": {"title": "The south"},
            },
            "parameters": parameters,
            "ladders": ladders,
            "observations": observations,
            "gauges": gauges,
            "events": self.events,
            "policies": policies,
            "plans": dict(plans),
            **self.write_ledger(),
            "outcomes": self.write_outcomes(),
        }
        return as_yaml({key: part for key, part in file.items() if part})

    # choices

    def flip(self, share: float = 0.5) -> bool:
        return self.rng.random() < share

    def one(self, items: Sequence[Any]) -> Any:
        return items[self.rng.randrange(len(items))]

    def some(self, *choices: Any) -> Any:
        """One of the choices that are not None."""
        return self.one([choice for choice in choices if choice is not None])

    def parameter(self, kind: str) -> str | None:
        return self.one(self.names[kind]) if self.names.get(kind) else None

    def days(self) -> str:
        return f"{self.one(DAYS)} days"

    def date(self, first: int = 0) -> str:
        """A date before the horizon, often one on which much else falls due."""
        days = self.one((5, 10, 14, 15, 28, 30, 35, 42, 45, 0, self.rng.randrange(60)))
        return str(START + timedelta(days=max(days, first)))

    # parameters and distributions

    def bounded(self, low: float, mid: float, high: float, unit: str) -> dict[str, Any]:
        """A distribution of a bounded family that has `mid` in it."""
        a, b, c = (f"{x:g}{unit}" for x in (low, mid, high))
        family: dict[str, Any] = self.some(
            {"fixed": b},
            {"uniform": [a, c]},
            {"triangular": [a, b, c]},
            {"triangular": [b, b, c]},
            {"quantiles": {"p0": a, "p50": b, "p100": c}},
            {"quantiles": {"p0": a, "p10": b, "p100": c}},
            {"choice": {a: 1, b: 2, c: "0.5"}},
        )
        return family

    def tailed(self, mid: float, unit: str) -> dict[str, Any]:
        """A distribution of an unbounded family, about `mid`."""
        a, b = f"{mid:g}{unit}", f"{1.5 * mid:g}{unit}"
        family: dict[str, Any] = self.some(
            {"exponential": {"mean": b}},
            {"lognormal": {"median": a, "p90": b}},
            {"lognormal": {"p90": b, "median": a}},
            {"weibull": {"shape": self.one(("0.8", "1", "2")), "scale": b}},
            {"loglogistic": {"median": a, "shape": self.one(("4", "2.5"))}},
        )
        return family

    def delay(self) -> Any:
        """A delay of any family, often a whole number of days."""
        mid, spell = self.one(DAYS), self.parameter("spell")
        return self.some(
            *[f"{mid} days"] * 6,
            "1 week",
            "0.5 months",
            {"fixed": f"{mid} days"},
            self.bounded(mid / 2, mid, 2 * mid, " days"),
            self.tailed(mid + 5, " days"),
            {"choice": {f"{mid} days": 2, "10 days": 1, "15.5 days": "0.5"}},
            spell,
            spell and f"0.5 * {spell}",
            spell and {"uniform": [spell, f"2 * {spell}"]},
            spell and {"lognormal": {"median": spell, "p90": f"1.8 * {spell}"}},
        )

    def write_parameters(self) -> dict[str, Any]:
        month = self.one((" per month", " per week"))
        kinds = {
            "plain_0": ("plain", "1.5", self.bounded(0.5, 1.5, 2.5, "")),
            "plain_1": ("plain", "1.5", self.tailed(1.5, "")),
            "pace": ("rate", f"0.4{month}", self.bounded(0.1, 0.4, 0.9, month)),
            "share": ("share", "30%", self.bounded(10, 30, 70, "%")),
            "spell_0": ("spell", "10 days", self.bounded(5, 10, 20, " days")),
            "spell_1": ("spell", "2 weeks", self.bounded(1, 2, 3, " weeks")),
        }
        parameters: dict[str, Any] = {}
        for name, (kind, value, spread) in kinds.items():
            if self.flip(0.7):
                self.names.setdefault(kind, []).append(name)
                parameters[name] = {"value": value, "spread": spread}
                if self.flip(0.2):
                    parameters[name] = {"value": value}
        if self.flip(0.7):
            self.words = ["averse", "insulated", "proud"][: self.rng.randrange(2, 4)]
            choice = {word: self.rng.randrange(1, 4) for word in self.words}
            parameters["regime"] = {
                "value": self.one(self.words),
                "spread": {"choice": choice},
            }
        self.derive(parameters)
        return {name: spec | {"because": BECAUSE} for name, spec in parameters.items()}

    def derive(self, parameters: dict[str, Any]) -> None:
        """Add parameters that are worked out from those above them."""
        pace, plain = self.parameter("rate"), self.parameter("plain")
        regime = f"2 if regime == {self.words[0]} else 0.5" if self.words else None
        texts = {
            "twice": ("plain", plain and f"min(2 * {plain}, 3) + 0.1"),
            "by_regime": ("plain", regime),
            "same": ("rate", pace),
        }
        for name, (kind, text) in texts.items():
            if text and self.flip(0.3):
                parameters[name] = {"value": text}
                self.names.setdefault(kind, []).append(name)

    def write_limits(self, parameters: dict[str, Any]) -> None:
        """Add parameters that stand for a rung."""
        for name in ("limit_0", "limit_1")[: self.rng.randrange(3)]:
            ladder = self.one(list(self.rungs))
            values = [*self.rungs[ladder], "never"]
            some = self.rng.sample(values, k=self.rng.randrange(1, len(values)))
            spec: dict[str, Any] = {"rung_of": ladder, "value": some[0]}
            if self.flip(0.8):
                choice = {value: self.rng.randrange(1, 4) for value in some}
                spec["spread"] = {"choice": choice}
            parameters[name] = spec | {"because": BECAUSE}
            self.limits[name] = ladder

    # ladders, observations, gauges

    def write_ladders(self) -> dict[str, Any]:
        ladders: dict[str, Any] = {}
        for name in ("role", "support", "war", "mood")[: self.rng.randrange(2, 5)]:
            size, kind = self.rng.randrange(2, 6), self.one(("own", "shared", "count"))
            rungs = {
                "own": [f"{name}_{letter}" for letter in "abcde"],
                "shared": ["none", "low", "mid", "high", "peak"],
                "count": ["r0", "r1", "r2", "r3", "r4"],
            }[kind][:size]
            self.rungs[name], self.keys[name] = rungs, {}
            spec: dict[str, Any] = {"actor": self.one(("north", "south"))}
            if self.flip():
                spec = {}
            if name in ("war", "mood") and self.flip():
                spec["ordered"] = "false"
                self.unordered.add(name)
            if self.flip(0.6):
                spec["starts"] = self.one(rungs)
            spec["rungs"] = {rung: {} for rung in rungs}
            if kind == "count":
                spec["rungs"] = {"count": size}
            else:
                self.carry(name, spec)
            ladders[name] = spec | {"because": BECAUSE}
        able = [name for name in self.rungs if name not in self.unordered]
        self.steered = self.rng.sample(able, k=self.rng.randrange(3))
        return ladders

    def carry(self, name: str, spec: dict[str, Any]) -> None:
        """Let the rungs of a ladder carry a plain number, or one per time."""
        rungs = spec["rungs"].values()
        if self.flip(0.6):
            self.keys[name]["heft"] = "plain"
            for rung in rungs:
                rung["heft"] = self.some(
                    "0", "0.5", "1", "2.5", self.parameter("plain")
                )
        if self.flip(0.6):
            self.keys[name]["losses"] = "rate"
            spec["otherwise"] = {"losses": self.one(("0 per day", "1 per month"))}
            for rung in rungs:
                if self.flip(0.7):
                    pace = self.parameter("rate")
                    rung["losses"] = self.some("9 per month", "0.7 per week", pace)

    def write_observations(self) -> dict[str, Any]:
        observations: dict[str, Any] = {}
        for i in range(self.rng.randrange(4)):
            orders = [f"decided({name})" for name in self.steered]
            of, name = self.one([*self.rungs, *orders]), f"seen_{i}"
            self.source[name] = of
            self.rungs[name], self.keys[name] = (
                self.rungs[bare(of)],
                self.keys[bare(of)],
            )
            if of in self.unordered:
                self.unordered.add(name)
            spec = {"of": of, "by": self.one(("north", "south")), "lag": self.delay()}
            if self.root(name) not in self.steered and self.flip(0.25):
                spec["lag"] = "0 days"
            if self.flip(0.3):
                spec["starts"] = self.one(self.rungs[name])
                if self.flip(0.4):
                    spec |= {"lag": self.long_delay(), "since": self.before()}
            if name not in self.unordered and self.flip(0.3):
                spec["misread"] = self.some("30%", "0.5", self.parameter("share"))
            observations[name] = spec | {"because": BECAUSE}
        return observations

    def long_delay(self) -> Any:
        """A delay that may have run for some days and not be over."""
        spell = self.parameter("spell")
        return self.some(
            "21 days",
            {"uniform": ["2 days", "30 days"]},
            {"triangular": ["1 day", "5 days", "40 days"]},
            {"quantiles": {"p0": "1 day", "p50": "4 days", "p100": "50 days"}},
            {"choice": {"3 days": 2, "30 days": 1, "8 days": "0.5", "45 days": 1}},
            self.tailed(8, " days"),
            self.tailed(20, " days"),
            spell and {"lognormal": {"median": spell, "p90": f"1.8 * {spell}"}},
        )

    def before(self) -> str:
        return str(START - timedelta(days=self.one((1, 3, 8, 13))))

    def root(self, name: str) -> str:
        """The ladder that an observation goes back to."""
        while bare(name) in self.source:
            name = self.source[bare(name)]
        return bare(name)

    def write_gauges(self) -> dict[str, Any]:
        gauges: dict[str, Any] = {}
        for name in ("deaths", "anger", "toll")[: self.rng.randrange(4)]:
            spec: dict[str, Any] = {}
            if self.flip():
                spec["starts"] = self.some("3", "10.5", self.parameter("plain"))
            if self.flip(0.8):
                spec["flow"] = self.flow()
            if self.flip():
                halves = ("20 days", "3 months", self.parameter("spell"))
                spec["half_life"] = self.some(*halves)
            gauges[name] = self.walled(spec) | {"because": BECAUSE}
            self.gauges.append(name)
        return gauges

    def write_banded(self) -> dict[str, Any]:
        """Gauges with bands; none of their flows looks at what bands can move at once.

        Else a flow could turn back as soon as it crosses, which is endless.
        """
        all_ladders, steered = dict(self.rungs), self.steered
        for name in steered:
            del self.rungs[name]
        self.steered = []
        gauges: dict[str, Any] = {}
        for name in ("dread", "grudge")[: self.rng.randrange(3)]:
            spec: dict[str, Any] = {"starts": self.some("3", "10", "12.5")}
            if self.flip(0.8):
                spec["flow"] = self.some(
                    "0.25 * 2", f"0.4 - ({self.flow(inside=True)})", self.flow()
                )
            if self.flip():
                spec["half_life"] = self.some("20 days", "3 months")
            low = self.some("5", "10", f"5 + {self.parameter('share') or '1'}")
            floors = {"quiet": "0", "murmurs": low, "unrest": "20", "revolt": "40"}
            size = self.rng.randrange(2, 5)
            spec["bands"] = dict(list(floors.items())[:size])
            gauges[name] = self.walled(spec) | {"because": BECAUSE}
        self.rungs, self.steered = all_ladders, steered
        for name, spec in gauges.items():
            self.rungs[name], self.keys[name] = list(spec["bands"]), {}
            self.gauges.append(name)
        return gauges

    def walled(self, spec: dict[str, Any]) -> dict[str, Any]:
        """Put walls round some gauges, that have room for all their floors."""
        if self.flip(0.3):
            spec["least"] = self.some("0", "-1", "-3")
        if self.flip(0.3):
            spec["most"] = self.some("40", "60.5")
        return spec

    # expressions

    def everything(self) -> list[str]:
        return [*self.rungs, *(f"decided({name})" for name in self.steered)]

    def condition(self, names: Sequence[str], depth: int = 2) -> str:
        if depth and self.flip(0.4):
            a, b = (self.condition(names, depth - 1) for _ in "ab")
            texts = (f"not ({a})", f"{a} and {b}", f"({a}) or ({b})", f"not {a} or {b}")
            return str(self.one(texts))
        return self.atom(names)

    def atom(self, names: Sequence[str]) -> str:
        if not names or self.flip(0.2):
            plain, share = self.parameter("plain"), self.parameter("share")
            regime = f"regime {self.one(SAME)} {self.one(self.words or [''])}"
            text: str = self.some(
                "always",
                "never" if self.flip(0.3) else "always",
                plain and f"{plain} > 1.4",
                plain and f"{plain} / 2 + 0.1 <= 0.75 * {plain}",
                share and f"0.2 < {share} <= 0.5",
                *([regime] * 3 if self.words else []),
            )
            return text
        name = self.one(names)
        rungs, keys = self.rungs[bare(name)], self.keys[bare(name)]
        low, high = sorted(self.rng.sample(range(len(rungs)), 2))
        low_rung, high_rung = rungs[low], rungs[high]
        alike = [other for other in names if self.rungs[bare(other)] == rungs]
        other, key = self.one(alike), self.one([*keys, ""])
        unit = " * 30" if keys.get(key) == "rate" else ""
        number = f"{name}.{key}{unit} > 0.6" if key and name == bare(name) else None
        limits = [n for n, of in self.limits.items() if self.rungs[of] == rungs]
        limits = [n for n in limits if self.limits[n] not in self.unordered]
        limit = self.one(limits) if limits else None
        if bare(name) in self.unordered:
            rung = self.one((low_rung, high_rung))
            return str(self.some(f"{name} {self.one(SAME)} {rung}", number))
        ordered_other = None if bare(other) in self.unordered else other
        level = f"level({name}) + 1 >= {self.one(('1', '2', '3'))}"
        forms = (
            *[f"{name} {self.one(ORDER)} {self.one(rungs)}"] * 4,
            f"{low_rung} <= {name} < {high_rung}",
            f"{high_rung} > {name}",
            ordered_other and f"{name} {self.one(ORDER)} {ordered_other}",
            level if name == bare(name) else None,
            number,
            *[limit and f"{name} {self.one(ORDER)} {limit}"] * 2,
            limit and f"{limit} {self.one(ORDER)} {self.one([*rungs, 'never'])}",
        )
        return str(self.some(*forms))

    def plain(self, depth: int = 2, *, gauges: bool = False) -> str:
        """A plain number that is not negative and not large."""
        names = self.everything()
        ordered = [n for n in self.rungs if n not in self.unordered]
        if depth and self.flip(0.6):
            a, b = (self.plain(depth - 1, gauges=gauges) for _ in "ab")
            texts = [f"{a} + {b}", f"{a} * ({b})", f"({a}) * ({b})", f"min({a}, {b})"]
            texts += [f"max({a}, {b}, 0.5)", f"abs({a} - ({b}))", f"sqrt({a})"]
            texts += [
                f"log(1 + {a})",
                f"exp(-({a}))",
                f"min({a}, 3) ** 2",
                f"-(-({a}))",
            ]
            texts += [f"{a} if {self.condition(names, 1)} else {b}", f"1 / (1 + {a})"]
            texts += [f"(0.5 + {a}) ** 0.7", f"2 ** min({a}, 3)", f"min({a}, 2) ** 3"]
            return str(self.one([f"({text})" for text in texts]))
        keys = [name for name in self.rungs if "heft" in self.keys[name]]
        text: str = self.some(
            self.one(("0", "0.25", "1", "1.7", "3")),
            self.parameter("plain"),
            self.parameter("share"),
            f"level({self.one(ordered)})" if ordered else None,
            f"{self.one(keys)}.heft" if keys else None,
            f"{self.one(keys)}.heft" if keys else None,
            f"max(0.1 * {self.one(self.gauges)}, 0)"
            if gauges and self.gauges
            else None,
        )
        return text

    def flow(self, *, inside: bool = False) -> str:
        """A flow, per time, free of gauges; `inside` an expression, or alone."""
        pace = self.parameter("rate")
        keys = [name for name in self.rungs if "losses" in self.keys[name]]
        losses = f"{self.one(keys)}.losses" if keys else None
        text: str = self.some(
            None if inside else "3 per month",
            f"0.2 * {self.plain()}",
            f"0.5 if {self.condition(self.everything(), 1)} else 0.1",
            pace and f"{pace} * {self.plain()}",
            losses,
            losses and f"{losses} * {self.plain()}",
            losses and pace and f"{losses} + 2 * {pace}",
        )
        return text

    def rate(self) -> str:
        """A hazard, of at most about 0.15 per day."""
        keys = [name for name in self.rungs if "losses" in self.keys[name]]
        losses = f"{self.one(keys)}.losses / 5" if keys else None
        pace = self.parameter("rate")
        text: str = self.some(
            "2 per month",
            "0.03 per day",
            f"0.04 * min({self.plain()}, 2)",
            f"0.05 if {self.condition(self.everything(), 1)} else 0.01",
            pace,
            pace and f"{pace} * min({self.plain()}, 2)",
            losses,
        )
        return text

    # events and policies

    def write_events(self) -> None:
        """Half a dozen events of all timings, and at most one reset at once."""
        for i in range(self.rng.randrange(3, 9)):
            self.events[f"event_{i}"] = self.event() | {"because": BECAUSE}
        fixed = {*self.steered, *self.source, *self.gauges}
        free = [name for name in self.rungs if name not in fixed]
        if free and self.flip(0.4):
            name = self.one(free)
            here, there = self.rng.sample(self.rungs[name], 2)
            spec = {"when": f"{name} == {here}", "after": "0 days", "do": {name: there}}
            self.events["reset"] = spec | {"because": BECAUSE}

    def event(self) -> dict[str, Any]:
        names, spell, share = self.everything(), self.parameter("spell"), None
        share = self.parameter("share")
        spec: dict[str, Any] = {}
        if self.flip(0.2):
            spec["actor"] = self.one(("north", "south"))
        if self.flip(0.7):
            spec["when"] = self.condition(names)
        if self.flip(0.2):
            spec["once"] = "true"
        timing = self.one(("rate", "about_every", "every", "chance", "after", "at"))
        window, odds = self.some("14 days", "1 month", spell), self.some("30%", share)
        values = {
            "rate": self.rate(),
            "about_every": self.some("20 days", "1 month", spell),
            "every": self.some(self.days(), self.days(), self.days(), spell),
            "chance": f"{odds} within {window}",
            "after": self.delay(),
            "at": self.date(),
        }
        spec[timing] = values[timing]
        if timing == "after" and "once" in spec and self.flip():
            spec["after"] = "0 days"
        if timing == "after" and self.flip(0.3):
            spec |= {"after": self.long_delay(), "since": self.before()}
        if timing in ("rate", "about_every", "chance") and self.flip():
            spec["factors"] = []
            for _ in range(self.rng.randrange(1, 4)):
                self.factors += 1
                times = self.some("0.8", "1.5", "0", f"min({self.plain()}, 2)")
                when = self.condition(names, 1)
                factor = {"id": f"factor_{self.factors}", "when": when, "times": times}
                spec["factors"].append(factor | {"because": BECAUSE})
        if self.flip(0.3):
            count = self.rng.randrange(1, 4)
            spec["either"] = [
                {"odds": self.odds(), "do": self.effects()} for _ in range(count)
            ]
        else:
            spec["do"] = self.effects()
        return spec

    def odds(self) -> str:
        text: str = self.some("0.3", "25%", f"0.3 * min({self.plain(1)}, 1)", "0.1")
        return text

    def effects(self) -> dict[str, str]:
        """One or two effects on ladders and gauges."""
        ladders = [n for n in self.rungs if n not in {*self.source, *self.gauges}]
        able = [*ladders, *ladders, *self.gauges]
        effects = {}
        for name in self.rng.sample(able, k=self.rng.randrange(1, 3)):
            if name in self.gauges:
                amount = self.plain(1, gauges=True)
                old = f"0.5 * {name} + {amount}"
                floor = "= 20" if name in self.rungs else None
                effects[name] = self.some(
                    f"+ {amount}", f"- {amount}", f"= {old}", floor
                )
            else:
                rung = self.one(self.rungs[name])
                ways = (rung,) if name in self.unordered else ("up", "up", "down", rung)
                effects[name] = self.one(ways)
        return effects

    def write_policies(self) -> dict[str, Any]:
        policies: dict[str, Any] = {}
        for i, ladder in enumerate(self.steered):
            seen = [n for n in self.rungs if self.root(n) not in self.steered[i:]]
            watched = list(seen)
            seen += [f"decided({name})" for name in self.steered[:i]]
            seen += [
                n for n in self.source if self.root(n) == ladder and self.flip(0.3)
            ]
            policies[f"policy_{i}"] = self.policy(ladder, seen, watched)
            if self.flip(0.4):
                policies[f"other_{i}"] = self.policy(ladder, seen, watched)
                self.choices[f"policy_{i}"] = [
                    {"policy": f"other_{i}", "when": self.condition(seen)},
                    {"policy": f"policy_{i}"},
                ]
            if i == 0 and self.flip(0.4):
                policies["instead"] = self.policy(ladder, seen, watched)
        return policies

    def policy(
        self, ladder: str, seen: Sequence[str], watched: Sequence[str]
    ) -> dict[str, Any]:
        share, rungs = self.parameter("share"), self.rungs[ladder]
        wants = {rung: self.condition(seen) for rung in rungs[1:] if self.flip(0.85)}
        if self.flip(0.7) or not wants:
            wants = {rungs[0]: "always", **wants}
        reviews: dict[str, Any] = {}
        if self.flip(0.8) or not watched:
            reviews["every"] = self.some("30 days", "10 days", "15 days", "2 weeks")
        if watched and (self.flip(0.7) or not reviews):
            size = self.rng.randrange(1, min(3, len(watched)) + 1)
            reviews["when_changes"] = self.rng.sample(list(watched), k=size)
        spec: dict[str, Any] = {
            "actor": self.one(("north", "south")),
            "ladder": ladder,
            "wants": wants,
            "reviews": reviews,
        }
        if self.flip(0.4):
            spec["may"] = self.by_step(rungs, lambda: self.condition(seen, 1))
        for key in ("resolve", "relax"):
            toss = ("1", "40%", "0.7", "50% within 2 months", "0", share)
            within = share and f"{share} within 30 days"
            if self.flip(0.75):
                spec[key] = self.by_step(rungs, lambda: self.some(*toss, within))  # noqa: B023
        if self.flip(0.6):
            spec["stride"] = self.one(("one", "all"))
        if self.flip(0.8):
            takes = ("0 days", "5 days")
            spec["takes"] = self.by_step(rungs, lambda: self.some(*takes, self.delay()))
        return spec | {"because": BECAUSE}

    def by_step(self, rungs: Sequence[str], value: Callable[[], Any]) -> Any:
        """One value for every step, or a mapping from rung to value."""
        if self.flip(0.7):
            return value()
        named = {rung: value() for rung in rungs[1:] if self.flip(0.6)}
        if not named or len(named) < len(rungs) - 1:
            named["else"] = value()
        return named

    # what is read

    def write_ledger(self) -> dict[str, Any]:
        days = sorted(self.rng.sample((0.5, 1, 1.5, 2), k=self.rng.randrange(1, 4)))
        horizons = [f"{days_ * 30:g} days" for days_ in days]
        ledger = {
            "unit": "million USD",
            "against": "nothing happens",
            "discount_rate": self.one(("5% per year", "0% per year", "30% per year")),
            "horizons": horizons,
        }
        for i in range(self.rng.randrange(1, 5)):
            self.arguments[f"argument_{i}"] = self.argument()
        claims = {}
        for i in range(self.rng.randrange(1, 5)):
            text = self.claim(horizons)
            spec = {"says": f"Claim {i}", "holds_if": text, "because": BECAUSE}
            if self.flip(0.3):
                spec["given"] = self.claim(horizons)
            claims[f"claim_{i}"] = spec
        return {"ledger": ledger, "arguments": self.arguments, "claims": claims}

    def argument(self) -> dict[str, Any]:
        spec: dict[str, Any] = {
            "actor": self.one(("north", "south")),
            "side": self.one(("gain", "loss")),
            "account": self.one(("money", "order")),
        }
        if self.flip(0.4):
            spec["unit"] = "points"
            if self.flip():
                spec["weight"] = self.some("0.5", "2", self.parameter("plain"))
        gauge, pace = self.one([*self.gauges, None]), self.parameter("rate")
        if self.flip(0.7):
            spec["flow"] = self.some(
                self.flow(),
                gauge and f"0.05 * {gauge} + ({self.flow(inside=True)})",
                gauge and f"({gauge} + 2) * 0.01 * {self.plain(1)}",
                gauge and pace and f"{pace} * {gauge}",
                gauge and pace and f"{gauge} / 4 * {pace} + {pace}",
            )
        if "flow" not in spec or self.flip():
            lumps = [self.lump() for _ in range(self.rng.randrange(1, 3))]
            spec["lump"] = lumps if len(lumps) > 1 or self.flip() else lumps[0]
        return spec | {"because": BECAUSE}

    def lump(self) -> dict[str, Any]:
        text, gauge = self.plain(gauges=True), self.one([*self.gauges, None])
        amount = {"amount": f"{text} + 0.5 * {gauge}" if gauge else text}
        if self.flip(0.4):
            return {"each": self.one(list(self.events)), **amount}
        name = self.one(list(self.rungs))
        rising = name not in self.unordered and self.flip(0.4)
        place = {name: self.one(self.rungs[name])}
        return {"rising" if rising else "entering": place, **amount}

    def claim(self, horizons: Sequence[str]) -> str:
        names = sorted({spec["actor"] for spec in self.arguments.values()})
        actor, sum_ = self.one(names), self.one(("net", "gain", "loss"))
        argument, on = self.one(list(self.arguments)), self.one(horizons)
        text: str = self.some(
            f"net.{actor} < 0.5",
            f"{sum_}.{actor} > 10.25",
            f"gain.{actor} >= 2 * loss.{actor} + 0.123",
            f"{sum_}.{actor}({on}) > 3.21",
            f"amount.{argument} > 5.5",
            f"amount.{argument}({on}) < 7.5 and {self.yes_or_no()}",
            self.yes_or_no(),
            f"not {self.yes_or_no()} or net.{actor} < 4.4",
        )
        return text

    def limit(self) -> str:
        return f", day({self.date(1)})" if self.flip(0.4) else ""

    def yes_or_no(self) -> str:
        """A condition on a whole run."""
        inner, name = self.condition(self.everything(), 1), self.one(list(self.rungs))
        what = self.one(("highest", "final"))
        rung, ordered = self.one(self.rungs[name]), name not in self.unordered
        text: str = self.some(
            f"ever({inner}{self.limit()})",
            f"first({inner}{self.limit()}) < 40",
            f"{what}({name}{self.limit()}) >= {rung}" if ordered else None,
            f"rises({name}{self.limit()}) > 1" if ordered else None,
            None if ordered else f"final({name}) == {rung}",
        )
        return text

    def write_outcomes(self) -> dict[str, Any]:
        names = self.everything()
        ordered = [name for name in self.rungs if name not in self.unordered]
        ladder, inner = self.one(ordered), self.condition(names, 1)
        texts = [
            f"{what}({self.condition(names, 1)}{self.limit()})"
            for what in ("ever", "first", "time_in", "ever", "first", "time_in")
        ]
        texts += [
            f"{what}({self.one(ordered)}{self.limit()})"
            for what in ("highest", "final", "rises", "falls", "highest", "falls")
        ]
        texts += [f"final({gauge}{self.limit()})" for gauge in self.gauges]
        texts += [
            self.yes_or_no(),
            f"final({self.one(list(self.rungs))})",
            f"first({inner}) <= first({self.condition(names, 1)})",
            f"time_in({inner}) / 10 + 2 * rises({ladder}{self.limit()})",
            f"1 if ever({inner}) and {self.yes_or_no()} else 0",
        ]
        outcomes: dict[str, Any] = {
            f"outcome_{i}": text for i, text in enumerate(texts)
        }
        outcomes["titled"] = {"title": "One with a title", "value": self.yes_or_no()}
        return outcomes
