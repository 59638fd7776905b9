"""What results mean: estimates, outcomes, the ledger, claims, and what they rest on.

Computes with NumPy; never draws, prints or reads files.
"""

from sim.analysis.agreement import Beside, beside, parts_of
from sim.analysis.asked import (
    MOST_SHOWN,
    asked_about,
    ladders_shown,
    moved_ladders,
    world_ladder,
)
from sim.analysis.claims import (
    FEWEST,
    HOLDS,
    ClaimResult,
    ClaimShare,
    claim_results,
    claim_truths,
    holds_in,
)
from sim.analysis.dependence import Dependence, assumptions_of, total_assumptions
from sim.analysis.dependents import Dependents, dependents_of
from sim.analysis.estimates import (
    Estimate,
    Spread,
    mean_estimate,
    quantile_estimate,
    share_estimate,
    spread_of,
)
from sim.analysis.expectations import Tested, expectation_result
from sim.analysis.hindcast import (
    CountHeld,
    Hindcast,
    QuestionHeld,
    StandHeld,
    asking,
    hindcast_of,
)
from sim.analysis.hindcast_fans import (
    GaugeFan,
    HindcastFans,
    LadderFan,
    hindcast_fans,
)
from sim.analysis.influence import Driver, Link, Sign, influences
from sim.analysis.ledger import (
    MONEY,
    ActorLedger,
    ArgumentLine,
    Books,
    actor_ledgers,
)
from sim.analysis.levels import GaugeQuantiles, gauge_quantiles
from sim.analysis.outcomes import OutcomeSummary, summarise_outcomes
from sim.analysis.passages import Passage, first_days, passages
from sim.analysis.shares import RungShares, rung_shares
from sim.analysis.spreads import OutcomeSpread, outcome_spread
from sim.analysis.staircases import Stair, Staircase, staircases
from sim.analysis.together import opposed_claims

__all__ = [
    "FEWEST",
    "HOLDS",
    "MONEY",
    "MOST_SHOWN",
    "ActorLedger",
    "ArgumentLine",
    "Beside",
    "Books",
    "ClaimResult",
    "ClaimShare",
    "CountHeld",
    "Dependence",
    "Dependents",
    "Driver",
    "Estimate",
    "GaugeFan",
    "GaugeQuantiles",
    "Hindcast",
    "HindcastFans",
    "LadderFan",
    "Link",
    "OutcomeSpread",
    "OutcomeSummary",
    "Passage",
    "QuestionHeld",
    "RungShares",
    "Sign",
    "Spread",
    "Stair",
    "Staircase",
    "StandHeld",
    "Tested",
    "actor_ledgers",
    "asked_about",
    "asking",
    "assumptions_of",
    "beside",
    "claim_results",
    "claim_truths",
    "dependents_of",
    "expectation_result",
    "first_days",
    "gauge_quantiles",
    "hindcast_fans",
    "hindcast_of",
    "holds_in",
    "influences",
    "ladders_shown",
    "mean_estimate",
    "moved_ladders",
    "opposed_claims",
    "outcome_spread",
    "parts_of",
    "passages",
    "quantile_estimate",
    "rung_shares",
    "share_estimate",
    "spread_of",
    "staircases",
    "summarise_outcomes",
    "total_assumptions",
    "world_ladder",
]
