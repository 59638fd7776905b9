"""Good files load with the right values; bad ones raise ScenarioError, nothing else."""

import datetime as dt
import re
import shutil
import subprocess
import sys
import time
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from sim import shelf
from sim.errors import Problem, ScenarioError, UsageError
from sim.loading import find_scenario, load_scenario, load_text, scope_of, shipped
from sim.scenario import DESCRIBED, SECTIONS, Scenario

root = Path(__file__).parents[1]

TEXT = (Path(__file__).parent / "good" / "small.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def small() -> Scenario:
    return load_text(TEXT)


def test_everything_a_file_may_say_is_read(small: Scenario) -> None:
    assert small.warnings == ()
    assert (small.format, small.name) == (1, "small")
    assert small.title.say("ko") == "작은 전쟁"
    assert small.about.say("ko") == small.about.say("en")
    assert small.start == dt.date(2030, 1, 1)
    assert small.horizon.text == "2 years"
    assert small.facts_to == dt.date(2029, 12, 31)
    assert small.sources["paper"].date == "2029-05"
    assert not small.actors["south"].title
    assert small.text == TEXT
    assert len(small.texts_sha256) == 64


def test_parameters_keep_their_numbers_in_the_order_of_the_formula(
    small: Scenario,
) -> None:
    pace = small.parameters["pace"]
    assert pace.value.text == "0.2 per month"
    assert pace.spread
    assert pace.spread.kind == "triangular"
    assert [n.text.split()[0] for n in pace.spread.numbers] == ["0.1", "0.2", "0.5"]
    assert [bool(e.source) for e in pace.because] == [True, False]
    mood = small.parameters["mood"].spread
    assert mood
    assert mood.words == ("calm", "wild")
    assert [weight.text for weight in mood.weights] == ["1", "2"]
    toll = small.parameters["toll"].spread
    assert toll
    assert toll.shares == (0.0, 0.5, 1.0)
    assert [number.text for number in toll.numbers] == ["0", "3", "9"]


def test_ladders_start_on_the_lowest_rung_unless_they_say_otherwise(
    small: Scenario,
) -> None:
    war, help_, count = small.ladders.values()
    assert (war.starts, help_.starts, count.starts) == ("calm", "some", "r0")
    assert [rung.id for rung in count.rungs] == ["r0", "r1", "r2", "r3", "r4"]
    assert war.rungs[2].numbers["dead"].text == "9 per day"
    assert war.otherwise["dead"].text == "0"
    assert war.carries == ("troops", "dead")
    assert war.rungs[0].title.say() == "Calm"


def test_events_have_one_timing_and_branches(small: Scenario) -> None:
    climb, talks, vote, tally, rest = small.events.values()
    assert (climb.timing.kind, climb.timing.value) == ("rate", climb.rate)
    assert [branch.odds for branch in climb.either] == [None]
    effects = climb.either[0].do
    assert [(e.target, e.move, e.operator) for e in effects] == [
        ("war", "up", None),
        ("anger", None, "+"),
    ]
    assert effects[1].amount
    assert effects[1].amount.text == "toll"
    assert (
        effects[1]
        .amount.place.text[effects[1].amount.place.column - 1 :]
        .startswith("toll")
    )
    assert climb.factors[0].id == "helped"
    assert talks.timing.kind == "chance"
    assert talks.timing.value
    assert talks.timing.within
    assert (talks.timing.value.text, talks.timing.within.text) == ("30%", "14 days")
    assert talks.once
    assert len(talks.either) == 2
    assert vote.timing.date == dt.date(2030, 6, 3)
    assert tally.either == ()
    assert rest.timing.spread
    assert rest.timing.spread.kind == "weibull"


def test_policies_and_plans_are_read(small: Scenario) -> None:
    policy = small.policies["in_step"]
    assert [rung for rung, _ in policy.wants] == ["none", "all"]
    assert policy.reviews.when_changes == ("seen",)
    assert policy.resolve
    (toss,) = policy.resolve.values()
    assert toss.within
    assert toss.within.text == "6 months"
    assert policy.stride == "all"
    (choice,) = small.plans["help"]
    assert (choice.policy, choice.when) == ("in_step", None)


def test_the_ledger_and_what_it_counts_are_read(small: Scenario) -> None:
    assert small.ledger
    assert [h.text for h in small.ledger.horizons] == ["6 months", "1 year"]
    each, rising = small.arguments["cost"].lumps
    assert (each.kind, each.event) == ("each", "tally")
    assert (rising.kind, rising.ladder, rising.rung) == ("rising", "war", "fight")
    assert small.claims["it_pays"].says.say() == "It pays"
    assert small.outcomes["fights"].value.text == "ever(war == fight)"
    assert small.outcomes["killed"].title.say() == "Killed"


def test_a_scope_knows_what_formulas_may_name(small: Scenario) -> None:
    scope = scope_of(small)
    assert scope.parameters["pace"].power == -1
    assert scope.parameters["mood"].words == ("calm", "wild")
    assert scope.parameters["toll"].power == 0
    assert scope.ladders["war"].keys == {"troops": 0, "dead": -1}
    assert scope.ladders["seen"].of == "war"
    assert scope.ladders["known"].rungs == ("none", "some", "all")
    assert scope.gauges["dead"].unit == "killed"
    assert scope.horizon == 730.5
    assert scope.broken == frozenset()


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_loads_without_a_warning(name: str) -> None:
    scenario = load_scenario(name)
    assert scenario.name == name
    assert [str(warning) for warning in scenario.warnings] == []


def test_a_name_is_a_shipped_scenario_and_a_path_is_a_path(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert find_scenario("hello").name == "hello.yaml"
    monkeypatch.chdir(tmp_path)
    (tmp_path / "mine.yaml").write_text(TEXT, encoding="utf-8")
    assert load_scenario("mine.yaml").file == "mine.yaml"
    assert load_scenario(tmp_path / "mine.yaml").name == "small"


def test_a_shipped_scenario_is_found_in_an_installed_package(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    package = tmp_path / "site" / "sim"
    (package / "_scenarios").mkdir(parents=True)
    shutil.copy(root / "scenarios" / "hello.yaml", package / "_scenarios")
    monkeypatch.setattr(shelf, "__file__", str(package / "shelf.py"))
    assert shipped() == {"hello": package / "_scenarios" / "hello.yaml"}


def test_a_missing_file_is_told_with_the_nearest_name(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match=r"no scenario 'helo'.*mean 'hello'"):
        load_scenario("helo")
    with pytest.raises(UsageError, match=r"with this package: .*seoul_2024"):
        load_scenario("zzzzz.yaml")
    with pytest.raises(UsageError, match="got the folder"):
        load_scenario(tmp_path)


def test_a_file_name_in_hangul_is_kept_as_it_is(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    bad = TEXT.replace("horizon: 2 years", "horizon: 2")
    Path("서울 계획.yaml").write_text(bad, encoding="utf-8")
    with pytest.raises(ScenarioError, match=r"^서울 계획\.yaml:6:10: expected"):
        load_scenario("서울 계획.yaml")


def test_a_setting_holds_a_parameter_constant() -> None:
    scenario = load_text(TEXT, settings={"pace": "1 per month", "mood": "wild"})
    assert scenario.parameters["pace"].value.text == "1 per month"
    assert scenario.parameters["pace"].spread is None
    assert scenario.parameters["mood"].value.text == "wild"
    assert scenario.settings == {"pace": "1 per month", "mood": "wild"}
    assert scope_of(scenario).parameters["mood"].words == ("calm", "wild")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("pac", "3", "--set pac=3:1:1: unknown parameter 'pac'"),
        (
            "pace",
            "3",
            "--set pace=3:1:6: expected a value like '0.2 per month', got '3'",
        ),
        ("pace", "1e-3", "--set pace=1e-3:1:6: expected a number, got '1e-3'"),
        ("pace", "3 dyas", "--set pace=3 dyas:1:6: expected a quantity, got '3 dyas'"),
        ("pace", "soon", "--set pace=soon:1:6: expected a value like '0.2 per month'"),
        ("mood", "wilt", "--set mood=wilt:1:6: expected one of the words of 'mood'"),
        ("toll", "", "--set toll=:1:6: expected a value, got nothing"),
        ("toll", "pase * 2", "--set toll=pase * 2:1:6: unknown name 'pase'"),
    ],
)
def test_a_setting_is_checked_as_the_file_is(name: str, value: str, words: str) -> None:
    with pytest.raises(ScenarioError) as caught:
        load_text(TEXT, settings={name: value})
    [problem] = caught.value.problems
    assert str(problem).startswith(words)


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("  toll:\n", "  idle: {value: 3, because: {source: paper}}\n  toll:\n",
         "nothing reads the parameter 'idle'"),
        ("actors:", "  idle: {title: Idle}\nactors:", "nothing refers to the source"),
        ("2030-06-03", "2032-06-03", "is after the horizon and never happens"),
        ("holds_if: net.north > 0", "holds_if: toll > 0", "reads parameters only"),
        ("flow: pace, because", "flow: pace * 2, because", "the number '2' stands"),
    ],
    ids=["parameter", "source", "date", "claim", "number"],
)  # fmt: skip
def test_what_an_author_may_want_to_look_at_is_a_warning(
    old: str, new: str, words: str
) -> None:
    assert old in TEXT
    [warning] = load_text(TEXT.replace(old, new, 1)).warnings
    assert warning.warning
    assert words in warning.what


def test_a_caret_under_hangul_stands_under_its_character() -> None:
    bad = TEXT.replace("about: Everything", "about: {en: 모든 것, kr: x} #")
    with pytest.raises(ScenarioError) as caught:
        load_text(bad)
    _, line, caret, *_ = str(caught.value).splitlines()
    before = line.partition("kr")[0]
    wide = sum(2 if "가" <= character <= "힣" else 1 for character in before)
    assert caret.index("^") == wide


def test_faults_of_schema_and_meaning_are_told_together_in_line_order() -> None:
    bad = TEXT.replace("horizon: 2 years", "horizon: soon").replace(
        "wants: {none", "wnts: {nne"
    )
    bad = bad.replace("final(dead)", "final(ded)").replace("when: mood", "when: mod")
    with pytest.raises(ScenarioError) as caught:
        load_text(bad)
    whats = [problem.what for problem in caught.value.problems]
    assert whats == [
        "expected a duration as the horizon, got 'soon'",
        "unknown name 'mod'",
        "unknown key 'wnts' in a policy",
        "'help' has no rung 'nne'",
        "unknown name 'ded'",
    ]


@pytest.mark.skipif(sys.gettrace() is not None, reason="measured lines are slower")
def test_a_thousand_lines_load_in_a_quarter_of_a_second() -> None:
    text = find_scenario("seoul_2024").read_text(encoding="utf-8")
    lines = len(text.splitlines())
    best = float("inf")
    for _ in range(5):
        began = time.process_time()
        load_text(text)
        best = min(best, time.process_time() - began)
    assert best * 1000 / lines < 0.25


def test_loading_imports_nothing_heavy() -> None:
    heavy = "{'numpy', 'simpy', 'matplotlib'}"
    code = f"import sys, sim.loading; print(*{heavy} & {{*sys.modules}})"
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == ""


@pytest.mark.parametrize("section", sorted(SECTIONS))
def test_every_section_has_a_schema_for_editors(section: str) -> None:
    schema = SECTIONS[section].model_json_schema(by_alias=True)
    assert schema["additionalProperties"] is False
    assert not [key for key in schema["properties"] if key.startswith("(")]


EVERYTHING = (Path(__file__).parent / "good" / "everything.yaml").read_text("utf-8")


def test_one_file_has_every_key_of_the_language() -> None:
    """So that what is tried on it is tried on all that a file may say."""
    keys = {key for keys in DESCRIBED.values() for key in keys}
    keys -= {"extends", "without"}  # of variants
    assert {key for key in keys if not re.search(rf"\b{key}:", EVERYTHING)} == set()
    scenario = load_text(EVERYTHING)
    [warning] = scenario.warnings
    assert "the number '2' stands inside an expression" in warning.what


LINES = TEXT.splitlines()
CHARACTERS = st.sampled_from([*"abz0 -:{}[],'\"#&*!|>%@?\t\n.()+=<~", "전", "\u0000"])


def changed(text: str) -> None:
    problems: tuple[Problem, ...] = ()
    try:
        load_text(text)
    except ScenarioError as error:
        problems = error.problems
    for problem in problems:
        assert str(problem)
        assert problem.place.line >= 1


@settings(max_examples=150, deadline=None)
@given(st.integers(0, len(LINES) - 1), st.sampled_from(["gone", "twice", "moved"]))
def test_a_line_lost_or_doubled_raises_nothing_else(line: int, how: str) -> None:
    lines = {
        "gone": LINES[:line] + LINES[line + 1 :],
        "twice": LINES[: line + 1] + LINES[line:],
        "moved": [*LINES[:line], "  " + LINES[line], *LINES[line + 1 :]],
    }
    changed("\n".join(lines[how]))


@settings(max_examples=400, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, len(TEXT) - 1), CHARACTERS, st.booleans())
def test_a_character_changed_raises_nothing_else(
    place: int, character: str, instead: bool
) -> None:
    changed(TEXT[:place] + character + TEXT[place + instead :])


def words_of(text: str) -> list[str]:
    """Give the words of a file, and some that mean something else everywhere."""
    found = {word for word in text.replace(",", " ").split() if word.isidentifier()}
    more = ["[]", "{}", "[a]", "{a: b}", "''", "3", "never", "3 days", "20%"]
    return [*sorted(found), *more]


def with_word(text: str, place: int, word: str) -> str:
    parts = text.split(" ")
    parts[place] = word + parts[place][len(parts[place].rstrip("{}[],:\n")) :]
    return " ".join(parts)


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, TEXT.count(" ") - 1), st.sampled_from(words_of(TEXT)))
def test_a_word_changed_raises_nothing_else(place: int, word: str) -> None:
    changed(with_word(TEXT, place, word))


@settings(max_examples=300, deadline=None, suppress_health_check=[HealthCheck.too_slow])
@given(st.integers(0, EVERYTHING.count(" ") - 1), st.sampled_from(words_of(EVERYTHING)))
def test_a_word_changed_where_every_key_stands_raises_nothing_else(
    place: int, word: str
) -> None:
    changed(with_word(EVERYTHING, place, word))


@pytest.mark.slow
def test_any_word_at_any_place_raises_nothing_else() -> None:
    for place in range(TEXT.count(" ")):
        for word in words_of(TEXT):
            changed(with_word(TEXT, place, word))


PLAY = """
format: 1
name: game
title: A game
about: Made for a test
start: 2030-01-01
horizon: 1 year
actors: {north: {}}
ladders: {war: {rungs: {calm: {}, fight: {}}}}
policies:
  plan:
    ladder: war
    wants: {calm: always}
    reviews: {every: 30 days}
    because: {assumption: made up}
plans: {war: plan}
seats:
  north: {ladder: war, title: The chair, brief: {en: You decide, ko: 당신이 결정}}
lesson:
  questions:
    - What would you have done?
    - {en: Why?, ko: 왜?}
  terms:
    rung: one level on a ladder
    step: {en: a rung of an answer, ko: 대응의 한 단}
    bluff: {title: {en: A bluff, ko: 허세}, means: a threat not meant}
"""


def test_seats_and_lesson_are_read() -> None:
    scenario = load_text(PLAY)
    (seat,) = scenario.seats.values()
    assert (seat.id, seat.ladder) == ("north", "war")
    assert (seat.title.say(), seat.brief.say("ko")) == ("The chair", "당신이 결정")
    assert scenario.lesson is not None
    assert [q.say("ko") for q in scenario.lesson.questions] == [
        "What would you have done?",
        "왜?",
    ]
    terms = {term.id: term for term in scenario.lesson.terms}
    assert terms["rung"].means.say() == "one level on a ladder"
    assert terms["step"].means.say("ko") == "대응의 한 단"
    assert terms["bluff"].title.say("ko") == "허세"
    others = [told for told in scenario.warnings if "ever moves" not in told.what]
    assert others == []
