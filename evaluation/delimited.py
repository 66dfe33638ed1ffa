"""Question sets as CSV, the way Excel writes and reads Vietnamese: UTF-8 with a mark, one line for each point.

A question's first line holds the question and its first point, the lines below it only the id and the next points.
Cells that a spreadsheet would take for a formula carry an apostrophe in front.
"""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import zip_longest

from evaluation.case_table import (
    COLUMNS,
    POINT_COLUMNS,
    Assembled,
    Column,
    Fault,
    Line,
    assemble,
    point_cells,
    question_cells,
)
from evaluation.cases import Case
from plans.errors import UnreadableFile

_RISKY = re.compile(r"'*[=+\-@\t]")
_GUARDED = re.compile(r"'+[=+\-@\t]")
_COLUMNS = (*COLUMNS, *POINT_COLUMNS[1:])


def written(cases: Iterable[Case]) -> bytes:
    """Return the file of `cases`."""
    return lines([column.head for column in _COLUMNS], (row for case in cases for row in _rows(case)))


def _rows(case: Case) -> Iterator[list[str]]:
    blank = [case.id] + [""] * (len(COLUMNS) - 1)
    for question, point in zip_longest([question_cells(case)], point_cells(case)):
        yield (question or blank) + (point or [""] * len(POINT_COLUMNS))[1:]


def lines(heads: Iterable[str], rows: Iterable[Iterable[str]]) -> bytes:
    """Return a CSV file that Excel opens in Vietnamese and runs nothing of."""
    out = io.StringIO(newline="")
    writer = csv.writer(out)
    writer.writerow(heads)
    writer.writerows([_guarded(cell) for cell in row] for row in rows)
    return out.getvalue().encode("utf-8-sig")


def _guarded(cell: str) -> str:
    return f"'{cell}" if _RISKY.match(cell) else cell


def read(data: bytes) -> Assembled:
    """Read the rows of a file; raise `UnreadableFile` when it is no CSV at all."""
    try:
        text = data.decode("utf-8-sig")
        first = text.partition("\n")[0]
        delimiter = max(",;\t", key=first.count)
        reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        lines = [(reader.line_num, cells) for cells in reader if any(cell.strip() for cell in cells)]
    except UnicodeDecodeError as error:
        raise UnreadableFile("Tệp CSV không phải mã UTF-8. Trong Excel hãy lưu kiểu «CSV UTF-8».") from error
    except csv.Error as error:
        raise UnreadableFile(f"Tệp CSV hỏng ({error}).") from error
    return _assembled(lines)


def _assembled(lines: Sequence[tuple[int, Sequence[str]]]) -> Assembled:
    if not lines:
        raise UnreadableFile("Tệp CSV không có dòng nào.")
    fields, faults = columns(lines[0][1], _COLUMNS, "dòng 1")
    rows = [Line(dict(zip(fields, map(_unguarded, cells), strict=False)), f"dòng {at}") for at, cells in lines[1:]]
    asked = [row for row in rows if row.cells.get("question", "").strip()]
    told = assemble(asked, [row for row in rows if row.cells.get("point", "").strip()])
    return Assembled(told.rows, told.points, (*faults, *_idle(rows), *told.faults))


def _idle(rows: Iterable[Line]) -> Iterator[Fault]:
    for row in rows:
        if not row.cells.get("question", "").strip() and not row.cells.get("point", "").strip():
            yield Fault(row.place, "không có câu hỏi, cũng không có loại ý")


def _unguarded(cell: str) -> str:
    return cell[1:] if _GUARDED.match(cell) else cell


def columns(heads: Sequence[str], known: Sequence[Column], place: str) -> tuple[list[str], list[Fault]]:
    """Return the field of every head, and what is wrong with the heads: unknown, repeated or missing ones."""
    fields = {column.head.casefold(): column.field for column in known}
    named = [" ".join(head.split()) for head in heads]
    told = ", ".join(column.head for column in known)
    faults = [
        Fault(f"{place}, cột {at}", f"không hiểu cột «{name}»; các cột dùng được: {told}")
        for at, name in enumerate(named, 1)
        if name and name.casefold() not in fields
    ]
    found = [fields.get(name.casefold(), "") for name in named]
    faults += [Fault(place, f"cột «{named[at]}» có hai lần") for at, f in enumerate(found) if f and f in found[:at]]
    faults += [Fault(place, f"thiếu cột «{c.head}»") for c in known if c.field not in found and c in _NEEDED]
    return found, faults


_NEEDED = tuple(column for column in COLUMNS if column.field in ("id", "question", "kind", "status")) + POINT_COLUMNS
