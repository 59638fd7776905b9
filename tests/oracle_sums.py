"""What a run came to, read off its states for the oracle: outcomes, sums, claims.

Part of `oracle`, and like it written from the language contract alone.
"""

from __future__ import annotations

import ast
import math
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import partial
from itertools import pairwise
from operator import gt, lt
from typing import Any

import numpy as np
from oracle_words import Words

GAUSS = list(zip(*np.polynomial.legendre.leggauss(8), strict=True))


@dataclass(frozen=True, slots=True)
class Path:
    """What one member did: times in days, rungs as indices, ``inf`` for never."""

    moves: list[tuple[float, str, str, int, int]]
    firings: list[tuple[float, str]]
    case: dict[str, float]
    outcomes: dict[str, float]
    amounts: dict[tuple[str, float], float]
    claims: dict[tuple[str, float], bool | None]  # None where it is not asked
    gauges: dict[str, float]


class Sums(Words):
    """Looks back on the states that one member went through."""

    file: dict[str, Any]
    without: set[str]
    end: float
    now: float
    drain: dict[str, float]
    amounts: dict[tuple[str, float], float]
    firings: list[tuple[float, str]]
    moves: list[tuple[float, str, str, int, int]]
    states: list[tuple[float, dict[str, int], dict[str, Any]]]

    def spans(self, limit: float) -> Iterator[tuple[float, float]]:
        """Put back each state that began before a day, and the first; give its span."""
        limit = max(min(limit, self.end), 0.0)
        ends = [state[0] for state in self.states[1:]] + [limit]
        for (since, at, gauges), end in zip(self.states, ends, strict=True):
            if since < limit or at is self.states[0][1]:
                self.now, self.at, self.gauges = since, at, gauges
                yield since, min(end, limit)

    def reading(
        self, what: str, part: ast.expr, limit: float = math.inf, *, band: bool = False
    ) -> Any:
        """Answer ever, first and the like from the states that began before a day."""
        band = band or what in ("highest", "rises", "falls")
        look = partial(self.side, among=("band",) if band else ())
        seen = [(*span, look(part)) for span in self.spans(limit)]
        self.now, values = seen[-1][1], [value for _, _, value in seen]
        return {
            "ever": any(values),
            "first": next((since for since, _, value in seen if value), math.inf),
            "time_in": sum(end - since for since, end, value in seen if value),
            "highest": max(values),
            "final": look(part),
            "rises": sum(map(lt, values, values[1:])),
            "falls": sum(map(gt, values, values[1:])),
        }[what]

    def falls_due(self, lump: Mapping[str, Any], place: int) -> bool:
        """Say whether a firing, by its place in the record, calls for a lump."""
        if "each" in lump:
            return self.firings[place][1] == f"event {lump['each']}"
        ((ladder, rung),) = lump.get("entering", lump.get("rising")).items()
        old, new = (state[1][ladder] for state in self.states[place : place + 2])
        came = new > old if "rising" in lump else new != old
        return came and list(self.among[ladder])[new] == rung

    def amount(self, spec: Mapping[str, Any], horizon: float) -> float:
        """Give an argument's discounted amount up to a horizon, before its weight."""
        r, total = self.read(self.file["ledger"].get("discount_rate", "0")), 0.0
        fastest = r + max(self.drain.values(), default=0.0)
        for since, until in self.spans(horizon):
            parts = np.linspace(since, until, 2 + int((until - since) * fastest))
            for a, b in pairwise(parts if "flow" in spec else []):
                for node, weight in GAUSS:
                    self.now = a + (b - a) * (node + 1.0) / 2
                    worth = weight * (b - a) / 2 * math.exp(-r * self.now)
                    total += worth * self.read(spec["flow"])
        lumps = spec.get("lump", [])
        for lump in lumps if isinstance(lumps, list) else [lumps]:
            for place, (now, _) in enumerate(self.firings):
                if now < horizon and self.falls_due(lump, place):
                    _, self.at, self.gauges = self.states[place + ("each" not in lump)]
                    self.now = now
                    total += self.read(lump["amount"]) * math.exp(-r * now)
        return float(total)

    def sum_of(self, what: str, name: str, horizon: float = math.nan) -> float:
        horizon = self.end if math.isnan(horizon) else horizon
        if what == "amount":
            return self.amounts.get((name, horizon), 0.0)
        sides, unit = {"gain": 0.0, "loss": 0.0}, self.file["ledger"]["unit"]
        for argument, spec in self.file["arguments"].items():
            priced = "weight" in spec or spec.get("unit", unit) == unit
            if spec["actor"] == name and priced and argument not in self.without:
                weight = self.read(spec.get("weight", "1"))
                sides[spec["side"]] += weight * self.amounts[argument, horizon]
        return sides["gain"] - sides["loss"] if what == "net" else sides[what]

    def record(self) -> Path:
        whole, claims = self.end, dict[tuple[str, float], bool | None]()
        outcomes = {
            name: self.read(spec if isinstance(spec, str) else spec["value"])
            for name, spec in self.file["outcomes"].items()
        }
        horizons = [self.read(text) for text in self.file["ledger"].get("horizons", [])]
        self.amounts = {
            (name, horizon): self.amount(spec, horizon)
            for name, spec in self.file["arguments"].items()
            for horizon in horizons
            if name not in self.without
        }
        for self.end in horizons:
            for name, spec in self.file["claims"].items():
                asked = self.read(spec.get("given", "always"))
                holds = bool(self.read(spec["holds_if"])) if asked else None
                claims[name, self.end] = holds
        self.end = whole
        list(self.spans(whole))
        self.now = whole
        gauges = {name: self.level(name) for name in self.gauges}
        return Path(
            self.moves, self.firings, self.case, outcomes, self.amounts, claims, gauges
        )
