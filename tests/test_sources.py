"""``sim sources``: every source, what rests on it, and forms for other programs."""

import csv
import io

from commands import Call
from factories import loaded, scenario_of

from sim.report.evidence import evidence_of, users_of
from sim.report.sources import sources_bibtex, sources_csv

ODD = r"""
format: 1
name: odd
title: Odd sources
about: Signs that other programs take for something else
start: 2030-01-01
horizon: 1 year
facts_to: 2029-12-31
sources:
  paper: {title: '50 % & {more}: $5_000 #1 ~ ^ \', publisher: A & B, date: 2029-05, url: "https://e.org/{x}"}
  sheet: {title: "=1+1", date: 2029, stands: data, interest: none, via: a copy}
  bare: {title: 제목}
ladders: {war: {rungs: {calm: {}, open: {dead: 1, because: {source: paper}}}, otherwise: {dead: 0}, because: {source: sheet}}}
events:
  begins: {when: war == calm, rate: 0.1 per month, factors: [{when: war == calm, times: 2, because: [{source: bare}, {source: paper}]}],
    do: {war: open}, because: {source: paper, note: twice}}
outcomes: {it_comes: ever(war == open)}
"""  # noqa: E501


def test_every_source_is_listed_with_what_rests_on_it(sim: Call) -> None:
    done = sim("sources", "seoul_2024")
    assert (done.status, done.err) == (0, "")
    flat = " ".join(done.out.split())
    for name in loaded("seoul_2024").sources:
        assert f"\n{name}: " in f"\n{done.out}"
    assert "behind: parameter war_end, " in flat
    assert "stands as a state institute" in flat
    assert f"{len(loaded('seoul_2024').sources)} sources" in flat
    assert flat.endswith("not a forecast")
    assert "성격: 언론" in sim("sources", "seoul_2024", "--lang", "ko").out


def test_a_scenario_without_sources_says_so(sim: Call) -> None:
    assert sim("sources", "hello").out.startswith("no sources: every number is an")


def test_evidence_within_things_counts() -> None:
    scenario = scenario_of(ODD)
    used = {
        name: [f"{user.kind} {user.name}" for user in users]
        for name, users in users_of(scenario).items()
    }
    assert used == {
        "paper": ["rung war.open", "event begins", "factor begins factor 1"],
        "sheet": ["ladder war"],
        "bare": ["factor begins factor 1"],
    }
    assert len(list(evidence_of(scenario))) == 4


def test_csv_has_a_row_for_each_and_no_formulas() -> None:
    rows = list(csv.DictReader(io.StringIO(sources_csv(scenario_of(ODD), "en"))))
    assert [row["id"] for row in rows] == ["paper", "sheet", "bare"]
    assert rows[1]["title"] == "'=1+1"
    assert rows[0]["used_by"].startswith("rung war.open; event begins")
    assert rows[2]["title"] == "제목"


def test_bibtex_escapes_what_tex_would_obey() -> None:
    told = sources_bibtex(scenario_of(ODD), "en")
    paper, sheet, bare = told.split("\n\n")
    assert paper.startswith("@misc{paper,\n")
    assert r"50 \% \& \textbraceleft{}more\textbraceright{}: \$5\_000" in paper
    assert r"\#1 \textasciitilde{}" in paper
    assert r"\textasciitilde{} \textasciicircum{} \textbackslash{}" in paper
    assert "  year = {2029},\n  month = may,\n" in paper
    assert "url = {https://e.org/%7Bx%7D}" in paper
    assert "note = {data; none; via a copy}" in sheet
    assert bare == "@misc{bare,\n  title = {{제목}},\n}\n"
    for entry in (paper, sheet, bare):
        assert entry.count("{") == entry.count("}")


def test_the_command_prints_each_form(sim: Call) -> None:
    count = len(loaded("seoul_2024").sources)
    told = sim("sources", "seoul_2024", "--format", "bibtex").out
    assert told.count("@misc{") == count
    told = sim("sources", "seoul_2024", "--format", "csv").out
    assert len(list(csv.reader(io.StringIO(told)))) == count + 1
    done = sim("sources", "seoul_2024", "--format", "bibtx")
    assert done.status == 2
    assert "did you mean 'bibtex'?" in done.err
