"""The saved lexical index: segments that never change, each of some versions of plans, joined as they grow in number.

Adding a plan indexes that plan alone. A segment is joined with the next larger one when that is not much larger, so
that there are few of them and each text is copied few times. What is missing or damaged is indexed again from SQL.
"""

from __future__ import annotations

import hashlib
import os
import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Final
from uuid import uuid4

import plans
from retrieval import segments, terms
from retrieval.lexical import Lexical, Part
from retrieval.segments import Segment

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

FOLDER: Final = "lexical"
RATIO: Final = 4  # a segment at least so many times larger than the next is left alone
_READ: Final = {".py", ".csv", ".txt"}
Texts = Callable[[Sequence[int]], Sequence[str]]


@dataclass(frozen=True, eq=False)
class _Stored:
    """A segment, the versions it holds with the number of their texts, and its folder if it is saved."""

    segment: Segment
    versions: tuple[tuple[int, int], ...]
    folder: Path | None = None

    def places(self, starts: Mapping[int, int]) -> NDArray[np.int32]:
        """Return the place of each text, given where the texts of each version seen begin."""
        import numpy as np

        runs = [np.arange(n) + starts[v] if v in starts else np.full(n, -1) for v, n in self.versions]
        return np.concatenate([np.zeros(0, np.int32), *runs]).astype(np.int32)

    def seen(self, wanted: Mapping[int, int]) -> int:
        """Return how many texts belong to versions wanted."""
        return sum(n for v, n in self.versions if v in wanted)


def open_lexical(home: Path, library: str, wanted: Sequence[tuple[int, int]], texts: Texts, keep: bool) -> Lexical:
    """Return the index over the versions `wanted`, given with the number of their texts in the order of the scores.

    `texts` returns the texts of versions; `keep` says that these are all there are, so that what is made is saved.
    """
    folder = home / FOLDER / f"{library}-{_tokeniser()}"
    sizes = dict(wanted)
    stored = list(_chosen(folder, sizes))
    held = {version for one in stored for version, _ in one.versions}
    missing = [version for version, _ in wanted if version not in held]
    if missing or any(2 * one.seen(sizes) < one.segment.size for one in stored):
        made = _Stored(Segment.build(texts(missing)), tuple((v, sizes[v]) for v in missing))
        stored = [_saved(one, folder) for one in _joined([*stored, made], sizes)] if keep else [*stored, made]
    if keep:
        _sweep(home / FOLDER, {one.folder for one in stored if one.folder})
    starts, size = {}, 0
    for version, count in wanted:
        starts[version], size = size, size + count
    return Lexical(size, tuple(Part(one.segment, one.places(starts)) for one in stored))


def forget(home: Path) -> None:
    """Remove every saved index."""
    shutil.rmtree(home / FOLDER, ignore_errors=True)


@cache
def _tokeniser() -> str:
    """Return a digest of the code and the word lists that decide what is indexed."""
    digest = hashlib.sha256(b"".join(Path(str(m.__file__)).read_bytes() for m in (segments, terms)))
    files = (file for folder in plans.__path__ for file in Path(folder).rglob("*"))
    for file in sorted(file for file in files if file.suffix in _READ):
        digest.update(file.read_bytes())
    return digest.hexdigest()[:12]


def _chosen(folder: Path, wanted: Mapping[int, int]) -> Iterator[_Stored]:
    """Yield saved segments that together hold no version twice, those with most of the wanted texts first."""
    found = [stored for path in sorted(folder.glob("[!.]*")) if (stored := _loaded(path)) and stored.seen(wanted)]
    held: set[int] = set()
    for one in sorted(found, key=lambda stored: -stored.seen(wanted)):
        own = {version for version, count in one.versions if wanted.get(version) == count}
        if own and not own & held and all(wanted.get(v, n) == n for v, n in one.versions):
            held |= own
            yield one


def _loaded(path: Path) -> _Stored | None:
    import numpy as np

    try:
        rows = np.load(path / "versions.npy")
        segment = Segment.load(path)
    except (OSError, ValueError, EOFError):
        return None
    versions = tuple((int(version), int(count)) for version, count in rows)
    return _Stored(segment, versions, path) if sum(n for _, n in versions) == segment.size else None


def _joined(stored: list[_Stored], wanted: Mapping[int, int]) -> list[_Stored]:
    """Join small segments into larger ones, and leave out what nobody sees any more."""
    stored = sorted((one for one in stored if one.seen(wanted)), key=lambda one: -one.seen(wanted))
    while len(stored) > 1 and stored[-2].seen(wanted) < RATIO * stored[-1].seen(wanted):
        stored = sorted([*stored[:-2], _merged(stored[-2:], wanted)], key=lambda one: -one.seen(wanted))
    return [_merged([one], wanted) if 2 * one.seen(wanted) < one.segment.size else one for one in stored]


def _merged(stored: Sequence[_Stored], wanted: Mapping[int, int]) -> _Stored:
    versions = tuple((v, n) for one in stored for v, n in one.versions if v in wanted)
    starts, size = {}, 0
    for version, count in versions:
        starts[version], size = size, size + count
    return _Stored(Segment.merged([(one.segment, one.places(starts)) for one in stored]), versions)


def _saved(one: _Stored, folder: Path) -> _Stored:
    """Return the segment as read back from disk, or as it is where it cannot be saved: it is made again next time."""
    import numpy as np

    if one.folder:
        return one
    fresh, final = folder / f".{uuid4().hex}", folder / uuid4().hex
    try:
        one.segment.save(fresh)
        np.save(fresh / "versions.npy", np.array(one.versions, dtype=np.int64).reshape(-1, 2))
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
            old = [library] if library not in within else [path for path in library.iterdir() if path not in kept]
            for path in old:
                shutil.rmtree(path, ignore_errors=True)
    except OSError:
        return
