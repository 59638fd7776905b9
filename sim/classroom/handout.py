"""The handout, a page in plain and a page in advanced words."""

from __future__ import annotations

from collections.abc import Iterator

from sim.analysis import total_assumptions
from sim.classroom.lessons import Lesson, Seat
from sim.classroom.markup import Child, Html, tag
from sim.classroom.questions import questions_of
from sim.classroom.seats import open_to
from sim.classroom.sheets import sheet
from sim.texts import Text

__all__ = ["advanced_sheets", "plain_sheets"]

MOST_LADDERS, MOST_RUNGS = 4, 7
MOST_CLAIMS, MOST_QUESTIONS, MOST_TERMS = 4, 4, 6
_PLAIN = Text("{title}: in plain words", "{title}: 쉬운 글")
_ADVANCED = Text("{title}: in advanced words", "{title}: 자세한 글")
_MARK = Text("For students", "학생용")
_WHO = Text("Who is in it", "누가 나오나요")
_STEPS = Text("What can go up and down", "무엇이 오르내리나요")
_DECIDE = Text("What you decide", "무엇을 결정하나요")
_NOT_KNOWN = Text("What nobody knows", "아무도 모르는 것")
_NOT_KNOWN_PLAIN = Text(
    "Many numbers here are not known. {count} things are assumed: somebody had to "
    "choose them. So there are many possible futures, and you will see one of them.",
    "여기 나오는 수치에는 알 수 없는 것이 많습니다. {count}가지는 누군가 정해야 "
    "했던 가정입니다. 그래서 가능한 미래가 많고, 여러분은 그 가운데 하나를 보게 "
    "됩니다.",
)
_WORDS = Text("Words", "낱말")
_REMEMBER = Text("Please remember", "기억해 주세요")
_NOBODY_WINS = Text(
    "Nobody wins. We look at reasons. You may sit out at any time and need not say "
    "why.",
    "이기는 사람은 없습니다. 우리는 이유를 살펴봅니다. 언제든 참여하지 않을 수 "
    "있고, 이유는 말하지 않아도 됩니다.",
)
_DEATHS = Text(
    "People died in this. We do not guess how many and we do not score it.",
    "이 일로 사람들이 숨졌습니다. 우리는 그 수를 맞히거나 점수로 매기지 않습니다.",
)
_HOW = Text("How it works", "어떻게 돌아가나요")
_HOW_TEXT = Text(
    "The scenario is a file of {ladders} ladders and {events} events that may "
    "happen. What is not known ({unknown} quantities) is drawn anew for each "
    "possible future, from a stated range; {reasons}. Chance decides when things "
    "happen. What an actor sees follows what is so only later, and may be wrong. "
    "A plan asks for a step when what is seen calls for it; at a review it is decided "
    "or not; and it takes time to be carried out. What is wanted, what is decided and "
    "what is done are three things.",
    "시나리오는 사다리 {ladders}개와 일어날 수 있는 사건 {events}개로 된 "
    "파일입니다. 알 수 없는 값 {unknown}개는 정해진 범위에서 미래마다 새로 "
    "뽑습니다. {reasons}. 언제 "
    "일어날지는 우연이 정합니다. 행위자가 보는 것은 실제보다 늦고 틀릴 수도 "
    "있습니다. 계획은 파악한 것이 기준에 이르면 조치를 요구하고, 검토에서 "
    "결정하거나 하지 않으며, 실행에는 시간이 걸립니다. 원하는 것, 결정한 것, "
    "실행한 것은 서로 다릅니다.",
)
_REASONS = Text(
    "{count} of its reasons are assumptions, the others name a source",
    "근거 가운데 {count}개는 가정이고 나머지는 출처가 있습니다",
)
_NO_SOURCE = Text(
    "all of its {count} reasons are assumptions, and none names a source",
    "근거 {count}개는 모두 가정이고 출처가 있는 것은 없습니다",
)
_PLAN = Text("The plan as written", "파일에 적힌 계획")
_WANTS = Text("{step}: {condition}", "{step}: {condition}")
_AT_ALL_TIMES = Text("otherwise", "그 밖의 경우")
_AGAINST = Text(
    "Gains and losses are counted against this: {against}",
    "이득과 손실은 다음 경우와 견주어 셉니다: {against}",
)
_SAID = Text("What has been said", "나온 주장들")
_SAID_BY = Text("“{says}” ({who})", "“{says}” ({who})")
_ASK = Text("What will be asked at the end", "수업 끝에 나눌 질문")
_SEES = Text("{actor} sees this late: {title}", "{actor}에 늦게 알려지는 것: {title}")
_OWN_TERMS: tuple[tuple[Text, Text], ...] = (
    (
        Text("assumption", "가정"),
        Text(
            "something taken as so without proof", "증명하지 않고 그렇다고 정해 둔 것"
        ),
    ),
    (
        Text("possible future", "가능한 미래"),
        Text("one way things could go", "일이 흘러갈 수 있는 한 가지 모습"),
    ),
    (
        Text("step", "조치"),
        Text("one level of what may be done", "할 수 있는 일의 한 단계"),
    ),
)


def plain_sheets(lesson: Lesson) -> list[Html]:
    """Write the page in plain words."""
    say, written = lesson.say, lesson.scenario.lesson
    plain = lesson.line(written.plain) if written and written.plain else ""
    count = total_assumptions(lesson.scenario)
    content: list[Child] = [
        tag("h1", say(_PLAIN, title=lesson.title)),
        tag("p", plain or lesson.line(lesson.scenario.about), class_="lead"),
        _actors(lesson),
        [tag("h2", say(_STEPS)), [_ladder(lesson, name) for name in _shown(lesson)]],
        _deciding(lesson, lesson.seat),
        tag("h2", say(_NOT_KNOWN)),
        tag("p", say(_NOT_KNOWN_PLAIN, count=count)),
        _terms(lesson, own=True),
        _remember(lesson),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK), class_="one")]


def advanced_sheets(lesson: Lesson) -> list[Html]:
    """Write the page in advanced words."""
    say, model = lesson.say, lesson.trace.model
    how = say(
        _HOW_TEXT,
        ladders=len(lesson.scenario.ladders),
        events=len(lesson.scenario.events),
        unknown=sum(item.draw is not None for item in model.parameters),
        reasons=say(
            _REASONS if lesson.scenario.sources else _NO_SOURCE,
            count=total_assumptions(lesson.scenario),
        ),
    )
    questions = questions_of(lesson)[:MOST_QUESTIONS]
    content: list[Child] = [
        tag("h1", say(_ADVANCED, title=lesson.title)),
        tag("p", lesson.line(lesson.scenario.about)),
        tag("h2", say(_HOW)),
        tag("p", how),
        _written_plan(lesson, lesson.seat),
        _claims(lesson),
        [tag("h2", say(_ASK)), tag("ul", [tag("li", text) for text in questions])],
        _terms(lesson, own=False),
        _remember(lesson),
    ]
    return [sheet(content, foot=lesson.foot, mark=say(_MARK), class_="one dense")]


def _actors(lesson: Lesson) -> Child:
    names = [lesson.names.actor(name) for name in lesson.trace.model.actors]
    told = " · ".join(filter(None, names))
    return [tag("h2", lesson.say(_WHO)), tag("p", told)] if told else None


def _shown(lesson: Lesson) -> list[str]:
    """Name the ladders a beginner needs: the seat's own, and what it watches."""
    seat, model = lesson.seat, lesson.trace.model
    if seat is None:
        return [item.name for item in model.ladders if item.kind == "own"][
            :MOST_LADDERS
        ]
    watched = [ladder.of for ladder in lesson.seen_by(seat)]
    watched += [ladder.name for ladder in open_to(model, seat) if ladder.ordered]
    return list(dict.fromkeys([*watched[: MOST_LADDERS - 1], seat.ladder]))


def _ladder(lesson: Lesson, name: str) -> Html:
    ladder = lesson.trace.model.ladder(name)
    rungs = [lesson.names.rung(name, at) for at in range(len(ladder.rungs))]
    told = (
        " → ".join(rungs[:MOST_RUNGS])
        if ladder.ordered
        else ", ".join(rungs[:MOST_RUNGS])
    )
    if len(rungs) > MOST_RUNGS:
        told += " …"
    return tag("p", tag("b", f"{lesson.names.ladder(name)}: "), told)


def _deciding(lesson: Lesson, seat: Seat | None) -> Child:
    if seat is None:
        return None
    return [
        tag("h2", lesson.say(_DECIDE)),
        tag("p", tag("b", f"{seat.title}. "), seat.brief),
    ]


def _terms(lesson: Lesson, *, own: bool) -> Child:
    written = lesson.scenario.lesson
    pairs = [
        (lesson.line(term.title) or str(term.id), lesson.line(term.means))
        for term in (written.terms if written else ())
    ][:MOST_TERMS]
    if own or not pairs:
        pairs += [(lesson.say(word), lesson.say(means)) for word, means in _OWN_TERMS]
    told = []
    for word, means in pairs:
        told.append(tag("li", tag("b", word), ": ", means))
    return [tag("h2", lesson.say(_WORDS)), tag("ul", told, class_="terms")]


def _remember(lesson: Lesson) -> Child:
    say = lesson.say
    deaths = say(_DEATHS) if lesson.has_people else None
    texts = [text for text in (deaths, say(_NOBODY_WINS)) if text]
    return tag(
        "div",
        tag("h2", say(_REMEMBER)),
        [tag("p", text) for text in texts],
        class_="box",
    )


def _written_plan(lesson: Lesson, seat: Seat | None) -> Child:
    if seat is None:
        return None
    policy = lesson.trace.model.plans[seat.ladder][0]
    steps = []
    for rung, wanted in reversed(policy.wants):
        condition = lesson.condition(wanted.tree)
        if wanted.tree.op == "true":
            condition = lesson.say(_AT_ALL_TIMES)
        step = lesson.names.rung(seat.ladder, rung)
        steps.append(tag("li", lesson.say(_WANTS, step=step, condition=condition)))
    title = lesson.names.policy(policy)
    return [tag("h2", f"{lesson.say(_PLAN)}: {title}"), tag("ul", steps)]


def _claims(lesson: Lesson) -> Child:
    told = [tag("li", text) for text in _said(lesson)][:MOST_CLAIMS]
    against = lesson.line(lesson.trace.model.against)
    counted = tag("p", lesson.say(_AGAINST, against=against)) if against else None
    if not told:
        return counted
    return [tag("h2", lesson.say(_SAID)), tag("ul", told), counted]


def _said(lesson: Lesson) -> Iterator[str]:
    """Give sentences that were said, from one speaker after the other."""
    by_speaker: dict[str, list[str]] = {}
    for name, claim in lesson.scenario.claims.items():
        who = speaker_of(lesson, name)
        says = lesson.line(claim.says)
        by_speaker.setdefault(who, []).append(
            lesson.say(_SAID_BY, says=says, who=who) if who else f"“{says}”"
        )
    for turn in range(max(map(len, by_speaker.values()), default=0)):
        for told in by_speaker.values():
            if turn < len(told):
                yield told[turn]


def speaker_of(lesson: Lesson, claim: str) -> str:
    """Say who made a claim: the person named, or the source, or that it is assumed."""
    for evidence in lesson.scenario.claims[claim].because:
        if evidence.who:
            return lesson.line(evidence.who)
        if evidence.source:
            source = lesson.scenario.sources[evidence.source]
            return source.publisher or lesson.line(source.title)
    return ""
