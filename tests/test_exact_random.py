"""Random Markov scenarios: what is computed exactly is what many members come to."""

import random

import pytest
from worlds import model

from sim.analysis import beside
from sim.exact import exact_answers
from sim.jobs import run_ensemble

BECAUSE = "because: {assumption: made up}"
MEMBERS = 4000


def markov_world(number: int) -> str:
    """Write a scenario in which nothing remembers how long it has waited."""
    luck = random.Random(number)
    sizes = [luck.randint(2, 4) for _ in range(luck.randint(2, 3))]
    names = [f"l{at}" for at in range(len(sizes))]

    def test(besides: int) -> str:
        other = luck.choice([at for at in range(len(sizes)) if at != besides])
        rung = luck.randrange(sizes[other])
        return f"l{other} {luck.choice(['==', '!=', '>=', '<='])} r{rung}"

    lines = ["ladders:"]
    for name, size in zip(names, sizes, strict=True):
        rungs = ", ".join(f"r{at}: {{}}" for at in range(size))
        start = luck.randrange(size)
        lines.append(f"  {name}: {{starts: r{start}, rungs: {{{rungs}}}}}")
    lines.append("events:")
    for at, (name, size) in enumerate(zip(names, sizes, strict=True)):
        for way, there in (("up", f"{name} < r{size - 1}"), ("down", f"{name} > r0")):
            rate = f"{luck.uniform(0.002, 0.08):.4f} per day"
            factor = (
                f", factors: [{{when: {test(at)}, times: {luck.uniform(0.2, 4):.2f}, "
                f"{BECAUSE}}}]"
                if luck.random() < 0.5
                else ""
            )
            when = f"{there} and {test(at)}" if luck.random() < 0.5 else there
            do = f"do: {{{name}: {way}}}"
            if luck.random() < 0.3:
                odds = luck.uniform(0.1, 0.9)
                do = f"either: [{{odds: {odds:.2f}, {do}}}]"
            lines.append(
                f"  {name}_{way}: {{when: {when}, rate: {rate}, {do}{factor}, "
                f"{BECAUSE}}}"
            )
    lines.append("outcomes:")
    for name, size in zip(names, sizes, strict=True):
        rung = luck.randrange(size)
        lines += [
            f"  ever_{name}: ever({name} == r{rung})",
            f"  end_{name}: level(final({name}))",
            f"  top_{name}: level(highest({name}))",
            f"  first_{name}: first({name} == r{rung})",
            f"  days_{name}: time_in({name} == r{rung})",
        ]
    return "\n".join(lines) + "\n"


def agree(number: int) -> None:
    world = model(markov_world(number))
    run = exact_answers(world)
    assert all(exact.answered for exact in run.outcomes)
    ensemble = run_ensemble(world, members=MEMBERS, engine="numpy", seed=number + 1)
    pairs = beside(run, ensemble)
    assert len(pairs) >= len(run.outcomes)
    assert [
        (pair.exact.name, pair.value, pair.sampled.value)
        for pair in pairs
        if not pair.agrees
    ] == []


@pytest.mark.parametrize("number", range(2))
def test_random_worlds_agree_with_sampling(number: int) -> None:
    agree(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(2, 120))
def test_many_random_worlds_agree_with_sampling(number: int) -> None:
    agree(number)
