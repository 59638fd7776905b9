"""Who says each claim, with the interest of the source, and what carries it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sim.analysis import Verdict, carriers, weightiest
from sim.model import Claim, Model
from sim.report.names import Names, line_of
from sim.report.sources import told_stands
from sim.report.tables import Table, Tables
from sim.report.words import say
from sim.scenario import Scenario, denied_by
from sim.texts import Language

__all__ = ["evidence_lines", "who_and_what"]


def evidence_lines(
    scenario: Scenario, claim: str, language: Language
) -> tuple[str, ...]:
    """Say in which sources a claim was made, where each stands, and its interest."""
    lines = []
    for evidence in scenario.claims[claim].because:
        if not evidence.source:
            continue
        source = scenario.sources[evidence.source]
        told = [line_of(source.title, language), told_stands(source, language)]
        if source.interest:
            interest = line_of(source.interest, language)
            told.append(say("interest_of", language, interest=interest))
        lines.append("; ".join(filter(None, told)))
    return tuple(lines)


def who_and_what(
    model: Model,
    scenario: Scenario,
    verdicts: Mapping[str, tuple[Verdict, ...]],
    language: Language,
) -> Table:
    """Give each claim's evidence, and what carries it at the last horizon."""
    names = Names(model, scenario, language)
    horizon = Tables(model, scenario, members=0, language=language).horizon(
        model.horizons[-1]
    )
    rows = tuple(
        (
            " ".join(
                (
                    _said(scenario, claim.name, language),
                    *_sides(scenario, claim.name, language),
                )
            ),
            " / ".join(evidence_lines(scenario, claim.name, language)),
            _carried(claim, verdicts.get(claim.name), model, names, language),
        )
        for claim in model.claims
    )
    time = say("after", language, time=horizon)
    heads = ("claim", "said_by", "carried_by")
    return Table(
        say("who_and_what", language, time=time),
        tuple(say(head, language) for head in heads),
        rows,
        (say("verdict_rule", language), say("more_on_one", language)),
    )


def _said(scenario: Scenario, claim: str, language: Language) -> str:
    return f"“{line_of(scenario.claims[claim].says, language)}”"


def _sides(scenario: Scenario, claim: str, language: Language) -> Iterator[str]:
    """Say which claims one denies, and which deny it, as the author sees it."""
    by = denied_by(scenario)
    for key, names in (("denies", scenario.claims[claim].denies),
                       ("denied_by", by.get(claim, ()))):  # fmt: skip
        if names:
            told = ", ".join(_said(scenario, str(name), language) for name in names)
            yield say(key, language, claims=told)


def _carried(
    claim: Claim,
    verdicts: tuple[Verdict, ...] | None,
    model: Model,
    names: Names,
    language: Language,
) -> str:
    if claim.parameters_only:
        return say("parameters_only", language)
    if not verdicts:
        return say("reads_no_sum", language)
    (verdict,) = verdicts
    found = [
        say("whole_account", language, account=names.account(one.lever.name))
        if one.lever.kind == "account"
        else names.argument(one.lever.name)
        for one in carriers(verdict)
    ]
    most = weightiest(verdict)
    if not found and most is not None:
        name = names.argument(most.lever.name)
        return say("none_alone", language, name=name)
    return ", ".join(found)
