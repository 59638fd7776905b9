"""Pictures of what `sim.analysis` computes: Axes in, Axes out.

The only home of matplotlib. `style` holds the look, `staircases`, `shares`, `ledger`
and `modelmap` draw, `alt` says in words what they show, `saving` turns a figure into
files. Nothing here computes a result, shows a window or touches pyplot.
"""

from sim.plots.alt import alt_of_ledger, alt_of_path, alt_of_shares
from sim.plots.ledger import draw_ledger, plot_ledger
from sim.plots.modelmap import draw_map, plot_map
from sim.plots.saving import picture_files, png_of, svg_of
from sim.plots.shares import draw_shares, plot_shares
from sim.plots.staircases import draw_path, plot_staircase
from sim.plots.style import has_font

__all__ = [
    "alt_of_ledger",
    "alt_of_path",
    "alt_of_shares",
    "draw_ledger",
    "draw_map",
    "draw_path",
    "draw_shares",
    "has_font",
    "picture_files",
    "plot_ledger",
    "plot_map",
    "plot_shares",
    "plot_staircase",
    "png_of",
    "svg_of",
]
