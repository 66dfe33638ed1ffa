"""Headings that have no number and no capitals: bold lines, in a document that has no other headings above them."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block
from ingest.ending import is_name
from ingest.grammar import (
    ADDRESSED,
    DATE_LINE,
    KIND_LINE,
    LAYOUT_CELL,
    SUMMARY,
    is_capitals,
    is_lower,
    is_numbered,
    marker,
)  # fmt: skip
from ingest.titles import is_agency

LONGEST = 120  # characters of a heading
_HEAD_OR_FOOT = (ADDRESSED, DATE_LINE, KIND_LINE, LAYOUT_CELL, SUMMARY)
_FEWEST = 2  # one bold line alone may be a note
_SECTION, _BODY = 4, 5  # ranks: what names a body stands under what names a subject


def is_headline(block: Block) -> bool:
    """Say whether a block is bold from end to end, and short and open like a heading."""
    return block.shape == "text" and all(line.strong for line in block.lines) and can_be(block.text)


def can_be(text: str) -> bool:
    """Say whether `text` is short and open, opens with a capital, and is no line that a letterhead or a foot has."""
    if not 3 < len(text) <= LONGEST or marker(text) or is_capitals(text) or is_lower(text):
        return False
    person = is_name(text) and not is_agency(text)
    apart = person or any(form.match(text) for form in _HEAD_OR_FOOT)
    return text[0].isalpha() and text[-1] not in ".;,!?" and not apart


def headlines(blocks: Sequence[Block]) -> frozenset[int]:
    """Return which blocks of a body are such headings: none where a number stands above the first of them."""
    found = [at for at, block in enumerate(blocks) if is_headline(block)]
    if len(found) < _FEWEST or any(block.shape == "text" and is_numbered(block.text) for block in blocks[: found[0]]):
        return frozenset()
    return frozenset(found)


def rank(text: str) -> int:
    """Return how deep a headline stands."""
    return _BODY if is_agency(text.rstrip(" :")) else _SECTION
