"""The rule ``start``: a member's case, its constants, and the first due times."""

from __future__ import annotations

from sim.emit.formulas import literal
from sim.emit.gauges import write_gauge_start, write_standing
from sim.emit.places import Places
from sim.emit.testing import write_test, write_weight_tests
from sim.emit.writing import Lines
from sim.model import Parameter
from sim.streams import stream_of

__all__ = ["write_start"]


def write_start(places: Places, constants: list[str]) -> Lines:
    """Write the rule; `constants` are the lines that set the member's constants."""
    out = Lines()
    for at, parameter in enumerate(places.model.parameters):
        _draw(places, out, parameter, places.layout.parameters + at)
    for line in constants:
        out(line)
    for gauge in places.model.gauges:
        write_gauge_start(places, out, gauge)
    for ladder in places.model.ladders:
        if ladder.kind == "observed" and ladder.starts < 0:
            source = ladder
            while source.kind == "observed":
                source = places.model.ladder(source.of)
            standing = f"I[{places.layout.books[source.name].at}]"
            write_standing(places, out, ladder, standing)
    rate = places.model.discount_rate
    if rate is not None and rate.tree.op != "number":
        write_test(places, out, rate, "discount_rate", "not negative", places.discount)
    for clock in places.model.clocks:
        due = places.clocks[clock.name].due
        if clock.kind == "dated":
            out(f"S[{due}] = {literal(clock.day)}")
        elif clock.kind == "readings" and places.days:
            out(f"S[{due}] = {literal(places.days[0])}")
    for policy in places.model.policies:
        if policy.every is not None:
            due = places.clocks[f"review {policy.ladder}"].due
            every = places.formulas.constant(policy.every)
            write_test(places, out, policy.every, "every", "positive", every)
            if len(places.model.plans[policy.ladder]) == 1:
                out(f"S[{due}] = {every}")
    return out


def _draw(places: Places, out: Lines, parameter: Parameter, place: int) -> None:
    if parameter.draw is None:
        out(f"S[{place}] = float({places.formulas.text(parameter.value.tree)})")
        write_test(places, out, parameter.value, "value", "finite", f"S[{place}]")
        return
    low, high = stream_of(f"parameter {parameter.name}")
    uniform = out.name(f"first_uniform(q0, q1, {low}, {high}, 0, m)")
    write_weight_tests(places, out, parameter.draw, kept=False)
    value = places.formulas.quantile(parameter.draw, uniform, kept=False)
    out(f"S[{place}] = float({value})")
    if any(number.tree.op != "number" for number in parameter.draw.numbers):
        spread = parameter.draw.numbers[0]
        write_test(places, out, spread, "spread", "finite", f"S[{place}]")
