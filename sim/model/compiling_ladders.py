"""Ladders, observations and the positions of policies -> the ladders of a model."""

from __future__ import annotations

from sim.expressions import Due
from sim.model.compiling_formulas import Reader, ladder_reference, titled
from sim.model.parts import Gauge, Ladder, Policy
from sim.scenario import Gauge as WrittenGauge
from sim.scenario import Observation, Scenario
from sim.texts import Text

__all__ = ["compile_gauge", "compile_ladders"]


def compile_ladders(
    reader: Reader, scenario: Scenario, steered: list[Policy]
) -> tuple[Ladder, ...]:
    """Give own ladders, then observations, then what policies decide and want."""
    made: dict[str, Ladder] = {}
    for name, ladder in scenario.ladders.items():
        rungs = tuple(str(rung.id) for rung in ladder.rungs)
        numbers = {
            key: tuple(
                reader.read(rung.numbers.get(key) or ladder.otherwise[key], Due.NUMBER)
                for rung in ladder.rungs
            )
            for key in ladder.carries
        }
        made[name] = Ladder(
            name=name,
            kind="own",
            of=name,
            title=titled(ladder.title, name),
            actor=str(ladder.actor or ""),
            rungs=rungs,
            rung_titles=tuple(
                titled(rung.title, str(rung.id)) for rung in ladder.rungs
            ),
            starts=rungs.index(ladder.starts),
            ordered=ladder.ordered,
            numbers=numbers,
        )
    for gauge in scenario.gauges.values():
        if gauge.bands:
            made[gauge.id] = _banded(gauge)
    own = [made[name] for name in dict.fromkeys(policy.ladder for policy in steered)]
    positions = [
        _position(ladder, kind, words)
        for kind, words in (
            ("decided", Text(en="decided", ko="결정")),
            ("wanted", Text(en="wanted", ko="목표")),
        )
        for ladder in own
    ]
    known = made | {position.name: position for position in positions}
    waiting = list(scenario.observations.values())
    while waiting:
        for item in waiting:
            source = ladder_reference(item.of)
            if source in known:
                known[item.id] = _observed(item.id, known[source], item)
                waiting.remove(item)
                break
        else:  # checked before: what each is of can be followed to a ladder
            raise AssertionError(f"nothing to observe: {waiting[0].of}")
    order = [*made, *scenario.observations]
    order += [position.name for position in positions]
    return tuple(known[name] for name in order)


def compile_gauge(reader: Reader, gauge: WrittenGauge) -> Gauge:
    """Give a gauge."""
    return Gauge(
        name=gauge.id,
        title=titled(gauge.title, gauge.id),
        unit=gauge.unit,
        starts=reader.read(gauge.starts, Due.NUMBER),
        flow=reader.maybe(gauge.flow, Due.FLOW),
        half_life=reader.maybe(gauge.half_life, Due.DURATION),
        bands=tuple(str(band.id) for band in gauge.bands),
        floors=tuple(
            reader.read(band.floor, Due.NUMBER)
            for band in gauge.bands[1:]
            if band.floor is not None
        ),
        least=reader.maybe(gauge.least, Due.NUMBER),
        most=reader.maybe(gauge.most, Due.NUMBER),
    )


def _banded(gauge: WrittenGauge) -> Ladder:
    """Give the ladder that a gauge's bands are."""
    return Ladder(
        name=str(gauge.id),
        kind="own",
        of=str(gauge.id),
        title=titled(gauge.title, gauge.id),
        actor="",
        rungs=tuple(str(band.id) for band in gauge.bands),
        rung_titles=tuple(titled(band.title, str(band.id)) for band in gauge.bands),
        starts=-1,
        numbers={},
    )


def _position(ladder: Ladder, kind: str, words: Text) -> Ladder:
    return Ladder(
        name=f"{kind}({ladder.name})",
        kind=kind,
        of=ladder.name,
        title=Text(
            en=f"{ladder.title.say('en')}: {words.en}",
            ko=f"{ladder.title.say('ko')}: {words.ko}",
        ),
        actor=ladder.actor,
        rungs=ladder.rungs,
        rung_titles=ladder.rung_titles,
        starts=ladder.starts,
        ordered=ladder.ordered,
    )


def _observed(name: str, source: Ladder, observation: Observation) -> Ladder:
    starts = observation.starts
    return Ladder(
        name=name,
        kind="observed",
        of=source.name,
        title=titled(observation.title, name),
        actor=str(observation.by or ""),
        rungs=source.rungs,
        rung_titles=source.rung_titles,
        starts=source.starts if starts is None else source.rungs.index(starts),
        ordered=source.ordered,
    )
