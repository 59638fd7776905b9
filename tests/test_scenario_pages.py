"""The pages that say how to read a shipped scenario: whole, and true of the file."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from sim.loading import load_scenario
from sim.shelf import shipped

docs = Path(__file__).parents[1] / "docs"
README = (docs / "scenarios/README.md").read_text("utf-8")
PAGE = (docs / "seoul_2024.md").read_text("utf-8")
OF_THE_LANGUAGE = frozenset(
    "wants reviews takes stands interest plans against misread value because about "
    "extends net".split()
)
"""Keys of the language that the page names beside things of the file."""
SECTIONS = (
    "actors parameters ladders observations gauges events policies arguments claims "
    "outcomes sources"
).split()


def named_in(scenario) -> set[str]:
    """Give every name that a scenario gives to anything."""
    names = {str(name) for section in SECTIONS for name in getattr(scenario, section)}
    for ladder in scenario.ladders.values():
        for rung in ladder.rungs:
            names |= {str(rung.id), *(str(key) for key in rung.numbers)}
    for gauge in scenario.gauges.values():
        names |= {str(band.id) for band in gauge.bands}
    for event in scenario.events.values():
        names |= {str(factor.id) for factor in event.factors}
    for parameter in scenario.parameters.values():
        if parameter.spread is not None:
            names |= set(parameter.spread.words)
    return names


def table_of_claims() -> dict[int, str]:
    """Give the row of each claim of the article, by its number."""
    rows = {}
    for row in re.findall(r"^\| (A\d+[^|]*)\| (.*) \|$", PAGE, flags=re.M):
        for number in re.findall(r"A(\d+)", row[0]):
            rows[int(number)] = row[1]
    return rows


def test_every_claim_of_the_article_is_in_the_table_or_said_to_be_left_out():
    rows = table_of_claims()
    assert sorted(rows) == list(range(1, 47))
    for number, where in rows.items():
        assert "`" in where or "**not in the file**" in where, number


def test_what_the_table_of_claims_names_is_in_the_file():
    known = named_in(load_scenario("seoul_2024")) | OF_THE_LANGUAGE
    for number, where in table_of_claims().items():
        for told in re.findall(r"`([^`]+)`", where.replace("state institute", "")):
            for name in re.findall(r"[a-z_]+", told):
                assert name in known, (number, name)


def test_the_page_counts_what_is_in_the_file():
    scenario = load_scenario("seoul_2024")
    told = " ".join(PAGE.split())
    counted = ", ".join(
        f"{len(getattr(scenario, section))} {section}"
        for section in SECTIONS
        if section not in ("actors", "outcomes")
    )
    assert counted in told


def test_what_was_tuned_is_named_and_its_because_says_so():
    """A range that was set after a first run owns it, in the file and on the page."""
    scenario = load_scenario("seoul_2024")
    listed = PAGE.partition("### What was tuned")[2].partition("\n## ")[0]
    tuned = {
        "wave_size": scenario.parameters["wave_size"],
        "mood_gain": scenario.parameters["mood_gain"],
        "reinforcement": scenario.events["reinforcement"],
        "fall_silent": scenario.policies["fall_silent"],
    }
    for name, thing in tuned.items():
        assert name in listed
        told = [each.assumption.en for each in thing.because if each.assumption]
        assert any("after a first run" in text for text in told), name


@pytest.mark.parametrize("name", sorted(shipped()))
def test_every_shipped_scenario_says_what_it_is_what_it_expects_and_has_a_page(name):
    scenario = load_scenario(name)
    assert scenario.about.en
    assert scenario.about.ko
    assert scenario.expect or name == "hello"
    found = re.findall(rf"\[{name}\]\(([^)]+)\)", README)
    assert len(found) == 1, "name it once in docs/scenarios/README.md"
    page = (docs / "scenarios" / found[0]).resolve()
    text = page.read_text("utf-8")
    assert name in text
    assert scenario.title.ko in text
    for command in re.findall(r"^sim (?:run|step|hindcast|test) (\S+)", text, re.M):
        assert command in shipped()


def test_links_of_the_pages_lead_somewhere():
    pages = [docs / "seoul_2024.md", *(docs / "scenarios").glob("*.md")]
    for page in pages:
        for link in re.findall(r"\]\(([^)#]+)[^)]*\)", page.read_text("utf-8")):
            if not link.startswith("http"):
                assert (page.parent / link).exists(), (page.name, link)
