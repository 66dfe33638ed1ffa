"""What speaks most of a subject, found without reading every plan that may speak of it.

The index of statements says how much of the subject one statement of a plan may say at most: plans are read in that
order, until no other can come near to the best.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from plans.model import Plan
from retrieval.draft import FEW, Material
from retrieval.evidence import LITTLE
from retrieval.shelf import Plans, heads
from retrieval.statements import Kind

AHEAD = 8  # plans read at once: how many are needed is not known before
_LOST = 1e-3  # of a share, for what floating-point numbers lose
Fact = TypeVar("Fact")


@dataclass(frozen=True)
class Foremost(Generic[Fact]):
    """Looks for the facts of a kind that say most of some words of a question, `near` times as much as the best.

    With `within` it counts what the head of their plan leaves unsaid. At least `fewest` plans with such facts are
    looked for, and at most `most` plans are read.
    """

    material: Material
    kind: Kind
    words: Sequence[str]
    near: float
    within: bool = False
    fewest: int = 1
    most: int | None = None

    def of(
        self, plans: Sequence[Plan], weighed: Callable[[Plan], Iterable[tuple[float, Fact]]]
    ) -> list[tuple[float, Plan, Fact]]:
        """Return the facts of the plans read, each with its weight, in the order of `plans`."""
        found, best = dict[str, list[tuple[float, Plan, Fact]]](), 0.0
        for plan, least in islice(self._ordered(plans), self.most):
            if least + _LOST < self.near * best and len(found) >= self.fewest:
                break
            if facts := [(weight, plan, fact) for weight, fact in weighed(plan)]:
                found[plan.id] = facts
                best = max(best, *(weight for weight, _, _ in facts))
        return [one for head in heads(plans) for one in found.get(head.id, ())]

    def _ordered(self, plans: Sequence[Plan]) -> Iterator[tuple[Plan, float]]:
        """Yield the plans with the most that they may say; of plans alike that of the best passage found first."""
        stated = self.material.statements
        if stated is None or not isinstance(plans, Plans) or len(plans) <= FEW:
            yield from ((plan, 1.0) for plan in plans)
            return
        weights, rank = self.material.weights(self.words), self.material.rank
        shares = stated.shares(self.kind, weights)
        if self.within:  # where the head says nearly all, what is left is little and may all be said
            shares |= dict.fromkeys(stated.covering(("title", "issuer"), weights, 1 - LITTLE), 1.0)
        ordered = sorted(plans.entries, key=lambda one: (-shares.get(one.version_id, 0.0), rank(one.id)))
        for begin in range(0, len(ordered), AHEAD):
            some = Plans(tuple(ordered[begin : begin + AHEAD]), plans.shelf)
            yield from zip(some, (shares.get(one.version_id, 0.0) for one in some.entries), strict=True)
