"""Faults in a document's own numbering: labels that repeat, go back or leave a number out."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import pairwise

from plans.model import NUMBERED, Section

_ROMAN = {"I": 1, "V": 5, "X": 10, "L": 50}


def faults(sections: Sequence[Section]) -> Iterator[str]:
    """Yield one Vietnamese line for each fault; labels are always kept as printed, so these only point them out."""
    values = [
        (section, value)
        for section in sections
        if section.kind in NUMBERED and (value := value_of(section.label)) is not None
    ]
    for (above, before), (below, after) in pairwise(values):
        if _style(above.label) == _style(below.label) and after != before + 1:
            yield _fault(above, below, after - before)
    for section in sections:
        yield from faults(section.children)


def _fault(above: Section, below: Section, step: int) -> str:
    what = "lặp lại" if step == 0 else "lùi lại" if step < 0 else "nhảy số"
    return f"Số mục {what}: “{above.label}” rồi “{below.label}” ({below.title[:60]})."


def _style(label: str) -> str:
    return re.sub(r"[IVXL]+", "I", re.sub(r"\d+", "1", label))


def value_of(label: str) -> int | None:
    """Return the last number of a label: 4 of "IV.", 12 of "1.12."; letters are left alone, offices skip some."""
    if digits := re.findall(r"\d+", label):
        return int(digits[-1])
    if not (numeral := re.search(r"\b[IVXL]+\b", label)):
        return None
    values = [_ROMAN[letter] for letter in numeral[0]]
    return sum(-v if v < max(values[i:]) else v for i, v in enumerate(values))
