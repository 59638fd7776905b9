"""Figures as files: PNG and SVG, the same bytes every time, and their alt text."""

from __future__ import annotations

import io
import warnings

from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.figure import Figure

from sim.plots.style import plain_texts, style

__all__ = ["picture_files", "png_of", "svg_of"]


def picture_files(figure: Figure, name: str, *, alt: str) -> dict[str, bytes]:
    """Give the files of one picture: ``NAME.png``, ``NAME.svg`` and ``NAME.txt``.

    Parameters
    ----------
    name : str
        Without a suffix.
    alt : str
        What the picture shows, in words.
    """
    return {
        f"{name}.png": png_of(figure),
        f"{name}.svg": svg_of(figure),
        f"{name}.txt": alt.encode(),
    }


def png_of(figure: Figure) -> bytes:
    """Give a figure as PNG, without any note of when or by which version."""
    return _saved(figure, "png", {"Software": None})


def svg_of(figure: Figure) -> bytes:
    """Give a figure as SVG, without any note of when or by which version."""
    return _saved(figure, "svg", {"Date": None, "Creator": None})


def _saved(figure: Figure, form: str, metadata: dict[str, str | None]) -> bytes:
    """Lay a figure out once, and draw it into a file."""
    file = io.BytesIO()
    with style(), warnings.catch_warnings():
        # A sign that is in no font is a box in the picture, and the alt text has it.
        warnings.filterwarnings("ignore", "Glyph .* missing from")
        if figure.get_layout_engine() is not None:
            plain_texts(figure)
            FigureCanvasAgg(figure)
            figure.draw_without_rendering()
            figure.set_layout_engine(None)  # else every format lays it out anew
        figure.savefig(file, format=form, metadata=metadata)
    return file.getvalue()
