"""Question sets as an Excel workbook of two sheets with Vietnamese heads and drop-downs."""

from __future__ import annotations

import io
import re
import struct
import zipfile
import zlib
from collections.abc import Iterable, Iterator, Sequence
from datetime import date, datetime
from typing import TYPE_CHECKING
from xml.etree.ElementTree import ParseError

from evaluation.case_table import (
    COLUMNS,
    POINT_COLUMNS,
    POINTS,
    QUESTIONS,
    Assembled,
    Column,
    Fault,
    Line,
    assemble,
    point_cells,
    question_cells,
)
from evaluation.cases import Case
from evaluation.delimited import columns
from plans.errors import UnreadableFile

if TYPE_CHECKING:
    from openpyxl.cell.cell import Cell, MergedCell
    from openpyxl.workbook.workbook import Workbook
    from openpyxl.worksheet.worksheet import Worksheet

LARGEST = 200_000_000  # bytes a workbook may unpack to
LONGEST = 32_767  # characters Excel keeps in a cell
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_BROKEN = (
    *(zipfile.BadZipFile, zlib.error, struct.error, ParseError, EOFError, OSError, NotImplementedError, RuntimeError),
    *(KeyError, ValueError, TypeError, AttributeError, IndexError),
)  # what reading raises, by place, on a workbook that is not whole


def written(cases: Iterable[Case]) -> bytes:
    """Return the workbook of `cases`; raise `UnreadableFile` for a text that no cell can hold."""
    kept = list(cases)
    asked = [question_cells(case) for case in kept]
    points = [cells for case in kept for cells in point_cells(case)]
    return packed([(QUESTIONS, COLUMNS, asked), (POINTS, POINT_COLUMNS, points)])


def packed(sheets: Iterable[tuple[str, Sequence[Column], Sequence[Sequence[str]]]]) -> bytes:
    """Return a workbook of sheets, each with its title, columns and rows of texts."""
    from openpyxl import Workbook

    book = Workbook()
    book.remove(book.worksheets[0])
    for title, heads, rows in sheets:
        _fill(book.create_sheet(title), heads, rows)
    out = io.BytesIO()
    book.save(out)
    return out.getvalue()


def _fill(sheet: Worksheet, heads: Sequence[Column], rows: Sequence[Sequence[str]]) -> None:
    from openpyxl.styles import Alignment, Font, PatternFill

    top = Alignment(wrap_text=True, vertical="top")
    for at, values in enumerate(([column.head for column in heads], *rows), 1):
        for number, value in enumerate(values, 1):
            cell = sheet.cell(at, number)
            cell.value = _fitting(value)
            cell.data_type = "s"  # a text that begins with "=" stays a text
            cell.alignment = top
    bold, shade = Font(bold=True), PatternFill("solid", fgColor="DDE8F3")
    for cell in sheet[1]:
        cell.font, cell.fill = bold, shade
    for letter, column in zip("ABCDEFGHIJKLMNOP", heads, strict=False):
        sheet.column_dimensions[letter].width = column.width
        _offer(sheet, letter, column)
    sheet.freeze_panes = "C2"
    sheet.auto_filter.ref = sheet.dimensions


def _fitting(value: str) -> str:
    if len(value) > LONGEST:
        raise UnreadableFile(f"Một ô Excel chỉ chứa được {LONGEST:,} ký tự: «{value[:40]}…».".replace(",", "."))
    return _ESCAPED.sub(r"_x005F_x\1_", value)


def _offer(sheet: Worksheet, letter: str, column: Column) -> None:
    """Add the drop-down of a column; where several words may stand, others are allowed after a warning."""
    from openpyxl.worksheet.datavalidation import DataValidation

    if column.words is None:
        return
    told = ", ".join(column.words.values())
    choice = DataValidation(type="list", formula1=f'"{",".join(column.words.values())}"', allow_blank=True)
    choice.errorStyle = "warning" if column.several else "stop"
    choice.showErrorMessage, choice.errorTitle, choice.error = True, column.head, f"Chọn: {told}"[:250]
    choice.add(f"{letter}2:{letter}20000")
    sheet.add_data_validation(choice)


def read(data: bytes) -> Assembled:
    """Read the two sheets of a workbook; raise `UnreadableFile` when it is broken or has no such sheets."""
    book = _opened(data)
    missing = [name for name in (QUESTIONS, POINTS) if name not in book.sheetnames]
    if missing:
        raise UnreadableFile(f"Tệp Excel thiếu trang «{missing[0]}». Hãy tạo mẫu bằng `kehoach evaluate convert`.")
    questions, faults = _lines(book[QUESTIONS], COLUMNS)
    points, others = _lines(book[POINTS], POINT_COLUMNS)
    told = assemble(questions, points)
    return Assembled(told.rows, told.points, (*faults, *others, *told.faults))


def _opened(data: bytes) -> Workbook:
    from openpyxl import load_workbook
    from openpyxl.utils.exceptions import InvalidFileException

    try:
        with zipfile.ZipFile(io.BytesIO(data)) as packed:
            if sum(entry.file_size for entry in packed.infolist()) > LARGEST:
                raise UnreadableFile("Tệp Excel quá lớn. Hãy chia nhỏ bộ câu hỏi.")
        return load_workbook(io.BytesIO(data))
    except (*_BROKEN, InvalidFileException) as error:
        raise UnreadableFile(
            "Tệp Excel hỏng hoặc không phải .xlsx. Hãy mở bằng Excel và lưu lại kiểu .xlsx."
        ) from error


def _lines(sheet: Worksheet, known: Sequence[Column]) -> tuple[list[Line], list[Fault]]:
    faults = [
        Fault(f"trang «{sheet.title}», ô {merged.coord}", "ô bị gộp; hãy bỏ gộp ô và điền từng dòng")
        for merged in sheet.merged_cells.ranges
    ]
    rows = sheet.iter_rows()
    fields, wrong = columns([_text(cell) for cell in next(rows, ())], known, f"trang «{sheet.title}», dòng 1")
    heads = {column.field: column.head for column in known}
    lines = []
    for cells in rows:
        place = f"trang «{sheet.title}», dòng {cells[0].row}"
        named = [(field, cell) for field, cell in zip(fields, cells, strict=True) if field]
        unfit = [Fault(f"{place}, cột {cell.column_letter} «{heads[f]}»", told) for f, cell, told in _unfit(named)]
        faults += unfit
        line = Line({field: _text(cell) for field, cell in named}, place)
        if any(text.strip() for text in line.cells.values()) and not (unfit and known is POINT_COLUMNS):
            lines.append(line)
    return lines, wrong + faults


def _unfit(named: Iterable[tuple[str, Cell | MergedCell]]) -> Iterator[tuple[str, Cell, str]]:
    for field, cell in named:
        if cell.data_type in _UNFIT:
            yield field, cell, _UNFIT[cell.data_type]  # type: ignore[misc]


_UNFIT = {"f": "ô chứa công thức; hãy dán giá trị (Paste Special, Values)", "e": "ô báo lỗi của Excel"}


def _text(cell: Cell | MergedCell) -> str:
    """Return what a person sees in a cell: whole numbers without a point, shares as percent, days as written."""
    value = cell.value
    if value is None or cell.data_type in _UNFIT:
        return ""
    if isinstance(value, bool):
        return "có" if value else "không"
    if isinstance(value, datetime | date):
        return value.strftime("%Y-%m-%d")
    if isinstance(value, int | float):
        return _number(float(value), percent="%" in (cell.number_format or ""))
    return _ESCAPED.sub(lambda found: chr(int(found[1], 16)), str(value))


def _number(value: float, percent: bool) -> str:
    shown = f"{value * 100 if percent else value:.10g}".replace(".", ",")
    return f"{shown}%" if percent else shown
