"""How gauges run for the oracle: their values, their floors and their walls.

Part of `oracle`, and like it written from the language contract alone.
"""

from __future__ import annotations

import math

from oracle_sums import Sums

from sim.streams import exp, log


class Gauges(Sums):
    """Works out where gauges are, and when they come to a floor or a wall."""

    floors: dict[str, list[float]]
    walls: dict[str, tuple[float, float]]

    def ahead(self, gauge: str) -> tuple[float, float, bool]:
        """Give what a gauge comes to next, the floor on that side, and which side."""
        (x, _, flow), (least, most) = self.gauges[gauge], self.walls[gauge]
        band = self.at.get(gauge, 0)
        if flow - self.drain[gauge] * x >= 0.0:
            floor = self.floors[gauge][band + 1]
            return min(floor, most), floor, True
        floor = self.floors[gauge][band]
        return max(floor, least), floor, False

    def wait(self, gauge: str) -> float:
        """Give the days until a gauge leaves its band or meets a wall."""
        (x, _, flow), k = self.gauges[gauge], self.drain[gauge]
        goal, floor, _ = self.ahead(gauge)
        if x == goal or math.isinf(goal):
            return 0.0 if x == goal == floor else math.inf
        if k == 0.0:
            return (goal - x) / flow if flow else math.inf
        rest = flow / k
        between = (goal - x) * (rest - goal) > 0.0
        return log((rest - x) / (rest - goal)) / k if between else math.inf

    def level(self, gauge: str) -> float:
        """Give a gauge's value now; reading never writes."""
        (x, since, flow), k = self.gauges[gauge], self.drain[gauge]
        if k == 0.0:
            x = x + flow * (self.now - since)
        else:
            x = flow / k + (x - flow / k) * exp(-k * (self.now - since))
        return max(self.walls[gauge][0], min(x, self.walls[gauge][1]))
