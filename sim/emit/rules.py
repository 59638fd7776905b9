"""A model's rules of motion as one text in restricted Python, for every engine.

``start(t, m, q0, q1, S, I)`` draws the case of member ``m`` under the seed ``q0, q1``;
``fire_3(t, m, q0, q1, S, I)`` is what clock 3 does when it fires; ``refresh(k, …)``
then looks at every condition again; ``finish(t, S, I, O)`` writes what the run came
to. An engine owns the loop, the order of the clocks and the luck, and nothing else.
The text holds numbers and places only: no name and no word of a scenario file.
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable
from dataclasses import dataclass

from sim.emit.finishing import outputs_of, write_finish
from sim.emit.firing import write_fire
from sim.emit.layout import BITS, Layout, Outputs, Test
from sim.emit.places import Places, SteerPlaces
from sim.emit.refreshing import write_refresh
from sim.emit.starting import write_start
from sim.model import Model

__all__ = ["Rules", "emit_rules"]


@dataclass(frozen=True)
class Rules:
    """The emitted text, and the numbers an engine needs to run it.

    Attributes
    ----------
    text : str
        The functions, in restricted Python.
    floats, whole, constants : tuple
        ``S`` and ``I`` before the start, and ``K``.
    clocks, ladders : int
        How many clocks (the first places of ``S`` are their due times) and ladders
        (the first places of ``I`` are their rungs).
    parameters : int
        Place in ``S`` of the first parameter.
    words : tuple of int
        Places in ``I`` of the words that say which ladders have moved and which gauges
        were based anew: 0 between two firings.
    turned : tuple of int
        Places in ``I`` that say whether another policy has just come into force: 0
        between two firings.
    fault : int
        Place in ``I`` of the code of the first failed test; 0 is none.
    tests : tuple of Test
        What the codes mean; code 1 is the first.
    outputs : Outputs
        Places in ``O``.
    gauges : dict of str to tuple
        Place of each gauge in ``S`` (value, flow, day), and that of its drain, or -1
        where nothing drains it.
    drawn : tuple of int
        For each clock, the place in ``I`` of how many draws it has used up.
    happened : tuple of int
        For each clock, the place in ``I`` of how often its event has happened.
    hazards : dict of int to int
        For each hazard clock, the place in ``S`` of its rate, then of what is left of
        its threshold, then of since when.
    steers : dict of str to SteerPlaces
        Places of the tosses of each steered ladder.
    """

    text: str
    floats: tuple[float, ...]
    whole: tuple[int, ...]
    constants: tuple[float, ...]
    clocks: int
    ladders: int
    parameters: int
    words: tuple[int, ...]
    turned: tuple[int, ...]
    fault: int
    tests: tuple[Test, ...]
    outputs: Outputs
    gauges: dict[str, tuple[int, int]]
    drawn: tuple[int, ...]
    happened: tuple[int, ...]
    hazards: dict[int, int]
    steers: dict[str, SteerPlaces]

    def word_of(self, ladder: int) -> tuple[int, int]:
        """Give the place of the word, and the bit, that say if a ladder has moved."""
        return self.words[ladder // BITS], 1 << ladder % BITS

    @property
    def digest(self) -> str:
        """SHA-256 of the text: two models with one digest move alike."""
        return hashlib.sha256(self.text.encode()).hexdigest()


def emit_rules(
    model: Model, *, also: Callable[[Places, Outputs], str] | None = None
) -> Rules:
    """Write the rules of `model`.

    Parameters
    ----------
    model : Model
    also : callable, optional
        Writes further functions by the same places; the others do not call them.

    Examples
    --------
    >>> import sim
    >>> rules = emit_rules(sim.compile_model(sim.load_scenario("hello")))
    >>> rules.text.splitlines()[-1].strip().startswith("O[")
    True
    """
    layout = Layout(model)
    places = Places(layout)
    outputs = outputs_of(places)
    places.formulas.readings = outputs.readings
    functions = [
        write_fire(places, clock).function(f"fire_{at}(t, m, q0, q1, S, I)")
        for at, clock in enumerate(model.clocks)
    ]
    refresh = write_refresh(places).function("refresh(k, t, m, q0, q1, S, I)")
    finish = write_finish(places, outputs).function("finish(t, S, I, O)")
    more = [also(places, outputs)] if also else []
    start = write_start(places, places.formulas.constants)
    powers = [_power(whole) for whole in sorted(places.formulas.powers)]
    head = start.function("start(t, m, q0, q1, S, I)")
    return Rules(
        text="\n\n".join([*powers, head, *functions, refresh, finish, *more]),
        floats=tuple(layout.floats),
        whole=tuple(layout.whole),
        constants=tuple(layout.constants),
        clocks=len(model.clocks),
        ladders=len(model.ladders),
        parameters=layout.parameters,
        words=tuple(range(layout.words, layout.words + layout.word_count)),
        turned=tuple(
            steer.turned for steer in places.steers.values() if steer.turned >= 0
        ),
        fault=layout.fault,
        tests=tuple(layout.tests),
        outputs=outputs,
        gauges={
            name: (place, _place_of(places.drains[name]))
            for name, place in places.gauges.items()
        },
        drawn=tuple(own.drawn for own in places.clocks.values()),
        happened=tuple(own.flag for own in places.clocks.values()),
        hazards={
            at: places.clocks[clock.name].block
            for at, clock in enumerate(model.clocks)
            if clock.kind == "hazard"
        },
        steers=places.steers,
    )


def _place_of(drain: str) -> int:
    return int(drain[2:-1]) if drain.startswith("S[") else -1


def _power(whole: int) -> str:
    product = " * ".join(["x"] * whole)
    return f"def power_{whole}(x):\n    return {product}\n"
