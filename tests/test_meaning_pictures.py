"""Pictures of what futures mean: no text is cut, and the words say what is drawn."""

from functools import cache
from itertools import pairwise
from pathlib import Path

import pytest
from matplotlib.backends.backend_agg import FigureCanvasAgg
from matplotlib.text import Text as DrawnText

import sim
from sim.study.claims import ClaimView
from sim.study.paths import PathsView
from sim.study.views import Picture
from sim.texts import Language

HERE = Path(__file__).parent
SEOUL = pytest.mark.slow
KINDS = [
    "break_even", "map", "region", "region_fails", "tree", "flow", "not_yet",
    "differences", "twins",
]  # fmt: skip
ON = [
    pytest.param("small", id="small"),
    pytest.param("seoul", id="seoul", marks=SEOUL),
]


@cache
def pictures(on: str, language: Language) -> dict[str, Picture]:
    small = on == "small"
    study = sim.load("hello" if small else "seoul_2024", language=language)
    own = sim.load(str(HERE / "two_arguments.yaml"), language=language)
    claim = (own if small else study).claims(
        "loses" if small else "more_to_lose", members=600 if small else 1000
    )
    assert isinstance(claim, ClaimView)
    ladders = ("answer", "pressure") if small else ("role", "support")
    paths = study.paths(*ladders, members=300 if small else 150)
    drawn = {**claim.pictures(), **paths.pictures()}
    if small:
        plans = study.compare_values("pace", ["0.1 per month", "0.3 per month"])
        return {**drawn, "differences": plans.plot()}
    names = ["step_by_step", "hold_at_words"]
    drawn["differences"] = study.compare(names, members=150).plot()
    drawn["twins"] = study.twins(names, member=17).plot()
    return drawn


@pytest.mark.parametrize("language", ["en", "ko"])
@pytest.mark.parametrize("on", ON)
@pytest.mark.parametrize("kind", KINDS)
def test_no_text_is_cut_off_at_the_edge(kind: str, on: str, language: Language) -> None:
    drawn = pictures(on, language)
    if kind not in drawn:  # no two plans there
        assert (kind, on) == ("twins", "small")
        return
    figure = drawn[kind].figure
    FigureCanvasAgg(figure)
    figure.draw_without_rendering()
    width, height = figure.bbox.size
    ticks = {
        label
        for ax in figure.axes
        for axis in (ax.xaxis, ax.yaxis)
        for tick in axis.get_major_ticks()
        for label in (tick.label1, tick.label2)
        if not min(axis.get_view_interval())
        <= tick.get_loc()
        <= max(axis.get_view_interval())
    }
    for text in figure.findobj(DrawnText):
        assert isinstance(text, DrawnText)
        if not text.get_text() or not text.get_visible() or text in ticks:
            continue
        left, bottom, right, top = text.get_window_extent().extents
        told = text.get_text()
        assert left > -1, told
        assert bottom > -1, told
        assert right < width + 1, told
        assert top < height + 1, told


@pytest.mark.parametrize("on", ON)
def test_names_in_a_flow_do_not_lie_on_each_other(on: str) -> None:
    (ax,) = pictures(on, "en")["flow"].figure.axes
    pictures(on, "en")["flow"].figure.draw_without_rendering()
    columns: dict[int, list[tuple[float, float]]] = {}
    for text in ax.texts:
        box = text.get_window_extent()
        columns.setdefault(round(box.x0), []).append((box.y0, box.y1))
    for boxes in columns.values():
        boxes.sort()
        for (_, top), (bottom, _) in pairwise(boxes):
            assert bottom >= top - 3


@pytest.mark.parametrize("language", ["en", "ko"])
def test_words_of_a_picture_have_its_numbers(language: Language) -> None:
    drawn = pictures("small", language)
    shares = {"en": "inside it", "ko": "그 안에서 성립"}
    assert shares[language] in drawn["region"].alt
    assert "× 0.7" in drawn["break_even"].alt  # 0.75 of the burden, on paper
    assert drawn["map"].alt.count("%") > 100
    assert drawn["flow"].alt != drawn["tree"].alt
    first = drawn["flow"].alt.splitlines()[1]
    assert first.endswith({"en": "100 %", "ko": "100%"}[language])
    assert len(drawn["not_yet"].alt.splitlines()) > 3
    assert all("%" in drawn[kind].alt for kind in drawn if kind != "break_even")


def test_a_region_of_words_alone_is_drawn(tmp_path: Path) -> None:
    text = (HERE / "two_arguments.yaml").read_text("utf-8")
    text = text.replace(
        "parameters:\n",
        "parameters:\n"
        "  mood: {value: calm, spread: {choice: {calm: 1, grim: 1, proud: 1}},"
        " because: {assumption: a guess}}\n",
    )
    text = text.replace("flow: cost", "flow: cost * (9 if mood == grim else 0.1)")
    (tmp_path / "moods.yaml").write_text(text, "utf-8")
    found = sim.load(str(tmp_path / "moods.yaml")).claims("loses", members=800)
    assert isinstance(found, ClaimView)
    assert found.found.holds is not None
    drawn = found.pictures()
    titles = [ax.get_title(loc="left") for ax in drawn["region"].figure.axes]
    assert "mood" in titles
    (ax,) = [one for one in drawn["region"].figure.axes if one.get_xticklabels()
             and one.get_title(loc="left") == "mood"]  # fmt: skip
    assert [label.get_text() for label in ax.get_xticklabels()] == [
        "calm", "grim", "proud",
    ]  # fmt: skip
    assert "mood is “grim”; inside it" in drawn["region"].alt


def test_without_scipy_it_is_said_what_is_left_out(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("sim.study.paths.has_scipy", lambda: False)
    view = sim.load("hello").paths("answer", members=60)
    assert isinstance(view, PathsView)
    assert "not_yet" not in view.pictures()
    assert "escalation-sim[exact]" in " ".join(view.notes)
    assert "escalation-sim[exact]" in view._repr_html_()
    assert not [table for table in view.tables() if table.title.startswith("Not yet")]
