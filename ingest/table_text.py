"""Tables as text: rows between pipes, or cell by cell where a table only sets a head or a signature in two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar import LAYOUT_CELL

_WIDEST_LAYOUT, _LONGEST_LAYOUT = 3, 8  # columns and rows


def laid_out(rows: Sequence[Sequence[str]]) -> str:
    """Return the cells one after another when the table only lays out a page, "" when it holds data."""
    cells = [[cell for cell in row if cell.strip()] for row in rows]
    filled = [row for row in cells if row]
    if not filled:
        return ""
    small = len(filled) <= _LONGEST_LAYOUT and max(map(len, filled)) <= _WIDEST_LAYOUT
    alone = max(map(len, rows)) == 1 and len(filled) <= 2
    if alone or (
        small and any(LAYOUT_CELL.match(line) for row in filled for cell in row for line in cell.splitlines())
    ):
        return "\n\n".join(cell for row in filled for cell in row)
    return ""


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Return one line per row, its cells between pipes; rows without words are left out."""
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows if any(cell.strip() for cell in row))


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip()
