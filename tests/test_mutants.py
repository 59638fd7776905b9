"""A changed scenario file gives faults with places, or a scenario that means something.

By default a few hundred mutants of the short files are tried, and misspellings of some
names of the long one; ``pytest -m slow`` tries ten thousand, and every name of all.
"""

import re

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from mutants import FILES, everywhere, misspellings, mutants
from refusing import accepted

from sim.errors import ModelError, ScenarioError
from sim.loading import load_text
from sim.model import compile_model
from sim.path import run_path

SHORT = ("hello", "small", "everything")
CHECKS = [
    HealthCheck.too_slow,
    HealthCheck.data_too_large,
    HealthCheck.large_base_example,
]


def means_something(text: str) -> None:
    """Load a file and run it if it is sound: no traceback, each fault has a place."""
    told = ""
    try:
        model = compile_model(load_text(text, file="mutant.yaml"))
        for member in range(2):
            run_path(model, seed=1, member=member)
    except ScenarioError as error:
        has_places(error, text)
    except ModelError as error:
        told = str(error)
    assert not told or "mutant.yaml:" in told, told


def has_places(error: ScenarioError, text: str) -> None:
    assert error.problems
    assert str(error)
    lines = re.split("\r\n|\r|\n", text)
    for problem in error.problems:
        assert problem.what
        assert problem.place.file == "mutant.yaml"
        assert 1 <= problem.place.line <= len(lines) + 1
        assert 1 <= problem.place.column <= len(problem.place.text) + 1


@given(st.data())
@settings(max_examples=200, deadline=None, suppress_health_check=CHECKS)
def test_a_mutant_gives_a_fault_with_a_place_or_means_something(
    data: st.DataObject,
) -> None:
    means_something(data.draw(mutants(data.draw(st.sampled_from(SHORT)))))


@pytest.mark.slow
@pytest.mark.parametrize(
    ("name", "examples"),
    [
        ("hello", 9_000),
        ("small", 1_000),
        ("everything", 1_000),
        ("alliance_dilemma", 400),
        ("strait_standoff", 400),
        ("seoul_2024", 200),
    ],
)
def test_ten_thousand_mutants_give_faults_or_mean_something(
    name: str, examples: int
) -> None:
    @given(mutants(name))
    @settings(
        max_examples=examples,
        deadline=None,
        suppress_health_check=CHECKS,
        derandomize=True,
    )
    def each(text: str) -> None:
        means_something(text)

    each()


@pytest.mark.parametrize("name", SHORT)
def test_no_misspelt_name_of_a_short_file_is_accepted(name: str) -> None:
    assert list(accepted(misspellings(name))) == []


def test_no_misspelt_name_of_some_of_the_long_file_is_accepted() -> None:
    assert list(accepted(misspellings("seoul_2024")[7::250])) == []


@pytest.mark.parametrize("name", SHORT)
def test_what_is_asked_quickly_is_answered_as_by_loading(name: str) -> None:
    each = misspellings(name)[::9]
    told = []
    for one in each:
        try:
            load_text(one.text, file=one.file)
            told.append(one)
        except ScenarioError:
            pass
    assert list(accepted(each)) == told


def test_a_name_that_may_be_spelt_anyhow_is_accepted() -> None:
    """So that to accept nothing is an answer, and no way of never looking."""
    [free] = [one for one in everywhere("small") if one.name == "talks"]
    assert list(accepted([free])) == [free]


@pytest.mark.slow
@pytest.mark.parametrize("name", FILES)
def test_no_misspelt_name_at_any_place_is_accepted(name: str) -> None:
    """Every name of every shipped file: about 6,900 in the longest, in some minutes."""
    assert list(accepted(misspellings(name))) == []
