"""A plan as one reads it: emphasis marks dropped, letters composed, one line per paragraph, and the way back.

Facts are found in the reading and given spans of the source. A page break inside a sentence is bridged.
"""

from __future__ import annotations

import re
import unicodedata
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from typing import NamedTuple

from plans.agencies import Mention, find_agencies
from plans.model import Plan, Section, Span
from plans.text import LOWER, sentences

_DROPPED = frozenset("*\u200b\u00ad\ufeff")
_BREAK = "\x1e"  # where a section starts
_SPECIAL = re.compile(
    "[^ -)+-~\n\u00a1-\u00ac\u00ae-\u02ff\u1e00-\u1eff]"
)  # not a letter or mark that stands for itself
_DASHES = frozenset("–—‑−")
_GAP = re.compile(rf"(?:[ ]+\n|\n)[ ]*\n\s*(?=(?P<lower>[{LOWER}])|(?P<digit>\d)|)")
_NEWLINE = re.compile(r"\n(?<!\n\n)(?!\n)")
_CLOSED = ".;:!?”»|"


class Stretch(NamedTuple):  # a thousand are made for one plan: a dataclass costs three times as much
    """A half-open range of a reading, and the section it stands in."""

    section: Section
    start: int
    end: int


@dataclass(frozen=True, eq=False)
class Reading:
    """The words of a plan on paragraphs of one line; `offsets` leads from each character to the source."""

    source: str
    text: str
    offsets: Sequence[int]
    mentions: tuple[Mention, ...]
    _owns: dict[str, Stretch] = field(default_factory=dict, repr=False)

    def span(self, start: int, end: int) -> Span:
        """Return the source's characters behind `text[start:end]`, blanks at the ends left out."""
        while start < end and self.text[start].isspace():
            start += 1
        while start < end and self.text[end - 1].isspace():
            end -= 1
        first = self.offsets[start] if start < len(self.offsets) else len(self.source)
        last = self.offsets[end - 1] + 1 if end > start else first
        while end > start and last < len(self.source) and unicodedata.combining(self.source[last]):
            last += 1
        return Span(first, last)

    def at(self, offset: int) -> int:
        """Return where the source's character at `offset` stands in the reading."""
        return bisect_left(self.offsets, offset)

    def own(self, section: Section) -> Stretch:
        """Return the section's words without its label and without its children."""
        found = self._owns.get(section.id)
        if found is None or found.section is not section:  # every kind of fact asks for it
            found = self._owns[section.id] = Stretch(section, *self._own(section.own, section.label))
        return found

    def _own(self, own: Span, printed: str) -> tuple[int, int]:
        start, end = self.at(own.start), self.at(own.end)
        while start < end and (self.text[start].isspace() or self.text[start] in "#>"):
            start += 1
        label = "".join(printed.split())
        if label and self.text.startswith(label, start):
            start += len(label)
        elif label and "".join(self.text[start:end].split()).startswith(label):
            start = self._past(label, start)
        while start < end and self.text[start].isspace():
            start += 1
        while end > start and (self.text[end - 1].isspace() or self.text[end - 1] == "|"):
            end -= 1
        return start, end

    def says(self, stretch: Stretch, signs: Sequence[str]) -> bool:
        """Say whether one of `signs`, words as they are printed, stands in a stretch."""
        return any([self.text.find(sign, stretch.start, stretch.end) >= 0 for sign in signs])

    @cached_property
    def _named(self) -> dict[int, Mention]:
        return {mention.span.start: mention for mention in self.mentions}

    @cached_property
    def _starts(self) -> list[int]:
        return [mention.span.start for mention in self.mentions]

    def named_at(self, start: int, end: int) -> Mention | None:
        """Return the agency whose name starts at `start` and ends by `end`."""
        mention = self._named.get(start)
        return mention if mention and mention.span.end <= end else None

    def within(self, start: int, end: int) -> Iterator[Mention]:
        """Yield the agencies named in `text[start:end]`."""
        first = bisect_left(self._starts, start)
        for at in range(first, len(self.mentions)):
            mention = self.mentions[at]
            if mention.span.start >= end:
                return
            if mention.span.end <= end:
                yield mention

    def clauses(self, stretch: Stretch) -> list[Stretch]:
        """Return the sentences of a stretch; a semicolon ends one too."""
        ranges = sentences(self.text[stretch.start : stretch.end], stretch.start)
        return [Stretch(stretch.section, start, end) for start, end in ranges]

    def sentences(self, stretch: Stretch) -> Iterator[Stretch]:
        """Yield the sentences of a stretch, their clauses kept together."""
        start = None
        for clause in self.clauses(stretch):
            start = clause.start if start is None else start
            if not self.text.endswith(";", start, clause.end):
                yield Stretch(stretch.section, start, clause.end)
                start = None
        if start is not None:
            yield Stretch(stretch.section, start, stretch.end)

    def _past(self, label: str, start: int) -> int:
        for letter in label:
            start = self.text.index(letter, start) + 1
        return start


def read(plan: Plan) -> Reading:
    """Return the reading of a plan's text; the facts of one plan share it."""
    return _read(plan.text, plan.starts)


@lru_cache(maxsize=2)
def _read(source: str, starts: tuple[int, ...]) -> Reading:
    composed, offsets = _composed(source)
    text = _GAP.sub(_bridged, _broken(composed, sorted({bisect_left(offsets, offset) for offset in starts})))
    text = _NEWLINE.sub(" ", text).replace(_BREAK, "\n")
    return Reading(source, text, offsets, tuple(_mentions(text)))


def _mentions(text: str) -> Iterator[Mention]:
    start = 0
    for line in text.split("\n"):
        yield from find_agencies(line, shift=start)
        start += len(line) + 1


def _broken(text: str, starts: Sequence[int]) -> str:
    """Return a text with `_BREAK` for the blank before each place where a section starts."""
    parts, last = [], 0
    for start in starts:
        if 0 < start <= len(text) and text[start - 1].isspace():
            parts += [text[last : start - 1], _BREAK]
            last = start
    return "".join([*parts, text[last:]])


def _composed(source: str) -> tuple[str, list[int]]:
    """Return the characters of the reading and where each stands; most stand for themselves and are copied in runs."""
    parts: list[str] = []
    offsets: list[int] = []
    copied = 0
    for special in _SPECIAL.finditer(source):
        offset, letter = special.start(), special[0]
        if copied < offset:
            parts.append(source[copied:offset])
            offsets += range(copied, offset)
        copied = offset + 1
        if letter in _DROPPED:
            continue
        if parts and unicodedata.combining(letter):
            composed = unicodedata.normalize("NFC", parts[-1][-1] + letter)
            if len(composed) == 1:
                parts[-1] = parts[-1][:-1] + composed
                continue
        parts.append("-" if letter in _DASHES else " " if letter.isspace() else letter)
        offsets.append(offset)
    offsets += range(copied, len(source))
    return "".join([*parts, source[copied:]]), offsets


def _bridged(gap: re.Match[str]) -> str:
    """Keep a paragraph break as two newlines, and bridge a page break inside a sentence; the length stays."""
    before = gap.string[max(0, gap.start() - 1) : gap.start()].strip()
    if gap["lower"] or (gap["digit"] and before not in _CLOSED):
        return " " * len(gap[0])
    return gap[0].replace(" ", "\n")
