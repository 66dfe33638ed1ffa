"""The saved lexical index: segments that never change, each of some versions of plans, joined as they grow in number.

Adding a plan indexes that plan alone. A segment is joined with the next larger one when that is not much larger, so
that there are few of them and each text is copied few times. What is missing or damaged is indexed again from SQL.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Final, Self
from uuid import uuid4

import plans
from retrieval import evidence, forward, segments, stated, statements, terms, topic
from retrieval.forward import Forward
from retrieval.lexical import Lexical, Part
from retrieval.segments import Segment
from retrieval.stated import Stated, Statements
from retrieval.statements import Indexed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER: Final = "lexical"
_DECIDING: Final = (segments, forward, terms, stated, statements, evidence, topic)
RATIO: Final = 4  # a segment at least so many times larger than the next is left alone
LARGEST: Final = 50_000  # texts of a segment: joining larger ones would take more memory than it saves time
AT_ONCE: Final = 250  # versions indexed together
_READ: Final = {".py", ".csv", ".txt"}
Read = Callable[[Sequence[int]], Iterable[Indexed]]
Heard = Callable[[int, int], object]


@dataclass(frozen=True, eq=False)
class Wanted:
    """The versions of one moment in the order of the scores, and the number of texts of each."""

    versions: NDArray[np.int64]
    sizes: NDArray[np.int64]

    @classmethod
    def of(cls, wanted: Sequence[tuple[int, int]]) -> Self:
        """Take versions given with the number of their texts."""
        import numpy as np

        rows = np.array(wanted, dtype=np.int64).reshape(-1, 2)
        return cls(rows[:, 0], rows[:, 1])

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """Where the texts of each version begin among all."""
        import numpy as np

        return np.asarray(np.cumsum(self.sizes) - self.sizes)

    @cached_property
    def _order(self) -> NDArray[np.int64]:
        import numpy as np

        return np.argsort(self.versions)

    def at(self, versions: NDArray[np.int64]) -> NDArray[np.int64]:
        """Return where some versions stand among those wanted, -1 for the others."""
        import numpy as np

        if not len(self.versions):
            return np.full(len(versions), -1, dtype=np.int64)
        near = np.searchsorted(self.versions[self._order], versions).clip(max=len(self.versions) - 1)
        at = self._order[near]
        return np.where(self.versions[at] == versions, at, -1)


@dataclass(frozen=True, eq=False)
class _Stored:
    """A segment, its words, what its plans state, the versions it holds with the number of their texts, its folder."""

    segment: Segment
    forward: Forward
    stated: Stated
    versions: NDArray[np.int64]
    sizes: NDArray[np.int64]
    folder: Path | None = None

    def places(self, wanted: Wanted) -> NDArray[np.int32]:
        """Return the place of each text among all wanted, -1 for what is not."""
        import numpy as np

        at = wanted.at(self.versions)
        begins = np.where(at >= 0, wanted.starts[at] if len(wanted.versions) else -1, -1)
        within = np.arange(self.sizes.sum()) - np.repeat(np.cumsum(self.sizes) - self.sizes, self.sizes)
        begin = np.repeat(begins, self.sizes)
        return np.where(begin >= 0, begin + within, -1).astype(np.int32)

    def seen(self, wanted: Wanted) -> int:
        """Return how many texts belong to versions wanted."""
        return int(self.sizes[wanted.at(self.versions) >= 0].sum())

    def fits(self, wanted: Wanted) -> bool:
        """Say whether every version wanted has as many texts here as it should."""
        at = wanted.at(self.versions)
        return bool((self.sizes[at >= 0] == wanted.sizes[at[at >= 0]]).all())

    def small(self, wanted: Wanted) -> bool:
        """Say whether most of it is of versions nobody wants."""
        return 2 * self.seen(wanted) < self.segment.size


def open_lexical(
    home: Path, library: str, versions: Sequence[tuple[int, int]], read: Read, keep: bool, heard: Heard
) -> Lexical:
    """Return the index over `versions`, given with the number of their texts in the order of the scores.

    `read` returns what is indexed of versions; `keep` says that these are all there are, so that what is made is saved;
    `heard` is told how many of the missing ones are done.
    """
    folder = home / FOLDER / f"{library}-{_tokeniser()}"
    wanted = Wanted.of(versions)
    stored = list(_chosen(folder, wanted))
    held = {version for one in stored for version in one.versions.tolist()}
    missing, done = [pair for pair in versions if pair[0] not in held], 0
    if missing or any(one.small(wanted) for one in stored):
        for made in _made(missing, read):
            before = {one.folder for one in stored if one.folder}
            stored = [*stored, made] if not keep else [_saved(s, folder) for s in _joined([*stored, made], wanted)]
            _remove(before - {one.folder for one in stored})
            heard(done := done + len(made.versions), len(missing))
        stored = [_saved(one, folder) for one in _joined(stored, wanted)] if keep else stored
    if keep:
        _sweep(home / FOLDER, {one.folder for one in stored if one.folder})
    parts = tuple(Part(one.segment, one.places(wanted), one.forward) for one in stored)
    return Lexical(int(wanted.sizes.sum()), parts, Statements(tuple((one.stated, one.versions) for one in stored)))


def _made(missing: Sequence[tuple[int, int]], read: Read) -> Iterator[_Stored]:
    """Yield the index of versions not indexed yet, so many at once that they fit into memory."""
    import numpy as np

    for begin in range(0, len(missing), AT_ONCE):
        some = np.array(missing[begin : begin + AT_ONCE], dtype=np.int64)
        plans = [*read(some[:, 0].tolist())]
        segment = Segment.build([text for plan in plans for text in plan.texts])
        forward = Forward.build([one for plan in plans for one in plan.spoken])
        yield _Stored(segment, forward, Stated.build(plans), some[:, 0], some[:, 1])


def forget(home: Path) -> None:
    """Remove every saved index."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


@cache
def _tokeniser() -> str:
    """Return a digest of the code and the word lists that decide what is indexed."""
    digest = hashlib.sha256(b"".join(Path(str(m.__file__)).read_bytes() for m in _DECIDING))
    folders = (*plans.__path__, str(Path(str(topic.__file__)).parent / "data"))
    files = (file for folder in folders for file in Path(folder).rglob("*"))
    for file in sorted(file for file in files if file.suffix in _READ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _chosen(folder: Path, wanted: Wanted) -> Iterator[_Stored]:
    """Yield saved segments that together hold no version twice, those with most of the wanted texts first."""
    found = [one for path in sorted(folder.glob("[!.]*")) if (one := _loaded(path)) and one.seen(wanted)]
    held: set[int] = set()
    for one in sorted(found, key=lambda stored: -stored.seen(wanted)):
        own = set(one.versions[wanted.at(one.versions) >= 0].tolist())
        if own and not own & held and one.fits(wanted):
            held |= own
            yield one


def _loaded(path: Path) -> _Stored | None:
    import numpy as np

    try:
        rows = np.load(path / "versions.npy").reshape(-1, 2)
        one = _Stored(Segment.load(path), Forward.load(path), Stated.load(path), rows[:, 0], rows[:, 1], path)
    except (OSError, ValueError, EOFError):
        return None
    texts = int(one.sizes.sum())
    whole = texts == one.segment.size == len(one.forward.kinds) and len(one.stated.names.lengths) == len(rows)
    return one if whole else None


def _joined(stored: list[_Stored], wanted: Wanted) -> list[_Stored]:
    """Join small segments into larger ones, and leave out what nobody sees any more."""
    stored = sorted((one for one in stored if one.seen(wanted)), key=lambda one: -one.seen(wanted))
    while len(stored) > 1 and stored[-2].seen(wanted) < min(RATIO * stored[-1].seen(wanted), LARGEST):
        stored = sorted([*stored[:-2], _merged(stored[-2:], wanted)], key=lambda one: -one.seen(wanted))
    return [_merged([one], wanted) if one.small(wanted) else one for one in stored]


def _merged(stored: Sequence[_Stored], wanted: Wanted) -> _Stored:
    import numpy as np

    live = [wanted.at(one.versions) >= 0 for one in stored]
    versions = np.concatenate([one.versions[kept] for one, kept in zip(stored, live, strict=True)])
    sizes = np.concatenate([one.sizes[kept] for one, kept in zip(stored, live, strict=True)])
    here, begin, plans = Wanted(versions, sizes), 0, []
    for one, kept in zip(stored, live, strict=True):
        plans.append((one.stated, np.where(kept, begin + np.cumsum(kept) - 1, -1).astype(np.int32)))
        begin += int(kept.sum())
    places = [one.places(here) for one in stored]
    segment = Segment.merged([(one.segment, at) for one, at in zip(stored, places, strict=True)])
    forward = Forward.merged([(one.forward, at) for one, at in zip(stored, places, strict=True)])
    return _Stored(segment, forward, Stated.merged(plans), versions, sizes)


def _saved(one: _Stored, folder: Path) -> _Stored:
    """Return the segment as read back from disk, or as it is where it cannot be saved: it is made again next time."""
    import numpy as np

    if one.folder:
        return one
    fresh, final = folder / f".{uuid4().hex}", folder / uuid4().hex
    try:
        one.segment.save(fresh)
        one.forward.save(fresh)
        one.stated.save(fresh)
        np.save(fresh / "versions.npy", np.stack([one.versions, one.sizes], axis=1))
        os.replace(fresh, final)
    except OSError:
        shutil.rmtree(fresh, ignore_errors=True)
        return one
    return _loaded(final) or one


def _sweep(home: Path, kept: set[Path]) -> None:
    """Remove what no reader of the present state needs; whoever still reads it has it mapped."""
    within = {path.parent for path in kept}
    try:
        for library in home.iterdir():
            _remove([library] if library not in within else [path for path in library.iterdir() if path not in kept])
    except OSError:
        return


def _remove(folders: Iterable[Path]) -> None:
    for folder in folders:
        shutil.rmtree(folder, ignore_errors=True)
