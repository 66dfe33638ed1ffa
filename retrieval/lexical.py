"""BM25 over syllables and syllable pairs, with marks and without: the lexical index of the library's passages.

k1 and b were measured on laws and encyclopedia paragraphs (`python -m evaluation.retrieval_bench`). An index is a view
of segments: each says where its texts stand among all; how rare a term is, is counted when it is asked for.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

from plans.agencies import expand
from plans.text import syllables
from retrieval.asking import weighed
from retrieval.forward import Forward, Told, hashed
from retrieval.pruning import Asked, Column, Local, best_of
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
    forward: Forward | None = None

    @cached_property
    def whole(self) -> bool:
        """Say whether every text is seen."""
        return bool((self.places >= 0).all())

    def seen(self, texts: NDArray[np.int32]) -> int:
        """Return how many of some texts are seen."""
        return len(texts) if self.whole else int((self.places[texts] >= 0).sum())


@dataclass(frozen=True, eq=False)
class Field:
    """One field of all parts; `size` is the number of texts seen."""

    size: int
    parts: tuple[tuple[Postings, Part], ...]

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """The field part by part, with how much the length of each text holds its score down."""
        import numpy as np

        total = sum(int(postings.lengths[part.places >= 0].sum(dtype=np.int64)) for postings, part in self.parts)
        mean = max(total / max(self.size, 1), 1e-9)
        norms = ((K1 * (1 - B + B * postings.lengths / mean)).astype(np.float32) for postings, _ in self.parts)
        return tuple(Column(postings, own) for (postings, _), own in zip(self.parts, norms, strict=True))

    def found_in(self, terms: Keys) -> NDArray[np.int64]:
        """Return how many of the texts seen have each of some terms."""
        import numpy as np

        found = np.zeros(len(terms), np.int64)
        for postings, part in self.parts:
            begins, ends, _ = postings.runs(terms)
            if part.whole:
                found += ends - begins
            else:
                runs = zip(begins.tolist(), ends.tolist(), strict=True)
                seen = [part.seen(postings.texts[begin:end]) for begin, end in runs]
                found += np.array(seen, dtype=np.int64)
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

        asked = self._asked(query)
        totals = np.zeros(self.size, dtype=np.float32)
        for local in self._locals(asked):
            seen = local.places >= 0
            totals[local.places[seen]] = local.added(local.every)[seen]
        return totals

    def best(self, query: str, depth: int, within: Sequence[range] = ()) -> tuple[list[int], NDArray[np.float32]]:
        """Return the places of the `depth` texts with the highest scores and these, the first of equal ones first.

        Among the texts at the places `within`, or among all; a text that shares no term is none of them.
        """
        asked = self._asked(query)
        return best_of(self._locals(asked), depth, self._inside(within))

    def told(self, places: Sequence[int], asked: Sequence[str]) -> list[Told]:
        """Return what is known of the texts at some places for some words."""
        parts, texts = self._where
        sought = hashed(asked)
        found = ((self.parts[parts[place]].forward, int(texts[place])) for place in places)
        return [forward.told(text, sought) for forward, text in found if forward]

    def spelling(self, letters: str) -> Iterator[tuple[int, bytes]]:
        """Yield each phrase that some letters are the initials of: the place of its text, and what tells it apart."""
        for part in self.parts:
            found = part.forward.spelling(letters) if part.forward else ()
            yield from ((int(part.places[text]), phrase) for text, phrase in found if part.places[text] >= 0)

    @cached_property
    def _where(self) -> tuple[NDArray[np.int16], NDArray[np.int32]]:
        """The part that holds each text, and its number there."""
        import numpy as np

        parts, texts = np.zeros(self.size, np.int16), np.zeros(self.size, np.int32)
        for at, part in enumerate(self.parts):
            seen = np.flatnonzero(part.places >= 0)
            parts[part.places[seen]], texts[part.places[seen]] = at, seen
        return parts, texts

    def frequency(self, word: str) -> int:
        """Return in how many texts, their first lines aside, a syllable stands, whatever its marks."""
        return int(self.frequencies([word])[0])

    def frequencies(self, words: Iterable[str]) -> NDArray[np.int64]:
        """Return `frequency` of some words."""
        import numpy as np

        return self.fields[BODY].found_in(np.fromiter(map(folded_key, words), dtype=np.uint64))

    def prints(self, word: str) -> bool:
        """Say whether some text has the syllable with just these marks."""
        import numpy as np

        return bool(self.fields["marked"].found_in(np.array([key(word)], dtype=np.uint64))[0])

    def _asked(self, query: str) -> Asked:
        """Return the terms of a query, each weighed by how rare it is, the BM25 of Lucene, and less where it only asks.

        Lucene's own: (k1 + 1) is left out, as it changes no order.
        """
        import numpy as np

        words = syllables(expand(query))
        terms, weights, heard = [], [], weighed(words)
        for name, kind in FIELDS.items():
            own, at = np.unique(kind.of(words), return_inverse=True)
            found_in = self.fields[name].found_in(own)
            terms.append(own)
            rarity = np.log1p((self.size - found_in + 0.5) / (found_in + 0.5))
            weights.append(rarity * np.bincount(at, kind.asked(heard), len(own)))
        return Asked(tuple(terms), np.concatenate(weights))

    def _locals(self, asked: Asked) -> Iterator[Local]:
        fields = [self.fields[name] for name in FIELDS]
        for at, part in enumerate(self.parts):
            yield Local.of(asked, [field.columns[at] for field in fields], part.places)

    def _inside(self, within: Sequence[range]) -> NDArray[np.bool_] | None:
        """Say of each place whether it lies in some stretches, and at the end that no place does; None for all."""
        import numpy as np

        if not within:
            return None
        inside = np.zeros(self.size + 1, dtype=np.bool_)
        for some in within:
            inside[some.start : some.stop] = True
        return inside
