"""What falls due, on which day, according to the plans somebody may see."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date

from plans.agencies import find_agencies, same_agency
from plans.dates import next_occurrence
from plans.model import Deadline, Plan
from plans.text import fold, squeeze
from retrieval.names import Headed, place_label, plan_label
from retrieval.shelf import dated


@dataclass(frozen=True)
class Due:
    """One duty and the next day by which it falls due; its plan is read when what it says is asked for."""

    day: date
    head: Headed
    deadline: Deadline
    read: Callable[[], Plan] = field(repr=False, compare=False)

    @property
    def plan(self) -> Plan:
        """The plan that states it."""
        return self.read()

    @property
    def key(self) -> str:
        """What makes two days of the same duty the same thing to be reminded of."""
        return f"{self.head.id[:80]}:{self.deadline.span.start}"

    @property
    def told(self) -> str:
        """The duty in the plan's own words, and where they stand."""
        plan, span = self.plan, self.deadline.span
        section = place_label(plan, plan.citable(span.start), span)
        return f"{squeeze(plan.quote(span))} — {plan_label(plan)}, {section}"


def coming(plans: Sequence[Plan], today: date, until: date = date.max) -> list[Due]:
    """Return what falls due from today on, and up to a day, and has a date, soonest first; no plan is read."""
    found = [
        Due(day, head, deadline, read)
        for head, deadline, read in dated(plans, today, until)
        if (day := next_occurrence(deadline, today)) is not None and day <= until
    ]
    return sorted(found, key=lambda one: (one.day, one.head.id, one.deadline.span.start))


def owed_by(dues: Sequence[Due], agency: str) -> Iterator[Due]:
    """Yield what an agency has to do or is named in."""
    for one in dues:
        said = f"{one.deadline.who or ''} · {one.plan.quote(one.deadline.span)}"
        named = any(same_agency(agency, mention.name) for mention in find_agencies(said))
        if named or fold(agency) in fold(said):
            yield one
