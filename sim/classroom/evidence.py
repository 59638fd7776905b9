"""The evidence page: each claim, who says it, and who says otherwise."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.classroom.lessons import Lesson
from sim.classroom.markup import Child, Html, link, table, tag
from sim.classroom.sheets import sheet
from sim.report.sources import told_stands
from sim.scenario import Because, Evidence, denied_by
from sim.texts import Text

__all__ = ["Opposed", "evidence_sheets"]

Opposed = Mapping[str, tuple[str, ...]]
"""By claim, the claims that seldom hold where it holds."""
MOST_AGAINST = 3
_TITLE = Text("Evidence: {title}", "근거 자료: {title}")
_MARK = Text("For students", "학생용")
_LEAD = Text(
    "Each sentence here was said by somebody, or is assumed so that it can be "
    "tried. Beside it stands who says otherwise. Whether a sentence holds is not "
    "decided by who says it; in whose interest it is said is worth knowing.",
    "여기 있는 문장은 누군가 말했거나, 시험해 보려고 가정한 것입니다. 옆에는 "
    "다르게 말하는 쪽이 있습니다. 누가 말했느냐로 옳고 그름이 정해지지는 않지만, "
    "누구에게 이로운 말인지는 알아 둘 만합니다.",
)
_NO_CLAIMS = Text(
    "The file tests no claim. Its arguments for and against stand below.",
    "이 파일에는 시험하는 주장이 없습니다. 찬반 논거는 아래에 있습니다.",
)
_FOR, _AGAINST = Text("It is said", "이런 주장"), Text("Others say", "다른 주장")
_NOBODY = Text(
    "Nobody in this file clearly denies it. Who might, and with what evidence?",
    "이 파일에서 뚜렷이 반대하는 쪽은 없습니다. 누가 어떤 근거로 반대할 수 있을까요?",
)
_HOW = Text(
    "“Others say” lists the claims that the file sets against this one, and those that "
    "seldom hold where it does, over {members} possible futures of this file. That "
    "shows what stands against what under these assumptions, and not which is right.",
    "‘다른 주장’에는 파일이 해당 주장에 맞세운 주장과, 이 파일의 가능한 미래 "
    "{members}개에서 함께 성립하는 일이 드문 주장을 적었습니다. 이 가정 아래 무엇이 "
    "무엇과 맞서는지를 보여 줄 뿐, 어느 쪽이 옳은지는 말해 주지 않습니다.",
)
_CLAIMS = Text("Claims", "주장")
_ARGUMENTS = Text("Gains and losses of {actor}", "{actor}의 이득과 손실")
_SUM = Text(
    "A claim about the sum of gains and losses hangs on which of these are counted "
    "and how.",
    "이득과 손실의 합에 대한 주장은 아래 논거 가운데 무엇을 어떻게 세느냐에 달려 "
    "있습니다.",
)
_GAIN, _LOSS = (
    Text("Speaks for a gain", "이득이라는 논거"),
    Text("Speaks for a loss", "손실이라는 논거"),
)
_SOURCES = Text("Sources", "출처")
_SOURCE_HEADS = (
    Text("Source", "출처"),
    Text("Where it stands", "성격"),
    Text("Interest", "이해관계"),
)
_ASSUMED = Text("assumed: {text}", "가정: {text}")
_MORE = Text(
    "These are the sources of the claims and arguments above; the file names "
    "{count} in all.",
    "위의 주장과 논거에 쓰인 출처입니다. 파일 전체의 출처는 {count}개입니다.",
)
_TASK = Text(
    "Choose one line. Who would have to change their mind, and what would you have "
    "to show them?",
    "한 줄을 고르세요. 누가 생각을 바꾸어야 하며, 그러려면 무엇을 보여 주어야 할까요?",
)


def evidence_sheets(lesson: Lesson, opposed: Opposed, *, members: int) -> list[Html]:
    """Write the evidence page.

    Parameters
    ----------
    lesson : Lesson
    opposed : mapping
        As `sim.analysis.opposed_claims` gives it.
    members : int
        Over how many futures that was counted.
    """
    say, claims = lesson.say, lesson.scenario.claims
    content: list[Child] = [
        tag("h1", say(_TITLE, title=lesson.title)),
        tag("p", say(_LEAD), class_="lead"),
        tag("p", say(_TASK), class_="do"),
    ]
    if claims:
        rows = [
            (_claim(lesson, name), _others(lesson, others))
            for name, others in _pairs(lesson, opposed)
        ]
        content += [
            tag("h2", say(_CLAIMS)),
            table([say(_FOR), say(_AGAINST)], rows, class_="sides"),
            tag("p", say(_HOW, members=f"{members:,}"), class_="small"),
        ]
    else:
        content.append(tag("p", say(_NO_CLAIMS)))
    content += [*_arguments(lesson), *_sources(lesson)]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK))]


def _pairs(lesson: Lesson, opposed: Opposed) -> Iterator[tuple[str, tuple[str, ...]]]:
    """Give each claim with those against it; what stands so already is not repeated."""
    shown: set[tuple[str, str]] = set()
    for name in lesson.scenario.claims:
        others = _against(lesson, opposed, name)[:MOST_AGAINST]
        if others and all((other, name) in shown for other in others):
            continue
        shown.update((name, other) for other in others)
        yield name, others


def _against(lesson: Lesson, opposed: Opposed, name: str) -> tuple[str, ...]:
    """Give the claims against one: those the file names first, then the counted."""
    scenario = lesson.scenario
    said = (*denied_by(scenario).get(name, ()), *map(str, scenario.claims[name].denies))
    return tuple(dict.fromkeys((*said, *opposed.get(name, ()))))


def _claim(lesson: Lesson, name: str) -> Child:
    claim = lesson.scenario.claims[name]
    told = [told_evidence(lesson, evidence) for evidence in claim.because]
    return [
        tag("p", f"“{lesson.line(claim.says)}”"),
        [tag("p", text, class_="small") for text in told],
    ]


def _others(lesson: Lesson, names: tuple[str, ...]) -> Child:
    known = [name for name in names if name in lesson.scenario.claims]
    if not known:
        return tag("p", lesson.say(_NOBODY), class_="small")
    return [_claim(lesson, name) for name in known]


def told_evidence(lesson: Lesson, evidence: Evidence) -> str:
    """Say in a line what something rests on: who, in which source, and what it is."""
    if evidence.assumption:
        return lesson.say(_ASSUMED, text=lesson.line(evidence.assumption))
    source = lesson.scenario.sources[str(evidence.source)]
    who = lesson.line(evidence.who) if evidence.who else ""
    where = source.publisher or lesson.line(source.title)
    note = lesson.line(evidence.note) if evidence.note else ""
    told = ", ".join(filter(None, (who, where, source.date)))
    return f"{told}: {note}" if note else told


def _arguments(lesson: Lesson) -> Iterator[Child]:
    arguments = lesson.scenario.arguments.values()
    for actor in dict.fromkeys(str(argument.actor) for argument in arguments):
        sides: dict[str, list[Child]] = {"gain": [], "loss": []}
        for argument in arguments:
            if argument.actor == actor:
                sides[argument.side].append(
                    _argument(lesson, argument.title, argument.because)
                )
        gains, losses = sides["gain"], sides["loss"]
        rows = [
            (
                gains[at] if at < len(gains) else "–",
                losses[at] if at < len(losses) else "–",
            )
            for at in range(max(len(gains), len(losses)))
        ]
        title = lesson.names.actor(actor) or actor
        yield tag("h2", lesson.say(_ARGUMENTS, actor=title))
        yield tag("p", lesson.say(_SUM), class_="small leadin")
        yield table([lesson.say(_GAIN), lesson.say(_LOSS)], rows, class_="sides plain")


def _argument(lesson: Lesson, title: Text, because: Because) -> Child:
    told = [told_evidence(lesson, evidence) for evidence in because]
    return [
        tag("p", lesson.line(title)),
        [tag("p", text, class_="small") for text in told],
    ]


def _sources(lesson: Lesson) -> Iterator[Child]:
    scenario = lesson.scenario
    used = [
        str(evidence.source)
        for section in (scenario.claims, scenario.arguments)
        for item in section.values()
        for evidence in item.because
        if evidence.source
    ]
    if not used:
        return
    rows: list[tuple[Child, ...]] = []
    for name in dict.fromkeys(used):
        source = scenario.sources[name]
        published = ", ".join(filter(None, (source.publisher, source.date, source.via)))
        rows.append(
            (
                [
                    tag("p", lesson.line(source.title)),
                    tag("p", published, class_="small") if published else None,
                    tag("p", link(source.url)) if source.url else None,
                ],
                told_stands(source, lesson.language),
                lesson.line(source.interest) if source.interest else "",
            )
        )
    yield tag("h2", lesson.say(_SOURCES))
    yield tag(
        "p", lesson.say(_MORE, count=len(scenario.sources)), class_="small leadin"
    )
    yield table([lesson.say(head) for head in _SOURCE_HEADS], rows, class_="sources")
