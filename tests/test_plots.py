"""Pictures: the same bytes every time, nothing cut, text as text, and told in words."""

import hashlib
import subprocess
import sys
from datetime import date
from functools import cache
from itertools import combinations, pairwise
from typing import Any

import matplotlib as mpl
import numpy as np
import pytest
from factories import compiled, ensemble_of, hand_made, loaded, small_model
from hypothesis import given
from hypothesis import strategies as st
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.colors import to_rgb
from matplotlib.figure import Figure
from matplotlib.text import Text as DrawnText

from sim.analysis import (
    actor_ledgers,
    claim_results,
    outcome_spread,
    rung_shares,
    staircases,
)
from sim.path import run_path
from sim.plots import (
    alt_of_claims,
    alt_of_ledger,
    alt_of_outcomes,
    alt_of_passages,
    alt_of_path,
    alt_of_shares,
    draw_claims,
    draw_ledger,
    draw_outcomes,
    draw_passages,
    draw_path,
    draw_shares,
    picture_files,
    plot_ledger,
    plot_shares,
    plot_staircase,
    png_of,
    svg_of,
)
from sim.plots.style import colours, spread_apart
from sim.report.footer import footer_line
from sim.report.names import Names
from sim.report.numbers import Writer
from sim.results import Trace
from sim.texts import LANGUAGES, Language

NAME, MEMBERS = "seoul_2024", 40
SLOW = [
    pytest.param(name, marks=pytest.mark.slow) for name in ("hello", "alliance_dilemma")
]
EVERY = [NAME, "strait_standoff", *SLOW]
KINDS = ("path", "shares", "ledger", "own units", "passages", "claims", "outcomes")


@cache
def trace(name: str = NAME) -> Trace:
    return run_path(compiled(name), member=17)


def names(language: Language = "en", name: str = NAME) -> Names:
    return Names(compiled(name), loaded(name), language)


def picture(
    kind: str,
    language: Language = "en",
    *,
    ladders: tuple[str, ...] = (),
    name: str = NAME,
) -> tuple[Figure, str]:
    titles, foot = names(language, name), footer_line(loaded(name), language)
    ensemble = ensemble_of(name, MEMBERS)
    if kind == "path":
        figure = draw_path(trace(name), titles, foot=foot, ladders=ladders)
        return figure, alt_of_path(trace(name), titles, foot=foot)
    if kind == "shares":
        figure = draw_shares(ensemble, titles, foot=foot, ladders=ladders)
        return figure, alt_of_shares(ensemble, titles, foot=foot)
    if kind == "passages":
        figure = draw_passages(ensemble, titles, foot=foot, ladders=ladders)
        return figure, alt_of_passages(ensemble, titles, foot=foot, ladders=ladders)
    if kind == "claims":
        results = claim_results(ensemble)
        ledger = loaded(name).ledger
        horizons = [str(written) for written in ledger.horizons] if ledger else []
        told: dict[str, Any] = {"horizons": horizons, "members": MEMBERS, "foot": foot}
        figure = draw_claims(results, titles, **told)
        return figure, alt_of_claims(results, titles, **told)
    if kind == "outcomes":
        outcomes = compiled(name).outcomes
        spreads = [outcome_spread(ensemble, outcome.name) for outcome in outcomes]
        figure = draw_outcomes(spreads, titles, members=MEMBERS, foot=foot)
        return figure, alt_of_outcomes(spreads, titles, members=MEMBERS, foot=foot)
    ledgers = actor_ledgers(ensemble)
    own = ledgers[0] if kind == "ledger" else ledgers[-1]
    figure = draw_ledger(own, titles, horizon="5 years", foot=foot)
    return figure, alt_of_ledger(own, titles, horizon="5 years", foot=foot)


Box = tuple[float, float, float, float]


@cache
def drawn(
    kind: str, language: Language, name: str = NAME
) -> tuple[Figure, str, list[tuple[str, Box]]]:
    """Lay a picture out; give each visible text with its box in pixels."""
    figure, alt = picture(kind, language, name=name)
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    found, beyond = [], set()
    for ax in figure.axes:
        for axis in (ax.xaxis, ax.yaxis):
            low, high = sorted(axis.get_view_interval())
            for tick in axis.get_major_ticks():
                on = low <= tick.get_loc() <= high and ax.get_visible() and ax.axison
                beyond |= set() if on else {tick.label1, tick.label2}
    for text in figure.findobj(DrawnText):
        assert isinstance(text, DrawnText)
        shown = text.get_visible() and (text.axes is None or text.axes.get_visible())
        if shown and text.get_text() and text not in beyond:
            found.append((text.get_text(), tuple(text.get_window_extent().extents)))
    return figure, alt, found  # type: ignore[return-value]


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", EVERY)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_off_or_lies_on_another(
    kind: str, name: str, language: Language
) -> None:
    figure, _, texts = drawn(kind, language, name)
    width, height = figure.bbox.size
    cut = [
        text
        for text, (left, bottom, right, top) in texts
        if left < -1 or bottom < -1 or right > width + 1 or top > height + 1
    ]
    assert cut == []
    touching = [
        (one, other)
        for (one, first), (other, second) in combinations(texts, 2)
        if min(first[2], second[2]) - max(first[0], second[0]) > 1
        and min(first[3], second[3]) - max(first[1], second[1]) > 2
    ]
    assert touching == []


def test_a_mean_is_no_finer_than_its_range() -> None:
    writer = Writer(date(2024, 10, 22), "ko")
    assert writer.mean_in(-0.28, -400.0, 380.0).startswith("0 (")
    assert writer.mean_in(6.4, -690.0, 700.0).startswith("6 (")
    assert writer.mean_in(-4.8, -1000.0, 970.0).startswith("0 (")
    assert writer.mean_in(5.2, 0.0, 4.5).startswith("5.2 (")
    assert writer.mean_in(0.0, 0.0, 0.0) == "0"


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", ["path", "shares", "passages"])
def test_labels_do_not_lie_on_each_other(kind: str, language: Language) -> None:
    figure, _, _ = drawn(kind, language)
    for ax in figure.axes:
        boxes = [text.get_window_extent() for text in ax.texts]
        for one, other in pairwise(sorted(boxes, key=lambda box: box.y0)):
            assert other.y0 >= one.y1 - 2


@pytest.mark.parametrize("kind", KINDS)
def test_a_picture_is_the_same_bytes_every_time(kind: str) -> None:
    first, alt = picture(kind, ladders=("role", "support"))
    again, _ = picture(kind, ladders=("role", "support"))
    svg = svg_of(again)  # the order of saving changes no byte
    files = picture_files(first, "name", alt=alt)
    assert files == {
        "name.png": png_of(again),
        "name.svg": svg,
        "name.txt": alt.encode(),
    }
    assert list(files) == ["name.png", "name.svg", "name.txt"]
    assert files["name.png"].startswith(b"\x89PNG")
    assert b"matplotlib" not in files["name.png"].lower()
    assert b"<dc:date>" not in files["name.svg"]
    assert b"Matplotlib v" not in files["name.svg"]


def test_another_process_draws_the_same_bytes() -> None:
    code = (
        "import sys, hashlib; sys.path.insert(0, 'tests'); import test_plots as t; "
        "f = t.draw_shares(t.hand_made(t.small_model()), t.small_names()); "
        "print(hashlib.sha256(t.png_of(f) + t.svg_of(f)).hexdigest(), "
        "'matplotlib.pyplot' in sys.modules)"
    )
    told = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    ).stdout
    figure = draw_shares(hand_made(small_model()), small_names())
    mine = hashlib.sha256(png_of(figure) + svg_of(figure)).hexdigest()
    assert told == f"{mine} False\n", "and pyplot, which keeps figures, is not there"


def small_names(title: str = "") -> Names:
    names = Names(small_model(), None, "en")
    if title:
        names.rung = lambda ladder, rung: f"{title}{rung}"  # type: ignore[method-assign]
    return names


def test_a_dollar_is_a_dollar() -> None:
    figure = draw_shares(hand_made(small_model()), small_names("$5 & 10^6 x_y$"))
    assert png_of(figure)
    texts = figure.findobj(DrawnText)
    assert any("$5 & 10^6 x_y$0" in text.get_text() for text in texts)
    assert not any(text.get_parse_math() for text in texts)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_the_foot_says_that_it_is_no_forecast(kind: str, language: Language) -> None:
    _, alt, texts = drawn(kind, language)
    foot = footer_line(loaded(NAME), language)
    assert any(foot in text for text, _ in texts)
    assert alt.endswith(f"{foot}\n")


def test_alt_text_states_what_the_picture_shows() -> None:
    path = drawn("path", "en")[1]
    assert "member 17 of seed 1, from 2024-10-22 to 2029-10-22" in path
    assert "The North's role in the war: troops shipped to Russia; from 2024-" in path
    assert "Seoul's support for Ukraine, decided: humanitarian and non" in path
    shares = drawn("shares", "en")[1]
    assert "Shares of 40 possible futures" in shares
    assert "The war, at the end: over" in shares
    assert "the government that made the plan 0 % (at most 100 %, 2024-10-22)" in shares
    ledger = drawn("ledger", "en")[1]
    assert "Net on money alone: " in ledger
    assert "on average, " in ledger
    assert "in 9 of 10 futures" in ledger
    assert "Gains and losses of North Korea after 5 years, in million USD" in ledger
    assert "구성원 17" in drawn("path", "ko")[1]


def test_axes_come_in_and_go_out() -> None:
    ensemble = ensemble_of(NAME, MEMBERS)
    figure = Figure()
    ax = figure.add_subplot()
    assert plot_shares(ax, rung_shares(ensemble)[0], names()) is ax
    ax = figure.add_subplot()
    assert plot_staircase(ax, staircases(trace())[0], trace(), names()) is ax
    ax = figure.add_subplot()
    assert plot_ledger(ax, actor_ledgers(ensemble)[0], names()) is ax


def test_drawing_leaves_the_settings_of_others_alone() -> None:
    before = dict(mpl.rcParams)
    png_of(draw_path(trace(), names(), ladders=["war"]))
    assert dict(mpl.rcParams) == before


def test_ladders_may_be_chosen() -> None:
    figure = draw_path(trace(), names(), ladders=["role", "support"])
    assert len(figure.axes) == 2
    shares = draw_shares(ensemble_of(NAME, MEMBERS), names(), ladders=["war"])
    assert len(shares.axes) == 1


def test_a_steered_ladder_has_three_lines_told_apart_without_colour() -> None:
    figure = draw_path(trace(), names(), ladders=["support"])
    (ax,) = figure.axes
    told = [text.get_text() for text in ax.texts]
    assert told == ["done", "decided", "wanted"]
    steps = [line for line in ax.lines if line.get_drawstyle() == "steps-post"]
    assert (
        len({str(line.get_linestyle()) + str(line._dash_pattern) for line in steps})
        == 3
    )


def test_what_is_seen_stands_beside_what_is() -> None:
    figure = draw_path(trace(), names(), ladders=["role"])
    told = [text.get_text() for text in figure.axes[0].texts]
    assert told[0] == "what is"
    assert "as seen by South Korea" in told
    assert len(told) == 5


def test_wanted_begins_where_the_rule_began_it() -> None:
    by_name = {stair.ladder: stair for stair in staircases(trace())}
    support = by_name["support"]
    assert support.wanted is not None
    assert support.decided is not None
    moves = [m for m in trace().moves if m.ladder == "wanted(support)"]
    assert support.wanted.rungs == (moves[0].before, *(m.after for m in moves))
    assert by_name["role"].wanted is None
    observers = ["kyiv_sees", "seen", "washington_sees", "nato_sees"]
    assert [stair.ladder for stair in by_name["role"].observed] == observers


@pytest.mark.parametrize("count", range(2, 9))
def test_colours_keep_their_order_in_grey(count: int) -> None:
    greys = [np.dot(to_rgb(c), [0.2126, 0.7152, 0.0722]) for c in colours(count)]
    steps = np.diff(greys)
    assert (steps > 0.05).all()


@given(st.lists(st.floats(0, 1), max_size=8))
def test_labels_keep_their_order_and_their_distance(places: list[float]) -> None:
    moved = spread_apart(places, 0.1, low=0.0, high=1.0)
    order = sorted(range(len(places)), key=lambda at: (places[at], at))
    assert all(moved[b] - moved[a] > 0.1 - 1e-9 for a, b in pairwise(order))
    assert all(-1e-9 <= place <= 1 + 1e-9 for place in moved)


def test_long_texts_and_signs_without_a_glyph_spoil_no_picture() -> None:
    long = small_names("北韓 " + "a very long title of a rung " * 8)
    long.ladder = lambda name: "a title beyond all measure " * 20  # type: ignore[method-assign]
    foot = "a foot that goes on and on " * 20
    figure = draw_shares(hand_made(small_model()), long, foot=foot)
    assert png_of(figure)
    width, _ = figure.bbox.size
    for text in figure.findobj(DrawnText):
        assert isinstance(text, DrawnText)
        if text.get_text() and text.axes is None:
            assert text.get_window_extent().x1 <= width
    (ax,) = figure.axes
    assert ax.get_position().width > 0.2
