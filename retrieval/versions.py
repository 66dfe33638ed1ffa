"""Versions of plans in SQL: storing one, making it the active one, and the history."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from uuid import uuid4

from sqlalchemy import Connection, delete, func, insert, inspect, select, update

from plans.errors import LibraryDamaged, UnknownPlan
from plans.model import Passage, Plan
from retrieval import records, schema


@dataclass(frozen=True)
class Version:
    """One stored version of a plan; readers see only the active one. `added_at` is in UTC."""

    plan_id: str
    number: int
    file: str
    sha256: str
    added_at: datetime
    active: bool


@dataclass(frozen=True)
class Stamp:
    """The name of a library among all libraries, and the version of its tables."""

    library: str
    schema: int


def stamp(connection: Connection) -> Stamp | None:
    """Return what the library says of itself, `None` when the tables are yet to be made."""
    if not inspect(connection).has_table(schema.meta.name):
        return None
    row = connection.execute(select(schema.meta.c.library, schema.meta.c.schema)).one_or_none()
    if row is None or row.schema > schema.SCHEMA_VERSION:
        raise LibraryDamaged(
            "Thư viện do một bản mới hơn của chương trình tạo ra. "
            "Hãy nâng cấp chương trình, hoặc đặt KEHOACH_HOME sang thư mục mới rồi nạp lại các kế hoạch."
        )
    return Stamp(str(row.library), row.schema)


def create(connection: Connection) -> str:
    """Make the tables, unless another process just did, and return the library's name."""
    if known := stamp(connection):
        return known.library
    schema.metadata.create_all(connection)
    name = uuid4().hex
    row = {"id": 1, "library": name, "schema": schema.SCHEMA_VERSION, "generation": 0}
    connection.execute(insert(schema.meta).values(row))
    return name


def generation(connection: Connection) -> int:
    """Return the number of changes ever made."""
    return int(connection.execute(_GENERATION).scalar_one())


def counts(connection: Connection) -> dict[str, int]:
    """Return the number of rows of each of the library's tables."""
    tables = schema.metadata.sorted_tables
    return {table.name: connection.scalar(select(func.count()).select_from(table)) or 0 for table in tables}


def active(connection: Connection) -> list[int]:
    """Return the ids of the active versions."""
    return [row.active_version for row in connection.execute(_ACTIVE)]


def since(connection: Connection, version_id: int) -> list[int]:
    """Return the ids of the versions stored after this one, in the order of their storing."""
    later = select(schema.version.c.id).where(schema.version.c.id > version_id)
    return [*connection.scalars(later.order_by(schema.version.c.id))]


def newest(connection: Connection) -> int:
    """Return the id of the version stored last, 0 when there is none."""
    return connection.scalar(select(func.max(schema.version.c.id))) or 0


def tally(connection: Connection) -> tuple[int, int]:
    """Return how many versions are active, and the sum of their ids."""
    version_id = schema.plan.c.active_version
    count, total = connection.execute(select(func.count(version_id), func.sum(version_id))).one()
    return count, total or 0


def current(connection: Connection, plan_id: str) -> tuple[int, str] | None:
    """Return number and digest of the active version of a plan."""
    table = schema.version.c
    chosen = select(table.version_number, table.sha256).join(schema.plan, schema.plan.c.active_version == table.id)
    row = connection.execute(chosen.where(schema.plan.c.id == plan_id)).one_or_none()
    return row and (row.version_number, row.sha256)


def altered(connection: Connection, plans: Iterable[Plan]) -> list[Plan]:
    """Return those of `plans` whose text is no longer what was stored: the disk, or somebody, has changed it."""
    table = schema.version.c
    chosen = select(schema.plan.c.id, table.sha256).join(schema.plan, schema.plan.c.active_version == table.id)
    stored = {row.id: row.sha256 for row in connection.execute(chosen)}
    return [plan for plan in plans if stored.get(plan.id, digest(plan)) != digest(plan)]


def unchanged(connection: Connection, plan: Plan) -> int | None:
    """Return the number of the active version if it has the text of `plan`."""
    number, sha256 = current(connection, plan.id) or (None, None)
    return number if sha256 == digest(plan) else None


def history(connection: Connection, plan_id: str) -> tuple[Version, ...]:
    """Return every stored version of a plan, oldest first."""
    table, flag = schema.version.c, (schema.version.c.id == schema.plan.c.active_version).label("active")
    columns = select(table.version_number, table.file, table.sha256, table.added_at, flag)
    chosen = columns.join(schema.plan, schema.plan.c.id == table.plan_id).where(table.plan_id == plan_id)
    rows = connection.execute(chosen.order_by(table.version_number))
    return tuple(
        Version(plan_id, number, file, sha256, at if at.tzinfo else at.replace(tzinfo=UTC), bool(is_active))
        for number, file, sha256, at, is_active in rows
    )


def store(connection: Connection, plan: Plan, passages: Sequence[Passage]) -> int:
    """Store `plan` as a new version, make it the active one and return its number."""
    table = schema.version.c
    changed(connection)
    if current(connection, plan.id) is None:
        connection.execute(insert(schema.plan).values(id=plan.id, active_version=None))
    number = 1 + (connection.scalar(select(func.max(table.version_number)).where(table.plan_id == plan.id)) or 0)
    row = records.version_row(plan) | {
        "plan_id": plan.id,
        "version_number": number,
        "sha256": digest(plan),
        "added_at": datetime.now(UTC),
    }
    version_id = connection.execute(insert(schema.version).values(row).returning(table.id)).scalar_one()
    records.save(connection, version_id, plan, passages)
    stale = select(table.id).where(table.plan_id == plan.id, table.id != version_id)
    connection.execute(delete(schema.embedding).where(schema.embedding.c.version_id.in_(stale)))
    connection.execute(update(schema.plan).where(schema.plan.c.id == plan.id).values(active_version=version_id))
    return number


def activate(connection: Connection, plan_id: str, number: int) -> None:
    """Make a stored version the active one; raise `UnknownPlan` naming those there are."""
    table = schema.version.c
    chosen = select(table.version_number, table.id).where(table.plan_id == plan_id)
    stored = {row.version_number: row.id for row in connection.execute(chosen)}
    if number not in stored:
        raise UnknownPlan(f"Không có bản {number}. Các bản đã nạp: {', '.join(map(str, sorted(stored)))}.")
    changed(connection)
    connection.execute(update(schema.plan).where(schema.plan.c.id == plan_id).values(active_version=stored[number]))


def remove(connection: Connection, plan_id: str) -> None:
    """Remove a plan with all its versions."""
    changed(connection)
    connection.execute(delete(schema.plan).where(schema.plan.c.id == plan_id))


def changed(connection: Connection) -> None:
    """Count a change; on a server this row is also what writers wait for."""
    connection.execute(update(schema.meta).values(generation=schema.meta.c.generation + 1))


def digest(plan: Plan) -> str:
    """Return the SHA-256 of the plan's text."""
    return hashlib.sha256(plan.text.encode("utf-8", "surrogatepass")).hexdigest()


_GENERATION = select(schema.meta.c.generation)
_ACTIVE = select(schema.plan.c.active_version).where(schema.plan.c.active_version.is_not(None))
