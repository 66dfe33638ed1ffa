"""Which figures are to be reached."""

from __future__ import annotations

from plans.model import Plan, Target


def find_targets(plan: Plan) -> tuple[Target, ...]:
    """Return the figures `plan` sets out to reach, in reading order."""
    return ()
