"""The period a plan is made for, as its title prints it: "giai đoạn 2021 - 2025", "năm 2024"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from plans.model import Header

_KINDS = ("kế hoạch", "chương trình", "đề án", "phương án")
_ORGANISES = re.compile(r"(?:(?:v/v|về việc)\s+)?tổ chức\b", re.IGNORECASE)
_YEAR = r"((?:19|20)\d\d)"
# A year that belongs to a date ("ngày 01 tháng 01 năm 2026") or to the name of a law is no period of the plan.
_PERIOD = re.compile(
    rf"(?:giai đoạn|nhiệm kỳ|năm học|đến(?:\s+hết)?(?:\s+năm)?|(?<!\d )năm)\s+{_YEAR}"
    rf"(?:\s*[-–—]\s*{_YEAR}|\s+(?:và|đến)\s+(?:năm\s+)?{_YEAR})?",
    re.IGNORECASE,
)
_LAW = re.compile(r"\b(?:luật|hiến pháp|pháp lệnh)\b[^,;]*$", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Period:
    """A period as printed, with the first and the last year it names."""

    printed: str
    first: int
    last: int


def period_of(header: Header) -> Period | None:
    """Return the last period the title of what plans or organises something names, if it was not over when made."""
    title = " ".join((header.title or "").split())
    plans = any(kind in f"{header.kind or ''} {title}".lower() for kind in _KINDS)
    if not (plans or _ORGANISES.match(title)):
        return None
    named = [_period(found) for found in _PERIOD.finditer(title) if _own(found)]
    last = max(named, key=lambda period: period.last, default=None)
    begun = header.issued_on.year if header.issued_on else 0
    return last if last and last.last >= begun else None


def _period(found: re.Match[str]) -> Period:
    years = [int(year) for year in found.groups() if year]
    until = len(years) == 1 and found[0].lower().startswith("đến")
    return Period(found[0], 0 if until else min(years), max(years))


def _own(found: re.Match[str]) -> bool:
    before = found.string[: found.start()]
    return not _LAW.search(before)
