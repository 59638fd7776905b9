"""The lesson kit: what is in it, what is kept out of it, and how it is written."""

import itertools
import json
import re
from datetime import date
from html.parser import HTMLParser
from pathlib import Path
from types import SimpleNamespace

import pytest
from commands import Call, files_in

import sim as package
from sim.classroom.kit import KIT, START, kit_files
from sim.classroom.lessons import Lesson
from sim.classroom.making import future_of, student_futures, told_of
from sim.classroom.students import read_students
from sim.loading import load_scenario
from sim.model import compile_model
from sim.path import run_path
from sim.shelf import shipped
from sim.texts import LANGUAGES

here = Path(__file__).parent
VOID = {"meta", "br", "hr", "img", "link", "input"}
BUILT = {
    "html", "head", "meta", "title", "style", "body", "main", "section", "article",
    "table", "caption", "thead", "tbody", "tfoot", "tr", "th", "td", "h1", "h2", "h3",
    "p", "ul", "ol", "li", "div", "span", "b", "a",
}  # fmt: skip
ATTRIBUTES = {
    "class", "lang", "role", "scope", "href", "rel", "charset", "name", "content",
    "http-equiv", "aria-hidden",
}  # fmt: skip


class Page(HTMLParser):
    """What a browser makes of a page: elements, attributes, text, headings."""

    def __init__(self, raw: bytes) -> None:
        super().__init__()
        self.elements: list[tuple[str, dict[str, str | None]]] = []
        self.open: list[str] = []
        self.crossed: list[str] = []
        self.text: list[str] = []
        self.feed(raw.decode("utf-8"))
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, dict(attrs)))
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open.pop() != tag:
            self.crossed.append(tag)

    def handle_data(self, data: str) -> None:
        if self.open[-1:] != ["style"]:
            self.text.append(data)

    @property
    def said(self) -> str:
        return " ".join(" ".join(self.text).split())


def files_of(scenario: str, *, member: int = 0, students: str = "") -> dict[str, bytes]:
    loaded = load_scenario(scenario)
    model = compile_model(loaded)
    trace = run_path(model, seed=1, member=member)
    listed = read_students(students) if students else ()
    return kit_files(
        future_of(loaded, trace, LANGUAGES),
        told_of(model, members=40, seed=1),
        student_futures(loaded, model, listed, LANGUAGES),
        sim_version=package.__version__,
    )


@pytest.fixture(scope="module")
def planted() -> dict[str, bytes]:
    return files_of(str(here / "planted.yaml"), students="2")


@pytest.fixture(scope="module")
def seoul() -> dict[str, bytes]:
    return files_of("seoul_2024", member=17, students="2")


def pages(files: dict[str, bytes]) -> dict[str, Page]:
    return {name: Page(raw) for name, raw in files.items() if name.endswith(".html")}


def test_markup_planted_in_every_text_comes_out_as_text(
    planted: dict[str, bytes],
) -> None:
    for name, page in pages(planted).items():
        assert {tag for tag, _ in page.elements} <= BUILT, name
        assert {key for _, attrs in page.elements for key in attrs} <= ATTRIBUTES, name
        assert (page.crossed, page.open) == ([], []), name
    english = " ".join(
        page.said for name, page in pages(planted).items() if name.startswith("en/")
    )
    text = (here / "planted.yaml").read_text("utf-8")
    words = set(re.findall(r'"([A-Z]{3,}[A-Z]*)<', text))
    unseen = {"PACE", "NOTE", "GUESS", "LAG", "DEAD", "EVENT", "EASE", "ANGER", "PLAN",
              "WHO", "ANGRY", "STORY", "EASES", "CLIMBS", "ANGERS", "VIA", "TEMPER",
              "TEMPERED", "WILD", "MILD"}  # fmt: skip
    assert {word for word in words if f"{word}<" not in english} <= unseen
    assert "TITLE<script>x()</script>&\"'" in english


def test_a_page_asks_nothing_of_the_network_and_runs_nothing(
    planted: dict[str, bytes], seoul: dict[str, bytes]
) -> None:
    for files in (planted, seoul):
        for name, page in pages(files).items():
            raw = files[name].decode("utf-8")
            policy = [
                attrs["content"]
                for tag, attrs in page.elements
                if tag == "meta" and attrs.get("http-equiv")
            ]
            assert len(policy) == 1
            assert str(policy[0]).startswith("default-src 'none'; style-src 'sha256-")
            style = re.search("<style>(.*?)</style>", raw, flags=re.DOTALL)
            assert style
            assert not re.search(r"url\(|@import|expression", style[1])
            for tag, attrs in page.elements:
                if "href" not in attrs:
                    continue
                assert tag == "a"
                address = str(attrs["href"])
                if not address.startswith("https://"):
                    folder = Path(name).parent
                    assert (folder / address).as_posix() in files, (name, address)


def test_an_address_that_does_not_lead_to_the_web_is_no_link(
    planted: dict[str, bytes],
) -> None:
    page = Page(planted["en/students/evidence.html"])
    links = [attrs["href"] for tag, attrs in page.elements if tag == "a"]
    assert links == []
    assert "javascript:alert(1)" in page.said


def test_pages_can_be_read_without_seeing_them(seoul: dict[str, bytes]) -> None:
    for name, page in pages(seoul).items():
        tags = [tag for tag, _ in page.elements]
        language = dict(page.elements)["html"]["lang"]
        assert language == (name.partition("/")[0] if "/" in name else "en")
        assert "title" in tags
        ranks = [int(tag[1]) for tag in tags if re.fullmatch(r"h[1-6]", tag)]
        assert ranks[0] <= 2
        for before, after in itertools.pairwise(ranks):
            assert after <= before + 1, name
        for tag, attrs in page.elements:
            if tag == "th":
                assert attrs["scope"] in {"col", "row"}
        laid_out = [a for tag, a in page.elements if tag == "table"]
        frames = [a for a in laid_out if a.get("role") == "presentation"]
        assert tags.count("thead") == len(laid_out) - len(frames)


def test_every_sheet_carries_the_foot(seoul: dict[str, bytes]) -> None:
    foots = {
        "en": "follows from stated assumptions; not a forecast",
        "ko": "명시한 가정에서 나온 결과이며 예측이 아님",
    }
    for name, page in pages(seoul).items():
        sheets = sum(tag == "section" and "sheet" in str(attrs.get("class")).split()
                     for tag, attrs in page.elements)  # fmt: skip
        feet = sum(tag == "tfoot" for tag, _ in page.elements)
        assert sheets == feet > 0
        language = name.partition("/")[0] if "/" in name else "en"
        assert page.said.count(foots[language]) >= sheets
        assert "2026-04-27" in page.said


def test_both_languages_say_everything(seoul: dict[str, bytes]) -> None:
    english = {name[3:] for name in seoul if name.startswith("en/")}
    assert english == {name[3:] for name in seoul if name.startswith("ko/")}
    for name, page in pages(seoul).items():
        if not name.startswith("ko/") or "evidence" in name or "key/key" in name:
            continue  # publishers and addresses are in their own language
        words = set(re.findall(r"[A-Za-z]{4,}", page.said))
        known = {"INSS", "KIDA", "teacher", "students", "after", "html", "plan",
                 "script", "roles", "handout", "plain", "advanced", "memo", "evidence",
                 "debrief", "blank", "reflection", "sets", "class", "word", "receipt",
                 "counted"}  # fmt: skip
        assert {w for w in words if w.lower() not in {k.lower() for k in known}
                and not re.fullmatch(r"[A-Z0-9]+", w)} == set(), name  # fmt: skip


def test_the_note_is_opened_first_and_says_what_it_must(
    seoul: dict[str, bytes],
) -> None:
    note = Page(seoul[f"en/{START}"]).said
    for heading in (
        "What the model leaves out", "What may have happened since",
        "How to speak of deaths", "Who may be in the room", "How both sides are kept",
        "A way to sit out", "Why no one wins",
    ):  # fmt: skip
        assert heading in note
    assert "The sources reach to 2026-04-27" in note
    assert START in seoul


def test_no_students_page_asks_for_deaths_or_tells_how_many(
    seoul: dict[str, bytes],
) -> None:
    """Ranges with who reports them stand in the filled debrief and in the key alone."""
    harmed = re.compile(r"\d killed|\d wounded|사망자.{0,40}[\d,]+[–~][\d,]+명")
    for name, page in pages(seoul).items():
        if name.endswith("evidence.html"):
            continue  # where titles of sources say what somebody reported
        told = bool(harmed.search(page.said))
        assert told == (name[3:] in {"after/debrief.html", "key/key.html"}), name
    debrief = Page(seoul["en/after/debrief.html"]).said
    assert "nobody here is answerable for them" in debrief
    assert re.search(r"reports: [\d,]+–[\d,]+ killed", debrief)


def test_the_key_is_apart_and_holds_what_students_do_not_see(
    seoul: dict[str, bytes],
) -> None:
    receipt = json.loads(seoul[KIT])["receipt"]
    assert receipt in Page(seoul["en/key/key.html"]).said
    for name, page in pages(seoul).items():
        if "/key/" not in name:
            assert receipt not in page.said
            assert "What to listen for" not in page.said
            assert "Where to look" not in page.said


def test_evidence_puts_those_who_deny_a_claim_beside_it(
    planted: dict[str, bytes],
) -> None:
    said = Page(planted["en/students/evidence.html"]).said
    first = said.index("“PAYS<b>”")
    assert said.index("“PAYSNOT<b>”") > first
    assert said.count("“PAYS<b>”") == said.count("“PAYSNOT<b>”") == 1
    assert "SPEAKER<b>" in said
    assert "DENIER<b>" in said


def test_the_debrief_is_filled_from_the_members_own_record() -> None:
    scenario = load_scenario("hello")
    model = compile_model(scenario)
    trace = run_path(model, seed=1, member=0)
    lesson = Lesson(scenario, trace)
    seat = lesson.seat
    assert seat is not None
    files = kit_files(
        future_of(scenario, trace, ["en"]), told_of(model, members=2, seed=1),
        sim_version="0",
    )  # fmt: skip
    said = Page(files["after/debrief.html"]).said
    first = lesson.decisions_of(seat)[0]
    day = date.fromordinal(scenario.start.toordinal() + int(first.time)).isoformat()
    assert f"Ordered on {day}: {model.ladder('answer').rungs[first.after]}" in said
    news = lesson.news_of(seat)[0]
    pressure = [move for move in trace.moves if move.ladder == "pressure"]
    assert news.late == pytest.approx(news.day - pressure[0].time)
    assert f"{round(news.late)} days late" in said


def test_rounds_stand_in_order_and_those_of_the_short_lesson_are_among_them() -> None:
    scenario = load_scenario("strait_standoff")
    lesson = Lesson(scenario, run_path(compile_model(scenario), member=4))
    assert lesson.seat is not None
    long, short = (lesson.stops_of(lesson.seat, count) for count in (6, 4))
    assert long == sorted(long)
    assert set(short) <= set(long)
    assert (len(short), len(long)) == (4, 6)
    assert long[0] == 0.0
    assert all(b - a >= 14 for a, b in itertools.pairwise(long))


@pytest.mark.parametrize("name", ["alliance_dilemma", "strait_standoff"])
def test_every_claim_of_the_made_up_lessons_has_another_side(name: str) -> None:
    files = files_of(name)
    said = Page(files["en/students/evidence.html"]).said
    for claim in load_scenario(name).claims.values():
        assert said.count(f"“{claim.says.en}”") == 1
    assert "Nobody in this file clearly denies it" not in said
    assert "뚜렷이 반대하는 쪽은 없습니다" not in (
        Page(files["ko/students/evidence.html"]).said
    )


def test_what_a_plan_reads_as_it_is_reaches_the_seat_at_once() -> None:
    from sim.classroom.happened import reached
    from sim.classroom.script import known_rows

    scenario = load_scenario("strait_standoff")
    lesson = Lesson(scenario, run_path(compile_model(scenario), member=0))
    seat = lesson.seat
    assert seat is not None
    sea = [move for move in lesson.trace.moves if move.ladder == "sea"]
    assert [one for one in reached(lesson, seat) if one[1] == "sea"] == [
        (move.time, "sea", move.after) for move in sea
    ]
    shots = next(move for move in sea if move.after == 2)
    assert ("What happens at sea", "shots are fired") in known_rows(
        lesson, seat, shots.time
    )
    files = kit_files(
        future_of(scenario, lesson.trace, ["en"]),
        told_of(lesson.trace.model, members=2, seed=1),
        sim_version="0",
    )
    script = Page(files["teacher/script.html"]).said
    before, _, reveal = script.partition("What was really so")
    assert "What happens at sea: shots are fired." in before
    assert "A shot out of fear. A captain thinks" in reveal
    assert "A shot out of fear. A captain thinks" in Page(files["key/key.html"]).said


def test_the_script_can_be_read_aloud(seoul: dict[str, bytes]) -> None:
    for language, date_told in (
        ("en", r"It is \d+ [A-Z][a-z]+ 20\d\d"),
        ("ko", r"오늘은 20\d\d년 \d+월 \d+일입니다"),
    ):
        raw = seoul[f"{language}/teacher/script.html"].decode("utf-8")
        aloud = " ".join(re.findall('<div class="say">(.*?)</div>', raw, re.DOTALL))
        aloud = re.sub('<p class="small">.*?</p>', "", aloud)
        assert "→" not in aloud
        assert re.search(date_told, aloud)
        dates = re.findall(r"\d{4}-\d\d-\d\d", aloud)
        assert set(dates) <= {"2026-04-27"}, dates


def test_the_short_plan_names_the_rounds_that_the_script_leaves_to_it() -> None:
    scenario = load_scenario("strait_standoff")
    lesson = Lesson(scenario, run_path(compile_model(scenario), member=0))
    files = kit_files(
        future_of(scenario, lesson.trace, ["en"]),
        told_of(lesson.trace.model, members=2, seed=1),
        sim_version="0",
    )
    script = Page(files["teacher/script.html"]).said
    skipped = re.findall(r"Round (\d) · [^()]{5,20} \(90 minutes only\)", script)
    assert len(skipped) == 2
    played = [str(at) for at in range(1, 7) if str(at) not in skipped]
    assert f"Rounds {', '.join(played)} " in Page(files["teacher/plan_50.html"]).said
    assert "Rounds 1, 2, 3, 4, 5, 6 " in Page(files["teacher/plan_90.html"]).said
    assert script.count("In a lesson of 50 minutes nobody decides here") == 2


def test_minutes_of_the_plans_add_up() -> None:
    from sim.classroom.plan import PLANS

    for minutes, parts in PLANS.items():
        assert sum(part.minutes for part in parts) == minutes


def test_days_late_are_those_between_the_two_dates_of_the_sheet() -> None:
    from sim.classroom.sets import Set, answers_of, reveal_sheets

    scenario = load_scenario("alliance_dilemma")
    for member in range(3):
        lesson = Lesson(scenario, run_path(compile_model(scenario), member=member))
        assert lesson.seat is not None
        sheet = reveal_sheets(Set(1, lesson, "X"), lesson.seat)[0]
        first = sheet.split("<tbody>")[2].split("</tbody>")[0]
        found = re.findall(r"20\d\d-\d\d-\d\d", first)
        dates = [date.fromisoformat(day) for day in found]
        late = [(a - b).days for a, b in zip(dates[::2], dates[1::2], strict=True)]
        told = answers_of(lesson, lesson.seat)[0]
        assert told == ", ".join("1 day" if d == 1 else f"{d} days" for d in late)


def test_rubrics_have_what_is_expected_between_the_two_other_columns(
    seoul: dict[str, bytes],
) -> None:
    for name in ("memo", "reflection"):
        raw = seoul[f"en/students/{name}.html"].decode("utf-8")
        rows = re.findall("<tr>(<td></td><th.*?</th><td></td>)</tr>", raw)
        assert len(rows) == 5


def test_the_last_page_of_cards_is_filled_with_observers() -> None:
    raw = files_of("strait_standoff")["en/students/roles.html"].decode("utf-8")
    assert raw.count("<article") % 4 == 0
    assert raw.count("<h2>Observer</h2>") == 4


def test_a_future_in_which_nothing_reaches_the_seat_makes_a_kit() -> None:
    scenario = load_scenario("hello", settings={"pace": "0 per month"})
    trace = run_path(compile_model(scenario))
    assert not [move for move in trace.moves if move.ladder == "pressure"]
    files = kit_files(
        future_of(scenario, trace, ["en"], place=1),
        told_of(compile_model(scenario), members=2, seed=1),
        [future_of(scenario, trace, ["en"], place=1)],
        sim_version="0",
    )
    assert "No news reached the seat" in Page(files["teacher/script.html"]).said
    assert "Nothing reached your seat" in Page(files["students/sets.html"]).said
    assert "Nothing new was ordered" in Page(files["key/key.html"]).said


def test_nobody_is_given_the_seat_of_pyongyang() -> None:
    base = (here / "planted.yaml").read_text("utf-8").replace("belmar", "pyongyang")
    from sim.loading import load_text

    scenario = load_text(base, file="x.yaml")
    lesson = Lesson(scenario, run_path(compile_model(scenario)))
    assert lesson.seats == ()
    assert lesson.barred_seats == ("pyongyang",)
    files = kit_files(
        future_of(scenario, lesson.trace, ["en"]),
        told_of(compile_model(scenario), members=2, seed=1),
        sim_version="0",
    )
    assert "BRIEF<b>" not in Page(files["students/roles.html"]).said
    note = Page(files[START]).said
    assert "No card is printed for the seat of BELMAR</p>" in note
    unwritten = base[: base.index("seats:")] + base[base.index("lesson:") :]
    scenario = load_text(unwritten, file="x.yaml")
    lesson = Lesson(scenario, run_path(compile_model(scenario)))
    assert lesson.seats == ()


def some(names: list[str]) -> list[object]:
    """Mark all but a few as slow."""
    quick = {"hello", "strait_standoff"}
    return [
        name if name in quick else pytest.param(name, marks=pytest.mark.slow)
        for name in names
    ]


@pytest.mark.parametrize("name", some(list(shipped())))
def test_every_shipped_scenario_makes_a_kit(name: str) -> None:
    files = files_of(name)
    scenario = load_scenario(name)
    note = Page(files[f"en/{START}"]).said
    assert ("The file has no “seats:”" in note) == (not scenario.seats)
    assert ("The file has no “lesson:”" in note) == (scenario.lesson is None)
    assert len(files) == 2 * 13 + 2
    for page in pages(files).values():
        assert (page.crossed, page.open) == ([], [])


def test_the_command_writes_a_whole_folder_or_nothing(
    sim: Call, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made = sim("kit", "hello", "-o", "a/kit", "--futures", 2)
    assert made.status == 0
    assert made.out == "Written to a/kit. Open first: a/kit/start_here.html\n"
    whole = list(files_in(tmp_path / "a"))
    assert KIT in {Path(name).name for name in whole}
    assert len([name for name in whole if name.endswith(".html")]) == 13

    again = sim("kit", "hello", "-o", "a/kit", "--futures", 2)
    assert again.status == 2
    assert "exists already; give --force to replace it" in again.err
    forced = sim(
        "kit", "hello", "-o", "a/kit", "--futures", 2, "--lang", "ko", "--force"
    )
    assert forced.status == 0
    assert 'lang="ko"' in (tmp_path / "a/kit" / START).read_text("utf-8")
    assert list(files_in(tmp_path / "a")) == whole

    (tmp_path / "other").mkdir()
    (tmp_path / "other" / "mine.txt").write_text("x")
    kept = sim("kit", "hello", "-o", "other", "--futures", 2, "--force")
    assert kept.status == 2
    assert "is not the folder of a kit (it has no kit.json)" in kept.err
    assert list(files_in(tmp_path / "other")) == ["mine.txt"]

    def fails(*_: object, **__: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "write_bytes", fails)
    full = sim("kit", "hello", "-o", "b/kit", "--futures", 2)
    assert full.status == 2
    assert "no space left on device" in full.err
    assert not (tmp_path / "b").exists()


def test_two_runs_give_the_same_bytes(sim: Call, tmp_path: Path) -> None:
    for out in ("one", "two"):
        assert (
            sim("kit", "hello", "-o", out, "--futures", 2, "--students", 2).status == 0
        )
    for name in files_in(tmp_path / "one"):
        first, second = tmp_path / "one" / name, tmp_path / "two" / name
        assert first.is_dir() or first.read_bytes() == second.read_bytes()


def test_who_the_file_sets_against_a_claim_comes_first() -> None:
    from sim.classroom.evidence import _against
    from sim.scenario import denied_by

    scenario = load_scenario("seoul_2024")
    against = denied_by(scenario)["more_to_lose"]
    assert against == ("not_a_bad_deal",)
    lesson = SimpleNamespace(scenario=scenario)
    opposed = {"more_to_lose": ("troops_die", "not_a_bad_deal")}
    found = _against(lesson, opposed, "more_to_lose")  # type: ignore[arg-type]
    assert found == ("not_a_bad_deal", "troops_die")
