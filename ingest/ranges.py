"""Figures at a block's start that look like a dashed label and are a range: "3- 5 ngày" outside 1-, 2-, 3-."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from ingest.blocks import Block
from ingest.grammar import Marker, marker


def ranges(blocks: Sequence[Block]) -> frozenset[int]:
    """Return the indexes of the blocks whose label would break the sequence it stands in, a figure being behind it."""
    found = [(at, label) for at, block in enumerate(blocks) if (label := _dashed(block))]
    return frozenset(_out_of_sequence(found))


def _out_of_sequence(found: Sequence[tuple[int, Marker]]) -> Iterator[int]:
    """Yield where a doubtful label neither follows the one before it nor is a "1-" that "2-" follows."""
    last = 0
    after = [_value(label) for _, label in found[1:]]
    for (at, label), following in zip(found, [*after, 0], strict=False):
        value = _value(label)
        first = value == 1 and following == 2
        if label.may_be_range and not first and not 1 < value == last + 1:
            yield at
        else:
            last = value


def _dashed(block: Block) -> Marker | None:
    label = marker(block.text) if block.shape == "text" else None
    return label if label and label.style.name == "1." and label.label.endswith(("-", "–")) else None


def _value(label: Marker) -> int:
    return int(re.findall(r"\d+", label.label)[0])
