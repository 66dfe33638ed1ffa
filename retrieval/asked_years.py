"""Which of several figures is that of the year asked for: "đến năm 2026: 60%; đến năm 2030: 95%"."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from plans.model import Plan, Span, Target

YEAR = re.compile(r"\b(?:19|20)\d\d\b")
Chosen = Mapping[tuple[Plan, Span], Target]


def of_year(topic: Sequence[str], chosen: Chosen) -> Chosen:
    """Return the targets of the years a question names, with those that name no year; all where none is of them."""
    asked = {word for word in topic if YEAR.fullmatch(word)}
    years = {place: _years(place[0], target) for place, target in chosen.items()}
    if not any(asked & own for own in years.values()):
        return chosen
    return {place: target for place, target in chosen.items() if not years[place] or asked & years[place]}


def _years(plan: Plan, target: Target) -> set[str]:
    return set(YEAR.findall(f"{plan.quote(target.span)} {target.period or ''}"))
