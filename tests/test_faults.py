"""What a wrong file is told, word for word: each ``faults/*.yaml`` beside its ``.txt``.

To record the words anew after a deliberate change::

    RECORD_FAULTS=1 python -m pytest tests/test_faults.py

and then read the difference before it is committed.
"""

import json
import os
import re
from pathlib import Path

import pytest
from commands import Call

from sim.errors import ScenarioError
from sim.loading import load_scenario
from sim.loading_history import is_history_file

here = Path(__file__).parent / "faults"
files = sorted(here.glob("*.yaml"))
each_file = pytest.mark.parametrize("path", files, ids=lambda path: path.stem)


def told(path: Path, monkeypatch: pytest.MonkeyPatch) -> ScenarioError:
    monkeypatch.chdir(here)
    with pytest.raises(ScenarioError) as caught:
        load_scenario(path.name)
    return caught.value


@each_file
def test_message_is_exactly_as_recorded(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = f"{told(path, monkeypatch)}\n"
    record = path.with_suffix(".txt")
    if os.environ.get("RECORD_FAULTS"):
        record.write_text(text, encoding="utf-8", newline="\n")
    assert text == record.read_text(encoding="utf-8")


@each_file
def test_message_is_in_our_style(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    error = told(path, monkeypatch)
    for problem in error.problems:
        for words in filter(None, (problem.what, problem.hint)):
            assert not words[0].isupper(), words
            assert not words.endswith("."), words
            assert "\n" not in words
            assert not re.search(
                r"pydantic|Traceback|yaml\.|Scalar|Mapping\(|None\b|Error\b", words
            ), words
        assert problem.place.line >= 1
        assert problem.place.column <= len(problem.place.text) + 1


@each_file
def test_faults_come_in_the_order_of_the_file(
    path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    places = [p.place for p in told(path, monkeypatch).problems]
    order = [(place.line, place.column) for place in places]
    assert order == sorted(order)


# The traps of YAML that language.md names, and what is told to be written instead.
TRAPS = {
    "no_as_rung": "put it in quotes: 'no'", "no_as_text": "put it in quotes: 'no'",
    "no_as_reference": "put it in quotes: 'no'", "no_as_name": "put it in quotes: 'no'",
    "on_as_timing": "put it in quotes: 'on'", "on_as_text": "put it in quotes: 'on'",
    "yes_as_rung": "put it in quotes: 'yes'", "yes_as_actor": "put it in quotes: 'yes'",
    "yes_as_once": "write true", "off_as_rung": "put it in quotes: 'Off'",
    "exponent": "write 0.001", "exponent_in_choice": "write 0.001",
    "exponent_in_rate": "write '0.001 per month'", "exponent_in_formula": "write 0.001",
    "leading_zero": "write 17", "leading_zero_in_formula": "write 17",
    "leading_zero_in_duration": "write '10 days'",
    "clock": "write a duration such as '10 days'",
    "clock_as_number": "write a duration such as '10 days'",
    "clock_as_text": "put it in quotes: '1:30'",
    "nan": "every number is finite", "infinity": "every number is finite",
    "infinity_below_zero": "every number is finite",
    "repeated_key": "the first is on line",
    "anchor_and_alias": "write the value where it is needed",
    "tag": "delete it", "merge_key": "write out the keys that it stands for",
    "not_utf8": "save the file as UTF-8",
}  # fmt: skip


@pytest.mark.parametrize("trap", TRAPS)
def test_each_trap_of_yaml_says_what_to_write_instead(
    trap: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    (path,) = [p for p in files if p.stem in {f"trap_{trap}", f"yaml_{trap}"}]
    hints = [problem.hint for problem in told(path, monkeypatch).problems]
    assert any(hint.startswith(TRAPS[trap]) for hint in hints), hints


def test_json_says_the_same_places_and_words(
    sim: Call, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Every record is put together again from the data of one ``--json``."""
    monkeypatch.chdir(here)
    paths = [path for path in files if not is_history_file(path.name)]
    assert len(paths) >= len(files) - 1
    done = sim("check", "--json", *(path.name for path in paths))
    assert (done.status, done.err) == (2, "")
    answers = json.loads(done.out)
    assert [answer["file"] for answer in answers] == [path.name for path in paths]
    for path, answer in zip(paths, answers, strict=True):
        assert answer["ok"] is False
        blocks = path.with_suffix(".txt").read_text("utf-8").strip("\n").split("\n\n")
        assert len(answer["problems"]) == len(blocks)
        for found, block in zip(answer["problems"], blocks, strict=True):
            place = "{file}:{line}:{column}".format(**found)
            first, *shown = block.split("\n")
            assert found["warning"] is False
            assert first == f"{place}: {found['what']}"
            hint = f"  {found['hint']}"
            assert not found["hint"] or shown[-1] == hint
            assert found["hint"] or not shown or shown[-1].endswith("^")


def test_every_record_has_its_file() -> None:
    records = {path.stem for path in here.glob("*.txt")}
    assert records == {path.stem for path in files}
    assert len(files) >= 70
