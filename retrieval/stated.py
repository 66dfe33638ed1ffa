"""The index of what plans state: which of them can speak of a subject or name a body, so that only these are read.

It holds words and names, no weights and no order; whoever asks reads the plans found and decides.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from plans.agencies import expand
from plans.text import fold, syllables
from retrieval.evidence import LIGHTEST, folded
from retrieval.segments import Postings
from retrieval.statements import KINDS, Indexed, Kind
from retrieval.terms import key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.terms import Keys

_LEAST: Final = 1e-4  # of a share, for what floating-point numbers lose


@dataclass(frozen=True, eq=False)
class Stated:
    """What some plans state: `owners` and `kinds` are of each statement, `words` of their words.

    `names` holds for each plan the bodies named in its statements, under "kind name" as listed in `labels`.
    """

    owners: NDArray[np.int32]
    kinds: NDArray[np.uint8]
    words: Postings
    names: Postings
    labels: NDArray[np.str_]

    @classmethod
    def build(cls, plans: Sequence[Indexed]) -> Self:
        """Index some plans, numbered from 0."""
        import numpy as np

        every = [(at, kind, text) for at, plan in enumerate(plans) for kind, text in plan.statements]
        labels = [sorted(_label(kind, name) for kind, name in plan.names) for plan in plans]
        return cls(
            np.array([at for at, _, _ in every], dtype=np.int32),
            np.array([KINDS.index(kind) for _, kind, _ in every], dtype=np.uint8),
            Postings.build([_words(kind, text) for _, kind, text in every]),
            Postings.build([np.array([*map(key, some)], dtype=np.uint64) for some in labels]),
            np.array(sorted({label for some in labels for label in some}), dtype=np.str_),
        )

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, NDArray[np.int32]]]) -> Self:
        """Join indexes, each with the new places of its plans, -1 for those left out; places rise from part to part."""
        import numpy as np

        begin, words = 0, []
        for stated, places in parts:
            live = places[stated.owners] >= 0
            words.append((stated.words, np.where(live, begin + np.cumsum(live) - 1, -1).astype(np.int32)))
            begin += int(live.sum())
        owners = [places[stated.owners] for stated, places in parts]
        kinds = [stated.kinds[moved >= 0] for (stated, _), moved in zip(parts, owners, strict=True)]
        return cls(
            np.concatenate([moved[moved >= 0] for moved in owners]),
            np.concatenate(kinds),
            Postings.merged(words),
            Postings.merged([(stated.names, places) for stated, places in parts]),
            np.unique(np.concatenate([stated.labels for stated, _ in parts])),
        )

    def save(self, folder: Path) -> None:
        """Write the index into `folder`."""
        import numpy as np

        for name, column in (("owners", self.owners), ("kinds", self.kinds), ("labels", self.labels)):
            np.save(folder / f"stated.{name}.npy", column)
        self.words.save(folder, "stated.words")
        self.names.save(folder, "stated.names")

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the index saved in `folder`; raise `OSError` or `ValueError` when it is not there or not whole."""
        import numpy as np

        owners, kinds, labels = (np.load(folder / f"stated.{n}.npy") for n in ("owners", "kinds", "labels"))
        words, names = Postings.load(folder, "stated.words"), Postings.load(folder, "stated.names")
        if not len(owners) == len(kinds) == len(words.lengths):
            raise ValueError(f"the index in {folder} is not whole")
        return cls(owners, kinds, words, names, labels)

    def speaking(self, kind: Kind, weights: Mapping[str, float], least: float) -> NDArray[np.int32]:
        """Return the plans with a statement of a kind whose words weigh the share `least` of all `weights`."""
        shares = self._weighed(weights)
        found: NDArray[np.int32] = self.owners[(shares > _enough(least, weights)) & (self.kinds == KINDS.index(kind))]
        return found

    def shares(self, kind: Kind, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return for each plan the largest share of all `weights` that the words of one statement of a kind weigh."""
        import numpy as np

        best, of_kind = np.zeros(len(self.names.lengths), np.float32), self.kinds == KINDS.index(kind)
        np.maximum.at(best, self.owners[of_kind], self._weighed(weights)[of_kind] / sum(weights.values()))
        return best

    def covering(self, kinds: Collection[Kind], weights: Mapping[str, float], least: float) -> NDArray[np.int32]:
        """Return the plans whose statements of some kinds together have words that weigh the share `least` of all."""
        import numpy as np

        return np.flatnonzero(self._together(kinds, weights) > _enough(least, weights)).astype(np.int32)

    def headed(self, weights: Mapping[str, float], least: float) -> NDArray[np.int32]:
        """Return the plans of which two headings may weigh the share `least` of all `weights` with title and issuer."""
        import numpy as np

        weighed = self._weighed(weights)
        some = np.flatnonzero((self.kinds == KINDS.index("heading")) & (weighed > 0))
        some = some[np.lexsort((-weighed[some], self.owners[some]))]
        owners = self.owners[some]
        two = np.arange(len(some)) - np.searchsorted(owners, owners) < 2
        shares = self._together(("title", "issuer"), weights)
        np.add.at(shares, owners[two], weighed[some[two]])
        return np.flatnonzero(shares > _enough(least, weights)).astype(np.int32)

    def _weighed(self, weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return what the words of each statement weigh."""
        import numpy as np

        weighed = np.zeros(len(self.owners), dtype=np.float32)
        for word, weight in weights.items():
            weighed[self.words.texts[self.words.run(np.uint64(key(word)))]] += weight
        return weighed

    def _together(self, kinds: Collection[Kind], weights: Mapping[str, float]) -> NDArray[np.float32]:
        """Return what the words weigh that the statements of some kinds of each plan have together."""
        import numpy as np

        plans = len(self.names.lengths)
        weighed, of_kind = np.zeros(plans, np.float32), np.isin(self.kinds, [KINDS.index(kind) for kind in kinds])
        for word, weight in weights.items():
            found = self.words.texts[self.words.run(np.uint64(key(word)))]
            said = np.zeros(plans, np.bool_)
            said[self.owners[found[of_kind[found]]]] = True
            weighed += np.float32(weight) * said
        return weighed

    def holding(self, kind: Kind) -> NDArray[np.int32]:
        """Return the plans with a statement of a kind."""
        found: NDArray[np.int32] = self.owners[self.kinds == KINDS.index(kind)]
        return found

    def within(self, kind: Kind, weights: Mapping[str, float], least: float) -> NDArray[np.int32]:
        """Return the plans with a statement of a kind of whose words the share `least` may be among `weights`.

        A word that is not among them weighs `LIGHTEST` at least.
        """
        import numpy as np

        said = np.zeros(len(self.owners), dtype=np.float32)
        unsaid = self.words.lengths * np.float32(LIGHTEST)
        for word, weight in weights.items():
            run = self.words.run(np.uint64(key(word)))
            said[self.words.texts[run]] += weight * self.words.counts[run]
            unsaid[self.words.texts[run]] -= LIGHTEST * self.words.counts[run]
        enough = (said > 0) & (said >= (least - _LEAST) * (said + unsaid)) & (self.kinds == KINDS.index(kind))
        found: NDArray[np.int32] = self.owners[enough]
        return found

    def naming(self, kind: Kind, fits: Callable[[str], bool]) -> NDArray[np.int32]:
        """Return the plans with a statement of a kind that names a body which fits."""
        import numpy as np

        return np.concatenate([np.zeros(0, np.int32), *(plans for _, plans in self.named(kind, fits))])

    def named(self, kind: Kind, fits: Callable[[str], bool]) -> Iterator[tuple[str, NDArray[np.int32]]]:
        """Yield the bodies that statements of a kind name and that fit, each with the plans of these statements."""
        import numpy as np

        begin = _label(kind, "")
        low, high = np.searchsorted(self.labels, [begin, begin + "\U0010ffff"])
        names = (str(label)[len(begin) :] for label in self.labels[low:high])
        for name in filter(fits, names):
            yield name, self.names.texts[self.names.run(np.uint64(key(begin + name)))]


@dataclass(frozen=True, eq=False)
class Statements:
    """What the plans of a library state: indexes and the ids of the versions each of them numbers."""

    parts: tuple[tuple[Stated, NDArray[np.int64]], ...] = ()

    def speaking(self, kind: Kind, weights: Mapping[str, float], least: float) -> frozenset[int]:
        """Return the versions with a statement of a kind whose words weigh the share `least` of all `weights`."""
        found = (versions[stated.speaking(kind, weights, least)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def covering(self, kinds: Collection[Kind], weights: Mapping[str, float], least: float) -> frozenset[int]:
        """Return the versions whose statements of some kinds together weigh the share `least` of all `weights`."""
        found = (versions[stated.covering(kinds, weights, least)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def headed(self, weights: Mapping[str, float], least: float) -> frozenset[int]:
        """Return the versions of which two headings may weigh that share with title and issuer."""
        found = (versions[stated.headed(weights, least)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def shares(self, kind: Kind, weights: Mapping[str, float]) -> dict[int, float]:
        """Return for each version the largest share of all `weights` that one statement of a kind may speak of."""
        found = ((versions, stated.shares(kind, weights)) for stated, versions in self.parts)
        return {one: share for some, shares in found for one, share in zip(some.tolist(), shares.tolist(), strict=True)}

    def holding(self, kind: Kind) -> frozenset[int]:
        """Return the versions with a statement of a kind."""
        found = (versions[stated.holding(kind)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def within(self, kind: Kind, weights: Mapping[str, float], least: float) -> frozenset[int]:
        """Return the versions with a statement of a kind of whose words the share `least` may be among `weights`."""
        found = (versions[stated.within(kind, weights, least)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def naming(self, kind: Kind, fits: Callable[[str], bool]) -> frozenset[int]:
        """Return the versions with a statement of a kind that names a body which fits."""
        found = (versions[stated.naming(kind, fits)] for stated, versions in self.parts)
        return frozenset(int(version) for some in found for version in some)

    def names(self, kind: Kind, fits: Callable[[str], bool]) -> Iterator[tuple[str, frozenset[int]]]:
        """Yield the bodies that statements of a kind name and that fit, each with the versions of these statements."""
        for stated, versions in self.parts:
            for name, plans in stated.named(kind, fits):
                yield name, frozenset(map(int, versions[plans]))


NOTHING: Final = Statements()


def _enough(least: float, weights: Mapping[str, float]) -> float:
    return max(least - _LEAST, 0.0) * sum(weights.values())


def _label(kind: Kind, name: str) -> str:
    return f"{kind} {name}".replace("\0", " ")  # an array of texts drops what is NUL at their ends


def _words(kind: Kind, text: str) -> Keys:
    """Return the words of a statement with abbreviations written out: of a heading each time, of others once.

    They are kept in the words of offices, and as typed too, as a part of the text may leave out what tells how to read
    them; a heading has no part.
    A duty is also looked for by a body's name as typed, so its pairs of words are kept.
    """
    import numpy as np

    written = expand(text)
    words: Collection[str] = folded(text)
    if kind != "heading":
        typed = fold(" ".join(syllables(text))).split() if kind == "deadline" or written != text else []
        words = {
            *words,
            *fold(" ".join(syllables(written))).split(),
            *typed,
            *(phrase_of(typed) if kind == "deadline" else ()),
        }
    return np.array([key(word) for word in words], dtype=np.uint64)


def phrase_of(words: Sequence[str]) -> list[str]:
    """Return the pairs of neighbours in a phrase, or its only word."""
    return [" ".join(pair) for pair in pairwise(words)] if len(words) > 1 else [*words]
