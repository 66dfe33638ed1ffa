"""What readers expect of documents that may not be shipped: labels, line numbers and short facts, no text.

A file `NAME.expected` speaks of the document `NAME.md` of a folder that whoever has it names on the command line:

    [header]       field = value; titles and signers are given by their lines, recipients by lines and number
    [outline]      line and label of every numbered heading, indented under its parent; "*" opens an attachment,
                   "~" stands for the label of a heading that has none
    [deadlines]    lines, kind and date of every dated duty; "?" before what may be read as one and need not be
    [assignments]  first lines of the tasks | agencies; ";" between agencies, "=" between names of one
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from evaluation.cases import DATA
from plans.model import DeadlineKind

_KINDS: dict[str, DeadlineKind] = {
    "once": "once", "yearly": "yearly", "half_yearly": "half_yearly", "quarterly": "quarterly", "monthly": "monthly",
}  # fmt: skip
_DATE = re.compile(r"(?:(?P<day>\d+|-)/)?(?:(?P<month>\d+|-)|q(?P<quarter>\d))(?:/(?P<year>\d{4}))?")


@dataclass(frozen=True, slots=True)
class Lines:
    """Lines of a document, from `first` to `last`, counted from 1."""

    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Heading:
    """A numbered heading: its line, its label without marks and the line of the heading above it."""

    line: int
    label: str
    parent: int | None


@dataclass(frozen=True, slots=True)
class Due:
    """A time limit: its kind, whether the limit is the day before, and what of a date is printed."""

    kind: DeadlineKind
    before: bool
    day: int | None = None
    month: int | None = None
    year: int | None = None
    quarter: int | None = None


@dataclass(frozen=True, slots=True)
class Expectations:
    """What one document holds; a duty without readings may be found and need not be.

    `outline` is `None` where nobody wrote one: an empty one says that the document has no numbered heading.
    """

    name: str
    header: dict[str, str]
    outline: tuple[Heading, ...] | None
    deadlines: tuple[tuple[Lines, tuple[Due, ...]], ...]
    assignments: tuple[tuple[Lines, tuple[str, ...]], ...]


def expectations(folder: Path = DATA / "documents") -> Iterator[Expectations]:
    """Yield the expectations of every file in `folder`, by name."""
    for path in sorted(folder.glob("*.expected")):
        yield _read(path.stem, path.read_text(encoding="utf-8"))


def lines(words: str) -> Lines:
    """Return the lines "12" or "12-15"."""
    first, _, last = words.partition("-")
    return Lines(int(first), int(last or first))


def _read(name: str, text: str) -> Expectations:
    parts = dict(re.findall(r"^\[(\w+)\]\n(.*?)(?=^\[|\Z)", text, re.MULTILINE | re.DOTALL))
    header = dict(re.findall(r"^(\w+) = (.*)$", parts["header"], re.MULTILINE))
    return Expectations(
        name,
        header,
        tuple(_outline(parts["outline"])) if "outline" in parts else None,
        tuple(map(_deadline, filter(str.strip, parts["deadlines"].splitlines()))),
        tuple(task for row in filter(str.strip, parts["assignments"].splitlines()) for task in _tasks(row)),
    )


def _outline(text: str) -> Iterator[Heading]:
    above: list[int] = []
    for row in filter(str.strip, text.splitlines()):
        number, label = row.split(maxsplit=1)
        depth = (len(row) - len(row.lstrip())) // 2
        del above[depth:]
        yield Heading(int(number), label, above[-1] if above else None)
        above.append(int(number))


def _deadline(row: str) -> tuple[Lines, tuple[Due, ...]]:
    if row.startswith("?"):
        return lines(row.split()[1]), ()
    where, *words = row.split()
    kinds, dates = [w for w in words if w in _KINDS], [w for w in words if _DATE.fullmatch(w)]
    return lines(where), tuple(_due(kind, date, "before" in words) for date in dates for kind in kinds)


def _due(kind: str, date: str, before: bool) -> Due:
    found = _DATE.fullmatch(date)
    part = {name: int(value) for name, value in found.groupdict().items() if value and value != "-"} if found else {}
    return Due(_KINDS[kind], before, **part)


def _tasks(row: str) -> Iterator[tuple[Lines, tuple[str, ...]]]:
    places, _, agencies = row.partition(" | ")
    for place in places.split():
        for agency in agencies.split("; "):
            yield lines(place), tuple(agency.split(" = "))
