"""What falls due, on which day, according to the plans somebody may see."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from plans.agencies import find_agencies, same_agency
from plans.dates import next_occurrence
from plans.model import Deadline, Plan
from plans.text import fold, squeeze
from retrieval.names import place_label, plan_label


@dataclass(frozen=True)
class Due:
    """One duty and the next day by which it falls due."""

    day: date
    plan: Plan
    deadline: Deadline

    @property
    def key(self) -> str:
        """What makes two days of the same duty the same thing to be reminded of."""
        return f"{self.plan.id[:80]}:{self.deadline.span.start}"

    @property
    def told(self) -> str:
        """The duty in the plan's own words, and where they stand."""
        section = place_label(self.plan, self.plan.citable(self.deadline.span.start), self.deadline.span)
        return f"{squeeze(self.plan.quote(self.deadline.span))} — {plan_label(self.plan)}, {section}"


def coming(plans: Sequence[Plan], today: date) -> list[Due]:
    """Return what falls due from today on and has a date, soonest first."""
    found = [
        Due(day, plan, deadline)
        for plan in plans
        for deadline in plan.deadlines
        if (day := next_occurrence(deadline, today)) is not None
    ]
    return sorted(found, key=lambda one: (one.day, one.plan.id, one.deadline.span.start))


def owed_by(dues: Sequence[Due], agency: str) -> Iterator[Due]:
    """Yield what an agency has to do or is named in."""
    for one in dues:
        said = f"{one.deadline.who or ''} · {one.plan.quote(one.deadline.span)}"
        named = any(same_agency(agency, mention.name) for mention in find_agencies(said))
        if named or fold(agency) in fold(said):
            yield one
