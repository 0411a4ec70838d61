"""What we measure and beside which yardstick, always in the same run: machines differ, ratios hardly."""

from __future__ import annotations

import time
from collections.abc import Callable
from dataclasses import dataclass

ROUNDS = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Measurement:
    """One figure of ours beside a yardstick. Units per second: a higher ratio is better; seconds: a lower one."""

    name: str
    value: float
    unit: str
    yardstick: str
    yardstick_value: float

    @property
    def ratio(self) -> float:
        """Ours divided by the yardstick."""
        return self.value / self.yardstick_value


@dataclass(frozen=True, slots=True, kw_only=True)
class Benchmark:
    """A group of measurements; `needs_demo_data` asks for a database with the pupils of the demo."""

    name: str
    measure: Callable[[], list[Measurement]]
    needs_demo_data: bool = False


def fastest(work: Callable[[], object], *, rounds: int = ROUNDS) -> float:
    """The seconds of the best of some rounds: what disturbs a measurement only makes it longer."""
    durations = []
    for _ in range(rounds):
        started = time.perf_counter()
        work()
        durations.append(time.perf_counter() - started)
    return min(durations)
