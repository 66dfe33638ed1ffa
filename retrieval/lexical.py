"""BM25 over syllables and syllable pairs, with marks and without: the lexical index of the library's passages.

k1 and b were measured on laws and encyclopedia paragraphs (`python -m evaluation.retrieval_bench`). An index is a view
of segments: each says where its texts stand among all; how rare a term is, is counted when it is asked for.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from plans.agencies import expand
from plans.text import syllables
from retrieval.segments import BODY, Postings, Segment
from retrieval.stated import NOTHING, Statements
from retrieval.terms import FIELDS, folded_key, key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.terms import Keys

K1: Final = 0.6
B: Final = 0.6


@dataclass(frozen=True, eq=False)
class Part:
    """A segment and the place of each of its texts among all; -1 for a text that is not seen."""

    segment: Segment
    places: NDArray[np.int32]

    @cached_property
    def whole(self) -> bool:
        """Say whether every text is seen."""
        return bool((self.places >= 0).all())


@dataclass(frozen=True, eq=False)
class Field:
    """One field of all parts: what each term adds to the score of which texts, by the BM25 of Lucene.

    Lucene's own: (k1 + 1) is left out, as it changes no order.
    """

    size: int
    parts: tuple[tuple[Postings, Part], ...]

    @cached_property
    def _norms(self) -> tuple[NDArray[np.float32], ...]:
        """How much the length of each text holds its score down."""
        import numpy as np

        total = sum(int(postings.lengths[part.places >= 0].sum(dtype=np.int64)) for postings, part in self.parts)
        mean = max(total / max(self.size, 1), 1e-9)
        return tuple((K1 * (1 - B + B * postings.lengths / mean)).astype(np.float32) for postings, _ in self.parts)

    def add_to(self, totals: NDArray[np.float32], asked: Keys, weight: float) -> None:
        """Add `weight` times the score of every text for the terms `asked` to `totals`."""
        import numpy as np

        for term in asked:
            runs = [(places, counts, norm) for places, counts, norm in self._runs(term) if len(places)]
            found_in = sum(len(places) for places, _, _ in runs)
            rarity = np.float32(weight * np.log1p((self.size - found_in + 0.5) / (found_in + 0.5)))
            for places, counts, norm in runs:
                totals[places] += rarity * counts / (counts + norm)

    def found_in(self, term: np.uint64) -> int:
        """Return how many texts have `term`."""
        return sum(len(places) for places, _, _ in self._runs(term))

    def _runs(self, term: np.uint64) -> list[tuple[NDArray[np.int32], NDArray[np.float32], NDArray[np.float32]]]:
        import numpy as np

        found = []
        for (postings, part), norm in zip(self.parts, self._norms, strict=True):
            run = postings.run(term)
            texts, counts = postings.texts[run], postings.counts[run]
            places = part.places[texts]
            if not part.whole:
                seen = places >= 0
                places, texts, counts = places[seen], texts[seen], counts[seen]
            found.append((places, counts.astype(np.float32), norm[texts]))
        return found


@dataclass(frozen=True, eq=False)
class Lexical:
    """The index of some texts; `size` is how many there are.

    The first line of a text says where it stands (plan › heading): it is searched and not counted, or the words of a
    plan's title would seem as common as its passages are many.
    """

    size: int
    parts: tuple[Part, ...]
    statements: Statements = NOTHING

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Index `texts`, abbreviations written out, in one segment in memory."""
        import numpy as np

        return cls(len(texts), (Part(Segment.build(texts), np.arange(len(texts), dtype=np.int32)),))

    @cached_property
    def fields(self) -> dict[str, Field]:
        """The fields by name, over all parts."""
        return {
            name: Field(self.size, tuple((part.segment.fields[name], part) for part in self.parts))
            for name in (*FIELDS, BODY)
        }

    def scores(self, query: str) -> NDArray[np.float32]:
        """Return how well each text fits `query`, in the order of the texts; 0 where no term is shared."""
        import numpy as np

        totals = np.zeros(self.size, dtype=np.float32)
        words = syllables(expand(query))
        for name, kind in FIELDS.items():
            self.fields[name].add_to(totals, kind.of(words), kind.weight)
        return totals

    def frequency(self, word: str) -> int:
        """Return in how many texts, their first lines aside, a syllable stands, whatever its marks."""
        import numpy as np

        return self.fields[BODY].found_in(np.uint64(folded_key(word)))

    def prints(self, word: str) -> bool:
        """Say whether some text has the syllable with just these marks."""
        import numpy as np

        return self.fields["marked"].found_in(np.uint64(key(word))) > 0
