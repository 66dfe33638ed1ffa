"""The words of each text in their order, as 32-bit hashes: what a text speaks of is weighed without reading its plan.

Two words in four thousand million share a hash: a text of a hundred words, asked for ten, errs once in four million.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self, get_args

from plans.model import SectionKind
from retrieval.evidence import Words, folded
from retrieval.statements import Spoken
from retrieval.terms import key

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_KINDS: Final[tuple[SectionKind, ...]] = get_args(SectionKind)
JOINING: Final = frozenset({"va", "cua", "o"})  # words that a short form has no letter for


@dataclass(frozen=True)
class Told:
    """What is known of a text without reading it: where the words asked for stand in it, and in what it stands.

    `kind` is that of the section a citation of it names, `block` that of the innermost one.
    """

    words: Words
    kind: SectionKind
    block: SectionKind


@dataclass(frozen=True, eq=False)
class Forward:
    """The texts of a segment: text `i` has the words `words[starts[i]:starts[i + 1]]`.

    `letters` holds what each word begins with, without marks; 0 for one of `JOINING` and for what is no letter.
    """

    starts: NDArray[np.int64]
    words: NDArray[np.uint32]
    letters: NDArray[np.uint8]
    kinds: NDArray[np.uint8]
    blocks: NDArray[np.uint8]

    @classmethod
    def build(cls, texts: Sequence[Spoken]) -> Self:
        """Keep the words of some texts."""
        import numpy as np

        words = [folded(one.text) for one in texts]
        every = [word for some in words for word in some]
        return cls(
            np.cumsum([0, *map(len, words)], dtype=np.int64),
            _hashes(every),
            np.fromiter(map(_letter, every), dtype=np.uint8, count=len(every)),
            np.array([_KINDS.index(one.kind) for one in texts], dtype=np.uint8),
            np.array([_KINDS.index(one.block) for one in texts], dtype=np.uint8),
        )

    @classmethod
    def merged(cls, parts: Sequence[tuple[Self, NDArray[np.int32]]]) -> Self:
        """Join texts, each with its new place, -1 for those left out; places rise from part to part."""
        import numpy as np

        lengths = [np.diff(one.starts) for one, _ in parts]
        kept = [places >= 0 for _, places in parts]
        spread = [np.repeat(live, size) for live, size in zip(kept, lengths, strict=True)]
        sizes = np.concatenate([size[live] for size, live in zip(lengths, kept, strict=True)])
        return cls(
            np.concatenate([[0], np.cumsum(sizes)]).astype(np.int64),
            np.concatenate([one.words[live] for (one, _), live in zip(parts, spread, strict=True)]),
            np.concatenate([one.letters[live] for (one, _), live in zip(parts, spread, strict=True)]),
            np.concatenate([one.kinds[live] for (one, _), live in zip(parts, kept, strict=True)]),
            np.concatenate([one.blocks[live] for (one, _), live in zip(parts, kept, strict=True)]),
        )

    def save(self, folder: Path) -> None:
        """Write the columns into `folder`."""
        import numpy as np

        for part in _PARTS:
            np.save(folder / f"forward.{part}.npy", getattr(self, part))

    @classmethod
    def load(cls, folder: Path) -> Self:
        """Open what was saved; raise `OSError` or `ValueError` when it is not there or not whole."""
        import numpy as np

        columns = (np.load(folder / f"forward.{part}.npy", mmap_mode="r") for part in _PARTS)
        found = cls(*map(np.asarray, columns))
        whole = len(found.starts) == len(found.kinds) + 1 == len(found.blocks) + 1
        if not whole or not found.starts[-1] == len(found.words) == len(found.letters):
            raise ValueError(f"the words in {folder} are not whole")
        return found

    def told(self, text: int, asked: Mapping[str, np.uint32]) -> Told:
        """Return what is known of a text for the words `asked`, given as `hashed`."""
        here = self.words[self.starts[text] : self.starts[text + 1]]
        places = {word: tuple((here == sought).nonzero()[0].tolist()) for word, sought in asked.items()}
        words = Words({word: at for word, at in places.items() if at})
        return Told(words, _KINDS[self.kinds[text]], _KINDS[self.blocks[text]])

    def spelling(self, letters: str) -> Iterator[tuple[int, bytes]]:
        """Yield each phrase that some letters without marks are the initials of: its text, and what tells it apart."""
        import numpy as np

        sought = re.compile(b"\\0*".join(re.escape(letter.encode()) for letter in letters))
        found = sought.search(self.letters.data)
        while found:  # phrases may begin in one another
            text = int(np.searchsorted(self.starts, found.start(), side="right")) - 1
            if found.end() <= self.starts[text + 1]:
                yield text, self.words[found.start() : found.end()].tobytes()
            found = sought.search(self.letters.data, found.start() + 1)


_PARTS: Final = tuple(field.name for field in fields(Forward))


def hashed(words: Sequence[str]) -> Mapping[str, np.uint32]:
    """Return what each of some words is known by."""
    return dict(zip(words, _hashes(words), strict=True))


def told_apart(phrase: str) -> bytes:
    """Return what tells a phrase apart among those that `Forward.spelling` yields."""
    return _hashes(folded(phrase)).tobytes()


def _letter(word: str) -> int:
    return 0 if word in JOINING or not word[0].isascii() or not word[0].isalpha() else ord(word[0])


def _hashes(words: Iterable[str]) -> NDArray[np.uint32]:
    import numpy as np

    return np.fromiter(map(key, words), dtype=np.uint64).astype(np.uint32)
