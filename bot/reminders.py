"""What people want to be reminded of, and what they were reminded of: each day of a duty once, whatever happens.

Nothing is planned ahead in memory: every round looks at the plans, the calendar and what was sent, so that a restart,
a changed plan or a clock set back neither loses nor doubles a reminder.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Final, Literal

from sqlalchemy import Connection, delete, insert, select

from bot import desk_schema as schema
from bot.desk_store import Store
from bot.outbox import Letter, put

Kind = Literal["plan", "agency", "week"]
AHEAD: Final = timedelta(days=7)
DAYTIME: Final = range(7, 21)  # hours in which people may be disturbed
MONDAY: Final = 0


@dataclass(frozen=True)
class Reminder:
    """One wish to be reminded: of a plan's duties, of an agency's, or of everything each Monday."""

    person: int
    chat: int
    kind: Kind
    plan_id: str | None = None
    agency: str | None = None
    id: int = 0


@dataclass(frozen=True)
class Reminders:
    """The wishes, and a note of each reminder that was sent."""

    store: Store

    def add(self, wish: Reminder) -> bool:
        """Keep a wish; return `False` when the same one is kept already."""
        with self.store.writing() as connection:
            r = schema.reminder.c
            same = (r.person == wish.person, r.chat == wish.chat, r.kind == wish.kind)
            known = select(r.plan_id, r.agency).where(*same)
            if (wish.plan_id, wish.agency) in [tuple(row) for row in connection.execute(known)]:
                return False
            about = {"plan_id": wish.plan_id, "agency": wish.agency, "kind": wish.kind}
            whom = {"person": wish.person, "chat": wish.chat, "made_at": self.store.clock()}
            connection.execute(insert(schema.reminder).values(**about, **whom))
            return True

    def of(self, person: int) -> list[Reminder]:
        """Return the wishes of one person."""
        return [one for one in self.all() if one.person == person]

    def all(self) -> list[Reminder]:
        """Return every wish."""
        r = schema.reminder.c
        chosen = select(r.person, r.chat, r.kind, r.plan_id, r.agency, r.id).order_by(r.id)
        with self.store.reading() as connection:
            return [Reminder(*row) for row in connection.execute(chosen)]

    def drop(self, person: int) -> int:
        """Forget all wishes of one person, and return how many they were."""
        with self.store.writing() as connection:
            return connection.execute(delete(schema.reminder).where(schema.reminder.c.person == person)).rowcount

    def reminded(self, wish: Reminder) -> set[tuple[str, date]]:
        """Return what this wish has led to: the duty and its day."""
        with self.store.reading() as connection:
            return _reminded(connection, wish)

    def remind(self, wish: Reminder, about: Sequence[tuple[str, date]], letters: Sequence[Letter]) -> list[Letter]:
        """Note that reminders go out and put their letters into the outbox, in one transaction.

        Where another replica has sent one of them since they were worked out, none is sent: the next round knows.
        """
        rows = [{"reminder": wish.id, "what": what, "day": day} for what, day in about]
        with self.store.writing() as connection:
            if not _reminded(connection, wish).isdisjoint(about):
                return []
            connection.execute(insert(schema.reminded), rows)
            return put(connection, self.store, letters)


def _reminded(connection: Connection, wish: Reminder) -> set[tuple[str, date]]:
    sent = schema.reminded.c
    chosen = select(sent.what, sent.day).where(sent.reminder == wish.id)
    return {(row.what, row.day) for row in connection.execute(chosen)}


def daytime(now: datetime) -> bool:
    """Say whether people may be disturbed now."""
    return now.hour in DAYTIME


def monday(now: datetime) -> date:
    """Return the Monday of this week."""
    return now.date() - timedelta(days=now.weekday())
