"""Errors whose text is shown to the person, in Vietnamese.

PlanError
├── UnreadableFile   a file that cannot be read as text
├── NotAPlan         a text that has no plan in it
├── NearCopy         a plan so like another one that a person must say what it is
├── SecretPlan       a text that bears a stamp of secrecy
├── UnknownPlan      no plan, or several plans, answer to a name
├── LibraryBusy      another process owns the library
├── LibraryDamaged   the stored data cannot be used as it is
└── BadSettings      a setting is unknown or wrong
"""

from __future__ import annotations


class PlanError(Exception):
    """Something the person can act on; `str(error)` is one or two Vietnamese lines."""

    kind = "error"
    exit_status = 1


class UnreadableFile(PlanError):
    """A file that cannot be read as text: missing, empty, binary or of an unknown format."""

    kind = "unreadable"


class NotAPlan(PlanError):
    """A readable text in which no plan can be recognised."""

    kind = "not_a_plan"


class NearCopy(PlanError):
    """A plan so like a held one of another id that a person must say whether it is a version of it."""

    kind = "near_copy"


class SecretPlan(PlanError):
    """A document with a stamp of secrecy (mật, tối mật, tuyệt mật), which must not be kept here."""

    kind = "secret"


class UnknownPlan(PlanError):
    """A plan's name that no plan, or more than one plan, answers to; the message lists candidates."""

    kind = "unknown_plan"


class LibraryBusy(PlanError):
    """Another process owns the library and this command cannot go through it."""

    kind = "busy"
    exit_status = 3


class LibraryDamaged(PlanError):
    """The library cannot be read or written as it is: damaged, read-only or the disk is full."""

    kind = "damaged"
    exit_status = 3


class BadSettings(PlanError):
    """A setting is unknown or has a value that cannot be used."""

    kind = "settings"
    exit_status = 2
