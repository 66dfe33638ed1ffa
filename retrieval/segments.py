"""The immutable pieces of a lexical index: which texts hold a term and how often, in columns mapped into memory.

A segment holds counts and no weights, so that it stays right whatever is added beside it or taken out of it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self

from plans.agencies import expand
from plans.text import syllables
from retrieval.terms import FIELDS, folded_key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.terms import Keys

BODY: Final = "body"  # syllables of a text without its first line, each counted once
_MOST: Final = 65535


@dataclass(frozen=True, eq=False)
class Postings:
    """One field: `terms` is sorted; term `i` stands in `texts[starts[i]:starts[i + 1]]`, `counts[…]` times in each.

    `lengths` is how many terms each text has, `most` how often each term stands in one text at most.
    """

    terms: Keys
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    counts: NDArray[np.uint16]
    lengths: NDArray[np.int32]
    most: NDArray[np.uint16]

    @classmethod
    def build(cls, documents: Sequence[Keys]) -> Self:
        """Index the terms of some texts."""
        import numpy as np

        lengths = np.array([len(keys) for keys in documents], dtype=np.int32)
        terms, ids = np.unique(np.concatenate([np.zeros(0, np.uint64), *documents]), return_inverse=True)
        owners = np.repeat(np.arange(len(documents)), lengths)
        cells, counts = np.unique(ids * max(len(documents), 1) + owners, return_counts=True)
        term, text = np.divmod(cells, max(len(documents), 1))
        starts, few = _starts(term, len(terms)), _few(counts)
        return cls(terms, starts, text.astype(np.int32), few, lengths, _most(few, starts))

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, NDArray[np.int32]]]) -> Self:
        """Join fields, each with the new places of its texts, -1 for those left out; places rise from part to part."""
        import numpy as np

        size = sum(int((places >= 0).sum()) for _, places in parts)
        terms = np.unique(np.concatenate([np.zeros(0, np.uint64), *(field.terms for field, _ in parts)]))
        lives = [_Live.of(field, places, terms) for field, places in parts]
        found_in = np.add.reduce([live.found_in for live in lives], dtype=np.int64)
        joined = cls(
            terms[found_in > 0],
            np.concatenate([[0], np.cumsum(found_in[found_in > 0])]).astype(np.int64),
            np.zeros(int(found_in.sum()), np.int32),
            np.zeros(int(found_in.sum()), np.uint16),
            np.zeros(size, np.int32),
            np.zeros(int((found_in > 0).sum()), np.uint16),
        )
        begin = np.cumsum(found_in) - found_in
        for (field, places), live in zip(parts, lives, strict=True):
            joined.lengths[places[places >= 0]] = field.lengths[places >= 0]
            at = np.arange(int(live.kept.sum())) + np.repeat(begin - live.before, live.found_in)
            joined.texts[at] = places[field.texts[live.kept]]
            joined.counts[at] = field.counts[live.kept]
            begin = begin + live.found_in
        joined.most[:] = _most(joined.counts, joined.starts)
        return joined

    @property
    def is_whole(self) -> bool:
        """Say whether the columns fit together."""
        runs = len(self.starts) == len(self.terms) + 1 == len(self.most) + 1
        return runs and len(self.texts) == len(self.counts) == int(self.starts[-1])

    def save(self, folder: Path, name: str) -> None:
        """Write the columns into `folder`."""
        import numpy as np

        for part in _PARTS:
            np.save(folder / f"{name}.{part}.npy", getattr(self, part))

    @classmethod
    def load(cls, folder: Path, name: str) -> Self:
        """Open what was saved; raise `OSError` or `ValueError` when it is not there or not whole."""
        import numpy as np

        columns = (np.load(folder / f"{name}.{part}.npy", mmap_mode="r") for part in _PARTS)
        found = cls(*map(np.asarray, columns))  # slices of a plain view cost a tenth of those of np.memmap
        if not found.is_whole:
            raise ValueError(f"{name} in {folder} is not whole")
        return found

    def run(self, term: np.uint64) -> slice:
        """Return where the texts of `term` stand in `texts`; an empty slice when no text has it."""
        import numpy as np

        begins, ends, _ = self.runs(np.array([term], dtype=np.uint64))
        return slice(int(begins[0]), int(ends[0]))

    def runs(self, terms: Keys) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.uint16]]:
        """Return where the texts of each of some terms begin and end in `texts`, and its `most`.

        A run begins and ends at one place when no text has the term.
        """
        import numpy as np

        if not len(self.terms):
            return np.zeros(len(terms), np.int64), np.zeros(len(terms), np.int64), np.zeros(len(terms), np.uint16)
        at = np.searchsorted(self.terms, terms).clip(max=len(self.terms) - 1)
        return self.starts[at], self.starts[at + (self.terms[at] == terms)], self.most[at]


@dataclass(frozen=True, eq=False)
class _Live:
    """What is left of a field: which of its cells, and for each of `terms` how many of them and how many before."""

    kept: NDArray[np.bool_]
    found_in: NDArray[np.int64]
    before: NDArray[np.int64]

    @classmethod
    def of(cls, field: Postings, places: NDArray[np.int32], terms: Keys) -> Self:
        import numpy as np

        kept = places[field.texts] >= 0
        upto = np.concatenate([[0], np.cumsum(kept)])
        found_in = np.zeros(len(terms), np.int64)
        found_in[np.searchsorted(terms, field.terms)] = upto[field.starts[1:]] - upto[field.starts[:-1]]
        return cls(kept, found_in, np.cumsum(found_in) - found_in)


def _starts(ids: NDArray[np.int64], terms: int) -> NDArray[np.int64]:
    import numpy as np

    return np.concatenate([[0], np.cumsum(np.bincount(ids, minlength=terms))]).astype(np.int64)


def _few(counts: NDArray[np.int64]) -> NDArray[np.uint16]:
    import numpy as np

    return np.minimum(counts, _MOST).astype(np.uint16)


def _most(counts: NDArray[np.uint16], starts: NDArray[np.int64]) -> NDArray[np.uint16]:
    """Return the largest count of each term, every one of which stands somewhere."""
    import numpy as np

    return np.maximum.reduceat(counts, starts[:-1]) if len(counts) else counts


_PARTS: Final = tuple(field.name for field in fields(Postings))


@dataclass(frozen=True, eq=False)
class Segment:
    """The index of some texts, numbered from 0; `size` is how many there are."""

    size: int
    fields: dict[str, Postings]

    @classmethod
    def build(cls, texts: Sequence[str]) -> Self:
        """Index `texts`, abbreviations written out."""
        import numpy as np

        parts = [[syllables(expand(part)) for part in text.partition("\n")[::2]] for text in texts]
        words = [head + body for head, body in parts]
        made = {name: Postings.build([*map(kind.of, words)]) for name, kind in FIELDS.items()}
        once = [np.fromiter({folded_key(w) for w in body}, dtype=np.uint64) for _, body in parts]
        return cls(len(texts), made | {BODY: Postings.build(once)})

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, NDArray[np.int32]]]) -> Self:
        """Join segments, each with the new places of its texts, -1 for those left out."""
        size = sum(int((places >= 0).sum()) for _, places in parts)
        names = (*FIELDS, BODY)
        return cls(size, {name: Postings.merged([(s.fields[name], at) for s, at in parts]) for name in names})

    def save(self, folder: Path) -> None:
        """Write the segment into `folder`, which is made if it does not exist."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "size.npy", np.array(self.size))
        for name, field in self.fields.items():
            field.save(folder, name)

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open the segment saved in `folder`; raise `OSError` or `ValueError` when it is not there or not whole."""
        import numpy as np

        size = int(np.load(folder / "size.npy"))
        found = {name: Postings.load(folder, name) for name in (*FIELDS, BODY)}
        if any(len(field.lengths) != size for field in found.values()):
            raise ValueError(f"the index in {folder} is not whole")
        return cls(size, found)
