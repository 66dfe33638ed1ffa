"""The floors a release must not fall below."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from evaluation.metrics import Summary


@dataclass(frozen=True, slots=True)
class Floor:
    """A measure and the least (or, with `at_most`, the greatest) value it may have."""

    measure: str
    value: float
    at_most: bool = False

    def broken(self, summary: Summary) -> bool:
        """Say whether a run falls below this floor."""
        value = summary.rates[self.measure].value
        counted = summary.rates[self.measure].total > 0
        return counted and (value > self.value if self.at_most else value < self.value)


FLOORS = (
    Floor("status right", 0.95),
    Floor("gold section first (retrieved)", 0.85),
    Floor("all gold in first five", 0.95),
    Floor("abstention recall", 0.95),
    Floor("invalid citations", 0.0, at_most=True),
    Floor("answers with an unsupported item", 0.0, at_most=True),
    Floor("forbidden said", 0.0, at_most=True),
)


def broken(summary: Summary) -> Iterator[tuple[Floor, float]]:
    """Yield every floor that a run breaks, with the value it has."""
    for floor in FLOORS:
        if floor.broken(summary):
            yield floor, summary.rates[floor.measure].value
