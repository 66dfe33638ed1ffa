"""Tables as text: rows between pipes, or cell by cell where a table only sets a head or a signature in two columns."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest.grammar import LAYOUT_CELL, NATION, RECIPIENTS, SIGNING

_HEAD_OR_FOOT = re.compile(rf"(?i:{NATION.pattern}|{RECIPIENTS.pattern})|{SIGNING.pattern}")
_WIDEST_LAYOUT, _LONGEST_LAYOUT = 3, 8  # columns and rows


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


def rows_text(rows: Sequence[Sequence[str]]) -> str:
    """Return one line per row, its cells between pipes; rows without words are left out."""
    return "\n".join(f"| {' | '.join(map(_cell, row))} |" for row in rows if any(cell.strip() for cell in row))


def _cell(text: str) -> str:
    return re.sub(r"\s+", " ", text.replace("|", "/")).strip()
