"""What pictures of many futures show, in words: passages, claims, outcomes."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from sim.analysis import ClaimResult, OutcomeSpread, Passage, passages
from sim.plots.claims import claim_value
from sim.plots.outcomes import outcome_range, outcome_title
from sim.plots.passages import passage_title
from sim.report.names import Names, line_of
from sim.report.numbers import Writer, percent
from sim.report.words import say
from sim.results import Ensemble

__all__ = ["alt_of_claims", "alt_of_outcomes", "alt_of_passages"]


def alt_of_passages(
    ensemble: Ensemble, names: Names, *, foot: str = "", ladders: Sequence[str] = ()
) -> str:
    """Say which share has come to each rung by the end, and when half of them had."""
    language = names.language
    writer = Writer.of(names.model, language)
    last = writer.day(names.model.horizon)
    count = f"{len(ensemble):,}"
    first = writer.day(0.0)
    told = [say("alt_passages", language, count=count, first=first, last=last)]
    for ladder in ladders or ensemble.rung_slots:
        found = passages(ensemble, ladder)
        if found:
            parts = "; ".join(_passage(one, names, writer) for one in found)
            told.append(f"{names.ladder(ladder)}: {parts}.")
    told.append(say("passage_rule", language, last=last))
    return _joined(told, foot)


def _passage(passage: Passage, names: Names, writer: Writer) -> str:
    title, language = passage_title(passage, names), names.language
    came = int(passage.counts[-1])
    if not came:
        return say("alt_passage_none", language, rung=title)
    half = float(passage.times[int(np.argmax(passage.counts >= came / 2))])
    share = writer.share(passage.estimates[-1])
    date = writer.day(half)
    return say("alt_passage", language, rung=title, share=share, half=date)


def alt_of_claims(
    results: Sequence[ClaimResult],
    names: Names,
    *,
    horizons: Sequence[str],
    members: int,
    foot: str = "",
) -> str:
    """Say in which share of futures each claim holds, horizon by horizon."""
    language = names.language
    told = [say("alt_claims", language, count=f"{members:,}")]
    for result in results:
        asked = members if result.given else 0
        parts = "; ".join(
            f"{horizon}: {claim_value(share, names, members=asked)}"
            for horizon, share in zip(horizons, result.shares, strict=True)
        )
        told.append(f"{line_of(result.says, language)}: {parts}.")
    return _joined(told, foot)


def alt_of_outcomes(
    spreads: Sequence[OutcomeSpread], names: Names, *, members: int, foot: str = ""
) -> str:
    """Say how each outcome is spread, and in which share it never happens."""
    language, writer = names.language, Writer.of(names.model, names.language)
    told = [say("alt_outcomes", language, count=f"{members:,}")]
    for spread in spreads:
        summary = spread.summary
        if summary.kind == "condition" and summary.share is not None:
            said = writer.share(summary.share)
        elif summary.kind == "ladder":
            said = ", ".join(
                f"{names.rung(summary.ladder, at)} {percent(share.value, language)}"
                for at, share in enumerate(summary.rungs)
                if share.value > 0
            )
        else:
            said = outcome_range(spread, names)
        told.append(f"{outcome_title(spread, names)}: {said}.")
    return _joined(told, foot)


def _joined(told: list[str], foot: str) -> str:
    return "\n".join([*told, foot] if foot else told) + "\n"
