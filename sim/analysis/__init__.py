"""What results mean: estimates, outcomes, the ledger, claims, and what they rest on.

Computes with NumPy; never draws, prints or reads files.
"""

from sim.analysis.agreement import Beside, beside, parts_of
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
from sim.analysis.shares import RungShares, rung_shares
from sim.analysis.staircases import Stair, Staircase, staircases
from sim.analysis.together import opposed_claims

__all__ = [
    "FEWEST",
    "HOLDS",
    "MONEY",
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
    "GaugeQuantiles",
    "Hindcast",
    "Link",
    "OutcomeSummary",
    "QuestionHeld",
    "RungShares",
    "Sign",
    "Spread",
    "Stair",
    "Staircase",
    "StandHeld",
    "Tested",
    "actor_ledgers",
    "asking",
    "assumptions_of",
    "beside",
    "claim_results",
    "claim_truths",
    "dependents_of",
    "expectation_result",
    "gauge_quantiles",
    "hindcast_of",
    "holds_in",
    "influences",
    "mean_estimate",
    "opposed_claims",
    "parts_of",
    "quantile_estimate",
    "rung_shares",
    "share_estimate",
    "spread_of",
    "staircases",
    "summarise_outcomes",
    "total_assumptions",
]
