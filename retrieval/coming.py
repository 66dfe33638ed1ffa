"""Which plans' time limits are told first where very many have some: those of which something falls due next."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Sequence
from datetime import date, timedelta

from plans.dates import next_occurrence
from plans.model import Plan
from retrieval.answer import Question
from retrieval.draft import FIRST, MANY
from retrieval.periods import rhythms
from retrieval.shelf import chosen, dated, heads

_AHEAD = (31, 92, 366)  # days in which something is looked for, further only where too little is found


def soonest(question: Question, plans: Sequence[Plan], months: Collection[int]) -> tuple[Sequence[Plan], int]:
    """Return the plans to be read, and how many are not: of very many those with what falls due soonest.

    Where months are asked for, those with something due in them.
    """
    if len(plans) <= MANY:
        return plans, 0
    room, due = MANY if months else FIRST, _due(question, plans, months)
    first = sorted(due, key=lambda plan: due[plan])[:room] or [head.id for head in heads(plans)[:room]]
    kept = chosen(plans, [head.id in first for head in heads(plans)])
    return kept, (len(due) if months and due else len(plans)) - len(kept)


def _due(question: Question, plans: Sequence[Plan], months: Collection[int]) -> dict[str, date]:
    """Return when the first of the duties asked for falls due, by plan: of as many days as tell enough plans."""
    due: dict[str, date] = {}
    for ahead in _AHEAD[-1:] if months else _AHEAD:
        due = {}
        for plan, day in _coming(question, plans, ahead):
            if not months or day.month in months:
                due[plan] = min(day, due.get(plan, day))
        if len(due) >= FIRST:
            break
    return due


def _coming(question: Question, plans: Sequence[Plan], ahead: int) -> Iterator[tuple[str, date]]:
    """Yield what falls due in so many days, of the rhythm that a question names, with the id of its plan."""
    until, named = question.as_of + timedelta(days=ahead), rhythms(question.restored)
    for head, deadline, _ in dated(plans, question.as_of, until):
        day = next_occurrence(deadline, question.as_of)
        if day and day <= until and (not named or deadline.kind in named):
            yield head.id, day
