"""Dividing an amount over schools in whole cents: the sum is exact, and who weighs more never gets less."""

from __future__ import annotations

import heapq
from collections.abc import Sequence
from fractions import Fraction


def divide(cents: int, weights: Sequence[int]) -> list[int]:
    """Parts in proportion to the weights (Webster's method). Weight 0 gets nothing; without any weight nobody does.

    Unlike dividing the largest remainders, a school that grows while the others stay never gets less. Equal weights
    differ by one cent at most; the first in the list bears it.
    """
    total = sum(weights)
    if cents <= 0 or total <= 0:
        return [0] * len(weights)
    parts = [(2 * cents * weight + total) // (2 * total) for weight in weights]
    return _settle(parts, weights, cents - sum(parts))


def _settle(parts: list[int], weights: Sequence[int], left: int) -> list[int]:
    """Rounding each part by itself leaves some cents over, or some too many: those nearest to the next cent move."""
    step = 1 if left > 0 else -1
    queue = [entry for place, weight in enumerate(weights) if (entry := _entry(parts[place], weight, place, step))]
    heapq.heapify(queue)
    for _ in range(abs(left)):
        place = abs(heapq.heappop(queue)[1])
        parts[place] += step
        entry = _entry(parts[place], weights[place], place, step)
        if entry:
            heapq.heappush(queue, entry)
    return parts


def _entry(part: int, weight: int, place: int, step: int) -> tuple[Fraction, int] | None:
    """How soon this part gains, or loses, its next cent; none for who has no weight or nothing to lose."""
    if weight == 0 or (step < 0 and part == 0):
        return None
    if step > 0:
        return (Fraction(2 * part + 1, weight), place)
    # The last in the list is relieved first.
    return (-Fraction(2 * part - 1, weight), -place)
