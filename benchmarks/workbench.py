"""EMA workbench around the program written by hand, as its users run one."""

from __future__ import annotations

import io
import logging
import warnings
from contextlib import redirect_stderr

from by_hand import NAMES, Member


def run(members: int) -> int:
    """Run members through the workbench; give how many came back.

    Raises
    ------
    ImportError
        If the workbench is not installed.
    """
    warnings.simplefilter("ignore")
    from ema_workbench import (  # noqa: PLC0415
        IntegerParameter,
        Model,
        ScalarOutcome,
        SequentialEvaluator,
    )

    logging.disable(logging.CRITICAL)

    def reference(seed: int = 0) -> dict[str, float]:
        return dict(zip(NAMES, Member(int(seed)).outcomes(), strict=True))

    model = Model("reference", function=reference)
    model.uncertainties = [IntegerParameter("seed", 0, 2**31 - 1)]
    model.outcomes = [ScalarOutcome(name) for name in NAMES]
    with redirect_stderr(io.StringIO()), SequentialEvaluator(model) as evaluator:
        _, outcomes = evaluator.perform_experiments(scenarios=members)
    return len(outcomes[NAMES[0]])
