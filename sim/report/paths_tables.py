"""Tables of the ways that futures go, and of which are worth reading."""

from __future__ import annotations

from collections.abc import Sequence

from sim.analysis import Branch, PathTree, Sequences, Worth
from sim.exact import Survival
from sim.report.names import Names
from sim.report.numbers import percent, percent_range, told_share
from sim.report.tables import Table
from sim.report.words import say

__all__ = ["commonest_table", "not_yet_table", "tree_table", "way_text", "worth_table"]

SHOWN = 12
SET_IN = "  "


def state_text(state: tuple[int, ...], ladders: Sequence[str], names: Names) -> str:
    """Name a rung, or two rungs together."""
    return " + ".join(
        names.rung(ladder, rung) for ladder, rung in zip(ladders, state, strict=True)
    )


def way_text(
    way: Sequence[tuple[int, ...]], ladders: Sequence[str], names: Names
) -> str:
    """Write a whole way."""
    return " → ".join(state_text(state, ladders, names) for state in way)


def titles_of(sequences: Sequences, names: Names) -> str:
    """Name the ladders."""
    return ", ".join(names.ladder(ladder) for ladder in sequences.ladders)


def tree_table(
    tree: PathTree, sequences: Sequences, names: Names, *, least: float
) -> Table:
    """Give the tree of ways, a line a step."""
    language = names.language

    def row(branch: Branch) -> tuple[str, ...]:
        told = state_text(branch.state, sequences.ladders, names)
        return (
            SET_IN * branch.depth + told,
            f"{percent(branch.share.value, names.language)} "
            f"({percent_range(branch.share.low, branch.share.high, names.language)})",
            percent(branch.ends.value, names.language) if branch.ends.value else "",
            percent(branch.hidden.value, names.language) if branch.hidden.value else "",
        )

    count = f"{sequences.members:,}"
    titles = titles_of(sequences, names)
    heads = ("way", "come_here", "go_no_further", "rarer")
    return Table(
        say("tree", language, count=count, titles=titles),
        tuple(say(head, language) for head in heads),
        tuple(row(branch) for branch in tree),
        (say("tree_rule", language, least=percent(least, names.language)),),
        (1, 2, 3),
    )


def commonest_table(sequences: Sequences, names: Names) -> Table:
    """Give the commonest ways whole, each with a member that went it."""
    language = names.language
    shown = list(sequences.ways)[:SHOWN]
    rows = []
    for way in shown:
        share = sequences.share(way)
        rows.append(
            (
                way_text(way, sequences.ladders, names),
                told_share(share, names.language),
                str(sequences.first[way]),
            )
        )
    covered = sum(sequences.ways[way] for way in shown) / max(1, sequences.members)
    note = say(
        "different_ways",
        language,
        count=f"{len(sequences.ways):,}",
        share=percent(covered, names.language),
    )
    return Table(
        say("commonest", language),
        (
            say("way", language),
            say("share_of", language),
            say("first_member", language),
        ),
        tuple(rows),
        (note,),
        (1, 2),
    )


def worth_table(worth: Sequence[Worth], names: Names, *, command: str) -> Table:
    """Give the members worth reading, each with the command that tells it.

    Parameters
    ----------
    command : str
        That tells a member, with ``{member}`` in the place of its number.
    """
    language = names.language
    rows = tuple(
        (
            say(f"worth {one.kind}", language),
            f"{one.member}",
            command.replace("{member}", str(one.member)),
        )
        for one in worth
    )
    heads = ("worth_kind", "worth_member", "worth_command")
    return Table(
        say("worth_reading", language),
        tuple(say(head, language) for head in heads),
        rows,
        (say("worth_rule", language),),
        (1,),
    )


def not_yet_table(
    curves: Sequence[tuple[str, Survival]], heads: Sequence[str], names: Names
) -> Table:
    """Give the share that has not come to each rung by some days.

    Parameters
    ----------
    curves : sequence of (str, Survival)
        What is come to, and the shares on the days in question.
    heads : sequence of str
        Those days as they are read.
    """
    language = names.language
    rows = tuple(
        (
            title,
            *(
                f"{percent(share, language)} ({percent_range(low, high, language)})"
                for share, low, high in zip(
                    curve.shares.tolist(),
                    curve.low.tolist(),
                    curve.high.tolist(),
                    strict=True,
                )
            ),
        )
        for title, curve in curves
    )
    return Table(
        say("not_yet", names.language),
        ("", *heads),
        rows,
        (say("not_yet_rule", names.language),),
        tuple(range(1, len(heads) + 1)),
    )
