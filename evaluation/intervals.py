"""Statistics of a question set: Wilson intervals, exact McNemar, percentiles. Pure Python."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from math import comb, sqrt

_Z = 1.959963984540054


@dataclass(frozen=True, slots=True)
class Rate:
    """How many of how many, with its Wilson 95 % interval."""

    hits: float
    total: int

    @property
    def value(self) -> float:
        """The share, from 0 to 1; 1 when there was nothing to count."""
        return self.hits / self.total if self.total else 1.0

    @property
    def wilson(self) -> tuple[float, float]:
        """The bounds of the Wilson score interval at 95 %."""
        if not self.total:
            return 0.0, 1.0
        n, p, square = self.total, self.value, _Z * _Z
        middle = p + square / (2 * n)
        half = _Z * sqrt(p * (1 - p) / n + square / (4 * n * n))
        scale = 1 + square / n
        return max(0.0, (middle - half) / scale), min(1.0, (middle + half) / scale)


def rate(values: Sequence[float]) -> Rate:
    """Return the mean of `values`, each from 0 to 1, as a rate."""
    return Rate(float(sum(values)), len(values))


def mcnemar(gained: int, lost: int) -> float:
    """Return the two-sided exact p-value that `gained` and `lost` flips come from equally good systems."""
    flips = gained + lost
    if not flips:
        return 1.0
    tail = sum(comb(flips, k) for k in range(min(gained, lost) + 1)) / 2**flips
    return min(1.0, 2 * float(tail))


def percentile(values: Sequence[float], share: float) -> float:
    """Return the value below which `share` of `values` lies (nearest rank); 0 when there are none."""
    if not values:
        return 0.0
    ordered = sorted(values)
    rank = max(1, -(-len(ordered) * share // 1))
    return ordered[int(rank) - 1]
