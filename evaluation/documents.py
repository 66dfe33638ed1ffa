"""How well documents are read that nobody tuned the parser on, against expectations given by line numbers."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from pathlib import Path

from evaluation.expectations import Due, Expectations, Heading, Lines, expectations, lines
from evaluation.parsing import Reading
from ingest.load import load_plan
from ingest.shadows import shadow
from plans.agencies import canonical
from plans.model import NUMBERED, Deadline, Plan, Section, Span
from plans.text import syllables

_MARKS = " \t\r\n*|_#>"
_ABOUT = re.compile(r"^\W*V/v\W*", re.IGNORECASE)


@dataclass(frozen=True)
class Document:
    """A plan and where its lines start."""

    plan: Plan
    starts: tuple[int, ...]

    def line(self, offset: int) -> int:
        """Return the number of the line that prints the first letter at or after `offset`."""
        text = self.plan.text
        while offset < len(text) and text[offset] in _MARKS:
            offset += 1
        return bisect_right(self.starts, offset)

    def span(self, where: Lines) -> Span:
        """Return the characters of some lines."""
        return Span(self.starts[where.first - 1], self.starts[where.last] if where.last < len(self.starts) else 10**9)

    def paragraphs(self, where: Lines) -> Span:
        """Return the characters of some lines and of the paragraph the last of them begins."""
        rows = self.plan.text.split("\n")
        last = where.last
        while last < len(rows) and rows[last].strip() and not rows[last].startswith("|"):
            last += 1
        return self.span(Lines(where.first, last))

    def words(self, where: Lines) -> list[str]:
        """Return the syllables of some lines."""
        span = self.span(where)
        return syllables(_ABOUT.sub("", " ".join(map(shadow, self.plan.quote(span).splitlines()))))


def halves(folder: Path) -> tuple[list[Reading], list[Reading]]:
    """Return the readings of the documents one may tune on, and of those one may not: every other file by name."""
    both: tuple[list[Reading], list[Reading]] = ([], [])
    for at, expected in enumerate(expectations()):
        plan = load_plan(folder / f"{expected.name}.md")
        both[at % 2].extend(judged(plan, expected))
    return both


def judged(plan: Plan, expected: Expectations) -> Iterator[Reading]:
    """Yield everything that is expected of a document, and everything that was read and is not."""
    rows = plan.text.split("\n")
    document = Document(plan, tuple(accumulate((len(row) + 1 for row in rows[:-1]), initial=0)))
    for name, wanted in expected.header.items():
        told = getattr(plan.header, name)
        yield Reading("header", expected.name, f"{name}: {wanted} ≠ {told}", _header(document, name, wanted, told))
    yield from _headings(document, expected)
    yield from _deadlines(document, expected)
    yield from _assignments(document, expected)


def _header(document: Document, name: str, wanted: str, told: object) -> bool:
    if wanted == "-" or not told:
        return wanted == "-" and not told
    if isinstance(told, tuple):
        return _recipients(document, wanted, told)
    words = syllables(_ABOUT.sub("", str(told)))
    if name in ("title", "signer"):
        return words == document.words(lines(wanted))
    return any(" ".join(syllables(form)) in " ".join(words) for form in wanted.split(" = "))


def _recipients(document: Document, wanted: str, told: tuple[str, ...]) -> bool:
    where, *counts = wanted.replace("or", "").split()
    ends = ((told[0], lines(where).first), (told[-1], lines(where).last))
    begun = all(syllables(name)[:2] == _from(document, line, name) for name, line in ends)
    return begun and len(told) in map(int, counts)


def _from(document: Document, line: int, name: str) -> list[str]:
    """Return two syllables of a line, from the first one of `name` on."""
    words = document.words(Lines(line, line))
    first = syllables(name)[:1]
    at = words.index(first[0]) if first and first[0] in words else 0
    return words[at : at + 2]


def _headings(document: Document, expected: Expectations) -> Iterator[Reading]:
    if expected.outline is None:
        return
    told = set(_numbered(document, document.plan.sections, None))
    for heading in expected.outline:
        yield Reading("headings found", expected.name, _said(heading), heading in told)
    for heading in sorted(told, key=lambda one: one.line):
        yield Reading("headings right", expected.name, _said(heading), heading in expected.outline)


def _said(heading: Heading) -> str:
    return f"dòng {heading.line}: {heading.label} (trong dòng {heading.parent})"


def _numbered(document: Document, sections: tuple[Section, ...], above: int | None) -> Iterator[Heading]:
    for section in sections:
        below = above
        if section.kind in NUMBERED:
            below = document.line(section.span.start)
            yield Heading(below, "*" if section.kind == "appendix" else _bare(section.label) or "~", above)
        yield from _numbered(document, section.children, below)


def _bare(label: str) -> str:
    """Return a label as people say it: "1" for "1.", "(1)" as it is."""
    label = " ".join(re.sub(r"\*+", "", label).split())
    return label if label.startswith("(") else label.strip(" .:-–/)")


def _deadlines(document: Document, expected: Expectations) -> Iterator[Reading]:
    for where, wanted in expected.deadlines:
        found = any(_read(one) in wanted for one in _near(document, where))
        if wanted:
            yield Reading("deadlines", expected.name, f"dòng {where.first}: {wanted[0]}", found)
    for one in document.plan.deadlines:
        if one.day or one.month or one.year or one.quarter:
            around = [wanted for where, wanted in expected.deadlines if one in _near(document, where)]
            right = any(not wanted or _read(one) in wanted for wanted in around)
            line = document.line(one.span.start)
            yield Reading("deadlines right", expected.name, f"dòng {line}: {_read(one)}", right)


def _near(document: Document, where: Lines) -> list[Deadline]:
    return [one for one in document.plan.deadlines if _overlaps(one.span, document.span(where))]


def _read(one: Deadline) -> Due:
    return Due(one.kind, one.before, one.day, one.month, one.year, one.quarter)


def _assignments(document: Document, expected: Expectations) -> Iterator[Reading]:
    for where, names in expected.assignments:
        span = document.paragraphs(where)
        wanted = [syllables(form) for name in names for form in (name, canonical(name))]
        near = [one for one in document.plan.assignments if _overlaps(one.span, span)]
        found = any(syllables(one.agency) in wanted for one in near)
        told = ", ".join(dict.fromkeys(one.agency for one in near))
        yield Reading("assignments", expected.name, f"dòng {where.first}: {names[0]} ≠ {told}", found)


def _overlaps(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end
