"""Which part of the document each block belongs to: header, stamp, title, preamble, body, closing, foot, appendix."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from ingest.blocks import Block
from ingest.ending import find_foot, mark_ending, opens_attachment
from ingest.grammar import CLOSING, CLOSING_LAST, ZoneKind, ended, is_capitals, is_numbered, marker
from ingest.opening import mark_opening

__all__ = ["Zone", "ZoneKind", "zones"]


@dataclass(frozen=True, slots=True)
class Zone:
    """A run of blocks of one part of the document."""

    kind: ZoneKind
    blocks: tuple[Block, ...]


def zones(blocks: Sequence[Block]) -> tuple[Zone, ...]:
    """Return the parts of a document in the order in which they stand, none of them empty."""
    kinds: list[ZoneKind] = ["body"] * len(blocks)
    body = mark_opening(blocks, kinds)
    foot = find_foot(blocks, body)
    _mark_closing(blocks, kinds, body, foot)
    mark_ending(blocks, kinds, foot)
    starts = [i for i in range(len(blocks)) if i == 0 or kinds[i] != kinds[i - 1] or _opens(blocks, i, kinds[i])]
    stops = [*starts[1:], len(blocks)][: len(starts)]
    return tuple(Zone(kinds[i], tuple(blocks[i:j])) for i, j in zip(starts, stops, strict=True))


def _opens(blocks: Sequence[Block], at: int, kind: ZoneKind) -> bool:
    return kind == "appendix" and opens_attachment(blocks, at)


def _mark_closing(blocks: Sequence[Block], kinds: list[ZoneKind], start: int, foot: int) -> None:
    """Mark the closing words: unmarked paragraphs at the end of the body that speak of the whole document."""
    first = foot
    while first > start and blocks[first - 1].shape == "text" and not marker(blocks[first - 1].text):
        first -= 1
    for at in range(first, foot):
        if CLOSING.match(blocks[at].text) or (at == foot - 1 and _is_last_word(blocks, at, start)):
            last = next((i + 1 for i in range(at, foot) if blocks[i].text.endswith("./.")), foot)
            kinds[at:last] = ["closing"] * (last - at)
            return


def _is_last_word(blocks: Sequence[Block], at: int, start: int) -> bool:
    """Say whether the last paragraph closes the document and is not the only text of the heading above it."""
    above = blocks[at - 1].text if at > start else ""
    if not above or ((is_numbered(above) or is_capitals(above)) and not ended(above)):
        return False
    return blocks[at].text.endswith("./.") or CLOSING_LAST.match(blocks[at].text) is not None
