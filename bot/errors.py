"""What the doors themselves refuse, as errors a person can act on."""

from __future__ import annotations

from plans.errors import PlanError


class BadUsage(PlanError):
    """A command that cannot be carried out as it was written."""

    kind = "usage"
    exit_status = 2


class Stopped(PlanError):
    """Work the person interrupted; the message says what is kept."""

    kind = "stopped"
    exit_status = 130
