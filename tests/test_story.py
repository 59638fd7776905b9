"""Stories of single futures: what a reader finds on every line, and never finds."""

import json
import re
from functools import cache
from pathlib import Path

import pytest
from factories import compiled, loaded, number, scenario_of, small_model

from sim.analysis import share_estimate
from sim.errors import shown
from sim.loading import load_scenario
from sim.model import Parameter, compile_model
from sim.path import run_path
from sim.report.korean_money import money_in_korean
from sim.report.names import Names, line_of
from sim.report.numbers import (
    Writer,
    about_people,
    percent,
    percent_range,
    significant,
)
from sim.report.story import Story, story_lines, story_of, wrapped
from sim.report.teller import Teller
from sim.report.units import told_parameter, told_quantity
from sim.report.words import WORDS, say
from sim.results import Trace
from sim.scenario import Scenario
from sim.texts import LANGUAGES, Language, Text

golden = Path(__file__).parent / "golden"
ID = re.compile(r"\b[a-z]+_[a-z0-9_]+\b")


@cache
def small() -> Scenario:
    return load_scenario(golden / "small.yaml")


@cache
def trace(member: int) -> Trace:
    return run_path(compile_model(small()), member=member)


@cache
def real(member: int, language: Language) -> Story:
    scenario = loaded("seoul_2024")
    return story_of(
        run_path(compiled("seoul_2024"), member=member), scenario, language=language
    )


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", [0, 1, 2])
def test_a_story_reads_as_it_did(member: int, language: Language) -> None:
    story = story_of(trace(member), small(), language=language)
    file = golden / f"small_{member}_{language}.txt"
    assert story.text() == file.read_text(encoding="utf-8")


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("member", [3, 17, 42])
def test_every_line_has_a_date_titles_and_a_because(
    member: int, language: Language
) -> None:
    because = "because " if language == "en" else "이유: "
    lines = real(member, language).lines
    assert len(lines) > 10
    for line in lines:
        assert re.match(r"\d{4}-\d\d-\d\d \(", line.text), line.text
        assert line.reason.startswith(because)
        assert len(line.reason) > len(because) + 5
        assert not ID.search(line.text), line.text
        assert "\n" not in line.text


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_story_begins_with_what_it_is_about_and_ends_with_what_it_is_not(
    language: Language,
) -> None:
    story, scenario = real(17, language), loaded("seoul_2024")
    text = story.text(width=10_000)
    assert text.startswith(line_of(scenario.title, language))
    assert line_of(scenario.about, language) in text
    assert story.ending[-1].endswith(say("no_forecast", language))
    drawn = [item for item in scenario.parameters.values() if item.spread]
    assert len(drawn) > 50
    for item in drawn:  # each is told with its title
        assert f"  {line_of(item.title, language)}: " in text


def test_lines_come_in_order_of_time() -> None:
    days = [line.day for line in real(17, "en").lines]
    assert days == sorted(days)


def test_a_story_may_stop_before_a_day_and_then_has_no_ending() -> None:
    scenario = small()
    story = story_of(trace(1), scenario, until=30.0)
    assert [line.date for line in story.lines] == [
        "2030-01-10",
        "2030-01-15",
        "2030-01-15",
        "2030-01-23",
    ]
    assert len(story.ending) == 1


def test_luck_is_told_when_asked_for() -> None:
    story = story_of(trace(0), small())
    assert "luck: event coin, draw 0: 0.68" in story.text(luck=True)
    assert "luck" not in story.text()


def test_reviews_that_come_to_nothing_new_are_left_out_and_counted() -> None:
    model = compile_model(small())
    teller = Teller(model, small())
    told = [teller.tell(firing) for firing in trace(2).firings]
    reviews = [firing for firing in trace(2).firings if firing.clock.startswith("rev")]
    kept = [line for line in told if line is not None and line.kind == "review"]
    assert len(kept) == 1
    assert teller.idle_reviews == len(reviews) - 1


def test_a_count_of_the_dead_is_a_range_with_who_reports_it() -> None:
    lines = [line for line in story_of(trace(0), small()).lines if "count" in line.what]
    assert "400–500 killed (reported by the ministry)" in lines[0].what
    assert not re.search(r"\b4[0-9]{2} killed", story_of(trace(0), small()).text())


def test_where_nobody_has_reported_no_count_is_told_as_none() -> None:
    text = " ".join(real(3, "en").text().split())
    reports = re.findall(r"killed, as Pyongyang shows: (.*?) killed \(", text)
    assert reports[0].startswith("none reported → ")
    assert " 0 → " not in text.replace("points", "")


def test_a_floor_that_the_dead_pass_is_its_authors_and_exact() -> None:
    told = " ".join(real(3, "en").text().split())
    assert (
        "The dead still fresh in mind: tens → hundreds because it had risen to 100 "
        in (told)
    )
    korean = " ".join(real(3, "ko").text().split())
    assert "이유: 100명 이상으로 올라감" in korean


def test_a_first_step_towards_what_is_wanted_is_named() -> None:
    told = " ".join(real(3, "en").text().split())
    assert "the resolve for the first step to it, 'long-range missiles" in told


def test_money_in_a_korean_sentence_is_counted_as_newspapers_do() -> None:
    assert money_in_korean("450~21,000", "million USD") == "4억5000만~210억 달러"
    assert money_in_korean("0.0042", "million USD") == "4200 달러"
    assert say("unit million USD", "ko") == "100만 달러"
    assert re.search(r"러시아에서 벌어들인 총액: \d+억 달러", real(3, "ko").text())


def test_parameters_are_told_in_their_authors_units() -> None:
    head = "\n".join(story_of(trace(1), small()).head)
    assert "How often it counts: 1.9 weeks" in head
    assert "Nerve: 50 %" in head
    assert "View: hard line" in head
    korean = "\n".join(story_of(trace(1), small(), language="ko").head)
    assert "세는 간격: 1.9주" in korean


def test_a_central_case_is_told_as_one() -> None:
    model = compile_model(small(), central=True)
    story = story_of(run_path(model), small())
    assert "Every parameter at its central value:" in story.head
    assert "  How often it counts: 2 weeks" in story.head


def test_a_bar_says_what_it_would_take() -> None:
    text = (golden / "small.yaml").read_text(encoding="utf-8")
    barred = scenario_of(text.replace("reviews:", 'may: "role == calm"\n    reviews:'))
    (line,) = [
        line
        for line in story_of(run_path(compile_model(barred)), barred).lines
        if line.kind == "review" and "nothing new" in line.what
    ]
    assert "a step up is barred unless the North's role is 'calm'" in line.because


def test_records_are_strict_json_with_stable_keys() -> None:
    records = story_lines(trace(0), small())
    keys = (
        "day date clock kind title what because moves gauges seen wanted decided done "
        "barred factors level held_since luck"
    ).split()
    for record in records:
        assert list(record) == keys
    again = json.loads(json.dumps(records, allow_nan=False))
    assert again == records
    assert records[0]["moves"] == [
        {
            "ladder": "role",
            "from": "calm",
            "to": "at_war",
            "ladder_title": "The North's role",
            "from_title": "calm",
            "to_title": "at war",
        }
    ]
    review = records[2]
    assert (review["wanted"], review["decided"]) == ("arms", "none_yet")
    assert (review["barred"], review["done"]) == ("toss", "none_yet")


def test_text_from_a_file_is_shown_and_not_obeyed() -> None:
    told = line_of(Text("red \x1b[31m and \u202eback\nwards"), "en")
    assert told == "red \\x1b[31m and \\u202eback wards"
    assert told == shown(told)


def test_braces_in_a_title_are_text() -> None:
    names = Names(small_model(), None, "en")
    told = say("move", "en", title="{x}", before=names.rung("role", 0), after="{0}")
    assert told == "{x}: None → {0}"


def test_hangul_takes_two_columns() -> None:
    lines = wrapped("가나다라 마바사 아자차", width=16).split("\n")
    assert lines == ["가나다라 마바사", "아자차"]


def test_every_word_is_said_in_both_languages_with_the_same_blanks() -> None:
    blank = re.compile(r"{(\w+)}")
    for key, (english, korean) in WORDS.items():
        assert english.strip(), key
        assert korean.strip(), key
        said, heard = set(blank.findall(english)), set(blank.findall(korean))
        assert heard <= said, key
        assert said == heard, key


@pytest.mark.parametrize(
    ("number", "told"),
    [
        (0.0, "0"),
        (1.0, "1"),
        (99.6, "100"),
        (1234.5, "1,200"),
        (-0.00349, "−0.0035"),
        (6.05e9, "6,000,000,000"),
        (float("inf"), "∞"),
        (float("-inf"), "−∞"),
        (float("nan"), "–"),
    ],
)
def test_numbers_have_two_figures(number: float, told: str) -> None:
    assert significant(number) == told


def test_shares_are_whole_percent() -> None:
    assert percent(0.125, "en") == "13 %"
    assert percent(1.0, "en") == "100 %"
    assert percent(float("nan"), "en") == "–"
    assert percent_range(0.0, 1.0, "en") == "0–100 %"
    assert percent_range(0.9962, 1.0, "en") == ">99 %"
    assert percent_range(0.521, 0.524, "en") == "52 %"


def test_people_are_counted_in_ranges() -> None:
    told = [about_people(count, "en") for count in (0.0, 0.4, 1, 10, 99, 100, 14_300)]
    assert told == [
        "0",
        "0",
        "0–10",
        "10–20",
        "90–100",
        "100–200",
        "10,000–20,000",
    ]


def test_korean_writes_no_space_before_percent_and_a_tilde_between() -> None:
    nan, writer = float("nan"), Writer.of(small_model(), "ko")
    assert [percent(share, "ko") for share in (0.125, 0.001, 0.999, nan)] == [
        "13%",
        "<1%",
        ">99%",
        "–",
    ]
    assert percent_range(0.342, 0.405, "ko") == "34~41%"
    assert about_people(320, "ko") == "300~400"
    assert writer.numbers(0.0, 1234.0) == "0~1,200"
    assert writer.share(share_estimate(20, 50)) == "40% (28~54%)"
    assert told_quantity("30%", "ko") == "30%"


def test_quantities_are_told_as_written() -> None:
    assert told_quantity("1 year", "en") == "1 year"
    assert told_quantity("18 months", "ko") == "18개월"
    assert told_quantity("long * 2", "ko") == "long * 2"


def test_never_and_nothing_have_words() -> None:
    writer = Writer.of(small_model(), "en")
    nan, inf = float("nan"), float("inf")
    assert writer.day(inf) == "never"
    assert writer.day(nan) == writer.days(nan, 1.0) == writer.numbers(nan, 1.0) == "–"
    assert writer.days(inf, inf) == "never"
    assert writer.days(0.0, inf) == "2024-10-22 to never"
    assert writer.numbers(0.0, 1234.0) == "0–1,200"
    assert writer.numbers(-3.0, 1234.0) == "−3 to 1,200"
    assert writer.numbers(1230.0, 1234.0) == "1,200"
    assert writer.day(1e7) == "10,000,000 days", "past the year 9999"
    assert writer.share(share_estimate(0, 0)) == "–"
    assert percent(0.0001, "en") == "<1 %"
    assert percent(0.9999, "en") == ">99 %"
    assert percent_range(nan, nan, "en") == "–"


def test_parameters_without_a_unit_are_told_in_days() -> None:
    lag = Parameter("lag", Text("Lag"), number(10.0), power=1)
    pace = Parameter("pace", Text("Pace"), number(10.0), power=-1)
    share = Parameter("share", Text("Share"), number(10.0))
    assert told_parameter(lag, 12.0, None, "en") == "12 days"
    assert told_parameter(lag, 1.0, None, "en") == "1 day"
    assert told_parameter(pace, 0.5, None, "ko") == "하루 0.5"
    assert told_parameter(share, 0.5, None, "en") == "0.5"
    assert told_parameter(share, float("inf"), None, "en") == "∞"


def test_an_act_and_a_review_without_an_actor_are_told_too() -> None:
    text = (golden / "small.yaml").read_text(encoding="utf-8")
    bare = scenario_of(text.replace("    actor: south\n", ""))
    told = story_of(run_path(compile_model(bare)), bare).text()
    assert "a decision, on the day of a review" in told
    assert "what was decided is done" in told


def test_an_event_that_moves_a_steered_ladder_moves_what_is_decided() -> None:
    text = (golden / "small.yaml").read_text(encoding="utf-8")
    moved = text.replace("once: true", "").replace(
        "do: {role: at_war}", "do: {role: at_war, support: arms}"
    )
    scenario = scenario_of(moved)
    line = story_of(run_path(compile_model(scenario)), scenario).lines[0]
    assert "The South's support: none → arms" in line.parts
    assert "what was decided goes with it: arms" in line.parts


def test_a_factor_that_held_is_told() -> None:
    text = (golden / "small.yaml").read_text(encoding="utf-8")
    hazard = """chance: 99% within 20 days
    factors:
      - {id: f, title: A cold wind, when: role == at_war, times: 2,
         because: {assumption: x}}
      - {id: g, when: support == none_yet, times: 2, because: {assumption: y}}
      - {id: h, when: always, times: 2, because: {assumption: z}}
    do: {role: calm}
    because: {assumption: s}
"""
    start = text.index("  stops: {")
    end = text.index("\n", start)
    block = f"  stops:\n    title: It ends\n    when: role == at_war\n    {hazard}"
    scenario = scenario_of(text[:start] + block + text[end + 1 :])
    trace = run_path(compile_model(scenario))
    (line,) = [x for x in story_of(trace, scenario).lines if x.title == "It ends"]
    assert "chance chose the day" in line.because
    assert "what bore on its chance: A cold wind" in line.because
    assert "always" not in line.because


@pytest.mark.parametrize(
    ("language", "said"),
    [("en", "Nothing happens in this future"), ("ko", "일이 일어나지 않음")],
)
def test_a_future_without_a_line_says_that_nothing_happens(
    language: Language, said: str
) -> None:
    scenario = load_scenario("strait_standoff")
    for member, quiet in ((5, True), (7, False)):
        told = run_path(compile_model(scenario), member=member)
        story = story_of(told, scenario, language=language)
        assert (not story.lines) == quiet
        assert (said in story.text()) == quiet
