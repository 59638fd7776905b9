"""What a notebook holds: thin, and showing itself."""

import re
from functools import cache
from pathlib import Path

import pytest

import sim
from sim.study import Run, Step, Study, days_of


@cache
def hello() -> Study:
    return sim.load("hello")


@cache
def run() -> Run:
    return hello().run(members=40)


def html_of(thing: object) -> str:
    told: str = thing._repr_html_()  # type: ignore[attr-defined]
    opened = re.findall(r"<(\w+)", re.sub(r"<(br|img)\b[^>]*>", "", told))
    closed = re.findall(r"</(\w+)>", told)
    assert sorted(opened) == sorted(closed)
    return told


def test_the_front_door_names_all_it_gives() -> None:
    for name in sim.__all__:
        assert getattr(sim, name) is not None
        assert name in dir(sim)
    with pytest.raises(AttributeError, match="no attribute 'lode'"):
        sim.lode  # noqa: B018


def test_a_study_runs_what_the_rooms_below_run() -> None:
    model = sim.compile_model(sim.load_scenario("hello"))
    assert run().ensemble.receipts == sim.run_ensemble(model, members=40).receipts
    assert hello().step(member=17).trace.receipt == run().ensemble.receipts[17]
    assert run().step(17).trace.receipt == run().ensemble.receipts[17]
    assert hello().run(members=40, jobs=2).ensemble.receipts == run().ensemble.receipts


def test_what_is_asked_reaches_the_model() -> None:
    study = sim.load("hello", settings={"pace": "0.1 per month", "nerve": 0.5})
    assert study.scenario.settings == {"pace": "0.1 per month", "nerve": "0.5"}
    model = study.model(
        policy="in_step", without=("harms",), central=True, horizon="6 months"
    )
    assert model.central
    assert model.without == ("harms",)
    assert model.horizon == 182.625
    assert hello().model(horizon=90).horizon == 90.0
    assert hello().step(central=True, horizon=90).trace.model.horizon == 90.0


def test_a_single_name_is_not_taken_letter_by_letter() -> None:
    assert hello().model(without="harms").without == ("harms",)


@pytest.mark.parametrize("text", ["soon", "3", "0.1 per month", "30%", ""])
def test_a_horizon_is_a_duration(text: str) -> None:
    with pytest.raises(sim.UsageError, match="expected a duration such as '18 months'"):
        days_of(text)


def test_tables_show_themselves() -> None:
    told = html_of(run().outcomes)
    assert "<th" in told
    assert "Raids come" in told
    text = str(run().outcomes)
    assert text.startswith("Outcomes of 40 members\n\nOutcome ")
    assert "pressing pays" in str(run().claims).lower()
    assert "padding-left" in html_of(run().ledger("arvia"))
    assert run().ledger().rows == run().ledger("arvia").rows
    lines = str(sim.load("hello", language="ko").run(members=5).outcomes).splitlines()
    assert "결과 지표" in lines[2]


def test_what_a_file_says_is_text_and_no_html(tmp_path: Path) -> None:
    path = tmp_path / "odd.yaml"
    text = sim.load_scenario("hello").text
    path.write_text(
        text.replace("title: Arvia's pressure", 'title: "<script>&"').replace(
            "title: {en: A border and a plan, ko: 국경과 대응 계획}", 'title: "<b>x"'
        ),
        "utf-8",
    )
    study = sim.load(path)
    for thing in (study, study.run(members=5), study.step()):
        told = html_of(thing)
        assert "<script" not in told
        assert "<b>" not in told
        assert "&lt;b&gt;x" in told


def test_a_run_a_study_and_a_step_show_themselves() -> None:
    assert "A border and a plan" in html_of(hello())
    told = html_of(run())
    assert "not a forecast" in told
    assert "Pressing pays" in told
    step = hello().step(member=17)
    assert "One possible future: member 17" in html_of(step)
    assert repr(hello()) == "<Study of hello>"
    assert repr(run()) == "<Run of hello: 40 members, seed 1>"
    assert repr(step).startswith("<Step of hello: member 17, seed 1, ")


def test_pictures_show_themselves_with_their_words() -> None:
    step = hello().step(member=17)
    pictures = [
        run().plot_shares(),
        run().plot_shares("pressure"),
        run().plot_ledger(),
        step.plot(),
        step.plot("answer"),
    ]
    for picture in pictures:
        assert picture._repr_png_().startswith(b"\x89PNG")
        assert 'alt="' in picture._repr_html_()
        assert "not a forecast" in picture.alt
        assert repr(picture).startswith("<Picture: ")


def test_a_picture_is_saved_as_its_name_says(tmp_path: Path) -> None:
    picture = run().plot_shares("pressure")
    assert picture.save(tmp_path / "x.png").read_bytes().startswith(b"\x89PNG")
    assert b"<svg" in picture.save(tmp_path / "x.svg").read_bytes()
    with pytest.raises(sim.UsageError, match=r"ends in \.png or \.svg, got 'x\.jpg'"):
        picture.save(tmp_path / "x.jpg")


def test_moves_come_in_order_with_their_reasons() -> None:
    step = hello().step(member=17)
    moves = list(step)
    assert [move.time for move in moves] == sorted(move.time for move in moves)
    assert all(move.why is not None for move in moves)


def test_a_story_comes_in_the_language_asked_for() -> None:
    step = hello().step(member=17)
    assert "One possible future" in step.story().text()
    assert "가능한 미래 하나" in step.story("ko").text()
    korean: Step = sim.load("hello", language="ko").step(member=17)
    assert korean.story().text() == step.story("ko").text()
    assert len(step.story(until=50).lines) < len(step.story().lines)


def test_what_there_is_not_is_said() -> None:
    with pytest.raises(sim.ResultError, match="did you mean 'arvia'"):
        run().ledger("arvja")
    with pytest.raises(sim.ResultError, match="did you mean 'pressure'"):
        run().plot_shares("presure")
    with pytest.raises(sim.ResultError, match="did you mean 'pressure'"):
        hello().step().plot("presure")
    short = hello().run(members=3, horizon=10)
    assert [table.title for table in short.tables()] == ["Outcomes of 3 members"]
    assert html_of(short)
    with pytest.raises(sim.ResultError, match="there is no ledger"):
        short.plot_ledger()
    assert "ledger_arvia.png" not in short.picture_files()


def test_settings_may_be_what_python_calls_true_and_nothing() -> None:
    settings = {"events.climbs.once": True, "arguments.harms": None}
    scenario = sim.load("hello", settings=settings).scenario
    assert scenario.events["climbs"].once
    assert list(scenario.arguments) == ["gains"]


def test_expectations_are_a_table(tmp_path: Path) -> None:
    (tmp_path / "mine.yaml").write_text(
        "extends: hello\nname: mine\n"
        "expect: [{outcome: raids_come, between: [0, 1], members: 30}]\n"
    )
    table = sim.load(tmp_path / "mine.yaml").expectations()
    [(title, measured, between, members, verdict)] = table.rows
    assert (title, between, members, verdict) == ("Raids come", "0–100 %", "30", "ok")
    assert measured.startswith("share of members ")
