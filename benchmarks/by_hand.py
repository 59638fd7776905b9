"""The reference scenario as a program of its own, as a good user of SimPy writes it.

No process and no interrupt where a callback will do: each pending change is one
`Timeout` whose callbacks are taken away if it no longer applies.
"""

from __future__ import annotations

import math
import random
from collections.abc import Callable
from typing import Any

from simpy import Environment

HORIZON = 730.0
PAUSE, WAR = 1 / 30, 1 / 540
MU, SIGMA = math.log(10.0), math.log(2.0) / 1.2815515655446004
GAIN = (0.0, 1.0, 3.0, 6.0, 10.0, 15.0)
HARM = (0.0, 1.0, 2.0, 4.0, 7.0, 11.0, 16.0)
TARGET = (0, 1, 2, 4, 5, 6)
NAMES = ("war_over", "strong", "final_role", "days_high", "gains", "harms")


class Member:
    """One possible future."""

    __slots__ = (
        "act", "day_act", "day_role", "decided", "env", "events", "gains", "harms",
        "high", "lag", "lognormal", "rate", "role", "seen", "step", "strong",
        "uniform", "wait", "war",
    )  # fmt: skip

    def __init__(self, seed: int) -> None:
        luck = random.Random(seed)
        self.uniform, self.wait = luck.random, luck.expovariate
        self.lognormal = luck.lognormvariate
        self.env = Environment()
        self.war, self.strong = True, False
        self.role = self.seen = self.step = self.decided = self.events = 0
        self.day_role = self.day_act = self.gains = self.harms = self.high = 0.0
        self.lag: Any = None
        self.act: Any = None
        self._after(self.wait(PAUSE), self.decide)
        self._after(self.wait(WAR), self.end_war)
        self.env.run(until=HORIZON)
        self.move_role(self.role)
        self.move_step(self.step)

    def _after(self, delay: float, then: Callable[[Any], None]) -> Any:
        timeout = self.env.timeout(delay)
        timeout.callbacks.append(then)
        return timeout

    def end_war(self, _: Any) -> None:
        self.events += 1
        self.war = False

    def decide(self, _: Any) -> None:
        self.events += 1
        self._after(self.wait(PAUSE), self.decide)
        u, role = self.uniform(), self.role
        if self.war:
            if u < 0.35:
                role = min(role + 1, 5)
            elif u < 0.5:
                role = max(role - 1, 0)
        elif u < 0.6:
            role = max(role - 1, 0)
        if role == self.role:
            return
        self.move_role(role)
        if role == self.seen:
            self.lag.callbacks.clear()
            self.lag = None
        elif self.lag is None:
            self.lag = self._after(self.lognormal(MU, SIGMA), self.learn)

    def learn(self, _: Any) -> None:
        self.events += 2  # it is seen, and reviewed
        self.lag = None
        self.seen = self.role
        before, self.decided = self.decided, TARGET[self.seen]
        side = (self.decided > self.step) - (self.decided < self.step)
        was = (before > self.step) - (before < self.step)
        if side == was:
            return
        if self.act is not None:
            self.act.callbacks.clear()
            self.act = None
        if side:
            self.act = self._after(5 + 15 * self.uniform(), self.carry_out)

    def carry_out(self, _: Any) -> None:
        self.events += 1
        self.act = None
        self.move_step(self.step + (1 if self.decided > self.step else -1))
        if self.step >= 5:
            self.strong = True
        if self.step != self.decided:
            self.act = self._after(5 + 15 * self.uniform(), self.carry_out)

    def move_role(self, role: int) -> None:
        held = self.env.now - self.day_role
        self.gains += held * GAIN[self.role]
        if self.role >= 4:
            self.high += held
        self.role, self.day_role = role, self.env.now

    def move_step(self, step: int) -> None:
        self.harms += (self.env.now - self.day_act) * HARM[self.step]
        self.step, self.day_act = step, self.env.now

    def outcomes(self) -> tuple[float, ...]:
        """Give what it came to, in the order of `NAMES`."""
        return (
            float(not self.war), float(self.strong), float(self.role), self.high,
            self.gains, self.harms,
        )  # fmt: skip


def run(members: int, *, seed: int = 1) -> list[tuple[float, ...]]:
    """Run members one after another."""
    return [Member(seed * 1_000_003 + at).outcomes() for at in range(members)]


def events(members: int, *, seed: int = 1) -> float:
    """Give the mean number of events a member."""
    return sum(Member(seed * 1_000_003 + at).events for at in range(members)) / members
