"""A whole library carried row by row from one database into another: how one on a server gets into a file and back.

Both sides are one transaction of their callers: what is read is one moment, what is written appears at once.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from typing import Final

from sqlalchemy import Connection, MetaData, Table, delete, func, insert, inspect, null, select, text, update

from retrieval import schema
from retrieval.database import FILE, Database
from retrieval.settings import Settings

Groups = Sequence[MetaData]
LIBRARY: Final[Groups] = (schema.metadata,)
_AT_ONCE: Final = 500


def fetched(source: Connection, room: Path, groups: Groups) -> None:
    """Write the library of `source` into a new file in `room`, with those tables of `groups` that it has."""
    with closing(Database(Settings(home=room))) as database, database.creating() as target:
        tables = tables_of(source, groups)
        for group in groups:
            group.create_all(target, [table for table in group.sorted_tables if table in tables])
        poured(source, target, tables)
    with closing(sqlite3.connect(room / FILE)) as file:
        file.execute("PRAGMA journal_mode=DELETE")  # one file, complete without a journal beside it


def sent(room: Path, target: Connection, groups: Groups) -> None:
    """Put the library of the file in `room` in the place of what `target` holds, counting on from there."""
    with closing(Database(Settings(home=room))) as database, database.reading() as source:
        for group in groups:
            group.create_all(target)
        generations = [one.scalar(select(schema.meta.c.generation)) or 0 for one in (source, target)]
        used = _used(target)
        poured(source, target, tables_of(target, groups))
        target.execute(update(schema.meta).values(generation=1 + max(generations)))
        _count_on(target, used)


def tables_of(connection: Connection, groups: Groups) -> list[Table]:
    """Return the tables of `groups` that a database has, each after those it points at."""
    there = set(inspect(connection).get_table_names())
    return [table for group in groups for table in group.sorted_tables if table.name in there]


def poured(source: Connection, target: Connection, tables: Sequence[Table]) -> None:
    """Replace the rows of `tables` in `target` by those of `source`; a table that `source` lacks is left empty."""
    in_utc(source)
    in_utc(target)
    target.execute(update(schema.plan).values(active_version=null()))  # plans and versions point at each other
    for table in reversed(tables):
        target.execute(delete(table))
    there = set(inspect(source).get_table_names())
    for table in tables:
        for rows in _rows(source, table) if table.name in there else ():
            target.execute(insert(table), rows)
    for row in source.execute(select(schema.plan)):
        target.execute(update(schema.plan).where(schema.plan.c.id == row.id).values(active_version=row.active_version))
    _count_on(target, _used(source))


def in_utc(connection: Connection) -> None:
    """Let a server tell and take times in UTC, as a file keeps them."""
    if connection.dialect.name == "postgresql":
        connection.execute(text("SET LOCAL TIME ZONE 'UTC'"))


def _rows(source: Connection, table: Table) -> Iterator[list[dict[str, object]]]:
    """Yield the rows of a table, a few hundred at a time; plans for now without the version that is not yet there."""
    unset = {"active_version": None} if table is schema.plan else {}
    for rows in source.execute(select(table).execution_options(yield_per=_AT_ONCE)).mappings().partitions():
        yield [{**row, **unset} for row in rows]


def _used(connection: Connection) -> dict[str, int]:
    """Return the last number that each numbered table gave a row, whether that row is still there or not."""
    if connection.dialect.name == "sqlite":
        return {name: seq for name, seq in connection.execute(text("SELECT name, seq FROM sqlite_sequence"))}
    return {
        name: connection.scalar(select(func.coalesce(func.pg_sequence_last_value(text(f"'{sequence}'::regclass")), 0)))
        for name, sequence in _sequences(connection)
    }


def _count_on(connection: Connection, used: Mapping[str, int]) -> None:
    """Let no number up to those of `used` be given again."""
    now = _used(connection)
    if connection.dialect.name == "sqlite":
        for name, last in used.items():
            values = {"name": name, "last": max(last, now.get(name, 0))}
            connection.execute(text("DELETE FROM sqlite_sequence WHERE name = :name"), values)
            connection.execute(text("INSERT INTO sqlite_sequence (name, seq) VALUES (:name, :last)"), values)
        return
    for name, sequence in _sequences(connection):
        if last := max(used.get(name, 0), now[name]):
            connection.execute(select(func.setval(sequence, last)))


def _sequences(connection: Connection) -> Sequence[tuple[str, str]]:
    """Return the numbered tables of a server and what numbers them."""
    found = connection.execute(
        text(
            "SELECT t.relname, s.oid::regclass::text FROM pg_class s "
            "JOIN pg_depend d ON d.objid = s.oid AND d.deptype IN ('a', 'i') JOIN pg_class t ON t.oid = d.refobjid "
            "WHERE s.relkind = 'S' AND pg_table_is_visible(t.oid)"
        )
    )
    return [(name, sequence) for name, sequence in found]
