"""How to write a key that is missing: one short example for each."""

from __future__ import annotations

__all__ = ["EXAMPLES", "example_of"]

EXAMPLES = {
    "a scenario": {
        "format": "format: 1",
        "name": "name: my_crisis",
        "title": "title: My crisis",
        "about": "about: and what it asks, in a sentence or two",
        "start": "start: 2024-10-22",
        "horizon": "horizon: 2 years",
    },
    "a source": {"title": "title: and what it is called"},
    "a parameter": {"value": "value: 0.1 per month"},
    "a ladder": {"rungs": "rungs: {calm: , tension: , war: }"},
    "an observation": {"of": "of: and the ladder that is seen", "lag": "lag: 10 days"},
    "a branch": {"do": "do: {war: up}", "odds": "odds: 30%"},
    "a factor": {"when": "when: war >= fight", "times": "times: 1.5"},
    "a policy": {
        "ladder": "ladder: and the one that it steers",
        "wants": "wants: {none: always, some: seen >= fight}",
        "reviews": "reviews: {every: 30 days}",
    },
    "the ledger": {
        "unit": "unit: million USD",
        "against": "against: and what would have happened instead",
        "discount_rate": "discount_rate: 5% per year",
        "horizons": "horizons: [6 months, 1 year]",
    },
    "an argument": {
        "actor": "actor: and whose gain or loss it is",
        "side": "side: gain, or side: loss",
        "account": "account: money, or order, security, standing",
    },
    "a lump": {"amount": "amount: 300"},
    "a claim": {
        "says": "says: and the sentence that somebody said",
        "holds_if": "holds_if: net.ACTOR > 0, or ever(LADDER >= RUNG)",
    },
    "an outcome": {"value": "value: ever(LADDER >= RUNG)"},
    "an expectation": {
        "outcome": "outcome: and the name of one",
        "between": "between: [0.05, 0.6]",
    },
}


def example_of(part: str, key: str) -> str:
    """Say how to write a missing key; empty where there is nothing to add.

    Examples
    --------
    >>> example_of("a scenario", "horizon")
    'write for example horizon: 2 years'
    """
    example = EXAMPLES.get(part, {}).get(key, "")
    if ": and " in example or ", or " in example:  # no example, but what is due
        return f"write {example}"
    return f"write for example {example}" if example else ""
