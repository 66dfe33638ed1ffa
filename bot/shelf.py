"""Files that admins sent and have not decided about, and plans they removed and may want back."""

from __future__ import annotations

import json
from dataclasses import dataclass, replace
from typing import Final

from sqlalchemy import delete, insert, select

from bot import desk_schema as schema
from bot.desk_store import Store
from ingest.load import parse
from plans.model import Plan, Repair
from retrieval.names import plan_label

RESTORABLE: Final = 30 * 86_400.0
UNDECIDED: Final = 7 * 86_400.0


@dataclass(frozen=True)
class Upload:
    """A file as it was sent."""

    id: int
    person: int
    name: str
    content: bytes


@dataclass(frozen=True)
class Removed:
    """A removed plan: what to call it, and what is needed to have it back.

    `reading` is what the text alone does not tell, as JSON: the plan's pages, repairs and warnings.
    """

    id: int
    name: str
    plan_id: str
    file: str
    text: str
    reading: str | None

    def plan(self) -> Plan:
        """Return the plan as it was; one removed by an earlier program comes back without its pages."""
        kept = json.loads(self.reading or "{}")
        plan = replace(parse(self.text, self.file), id=self.plan_id)
        return replace(
            plan,
            pages=tuple((at, number) for at, number in kept.get("pages", ())),
            repairs=tuple(Repair(kind, at) for kind, at in kept["repairs"]) if kept else plan.repairs,
            warnings=tuple(kept.get("warnings", plan.warnings)),
        )


@dataclass(frozen=True)
class Shelf:
    """What lies outside the library for a while."""

    store: Store

    def lay(self, person: int, name: str, content: bytes) -> int:
        """Keep a file until it is decided about, and return its number."""
        row = {"person": person, "name": name, "content": content, "made_at": self.store.clock()}
        with self.store.writing() as connection:
            made = insert(schema.upload).values(row).returning(schema.upload.c.id)
            return int(connection.execute(made).scalar_one())

    def upload(self, number: int) -> Upload | None:
        """Return a file that is still to be decided about."""
        u = schema.upload.c
        with self.store.reading() as connection:
            chosen = select(u.id, u.person, u.name, u.content).where(u.id == number)
            row = connection.execute(chosen).one_or_none()
        return Upload(row.id, row.person, row.name, bytes(row.content)) if row else None

    def clear(self, number: int) -> bool:
        """Take a file off the shelf; return `False` when somebody else just did."""
        with self.store.writing() as connection:
            return connection.execute(delete(schema.upload).where(schema.upload.c.id == number)).rowcount > 0

    def put_away(self, plan: Plan) -> None:
        """Keep a plan that is about to be removed."""
        row = {"plan_id": plan.id, "name": plan_label(plan), "file": plan.file, "text": plan.text}
        repairs = [(repair.kind, repair.at) for repair in plan.repairs]
        reading = json.dumps({"pages": plan.pages, "repairs": repairs, "warnings": plan.warnings}, ensure_ascii=False)
        with self.store.writing() as connection:
            connection.execute(delete(schema.removed).where(schema.removed.c.plan_id == plan.id))
            made = insert(schema.removed).values(row | {"removed_at": self.store.clock()})
            number = connection.execute(made.returning(schema.removed.c.id)).scalar_one()
            connection.execute(insert(schema.removed_reading).values(removed=number, reading=reading))

    def restorable(self) -> list[Removed]:
        """Return the plans that can be had back, the last removed first."""
        r = schema.removed.c
        columns = select(r.id, r.name, r.plan_id, r.file, r.text, schema.removed_reading.c.reading)
        chosen = columns.outerjoin(schema.removed_reading).where(r.removed_at > self.store.clock() - RESTORABLE)
        with self.store.reading() as connection:
            return [Removed(*row) for row in connection.execute(chosen.order_by(r.removed_at.desc()))]

    def taken_back(self, number: int) -> None:
        """Forget a removed plan, which is in the library again."""
        with self.store.writing() as connection:
            connection.execute(delete(schema.removed).where(schema.removed.c.id == number))

    def sweep(self) -> None:
        """Forget what has lain too long."""
        now = self.store.clock()
        with self.store.writing() as connection:
            connection.execute(delete(schema.upload).where(schema.upload.c.made_at < now - UNDECIDED))
            connection.execute(delete(schema.removed).where(schema.removed.c.removed_at < now - RESTORABLE))
