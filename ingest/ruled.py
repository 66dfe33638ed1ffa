"""Tables by their ruling lines, on a page of any origin: lines make a grid, missing lines merge its cells."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import chain, compress
from operator import not_
from typing import NamedTuple

_NEAR = 4.0  # points within which two lines are one, or meet
_MOST_LINES = 4000  # a drawing, not a table


class Box(NamedTuple):
    """A rectangle on a page in points: left, top, right, bottom, from the upper left corner."""

    x0: float
    y0: float
    x1: float
    y1: float

    def holds(self, x: float, y: float) -> bool:
        """Say whether the point lies inside."""
        return self.x0 <= x < self.x1 and self.y0 <= y < self.y1


@dataclass(frozen=True, slots=True)
class Ruled:
    """A ruled table: where it stands, and its rows of cells; `None` where a cell above reaches down."""

    box: Box
    rows: tuple[tuple[Box | None, ...], ...]


def ruled_tables(lines: Sequence[Box]) -> list[Ruled]:
    """Return the tables that thin boxes draw as lines: from top to bottom."""
    if len(lines) > _MOST_LINES:
        return []
    found = (_table(group) for group in _groups(lines))
    return sorted((table for table in found if table), key=lambda table: table.box.y0)


def _is_level(line: Box) -> bool:
    return line.x1 - line.x0 > line.y1 - line.y0


def _groups(lines: Sequence[Box]) -> list[list[Box]]:
    """Return lines that touch one another, directly or through others."""
    groups: list[list[Box]] = []
    for line in sorted(lines, key=lambda line: line.y0):
        touch = [any(_touch(line, other) for other in group) for group in groups]
        joined = [line, *chain.from_iterable(compress(groups, touch))]
        groups = [*compress(groups, map(not_, touch)), joined]
    return groups


def _touch(one: Box, other: Box) -> bool:
    left, top, right, bottom = one
    x0, y0, x1, y1 = other
    return left - _NEAR <= x1 and x0 - _NEAR <= right and top - _NEAR <= y1 and y0 - _NEAR <= bottom


def around(boxes: Sequence[Box]) -> Box:
    """Return the smallest box that holds all of `boxes`."""
    lefts, tops, rights, bottoms = zip(*boxes, strict=True)
    return Box(min(lefts), min(tops), max(rights), max(bottoms))


def _table(lines: Sequence[Box]) -> Ruled | None:
    level = [line for line in lines if _is_level(line)]
    upright = [line for line in lines if not _is_level(line)]
    ys = _distinct((line.y0 + line.y1) / 2 for line in level)
    xs = _distinct((line.x0 + line.x1) / 2 for line in upright)
    if len(ys) < 2 or len(xs) < 3 or len(xs) + len(ys) < 6:  # two by two, or a row of three left over from a page
        return None
    return Ruled(around(lines), _rows(xs, ys, level, upright))


def _distinct(values: Iterable[float]) -> list[float]:
    kept: list[float] = []
    for value in sorted(values):
        if not kept or value - kept[-1] > _NEAR:
            kept.append(value)
    return kept


def _rows(
    xs: list[float], ys: list[float], level: Sequence[Box], upright: Sequence[Box]
) -> tuple[tuple[Box | None, ...], ...]:
    """Walk the grid; a cell grows right and down over lines that are missing."""
    taken: dict[tuple[int, int], bool] = {}  # whether the cell above owns this place
    rows: list[tuple[Box | None, ...]] = []
    for row in range(len(ys) - 1):
        cells: list[Box | None] = []
        column = 0
        while column < len(xs) - 1:
            if (row, column) in taken:
                if taken[row, column]:
                    cells.append(None)
                column += 1
                continue
            right, bottom = _grown(xs, ys, row, column, level, upright)
            taken |= {(r, c): c == column for r in range(row + 1, bottom) for c in range(column, right)}
            cells.append(Box(xs[column], ys[row], xs[right], ys[bottom]))
            column = right
        rows.append(tuple(cells))
    return tuple(rows)


def _grown(
    xs: list[float], ys: list[float], row: int, column: int, level: Sequence[Box], upright: Sequence[Box]
) -> tuple[int, int]:
    """Return the column after the cell's last and the row after its last."""
    right, bottom = column + 1, row + 1
    middle = (ys[row] + ys[row + 1]) / 2
    while right < len(xs) - 1 and not any(
        abs((line.x0 + line.x1) / 2 - xs[right]) <= _NEAR and line.y0 - _NEAR <= middle <= line.y1 + _NEAR
        for line in upright
    ):
        right += 1
    centre = (xs[column] + xs[column + 1]) / 2
    while bottom < len(ys) - 1 and not any(
        abs((line.y0 + line.y1) / 2 - ys[bottom]) <= _NEAR and line.x0 - _NEAR <= centre <= line.x1 + _NEAR
        for line in level
    ):
        bottom += 1
    return right, bottom
