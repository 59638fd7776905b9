"""The flat model: ladders, gauges and clocks, with expressions as checked trees.

Frozen data and nothing else. Engines never see a scenario: they see this, or the
rules that `sim.emit` writes from it. Times are days since the start, rates per day.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from sim.model.ledger import Argument, Claim, Outcome, Reading
from sim.model.parts import Clock, Expression, Gauge, Ladder, Parameter, Policy
from sim.texts import Text

__all__ = ["Model"]


@dataclass(frozen=True)
class Model:
    """A scenario under its plans, ready to run.

    Clocks stand in the order in which they fire at one instant (section 14 of the
    language). `horizons` are the ledger's, in days; `horizon` is the end of the run.
    `also_rates` are further discount rates, per day, at which sums are kept too.
    `between_plans` are actors whose net is told only as a difference of two plans.
    """

    name: str
    title: Text
    start: str
    facts_to: str
    horizon: float
    central: bool
    without: tuple[str, ...]
    parameters: tuple[Parameter, ...]
    ladders: tuple[Ladder, ...]
    gauges: tuple[Gauge, ...]
    clocks: tuple[Clock, ...]
    policies: tuple[Policy, ...]
    unit: str
    against: Text
    discount_rate: Expression | None
    horizons: tuple[float, ...]
    arguments: tuple[Argument, ...]
    readings: tuple[Reading, ...]
    outcomes: tuple[Outcome, ...]
    claims: tuple[Claim, ...]
    actors: dict[str, Text]
    notes: tuple[str, ...] = ()
    also_rates: tuple[float, ...] = ()
    between_plans: tuple[str, ...] = ()

    @cached_property
    def ladder_index(self) -> dict[str, int]:
        """Place of each ladder in `ladders`, by name."""
        return {ladder.name: at for at, ladder in enumerate(self.ladders)}

    @cached_property
    def parameter_index(self) -> dict[str, int]:
        """Place of each parameter in `parameters`, by name."""
        return {item.name: at for at, item in enumerate(self.parameters)}

    @cached_property
    def gauge_index(self) -> dict[str, int]:
        """Place of each gauge in `gauges`, by name."""
        return {gauge.name: at for at, gauge in enumerate(self.gauges)}

    @cached_property
    def clock_index(self) -> dict[str, int]:
        """Place of each clock in `clocks`, by name."""
        return {clock.name: at for at, clock in enumerate(self.clocks)}

    @cached_property
    def plans(self) -> dict[str, tuple[Policy, ...]]:
        """The policies that may steer each ladder, in the order of the plan."""
        ladders = dict.fromkeys(policy.ladder for policy in self.policies)
        return {
            ladder: tuple(item for item in self.policies if item.ladder == ladder)
            for ladder in ladders
        }

    def ladder(self, name: str) -> Ladder:
        """Give the ladder of that name."""
        return self.ladders[self.ladder_index[name]]

    def __repr__(self) -> str:
        size = (
            f"{len(self.ladders)} ladders, {len(self.gauges)} gauges, "
            f"{len(self.clocks)} clocks"
        )
        return f"<Model {self.name}: {size}, {self.horizon:g} days>"
