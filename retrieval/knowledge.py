"""What one generation of the library lets the assistant know: plans, passages, weights of words, the restorer."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from string import ascii_lowercase
from typing import TYPE_CHECKING

from plans.model import Passage, Plan
from plans.text import fold
from retrieval.audience import Visible
from retrieval.evidence import Weigher
from retrieval.restore import Restorer
from retrieval.succession import Successor, successors
from retrieval.understand import Reader

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray


@dataclass(frozen=True)
class Knowledge:
    """Derived from the library once for each generation; also the index that search reads."""

    library: Visible
    generation: int
    plans: tuple[Plan, ...]

    @classmethod
    def of(cls, library: Visible) -> Knowledge:
        """Read the active plans; everything else is worked out when first needed."""
        return cls(library, library.generation, library.plans())

    @cached_property
    def _places(self) -> tuple[tuple[Plan, Passage], ...]:
        return tuple((stored.plan, passage) for stored in self.library.held.held for passage in stored.passages)

    @cached_property
    def weigher(self) -> Weigher:
        """The weights of words over the library's passages."""
        return Weigher(self.library.lexical.size, self.library.lexical.frequency, self.library.lexical.prints)

    @cached_property
    def restorer(self) -> Restorer:
        """The restorer, which also knows the words of these plans."""
        return Restorer.load(plan.text for plan in self.plans)

    @cached_property
    def reader(self) -> Reader:
        """What understands questions about these plans."""
        return Reader(self.plans, self)

    @cached_property
    def successors(self) -> dict[str, tuple[Successor, ...]]:
        """What replaces or amends each plan, by the id of the plan that is replaced or amended."""
        return successors(self.plans)

    def restored(self, text: str) -> str:
        """Return what was typed with marks and slips made good."""
        return self.restorer.restore(text).text

    def is_slip(self, word: str) -> bool:
        """Say whether a word is neither of the language nor of these plans, but one letter away from one of theirs."""
        lexical = self.library.lexical
        if not word.isalpha() or self.restorer.speller.bigrams.knows(word) or lexical.frequency(word):
            return False
        return any(lexical.frequency(near) for near in _one_letter_away(fold(word)))

    def places(self) -> Sequence[tuple[Plan, Passage]]:
        """Return every passage with its plan, in the order of the scores."""
        return self._places

    def stretch(self, plan_id: str) -> range:
        """Return where the passages of a plan stand among all."""
        return self._stretches.get(plan_id, range(0))

    @cached_property
    def _stretches(self) -> dict[str, range]:
        found, start = {}, 0
        for stored in self.library.held.held:
            found[stored.plan.id] = range(start, start + len(stored.passages))
            start += len(stored.passages)
        return found

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return the lexical score of every passage, dense similarity joined by weight where a model gives one."""
        joined = self.library.lexical.scores(query)
        weight = self.library.embedder.weight
        if not weight or not len(joined):
            return joined
        joined /= joined.max() or 1.0
        for index, similarity in self.library.nearest(query, limit=100):
            joined[index] += weight * similarity
        return joined


def _one_letter_away(word: str) -> Iterator[str]:
    """Yield what `word` becomes when a letter is left out, added, changed, or changes place with the next."""
    for at in range(len(word) + 1):
        head, tail = word[:at], word[at:]
        yield head + tail[1:]
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:]
        for letter in ascii_lowercase:
            yield head + letter + tail
            yield head + letter + tail[1:]
