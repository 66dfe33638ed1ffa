"""What is indexed of a text: syllables and pairs of them, with marks and without, as 64-bit hashes.

Weights were measured on laws and encyclopedia paragraphs (`python -m evaluation.retrieval_bench`).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from plans.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]

_SPREAD: Final = {1: 0x9E3779B97F4A7C15, 2: 0xC2B2AE3D27D4EB4F, 3: 0x165667B19E3779F9}


@lru_cache(maxsize=65536)
def key(syllable: str) -> int:
    """Return the hash a syllable is known by."""
    return int.from_bytes(blake2b(syllable.encode(), digest_size=8).digest(), "little")


@lru_cache(maxsize=65536)
def folded_key(syllable: str) -> int:
    """Return the hash of a syllable without its marks."""
    return key(fold(syllable))


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
class Kind:
    """What one field indexes: a key for each syllable, terms made of the keys, and the weight of their score."""

    weight: float
    key: Callable[[str], int]
    terms: Callable[[Keys], Keys]

    def of(self, words: Sequence[str]) -> Keys:
        """Return the terms of a text's syllables."""
        import numpy as np

        return self.terms(np.fromiter(map(self.key, words), dtype=np.uint64, count=len(words)))


FIELDS: Final = {
    "marked": Kind(1.0, key, _pairs),
    "folded": Kind(0.5, folded_key, _pairs),  # for questions typed without marks, or with slips
    "skips": Kind(0.2, key, _skips),  # binds words that something stands between
}
