"""A text as blocks that tile it: paragraphs, table cells and tables, each with a cleaned shadow.

The source is never rewritten. Classification works on shadows (composed letters, emphasis marks dropped); offsets
always point into the source. Blank lines, rules and page numbers belong to the block before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise
from typing import Literal

from ingest.grammar import LAYOUT_CELL, Marker, ended, is_capitals, is_lower, marker, solo, unfinished
from ingest.shadows import shadow
from ingest.titles import is_agency
from plans.model import Span

Shape = Literal["text", "cell", "table"]

_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|(?:Trang|Page)\s*:?\s*\d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_RULE = re.compile(r"[-–—_=~.…\s]{3,}|[-–—_=~]")
_NARROW = 130  # characters; a text whose every line is shorter was wrapped
_LONGEST_CELL = 80  # lines; beyond it a lone "|" was a stray character and not a table


@dataclass(frozen=True, slots=True)
class Line:
    """One source line (or one table cell's part of it): its range, its shadow, whether blank lines precede it."""

    start: int
    end: int
    text: str
    gap: bool
    hashes: int = 0
    bold: bool = False  # emphasis opens in this line and does not close in it


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together; `span` reaches to the next block, so that blocks tile the text."""

    span: Span
    lines: tuple[Line, ...]
    shape: Shape = "text"
    joins: tuple[int, ...] = ()  # offsets where a page break was bridged

    @property
    def text(self) -> str:
        """The shadow on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def gap(self) -> bool:
        """Whether blank lines stand before this block."""
        return self.lines[0].gap


@dataclass(frozen=True, slots=True)
class _Wrapping:
    """The width at which newlines cut paragraphs, and whether blank lines stand between paragraphs."""

    width: int
    spaced: bool


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text` in order; their spans tile it. A text of blanks alone has none."""
    lines = list(_lines(text))
    groups: list[tuple[Shape, list[Line]]] = []
    wrap = _wrapping(lines)
    position = 0
    while position < len(lines):
        end = _table_end(lines, position)
        if end > position:
            groups.extend(_table(lines[position:end], text))
            position = end
            continue
        line = lines[position]
        if groups and groups[-1][0] == "text" and _continues(groups[-1][1], line, wrap):
            groups[-1][1].append(line)
        elif line.text != "|":
            groups.append(("text", [line]))
        position += 1
    return _tiled(groups, len(text))


def tile(parts: Sequence[Block], end: int) -> tuple[Block, ...]:
    """Return `parts` with spans stretched so that each reaches to the next and the last to `end`."""
    stops = [*(part.span.start for part in parts[1:]), end][: len(parts)]
    return tuple(replace(part, span=Span(part.span.start, stop)) for part, stop in zip(parts, stops, strict=True))


def _tiled(groups: list[tuple[Shape, list[Line]]], end: int) -> tuple[Block, ...]:
    starts = [0, *(lines[0].start for _, lines in groups[1:])]
    return tile(
        [Block(Span(start, start), tuple(lines), shape) for start, (shape, lines) in zip(starts, groups, strict=False)],
        end,
    )


def _lines(text: str) -> Iterator[Line]:
    start, gap = 0, False
    for raw in text.splitlines(keepends=True):
        words = shadow(raw)
        if not words or _RULE.fullmatch(words) or _PAGE_NUMBER.fullmatch(words):
            gap = True
        else:
            hashes = len(raw) - len(raw.lstrip("#"))
            yield Line(start, start + len(raw.rstrip()), words, gap, hashes, raw.count("**") % 2 == 1)
            gap = False
        start += len(raw)


def _wrapping(lines: Sequence[Line]) -> _Wrapping | None:
    """Return how the text is wrapped by hard newlines, `None` when each line is a paragraph."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if not (below.gap or above.text.startswith("|") or below.text.startswith("|"))
    ]
    wrapped = sorted(len(above.text) for above, below in pairs if _is_cut(above.text, below.text))
    narrow = max((len(line.text) for line in lines), default=0) <= _NARROW
    if len(wrapped) < 3 or (len(wrapped) * 4 < len(pairs) and not narrow):
        return None
    numbered = [
        below.gap
        for above, below in pairwise(lines)
        if (found := marker(below.text)) and found.style.numbered and (below.gap or ended(above.text))
    ]
    return _Wrapping(wrapped[len(wrapped) * 9 // 10], sum(numbered) * 4 >= len(numbered) * 3)


def _is_cut(above: str, below: str) -> bool:
    return len(above) < 160 and not ended(above) and (is_lower(below) or unfinished(above))


def _continues(group: Sequence[Line], below: Line, wrap: _Wrapping | None) -> bool:
    """Say whether `below` belongs to the paragraph `group`, cut from it by a hard newline."""
    above = group[-1]
    if below.gap or wrap is None or below.hashes or solo(above.text) or solo(below.text):
        return False
    found = marker(below.text)
    if marker(above.text, alone=True):
        return found is None
    full = len(above.text) + len(below.text.split()[0]) + 1 > wrap.width * 0.85
    if found:
        return not _opens_item(group, found, full, wrap.spaced)
    if wrap.spaced or is_lower(below.text) or unfinished(above.text) or above.bold:
        return True
    return full and not is_capitals(above.text) and not (len(group) == 1 and _is_agency_line(above.text))


def _opens_item(group: Sequence[Line], found: Marker, full: bool, spaced: bool) -> bool:
    """Say whether a label at a line's start opens an item there, or stands inside a sentence that wraps before it."""
    if not group[-1].text.endswith((".", ";", ":", ",", "…", "”", "!", "?", ")", "/")):
        return not (full or spaced) and found.rest[:1].isupper()
    first = marker(group[0].text)
    in_list = first is not None and first.style is found.style
    return in_list or not found.style.numbered or not (spaced or found.style.name == "(1)")


def _is_agency_line(text: str) -> bool:
    """Say whether a line is a number and an agency's name, so that what follows is its task and not more of it."""
    found = marker(text)
    return found is not None and found.style.numbered and not is_capitals(found.rest) and is_agency(found.rest)


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the table that starts at `start`, or `start` when none does."""
    if not lines[start].text.startswith("|"):
        return start
    last = start
    for index in range(start + 1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if line.text.startswith("|"):
            last = index
        elif index - last > _LONGEST_CELL or (above is lines[last] and (line.gap or above.text.count("|") > 1)):
            break
    rows = lines[start].text.count("|") > 1
    return last + 1 if last > start or rows else start


def _table(lines: Sequence[Line], text: str) -> list[tuple[Shape, list[Line]]]:
    """Return a table as one group, or cell by cell when it only lays out a header or a signature."""
    cells = list(_cells(lines, text))
    if len(cells) <= 14 and any(LAYOUT_CELL.match(line.text) for cell in cells for line in cell):
        return [("cell", cell) for cell in cells]
    return [("table", list(lines))]


def _cells(lines: Sequence[Line], text: str) -> Iterator[list[Line]]:
    cell: list[Line] = []
    for line in lines:
        if not line.text.startswith("|"):
            cell.append(line)
            continue
        if cell:
            yield cell
        cell = []
        yield from ([part] for part in _row(line, text))
    if cell:
        yield cell


def _row(line: Line, text: str) -> Iterator[Line]:
    start = line.start
    for raw in text[line.start : line.end].split("|"):
        if (words := shadow(raw)) and not re.fullmatch(r"[-:\s]+", words):
            yield Line(start, start + len(raw), words, True)
        start += len(raw) + 1
