"""Paragraphs of another document quoted in full: their numbers are not the numbers of this one."""

from __future__ import annotations

from collections.abc import Sequence

from ingest.blocks import Block

_LONGEST = 20  # blocks; a quotation that is not closed by then was never one


def quoted(blocks: Sequence[Block]) -> frozenset[int]:
    """Return which blocks stand inside a quotation that an earlier block opens and a later one, or they, close."""
    inside: set[int] = set()
    for at, block in enumerate(blocks):
        if at not in inside and block.text.startswith("“") and _depth(block) > 0:
            inside.update(range(at + 1, _end(blocks, at)))
    return frozenset(inside)


def _end(blocks: Sequence[Block], start: int) -> int:
    """Return the index after the block that closes the quotation opened at `start`, or `start` when none does."""
    depth = 0
    for at in range(start, min(start + _LONGEST, len(blocks))):
        depth += _depth(blocks[at])
        if depth <= 0 and blocks[at].text.rstrip(" .;,/").endswith("”"):
            return at + 1
    return start


def _depth(block: Block) -> int:
    return block.text.count("“") - block.text.count("”")
