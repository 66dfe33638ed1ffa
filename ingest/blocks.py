"""A text as blocks that tile it: paragraphs, table cells and tables, each with a cleaned shadow.

The source is never rewritten. Classification works on shadows (composed letters, emphasis marks dropped); offsets
always point into the source. Blank lines, rules and page numbers belong to the block before them.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import pairwise, takewhile
from typing import Literal

from ingest.grammar import LAYOUT_CELL, POSITION, RECIPIENTS, SIGNING
from ingest.lines import Line, continues, read_lines, wrapping
from ingest.shadows import BREAK, shadow
from plans.model import Span

Shape = Literal["text", "cell", "table"]

LAYOUT = 14  # cells: a table of more is no letterhead and no signature
_RULE = re.compile(r"[-:\s]+")
_FOOT = re.compile(f"{SIGNING.pattern}|{POSITION.pattern}|{RECIPIENTS.pattern}")
_BELOW = re.compile(r"(?:\s*<br\s*/?>\s*)+|(?<=[\w)]\*)\s+(?=\S)|(?<=\*\*)\s+(?=\S)|(?<=ý\))\s+(?=\w)")
_RULED = re.compile(r"\|(?:\s*:?-+:?\s*\|)+")
_LONGEST_CELL = 80  # lines; beyond it a lone "|" was a stray character and not a table


@dataclass(frozen=True)
class Block:
    """Lines that belong together; `span` reaches to the next block, so that blocks tile the text."""

    span: Span
    lines: tuple[Line, ...]
    shape: Shape = "text"
    joins: tuple[int, ...] = ()  # offsets where a page break was bridged

    @cached_property
    def text(self) -> str:
        """The shadow on one line."""
        return " ".join(line.text for line in self.lines)

    @property
    def gap(self) -> bool:
        """Whether blank lines stand before this block."""
        return self.lines[0].gap


def blocks(text: str) -> tuple[Block, ...]:
    """Return the blocks of `text` in order; their spans tile it. A text of blanks alone has none."""
    lines = list(read_lines(text))
    groups: list[tuple[Shape, list[Line]]] = []
    wrap = wrapping(lines)
    position = 0
    while position < len(lines):
        end = _table_end(lines, position)
        if parted := _tabbed_end(lines, position, text) or _barred_end(lines, position):
            groups.append(("table", lines[position:parted]))
            position = parted
            continue
        if end > position:
            groups.extend(_table(lines[position:end], text))
            position = end
            continue
        line = lines[position]
        if groups and groups[-1][0] == "text" and continues(groups[-1][1], line, wrap):
            groups[-1][1].append(line)
        elif line.text != "|":
            groups.append(("text", [line]))
        position += 1
    return _tiled(groups, len(text))


def _tiled(groups: list[tuple[Shape, list[Line]]], end: int) -> tuple[Block, ...]:
    """Return the groups as blocks each of which reaches to the next and the last to `end`."""
    bounds = pairwise((0, *(lines[0].start for _, lines in groups[1:]), end))
    spans = (Span(start, stop) for start, stop in bounds)
    return tuple(Block(span, tuple(lines), shape) for span, (shape, lines) in zip(spans, groups, strict=False))


def _table_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the table that starts at `start`, or `start` when none does."""
    if not lines[start].text.startswith("|"):
        return start
    last = start
    for index in range(start + 1, len(lines)):
        above, line = lines[index - 1], lines[index]
        if line.text.startswith("|"):
            if line.gap and _heads(lines, index):
                break
            last = index
        elif index - last > _LONGEST_CELL or (above is lines[last] and (line.gap or above.text.count("|") > 1)):
            break
    rows = lines[start].text.count("|") > 1
    return last + 1 if last > start or rows else start


def _heads(lines: Sequence[Line], at: int) -> bool:
    """Say whether a row heads a table of its own: a rule stands below it."""
    return at + 1 < len(lines) and _RULED.fullmatch(lines[at + 1].text) is not None


def _tabbed_end(lines: Sequence[Line], start: int, text: str) -> int:
    """Return the index after the rows parted by tabs that start at `start`, 0 when none do.

    Portals and word processors paste tables so. A letterhead in two columns is none: it has one tab a line.
    """
    end, width = start, _tabs(lines[start], text)
    if width < 2:
        return 0
    while end < len(lines) and 1 <= _tabs(lines[end], text) <= width and not (end > start and lines[end].gap):
        end += 1
    wide = sum(_tabs(line, text) > 1 for line in lines[start:end])
    cells = [cell.strip() for line in lines[start:end] for cell in text[line.start : line.end].split("\t")]
    return end if wide > 1 and not _only_lays_out(cells) else 0


def _barred_end(lines: Sequence[Line], start: int) -> int:
    """Return the index after the rows parted by pipes without a border that start at `start`, 0 when none do.

    None has more cells than the first; two cells a row are a table from three rows on.
    """
    width = _bars(lines[start])
    if not width:
        return 0
    rest = takewhile(lambda at: not lines[at].gap and 1 <= _bars(lines[at]) <= width, range(start + 1, len(lines)))
    end = max(rest, default=start) + 1
    cells = [cell.strip() for line in lines[start:end] for cell in line.text.split("|")]
    return end if end - start >= (2 if width > 1 else 3) and not _only_lays_out(cells) else 0


def _bars(line: Line) -> int:
    """Return how many pipes a line has behind its first words; none where it begins with one."""
    return 0 if line.text.startswith("|") else line.text.count(" |")


def _only_lays_out(cells: Sequence[str]) -> bool:
    """Say whether a few cells hold a letterhead or a signature and are no table."""
    return sum(map(bool, cells)) <= LAYOUT and any(map(LAYOUT_CELL.match, cells))


def _tabs(line: Line, text: str) -> int:
    return text.count("\t", line.start, line.end)


def _table(lines: Sequence[Line], text: str) -> list[tuple[Shape, list[Line]]]:
    """Return a table as one group, or cell by cell when it only lays out a header or a signature."""
    cells = list(_cells(lines, text))
    if len(cells) <= LAYOUT and any(LAYOUT_CELL.match(line.text) for cell in cells for line in cell):
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
        yield from _row(line, text)
    if cell:
        yield cell


def _row(line: Line, text: str) -> Iterator[list[Line]]:
    """Yield the lines of each cell of a row; Markdown breaks them with "<br>"."""
    start = line.start
    for raw in text[line.start : line.end].split("|"):
        if lines := list(_broken(raw, start)):
            yield lines
        start += len(raw) + 1


def _broken(cell: str, start: int) -> Iterator[Line]:
    at = 0
    breaks = _BELOW if _FOOT.match(shadow(cell)) else BREAK
    for stop, after in (*(mark.span() for mark in breaks.finditer(cell)), (len(cell), len(cell))):
        if (words := shadow(cell[at:stop])) and not _RULE.fullmatch(words):
            yield Line(start + at, start + stop, words, True)
        at = after
