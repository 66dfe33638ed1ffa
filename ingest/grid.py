"""The rows of a table between pipes, or parted by tabs: each row a line of cells, or each cell on lines of its own.

Where cells have lines of their own, an empty one ends a row. Empty cells inside a row look the same there, so the
numbers that open rows and the width of the heading row decide.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from ingest.reading import Reading
from plans.model import Section

ORDINAL = re.compile(r"(?:(?:Bước|Đợt)\s+)?(?:\d{1,3}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2})*[.)]?")
_RULE = re.compile(r"[\s:\-–—]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A half-open range of a reading: one cell without the blanks around it; `broken` when a line ends in it."""

    start: int
    end: int
    broken: bool = False

    @property
    def empty(self) -> bool:
        """Whether the cell holds no words."""
        return self.start >= self.end


NO_CELL = Cell(0, 0)


def rows(reading: Reading, section: Section) -> list[list[Cell]]:
    """Return the rows of a table, the heading row first; rules between rows are left out."""
    cells = list(_cells(reading, section))
    apart = all(cell.broken for cell in cells)
    found = _numbered(reading, cells) if apart else _split(cells, lambda cell: cell.empty and cell.broken)
    return [row for row in found if not all(_is_rule(reading, cell) for cell in row)]


def _cells(reading: Reading, section: Section) -> Iterator[Cell]:
    start, end = reading.at(section.own.start), reading.at(section.own.end)
    if not reading.text[start:end].lstrip().startswith("|"):
        yield from _parted(reading, start, end, "|" if "|" in reading.text[start:end] else "\t")
        return
    bars = [bar.start() for bar in re.finditer(r"\|", reading.text[start:end])]
    for left, right in pairwise(start + bar for bar in bars):
        broken = "\n" in reading.source[reading.offsets[left] : reading.offsets[right]]
        yield _trimmed(reading, left + 1, right, broken)


def _parted(reading: Reading, start: int, end: int, mark: str) -> Iterator[Cell]:
    """Yield the cells, parted by `mark`, of rows that are lines, an empty broken one after each row."""
    first = start
    for at in range(start, end):
        printed = reading.source[reading.offsets[at]]
        if printed in (mark, "\n"):
            yield _trimmed(reading, first, at)
            first = at + 1
        if printed == "\n":
            yield Cell(at, at, broken=True)
    yield _trimmed(reading, first, end)


def _trimmed(reading: Reading, first: int, last: int, broken: bool = False) -> Cell:
    while first < last and reading.text[first].isspace():
        first += 1
    while last > first and reading.text[last - 1].isspace():
        last -= 1
    return Cell(first, last, broken)


def _numbered(reading: Reading, cells: Sequence[Cell]) -> Iterator[list[Cell]]:
    """Yield rows whose cells have lines of their own: from one number behind an empty cell to the next."""
    width = next((at for at, cell in enumerate(cells) if cell.empty), len(cells))
    yield list(cells[:width])
    after = [at for at in range(width + 1, len(cells)) if cells[at - 1].empty and not cells[at].empty]
    starts = [at for at in after if is_ordinal(reading, cells[at])]
    for first, last in pairwise(sorted({width, *starts, len(cells)})):
        row = _stripped(cells[first:last])
        if len(row) <= width and starts:
            yield row
        else:  # more than one row: those behind the first have no number, as a merged cell covers them
            yield from _split(row, lambda cell: cell.empty)


def _split(cells: Sequence[Cell], ends: Callable[[Cell], bool]) -> Iterator[list[Cell]]:
    row: list[Cell] = []
    for cell in cells:
        if not ends(cell):
            row.append(cell)
        elif row:
            yield row
            row = []
    if row:
        yield row


def _stripped(cells: Sequence[Cell]) -> list[Cell]:
    filled = [at for at, cell in enumerate(cells) if not cell.empty]
    return list(cells[filled[0] : filled[-1] + 1]) if filled else []


def is_ordinal(reading: Reading, cell: Cell) -> bool:
    """Say whether a cell numbers its row: "3", "2.1", "IV", "Bước 2"."""
    return ORDINAL.fullmatch(reading.text[cell.start : cell.end]) is not None


def _is_rule(reading: Reading, cell: Cell) -> bool:
    return cell.empty or _RULE.fullmatch(reading.text, cell.start, cell.end) is not None
