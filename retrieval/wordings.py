"""Wordings told from one another in running text: where several begin at one word, the longest that stands there."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Generic, Self, TypeVar

Told = TypeVar("Told")


@dataclass(frozen=True)
class Wordings(Generic[Told]):
    """What is known of each wording, and by its first two words how many words the wordings have that begin so.

    The second word of a wording of one is "".
    """

    told: Mapping[str, Told]
    lengths: Mapping[str, Mapping[str, Sequence[int]]]

    @classmethod
    def of(cls, pairs: Iterable[tuple[str, Told]]) -> Self:
        """Take wordings, their words parted by one blank, with what is known of them; of two alike the last counts."""
        told = dict(pairs)
        lengths: defaultdict[str, defaultdict[str, set[int]]] = defaultdict(lambda: defaultdict(set))
        for wording in told:
            first, *rest = wording.split()
            lengths[first][rest[0] if rest else ""].add(1 + len(rest))
        ordered = {
            one: {two: sorted(some, reverse=True) for two, some in below.items()} for one, below in lengths.items()
        }
        return cls(told, ordered)

    def found(self, words: Sequence[str]) -> Iterator[tuple[int, int, Told]]:
        """Yield where each wording begins and ends, with what is known of it; none overlaps one before it."""
        behind = 0
        for at, word in enumerate(words):
            if word in self.lengths and at >= behind:
                below, second = self.lengths[word], "".join(words[at + 1 : at + 2])
                for size in (*(below.get(second, ()) if second else ()), *below.get("", ())):
                    wording = " ".join(words[at : at + size])
                    if wording in self.told and at + size <= len(words):
                        behind = at + size
                        yield at, behind, self.told[wording]
                        break
