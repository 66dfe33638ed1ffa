"""Rows of a table, between pipes or parted by tabs, and a row as people read it: "Nhiệm vụ: Mua sách; Hạn: 5/6"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import islice, zip_longest

from plans.model import Span
from plans.text import fold, squeeze

_ROW_END = re.compile(r"\|\s*\n(?=\s*\|)")
_LINE_END = re.compile(r"\n")  # ends a row whose cells are parted by tabs, or by pipes without a border
_DIGITS = re.compile(r"\d+")
_RULE = re.compile(r"[|\s:\-–—]*")
_ORDINAL = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-HĐ])(?:\.\d{1,2})*[.)]?")
# The column of those who see to what a row is about: their names tell nothing of it.
_CHARGED = re.compile(
    r"(?:co quan|don vi|nguoi|bo phan|ca nhan|to chuc)(?: \w+){0,2}"
    r" (?:chu tri|phoi hop|phu trach|theo doi|thuc hien|dau moi)\b|(?:chu tri|phoi hop|phu trach)\b"
)
_COUNTER = re.compile(r"(?:s?tt|so tt|so thu tu|#)?")


def row_spans(text: str, start: int = 0) -> Iterator[Span]:
    """Yield where the rows of a table stand, the heading row first; `start` is the offset of its text."""
    begin, ends = 0, _ROW_END if text.lstrip(" \n*").startswith("|") else _LINE_END
    for end in [*(found.end() for found in ends.finditer(text)), len(text)]:
        row = text[begin:end]
        if not _RULE.fullmatch(row):
            left = len(row) - len(row.lstrip())
            yield Span(start + begin + left, start + begin + len(row.rstrip()))
        begin = end


def cells(row: str) -> list[str]:
    """Return the cells of a row, each on one line; pipes at the ends are borders."""
    if "|" not in row:
        return [squeeze(cell).strip() for cell in row.strip(" \n").split("\t")]
    return [squeeze(cell) for cell in row.strip().removeprefix("|").removesuffix("|").split("|")]


def repeated(text: str, start: int = 0) -> Iterator[tuple[int, int]]:
    """Yield where cells stand that say what the cell above them says, as a merged cell does; the empty ones not."""
    above: list[str] = []
    for row in row_spans(text, start):
        values = text[row.start - start : row.end - start].split("|" if "|" in text else "\t")
        at = row.start
        for value, upper in zip_longest(values, above[: len(values)], fillvalue=""):
            if value.strip() and value.strip() == upper.strip():
                yield at, at + len(value)
            at += len(value) + 1
        above = values


def headings(text: str) -> list[str]:
    """Return the names of a table's columns; none where the first row is numbered like those below it: "Đoàn số 1"."""
    first, *below = [*islice(row_spans(text), 2)] or [Span(0, 0)]
    names = cells(text[first.start : first.end])
    opens = [_DIGITS.sub("#", cells(text[row.start : row.end])[0]) for row in (first, *below)]
    alike = len(set(opens)) == 1 and "#" in opens[0]
    return names if below and not (alike or _ORDINAL.fullmatch(names[0])) else []


def data_rows(text: str, start: int = 0) -> list[Span]:
    """Return where the rows below the heading row stand; a first row that is numbered is no heading."""
    rows = list(row_spans(text, start))
    return rows[1:] if headings(text) else rows


def place_of(text: str, start: int, end: int) -> str:
    """Return which rows of a table a range of its text lies in: "dòng 2", "dòng 4, TT 3", "dòng 2–4".

    Rows below the heading are counted from 1, those that name a group too; "TT" is the number a row prints itself,
    told where it is another. A range in the heading, or over the whole table, has no row: "".
    """
    found = data_rows(text)
    inside = [at for at, row in enumerate(found, 1) if row.start < end and start < row.end]
    if not inside or len(inside) == len(found) > 1 or start < found[0].start:
        return ""
    first, last = inside[0], inside[-1]
    if first != last:
        return f"dòng {first}–{last}"
    row = found[first - 1]
    printed = cells(text[row.start : row.end])[0].rstrip(".)")
    return f"dòng {first}, TT {printed}" if _ORDINAL.fullmatch(printed) and printed != str(first) else f"dòng {first}"


def filled(row: str, columns: Sequence[str]) -> str:
    """Return the names of the columns in which a row says something."""
    return " ".join(name for name, value in zip(columns, cells(row), strict=False) if value)


def matter_of(row: str, columns: Sequence[str]) -> str:
    """Return a row with the cells left empty of the columns that name who sees to its matter."""
    if not any(_CHARGED.match(fold(name)) for name in columns):
        return row
    told = zip_longest(cells(row), columns[: len(cells(row))], fillvalue="")
    return f"| {' | '.join('' if _CHARGED.match(fold(name)) else value for value, name in told)} |"


def left_blank(row: str, columns: Sequence[str], asked: str) -> bool:
    """Say whether `asked` names a column in which a row says nothing: its cost, say, is then not stated."""
    values = zip(columns, cells(row), strict=False)
    names = [fold(name.partition("(")[0]).strip() for name, value in values if not value]
    return any(name and f" {name} " in f" {fold(asked)} " for name in names)


def group_of(row: str) -> str:
    """Return the words of a row that only names the group below it: those of "I | Hoàn thiện thể chế", else ""."""
    filled = [cell for cell in cells(row) if cell]
    words = [cell for cell in filled if not _ORDINAL.fullmatch(cell)]
    return words[0] if len(filled) <= 2 and len(words) == 1 else ""


def readable(quote: str, headings: Sequence[str]) -> str:
    """Return a row, or the end of one, with the heading of each column before its cell; other quotes as they are."""
    values = cells(quote)
    if len(values) < 2:
        return quote
    counted = _ORDINAL.fullmatch(values[0]) or not values[0]
    first = 0 if counted else next((at for at, name in enumerate(headings) if not is_counter(name)), 0)
    names = headings[first:]
    if len(values) > len(names):
        return " – ".join(value for value in values if value)
    return "; ".join(
        f"{name}: {value}" for name, value in zip(names, values, strict=False) if value and not is_counter(name)
    )


def is_counter(heading: str) -> bool:
    """Say whether a column of this name only numbers the rows: "STT"."""
    return _COUNTER.fullmatch(fold(heading).strip(" .")) is not None
