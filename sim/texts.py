"""Text that a person reads, in English and Korean.

Lowest floor: imports nothing from sim.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

__all__ = ["LANGUAGES", "Language", "Text"]

Language = Literal["en", "ko"]
LANGUAGES: tuple[Language, ...] = ("en", "ko")


@dataclass(frozen=True, slots=True)
class Text:
    """One text in one or both languages; either may be empty.

    Attributes
    ----------
    en, ko : str
        The text in English and in Korean. A plain string in a scenario file is both.
    """

    en: str = ""
    ko: str = ""

    def say(self, language: Language = "en") -> str:
        """Give the text in `language`, or in the other one where it is missing.

        Examples
        --------
        >>> Text(en="war", ko="전쟁").say("ko")
        '전쟁'
        >>> Text(en="war").say("ko")
        'war'
        """
        first, second = (self.ko, self.en) if language == "ko" else (self.en, self.ko)
        return first or second

    def __bool__(self) -> bool:
        return bool(self.en or self.ko)
