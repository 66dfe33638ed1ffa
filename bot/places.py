"""Short numbers for plans and sections, for links and buttons that have room for few letters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import insert, select

from bot import desk_schema as schema
from bot.desk_store import Store


@dataclass(frozen=True)
class Places:
    """Numbers given once and never changed; what a number stands for is shown only to whom may see it."""

    store: Store

    def number(self, plan_id: str, section_id: str = "") -> int:
        """Return the number of a section, or of a whole plan."""
        return self.numbers([(plan_id, section_id)])[plan_id, section_id]

    def numbers(self, places: Iterable[tuple[str, str]]) -> dict[tuple[str, str], int]:
        """Return the number of each section, given in one transaction to those that have none."""
        p = schema.place.c
        wanted = set(places)
        chosen = select(p.plan_id, p.section_id, p.id).where(p.plan_id.in_({plan_id for plan_id, _ in wanted}))
        with self.store.reading() as connection:
            known = {(row.plan_id, row.section_id): int(row.id) for row in connection.execute(chosen)}
        if new := wanted - known.keys():
            with self.store.writing() as connection:
                known |= {(row.plan_id, row.section_id): int(row.id) for row in connection.execute(chosen)}
                for plan_id, section_id in sorted(new - known.keys()):
                    made = insert(schema.place).values(plan_id=plan_id, section_id=section_id).returning(p.id)
                    known[plan_id, section_id] = int(connection.execute(made).scalar_one())
        return known

    def place(self, number: int) -> tuple[str, str] | None:
        """Return the plan and the section of a number."""
        p = schema.place.c
        with self.store.reading() as connection:
            row = connection.execute(select(p.plan_id, p.section_id).where(p.id == number)).one_or_none()
        return (row.plan_id, row.section_id) if row else None
