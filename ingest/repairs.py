"""Paragraphs and headings that a page break or a blank line cut in two, put together again."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block
from ingest.grammar import KIND_LINE, Marker, ended, is_capitals, is_lower, marker, unfinished
from ingest.titles import is_heading
from plans.model import Repair, Span

_LONGEST = 5_000  # characters; what is joined to more is no paragraph, and would take longer with every piece
_LONG = 300  # characters: no heading is longer
_SHORT = 40  # characters: a marked block that ends sooner without a full stop is a heading, not a cut paragraph


def mended(blocks: Sequence[Block]) -> tuple[tuple[Block, ...], tuple[Repair, ...]]:
    """Return the blocks of one zone with cut ones joined, and a `Repair` for each place where a cut was bridged."""
    whole: list[Block] = []
    repairs: list[Repair] = []
    for block in blocks:
        kind = _cut(whole[-1], block) if whole else None
        if kind is None:
            whole.append(block)
            continue
        whole[-1] = _joined(whole[-1], block)
        repairs.append(Repair(kind, block.lines[0].start))
    return tuple(whole), tuple(repairs)


def _joined(above: Block, below: Block) -> Block:
    span = Span(above.span.start, below.span.end)
    return Block(span, above.lines + below.lines, above.shape, (*above.joins, below.lines[0].start))


def _cut(above: Block, below: Block) -> str | None:
    """Return what cut `below` from `above`, or `None` when they are two paragraphs."""
    if above.shape != "text" or below.shape != "text" or below.lines[0].hashes:
        return None
    if above.lines[-1].strong != below.lines[0].strong and not marker(above.text):
        return None  # a bold line over plain ones
    if above.span.end - above.span.start > _LONGEST or _labelled(above, below):
        return None
    if any(KIND_LINE.match(block.text) and is_capitals(block.text) for block in (above, below)):
        return None
    found = marker(above.text)
    if _is_split_heading(found, above, below):
        return "split_heading"
    if not _is_page_break(found, above, below):
        return None
    return "page_break" if below.gap else "line_break"


def _labelled(above: Block, below: Block) -> bool:
    found = marker(below.text)
    return found is not None and not (found.may_be_range and unfinished(above.text))


def _is_split_heading(found: Marker | None, above: Block, below: Block) -> bool:
    """Say whether a label stands alone on its line, or a heading in capitals goes on in capitals."""
    if found is None or not found.rest:
        return found is not None
    if not found.style.numbered or len(below.text) > _LONG:
        return False
    long = len(above.text) > _SHORT or unfinished(found.rest.lower())
    return long and is_capitals(found.rest) and not ended(found.rest) and is_capitals(below.text)


def _is_page_break(found: Marker | None, above: Block, below: Block) -> bool:
    text = above.text
    if ended(text) or is_capitals(found.rest if found else text):
        return False
    if found and found.style.numbered and is_heading(found.rest):
        return False
    if unfinished(text):
        return True
    if found and len(text) < _SHORT:
        return False
    return is_lower(below.text) or below.text[0].isdigit()
