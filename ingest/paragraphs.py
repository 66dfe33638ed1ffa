"""Lines of print → paragraphs: page numbers and running headers out of the flow, hard wraps undone by geometry."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from ingest.grammar import ended, is_lower, marker, unfinished
from ingest.page import Page, Row, rows
from plans.text import fold

_NUMBER = re.compile(r"[-–—\s]*\d{1,4}[-–—\s]*|(?:Trang|Page)\s*:?\s*\d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_NATION = "cong hoa xa hoi chu nghia viet nam"
_EDGE = 0.1  # share of a page's height in which page numbers and running headers stand
_INDENT = 8.0  # points; less is a scan's slant
_NARROWEST = 0.7  # share of the page's width that a full line reaches at least
_SPACED = 2.2  # line heights between lines of one paragraph, at most


@dataclass(frozen=True, slots=True)
class _Margins:
    left: float
    right: float


def flow(pages: Sequence[Page]) -> tuple[str, tuple[tuple[int, int], ...]]:
    """Return the text of the pages as paragraphs, and the offset at which each page (from 1) begins."""
    read = [rows(page) for page in pages]
    repeated = _running(pages, read)
    bodies = [
        [row for row in found if not _is_furniture(row, page, repeated)]
        for page, found in zip(pages, read, strict=True)
    ]
    _bridge_tables(bodies)
    parts: list[str] = []
    length, starts = 0, []
    above: Row | None = None
    margins = _Margins(0, 0)
    for number, (page, body) in enumerate(zip(pages, bodies, strict=True), 1):
        margins = _margins(body, page.width) or margins
        for place, row in enumerate(body):
            joint = _joint(above, row, margins, turned=place == 0) if above else ""
            if place == 0:
                starts.append((length + len(joint), number))
            parts += (joint, row.table or unicodedata.normalize("NFC", row.text))
            length += len(joint) + len(parts[-1])
            above = row
    return "".join(parts), tuple(starts)


def _bridge_tables(bodies: Sequence[list[Row]]) -> None:
    """Give a table's row that a page's end cut in two back as one: its rest, on the next page, has no number."""
    for body, following in pairwise(bodies):
        if not (body and following and body[-1].table and following[0].table):
            continue
        *whole, cut = body[-1].table.split("\n")
        rest, *others = following[0].table.split("\n")
        halves = list(zip(cut.split("|"), rest.split("|"), strict=False))
        if cut.count("|") == rest.count("|") > 2 and not halves[1][1].strip():
            joined = "|".join(f" {one.strip()} {more.strip()}".rstrip() + " " for one, more in halves).strip()
            body[-1] = replace(body[-1], table="\n".join([*whole, joined]))
            following[:1] = [replace(following[0], table="\n".join(others))] if others else []


def _running(pages: Sequence[Page], read: Sequence[Sequence[Row]]) -> set[str]:
    """Return the edge lines that most pages repeat, digits aside."""
    counts = Counter(
        key
        for page, found in zip(pages, read, strict=True)
        for key in {_key(row) for row in found if _at_edge(row, page)}
    )
    return {key for key, count in counts.items() if count >= 3 and count * 2 > len(pages)}


def _key(row: Row) -> str:
    return re.sub(r"\d+", "0", row.text)


def _at_edge(row: Row, page: Page) -> bool:
    return row.box.y1 < _EDGE * page.height or row.box.y0 > (1 - _EDGE) * page.height


def _is_furniture(row: Row, page: Page, repeated: set[str]) -> bool:
    return not row.table and _at_edge(row, page) and (_NUMBER.fullmatch(row.text) is not None or _key(row) in repeated)


def _margins(body: Sequence[Row], width: float) -> _Margins | None:
    """Return where the page's full-width lines begin and end; the few that stick out do not count."""
    plain = [row.box for row in body if not row.column and not row.table]
    if not plain:
        return None
    lefts, rights = sorted(box.x0 for box in plain), sorted(box.x1 for box in plain)
    return _Margins(lefts[len(lefts) // 20], max(rights[-1 - len(rights) // 20], _NARROWEST * width))


def _joint(above: Row, row: Row, margins: _Margins, turned: bool) -> str:
    """Return what stands between two rows: a blank inside a paragraph, else a line's or a paragraph's end."""
    if above.table and row.table and turned:
        return "\n"
    if above.table or row.table or above.column != row.column:
        return "\n\n"
    if row.column:
        return " " if _runs_on_in_column(above, row) else "\n"
    spaced = not turned and row.box.y0 - above.box.y1 > (_SPACED - 1) * (row.box.y1 - row.box.y0)
    label = marker(row.text)
    if spaced or (label and not (label.may_be_range and not ended(above.text))):
        return "\n\n"
    full = above.box.x1 + (row.words[0].box.x1 - row.words[0].box.x0) > margins.right
    indented = row.box.x0 > margins.left + _INDENT
    if not indented:
        return _glue(above) if full or (turned and is_lower(row.text)) else "\n\n"
    hangs = abs(row.box.x0 - above.box.x0) < _INDENT / 2 or _is_under_text(above, row)
    return _glue(above) if full and hangs and not ended(above.text) else "\n\n"


def _glue(above: Row) -> str:
    """Return what joins a wrapped line to the next: nothing where it broke inside "11-NQ/TW"."""
    return "" if re.search(r"[^\s/-][/-]$", above.text) else " "


def _is_under_text(above: Row, row: Row) -> bool:
    """Say whether a line begins where the words behind the label of the line above begin."""
    return (
        len(above.words) > 1
        and marker(above.text) is not None
        and abs(row.box.x0 - above.words[1].box.x0) < _INDENT / 2
    )


def _runs_on_in_column(above: Row, row: Row) -> bool:
    """Say whether a line of a narrow column wrapped: the motto, a date, or a recipient's name that has not ended."""
    if unfinished(above.text) or (len(above.words) > 2 and _NATION.startswith(fold(above.text) + " ")):
        return True
    return not marker(row.text) and not ended(above.text) and (is_lower(row.text) or above.text.startswith(("-", "–")))
