"""What a wrong file is told, word for word: each ``faults/*.yaml`` beside its ``.txt``.

To record the words anew after a deliberate change::

    RECORD_FAULTS=1 python -m pytest tests/test_faults.py

and then read the difference before it is committed.
"""

import os
import re
from pathlib import Path

import pytest

from sim.errors import ScenarioError
from sim.loading import load_scenario

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


def test_every_record_has_its_file() -> None:
    records = {path.stem for path in here.glob("*.txt")}
    assert records == {path.stem for path in files}
    assert len(files) >= 70
