"""BM25 over syllables and syllable pairs, with marks and without: the lexical index of the library's passages.

Weights, k1 and b were measured on laws and encyclopedia paragraphs (`python -m evaluation.retrieval_bench`).
Terms are known by 64-bit hashes, so that an index is nothing but arrays, which are mapped into memory when opened.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from pathlib import Path
from typing import TYPE_CHECKING, Final

from plans.agencies import expand
from plans.text import fold, syllables

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]

K1: Final = 0.6
B: Final = 0.6
_PARTS: Final = ("terms", "starts", "texts", "weights")
_SPREAD: Final = {1: 0x9E3779B97F4A7C15, 2: 0xC2B2AE3D27D4EB4F, 3: 0x165667B19E3779F9}


@lru_cache(maxsize=65536)
def _key(syllable: str) -> int:
    return int.from_bytes(blake2b(syllable.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=65536)
def _folded_key(syllable: str) -> int:
    return _key(fold(syllable))


def _joined(keys: Keys, apart: int) -> Keys:
    """Return a key for every two syllables that stand `apart` places from each other."""
    import numpy as np

    return keys[:-apart] * np.uint64(_SPREAD[apart]) + keys[apart:]


def _pairs(keys: Keys) -> Keys:
    import numpy as np

    return np.concatenate([keys, _joined(keys, 1)])


def _skips(keys: Keys) -> Keys:
    import numpy as np

    return np.concatenate([_joined(keys, 2), _joined(keys, 3)])


@dataclass(frozen=True)
class _Kind:
    """What one field indexes: a key for each syllable, terms made of the keys, and the weight of their score."""

    weight: float
    key: Callable[[str], int]
    terms: Callable[[Keys], Keys]

    def of(self, words: Sequence[str]) -> Keys:
        import numpy as np

        return self.terms(np.fromiter(map(self.key, words), dtype=np.uint64, count=len(words)))


FIELDS: Final = {
    "marked": _Kind(1.0, _key, _pairs),
    "folded": _Kind(0.5, _folded_key, _pairs),  # for questions typed without marks, or with slips
    "skips": _Kind(0.2, _key, _skips),  # binds words that something stands between
}


@dataclass(frozen=True, eq=False)
class _Field:
    """One index in columns: what each term adds to the score of which texts.

    `terms` is sorted; the texts of term `i` are `texts[starts[i]:starts[i + 1]]`, what it adds `weights[…]`.
    """

    terms: Keys
    starts: NDArray[np.int64]
    texts: NDArray[np.int32]
    weights: NDArray[np.float32]

    @classmethod
    def build(cls, documents: Sequence[Keys]) -> _Field:
        """Index `documents` by the BM25 of Lucene, (k1 + 1) left out."""
        import numpy as np

        lengths = np.array([len(keys) for keys in documents], dtype=np.float64)
        terms, ids = np.unique(np.concatenate([np.zeros(0, np.uint64), *documents]), return_inverse=True)
        owners = np.repeat(np.arange(len(documents)), lengths.astype(np.int64))
        cells, counts = np.unique(ids * max(len(documents), 1) + owners, return_counts=True)
        term, text = np.divmod(cells, max(len(documents), 1))
        found_in = np.bincount(term, minlength=len(terms))
        rarity = np.log1p((len(documents) - found_in + 0.5) / (found_in + 0.5))
        norm = K1 * (1 - B + B * lengths / max(lengths.mean() if len(lengths) else 0.0, 1e-9))
        weights = rarity[term] * counts / (counts + norm[text])
        starts = np.concatenate([[0], np.cumsum(found_in)])
        return cls(terms, starts.astype(np.int64), text.astype(np.int32), weights.astype(np.float32))

    def add_to(self, totals: NDArray[np.float32], asked: Keys, weight: float) -> None:
        """Add `weight` times the score of every text for the terms `asked` to `totals`."""
        import numpy as np

        for key, at in zip(asked, np.searchsorted(self.terms, asked), strict=True):
            if at < len(self.terms) and self.terms[at] == key:
                run = slice(self.starts[at], self.starts[at + 1])
                totals[self.texts[run]] += np.float32(weight) * self.weights[run]


@dataclass(frozen=True, eq=False)
class Lexical:
    """The index of some texts; `size` is how many there are.

    The first line of a text says where it stands (plan › heading): it is searched and not counted, or the words of a
    plan's title would seem as common as its passages are many. `known` and `counts` hold that count.
    """

    size: int
    fields: dict[str, _Field]
    known: Keys
    counts: NDArray[np.int64]

    @classmethod
    def build(cls, texts: Sequence[str]) -> Lexical:
        """Index `texts`, abbreviations written out."""
        import numpy as np

        parts = [[syllables(expand(part)) for part in text.partition("\n")[::2]] for text in texts]
        words = [head + body for head, body in parts]
        fields = {name: _Field.build([*map(kind.of, words)]) for name, kind in FIELDS.items()}
        once = [np.fromiter({_folded_key(w) for w in body}, dtype=np.uint64) for _, body in parts]
        return cls(len(texts), fields, *np.unique(np.concatenate([np.zeros(0, np.uint64), *once]), return_counts=True))

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

        key = np.uint64(_folded_key(word))
        at = int(np.searchsorted(self.known, key))
        return int(self.counts[at]) if at < len(self.known) and self.known[at] == key else 0

    def prints(self, word: str) -> bool:
        """Say whether some text has the syllable with just these marks."""
        import numpy as np

        field, key = self.fields["marked"], np.uint64(_key(word))
        at = int(np.searchsorted(field.terms, key))
        return at < len(field.terms) and bool(field.terms[at] == key)

    def save(self, folder: Path) -> None:
        """Write the index into `folder`, which is made if it does not exist."""
        import numpy as np

        folder.mkdir(parents=True, exist_ok=True)
        np.save(folder / "size.npy", np.array(self.size))
        np.save(folder / "known.npy", self.known)
        np.save(folder / "counts.npy", self.counts)
        for name, field in self.fields.items():
            for part in _PARTS:
                np.save(folder / f"{name}.{part}.npy", getattr(field, part))

    @classmethod
    def load(cls, folder: Path) -> Lexical:
        """Open the index saved in `folder`; raise `OSError` or `ValueError` when it is not there or not whole."""
        import numpy as np

        def read(name: str) -> _Field:
            return _Field(*(np.load(folder / f"{name}.{part}.npy", mmap_mode="r") for part in _PARTS))

        size, fields = int(np.load(folder / "size.npy")), {name: read(name) for name in FIELDS}
        if any(len(f.starts) != len(f.terms) + 1 or len(f.texts) != len(f.weights) for f in fields.values()):
            raise ValueError(f"the index in {folder} is not whole")
        known, counts = (np.load(folder / f"{name}.npy", mmap_mode="r") for name in ("known", "counts"))
        if len(known) != len(counts):
            raise ValueError(f"the index in {folder} is not whole")
        return cls(size, fields, known, counts)
