"""How well a ranked list of sections finds the gold quotes: Success, Recall, MRR and nDCG at k."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from math import log2

from evaluation.cases import Alternatives, Case
from evaluation.record import Cited, Found

LONGEST = 4000  # a "section" longer than this finds nothing in particular: it may not count as found

Relevance = Sequence[frozenset[int]]  # for every rank, the gold quotes that stand there


def relevance(case: Case, ranked: Sequence[Found] | Sequence[Cited]) -> list[frozenset[int]]:
    """Return for every rank which gold quotes of the case its section, or what is quoted of it, holds."""
    return [
        frozenset(
            at
            for at, gold in enumerate(case.gold)
            if any(holds(text, section.file, gold, case.plans) for text in _shown(section))
        )
        for section in ranked
    ]


def holds(text: str, file: str, gold: Alternatives, plans: tuple[str, ...]) -> bool:
    """Say whether a section's text holds a gold quote, in one of the right plans where the file is known."""
    if len(text) > LONGEST or (file and file not in plans):
        return False
    line = _line(text)
    return any(_line(quote) in line for quote in gold)


def success(ranks: Relevance, k: int) -> float:
    """1 when any gold quote stands among the first `k`."""
    return float(any(ranks[:k]))


def recall(ranks: Relevance, k: int, golds: int) -> float:
    """The share of the gold quotes that stand among the first `k`."""
    return len(frozenset[int]().union(*ranks[:k])) / golds


def reciprocal_rank(ranks: Relevance, k: int = 10) -> float:
    """One over the first rank that holds a gold quote, 0 beyond `k`."""
    return next((1 / rank for rank, found in enumerate(ranks[:k], 1) if found), 0.0)


def ndcg(ranks: Relevance, golds: int, k: int = 10) -> float:
    """Discounted gain where every gold quote counts once, at its first rank."""
    gain, seen = 0.0, frozenset[int]()
    for rank, found in enumerate(ranks[:k], 1):
        gain += bool(found - seen) / log2(rank + 1)
        seen |= found
    return gain / sum(1 / log2(rank + 1) for rank in range(1, min(golds, k) + 1))


MEASURES: dict[str, Callable[[Relevance, int], float]] = {
    "first": lambda ranks, golds: success(ranks, 1),
    "success@5": lambda ranks, golds: success(ranks, 5),
    "success@10": lambda ranks, golds: success(ranks, 10),
    "recall@5": lambda ranks, golds: recall(ranks, 5, golds),
    "mrr@10": lambda ranks, golds: reciprocal_rank(ranks),
    "ndcg@10": lambda ranks, golds: ndcg(ranks, golds),
}


def _shown(section: Found | Cited) -> tuple[str, ...]:
    return (section.quote, section.text) if isinstance(section, Cited) else (section.text,)


def _line(text: str) -> str:
    return " ".join(text.split())
