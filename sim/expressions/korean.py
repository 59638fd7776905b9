"""Korean particles, chosen by the sound that a word ends in."""

from __future__ import annotations

import re

__all__ = ["ends_in_consonant", "with_particle"]

_BEHIND = r"(?<=\S)\s*[(（][^()（）]*[)）]\s*$|[\s'\"’”」』》>\])}.,!?…]+$"
# 0 is read 영, and 십 백 천 만 behind other digits; 1 일, 3 삼, 6 육, 7 칠, 8 팔.
_DIGITS_WITH_CONSONANT = frozenset("013678")
_CONSONANT_LETTERS = frozenset("LMNR")  # 엘 엠 엔 알
_CONSONANT_ENDING = r"(?:[lmnbcgkpt]|[aeiou][lmn]e|[bcdfgkpt]le)$"


def ends_in_consonant(word: str) -> bool:
    """Tell if a word, as read aloud in Korean, ends in a consonant.

    Notes
    -----
    Sure for Hangul and digits. Of Latin letters, capitals are read one by one and
    words by their usual spelling in Hangul, which can go wrong. What stands in
    parentheses behind a word is not read, nor are quotation marks.

    Examples
    --------
    >>> [ends_in_consonant(word) for word in ("북한", "정부", "10", "NATO", "'전투'")]
    [True, False, True, False, False]
    """
    while (short := re.sub(_BEHIND, "", word)) not in {word, ""}:
        word = short
    last = word[-1:]
    if "가" <= last <= "힣":
        return (ord(last) - ord("가")) % 28 != 0
    if last.isdigit():
        return last in _DIGITS_WITH_CONSONANT
    if last.isupper():
        return last in _CONSONANT_LETTERS
    return bool(re.search(_CONSONANT_ENDING, word.lower()))


def with_particle(word: str, pair: str) -> str:
    """Put the right one of two particles behind a word.

    Parameters
    ----------
    pair : str
        The one after a consonant, a stroke, the one after a vowel: ``이/가``.

    Examples
    --------
    >>> with_particle("북한", "은/는"), with_particle("정부", "은/는")
    ('북한은', '정부는')
    >>> with_particle("제재(UN)", "을/를")
    '제재(UN)를'
    """
    after_consonant, after_vowel = pair.split("/")
    return word + (after_consonant if ends_in_consonant(word) else after_vowel)
