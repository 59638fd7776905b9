"""Whether two summaries of a run say the same, of which one may know more.

Exact answers stand in a summary where SciPy is there, and only there. So they are
compared apart: the sampled numbers to the last bit, the exact ones to nine digits.
"""

from __future__ import annotations

import json
import math
from pathlib import Path
from typing import Any

from sim.texts import Text

__all__ = ["SUMMARY", "same_summary"]

SUMMARY = "summary.json"
EXACT = "exact"
NINE_DIGITS = 1e-9
_NOT_THEN = Text(
    "the same (but for the exact answers: SciPy was not there then)",
    "같음 (정확한 답은 빼고: 당시 SciPy가 없었음)",
)
_NOT_NOW = Text(
    "the same (but for the exact answers, which need SciPy: not compared)",
    "같음 (정확한 답은 빼고: SciPy가 없어 비교하지 못함)",
)
_NEARLY = Text(
    "the same (the exact answers to nine digits: another SciPy rounds otherwise)",
    "같음 (정확한 답은 아홉 자리까지: 다른 SciPy는 반올림이 다름)",
)
_NOT_KNOWN = Text(
    "not compared: exact answers may stand in it, which need SciPy, and the file "
    "itself is not beside the manifest",
    "비교하지 못함: 정확한 답이 있을 수 있는데 SciPy가 없고 파일도 곁에 없음",
)


def same_summary(
    now: bytes, *, was: str, beside: Path, needs_scipy: bool
) -> tuple[bool, Text] | None:
    """Compare a summary that differs in its bytes, without what only one can say.

    Parameters
    ----------
    now : bytes
        The summary as it comes out now.
    was : str
        Digest of the summary as it was.
    beside : Path
        Where the summary may still lie, as it was.
    needs_scipy : bool
        True if there would be exact answers now, were SciPy there.

    Returns
    -------
    (bool, Text) or None
        False if the two could not be compared, and in words what was; None if they
        differ.
    """
    from sim.report.manifest import digest
    from sim.report.summary import json_bytes

    here: dict[str, Any] = json.loads(now)
    mine = here.pop(EXACT, None)
    if mine is not None and digest(json_bytes(here)) == was:
        return True, _NOT_THEN
    if not beside.is_file() or digest(beside) != was:
        return (False, _NOT_KNOWN) if needs_scipy else None
    there: dict[str, Any] = json.loads(beside.read_bytes())
    other = there.pop(EXACT, None)
    if there != here or other is None:
        return None
    if mine is None:
        return (True, _NOT_NOW) if needs_scipy else None
    return (True, _NEARLY) if _near(mine, other) else None


def _near(one: Any, other: Any) -> bool:
    """Tell if two answers are the same, their numbers to nine digits."""
    if isinstance(one, dict) and isinstance(other, dict):
        return one.keys() == other.keys() and all(_near(one[k], other[k]) for k in one)
    if isinstance(one, list) and isinstance(other, list):
        pairs = zip(one, other, strict=False)
        return len(one) == len(other) and all(_near(*pair) for pair in pairs)
    if isinstance(one, float) and isinstance(other, float):
        return math.isclose(one, other, rel_tol=NINE_DIGITS, abs_tol=NINE_DIGITS)
    return bool(one == other)
