"""What one generation of the library lets the assistant know: plans, passages, weights of words, the restorer."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property

from plans.model import Passage, Plan
from retrieval.evidence import Weigher
from retrieval.library import Library
from retrieval.restore import Restorer
from retrieval.understand import Reader


@dataclass(frozen=True)
class Knowledge:
    """Derived from the library once for each generation; also the index that search reads."""

    library: Library
    generation: int
    plans: tuple[Plan, ...]

    @classmethod
    def of(cls, library: Library) -> Knowledge:
        """Read the active plans; everything else is worked out when first needed."""
        return cls(library, library.generation, library.plans())

    @cached_property
    def _places(self) -> tuple[tuple[Plan, Passage], ...]:
        by_id = {plan.id: plan for plan in self.plans}
        return tuple((by_id[s.plan_id], s.passage) for s in self.library.passages() if s.plan_id in by_id)

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

    def restored(self, text: str) -> str:
        """Return what was typed with marks and slips made good."""
        return self.restorer.restore(text).text

    def knows(self, word: str) -> bool:
        """Say whether a syllable is a word of the language or of these plans."""
        return self.restorer.speller.bigrams.knows(word)

    def places(self) -> Sequence[tuple[Plan, Passage]]:
        """Return every passage with its plan, in the order of the scores."""
        return self._places

    def scores(self, query: str) -> Sequence[float]:
        """Return the lexical score of every passage, dense similarity joined by weight where a model gives one."""
        lexical = [float(score) for score in self.library.lexical.scores(query)]
        weight = self.library.embedder.weight
        top = max(lexical, default=0.0)
        if not weight:
            return lexical
        joined = [score / top if top else 0.0 for score in lexical]
        for index, similarity in self.library.nearest(query, limit=100):
            joined[index] += weight * similarity
        return joined
