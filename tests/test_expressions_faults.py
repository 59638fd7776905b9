"""Expressions that are wrong: the exact words, at the exact column."""

from __future__ import annotations

from pathlib import Path

import pytest
from expression_scope import checked

from sim.expressions import Due

TABLE = Path(__file__).with_name("expression_faults.txt")


def entries() -> list[tuple[str, str]]:
    """Give each wrong expression with what is said of it."""
    blocks = TABLE.read_text(encoding="utf-8").split("\n\n")
    told = [block.partition("\n") for block in blocks if block[:1] not in {"#", ""}]
    return [(head, faults.rstrip("\n")) for head, _, faults in told]


@pytest.mark.parametrize(("head", "faults"), entries())
def test_a_wrong_expression_is_told_in_these_words(head: str, faults: str) -> None:
    due, _, text = head.partition(" ")
    lines = []
    for problem in checked(text, Due[due]).problems:
        kind = "warning: " if problem.warning else ""
        lines.append(f"    {problem.place.column} {kind}{problem.what}")
        if problem.hint:
            lines.append(f"        {problem.hint}")
    assert "\n".join(lines) == faults


def test_there_are_plenty_of_wrong_expressions() -> None:
    assert len({head for head, _ in entries()}) == len(entries()) > 180


def test_what_stands_last_in_a_file_of_faults_never_ends_in_a_full_stop() -> None:
    for _, faults in entries():
        assert not any(line.endswith(".") for line in faults.splitlines())


def test_a_text_of_thousands_of_characters_is_refused_unread() -> None:
    (problem,) = checked("1 + " * 600 + "1", Due.NUMBER).problems
    assert problem.what == "expected at most 2000 characters, got 2401"


def test_faults_come_in_the_order_of_the_text() -> None:
    found = checked("pyy > 1 and lg > 1 and role >= combt", Due.CONDITION).problems
    columns = [problem.place.column for problem in found]
    assert len(columns) == 3
    assert columns == sorted(columns)


def test_a_number_that_ought_to_have_a_name_is_a_warning_only() -> None:
    found = checked("pay * 17 + 365.25", Due.NUMBER)
    (problem,) = found.problems
    assert problem.warning
    assert found.sound
    assert checked("final(deaths) > 17", Due.CLAIM).problems == ()
    assert checked("ever(role.troops > 17, 30)", Due.OUTCOME).problems == ()
    assert checked("pay ** 2", Due.NUMBER).problems == ()
