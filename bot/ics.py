"""Deadlines as a calendar file: one-off duties as days, those that return as recurrences."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Final

from icalendar import Alarm, Calendar, Event

from bot.due import Due, coming
from plans.model import DeadlineKind, Plan
from plans.text import squeeze

# What returns within a year is one duty for each day the plan prints; only a monthly one states a single day.
RECURRENCE: Final[dict[DeadlineKind, str]] = {"yearly": "YEARLY", "half_yearly": "YEARLY", "quarterly": "YEARLY"}
MONTHLY: Final[dict[DeadlineKind, str]] = {"monthly": "MONTHLY"}
AHEAD: Final = timedelta(days=7)


def calendar(plans: Sequence[Plan], today: date) -> bytes | None:
    """Return the deadlines from `today` on as an iCalendar file, or None when no plan states a date."""
    dues = coming(plans, today)
    made = Calendar()
    made.add("prodid", "-//KeHoach//kehoach deadlines//VI")
    made.add("version", "2.0")
    made.add("x-wr-calname", "Hạn theo kế hoạch")
    for one in dues:
        made.add_component(_event(one, today))
    return bytes(made.to_ical()) if dues else None


def _event(one: Due, today: date) -> Event:
    event = Event()
    event.add("uid", f"{one.key}@kehoach")
    event.add("dtstamp", datetime(today.year, today.month, today.day, tzinfo=UTC))
    event.add("dtstart", one.day)
    event.add("summary", squeeze(one.deadline.what) or squeeze(one.plan.quote(one.deadline.span)))
    event.add("description", one.told)
    if one.deadline.year is None and (often := (RECURRENCE | MONTHLY).get(one.deadline.kind)):
        event.add("rrule", _rule(one, often))
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    alarm.add("description", "Sắp đến hạn")
    alarm.add("trigger", -AHEAD)
    event.add_component(alarm)
    return event


def _rule(one: Due, often: str) -> dict[str, object]:
    """Return how a duty returns; the last day of a month is written so, as months differ in length."""
    if one.deadline.day is None or one.deadline.day > 28:
        last = {"bymonthday": -1} if one.deadline.day in (None, 31) else {"bymonthday": one.deadline.day}
        return {"freq": often, **last, **({"bymonth": one.day.month} if often == "YEARLY" else {})}
    return {"freq": often}
