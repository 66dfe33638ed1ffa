"""The best texts of an index, found without scoring every text: MaxScore (Turtle and Flood, 1995), a segment at a time.

A text is left out once what it has and the most that its other terms could add are less than what the last of the
best has. What is returned is what scoring every text would return, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.segments import Postings
    from retrieval.terms import Keys

    Column = tuple[Postings, NDArray[np.float32]]
    Scores = NDArray[np.float64]
    Texts = NDArray[np.int64]

_FEW: Final = 500  # postings a term: fewer are added up sooner than it is found out which of them matter
_MANY: Final = 3_000  # the same where what is to be reached is still to be found out
_LONG: Final = 5_000  # postings of a term: of more it is not found out how often the term stands in one text
_LEAD: Final = 20_000  # postings that tell which texts are likely the best
_LIKELY: Final = 4  # times as many texts as are wanted are scored without asking which of them matter
_SPREAD: Final = 16  # postings that are put beside all texts while one text is looked for among them
_MORE: Final = 2  # times as many postings are added up as must be, so that fewer texts are looked at one by one
_SURE: Final = 30  # texts that are scored sooner than some of them are left out
_SLACK: Final = 1e-5  # for what single precision and another order of adding lose


@dataclass(frozen=True, eq=False)
class Asked:
    """The terms of a query, field by field, and what each weighs."""

    terms: tuple[Keys, ...]
    weights: Scores

    @cached_property
    def every(self) -> NDArray[np.int64]:
        """The numbers of all terms, in the order in which scores are added up."""
        import numpy as np

        return np.arange(len(self.weights))


@dataclass(frozen=True, eq=False)
class Local:
    """A segment as a query sees it: term `i` stands in `texts[begins[i]:ends[i]]` of field `fields[i]`.

    `places` says where each text stands among all, -1 for one that is not seen.
    """

    asked: Asked
    columns: Sequence[Column]
    places: NDArray[np.int32]
    fields: tuple[int, ...]
    begins: Sequence[int]
    ends: Sequence[int]

    @classmethod
    def of(cls, asked: Asked, columns: Sequence[Column], places: NDArray[np.int32]) -> Self:
        """Look the terms up in the columns of each field."""
        runs = [postings.runs(terms) for terms, (postings, _) in zip(asked.terms, columns, strict=True)]
        fields = tuple(at for at, terms in enumerate(asked.terms) for _ in terms)
        begins, ends = ([place for some in side for place in some.tolist()] for side in zip(*runs, strict=True))
        return cls(asked, columns, places, fields, begins, ends)

    @cached_property
    def postings(self) -> NDArray[np.int64]:
        """How many texts each term stands in here."""
        import numpy as np

        return np.array(self.ends, dtype=np.int64) - np.array(self.begins, dtype=np.int64)  # empty for no term

    def added(self, terms: NDArray[np.int64]) -> Scores:
        """Return what some terms add to the score of each text."""
        import numpy as np

        totals = np.zeros(len(self.places))
        for term in terms.tolist():
            (postings, norms), run = self.columns[self.fields[term]], slice(self.begins[term], self.ends[term])
            texts = postings.texts[run]
            totals[texts] += self._gain(term, postings.counts[run], norms[texts])  # a text is there once for a term
        return totals

    def of_texts(self, term: int, texts: Texts) -> Scores:
        """Return what one term adds to the score of each of some texts."""
        import numpy as np

        (postings, norms), run = self.columns[self.fields[term]], slice(self.begins[term], self.ends[term])
        having, counts = postings.texts[run], postings.counts[run]
        if len(having) < _SPREAD * len(texts):
            spread = np.zeros(len(self.places), counts.dtype)
            spread[having] = counts
            return self._gain(term, spread[texts], norms[texts])
        at = having.searchsorted(texts)
        found = having.take(at, mode="clip") == texts
        return self._gain(term, counts.take(at, mode="clip") * found, norms[texts])

    def _gain(self, term: int, counts: NDArray[np.uint16], norms: NDArray[np.float32]) -> Scores:
        gain: Scores = self.asked.weights[term] * (counts / (counts + norms))
        return gain

    def scored(self, texts: Texts) -> Scores:
        """Return the scores of some texts, added up in the order of `Asked.every`."""
        import numpy as np

        totals = np.zeros(len(texts))
        for term in np.flatnonzero(self.postings).tolist() if len(texts) else ():
            totals += self.of_texts(term, texts)
        return totals

    @cached_property
    def bounds(self) -> Scores:
        """The most that each term can add to the score of a text here; of many texts the counts are not looked at."""
        import numpy as np

        least = [float(norms.min()) if len(norms) else 1.0 for _, norms in self.columns]
        most = np.ones(len(self.fields))
        for term, (field, begin, end) in enumerate(zip(self.fields, self.begins, self.ends, strict=True)):
            if end - begin <= _LONG:
                count = float(np.maximum.reduce(self.columns[field][0].counts[begin:end], initial=0))
                most[term] = count / (count + least[field])
        return self.asked.weights * most

    @cached_property
    def order(self) -> NDArray[np.int64]:
        """The terms that stand here, those that can add most before the rest."""
        import numpy as np

        return np.argsort(-self.bounds, kind="stable")[: np.count_nonzero(self.postings)]

    def best(self, least: float, depth: int, inside: NDArray[np.bool_] | None) -> tuple[Texts, Scores]:
        """Return texts and their scores: all that score `least` or more and are among the `depth` best here."""
        import numpy as np

        seen = self.places >= 0 if inside is None else np.append(inside, False)[self.places]
        if np.count_nonzero(seen) <= _LIKELY * depth:
            texts = np.flatnonzero(seen)
        elif reached := self._least(least, depth, seen):
            texts = self._possible(reached, seen)
        else:
            texts = np.flatnonzero(seen)
            return _highest(texts, self.added(self.asked.every)[texts], least, depth)
        return _highest(texts, self.scored(texts), least, depth)

    def _least(self, least: float, depth: int, seen: NDArray[np.bool_]) -> float:
        """Return a score below which no text is wanted; 0 where leaving texts out is not worth it."""
        if self.postings.sum() < (_FEW if least else _MANY) * len(self.fields):
            return 0.0
        return least or self._reached(depth, seen)

    def _reached(self, depth: int, seen: NDArray[np.bool_]) -> float:
        """Return a score that `depth` of the texts seen have: of the likeliest ones by the terms that can add most."""
        import numpy as np

        lead = int(self.postings[self.order].cumsum().searchsorted(_LEAD)) + 1
        totals = self.added(self.order[:lead])
        texts = np.flatnonzero(seen & (totals > 0))
        if len(texts) < depth:
            return 0.0
        likeliest = texts[np.argsort(-totals[texts])[: _LIKELY * depth]]
        return float(np.partition(self.scored(np.sort(likeliest)), -depth)[-depth])

    def _possible(self, least: float, seen: NDArray[np.bool_]) -> Texts:
        """Return the texts that may score `least`: the terms that can add most are added first, and texts dropped."""
        import numpy as np

        left = np.append(np.cumsum(self.bounds[self.order][::-1])[::-1], 0.0)  # what the terms from here on can add
        first = min(int(np.searchsorted(-left, _SLACK - least, side="right")), len(self.order))
        upto = self.postings[self.order].cumsum()
        first = int(upto.searchsorted(_MORE * upto[first - 1], side="right")) if first else 0
        totals = self.added(self.order[:first])
        texts = np.flatnonzero(seen & (totals >= least - _SLACK - left[first]))
        totals = totals[texts]
        for at, term in enumerate(self.order[first:].tolist(), first + 1):
            if len(texts) <= _SURE:
                break
            totals += self.of_texts(term, texts)
            kept = np.flatnonzero(totals >= least - _SLACK - left[at])
            texts, totals = texts[kept], totals[kept]
        return texts


def _highest(texts: Texts, scores: Scores, least: float, depth: int) -> tuple[Texts, Scores]:
    """Return those of some texts that have `least` and are among the `depth` highest, all of equal ones."""
    import numpy as np

    if len(texts) > depth:
        least = max(least, float(np.partition(scores, -depth)[-depth]))
    kept = np.flatnonzero((scores > 0) & (scores >= least))
    return texts[kept], scores[kept]


def best_of(
    asked: Asked, parts: Iterable[Local], depth: int, inside: NDArray[np.bool_] | None = None
) -> tuple[list[int], NDArray[np.float32]]:
    """Return the places of the `depth` best texts, the first of equal ones first, and their scores."""
    import numpy as np

    places, scores, least = np.zeros(0, np.int32), np.zeros(0), 0.0
    for part in parts:
        texts, own = part.best(least, depth, inside)
        places, scores = np.concatenate([places, part.places[texts]]), np.concatenate([scores, own])
        first = np.lexsort((places, -scores))[:depth]
        places, scores = places[first], scores[first]
        least = float(scores[-1]) if len(scores) == depth else 0.0
    return places.tolist(), scores.astype(np.float32)
