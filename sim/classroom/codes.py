"""Receipt codes: a short text by which a future can be proved at the teacher's desk.

A code says which scenario (the first 3 bytes of the SHA-256 of its texts), which seed
and which member, whether people decided in it, and carries the first 5 bytes of the
receipt that the engine gave. Whoever has the file can run that future again and see
whether it comes to this receipt: the code cannot be had without running it, and a
digit mistyped is noticed before. It is no seal against a determined forger.

The bytes, most significant first:

====== ==================================================================
1      16 if the written plans decided, 17 if people did
3      the first bytes of the scenario's ``texts_sha256``
1–10   the seed, seven bits a byte, lowest first, the top bit if more follow
1–5    the member, written in the same way
5      the first ten hexadecimal digits of the receipt
====== ==================================================================

They are one number, written in Crockford's base 32 (no I, L, O or U) with his check
symbol (the number modulo 37) last, in groups of five. Reading takes small letters, O
for 0, I and L for 1, and hyphens and blanks anywhere.

References
----------
Douglas Crockford, "Base 32", https://www.crockford.com/base32.html
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from sim.errors import UsageError

__all__ = ["Code", "code_text", "read_code"]

DIGITS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
CHECKS = DIGITS + "*~$=U"
PLANS, PEOPLE = 16, 17
LONGEST = 60
_LOOKALIKES = str.maketrans("OIL", "011")


@dataclass(frozen=True, slots=True)
class Code:
    """What a receipt code says.

    Attributes
    ----------
    scenario : str
        The first 6 hexadecimal digits of the scenario's ``texts_sha256``.
    seed, member : int
        The address of its luck.
    receipt : str
        The first 10 hexadecimal digits of the receipt.
    played : bool
        Whether people decided in it: then the record of their decisions is needed to
        run it again.
    """

    scenario: str
    seed: int
    member: int
    receipt: str
    played: bool = False

    @classmethod
    def of(
        cls, sha256: str, *, seed: int, member: int, receipt: str, played: bool = False
    ) -> Code:
        """Give the code of a future from its whole digests."""
        return cls(sha256[:6], seed, member, receipt[:10], played)


def code_text(code: Code) -> str:
    """Write a code.

    Examples
    --------
    >>> code_text(Code("a1b2c3", seed=1, member=17, receipt="0123456789"))
    'GM6SC-608H0-4HMAS-W9M'
    >>> code_text(Code("ffffff", seed=2**64 - 1, member=2**32 - 1, receipt="f" * 10))
    '8FZZZ-ZZZZZ-ZZZZZ-ZZZZZ-R1ZZZ-ZZZRF-ZZZZZ-ZZZ5'
    """
    raw = bytes([PEOPLE if code.played else PLANS])
    raw += bytes.fromhex(code.scenario)
    raw += _septets(code.seed) + _septets(code.member) + bytes.fromhex(code.receipt)
    number = int.from_bytes(raw)
    check = CHECKS[number % 37]
    digits = ""
    while number:
        number, digit = divmod(number, 32)
        digits = DIGITS[digit] + digits
    return "-".join(re.findall(".{1,5}", digits + check))


def read_code(text: str) -> Code:
    """Read a code as somebody typed it.

    Raises
    ------
    UsageError
        If it is none, or a symbol of it is wrong.

    Examples
    --------
    >>> read_code("gm6sc 6o8ho 4hmas w9m").member
    17
    """
    symbols = re.sub(r"[\s\-‐–—]", "", text).upper().translate(_LOOKALIKES)
    body, check = symbols[:-1], symbols[-1:]
    if not 8 <= len(body) <= LONGEST or not all(c in DIGITS for c in body):
        raise UsageError(
            f"expected a receipt code such as GM6SC-608H0-4HMAS-W9M, got {text!r}"
        )
    number = 0
    for symbol in body:
        number = number * 32 + DIGITS.index(symbol)
    if CHECKS[number % 37] != check:
        raise UsageError(
            f"the receipt code {text!r} is mistyped: its last symbol says so"
        )
    return _from_bytes(number.to_bytes((number.bit_length() + 7) // 8), text)


def _from_bytes(raw: bytes, text: str) -> Code:
    if raw[:1] not in (bytes([PLANS]), bytes([PEOPLE])):
        raise UsageError(
            f"the receipt code {text!r} is of a kind that this version does not know"
        )
    seed, after = _from_septets(raw, 4)
    member, after = _from_septets(raw, after)
    code = Code(raw[1:4].hex(), seed, member, raw[after:].hex(), raw[0] == PEOPLE)
    whole = len(raw) - after == 5 and seed < 2**64 and member < 2**32
    if not whole:
        raise UsageError(f"the receipt code {text!r} is not whole")
    return code


def _septets(number: int) -> bytes:
    """Write a number seven bits a byte, lowest first."""
    written = bytearray()
    while number > 0x7F:
        written.append(number & 0x7F | 0x80)
        number >>= 7
    written.append(number)
    return bytes(written)


def _from_septets(raw: bytes, at: int) -> tuple[int, int]:
    """Read such a number; give it and the place after it."""
    number = shift = 0
    for place in range(at, len(raw)):
        number |= (raw[place] & 0x7F) << shift
        shift += 7
        if raw[place] < 0x80:
            return number, place + 1
    return number, len(raw)
