"""Exact answers: outcomes computed without sampling, where a scenario is Markov.

`slicing` finds what bears on a question and what stands in the way; `reading` and
`chain` make the chain of it; `remembering`, `questions` and `ends` read conditions and
rungs off the end of a path; `passage` finds first days, `means` what adds up,
by the linear equations of `system`;
`averaging` takes the mean over parameters; `asking` asks it all, and `answers` holds
what is found. `solving` holds
SciPy, and `surviving` its statistics of what has not happened yet.
"""

from sim.exact.answers import Exact, ExactRun
from sim.exact.asking import MOST_STATES, clocks_in_the_way, exact_answers
from sim.exact.slicing import Obstacle
from sim.exact.solving import has_scipy
from sim.exact.surviving import Survival, survival_of

__all__ = [
    "MOST_STATES",
    "Exact",
    "ExactRun",
    "Obstacle",
    "Survival",
    "clocks_in_the_way",
    "exact_answers",
    "has_scipy",
    "survival_of",
]
