"""Made for tests: small models with known answers, and ensembles of real ones."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache

import numpy as np

from sim.expressions import Tree
from sim.jobs import run_ensemble
from sim.loading import load_scenario, load_text
from sim.model import (
    Argument,
    Claim,
    Expression,
    Gauge,
    Ladder,
    Model,
    Outcome,
    Parameter,
    Reading,
    compile_model,
)
from sim.results import Ensemble
from sim.scenario import Scenario
from sim.texts import Text

YEAR = 365.25


def number(value: float) -> Expression:
    return Expression(Tree("number", number=value), f"{value:g}")


def reading(at: int) -> Tree:
    return Tree("reading", number=float(at))


def compare(left: Tree, sign: str, right: float) -> Tree:
    return Tree("compare", (left, Tree("number", number=right)), sign)


def argument(name: str, side: str, account: str, **more: object) -> Argument:
    filled: dict[str, object] = {
        "title": Text(f"Title of {name}", f"{name}의 제목"),
        "actor": "north",
        "unit": "million USD",
        "weight": None,
        "counted": True,
    }
    return Argument(name=name, side=side, account=account, **(filled | more))  # type: ignore[arg-type]


WEIGHT = Expression(Tree("parameter", name="price"), "price")
ARGUMENTS = (
    argument("pay", "gain", "money"),
    argument("arms", "gain", "money"),
    argument("unrest", "loss", "order", unit="points", weight=WEIGHT),
    argument("dead", "loss", "order", unit="killed", counted=False),
)
HORIZONS = (100.0, YEAR)


def small_model(
    *,
    claims: Sequence[Claim] = (),
    outcomes: Sequence[Outcome] = (),
    readings: Sequence[Reading] = (),
) -> Model:
    """A model that nobody runs: for ensembles written by hand."""
    role = Ladder(
        name="role",
        kind="own",
        of="role",
        title=Text("The role", "역할"),
        actor="north",
        rungs=("none", "arms", "combat"),
        rung_titles=(
            Text("None", "없음"),
            Text("Arms", "무기"),
            Text("Combat", "전투"),
        ),
        numbers={},
    )
    return Model(
        name="small",
        title=Text("A small model", "작은 모형"),
        start="2024-10-22",
        facts_to="2026-04-27",
        horizon=YEAR,
        central=False,
        without=(),
        parameters=(
            Parameter("price", Text("Price", "값"), number(2.0)),
            Parameter("luck", Text("Luck", "운"), number(0.5)),
        ),
        ladders=(role,),
        gauges=(Gauge("deaths", Text("Killed", "사망"), "killed", number(0.0)),),
        clocks=(),
        policies=(),
        unit="million USD",
        against=Text("nothing sent", "아무것도 보내지 않음"),
        discount_rate=number(0.0),
        horizons=HORIZONS,
        arguments=ARGUMENTS,
        readings=tuple(readings),
        outcomes=tuple(outcomes),
        claims=tuple(claims),
        actors={"north": Text("The North", "북")},
    )


def hand_made(
    model: Model,
    *,
    members: int = 4,
    parameters: Sequence[Sequence[float]] | None = None,
    readings: Sequence[Sequence[float]] | None = None,
    outcomes: Sequence[Sequence[float]] | None = None,
    amounts: Sequence[Sequence[Sequence[float]]] | None = None,
    counts: Sequence[Sequence[int]] | None = None,
) -> Ensemble:
    """An ensemble with these numbers and nought elsewhere."""

    def table(given: object, *shape: int) -> np.ndarray:
        if given is None:
            return np.zeros(shape)
        return np.array(given, dtype=float).reshape(shape)

    ladders, rungs = len(model.ladders), sum(len(x.rungs) for x in model.ladders)
    if counts is None:
        counts = [[members] + [0] * (rungs - 1)] * 2
    return Ensemble(
        model=model,
        seed=1,
        members=np.arange(members),
        parameters=table(parameters, members, len(model.parameters)),
        outcomes=table(outcomes, members, len(model.outcomes)),
        readings=table(readings, members, len(model.readings)),
        amounts=table(amounts, members, len(model.horizons), len(model.arguments)),
        gauges=np.zeros((members, len(model.gauges))),
        highest=np.zeros((members, ladders), dtype=np.int64),
        final=np.zeros((members, ladders), dtype=np.int64),
        time_on=np.zeros((members, rungs)),
        first_on=np.full((members, rungs), np.inf),
        times=np.linspace(0.0, model.horizon, len(counts)),
        counts=np.array(counts, dtype=np.int64),
        firings=np.zeros(members, dtype=np.int64),
        receipts=("0" * 16,) * members,
    )


def run(model: Model, *, members: int, seed: int = 1) -> Ensemble:
    """Run a model."""
    return run_ensemble(model, members=members, seed=seed)


@cache
def loaded(name: str) -> Scenario:
    return load_scenario(name)


@cache
def compiled(name: str) -> Model:
    return compile_model(loaded(name))


@cache
def ensemble_of(name: str, members: int) -> Ensemble:
    return run(compiled(name), members=members)


def scenario_of(text: str) -> Scenario:
    return load_text(text)
