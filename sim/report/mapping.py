"""What a map of a model says in words: each cause, what it reads, what it moves."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from sim.analysis import Driver, Sign, influences
from sim.expressions import within
from sim.quantities import parse_quantity
from sim.report.names import Names, line_of
from sim.report.units import told_quantity
from sim.scenario import Event, Spread
from sim.texts import Language, Text

__all__ = ["MapGroup", "MapLine", "map_alt", "map_groups", "map_title"]

_TITLE = Text("How it hangs together: {title}", "무엇이 무엇을 움직이는가: {title}")
_CHANCE = Text("{chance} within {window}", "{window} 안에 {chance}")
_RATE = Text("{text}", "{text}")
_SOME = Text("some {text}", "{text} 안팎")
_VARIES = Text("at a pace that changes", "빈도가 그때그때 다름")
_ABOUT = Text("about every {text}", "평균 {text}마다")
_EVERY = Text("every {text}", "{text}마다")
_AFTER = Text("after {low} to {high}", "{low}~{high} 뒤")
_AFTER_ABOUT = Text("after some {text}", "약 {text} 뒤")
_ON = Text("on {date}", "{date}")
_PLAN = Text("by plan: {title}", "계획: {title}")
_ACT = Text("carried out", "실행")
_SEEN = Text("what {actor} sees of it", "{actor} 관측")
_SEEN_BY_NONE = Text("seen", "관측")
_FLOW = Text("fills as time goes by", "시간에 따라 쌓임")
_MOVES = {
    "up": Text("one rung up", "한 단 위로"),
    "down": Text("one rung down", "한 단 아래로"),
    "follows": Text("follows", "따라감"),
    "+": Text("adds", "더함"),
    "-": Text("takes away", "뺌"),
    "=": Text("sets it", "값을 정함"),
}
_TO = Text("to: {rung}", "이동: {rung}")
_ONE_OF = Text("to one of: {rungs}", "이동: {rungs} 중 하나")
_NO_ORDER = Text(
    "no order: + likelier, − less likely", "순서 없음: +는 더, −는 덜 일어남"
)
_NOTHING = Text("nothing moves it", "움직이는 것이 없음")
_ALT = Text(
    "A map of the model, without any run: what moves each ladder, and what that reads.",
    "실행하지 않고 그린 모형 지도: 각 사다리를 무엇이 움직이고, 그것이 무엇을 읽는가.",
)
_READS: dict[Sign, Text] = {
    "+": Text("pushed up by {title}", "{title}: 올리는 쪽"),
    "-": Text("pushed down by {title}", "{title}: 내리는 쪽"),
    "?": Text("pushed either way by {title}", "{title}: 방향을 알 수 없음"),
    "=": Text("only on some rungs of {title}", "{title}: 일부 단에서만"),
}
_GROUP = Text("{title} is moved by:", "다음이 움직임: {title}.")


@dataclass(frozen=True, slots=True)
class MapLine:
    """One cause of one target, in words.

    Attributes
    ----------
    title, timing, does : str
        What it is, how soon, and what it does to the target.
    signs : dict of str to Sign
        By the id of what it reads.
    """

    title: str
    timing: str
    does: str
    signs: dict[str, Sign]


@dataclass(frozen=True, slots=True)
class MapGroup:
    """One ladder or gauge, and everything that moves it.

    Attributes
    ----------
    name, title : str
    rungs : str
        Its rungs, lowest first; the unit of a gauge.
    note : str
        How to read the signs, where the rungs have no order.
    lines : tuple of MapLine
    """

    name: str
    title: str
    rungs: str
    lines: tuple[MapLine, ...]
    note: str = ""


def map_title(names: Names) -> str:
    """Give the heading of a map."""
    title = line_of(names.model.title, names.language) or names.model.name
    return _TITLE.say(names.language).format(title=title)


def map_groups(names: Names) -> tuple[MapGroup, ...]:
    """Give every ladder and gauge of a model with what moves it, in file order."""
    model = names.model
    by_target: dict[str, list[Driver]] = {}
    for driver in influences(model):
        by_target.setdefault(driver.target, []).append(driver)
    read = {
        link.source
        for drivers in by_target.values()
        for driver in drivers
        for link in driver.links
    }
    order = [
        *(
            item.name
            for item in model.ladders
            if item.kind not in ("wanted", "decided")
        ),
        *(
            item.name
            for item in model.ladders
            if item.kind == "decided" and (item.name in read or item.name in by_target)
        ),
        *(gauge.name for gauge in model.gauges),
    ]
    return tuple(
        _group(names, name, by_target.get(name, [])) for name in dict.fromkeys(order)
    )


def _group(names: Names, name: str, drivers: list[Driver]) -> MapGroup:
    model, language = names.model, names.language
    note = ""
    if name in model.ladder_index:
        ladder = model.ladder(name)
        between = " < " if ladder.ordered else " / "
        many = len(ladder.rungs) > 12
        shown = [0, 1, len(ladder.rungs) - 1] if many else range(len(ladder.rungs))
        told = [names.rung(name, rung) for rung in shown]
        rungs = between.join([*told[:2], "…", *told[2:]] if many else told)
        if not ladder.ordered:
            note = _NO_ORDER.say(language)
        title = names.ladder(name)
    else:
        gauge = model.gauges[model.gauge_index[name]]
        title, rungs = names.gauge(name), names.unit(gauge.unit) if gauge.unit else ""
    lines = tuple(_line(names, driver) for driver in drivers)
    if not lines:
        lines = (MapLine(_NOTHING.say(language), "", "", {}),)
    return MapGroup(name, title, rungs, lines, note)


def _line(names: Names, driver: Driver) -> MapLine:
    title, timing = _cause(names, driver)
    signs = {link.source: link.sign for link in driver.links}
    return MapLine(title, timing, _does(names, driver), dict(signs))


def _does(names: Names, driver: Driver) -> str:
    """Say what one cause does to its target."""
    language, target = names.language, driver.target
    fixed = [_MOVES[move].say(language) for move in driver.moves if move in _MOVES]
    titles = [
        names.rung(target, names.model.ladder(target).rungs.index(move))
        for move in driver.moves
        if move not in _MOVES
    ]
    if len(fixed) + len(titles) > 1:
        return _ONE_OF.say(language).format(rungs=" / ".join([*fixed, *titles]))
    return fixed[0] if fixed else _TO.say(language).format(rung=titles[0])


def _cause(names: Names, driver: Driver) -> tuple[str, str]:
    language, scenario = names.language, names.scenario
    if driver.kind == "event":
        clock = names.model.clocks[names.model.clock_index[f"event {driver.item}"]]
        event = scenario.events.get(driver.item) if scenario else None
        return names.clock(clock), timing_of(event, names) if event else ""
    if driver.kind == "observation":
        observation = scenario.observations.get(driver.item) if scenario else None
        actor = (
            names.actor(str(observation.by)) if observation and observation.by else ""
        )
        told = _SEEN if actor else _SEEN_BY_NONE
        lag = _delay(observation.lag, language) if observation else ""
        return told.say(language).format(actor=within(actor)), lag
    if driver.kind in ("plan", "act"):
        policy = next(p for p in names.model.policies if p.name == driver.item)
        if driver.kind == "act":
            return _ACT.say(language), ""
        title = _PLAN.say(language).format(title=names.policy(policy))
        every = policy.every.text if policy.every else ""
        return title, _EVERY.say(language).format(
            text=told_quantity(every, language)
        ) if parse_quantity(every) else ""
    return _FLOW.say(language), ""


def timing_of(event: Event, names: Names) -> str:
    """Say how soon an event comes, as its author wrote it."""
    timing, language = event.timing, names.language
    text = told_quantity(timing.value.text, language) if timing.value else ""
    if timing.kind == "chance" and timing.within:
        if timing.value and not parse_quantity(timing.value.text):
            central = _central(names, timing.value.text)
            if not central:
                return _VARIES.say(language)
            text = _SOME.say(language).format(text=central)
        window = told_quantity(timing.within.text, language)
        return _CHANCE.say(language).format(chance=text, window=window)
    if timing.kind == "after" and timing.spread:
        return _delay(timing.spread, language)
    if timing.kind == "at" and timing.date:
        return _ON.say(language).format(date=timing.date.isoformat())
    if timing.value and not parse_quantity(timing.value.text):
        text = _central(names, timing.value.text)
        if not text:
            return _VARIES.say(language)
        text = _SOME.say(language).format(text=text)
    told = {"rate": _RATE, "about_every": _ABOUT, "every": _EVERY}.get(timing.kind)
    return told.say(language).format(text=text) if told else ""


def _central(names: Names, parameter: str) -> str:
    """Give the central value of a parameter as it is written; empty if it is none."""
    known = names.scenario.parameters if names.scenario else {}
    written = known[parameter].value.text if parameter in known else ""
    return told_quantity(written, names.language) if parse_quantity(written) else ""


def _delay(spread: Spread, language: Language) -> str:
    """Say how long a delay is: from where to where, or about how long."""
    numbers = [number.text for number in spread.numbers]
    if not numbers or not all(parse_quantity(number) for number in numbers):
        return ""
    told = [told_quantity(number, language) for number in numbers]
    if spread.kind in ("uniform", "triangular", "quantiles"):
        low, unit = _parted(numbers[0])
        if unit != _parted(numbers[-1])[1]:
            low = told[0]
        return _AFTER.say(language).format(low=low, high=told[-1])
    scale = told[1] if spread.kind == "weibull" else told[0]
    return _AFTER_ABOUT.say(language).format(text=scale)


def _parted(written: str) -> tuple[str, str]:
    """Part a quantity into its number and its unit, which is the same in plural."""
    number, _, unit = written.strip().partition(" ")
    return number, unit.strip().removesuffix("s")


def map_alt(
    groups: Sequence[MapGroup],
    names: Names,
    *,
    foot: str = "",
    only: Sequence[str] = (),
) -> str:
    """Say in words everything that the map shows, or what moves only these."""
    language = names.language
    titles = {group.name: group.title for group in groups}
    told = [map_title(names), _ALT.say(language)]
    for group in groups:
        if only and group.name not in only:
            continue
        told.append(_GROUP.say(language).format(title=group.title))
        for line in group.lines:
            reads = [
                _READS[sign].say(language).format(title=titles.get(source, source))
                for source, sign in line.signs.items()
            ]
            parts = filter(None, [line.title, line.timing, line.does, *reads])
            told.append("- " + "; ".join(parts))
    return "\n".join([*told, foot] if foot else told) + "\n"
