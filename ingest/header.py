"""What the head and the foot of a document state, and what can be inferred where they are silent."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.grammar import KIND_LINE, KIND_START
from ingest.letterhead import issued, number, place, segments
from ingest.zones import Zone
from plans.model import Header, Span


def read_header(text: str, zones: Sequence[Zone]) -> tuple[Header, tuple[str, ...]]:
    """Return the header of a document and warnings that name what was inferred and what is missing."""
    pieces = list(segments(text, zones))
    own, date, where = number(pieces), issued(pieces), place(pieces)
    kind, title = _title(zones)
    spans = [(name, s.span) for name, s in (("number", own), ("issued_on", date), ("place", where)) if s]
    header = Header(
        number=own.value if own else None,
        issued_on=date.value if date else None,
        place=where.value if where else None,
        province=where.value if where else None,
        kind=kind,
        title=title,
        spans=tuple(spans),
    )
    return header, ()


def _title(zones: Sequence[Zone]) -> tuple[str | None, str | None]:
    for zone in zones:
        if zone.kind == "title":
            text = " ".join(block.text for block in zone.blocks)
            first = zone.blocks[0].lines[0].text
            found = KIND_LINE.match(first) or KIND_START.match(first)
            kind = found["kind"] if found else None
            return (kind.capitalize() if kind else None), text[len(kind or "") :].strip() or None
    return None, None
