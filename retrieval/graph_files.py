"""Whether the files of Chroma's graph hold together: a damaged graph does not fail, it ends the process that asks it.

The layout is that of hnswlib's saved index, as chromadb 1.5 writes it: a head of fixed size; for every element its
links on the ground floor, its vector and its label; for every element its links on the floors above.
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

HEAD: Final = "header.bin"
_HEAD: Final = struct.Struct("<i6QiI3QdQ")
_SIZE: Final = struct.Struct("<I")
_NUMBER: Final = 4  # bytes of a link, of a count of links and of a number of a vector
_SWOLLEN: Final = 10  # links so many times larger than their data are a known fault that fills disks
_COUNT: Final = 0xFFFF  # a count of links is the lower half of its number


@dataclass(frozen=True)
class _Head:
    """What the head says; sizes and offsets are bytes."""

    version: int
    begin: int
    room: int
    elements: int
    size: int
    label_at: int
    vector_at: int
    floors: int
    entry: int
    most_above: int
    most: int
    asked_for: int
    spread: float
    effort: int

    @property
    def fits(self) -> bool:
        """Say whether its numbers follow from one another."""
        return (
            (self.version, self.begin) == (1, 0)
            and self.elements <= self.room
            and self.most == 2 * self.most_above
            and self.vector_at == (1 + self.most) * _NUMBER
            and self.vector_at < self.label_at == self.size - 8
            and (self.elements == 0 or self.entry < self.elements)
        )


def whole(folder: Path) -> bool:
    """Say whether the graph in `folder` can be walked without leaving it; a folder that holds none yet can."""
    if not (folder / HEAD).exists():
        return not any(folder.iterdir())
    try:
        head = _Head(*_HEAD.unpack((folder / HEAD).read_bytes()))
        return head.fits and _ground(folder, head) and _above(folder, head)
    except (OSError, ValueError, IndexError, struct.error):
        return False


def _ground(folder: Path, head: _Head) -> bool:
    """Check the links between all elements, and that there is room for them and their vectors."""
    import numpy as np

    names = ("data_level0.bin", "length.bin", "link_lists.bin")
    data, lengths, links = ((folder / name).stat().st_size for name in names)
    if links > _SWOLLEN * max(data, 1 << 20):
        return False
    if data not in (head.elements * head.size, head.room * head.size) or lengths < head.elements * _NUMBER:
        return False
    if head.elements:
        rows = np.memmap(folder / "data_level0.bin", np.uint8, "r", shape=(head.elements, head.size))
        _reached(rows[:, : head.vector_at].copy().view("<u4"), head.elements)
    return True


def _above(folder: Path, head: _Head) -> bool:
    """Check the links on the floors above: each leads to an element that is on that floor too."""
    import numpy as np

    lists = list(_lists((folder / "link_lists.bin").read_bytes(), head))
    floors = np.array([len(one) for one in lists], np.int64)
    if head.elements and not floors[head.entry] == floors.max() == head.floors:
        return False
    for floor in range(1, head.floors + 1 if head.elements else 1):
        there = np.stack([one[floor - 1] for one in lists if len(one) >= floor])
        if (floors[_reached(there, head.elements)] < floor).any():
            return False
    return True


def _lists(content: bytes, head: _Head) -> Iterator[NDArray[np.uint32]]:
    """Yield for every element its rows of links, one for each floor above the ground; raise `ValueError` if cut."""
    import numpy as np

    at, one = 0, (1 + head.most_above) * _NUMBER
    none = np.zeros((0, 1 + head.most_above), np.uint32)
    for _ in range(head.elements):
        (size,) = _SIZE.unpack_from(content, at)
        at += _NUMBER + size
        if size % one or at > len(content):
            raise ValueError("a list of links is cut")
        yield np.frombuffer(content, "<u4", size // _NUMBER, at - size).reshape(size // one, -1) if size else none
    if at != len(content):
        raise ValueError("more links than elements")


def _reached(rows: NDArray[np.uint32], elements: int) -> NDArray[np.uint32]:
    """Return what rows of links, each behind its count, lead to; raise `ValueError` for what is not there."""
    import numpy as np

    counts, links = rows[:, 0] & _COUNT, rows[:, 1:]
    reached: NDArray[np.uint32] = links[np.arange(links.shape[1]) < counts[:, None]]
    if (counts > links.shape[1]).any() or (reached >= elements).any():
        raise ValueError("a link leads nowhere")
    return reached
