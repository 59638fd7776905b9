"""The shipped fonts have every sign the pictures use, and their licence with them."""

import hashlib
from pathlib import Path

import pytest
from matplotlib.ft2font import FT2Font

folder = Path(__file__).parents[1] / "sim/plots/fonts"
signs = "→←↑↓≥≤≠≈·−–—…×÷±₩€%°‘’“”•■□●○▲▼◆"
hangul = [chr(code) for code in range(0xAC00, 0xD7A4)]


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_latin_hangul_and_signs_are_all_there(weight: str) -> None:
    font = FT2Font(folder / f"Pretendard-{weight}.otf")
    known = font.get_charmap()
    ascii_signs = [chr(code) for code in range(0x20, 0x7F)]
    assert [
        sign for sign in (*ascii_signs, *signs, *hangul) if ord(sign) not in known
    ] == []


@pytest.mark.parametrize("weight", ["Regular", "Bold"])
def test_both_weights_are_one_family(weight: str) -> None:
    font = FT2Font(folder / f"Pretendard-{weight}.otf")
    assert (font.family_name, font.style_name) == ("Pretendard", weight)


def test_the_licence_is_as_published() -> None:
    """The Open Font License must travel with the font, unmodified."""
    text = (folder / "LICENSE.txt").read_text("ascii")
    assert text.startswith("Copyright (c) 2021, Kil Hyung-jin")
    assert "with Reserved Font Name Pretendard." in text
    assert "SIL OPEN FONT LICENSE Version 1.1 - 26 February 2007" in text
    digest = hashlib.sha256(text.encode()).hexdigest()
    assert digest == "b04538c9abec39a3db75108cf0af0fd9c77032fe8aa2cf38345b4d250e98e38e"
