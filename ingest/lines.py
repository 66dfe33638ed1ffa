"""The lines of a text that say something, and which of them a hard newline cut off from the one above."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from typing import NamedTuple

from ingest.grammar import Marker, ended, is_capitals, is_lower, marker, solo, unfinished
from ingest.shadows import shadow
from ingest.titles import is_agency
from plans.agencies import find_agencies

_PAGE_NUMBER = re.compile(r"[-–—\s]*\d{1,3}[-–—\s]*|(?:Trang|Page)\s*:?\s*\d+(?:\s*/\s*\d+)?", re.IGNORECASE)
_RULE = re.compile(r"[-–—_=~.…\s]{3,}|[-–—_=~]")
_OPENING = re.compile(r"(?:Căn cứ|Trên đây là)\s")  # words that open a paragraph and hardly ever stand inside one
_STRONG = re.compile(r"\*\*[^*]+\*\*\s*:?")
_NARROW = 130  # characters; a text whose every line is shorter was wrapped
_LONGEST_CELL = 80  # lines; beyond it a lone "|" was a stray character and not a table


class Line(NamedTuple):  # many are made for each page: a dataclass costs three times as much
    """One source line (or one table cell's part of it): its range, its shadow, whether blank lines precede it."""

    start: int
    end: int
    text: str
    gap: bool
    hashes: int = 0
    bold: bool = False  # emphasis opens in this line and does not close in it
    strong: bool = False  # all of it is set in bold


@dataclass(frozen=True, slots=True)
class Wrapping:
    """The width at which newlines cut paragraphs, and whether blank lines stand between paragraphs."""

    width: int
    spaced: bool


def read_lines(text: str) -> Iterator[Line]:
    """Yield the lines of `text` that hold words; blank lines, rules and page numbers are skipped."""
    start, gap = 0, False
    raws = text.splitlines(keepends=True)
    shadows = [shadow(raw) for raw in raws]
    for raw, words, below in zip(raws, shadows, [*shadows[1:], ""], strict=False):
        if _is_noise(words, below):
            gap = True
        else:
            hashes = len(raw) - len(raw.lstrip("#"))
            marks = raw.count("**")
            strong = marks > 0 and _STRONG.fullmatch(raw.strip()) is not None
            yield Line(start, start + len(raw.rstrip()), words, gap, hashes, marks % 2 == 1, strong)
            gap = False
        start += len(raw)


def _is_noise(words: str, below: str) -> bool:
    """Say whether a line says nothing; a lone dash is a bullet's when its words stand on the line below."""
    if not words or _RULE.fullmatch(words) or _PAGE_NUMBER.fullmatch(words):
        return not (words in ("-", "–", "+") and below[:1].isalpha())
    return False


def wrapping(lines: Sequence[Line]) -> Wrapping | None:
    """Return how the text is wrapped by hard newlines, `None` when each line is a paragraph."""
    pairs = [
        (above, below)
        for above, below in pairwise(lines)
        if not (below.gap or above.text.startswith("|") or below.text.startswith("|"))
    ]
    wrapped = sorted(len(above.text) for above, below in pairs if _is_cut(above.text, below.text))
    narrow = max((len(line.text) for line in lines), default=0) <= _NARROW
    if len(wrapped) < 3 or (len(wrapped) * 4 < len(pairs) and not narrow):
        return None
    numbered = [
        below.gap
        for above, below in pairwise(lines)
        if (found := marker(below.text)) and found.style.numbered and (below.gap or ended(above.text))
    ]
    return Wrapping(wrapped[len(wrapped) * 9 // 10], sum(numbered) * 4 >= len(numbered) * 3)


def _is_cut(above: str, below: str) -> bool:
    return len(above) < 160 and not ended(above) and (is_lower(below) or unfinished(above))


def continues(group: Sequence[Line], below: Line, wrap: Wrapping | None) -> bool:
    """Say whether `below` belongs to the paragraph `group`, cut from it by a hard newline."""
    above = group[-1]
    if below.gap or wrap is None or below.hashes or solo(above.text) or solo(below.text):
        return False
    if not wrap.spaced and _OPENING.match(below.text):
        return False
    found = marker(below.text)
    if marker(above.text, alone=True):
        return found is None
    full = len(above.text) + len(below.text.split()[0]) + 1 > wrap.width * 0.85
    if found:
        return not _opens_item(group, found, full, wrap.spaced)
    if wrap.spaced or is_lower(below.text) or unfinished(above.text) or above.bold:
        return True
    return full and not is_capitals(above.text) and not (len(group) == 1 and _is_agency_line(above.text))


def _opens_item(group: Sequence[Line], found: Marker, full: bool, spaced: bool) -> bool:
    """Say whether a label at a line's start opens an item there, or stands inside a sentence that wraps before it."""
    above = group[-1].text
    if not above.endswith((".", ";", ":", ",", "…", "”", "!", "?", ")", "/")):
        return not spaced and found.rest[:1].isupper() and not unfinished(above) and not _is_name_cut(above, found)
    first = marker(group[0].text)
    in_list = first is not None and first.style is found.style
    return in_list or not found.style.numbered or not (spaced or found.style.name == "(1)")


def _is_name_cut(above: str, found: Marker) -> bool:
    """Say whether a dash at a line's start stands inside a body's name: "Sở Lao động", "- Thương binh và Xã hội"."""
    text = f"{above} {found.label} {found.rest}"
    return any(mention.span.start < len(above) < mention.span.end for mention in find_agencies(text))


def _is_agency_line(text: str) -> bool:
    """Say whether a line is a number and an agency's name, so that what follows is its task and not more of it."""
    found = marker(text)
    return found is not None and found.style.numbered and not is_capitals(found.rest) and is_agency(found.rest)
