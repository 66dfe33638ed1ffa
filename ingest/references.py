"""Which other documents a plan names."""

from __future__ import annotations

from plans.model import Plan, Reference


def find_references(plan: Plan) -> tuple[Reference, ...]:
    """Return the documents `plan` names, in reading order."""
    return ()
