"""Communes, wards and villages that are named by themselves and told what to do: "xã Hòa Bắc: rà soát …"."""

from __future__ import annotations

import re

from ingest.predicates import predicate_at
from plans.text import LOWER, UPPER

_WORD = rf"[{UPPER}][{LOWER}]*(?:['’][{UPPER}]?[{LOWER}]+)?"
_PLACE = re.compile(
    r"(?:[Xx]ã|[Pp]hường|[Tt]hị\s+trấn|[Đđ]ặc\s+khu|[Hh]uyện|[Tt]hôn|[Ấấ]p|[Kk]hóm|[Xx]óm|[Bb]ản|[Bb]uôn|[Kk]hu\s+phố|[Tt]ổ\s+dân\s+phố)\s+"
    rf"(?:(?:số\s+)?\d{{1,2}}(?![\d.,/%])|{_WORD}(?:\s+{_WORD}){{0,3}}(?:\s+\d{{1,2}}(?!\d))?)(?!\w)"
)
_ACTS = re.compile(r":\s*(?=\w)|\s+(?=\w)")
_GLUE = re.compile(r",\s*|\s+và\s+")


def place_at(text: str, at: int, end: int) -> int:
    """Return where the name of a place ends that starts at `at` and is told what to do, else 0; others may share it."""
    place = _PLACE.match(text, at, end)
    if not place:
        return 0
    acts, glue = _ACTS.match(text, place.end(), end), _GLUE.match(text, place.end(), end)
    told = (acts and predicate_at(text, acts.end())) or (glue and place_at(text, glue.end(), end))
    return place.end() if told else 0
