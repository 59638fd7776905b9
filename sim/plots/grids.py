"""A figure of small panels, one column or two."""

from __future__ import annotations

from matplotlib.axes import Axes
from matplotlib.figure import Figure

from sim.plots.style import new_figure

__all__ = ["panels_of"]


def panels_of(count: int, *, height: float) -> tuple[Figure, list[Axes]]:
    """Give a figure with so many panels; they run down the first column first.

    Parameters
    ----------
    height : float
        Of one panel, in inches.
    """
    columns = 1 if count <= 1 else 2
    rows = max(1, -(-count // columns))
    width = 6.4 if columns == 1 else 5.8 * columns
    figure = new_figure(width, height * rows + 1.1)
    grid = figure.subplots(rows, columns, squeeze=False)
    panels = list(grid.T.flat)
    for ax in panels[count:]:
        ax.set_visible(False)
    return figure, panels[:count]
