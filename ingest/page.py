"""Words on a page and the lines they make, columns apart: what text PDFs and recognised pictures have in common."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, pairwise
from operator import itemgetter
from statistics import median
from typing import NamedTuple

from ingest.grammar import LAYOUT_CELL, solo
from ingest.ruled import Box, Ruled
from ingest.table_text import Cell, table_text

_GUTTER = 21.6  # points, 0.3 inch: no space between words is as wide
_TIGHT, _WIDEST = 11.0, 3.0  # a narrower one is told by how it exceeds the blanks of its line: points, and times
_NARROW_GUTTER, _WIDER = 5.0, 1.6  # between columns that rows around have shown: points, and times a usual blank
_FEW_BLANKS = 3  # tell nothing about how wide a line's blanks are
_AHEAD = 2  # rows
_RECENT, _LOOSE = 4, 1.25  # rows of the left column whose distances are its own, and how much more they may be
_FAR = 100_000.0
_CENTRED = 15.0  # points from the middle of what is printed
_NEIGHBOUR = 1.7  # line heights between lines of one column


class Word(NamedTuple):  # hundreds on a page: a dataclass costs twice as much
    """A word and the box its line of print gives it."""

    text: str
    box: Box


@dataclass(frozen=True, slots=True)
class Page:
    """One page: its size in points, its words and its ruled tables."""

    width: float
    height: float
    words: tuple[Word, ...]
    tables: tuple[Ruled, ...] = ()


@dataclass(frozen=True)
class Row:
    """Words on one height, from left to right."""

    words: tuple[Word, ...]
    column: int = 0  # 0 for the page's whole width; 1, 2 for the left and the right of two columns
    table: str = ""  # a whole table, in place of words
    box: Box = field(init=False)

    def __post_init__(self) -> None:
        """Measure the row."""
        boxes = [word.box for word in self.words]
        lefts, tops, rights, bottoms = zip(*boxes, strict=True)
        object.__setattr__(self, "box", Box(min(lefts), min(tops), max(rights), max(bottoms)))

    @cached_property
    def text(self) -> str:
        """The words with single blanks between them."""
        return " ".join([word.text for word in self.words])

    @cached_property
    def gaps(self) -> tuple[tuple[float, float], ...]:
        """Where each blank between words begins and ends."""
        reaches = accumulate((word.box.x1 for word in self.words), max)
        return tuple((reach, word.box.x0) for reach, word in zip(reaches, self.words[1:], strict=False))


def rows(page: Page) -> list[Row]:
    """Return the page's rows in reading order: tables whole, the left of two columns before the right."""
    inside = [(table, [word for word in page.words if table.box.holds(*middle_of(word))]) for table in page.tables]
    tabled = {id(word) for _, words in inside for word in words}
    plain = _in_rows([word for word in page.words if id(word) not in tabled])
    whole = [Row(tuple(words), table=_table_text(table, words)) for table, words in inside if words]
    return list(_columns_apart(sorted([*plain, *whole], key=lambda row: row.box.y0), page.width))


def middle_of(word: Word) -> tuple[float, float]:
    """Return the point in the middle of a word's box."""
    left, top, right, bottom = word.box
    return (left + right) / 2, (top + bottom) / 2


def _in_rows(words: Sequence[Word]) -> list[Row]:
    """Group words on one height; superscripts and uneven scans are within half a line."""
    found: list[list[Word]] = []
    level = 0.0
    for centre, word in sorted([(middle_of(word)[1], word) for word in words], key=itemgetter(0)):
        if found and centre - level < 0.5 * (word.box.y1 - word.box.y0):
            found[-1].append(word)
            level += (centre - level) / len(found[-1])
        else:
            found.append([word])
            level = centre
    return [Row(tuple(sorted(row, key=lambda word: word.box.x0))) for row in found]


def _table_text(table: Ruled, words: Sequence[Word]) -> str:
    edges = {box.x0 for row in table.rows for box in row if box}
    placed = [(*middle_of(word), word) for word in words]
    return table_text([[_cell(box, edges, placed) for box in row] for row in table.rows])


def _cell(box: Box | None, edges: Iterable[float], placed: Sequence[tuple[float, float, Word]]) -> Cell:
    """Return a cell, as wide as many columns begin in it; each word comes behind its middle."""
    if box is None:
        return Cell(covered=True)
    left, top, right, bottom = box
    words = [word for x, y, word in placed if left <= x < right and top <= y < bottom]
    return Cell("\n".join(row.text for row in _in_rows(words)), max(1, sum(left <= edge < right for edge in edges)))


def _columns_apart(ordered: Sequence[Row], width: float) -> Iterator[Row]:
    """Yield rows in reading order: where a gutter parts several rows, all of the left, then all of the right."""
    middle = (min(row.box.x0 for row in ordered) + max(row.box.x1 for row in ordered)) / 2 if ordered else 0.0
    at = 0
    while at < len(ordered):
        gutter = _gutter(ordered[at], width) or _announced(ordered[at : at + 1 + _AHEAD], width)
        band, gutter = _band(ordered[at:], gutter, middle) if gutter else ([], (0.0, 0.0))
        for column in (1, 2):
            yield from _halves(band, sum(gutter) / 2, column)
        if not band:
            yield ordered[at]
        at += max(1, len(band))


def _gutter(row: Row, width: float) -> tuple[float, float] | None:
    """Return the widest gap of a row where it lies around the page's middle and is no blank."""
    if row.table:
        return None
    wide = [gap for gap in row.gaps if gap[1] - gap[0] >= _TIGHT and gap[0] < 0.68 * width and gap[1] > 0.3 * width]
    if not wide:
        return None
    blank = median([high - low for low, high in row.gaps]) if len(row.gaps) > _FEW_BLANKS else _GUTTER
    gaps = [gap for gap in wide if gap[1] - gap[0] >= min(_GUTTER, _WIDEST * blank)]
    return max(gaps, key=lambda gap: gap[1] - gap[0], default=None)


def _announced(ahead: Sequence[Row], width: float) -> tuple[float, float] | None:
    """Return the gutter of a row so full that only the rows below it show that its widest blank is one."""
    for below in ahead[1:]:
        if gutter := _gutter(below, width):
            free = _free(ahead[0], gutter)
            return free if ahead[0].box.x0 < gutter[0] and ahead[0].box.x1 > gutter[1] else None
    return None


def _free(row: Row, gutter: tuple[float, float]) -> tuple[float, float] | None:
    """Return what a row leaves free of a gutter; `None` when it runs across, its blanks there as wide as others."""
    inner = row.gaps
    usual = median([high - low for low, high in inner]) if inner else 0.0
    margins = ((-1.0, row.box.x0), (row.box.x1, _FAR))
    least = min(_GUTTER, max(_NARROW_GUTTER, _WIDER * usual if len(inner) > 1 else 0.0))
    wide = (gap for gap in inner if gap[1] - gap[0] >= least)
    shared = [(max(gutter[0], low), min(gutter[1], high)) for low, high in (*margins, *wide)]
    best = max(shared, key=lambda gap: gap[1] - gap[0])
    return best if best[1] - best[0] >= _NARROW_GUTTER else None


def _band(ordered: Sequence[Row], gutter: tuple[float, float], middle: float) -> tuple[list[Row], tuple[float, float]]:
    """Return the rows from the first on that a gutter parts or leaves on one side, and what is left of it."""
    run: list[tuple[Row, tuple[float, float]]] = []
    for row in ordered:
        free = None if row.table else _free(row, gutter)
        if free is None or (run and _is_centred(row, gutter, middle)):
            break
        gutter = free
        run.append((row, gutter))
    last = max((at for at, (row, free) in enumerate(run) if row.box.x1 > free[0]), default=-1)
    while last + 1 < len(run) and _goes_on([row for row, _ in run[: last + 1]], run[last + 1][0], gutter[0]):
        last += 1
    return [row for row, _ in run[: last + 1]], run[last][1] if last >= 0 else gutter


def _is_centred(row: Row, gutter: tuple[float, float], middle: float) -> bool:
    """Say whether a row that the gutter does not part stands in the page's middle: a title, of neither column."""
    parted = row.box.x0 < gutter[0] and row.box.x1 > gutter[1]
    return not parted and abs((row.box.x0 + row.box.x1) / 2 - middle) < _CENTRED


def _goes_on(band: Sequence[Row], row: Row, gutter: float) -> bool:
    """Say whether a row below the right column is still of the left one: no farther from it than its rows are apart."""
    if solo(row.text) and not LAYOUT_CELL.match(row.text):
        return False  # a document's kind or an appendix's name
    left = [one.box for one in band if one.box.x0 < gutter]
    apart = [below.y0 - above.y1 for above, below in pairwise(left)]
    usual = (_NEIGHBOUR - 1) * (row.box.y1 - row.box.y0)
    return bool(left) and row.box.y0 - left[-1].y1 <= max([usual, *(_LOOSE * one for one in apart[-_RECENT:])])


def _halves(band: Sequence[Row], middle: float, column: int) -> Iterator[Row]:
    """Yield what the rows have left (1) or right (2) of the gutter."""
    for row in band:
        words = tuple(word for word in row.words if (middle_of(word)[0] > middle) == (column == 2))
        if words:
            yield Row(words, column)
