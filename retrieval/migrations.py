"""From the tables of any released program to those of this one: what each version of the schema added to the last."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Final

from sqlalchemy import Column, Connection, ForeignKey, Integer, String, Text, update

from plans.errors import LibraryDamaged
from retrieval import schema, versions
from retrieval.database import Database

if TYPE_CHECKING:
    from alembic.operations import Operations


def prepared(database: Database, tell: Callable[[str], object]) -> str:
    """Return the library's name, its tables made if there are none and brought up to date if they are older."""
    with database.reading() as connection:
        found = versions.stamp(connection)
    if found is None:
        with database.creating() as connection:
            return versions.create(connection)
    if found.schema < schema.SCHEMA_VERSION:
        tell("Thư viện do một bản cũ của chương trình tạo ra; đang nâng cấp…")
        with database.writing() as connection:
            upgrade(connection)
    return found.library


def upgrade(connection: Connection) -> None:
    """Carry out, in the caller's transaction, every step that the tables still need."""
    from alembic.migration import MigrationContext
    from alembic.operations import Operations

    stamp = versions.stamp(connection)
    if stamp is None or stamp.schema not in range(1, schema.SCHEMA_VERSION + 1):
        raise LibraryDamaged("Không rõ thư viện do bản nào của chương trình tạo ra. Hãy khôi phục từ bản sao lưu.")
    operations = Operations(MigrationContext.configure(connection))
    for number in range(stamp.schema + 1, schema.SCHEMA_VERSION + 1):
        STEPS[number](operations)
    connection.execute(update(schema.meta).values(schema=schema.SCHEMA_VERSION))


def _restrictions_and_pages(operations: Operations) -> None:
    operations.create_table(
        "access",
        Column("plan_id", Text, primary_key=True),
        Column("audience", String(100), primary_key=True),
        if_not_exists=True,  # the first program that knew of restrictions made the table without a new version
    )
    operations.add_column("version", Column("pages", Text, nullable=False, server_default="[]"))


def _corrections_and_known_files(operations: Operations) -> None:
    operations.add_column("reference", Column("relation", Text))
    operations.create_table(
        "correction",
        Column("plan_id", Text, primary_key=True),
        Column("field", String(40), primary_key=True),
        Column("value", Text),
    )
    operations.create_table(
        "known_file",
        Column("sha256", String(64), primary_key=True),
        Column("reader", String(64), primary_key=True),
        Column("ordinal", Integer, primary_key=True),
        Column("plans", Integer, nullable=False),
        Column("version_id", Integer, ForeignKey("version.id", ondelete="CASCADE"), nullable=False),
    )
    operations.create_index("version_of_number", "version", ["number"])


# The step to each version. A step never names what `schema` holds today: that goes on changing, the past does not.
STEPS: Final[dict[int, Callable[[Operations], None]]] = {
    2: _restrictions_and_pages,
    3: _corrections_and_known_files,
}
