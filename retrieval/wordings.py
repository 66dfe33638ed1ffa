"""Wordings told from one another in running text: where several begin at one word, the longest that stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Told = TypeVar("Told")


@dataclass(frozen=True)
class Wordings(Generic[Told]):
    """What is known of each wording, and by its first word how many words the wordings have that begin so."""

    told: Mapping[str, Told]
    lengths: Mapping[str, Sequence[int]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Told]]) -> Self:
        """Take wordings, their words parted by one blank, with what is known of them; of two alike the last counts."""
        told = dict(pairs)
        lengths: defaultdict[str, set[int]] = defaultdict(set)
        for wording in told:
            words = wording.split()
            lengths[words[0]].add(len(words))
        return cls(told, {first: sorted(some, reverse=True) for first, some in lengths.items()})

    def found(self, words: Sequence[str]) -> Iterator[tuple[int, int, Told]]:
        """Yield where each wording begins and ends, with what is known of it; none overlaps one before it."""
        behind = 0
        for at, word in enumerate(words):
            if word in self.lengths and at >= behind:
                for size in self.lengths[word]:
                    wording = " ".join(words[at : at + size])
                    if wording in self.told and at + size <= len(words):
                        behind = at + size
                        yield at, behind, self.told[wording]
                        break
