"""The smallest change that turns a verdict, and the region where it holds: planted."""

from pathlib import Path

import numpy as np
import pytest

from sim.analysis import flips_of, region_of
from sim.results import Ensemble
from sim.study import load

WORLD = """\
format: 1
name: knobs
title: Knobs
about: Three numbers and a word, nothing happens.
start: 2030-01-01
horizon: 10 days
parameters:
  a: {value: 5, spread: {uniform: [0, 10]}, because: {assumption: made up}}
  b: {value: 5, spread: {uniform: [0, 10]}, because: {assumption: made up}}
  c: {value: 5, spread: {uniform: [0, 10]}, because: {assumption: made up}}
  kind: {value: red, spread: {choice: {red: 3, blue: 1}}, because: {assumption: x}}
ladders: {war: {rungs: {calm: , open: }}}
events: {begins: {about_every: 5 days, do: {war: open}, because: {assumption: x}}}
outcomes: {open: ever(war == open)}
"""


@pytest.fixture(scope="module")
def members(tmp_path_factory: pytest.TempPathFactory) -> Ensemble:
    file = tmp_path_factory.mktemp("knobs") / "knobs.yaml"
    file.write_text(WORLD, "utf-8")
    return load(Path(file)).run(members=4000).ensemble


def drawn(members: Ensemble, name: str) -> np.ndarray:
    column: np.ndarray = members.parameters[:, members.model.parameter_index[name]]
    return column


def test_a_planted_threshold_is_found(members: Ensemble) -> None:
    flips = flips_of(members, drawn(members, "a") > 3.0)
    assert [flip.held[0].parameter for flip in flips] == ["a"]
    (held,) = flips[0].held
    assert held.value == pytest.approx(3.0, abs=0.15)
    assert not held.upwards, "below it the verdict is another one"
    assert flips[0].size == pytest.approx(0.4, abs=0.05)


def test_a_noisy_threshold_is_found_where_the_share_is_one_half(
    members: Ensemble,
) -> None:
    # Holds in the share a / 10 of futures, so in one half at 5; by b it does not hang.
    toss = np.random.default_rng(2).random(len(members))
    holds = toss < drawn(members, "a") / 10 - 0.1  # one half at 6, two in five of all
    (flip,) = flips_of(members, holds)
    assert flip.held[0].parameter == "a"
    assert flip.held[0].upwards
    assert flip.held[0].value == pytest.approx(6.0, abs=0.6)


def test_a_word_may_turn_it(members: Ensemble) -> None:
    toss = np.random.default_rng(3).random(len(members))
    blue = drawn(members, "kind") == 1
    (flip,) = flips_of(members, toss < np.where(blue, 0.8, 0.2))
    assert flip.held[0].parameter == "kind"
    assert flip.share is not None
    assert flip.share.low < 0.8 < flip.share.high
    assert flip.size == pytest.approx(0.75, abs=0.03)


def test_where_no_single_one_does_some_together_are_found(members: Ensemble) -> None:
    toss = np.random.default_rng(4).random(len(members))
    lift = (drawn(members, "a") - 5) / 5 + (drawn(members, "b") - 5) / 5
    holds = toss < 1 / (1 + np.exp(-(lift * 1.6 - 2.0)))
    (flip,) = flips_of(members, holds)
    assert {held.parameter for held in flip.held} == {"a", "b"}
    assert all(held.upwards for held in flip.held)
    near = np.ones(len(members), dtype=bool)
    for held in flip.held:
        near &= np.abs(drawn(members, held.parameter) - held.value) < 1.0
    assert holds[near].mean() == pytest.approx(0.5, abs=0.15)


def test_luck_alone_turns_nothing(members: Ensemble) -> None:
    toss = np.random.default_rng(6).random(len(members))
    assert flips_of(members, toss < 0.45) == ()
    assert region_of(members, toss < 0.45) is None


def test_only_what_a_claim_can_depend_on_is_held(members: Ensemble) -> None:
    holds = drawn(members, "a") > 3.0
    assert flips_of(members, holds, among={"b"}) == ()
    assert region_of(members, holds, among={"b"}) is None
    few = np.arange(len(members)) < 100
    assert flips_of(members, holds, few) == ()
    assert region_of(members, holds, few) is None


def test_a_planted_region_is_told_with_its_words(members: Ensemble) -> None:
    holds = (drawn(members, "a") < 4) & (drawn(members, "kind") == 0)
    region = region_of(members, holds)
    assert region is not None
    first, second = region.restrictions
    assert (first.parameter, second.parameter) == ("a", "kind")
    assert first.high == pytest.approx(4.0, abs=0.2)
    assert second.words == (0,)
    assert region.density.value > 0.95
    assert region.coverage.value > 0.9
    assert region.base == pytest.approx(0.3, abs=0.05)
