"""Role cards: the seats of the scenario, and tasks that every class has."""

from __future__ import annotations

from collections.abc import Iterator

from sim.classroom.lessons import Lesson, Seat
from sim.classroom.markup import Child, Html, tag
from sim.classroom.sheets import sheet
from sim.texts import Text

__all__ = ["CARDS_A_PAGE", "role_sheets"]

CARDS_A_PAGE = 4
MOST_STEPS = 8
_TITLE = Text("Role cards: {title}", "역할 카드: {title}")
_MARK = Text("Cut along the dashed lines", "점선을 따라 자르세요")
_YOU_MAY = Text(
    "What may be ordered here, lowest first", "이 자리가 정할 수 있는 조치(낮은 것부터)"
)
_CHAIR = Text(
    "You chair. Ask for reasons before hands. Count each line, say the count "
    "aloud, and order what most want; on a tie nothing changes.",
    "의장을 맡습니다. 거수에 앞서 이유를 물으세요. 항목마다 손을 세어 말하고, 가장 "
    "많은 쪽으로 결정합니다. 같으면 그대로 둡니다.",
)
_TASKS: tuple[tuple[Text, tuple[Text, ...]], ...] = (
    (
        Text("Adviser for a step", "조치에 찬성하는 참모"),
        (
            Text(
                "You speak for a step, whether you believe in it or not: one "
                "minute a round.",
                "자기 생각과 상관없이 조치에 찬성하는 말을 합니다. 라운드마다 "
                "1분입니다.",
            ),
            Text(
                "Give the strongest reason. Say what it costs, before the other does.",
                "가장 강한 이유를 들고, 상대보다 먼저 그 대가를 말하세요.",
            ),
            Text("Use only what your seat knows.", "이 자리가 아는 것만 쓰세요."),
        ),
    ),
    (
        Text("Adviser against a step", "조치에 반대하는 참모"),
        (
            Text(
                "You speak for waiting or for a step back, whether you believe in "
                "it or not: one minute.",
                "자기 생각과 상관없이 기다리거나 물러서자는 말을 합니다. "
                "라운드마다 1분입니다.",
            ),
            Text(
                "Give the strongest reason. Say what waiting costs, before the "
                "other does.",
                "가장 강한 이유를 들고, 상대보다 먼저 기다림의 대가를 말하세요.",
            ),
            Text("Use only what your seat knows.", "이 자리가 아는 것만 쓰세요."),
        ),
    ),
    (
        Text("Analyst", "분석관"),
        (
            Text(
                "You say what is known, from whom and since when, and how sure "
                "that is.",
                "무엇을, 누구에게서, 언제부터 알고 있으며 얼마나 확실한지 말합니다.",
            ),
            Text(
                "In every round name one thing that is not known and would matter.",
                "라운드마다 알려지지 않았지만 중요한 것을 하나씩 말하세요.",
            ),
            Text(
                "You do not advise. If somebody takes a guess for news, say so.",
                "조언은 하지 않습니다. 누가 추측을 사실처럼 말하면 알려 주세요.",
            ),
        ),
    ),
    (
        Text("Voice of those not at the table", "이 자리에 없는 사람들의 목소리"),
        (
            Text(
                "You ask what a step means for those who do not decide, at home "
                "and elsewhere.",
                "그 조치가 결정하지 않는 사람들, 국내와 다른 나라의 보통 "
                "사람들에게 무엇을 뜻하는지 묻습니다.",
            ),
            Text(
                "You ask; you do not speak in anybody's name.",
                "묻기만 하고, 누구의 이름으로도 말하지 않습니다.",
            ),
        ),
    ),
    (
        Text("Keeper of evidence", "근거 담당"),
        (
            Text(
                "Whenever somebody says how things are, you ask: who says so, and "
                "in whose interest?",
                "누가 사실을 말할 때마다 묻습니다. 누가 한 말인가요? 누구에게 "
                "이로운 말인가요?",
            ),
            Text(
                "The evidence page is yours. Read from both sides of it.",
                "근거 자료를 맡습니다. 양쪽을 모두 읽어 주세요.",
            ),
        ),
    ),
    (
        Text("Recorder", "기록 담당"),
        (
            Text(
                "You write down each round: the date, what was known, the count, "
                "the order, and the reason that was given.",
                "라운드마다 날짜, 알고 있던 것, 거수 결과, 결정, 그 이유를 적습니다.",
            ),
            Text(
                "The debrief begins with your page.",
                "되돌아보기는 여러분의 기록에서 시작합니다.",
            ),
        ),
    ),
    (
        Text("Observer", "관찰자"),
        (
            Text(
                "Take this card at any time, without saying why. You do not vote "
                "and need not speak.",
                "언제든 이유를 말하지 않고 가져갈 수 있는 카드입니다. 손을 들지 "
                "않아도, 말하지 않아도 됩니다.",
            ),
            Text(
                "If you like, note what persuaded people: a reason, a number, a "
                "voice, a hurry.",
                "원하면 사람들이 무엇에 설득되는지 적어 보세요. 이유, 숫자, "
                "목소리, 서두름 가운데 무엇이었나요?",
            ),
            Text(
                "Your notes count for as much as any other role.",
                "여러분의 기록은 다른 역할과 똑같이 인정됩니다.",
            ),
        ),
    ),
)


def role_sheets(lesson: Lesson) -> list[Html]:
    """Write the cards, four to a page; what is left of the last are observers."""
    cards = [*_seats(lesson), *_tasks(lesson)]
    cards += [cards[-1]] * (-len(cards) % CARDS_A_PAGE)
    pages = []
    for first in range(0, len(cards), CARDS_A_PAGE):
        page = cards[first : first + CARDS_A_PAGE]
        # Headings of the whole are for the screen: on paper a card is all there is.
        title = tag("h1", lesson.say(_TITLE, title=lesson.title), class_="tiny")
        pages.append(
            sheet(
                title,
                tag("div", page, class_="cards"),
                foot=lesson.foot,
                mark=lesson.say(_MARK),
                class_="one",
            )
        )
    return pages


def _seats(lesson: Lesson) -> Iterator[Html]:
    for seat in lesson.seats:
        yield _seat(lesson, seat)


def _seat(lesson: Lesson, seat: Seat) -> Html:
    steps = lesson.steps_of(seat)
    told: list[Child] = [tag("li", step) for step in steps[:MOST_STEPS]]
    if len(steps) > MOST_STEPS:
        told.append(tag("li", "…"))
    return tag(
        "article",
        tag("h2", seat.title),
        tag("p", seat.brief),
        tag("p", lesson.say(_CHAIR)),
        tag("p", tag("b", lesson.say(_YOU_MAY))),
        tag("ol", told),
        class_="card full",
    )


def _tasks(lesson: Lesson) -> Iterator[Html]:
    for title, texts in _TASKS:
        points = tag("ul", [tag("li", lesson.say(text)) for text in texts])
        yield tag("article", tag("h2", lesson.say(title)), points, class_="card")
