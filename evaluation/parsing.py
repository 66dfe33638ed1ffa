"""How well plans are read: header, headings with their parents, assignments and deadlines against hand-made gold."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TypedDict

from evaluation.intervals import Rate
from ingest.load import load_plan
from plans.model import NUMBERED, Deadline, Plan, Section, Span
from plans.text import syllables


class GoldDeadline(TypedDict):
    """A time limit as it stands in the text (`quote`) and what it means."""

    quote: str
    kind: str
    day: int | None
    month: int | None
    year: int | None
    before: bool


class Gold(TypedDict):
    """What one plan holds: `headings` as (label, title, parent's label), `assignments` as (agency, task)."""

    file: str
    header: dict[str, str | None]
    headings: list[tuple[str, str, str | None]]
    assignments: list[tuple[str, str]]
    deadlines: list[GoldDeadline]
    not_deadlines: list[str]


@dataclass(frozen=True)
class Reading:
    """One thing the gold asks of a plan and whether the parser found it."""

    measure: str
    file: str
    wanted: str
    right: bool


MEASURES = {
    "header": "Trường đầu và cuối văn bản",
    "headings found": "Đề mục tìm thấy, đúng mục cha",
    "headings right": "Đề mục đọc ra là đúng",
    "assignments": "Nhiệm vụ đúng cơ quan",
    "deadlines": "Thời hạn đúng loại và ngày",
    "deadlines right": "Thời hạn có ngày đọc ra là đúng",
    "false deadlines": "Ngày không phải hạn để yên",
}


def readings(folder: Path) -> Iterator[Reading]:
    """Yield everything the gold files of `folder` ask, plan by plan."""
    for path in sorted(folder.glob("*.gold.json")):
        gold: Gold = json.loads(path.read_text(encoding="utf-8"))
        plan = load_plan(folder / gold["file"])
        yield from _header(plan, gold)
        yield from _headings(plan, gold)
        yield from _assignments(plan, gold)
        yield from _deadlines(plan, gold)


def rates(found: list[Reading]) -> Mapping[str, Rate]:
    """Return the share that was right of every measure."""
    return {
        name: Rate(sum(r.right for r in found if r.measure == name), sum(r.measure == name for r in found))
        for name in MEASURES
    }


def _header(plan: Plan, gold: Gold) -> Iterator[Reading]:
    for name, wanted in gold["header"].items():
        told = getattr(plan.header, name)
        right = told is None if wanted is None else told is not None and _holds(str(told), wanted)
        yield Reading("header", gold["file"], f"{name}: {wanted} ≠ {told}", right)


def _holds(told: str, wanted: str) -> bool:
    return f" {' '.join(syllables(wanted))} " in f" {' '.join(syllables(told))} "


def _headings(plan: Plan, gold: Gold) -> Iterator[Reading]:
    told = list(_numbered(plan.sections, None))
    for heading in gold["headings"]:
        found = any(_same_heading(heading, other) for other in told)
        yield Reading("headings found", gold["file"], " | ".join(map(str, heading)), found)
    for other in told:
        known = any(_same_heading(heading, other) for heading in gold["headings"])
        yield Reading("headings right", gold["file"], " | ".join(map(str, other)), known)


def _numbered(sections: tuple[Section, ...], parent: str | None) -> Iterator[tuple[str, str, str | None]]:
    """Yield numbered sections with their parents' labels; what an appendix opens stands under "*"."""
    for section in sections:
        below = parent
        if section.kind == "appendix":
            below = "*"
        elif section.kind in NUMBERED:
            below = section.path[-1] if section.path else ""
            yield below, section.title, parent
        yield from _numbered(section.children, below)


def _same_heading(left: tuple[str, str, str | None], right: tuple[str, str, str | None]) -> bool:
    one, other = syllables(left[1]), syllables(right[1])
    shared = max(1, min(len(one), len(other)) - 1)  # the last word of a shortened title may be cut
    return left[0] == right[0] and left[2] == right[2] and one[:shared] == other[:shared]


def _assignments(plan: Plan, gold: Gold) -> Iterator[Reading]:
    for agency, task in gold["assignments"]:
        found = any(
            syllables(agency) == syllables(assignment.agency) and _holds(plan.quote(assignment.span), task)
            for assignment in plan.assignments
        )
        yield Reading("assignments", gold["file"], f"{agency}: {task}", found)


def _deadlines(plan: Plan, gold: Gold) -> Iterator[Reading]:
    for wanted in gold["deadlines"]:
        near = [d for d in plan.deadlines if _overlaps(d.span, _span(plan, wanted["quote"]))]
        found = any(_same_deadline(deadline, wanted) for deadline in near)
        yield Reading("deadlines", gold["file"], wanted["quote"], found)
    for quote in gold["not_deadlines"]:
        dated = [d for d in plan.deadlines if d.day and _overlaps(d.span, _span(plan, quote)) and _dated(d, quote)]
        yield Reading("false deadlines", gold["file"], quote, not dated)


def _same_deadline(deadline: Deadline, wanted: GoldDeadline) -> bool:
    told = (deadline.kind, deadline.day, deadline.month, deadline.year, deadline.before)
    return told == (wanted["kind"], wanted["day"], wanted["month"], wanted["year"], wanted["before"])


def _dated(deadline: Deadline, quote: str) -> bool:
    return any(int(digits) == deadline.day for digits in syllables(quote) if digits.isdigit())


def _span(plan: Plan, quote: str) -> Span:
    start = plan.text.index(quote)
    return Span(start, start + len(quote))


def _overlaps(left: Span, right: Span) -> bool:
    return left.start < right.end and right.start < left.end
