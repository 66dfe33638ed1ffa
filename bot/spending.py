"""The tokens of the language model that were spent, kept in the desk's database: a restart forgets no cap.

Several bots over one database write one ledger, so that a cap holds for all of them together.
"""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import date

from sqlalchemy import delete, insert, select, update

from bot import desk_schema as schema
from bot.desk_store import Store


@dataclass(frozen=True)
class Spending:
    """The ledger of the desk; only the latest day is kept, as no cap asks for an earlier one."""

    store: Store

    def spent(self, day: date) -> Counter[str]:
        """Return the tokens each person has spent on a day."""
        s = schema.spent.c
        with self.store.reading() as connection:
            rows = connection.execute(select(s.person, s.tokens).where(s.day == day))
            return Counter({row.person: row.tokens for row in rows})

    def add(self, day: date, person: str, tokens: int) -> None:
        """Write down what one answer to a person has cost."""
        s = schema.spent.c
        with self.store.writing() as connection:
            connection.execute(delete(schema.spent).where(s.day != day))
            mine = update(schema.spent).where(s.day == day, s.person == person)
            if not connection.execute(mine.values(tokens=s.tokens + tokens)).rowcount:
                connection.execute(insert(schema.spent).values(day=day, person=person, tokens=tokens))
