"""The best texts of an index, found without scoring every text: MaxScore (Turtle and Flood, 1995), a segment at a time.

A text is left out once what it has and the most that its other terms could add are less than what the last of the
best has. What is returned is what scoring every text would return, to the last digit.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final, Self

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.segments import Postings
    from retrieval.terms import Keys

    Norms = NDArray[np.float32]
    Scores = NDArray[np.float64]
    Texts = NDArray[np.int32]  # as postings hold them: a search among other whole numbers would first turn all of them
    Terms = NDArray[np.int64]

_FEW: Final = 500  # postings a term: fewer are added up sooner than it is found out which of them matter
_MANY: Final = 6_000  # the same where what is to be reached is still to be found out
_LEAD: Final = 20_000  # postings that tell which texts are likely the best
_LIKELY: Final = 4  # times as many texts as are wanted are scored without asking which of them matter
_SPREAD: Final = 16  # postings that are put beside all texts while one text is looked for among them
_MORE: Final = 3  # times as many postings are added up as must be, so that fewer texts are looked at one by one
_AT_ONCE: Final = 1_000  # pairs of a term and a text that are looked at before texts are left out again
_SURE: Final = 30  # texts that are scored sooner than some of them are left out
_SLACK: Final = 1e-5  # for what single precision and another order of adding lose


@dataclass(frozen=True, eq=False)
class Asked:
    """The terms of a query, field by field, and what each weighs."""

    terms: tuple[Keys, ...]
    weights: Scores


@dataclass(frozen=True, eq=False)
class Column:
    """One field of a segment; `norms` is how much the length of each text holds its score down."""

    postings: Postings
    norms: Norms

    @cached_property
    def least(self) -> float:
        """The least of the norms, that of the shortest text."""
        import numpy as np

        return float(self.norms.min(initial=np.inf))


@dataclass(frozen=True, eq=False)
class Local:
    """A segment as a query sees it: of the terms that stand here, `i` is in `texts[begins[i]:ends[i]]` of its field.

    `most` is how often it stands in one text at most; `places` says where each text stands among all, -1 for one that
    is not seen.
    """

    columns: Sequence[Column]
    places: NDArray[np.int32]
    fields: Terms
    weights: Scores
    begins: NDArray[np.int64]
    ends: NDArray[np.int64]
    most: NDArray[np.uint16]

    @classmethod
    def of(cls, asked: Asked, columns: Sequence[Column], places: NDArray[np.int32]) -> Self:
        """Look the terms up in the columns of each field."""
        import numpy as np

        runs = [column.postings.runs(terms) for terms, column in zip(asked.terms, columns, strict=True)]
        begins, ends, most = (np.concatenate(side) for side in zip(*runs, strict=True))
        fields = np.repeat(np.arange(len(columns)), [len(terms) for terms in asked.terms])
        here = np.flatnonzero(ends > begins)
        return cls(columns, places, fields[here], asked.weights[here], begins[here], ends[here], most[here])

    @cached_property
    def every(self) -> Terms:
        """The numbers of all terms, in the order in which scores are added up."""
        import numpy as np

        return np.arange(len(self.weights))

    @cached_property
    def found_in(self) -> NDArray[np.int64]:
        """How many texts each term stands in."""
        import numpy as np

        return np.asarray(self.ends - self.begins)

    @cached_property
    def bounds(self) -> Scores:
        """The most that each term can add to the score of a text."""
        import numpy as np

        least = np.array([column.least for column in self.columns])
        return np.asarray(self.weights * (self.most / (self.most + least[self.fields])))

    @cached_property
    def telling(self) -> Terms:
        """All terms, those that can add most for each text they stand in before the rest."""
        import numpy as np

        return np.argsort(-self.bounds / self.found_in, kind="stable")

    def _runs(self, terms: Terms) -> Iterator[tuple[Column, slice, np.float64]]:
        """Yield the column of each of some terms, where it stands there, and what it weighs."""
        sides = (side[terms].tolist() for side in (self.fields, self.begins, self.ends))
        for field, begin, end, weight in zip(*sides, self.weights[terms], strict=True):
            yield self.columns[field], slice(begin, end), weight

    def added(self, terms: Terms) -> Scores:
        """Return what some terms add to the score of each text."""
        import numpy as np

        totals = np.zeros(len(self.places))
        for column, run, weight in self._runs(terms):
            texts, counts = column.postings.texts[run].astype(np.intp), column.postings.counts[run]
            under = column.norms.take(texts)
            under += counts
            totals[texts] = totals.take(texts) + weight * (counts / under)  # a text is there once for a term
        return totals

    def scored(self, texts: Texts) -> Scores:
        """Return the scores of some texts, added up in the order of `every`."""
        import numpy as np

        if not len(texts) or not len(self.weights):
            return np.zeros(len(texts))
        counts = self._counts(self.every, texts)
        gains = self.weights[:, None] * (counts / (counts + self._norms(self.every, texts)))
        return np.asarray(gains.cumsum(axis=0)[-1])  # term after term, which a sum need not be

    def _counts(self, terms: Terms, texts: Texts) -> NDArray[np.uint16]:
        """Return how often each of some terms stands in each of some texts: a row for a term."""
        import numpy as np

        found = np.empty((len(terms), len(texts)), np.uint16)
        for row, (column, run, _) in zip(found, self._runs(terms), strict=True):
            having, counts = column.postings.texts[run], column.postings.counts[run]
            if len(having) < _SPREAD * len(texts):
                spread = np.zeros(len(self.places), np.uint16)
                spread[having] = counts
                spread.take(texts, out=row, mode="clip")
            else:
                at = having.searchsorted(texts)
                np.multiply(counts.take(at, mode="clip"), having.take(at, mode="clip") == texts, out=row)
        return found

    def _norms(self, terms: Terms, texts: Texts) -> Norms:
        """Return the norm of each of some texts in the field of each of some terms."""
        import numpy as np

        return np.stack([column.norms.take(texts) for column in self.columns])[self.fields[terms]]

    def _short(self, terms: Terms, texts: Texts) -> Scores:
        """Return how much less some terms add to the score of each of some texts than texts as long can have."""
        import numpy as np

        counts, norms, most = self._counts(terms, texts), self._norms(terms, texts), self.most[terms, None]
        return np.asarray(self.weights[terms] @ (most / (most + norms) - counts / (counts + norms)))

    def _ceilings(self, terms: Terms, texts: Texts) -> Scores:
        """Return no less than what some terms can add to the score of each of some texts, as long as it is.

        How often a term stands in one text is rounded up to a power of two, so that terms can be taken together.
        """
        import numpy as np

        totals, powers = np.zeros(len(texts)), np.frexp(self.most[terms] - 1.0)[1]
        for field in np.unique(self.fields[terms]).tolist():
            own, norms = self.fields[terms] == field, self.columns[field].norms.take(texts)
            for power, weight in enumerate(np.bincount(powers[own], self.weights[terms[own]]).tolist()):
                if weight:
                    totals += weight * (2**power / (2**power + norms))
        return totals

    def best(self, least: float, depth: int, inside: NDArray[np.bool_] | None) -> tuple[Texts, Scores]:
        """Return texts and their scores: all that score `least` or more and are among the `depth` best here.

        `inside` says of each place whether it is looked at, and at its end, where -1 is, that no text unseen is.
        """
        import numpy as np

        seen = self.places >= 0 if inside is None else inside.take(self.places, mode="wrap")
        if np.count_nonzero(seen) <= _LIKELY * depth:
            texts = _numbers(seen)
        elif reached := self._least(least, depth, seen):
            texts = self._possible(reached - _SLACK, seen)
        else:
            texts = _numbers(seen)
            return _highest(texts, self.added(self.every)[texts], least, depth)
        return _highest(texts, self.scored(texts), least, depth)

    def _least(self, least: float, depth: int, seen: NDArray[np.bool_]) -> float:
        """Return a score below which no text is wanted; 0 where leaving texts out is not worth it."""
        if self.found_in.sum() < (_FEW if least else _MANY) * len(self.fields):
            return 0.0
        return least or self._reached(depth, seen)

    def _reached(self, depth: int, seen: NDArray[np.bool_]) -> float:
        """Return a score that `depth` of the texts seen have: of the likeliest ones by the terms that tell most."""
        import numpy as np

        lead = int(self.found_in[self.telling].cumsum().searchsorted(_LEAD)) + 1
        totals = self.added(self.telling[:lead])
        texts = _numbers(seen & (totals > 0))
        if len(texts) < depth:
            return 0.0
        likeliest = texts[np.argsort(-totals[texts])[: _LIKELY * depth]]
        return float(np.partition(self.scored(np.sort(likeliest)), -depth)[-depth])

    def _possible(self, least: float, seen: NDArray[np.bool_]) -> Texts:
        """Return the texts that may score `least`.

        The terms that tell most are added up for all texts, as many as leave the others too few to reach it alone; then
        the others, those that can add most before the rest, are looked for in the texts that are left.
        """
        import numpy as np

        left = np.append(np.cumsum(self.bounds[self.telling][::-1])[::-1], 0.0)  # what the terms from here on can add
        upto = np.append(0, self.found_in[self.telling].cumsum())
        must = min(int(np.searchsorted(-left, -least, side="right")), len(self.telling))
        first = int(upto.searchsorted(_MORE * upto[must], side="right")) - 1
        totals, rest = self.added(self.telling[:first]), self.telling[first:]
        texts = _numbers(seen & (totals >= least - left[first]))
        could = totals[texts] + self._ceilings(rest, texts)
        return self._narrowed(texts, could, rest[np.argsort(-self.bounds[rest], kind="stable")], least)

    def _narrowed(self, texts: Texts, could: Scores, rest: Terms, least: float) -> Texts:
        """Return those of some texts that may score `least`; `could` is what they may, `rest` the terms to look for."""
        import numpy as np

        while True:
            kept = np.flatnonzero(could >= least)
            texts, could = texts[kept], could[kept]
            if len(texts) <= _SURE or not len(rest):
                return texts
            some, rest = np.split(rest, [1 + _AT_ONCE // len(texts)])
            could -= self._short(some, texts)


def _numbers(texts: NDArray[np.bool_]) -> Texts:
    import numpy as np

    return np.flatnonzero(texts).astype(np.int32)


def _highest(texts: Texts, scores: Scores, least: float, depth: int) -> tuple[Texts, Scores]:
    """Return those of some texts that have `least` and are among the `depth` highest, all of equal ones."""
    import numpy as np

    if len(texts) > depth:
        least = max(least, float(np.partition(scores, -depth)[-depth]))
    kept = np.flatnonzero((scores > 0) & (scores >= least))
    return texts[kept], scores[kept]


def best_of(
    parts: Iterable[Local], depth: int, inside: NDArray[np.bool_] | None = None
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
