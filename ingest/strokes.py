"""Roman numerals by their strokes: "III." is taken for "II.", "HI." or "Ill.", and the picture shows how many stand.

A capital I is an upright stroke whose ends reach as far to the left as to the right; 1, l, T and L are not.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise
from typing import TYPE_CHECKING

import numpy as np
from PIL import Image

from ingest.ruled import Box

if TYPE_CHECKING:
    from numpy.typing import NDArray

# "11-NQ/TW" is a document's number, whatever its digits look like
_LIKE = re.compile(r"(?P<head>[XV]{0,3})(?P<strokes>[IlL1|!HTU]{1,4})(?P<rest>(?:(?!-\w+/)[.,:;)/–-].*)?)$")
_INK = 128  # grey level
_SMALL = 10  # pixels of height in which nothing can be counted
_MIDDLE = (0.3, 0.7)  # of a letter's height: there an I is nothing but its stroke
_SOLID = 0.9  # share of ink along a stroke
_THICK, _APART = 0.35, 0.45  # most of the height that a stroke is wide, and that two of one numeral are apart
_END = 0.15  # of the height at either end
_REACH = 0.3  # of the height, how far ends are followed
_LOW = 0.3  # of the height in which a full stop stands
_UNEVEN = 0.1  # of the height by which an end of an I may reach farther than another
_FOOT = (
    0.06  # of the height by which the foot of a 1 reaches farther to the right than its top, which has no serif there
)

Run = tuple[int, int]


def numeral(text: str, picture: Image.Image, box: Box) -> str:
    """Return `text`, which stands in `box` of `picture`, with its I counted where it looks like a Roman numeral."""
    found = _LIKE.match(text)
    if found is None:
        return text
    x0, y0, x1, y1 = map(int, box)
    ink = _trimmed(np.asarray(picture.convert("L").crop((x0, y0, x1, y1))) < _INK)
    strokes = _strokes(ink, after_others=bool(found["head"])) if len(ink) >= _SMALL else []
    if not 0 < len(strokes) < 5 or not all(_is_i(ink, strokes, at) for at in range(len(strokes))):
        return text
    rest = found["rest"] or _stop(ink[:, strokes[-1][1] :])
    return text if rest is None else f"{found['head']}{'I' * len(strokes)}{rest}"


def _stop(ink: NDArray[np.bool_]) -> str | None:
    """Return what stands after a numeral by itself: nothing, a full stop, `None` for anything else."""
    ends = (ink[: _rows(ink)], ink[-_rows(ink) :])
    after = ink[:, 1 + max(_reach(np.asarray(end.any(axis=0))) for end in ends) :]
    if after[: -int(_LOW * len(ink))].any():
        return None
    return "." if after.any() else ""


def _rows(ink: NDArray[np.bool_]) -> int:
    return max(1, int(_END * len(ink)))


def _trimmed(ink: NDArray[np.bool_]) -> NDArray[np.bool_]:
    rows = np.flatnonzero(ink.any(axis=1))
    return ink[rows[0] : rows[-1] + 1] if len(rows) else ink[:0]


def _strokes(ink: NDArray[np.bool_], *, after_others: bool) -> list[Run]:
    """Return the columns of the first upright strokes that stand close together, other letters before them or not."""
    height = len(ink)
    middle = ink[int(_MIDDLE[0] * height) : int(_MIDDLE[1] * height) + 1]
    found: list[Run] = []
    for start, end in _runs(np.asarray(middle.any(axis=0))):
        upright = middle[:, start:end].mean(axis=0).max() >= _SOLID and end - start <= _THICK * height
        if upright and not (found and start - found[-1][1] > _APART * height):
            found.append((start, end))
        elif found or not after_others:
            break
    return found


def _runs(filled: NDArray[np.bool_]) -> Iterator[Run]:
    edges = np.flatnonzero(np.diff(np.pad(filled.astype(np.int8), 1)))
    yield from zip(edges[::2].tolist(), edges[1::2].tolist(), strict=True)


def _is_i(ink: NDArray[np.bool_], strokes: Sequence[Run], at: int) -> bool:
    """Say whether both ends of a stroke reach as far to either side."""
    height, (start, end) = len(ink), strokes[at]
    far = int(_REACH * height)
    borders = [0, *((one[1] + other[0]) // 2 for one, other in pairwise(strokes)), ink.shape[1]]
    left, right = max(borders[at], start - far), min(borders[at + 1], end + far)
    reach = []
    for part in (ink[: _rows(ink)], ink[-_rows(ink) :]):
        filled = np.asarray(part.any(axis=0))
        reach += [_reach(filled[left:start][::-1]), _reach(filled[end:right])]
    return max(reach) - min(reach) <= _UNEVEN * height and reach[3] - reach[1] <= _FOOT * height


def _reach(filled: NDArray[np.bool_]) -> int:
    """Return for how many columns from the first the ink goes on."""
    return int(np.argmin(np.append(filled, False)))
