"""What is indexed of a text: syllables and pairs of them, with marks and without, as 64-bit hashes.

Weights were measured on laws and encyclopedia paragraphs (`python -m evaluation.retrieval_bench`): syllables that stand
together are rarer than each of them, so that a pair needs little weight to say more.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from hashlib import blake2b
from typing import TYPE_CHECKING, Final

from plans.text import fold

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Keys = NDArray[np.uint64]
    Weights = NDArray[np.float64]

_SPREAD: Final = {1: 0x9E3779B97F4A7C15, 2: 0xC2B2AE3D27D4EB4F, 3: 0x165667B19E3779F9}


@lru_cache(maxsize=65536)
def key(syllable: str) -> int:
    """Return the hash a syllable is known by."""
    return int.from_bytes(blake2b(syllable.encode("utf-8", "surrogatepass"), digest_size=8).digest(), "little")


@lru_cache(maxsize=65536)
def folded_key(syllable: str) -> int:
    """Return the hash of a syllable without its marks."""
    return key(fold(syllable))


def _joined(keys: Keys, apart: int) -> Keys:
    """Return a key for every two syllables that stand `apart` places from each other, for each one where that is 0."""
    import numpy as np

    return keys[:-apart] * np.uint64(_SPREAD[apart]) + keys[apart:] if apart else keys


@dataclass(frozen=True)
class Kind:
    """What one field indexes: a key for each syllable, and terms made of the keys.

    `weights` holds what the score of a term weighs by how far apart its syllables stand; 0 is a syllable by itself.
    """

    key: Callable[[str], int]
    weights: Mapping[int, float]

    def of(self, words: Sequence[str]) -> Keys:
        """Return the terms of a text's syllables."""
        import numpy as np

        keys = np.fromiter(map(self.key, words), dtype=np.uint64, count=len(words))
        return np.concatenate([_joined(keys, apart) for apart in self.weights])

    def asked(self, heard: Sequence[float]) -> Weights:
        """Return what each term of a question weighs, in the order of `of`: as much as the lesser of its syllables."""
        import numpy as np

        each = np.asarray(heard, dtype=np.float64)
        lesser = (np.minimum(each[: len(each) - apart], each[apart:]) for apart in self.weights)
        return np.concatenate([weight * some for weight, some in zip(self.weights.values(), lesser, strict=True)])


FIELDS: Final = {
    "marked": Kind(key, {0: 1.0, 1: 0.3}),
    "folded": Kind(folded_key, {0: 0.5, 1: 0.15}),  # for questions typed without marks, or with slips
    "skips": Kind(key, {2: 0.25, 3: 0.25}),  # binds words that something stands between
}
