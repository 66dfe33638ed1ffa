"""Tables as text: rows between pipes, or cell by cell where a table only sets a head or a signature in two columns.

What a merged cell says stands in every row that it spans, so that each row can be read, found and cited by itself.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import partial
from itertools import takewhile, zip_longest

from ingest.grammar import LAYOUT_CELL, NATION, RECIPIENTS, SIGNING

MOST_ACROSS = 63  # columns: Word's own limit
_HEAD_OR_FOOT = re.compile(rf"(?i:{NATION.pattern}|{RECIPIENTS.pattern})|{SIGNING.pattern}")
_WIDEST_LAYOUT, _LONGEST_LAYOUT = 3, 8  # columns and rows
_LONGEST_REPEATED = 400  # characters; longer ones are paragraphs of their own and no label of the rows beside them
_UNDER = " – "  # between a heading over several columns and the one below it


@dataclass(frozen=True, slots=True)
class Cell:
    """A place in a row: what it says, how many columns it is wide, whether the cell above reaches down into it."""

    text: str = ""
    across: int = 1
    covered: bool = False


def table_text(rows: Sequence[Sequence[Cell]]) -> str:
    """Return a table as text; a covered cell's own text is not looked at."""
    plain = laid_out([["" if cell.covered else cell.text for cell in row] for row in rows])
    return plain or rows_text(list(_told(list(_resolved(rows)))))


def laid_out(rows: Sequence[Sequence[str]]) -> str:
    """Return the cells one after another when the table only lays out a page, "" when it holds data."""
    filled = [row for cells in rows if (row := [cell for cell in cells if cell.strip()])]
    return "\n\n".join(cell for row in filled for cell in row) if filled and _only_lays_out(rows, filled) else ""


def _only_lays_out(rows: Sequence[Sequence[str]], filled: Sequence[Sequence[str]]) -> bool:
    """Say whether a table is a frame around words, or a head or a foot; no data names the nation or who signs."""
    if len(filled) <= 2 and max(map(len, rows)) == 1:
        return True
    lines = [line for row in filled for cell in row for line in cell.splitlines()]
    narrow = max(map(len, filled)) <= _WIDEST_LAYOUT
    return len(filled) <= _LONGEST_LAYOUT and any(
        (LAYOUT_CELL if narrow else _HEAD_OR_FOOT).match(one) for one in lines
    )


def _resolved(rows: Iterable[Sequence[Cell]]) -> Iterator[list[Cell]]:
    """Yield rows in which a covered cell is as wide as the one above it and says the same."""
    above: dict[int, Cell] = {}  # by the column it begins in
    for row in rows:
        column, whole = 0, []
        for cell in row:
            own = replace(above[column], covered=True) if cell.covered and column in above else cell
            whole.append(own)
            above[column] = own
            column += own.across
        yield whole


def _told(rows: Sequence[list[Cell]]) -> Iterator[list[str]]:
    """Yield the words of each row by column; rows that only merged cells reach into say nothing new."""
    deep = _heading_rows(rows)
    if deep > 1:
        yield _joined(rows[:deep])
    for row in rows[deep if deep > 1 else 0 :]:
        if any(cell.text.strip() for cell in row if not cell.covered):
            yield _words(row)


def _heading_rows(rows: Sequence[list[Cell]]) -> int:
    """Return how many rows make the heading: those below the first that only divide what is wide in it."""
    if not rows or not 1 < len(rows[0]) < sum(cell.across for cell in rows[0]):
        return 1
    first, *below = (_by_column(row) for row in rows)
    return 1 + sum(1 for _ in takewhile(partial(_divides, first), below))


def _divides(first: Sequence[Cell], row: Sequence[Cell]) -> bool:
    """Say whether a row has names of its own only under the wide names of the heading's first row."""
    own = [above for above, cell in zip(first, row, strict=False) if cell.text.strip() and not cell.covered]
    return bool(own) and all(above.across > 1 for above in own) and any(cell.covered for cell in row)


def _by_column(row: Sequence[Cell]) -> list[Cell]:
    return [cell for cell in row for _ in range(cell.across)]


def _joined(rows: Sequence[Sequence[Cell]]) -> list[str]:
    """Return one heading row of several: "Cơ quan thực hiện – Chủ trì"."""
    columns = zip_longest(*map(_by_column, rows), fillvalue=Cell())
    return [_UNDER.join(dict.fromkeys(line for cell in column if (line := _line(cell.text)))) for column in columns]


def _words(row: Sequence[Cell]) -> list[str]:
    """Return what stands in each column; a cell over several stands in its first, the row ends with its last cell."""
    wide = [
        words
        for cell in row
        for words in ("" if cell.covered and len(cell.text) > _LONGEST_REPEATED else cell.text, *_blanks(cell))
    ]
    return wide[: len(wide) - len(_blanks(row[-1]))]


def _blanks(cell: Cell) -> list[str]:
    return [""] * (cell.across - 1)


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Return one line per row, its cells between pipes; rows without words are left out."""
    return "\n".join(f"| {' | '.join(map(_line, row))} |" for row in rows if any(cell.strip() for cell in row))


def _line(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip()
