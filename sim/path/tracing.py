"""Run one member from start to horizon, and keep it as a `Trace`."""

from __future__ import annotations

import numpy as np

from sim.model import Model
from sim.path.engine import DEFAULT_SEED, Engine, Path
from sim.results import Firing, Trace, rung_slots

__all__ = ["run_path", "trace_of"]


def run_path(
    model: Model | Engine,
    *,
    seed: int = DEFAULT_SEED,
    member: int = 0,
    reasons: bool = True,
) -> Trace:
    """Follow one member of a model until its horizon.

    Parameters
    ----------
    model : Model or Engine
        What to run.
    seed, member : int
        The address of its luck: the same member of any ensemble with that seed.
    reasons : bool, default True
        Whether to note why each clock fired; without, moves are not kept either.

    Returns
    -------
    Trace
    """
    path = Path(model, seed=seed, member=member, reasons=reasons)
    firings = tuple(path.firings())
    return trace_of(path, firings)


def trace_of(path: Path, firings: tuple[Firing, ...]) -> Trace:
    """Give the record of a path that has reached its horizon.

    Raises
    ------
    ModelError
        If it has not.
    """
    model, places, out = path.model, path.engine.rules.outputs, path.outputs()

    def named(first: int, names: list[str]) -> dict[str, float]:
        return dict(zip(names, out[first : first + len(names)], strict=True))

    slots = rung_slots(model)
    ladders = [ladder.name for ladder in model.ladders]
    highest = named(places.highest, ladders)
    final = named(places.final, ladders)
    shape = (len(model.horizons), len(model.arguments))
    return Trace(
        model=model,
        seed=path.seed,
        member=path.member,
        case=path.case,
        firings=firings,
        outcomes=named(places.outcomes, [item.name for item in model.outcomes]),
        amounts=np.array(out[places.amounts : places.gauges])[
            : shape[0] * shape[1]
        ].reshape(shape),
        readings=np.array(out[places.readings : places.amounts]),
        gauges=named(places.gauges, [gauge.name for gauge in model.gauges]),
        time_on=_by_ladder(out, places.time_on, slots),
        first_on=_by_ladder(out, places.first_on, slots),
        highest={name: int(rung) for name, rung in highest.items()},
        final={name: int(rung) for name, rung in final.items()},
        receipt=path.receipt(out),
    )


def _by_ladder(
    out: list[float], first: int, slots: dict[str, slice]
) -> dict[str, tuple[float, ...]]:
    return {
        name: tuple(out[first + slot.start : first + slot.stop])
        for name, slot in slots.items()
    }
