"""The rule ``refresh``: after each firing, look at every condition again.

In this order: gauges, what is wanted, clocks, arguments, what outcomes watch. Each is
looked at only if a ladder that it reads has moved, or its own clock has just fired;
``k == -1`` is the first look, at the start.
"""

from __future__ import annotations

import re

from sim.emit.formulas import ALWAYS, literal
from sim.emit.gauges import write_aim, write_flow
from sim.emit.places import Places
from sim.emit.testing import write_test, write_weight_tests
from sim.emit.writing import Lines
from sim.model import Clock, Draw, Expression, Policy, Toss
from sim.streams import stream_of

__all__ = ["write_refresh"]

FIRST = "k == -1"


def write_refresh(places: Places) -> Lines:
    """Write the rule."""
    out = Lines()
    _gauges(places, out)
    for ladder in places.model.plans:
        _steering(places, out, ladder)
    for clock in places.model.clocks:
        if clock.kind == "hazard":
            _hazard(places, out, clock)
        elif clock.kind in ("delay", "observation"):
            _delay(places, out, clock)
        elif clock.kind == "review":
            _review(places, out, clock)
        elif clock.kind == "act":
            _act(places, out, clock)
    _arguments(places, out)
    _monitors(places, out)
    for word in range(places.layout.word_count):
        out(f"I[{places.layout.words + word}] = 0")
    return out


def _due_look(*tests: str) -> str:
    """Join the reasons to look again."""
    return " or ".join(test for test in tests if test)


def _gauges(places: Places, out: Lines) -> None:
    for gauge in places.model.gauges:
        if gauge.flow is not None:
            look = _due_look(places.formulas.moved([gauge.flow.tree]), FIRST)
            write_flow(places, out, gauge, look)
        if gauge.bands or gauge.walled:
            write_aim(places, out, gauge)


# ---- policies


def _steering(places: Places, out: Lines, ladder: str) -> None:
    """Write which policy is in force, what it wants, and the tosses of its steps."""
    formulas, policies = places.formulas, places.model.plans[ladder]
    trees = [condition.tree for p in policies for _, condition in p.wants]
    trees += [policy.when.tree for policy in policies if policy.when is not None]
    look = _due_look(formulas.moved(trees), FIRST)
    book = places.layout.books[f"wanted({ladder})"]
    with out.block(f"if {look}:"):
        if len(policies) == 1:
            to = out.name(_wanted(places, policies[0]))
            _tosses(places, out, policies[0], to)
        else:
            to = _in_force(places, out, policies)
        out(f"ask({to}, {book.at}, {book.word}, {book.bit}, I)")


def _wanted(places: Places, policy: Policy) -> str:
    """Write what a policy's rule asks for: the highest step whose condition holds."""
    wanted = "0"
    for rung, condition in sorted(policy.wants, key=lambda item: item[0]):
        test = places.formulas.text(condition.tree)
        wanted = f"({rung} if {test} else {wanted})"
    return wanted


def _in_force(places: Places, out: Lines, policies: tuple[Policy, ...]) -> str:
    """Write which of several policies is in force, and what it wants."""
    steer = places.steers[policies[0].ladder]
    last = len(policies) - 1
    force = str(last)
    for at, policy in reversed(list(enumerate(policies[:-1]))):
        force = f"({at} if {places.formulas.condition(policy.when)} else {force})"
    force = out.name(force)
    wanted = _wanted(places, policies[-1])
    for at, policy in reversed(list(enumerate(policies[:-1]))):
        wanted = f"({_wanted(places, policy)} if {force} == {at} else {wanted})"
    to = out.name(wanted)
    for at, policy in enumerate(policies):
        with out.block(f"if {force} == {at}:"):
            _tosses(places, out, policy, to, several=True)
    with out.block(f"if {force} != I[{steer.force}]:"):
        out(f"I[{steer.force}] = {force}")
        out(f"I[{steer.turned}] = 1")
    return to


def _tosses(
    places: Places, out: Lines, policy: Policy, to: str, *, several: bool = False
) -> None:
    """Toss for each step that comes to be wanted, or to be wanted no longer.

    What is certain is noted only where another policy might have tossed for it.
    """
    at = places.layout.books[f"wanted({policy.ladder})"].at
    steer = places.steers[policy.ladder]
    rungs = places.model.ladder(policy.ladder).rungs
    if several:
        out("pass")
    for step in range(1, len(rungs)):
        up, down = policy.resolve[step], policy.relax[step]
        if up is not None or several:
            with out.block(f"if {to} >= {step} and (I[{at}] < {step} or {FIRST}):"):
                stream = f"resolve {policy.ladder} {rungs[step]}"
                won, drawn = steer.resolved + step, steer.resolve_draws + step
                _toss(places, out, up, stream, won, drawn)
        if down is not None or several:
            with out.block(f"if {to} < {step} and (I[{at}] >= {step} or {FIRST}):"):
                stream = f"relax {policy.ladder} {rungs[step]}"
                won, drawn = steer.relaxed + step, steer.relax_draws + step
                _toss(places, out, down, stream, won, drawn)


def _toss(
    places: Places, out: Lines, toss: Toss | None, stream: str, won: int, drawn: int
) -> None:
    """Set the day on which the toss is won: at once, later, or never."""
    if toss is None:
        out(f"S[{won}] = t")
        out(f"I[{drawn}] = I[{drawn}] + 1")
        return
    low, high = stream_of(stream)
    uniform = f"first_uniform(q0, q1, {low}, {high}, I[{drawn}], m)"
    chance = places.formulas.constant(toss.chance)
    write_test(places, out, toss.chance, "chance", "odds", chance)
    if toss.within is None:
        out(f"S[{won}] = t if {uniform} < {chance} else INF")
    else:
        within = places.formulas.constant(toss.within)
        hazard = places.formulas.kept(f"divide(-log(1.0 - {chance}), {within})")
        out(f"S[{won}] = t + -log({uniform}) / {hazard} if {hazard} > 0.0 else INF")
    out(f"I[{drawn}] = I[{drawn}] + 1")


def _review(places: Places, out: Lines, clock: Clock) -> None:
    """Call a review at once when a watched ladder has moved; the start is no move."""
    own, policies = places.clocks[clock.name], places.model.plans[clock.item]
    steer = places.steers[clock.item]
    if len(policies) == 1:
        if policies[0].when_changes:
            moved = places.formulas.moved_any(policies[0].when_changes)
            with out.block(f"if ({moved}) and k != -1:"):
                out(f"S[{own.due}] = t")
        return
    calls = [f"I[{steer.turned}] == 1"]
    for at, policy in enumerate(policies):
        if policy.when_changes:
            moved = places.formulas.moved_any(policy.when_changes)
            calls.append(f"(I[{steer.force}] == {at} and ({moved}))")
        if policy.every is not None:
            every = places.formulas.constant(policy.every)
            with out.block(f"if {FIRST} and I[{steer.force}] == {at}:"):
                out(f"S[{own.due}] = next_turn({every}, t)")
    with out.block(f"if k != -1 and ({' or '.join(calls)}):"):
        out(f"S[{own.due}] = t")
    out(f"I[{steer.turned}] = 0")


def _act(places: Places, out: Lines, clock: Clock) -> None:
    own = places.clocks[clock.name]
    at = places.layout.books[clock.item].at
    decided = places.layout.books[f"decided({clock.item})"].at
    policies, steer = places.model.plans[clock.item], places.steers[clock.item]
    moved = places.formulas.moved_any([clock.item, f"decided({clock.item})"])
    with out.block(f"if {_due_look(moved, f'k == {own.due}', FIRST)}:"):
        ahead = (
            f"1 if I[{decided}] > I[{at}] else (-1 if I[{decided}] < I[{at}] else 0)"
        )
        side = out.name(ahead)
        with out.block(f"if {side} != I[{own.flag}]:"):
            with out.block(f"if I[{own.flag}] != 0:"):
                out(f"I[{own.drawn}] = I[{own.drawn}] + 1")
            out(f"I[{own.flag}] = {side}")
            with out.block(f"if {side} != 0:"):
                for number, policy in enumerate(policies):
                    if len(policies) == 1:
                        _takes(places, out, clock, policy, at, side)
                        continue
                    with out.block(f"if I[{steer.force}] == {number}:"):
                        _takes(places, out, clock, policy, at, side)
            with out.block("else:"):
                out(f"S[{own.due}] = INF")


def _takes(
    places: Places, out: Lines, clock: Clock, policy: Policy, at: int, side: str
) -> None:
    """Write the delay of the step onto (or off) the rung concerned."""
    steps: dict[Draw, list[int]] = {}
    for number, draw in enumerate(policy.takes[1:], start=1):
        steps.setdefault(draw, []).append(number)
    if len(steps) == 1:
        _wait(places, out, clock, policy.takes[-1])
        return
    step = out.name(f"I[{at}] + 1 if {side} > 0 else I[{at}]")
    for draw, numbers in steps.items():
        test = " or ".join(f"{step} == {number}" for number in numbers)
        with out.block(f"if {test}:"):
            _wait(places, out, clock, draw)


# ---- clocks


def _hazard(places: Places, out: Lines, clock: Clock) -> None:
    formulas, own = places.formulas, places.clocks[clock.name]
    assert clock.rate is not None
    parts = [clock.rate, *(factor.times for factor in clock.factors)]
    whens = [clock.when, *(factor.when for factor in clock.factors)]
    trees = [part.tree if part else None for part in (*parts, *whens)]
    look = _due_look(formulas.moved(trees), f"k == {own.due}", FIRST)
    running = _running(places, clock)
    rate = formulas.steady(clock.rate)
    for factor in clock.factors:
        times, when = formulas.steady(factor.times), formulas.text(factor.when.tree)
        rate = f"({rate} * ({times} if {when} else 1.0))"
    with out.block(f"if {look}:"):
        value = out.name(rate if running == ALWAYS else f"{rate} if {running} else 0.0")
        told = next((part for part in parts if part.tree.op != "number"), clock.rate)
        write_test(places, out, told, "rate", "not negative", value)
        address = f"{own.block}, {own.drawn}, {own.low}, {own.high}"
        out(f"rebase({value}, {own.due}, {address}, t, m, q0, q1, S, I)")


def _running(places: Places, clock: Clock) -> str:
    condition = places.formulas.condition(clock.when)
    if not clock.once:
        return condition
    fresh = f"I[{places.clocks[clock.name].flag}] == 0"
    return fresh if condition == ALWAYS else f"{fresh} and {condition}"


def _delay(places: Places, out: Lines, clock: Clock) -> None:
    own = places.clocks[clock.name]
    if clock.kind == "observation":
        source = places.model.ladder(clock.item).of
        books = places.layout.books
        running = f"I[{books[clock.item].at}] != I[{books[source].at}]"
        moved = places.formulas.moved_any([clock.item, source])
    else:
        running = _running(places, clock)
        moved = places.formulas.moved([clock.when.tree if clock.when else None])
    assert clock.delay is not None
    with out.block(f"if {_due_look(moved, f'k == {own.due}', FIRST)}:"):
        with out.block(f"if {running}:"), out.block(f"if S[{own.due}] == INF:"):
            if clock.since:
                with out.block(f"if {FIRST}:"):
                    _wait(places, out, clock, clock.delay, since=clock.since)
                with out.block("else:"):
                    _wait(places, out, clock, clock.delay)
            else:
                _wait(places, out, clock, clock.delay)
        if running != ALWAYS:
            with out.block("else:"):
                out(f"forget({own.due}, {own.drawn}, S, I)")


def _wait(
    places: Places, out: Lines, clock: Clock, draw: Draw, *, since: float = 0.0
) -> None:
    """Look the delay up and set the due time; `since` days of it may be over."""
    own, quantile = places.clocks[clock.name], places.formulas.quantile(draw, "u")
    if since:
        quantile = places.formulas.remaining(draw, "u", literal(since))
    if re.search(r"\bu\b", quantile):
        out(f"u = first_uniform(q0, q1, {own.low}, {own.high}, I[{own.drawn}], m)")
    write_weight_tests(places, out, draw)
    delay, number = out.name(quantile), _open_number(draw)
    told = {"computed": bool(since)}
    write_test(places, out, number, "delay", "not negative", delay, **told)
    out(f"S[{own.due}] = t + {delay}")


def _open_number(draw: Draw) -> Expression:
    """Give the first number of a distribution that is not a plain number."""
    numbers = [number for number in draw.numbers if number.tree.op != "number"]
    return numbers[0] if numbers else draw.numbers[0]


# ---- sums and watches


def _arguments(places: Places, out: Lines) -> None:
    formulas = places.formulas
    for number, argument in enumerate(places.model.arguments):
        sums = [(at, own) for at, own in enumerate(places.sums) if own.number == number]
        if argument.reads:
            assert argument.slope is not None
            assert argument.level is not None
            slope, level = formulas.text(argument.slope), formulas.text(argument.level)
            gauge = places.gauges[argument.reads]
            linear = [argument.slope, argument.level]
            moved = formulas.moved(linear, gauges=[argument.reads])
            with out.block(f"if {_due_look(moved, FIRST)}:"):
                for at, own in sums:
                    drain = places.drain_of(at)
                    terms = f"{slope}, {level}, {own.block}, {gauge}, {drain}"
                    out(f"accrue_gauge({terms}, {own.rate}, t, S)")
                    if drain == f"S[{own.block + 8}]":
                        out(f"{drain} = {places.drains[argument.reads]}")
        elif argument.flow is not None:
            look = _due_look(formulas.moved([argument.flow.tree]), FIRST)
            with out.block(f"if {look}:"):
                flow = out.name(formulas.text(argument.flow.tree))
                write_test(places, out, argument.flow, "flow", "finite", flow)
                for _, own in sums:
                    out(f"accrue({flow}, {own.block}, {own.rate}, t, S)")


def _monitors(places: Places, out: Lines) -> None:
    for monitor in places.monitors.values():
        look = _due_look(places.formulas.moved([monitor.condition]), FIRST)
        condition = places.formulas.text(monitor.condition)
        if monitor.first >= 0:
            fresh = out.block(f"if ({look}) and S[{monitor.first}] == INF:")
            with fresh, out.block(f"if {condition}:"):
                out(f"S[{monitor.first}] = t")
        else:
            with out.block(f"if {look}:"):
                now = out.name(f"1 if {condition} else 0")
                places_of = f"{monitor.flag}, {monitor.total}, {monitor.total + 1}"
                out(f"held({now}, {places_of}, t, S, I)")
