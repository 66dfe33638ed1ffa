"""Which duty is due when."""

from __future__ import annotations

from plans.model import Plan, Deadline


def find_deadlines(plan: Plan) -> tuple[Deadline, ...]:
    """Return the duties of `plan` that have a time limit or a rhythm, in reading order."""
    return ()
