"""The rules ``fire_…``: what happens when a clock fires, one function a clock."""

from __future__ import annotations

from sim.emit.formulas import ALWAYS, literal
from sim.emit.gauges import band_at, write_crossing, write_jump
from sim.emit.places import ClockPlaces, Places
from sim.emit.testing import write_test
from sim.emit.writing import Lines
from sim.model import Branch, Clock, Effect, Lump, Policy

__all__ = ["write_fire", "write_ladder_move"]


def write_fire(places: Places, clock: Clock) -> Lines:
    """Write the rule of one clock."""
    out = Lines()
    own = places.clocks[clock.name]
    if clock.kind == "readings":
        _readings(places, out, own)
        return out
    out(f"S[{own.due}] = INF")
    if clock.kind == "review":
        _review(places, out, own, clock.item)
    elif clock.kind == "act":
        _act(places, out, own, clock.item)
    elif clock.kind == "band":
        _band(places, out, clock)
    elif clock.kind == "observation":
        book = places.layout.books[clock.item]
        source = places.model.ladder(clock.item).of
        to = out.name(f"I[{places.layout.books[source].at}]")
        if clock.misread is not None:
            to = _misread(places, out, clock, to, book.size)
        before = _before(places, out, {clock.item})
        write_ladder_move(places, out, clock.item, to)
        _entering(places, out, before)
        out(f"I[{own.drawn}] = I[{own.drawn}] + 1")
        assert book.at >= 0
    else:
        _event(places, out, own, clock)
    return out


def _misread(places: Places, out: Lines, clock: Clock, true: str, size: int) -> str:
    """Write the rung shown: at times one above or below the true one."""
    own = places.clocks[clock.name]
    assert clock.misread is not None
    chance = places.formulas.constant(clock.misread)
    write_test(places, out, clock.misread, "misread", "odds", chance)
    address = f"{own.low}, {own.high}, I[{own.drawn}], m"
    luck = out.name(f"second_uniform(q0, q1, {address})")
    above = f"{true} + 1 if {true} < {size - 1} else {true} - 1"
    below = f"{true} - 1 if {true} > 0 else {true} + 1"
    beside = f"({above}) if {luck} < {chance} * 0.5 else ({below})"
    return out.name(f"({beside}) if {luck} < {chance} else {true}")


def write_ladder_move(places: Places, out: Lines, ladder: str, to: str) -> None:
    """Write the move of a ladder to the rung that `to` writes."""
    book = places.layout.books[ladder]
    marks = f"{book.word}, {book.bit}"
    if book.block < 0:
        out(f"move_lightly({to}, {book.at}, {book.tally}, {marks}, I)")
    else:
        kept = f"{book.tally}, {book.block}, {book.size}"
        out(f"move({to}, {book.at}, {kept}, {marks}, t, S, I)")


# ---- readings


def _readings(places: Places, out: Lines, own: ClockPlaces) -> None:
    """Take notes before anything fires on that day."""
    for at, day in enumerate(places.days):
        with out.block(f"if I[{places.mark}] == {at}:"):
            for number, reading in enumerate(places.model.readings):
                if reading.day == day and places.snapshots[number] >= 0:
                    text = places.reading_text(number)
                    out(f"S[{places.snapshots[number]}] = {text}")
            if day in places.model.horizons:
                column = places.model.horizons.index(day)
                for number, own_sum in enumerate(places.sums):
                    text = places.amount_text(number)
                    out(f"S[{own_sum.snapshots + column}] = {text}")
    following = "INF"
    for at, day in reversed(list(enumerate(places.days[1:]))):
        following = f"({literal(day)} if I[{places.mark}] == {at} else {following})"
    out(f"S[{own.due}] = {following}")
    out(f"I[{places.mark}] = I[{places.mark}] + 1")


# ---- policies


def _review(places: Places, out: Lines, own: ClockPlaces, ladder: str) -> None:
    policies, steer = places.model.plans[ladder], places.steers[ladder]
    if len(policies) == 1:
        every = policies[0].every
        if every is not None:
            period = places.formulas.constant(every)
            with out.block(f"if t >= float(I[{own.flag}] + 1) * {period}:"):
                out(f"I[{own.flag}] = I[{own.flag}] + 1")
            out(f"S[{own.due}] = float(I[{own.flag}] + 1) * {period}")
        _decide(places, out, policies[0])
        return
    force = out.name(f"I[{steer.force}]")
    for at, policy in enumerate(policies):
        with out.block(f"if {force} == {at}:"):
            if policy.every is not None:
                period = places.formulas.constant(policy.every)
                with out.block(f"if nearest_turn({period}, t) * {period} == t:"):
                    out(f"I[{own.flag}] = I[{own.flag}] + 1")
                out(f"S[{own.due}] = next_turn({period}, t)")
            _decide(places, out, policy)


def _decide(places: Places, out: Lines, policy: Policy) -> None:
    """Write one decision: as far towards what is wanted as bars and tosses allow."""
    books, steer = places.layout.books, places.steers[policy.ladder]
    decided = f"decided({policy.ladder})"
    wanted = out.name(f"I[{books[f'wanted({policy.ladder})'].at}]")
    before = out.name(f"I[{books[decided].at}]")
    to = out.name(before)
    turns = books[decided].size - 1 if policy.stride_all else 1
    may = _may(places, policy, to)
    with out.block(f"if {wanted} > {before}:"):
        for _ in range(turns):
            won = f"S[{steer.resolved} + {to} + 1] <= t"
            test = f"{to} < {wanted} and {won}{may}"
            out(f"{to} = {to} + 1 if {test} else {to}")
    with out.block(f"if {wanted} < {before}:"):
        for _ in range(turns):
            won = f"S[{steer.relaxed} + {to}] <= t"
            out(f"{to} = {to} - 1 if {to} > {wanted} and {won} else {to}")
    write_ladder_move(places, out, decided, to)


def _may(places: Places, policy: Policy, to: str) -> str:
    """Write what bars a step up: one condition, or one for each step."""
    conditions = [places.formulas.condition(item) for item in policy.may[1:]]
    if all(condition == ALWAYS for condition in conditions):
        return ""
    if len(set(conditions)) == 1:
        return f" and {conditions[0]}"
    text = conditions[-1]
    for at, condition in reversed(list(enumerate(conditions[:-1]))):
        text = f"({condition} if {to} == {at} else {text})"
    return f" and {text}"


def _act(places: Places, out: Lines, own: ClockPlaces, ladder: str) -> None:
    at = places.layout.books[ladder].at
    decided = places.layout.books[f"decided({ladder})"].at
    to = out.name(f"I[{at}] + 1 if I[{decided}] > I[{at}] else I[{at}] - 1")
    before = _before(places, out, {ladder})
    write_ladder_move(places, out, ladder, to)
    _entering(places, out, before)
    out(f"I[{own.flag}] = 0")
    out(f"I[{own.drawn}] = I[{own.drawn}] + 1")


# ---- gauges


def _band(places: Places, out: Lines, clock: Clock) -> None:
    gauge = places.model.gauges[places.model.gauge_index[clock.item]]
    to = write_crossing(places, out, gauge)
    if to:
        before = _before(places, out, {gauge.name})
        write_ladder_move(places, out, gauge.name, to)
        _entering(places, out, before)


# ---- events


def _event(places: Places, out: Lines, own: ClockPlaces, clock: Clock) -> None:
    if clock.kind == "dated" and clock.when is not None:
        with out.block(f"if {places.formulas.condition(clock.when)}:"):
            _happen(places, out, own, clock)
    else:
        _happen(places, out, own, clock)
    out(f"I[{own.drawn}] = I[{own.drawn}] + 1")


def _happen(places: Places, out: Lines, own: ClockPlaces, clock: Clock) -> None:
    out(f"I[{own.flag}] = I[{own.flag}] + 1")
    for number, argument in enumerate(places.model.arguments):
        for lump in argument.lumps:
            if lump.kind == "each" and lump.event == clock.item:
                _lump(places, out, number, lump)
    uniform = ""
    if clock.branches and clock.branches[0].odds is not None:
        address = f"{own.low}, {own.high}, I[{own.drawn}], m"
        uniform = out.name(f"second_uniform(q0, q1, {address})")
    if clock.kind == "hazard":
        out(f"S[{own.block}] = 0.0")
        out(f"S[{own.block + 1}] = -1.0")
        out(f"S[{own.block + 2}] = t")
    if not uniform:
        for branch in clock.branches:
            _branch(places, out, branch)
        return
    sums: list[str] = []
    for branch in clock.branches:
        if branch.odds is None:  # pragma: no cover - the schema gives odds to all
            continue
        odds = places.formulas.text(branch.odds.tree)
        sums.append(out.name(f"{sums[-1]} + {odds}" if sums else odds))
        single = out.name(odds) if len(sums) > 1 else sums[-1]
        write_test(places, out, branch.odds, "odds", "not negative", single)
    last = clock.branches[-1].odds
    assert last is not None
    code = places.test(last, "odds in all", "odds")
    fault = places.layout.fault
    with out.block(f"if I[{fault}] == 0 and not {sums[-1]} <= 1.000000001:"):
        out(f"I[{fault}] = {code}")
    for at, branch in enumerate(clock.branches):
        above = f"{uniform} >= {sums[at - 1]} and " if at else ""
        with out.block(f"if {above}{uniform} < {sums[at]}:"):
            _branch(places, out, branch)


def _branch(places: Places, out: Lines, branch: Branch) -> None:
    """Read every right-hand side, then write every effect."""
    if not branch.effects:
        out("pass")
    values = [_right_side(places, out, effect) for effect in branch.effects]
    moved = {
        effect.target
        for effect in branch.effects
        if effect.target in places.layout.books
    }
    steered = {name for name in moved if name in places.steers}
    before = _before(places, out, moved | {f"decided({name})" for name in steered})
    for effect, value in zip(branch.effects, values, strict=True):
        if effect.amount is not None:
            gauge = places.model.gauges[places.model.gauge_index[effect.target]]
            write_jump(places, out, gauge, value)
            if gauge.bands:
                to = band_at(places, out, gauge)
                write_ladder_move(places, out, gauge.name, to)
            continue
        if effect.target in steered:
            at = places.layout.books[effect.target].at
            with out.block(f"if {value} != I[{at}]:"):
                write_ladder_move(places, out, f"decided({effect.target})", value)
        write_ladder_move(places, out, effect.target, value)
    _entering(places, out, before)


def _right_side(places: Places, out: Lines, effect: Effect) -> str:
    if effect.amount is None:
        book = places.layout.books[effect.target]
        if effect.move == "up":
            return out.name(
                f"I[{book.at}] + (1 if I[{book.at}] < {book.size - 1} else 0)"
            )
        if effect.move == "down":
            return out.name(f"I[{book.at}] - (1 if I[{book.at}] > 0 else 0)")
        return out.name(str(effect.rung))
    value = out.name(places.formulas.text(effect.amount.tree))
    if effect.operator != "=":
        place, drain = places.gauges[effect.target], places.drains[effect.target]
        now = f"gauge_value(S[{place}], S[{place + 1}], {drain}, t - S[{place + 2}])"
        value = out.name(f"{now} {effect.operator} {value}")
    write_test(places, out, effect.amount, "amount", "finite", value)
    return value


# ---- lumps


def _lump(places: Places, out: Lines, number: int, lump: Lump) -> None:
    value = out.name(places.formulas.text(lump.amount.tree))
    write_test(places, out, lump.amount, "amount", "finite", value)
    for own in places.sums:
        if own.number == number:
            now = places.discounted(own.rate)
            out(f"S[{own.block}] = S[{own.block}] + {value} * {now}")


def _before(places: Places, out: Lines, ladders: set[str]) -> dict[str, str]:
    """Note where the ladders stood whose arrivals cost or earn something."""
    watched = {
        lump.ladder for argument in places.model.arguments for lump in argument.lumps
    }
    return {
        name: out.name(f"I[{places.layout.books[name].at}]")
        for name in sorted(ladders & watched)
    }


def _entering(places: Places, out: Lines, before: dict[str, str]) -> None:
    for number, argument in enumerate(places.model.arguments):
        for lump in argument.lumps:
            if lump.ladder not in before:
                continue
            at, old = places.layout.books[lump.ladder].at, before[lump.ladder]
            came = f"{old} < I[{at}]" if lump.kind == "rising" else f"{old} != I[{at}]"
            with out.block(f"if {came} and I[{at}] == {lump.rung}:"):
                _lump(places, out, number, lump)
