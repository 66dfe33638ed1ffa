"""From what was read to what is kept: a new plan, a version of one, nothing new, or a near copy somebody decides on."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Protocol

from bot import console, texts
from bot.files import Reading
from plans.errors import NearCopy, PlanError
from plans.model import Passage, Plan
from retrieval.names import plan_label

if TYPE_CHECKING:
    from retrieval.arrivals import Arrivals
    from retrieval.duplicates import Arrival
    from retrieval.library import Library
    from retrieval.snapshot import Snapshot


class Held(Protocol):
    """What must be known of a library to find the place of a plan in it."""

    @property
    def arrivals(self) -> Arrivals:
        """What is asked before a plan is stored."""

    def snapshot(self) -> Snapshot:
        """Return one moment of the library."""


Copies = Literal["ask", "replace", "both"]


@dataclass(frozen=True)
class Wish:
    """What is to be done with plans that did not change, and with near copies of other plans."""

    replace: bool = False
    copies: Copies = "ask"


@dataclass(frozen=True)
class Outcome:
    """What became of one file: what the summary says of it, and its error. It holds no text, as thousands are kept."""

    file: Path
    outcome: str
    plan: str | None = None
    plan_id: str | None = None
    version: int | None = None
    cells: tuple[str, ...] = ()
    warnings: tuple[str, ...] = ()
    error: PlanError | None = None


def keep(library: Library, reading: Reading, wish: Wish) -> Outcome:
    """Store what was read as it is wished; a near copy that nobody decided about is not stored and is an error."""
    if reading.plan is None:
        return parsed(reading)
    arrival = settled(library, reading.plan)
    plan, twin = arrival.plan, arrival.twin
    if twin and wish.copies == "ask":
        told = texts.NEAR_COPY.format(file=reading.file.name, twin=plan_label(twin), id=twin.id)
        return failed(reading, NearCopy(told))
    if twin and wish.copies == "replace":
        plan = _corrected(library, replace(reading.plan, id=twin.id))
    try:
        added = library.add(plan, passages_of(reading, plan), replace=wish.replace)
    except PlanError as error:
        if error.exit_status != PlanError.exit_status:  # the library itself failed: the other files would fail too
            raise
        return failed(reading, error)
    if added.notice:
        console.warn(added.notice)
    told_of = parsed(replace(reading, plan=plan))
    return replace(told_of, outcome=added.outcome, plan_id=added.plan_id, version=added.version)


def settled(library: Held, plan: Plan) -> Arrival:
    """Return a plan as people corrected it, under the id it is to have, and the held plan it nearly repeats."""
    from retrieval.duplicates import arrived

    held = library.snapshot()

    def found(plan_id: str) -> Plan | None:
        return held.plan(plan_id) if held.entry(plan_id) else None

    near = (one for plan_id in library.arrivals.near(plan) if (one := found(plan_id)))
    return arrived(plan, found, partial(_corrected, library), near)


def _corrected(library: Held, plan: Plan) -> Plan:
    from retrieval.corrections import corrected

    return corrected(plan, library.arrivals.corrections(plan.id))


def passages_of(reading: Reading, plan: Plan) -> tuple[Passage, ...]:
    """Return what is indexed of a plan that was read; its context names the header, which may have been corrected."""
    from ingest.passages import passages

    return reading.passages if reading.plan and reading.plan.header == plan.header else passages(plan)


def parsed(reading: Reading) -> Outcome:
    """Return what became of a file that was only read."""
    plan = reading.plan
    if plan is None:
        return failed(reading, reading.error)
    sizes = (plan.numbered, len(plan.assignments), len(plan.deadlines), len(plan.targets))
    where = plan.header.province or plan.header.place or ""
    cells = (plan.header.number or "–", where, *map(str, sizes))
    return Outcome(reading.file, "parsed", plan.name, cells=cells, warnings=plan.warnings)


def failed(reading: Reading, error: PlanError | None) -> Outcome:
    """Return what became of a file that came to nothing."""
    return Outcome(reading.file, "failed", reading.plan.name if reading.plan else None, error=error)
