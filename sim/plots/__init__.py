"""Pictures of what `sim.analysis` computes: Axes in, Axes out.

The only home of matplotlib. `style` holds the look; `staircases`, `shares`, `passages`,
`claims`, `outcomes`, `history`, `ledger` and `modelmap` draw; `alt` and `alt_futures`
say in words what they show; `saving` turns a figure into files. Nothing here computes a
result, shows a window or touches pyplot.
"""

from sim.plots.alt import alt_of_ledger, alt_of_path, alt_of_shares
from sim.plots.alt_futures import alt_of_claims, alt_of_outcomes, alt_of_passages
from sim.plots.alt_history import alt_of_counts, alt_of_history
from sim.plots.alt_weighed import alt_of_break_even, alt_of_signs
from sim.plots.claims import draw_claims, plot_claims
from sim.plots.differences import alt_of_differences, draw_differences, plot_differences
from sim.plots.history import (
    draw_counts,
    draw_history,
    plot_counts,
    plot_history,
)
from sim.plots.ledger import draw_ledger, plot_ledger
from sim.plots.mapplan import map_pages
from sim.plots.modelmap import draw_map, plot_map
from sim.plots.notyet import draw_not_yet, plot_not_yet
from sim.plots.outcomes import draw_outcomes, plot_conditions, plot_outcome
from sim.plots.passages import draw_passages, plot_passages
from sim.plots.regions import alt_of_region, draw_region
from sim.plots.saving import picture_files, png_of, svg_of
from sim.plots.shares import draw_shares, plot_shares
from sim.plots.staircases import draw_path, plot_staircase
from sim.plots.style import has_font
from sim.plots.twins import alt_of_twins, draw_twins, plot_twins
from sim.plots.ways import (
    alt_of_flow,
    alt_of_ways,
    draw_flow,
    draw_tree,
    plot_flow,
    plot_tree,
)
from sim.plots.weighed import draw_break_even, draw_signs, plot_signs

__all__ = [
    "alt_of_break_even",
    "alt_of_claims",
    "alt_of_counts",
    "alt_of_differences",
    "alt_of_flow",
    "alt_of_history",
    "alt_of_ledger",
    "alt_of_outcomes",
    "alt_of_passages",
    "alt_of_path",
    "alt_of_region",
    "alt_of_shares",
    "alt_of_signs",
    "alt_of_twins",
    "alt_of_ways",
    "draw_break_even",
    "draw_claims",
    "draw_counts",
    "draw_differences",
    "draw_flow",
    "draw_history",
    "draw_ledger",
    "draw_map",
    "draw_not_yet",
    "draw_outcomes",
    "draw_passages",
    "draw_path",
    "draw_region",
    "draw_shares",
    "draw_signs",
    "draw_tree",
    "draw_twins",
    "has_font",
    "map_pages",
    "picture_files",
    "plot_claims",
    "plot_conditions",
    "plot_counts",
    "plot_differences",
    "plot_flow",
    "plot_history",
    "plot_ledger",
    "plot_map",
    "plot_not_yet",
    "plot_outcome",
    "plot_passages",
    "plot_shares",
    "plot_signs",
    "plot_staircase",
    "plot_tree",
    "plot_twins",
    "png_of",
    "svg_of",
]
