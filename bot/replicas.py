"""Whose work an update or a letter is, where several bots share one database: theirs who took it first.

A replica that was not seen for a while is gone, and the others take its work over; one that comes back, known by the
name kept in its home, takes up its own at once.
"""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal
from uuid import uuid4

from sqlalchemy import ColumnElement, Connection, and_, delete, insert, select

from bot import desk_schema as schema

if TYPE_CHECKING:
    from bot.desk_store import Store

What = Literal["update", "letter"]
GONE_AFTER: Final = 120.0  # seconds; each replica shows itself in every round
FILE: Final = "replica"


def own_name(home: Path) -> str:
    """Return the name of the replica at home here, given when it first asks."""
    file = home / FILE
    if not file.exists():
        file.write_text(uuid4().hex, "ascii")
    return file.read_text("ascii")


def show_oneself(store: Store) -> None:
    """Note that this replica is alive."""
    mine = schema.replica.c.name == store.replica
    with store.writing() as connection:
        connection.execute(delete(schema.replica).where(mine))
        connection.execute(insert(schema.replica).values(name=store.replica, seen_at=store.clock()))


def claim(connection: Connection, store: Store, what: What, numbers: Iterable[int]) -> None:
    """Make work this replica's, whosever it was."""
    taken = sorted(set(numbers))
    forget(connection, what, taken)
    if taken:
        rows = [{"what": what, "number": number, "replica": store.replica} for number in taken]
        connection.execute(insert(schema.claim), rows)


def forget(connection: Connection, what: What, numbers: Iterable[int]) -> None:
    """Drop the claims to work that is done."""
    c = schema.claim.c
    connection.execute(delete(schema.claim).where(c.what == what, c.number.in_(list(numbers))))


def left(store: Store, what: What, number: ColumnElement[int], *, mine: bool) -> ColumnElement[bool]:
    """Return the condition that nobody alive works on `number`; with `mine`, what was this replica's counts as left."""
    c = schema.claim.c
    others = and_(_alive(store), c.replica != store.replica if mine else c.replica.is_not(None))
    return number.not_in(select(c.number).where(c.what == what, others))


def elsewhere(store: Store, what: What, number: ColumnElement[int]) -> ColumnElement[bool]:
    """Return the condition that another replica, which is alive, works on `number`."""
    c = schema.claim.c
    return number.in_(select(c.number).where(c.what == what, c.replica != store.replica, _alive(store)))


def others(store: Store) -> bool:
    """Say whether another replica is alive."""
    with store.reading() as connection:
        named = select(schema.replica.c.name).where(_lately(store), schema.replica.c.name != store.replica)
        return connection.scalar(named.limit(1)) is not None


def _alive(store: Store) -> ColumnElement[bool]:
    return schema.claim.c.replica.in_(select(schema.replica.c.name).where(_lately(store)))


def _lately(store: Store) -> ColumnElement[bool]:
    now = store.clock()
    return schema.replica.c.seen_at.between(now - GONE_AFTER, now + GONE_AFTER)  # later: the clock was set back
