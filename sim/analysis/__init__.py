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
from sim.analysis.attributing import Attributed, Shares, can_be_attributed
from sim.analysis.carrying import (
    Carried,
    TurnsAt,
    Verdict,
    break_even,
    carriers,
    verdicts_of,
    weightiest,
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
from sim.analysis.comparing import Changed, Comparison, compared
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
from sim.analysis.flipping import Flip, Held, flips_of
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
    actor_nets,
)
from sim.analysis.levels import GaugeQuantiles, gauge_quantiles
from sim.analysis.levers import Lever, Turned, levers_of, reads_sums
from sim.analysis.outcomes import OutcomeSummary, summarise_outcomes
from sim.analysis.paired import Nets, PairedNet, nets_of, paired_nets
from sim.analysis.paired_lines import PairedLine, paired_mean, paired_share
from sim.analysis.passages import Passage, first_days, passages
from sim.analysis.prices import Price, TurningPrice, prices_of, turning_prices
from sim.analysis.reading_worth import Worth, members_worth_reading
from sim.analysis.regions import Region, Restriction, region_of
from sim.analysis.sequences import (
    Branch,
    Flow,
    PathTree,
    Sequences,
    flows_of,
    path_tree,
    sequences_of,
)
from sim.analysis.shares import RungShares, rung_shares
from sim.analysis.signmap import SignMap, sign_map
from sim.analysis.spreads import OutcomeSpread, outcome_spread
from sim.analysis.staircases import Stair, Staircase, staircases
from sim.analysis.together import opposed_claims
from sim.analysis.twins import Parting, Twins, twins_of
from sim.analysis.weighed_claims import WeighedClaim, claim_named, weighed_claim
from sim.analysis.weighing import Scaled, reweighed, scales_of

__all__ = [
    "FEWEST",
    "HOLDS",
    "MONEY",
    "MOST_SHOWN",
    "ActorLedger",
    "ArgumentLine",
    "Attributed",
    "Beside",
    "Books",
    "Branch",
    "Carried",
    "Changed",
    "ClaimResult",
    "ClaimShare",
    "Comparison",
    "CountHeld",
    "Dependence",
    "Dependents",
    "Driver",
    "Estimate",
    "Flip",
    "Flow",
    "GaugeFan",
    "GaugeQuantiles",
    "Held",
    "Hindcast",
    "HindcastFans",
    "LadderFan",
    "Lever",
    "Link",
    "Nets",
    "OutcomeSpread",
    "OutcomeSummary",
    "PairedLine",
    "PairedNet",
    "Parting",
    "Passage",
    "PathTree",
    "Price",
    "QuestionHeld",
    "Region",
    "Restriction",
    "RungShares",
    "Scaled",
    "Sequences",
    "Shares",
    "Sign",
    "SignMap",
    "Spread",
    "Stair",
    "Staircase",
    "StandHeld",
    "Tested",
    "Turned",
    "TurningPrice",
    "TurnsAt",
    "Twins",
    "Verdict",
    "WeighedClaim",
    "Worth",
    "actor_ledgers",
    "actor_nets",
    "asked_about",
    "asking",
    "assumptions_of",
    "beside",
    "break_even",
    "can_be_attributed",
    "carriers",
    "claim_named",
    "claim_results",
    "claim_truths",
    "compared",
    "dependents_of",
    "expectation_result",
    "first_days",
    "flips_of",
    "flows_of",
    "gauge_quantiles",
    "hindcast_fans",
    "hindcast_of",
    "holds_in",
    "influences",
    "ladders_shown",
    "levers_of",
    "mean_estimate",
    "members_worth_reading",
    "moved_ladders",
    "nets_of",
    "opposed_claims",
    "outcome_spread",
    "paired_mean",
    "paired_nets",
    "paired_share",
    "parts_of",
    "passages",
    "path_tree",
    "prices_of",
    "quantile_estimate",
    "reads_sums",
    "region_of",
    "reweighed",
    "rung_shares",
    "scales_of",
    "sequences_of",
    "share_estimate",
    "sign_map",
    "spread_of",
    "staircases",
    "summarise_outcomes",
    "total_assumptions",
    "turning_prices",
    "twins_of",
    "verdicts_of",
    "weighed_claim",
    "weightiest",
    "world_ladder",
]
