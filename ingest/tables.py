"""Tables of tasks: one row is one task, its columns say who leads, who joins in and by when.

Cells stand between "|"; a row ends with an empty one, both where each cell has its own lines and where each row is a
line. Rows that only name a group ("I. Hoàn thiện thể chế") have fewer cells and are no tasks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from ingest.actors import Actor, actors_at
from ingest.reading import Reading
from plans.model import Plan, Section
from plans.text import fold

Column = Literal["task", "leads", "joins", "does", "due", "other"]

_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("joins", re.compile(r"phoi hop")),
    ("leads", re.compile(r"chu tri")),
    ("does", re.compile(r"(?:co quan|don vi|bo phan|nguoi) (?:thuc hien|tham muu|phu trach)|phan cong|trach nhiem")),
    ("due", re.compile(r"thoi (?:gian|han|diem)|tien do|hoan thanh|han ")),
    ("task", re.compile(r"nhiem vu|noi dung|cong viec|hoat dong|giai phap")),
)
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2})*[.)]?")
_RULE = re.compile(r"[\s:\-–—]+")


@dataclass(frozen=True, slots=True)
class Cell:
    """A half-open range of a reading: one cell without the blanks around it."""

    start: int
    end: int


@dataclass(frozen=True)
class Row:
    """One task of a table: its cells by what their columns mean."""

    section: Section
    cells: dict[Column, Cell]

    def agencies(self, reading: Reading, *columns: Column) -> Iterator[Actor]:
        """Yield the agencies named in some of the row's cells."""
        for cell in (self.cells[column] for column in columns if column in self.cells):
            at: int | None = cell.start
            while at is not None:
                actors, stop = actors_at(reading, at, cell.end, small=True)
                yield from actors
                later = (one.span.start for one in reading.within(max(stop, at + 1), cell.end))
                at = next(later, None)


def task_rows(plan: Plan, reading: Reading) -> Iterator[Row]:
    """Yield the rows of every table whose heading row names a task and who does it or when."""
    for section in plan.walk():
        if section.kind == "table":
            yield from _rows(reading, section)


def _rows(reading: Reading, section: Section) -> Iterator[Row]:
    cells = _cells(reading, section)
    width = next((index for index, cell in enumerate(cells) if _empty(reading, cell)), len(cells))
    columns = [_column(reading.text[cell.start : cell.end]) for cell in cells[:width]]
    if "task" not in columns or not {"leads", "joins", "does", "due"} & set(columns):
        return
    for row in _split(reading, cells[width:], width):
        if len(row) == width:
            yield Row(section, {name: cell for name, cell in zip(columns, row, strict=True) if name != "other"})


def _split(reading: Reading, cells: list[Cell], width: int) -> Iterator[list[Cell]]:
    """Yield rows of cells: a row is full, or it ends at an empty cell before the next row's number."""
    row: list[Cell] = []
    for index, cell in enumerate(cells):
        following = cells[index + 1] if index + 1 < len(cells) else None
        numbered = following is None or _ORDINAL.fullmatch(reading.text[following.start : following.end]) is not None
        if _empty(reading, cell) and (not row or len(row) == width or numbered):
            if row:
                yield row
            row = []
        else:
            row.append(cell)
    if row:
        yield row


def _cells(reading: Reading, section: Section) -> list[Cell]:
    start, end = reading.at(section.own.start), reading.at(section.own.end)
    found: list[Cell] = []
    begin = start
    for bar in re.finditer(r"\|", reading.text[start:end]):
        found.append(_trimmed(reading, begin, start + bar.start()))
        begin = start + bar.end()
    ruled = [one for one in found[1:] if _empty(reading, one) or not _RULE.fullmatch(reading.text, one.start, one.end)]
    kept: list[Cell] = []
    for cell in ruled:
        if not (kept and _empty(reading, cell) and _empty(reading, kept[-1])):
            kept.append(cell)
    return kept


def _trimmed(reading: Reading, start: int, end: int) -> Cell:
    while start < end and reading.text[start].isspace():
        start += 1
    while end > start and reading.text[end - 1].isspace():
        end -= 1
    return Cell(start, end)


def _empty(reading: Reading, cell: Cell) -> bool:
    return cell.start >= cell.end


def _column(words: str) -> Column:
    plain = fold(" ".join(words.split()))
    return next((name for name, form in _COLUMNS if form.search(plain)), "other")
