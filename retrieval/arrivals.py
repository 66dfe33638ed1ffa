"""What the library knows of a plan before it is stored: files read before, corrections, plans of the same name."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import ColumnElement, and_, delete, insert, or_, select

from plans.model import Plan
from retrieval import schema, versions
from retrieval.corrections import Corrections
from retrieval.database import Database


@dataclass(frozen=True)
class Known:
    """A plan that came of a file read before, which is still the active version."""

    plan_id: str
    version: int
    name: str


@dataclass(frozen=True)
class Arrivals:
    """The tables of the library that are asked before a plan is stored."""

    database: Database

    def known(self, sha256: str, reader: str) -> tuple[Known, ...]:
        """Return the plans of a file with these bytes as `reader` read it; nothing when any is not the active one."""
        file, version = schema.known_file.c, schema.version.c
        chosen = select(
            version.plan_id, version.version_number, version.number, version.title, version.file, file.plans
        )
        chosen = chosen.join_from(schema.known_file, schema.version, version.id == file.version_id)
        chosen = chosen.join(schema.plan, schema.plan.c.active_version == version.id)
        with self.database.reading() as connection:
            chosen = chosen.where(file.sha256 == sha256, file.reader == reader).order_by(file.ordinal)
            rows = connection.execute(chosen).all()
        found = tuple(Known(row.plan_id, row.version_number, row.number or row.title or row.file) for row in rows)
        return found if rows and rows[0].plans == len(found) else ()

    def remember(self, sha256: str, reader: str, stored: Iterable[tuple[str, int]]) -> None:
        """Keep which versions (plan and number) came of a file, and forget what was kept of these bytes before."""
        file, version = schema.known_file.c, schema.version.c
        named = list(stored)
        with self.database.writing() as connection:
            connection.execute(delete(schema.known_file).where(file.sha256 == sha256))
            for ordinal, (plan_id, number) in enumerate(named):
                chosen = select(version.id).where(version.plan_id == plan_id, version.version_number == number)
                row = {"sha256": sha256, "reader": reader, "ordinal": ordinal, "plans": len(named)}
                if version_id := connection.scalar(chosen):  # else removed just now
                    connection.execute(insert(schema.known_file).values(row | {"version_id": version_id}))

    def corrections(self, plan_id: str) -> dict[str, str]:
        """Return what people corrected of the plan with this id, held or not."""
        c = schema.correction.c
        with self.database.reading() as connection:
            rows = connection.execute(select(c.field, c.value).where(c.plan_id == plan_id))
            return {field: value or "" for field, value in rows}

    def correct(self, plan_id: str, corrections: Corrections) -> None:
        """Keep corrections, each in the place of an earlier one of the same field."""
        c = schema.correction.c
        rows = [{"plan_id": plan_id, "field": field, "value": value} for field, value in corrections.items()]
        with self.database.writing() as connection:
            versions.changed(connection)
            connection.execute(delete(schema.correction).where(c.plan_id == plan_id, c.field.in_(corrections)))
            connection.execute(insert(schema.correction), rows)

    def near(self, plan: Plan) -> tuple[str, ...]:
        """Return the ids of held plans that print the same number, or the same title where a number is missing."""
        version, header = schema.version.c, plan.header
        titled = version.title == header.title
        same: ColumnElement[bool] = titled
        if header.number:
            same = or_(version.number == header.number, and_(version.number.is_(None), titled))
        chosen = select(version.plan_id).join(schema.plan, schema.plan.c.active_version == version.id)
        with self.database.reading() as connection:
            return tuple(connection.scalars(chosen.where(same)))
