"""Tables of tasks: one row is one task, its columns say who leads, who joins in and by when.

A row that says no more than its words names the group of those below it ("I. Hoàn thiện thể chế") and is no task.
Columns that are themselves times ("Quý I", "Tháng 6/2026") hold marks: the last one marked is the limit.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import zip_longest
from typing import Literal

from ingest.actors import LONGEST_NAME, Actor, actors_at
from ingest.grid import NO_CELL, Cell, is_ordinal, rows
from ingest.limits import limit_in_cell
from ingest.reading import Reading
from plans.model import Plan, Section
from plans.text import UPPER, fold, squeeze

Column = Literal["task", "leads", "joins", "does", "due", "period", "other"]

_DUE = r"thoi (?:gian|han|diem)|tien do|hoan thanh|han |ket thuc"
_DOER = r"co quan|don vi|bo phan|nguoi|dong chi|can bo|thanh vien"
_COLUMNS: tuple[tuple[Column, re.Pattern[str]], ...] = (
    ("joins", re.compile(r"phoi hop|^cung (?:lam|thuc hien|tham gia|phu trach)")),
    ("leads", re.compile(r"chu tri|truong doan|dau moi|(?:phu trach|chiu trach nhiem|thuc hien|lam) chinh")),
    (
        "does",
        re.compile(
            rf"(?:{_DOER}) (?:thuc hien|tham muu|phu trach)|phan cong|trach nhiem|^(?:nguoi |ai )?(?:phu trach|lam)$"
        ),
    ),
    ("does", re.compile(r"(?:co quan|don vi|bo phan)(?:,? (?:co quan|don vi|dia phuong))*$")),
    ("due", re.compile(_DUE)),
    ("task", re.compile(r"nhiem vu|noi dung|(?:^|cong |dau |phan |cac |ten )viec\b|hoat dong|giai phap")),
)
_PART = re.compile(rf"(?<![^\s,;])[{UPPER}](?:[^;,.\n|]|,(?!\s+[{UPPER}]))+(?<=\w)")
_PERIOD = re.compile(rf"(?:.*(?:{_DUE}).* [-–] )?(?:nam|quy|thang)\s+\S{{1,9}}(?:\s+nam\s+\d{{4}})?")


@dataclass(frozen=True)
class Row:
    """One task of a table: its cells by what their columns mean, and the row that names its group.

    `again` holds the columns that say what they say in the task above, as where a merged cell reaches over both.
    """

    section: Section
    cells: dict[Column, Cell]
    group: Cell | None = None
    again: frozenset[Column] = frozenset()

    def agencies(self, reading: Reading, *columns: Column) -> Iterator[Actor]:
        """Yield the agencies named in some of the row's cells: a cell's words themselves where no name is known."""
        for cell in (self.cells[column] for column in columns if column in self.cells):
            yield from list(_named(reading, cell)) or _as_printed(reading, cell)


def _named(reading: Reading, cell: Cell) -> Iterator[Actor]:
    at: int | None = cell.start
    while at is not None:
        actors, stop = actors_at(reading, at, cell.end, small=True)
        yield from actors
        later = (one.span.start for one in reading.within(max(stop, at + 1), cell.end))
        at = next(later, None)


def _as_printed(reading: Reading, cell: Cell) -> Iterator[Actor]:
    """Yield the parts of a cell that can be names: short, and opening with a capital."""
    for part in _PART.finditer(reading.text, cell.start, cell.end):
        if len(part[0].split()) <= LONGEST_NAME:
            yield Actor(squeeze(part[0]), part.start(), part.end(), False)


def task_rows(plan: Plan, reading: Reading) -> Iterator[Row]:
    """Yield the rows of every table whose heading row names a task and who does it or when."""
    for section in plan.walk():
        if section.kind == "table":
            yield from _rows(reading, section)


def _rows(reading: Reading, section: Section) -> Iterator[Row]:
    head, body = _head(reading, rows(reading, section))
    columns = [_column(reading.text[cell.start : cell.end]) for cell in head]
    if "task" not in columns or not {"leads", "joins", "does", "due", "period"} & set(columns):
        return
    group: Cell | None = None
    above: dict[Column, str] = {}
    for row in body:
        cells = _cells(head, columns, _aligned(reading, row, columns))
        if set(cells) == {"task"}:
            group, above = cells["task"], {}
        elif "task" in cells:
            words = {name: squeeze(reading.text[cell.start : cell.end]) for name, cell in cells.items()}
            yield Row(section, cells, group, frozenset(name for name in words if words[name] == above.get(name)))
            above = words


def _head(reading: Reading, found: Sequence[list[Cell]]) -> tuple[list[Cell], Sequence[list[Cell]]]:
    """Return the heading row and the others; a second one that divides the time stands under the first one's end."""
    head, *body = found or [[]]
    second = body[0] if body else []
    words = [reading.text[cell.start : cell.end] for cell in second if not cell.empty]
    if not words or not all(_column(word) in ("period", "due") for word in words):
        return head, body
    below = [NO_CELL] * (len(head) - 1) + second if not second[0].empty else second
    return [low if not low.empty else high for high, low in zip_longest(head, below, fillvalue=NO_CELL)], body[1:]


def _aligned(reading: Reading, row: Sequence[Cell], columns: Sequence[Column]) -> Sequence[Cell]:
    """Return a row with its task under the heading of tasks, where a merged cell above took the place of its number."""
    full = len(row) >= len(columns) or row[0].empty or is_ordinal(reading, row[0])
    return row if full else [NO_CELL] * columns.index("task") + list(row)


def _cells(head: Sequence[Cell], columns: Sequence[Column], row: Sequence[Cell]) -> dict[Column, Cell]:
    """Return the filled cells of a row by column, the first of a kind; a mark under a time comes with its heading."""
    cells: dict[Column, Cell] = {}
    for heading, name, cell in zip(head, columns, row, strict=False):
        if name == "period" and not cell.empty:
            cells["due"], cells["period"] = cell, heading
        elif name != "other" and not cell.empty:
            cells.setdefault(name, cell)
    return cells


def _column(words: str) -> Column:
    plain = fold(" ".join(words.split()))
    if _PERIOD.fullmatch(plain) and limit_in_cell(words):
        return "period"
    return next((name for name, form in _COLUMNS if form.search(plain)), "other")
