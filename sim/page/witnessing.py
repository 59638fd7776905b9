"""What a witness in JavaScript must know of a model to say why a clock fired.

Numbers only, as `js/witness.js` reads them; it does there what `sim.path.reasons` does
here, and a test holds that both say the same.
"""

from __future__ import annotations

from typing import Any

from sim.emit import Rules
from sim.emit.layout import Layout
from sim.model import (
    Clock,
    Draw,
    Model,
    Policy,
    Toss,
    gauges_changed,
    ladders_read,
)
from sim.streams import stream_of

__all__ = ["stream_words", "watch_numbers"]

Numbers = dict[str, Any]


def watch_numbers(model: Model, rules: Rules) -> Numbers:
    """Give the numbers, for JSON."""
    factors = odds = 0
    clocks = []
    for clock in model.clocks:
        told = _clock(model, rules, clock)
        told["factors"] = list(range(factors, factors + len(clock.factors)))
        factors += len(clock.factors)
        told["odds"] = None
        if clock.branches and clock.branches[0].odds is not None:
            told["odds"] = list(range(odds, odds + len(clock.branches)))
            odds += len(clock.branches)
        clocks.append(told)
    return {
        "clocks": clocks,
        "policies": [_policy(model, rules, item) for item in model.policies],
    }


def _clock(model: Model, rules: Rules, clock: Clock) -> Numbers:
    index = model.ladder_index
    told: Numbers = {
        "kind": clock.kind,
        "stream": stream_words(clock.name),
        "when": clock.when is not None,
        "since": clock.since,
        "branches": len(clock.branches),
        "lucky": clock.kind == "hazard" or _lucky(clock.delay),
        "misread": clock.misread is not None,
        "reads": [index[name] for name in ladders_read(model, clock)],
        "targets": [model.gauge_index[name] for name in gauges_changed(clock)],
    }
    if clock.kind == "observation":
        told["ladder"] = index[clock.item]
        told["source"] = index[model.ladder(clock.item).of]
    elif clock.kind == "band":
        told["gauge"] = model.gauge_index[clock.item]
    elif clock.kind in ("review", "act"):
        told["ladder"] = index[clock.item]
        told["decided"] = index[f"decided({clock.item})"]
        told["wanted"] = index[f"wanted({clock.item})"]
        told["force"] = rules.steers[clock.item].force
        book = Layout(model).books[f"decided({clock.item})"]
        told["book"] = [book.tally, book.word, book.bit]
        told["policies"] = [
            at for at, item in enumerate(model.policies) if item.ladder == clock.item
        ]
    return told


def _policy(model: Model, rules: Rules, policy: Policy) -> Numbers:
    steer, rungs = rules.steers[policy.ladder], model.ladder(policy.ladder).rungs

    def tosses(verb: str, items: tuple[Toss | None, ...], place: int) -> list[Any]:
        return [
            None
            if toss is None
            else [*stream_words(f"{verb} {policy.ladder} {rung}"), place + step]
            for step, (toss, rung) in enumerate(zip(items, rungs, strict=True))
        ]

    return {
        "watches": [model.ladder_index[name] for name in policy.when_changes],
        "may": [item is not None for item in policy.may],
        "takes": [_lucky(draw) for draw in policy.takes],
        "resolve": tosses("resolve", policy.resolve, steer.resolve_draws),
        "relax": tosses("relax", policy.relax, steer.relax_draws),
    }


def _lucky(draw: Draw | None) -> bool:
    return draw is not None and draw.kind != "fixed"


def stream_words(name: str) -> list[int]:
    """Give the halves of a stream as the signed words of JavaScript's operators."""
    return [half - (1 << 32) if half >= 1 << 31 else half for half in stream_of(name)]
