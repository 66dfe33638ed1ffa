"""What only a server can do wrong: two at once, a lock that is not let go, tables of an older program."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext
from telegram import Chat, Message, Update, User

from bot.desk_store import Store
from bot.inbox import Inbox
from plans.errors import LibraryBusy
from retrieval import schema
from retrieval.library import Library
from tests import servers
from tests.retrieval.handmade import passages_of, plan_of

AT_ONCE = 8
NEWER_THAN_THE_FIRST = (
    "DROP TABLE known_file",
    "DROP TABLE correction",
    "DROP INDEX version_of_number",
    "ALTER TABLE reference DROP COLUMN relation",
    "DROP TABLE access",
    "ALTER TABLE version DROP COLUMN pages",
)


def test_tables_made_by_many_at_once_are_made_once(shared):
    def name(_):
        with Library.open(shared) as library:
            return library._indexes._identity

    with ThreadPoolExecutor(AT_ONCE) as many:
        assert len(set(many.map(name, range(AT_ONCE)))) == 1


def test_a_lock_that_is_not_let_go_is_told(shared):
    with Library.open(shared) as first, Library.open(shared, patience=0.3) as second:
        first.add(plan_of(), passages_of(plan_of()))
        with first._database.writing() as connection:
            connection.execute(schema.meta.update().values(generation=schema.meta.c.generation + 1))
            with pytest.raises(LibraryBusy, match="đang bận"):
                second.add(plan_of("b"), passages_of(plan_of("b")))
        assert second.plans() == (plan_of(),)


def test_additions_of_many_replicas_are_all_kept(shared):
    Library.open(shared).close()

    def add(n):
        with Library.open(shared) as library:
            for text in ("cũ", "mới"):
                library.add(plan_of(f"p{n}", text), ())

    with ThreadPoolExecutor(AT_ONCE) as many:
        list(many.map(add, range(AT_ONCE)))
    with Library.open(shared) as library:
        assert {plan.id: plan.text for plan in library.plans()} == {f"p{n}": "mới" for n in range(AT_ONCE)}
        assert library.generation == 2 * AT_ONCE


def test_tables_of_the_first_program_are_brought_up_to_date(shared):
    with Library.open(shared) as library:
        library.add(plan_of(), passages_of(plan_of()))
        with library._database.writing() as connection:
            for newer in NEWER_THAN_THE_FIRST:
                connection.exec_driver_sql(newer)
            connection.exec_driver_sql("UPDATE meta SET schema = 1")
    with Library.open(shared) as library, library._database.reading() as connection:
        assert compare_metadata(MigrationContext.configure(connection), schema.metadata) == []
        assert library.plans() == (plan_of(),)


def test_a_server_that_went_away_and_came_back_is_used_again(shared, server):
    with Library.open(shared) as library:
        library.add(plan_of(), ())
        cut = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname LIKE 'test!_%' ESCAPE '!'"
        servers.execute(f"{server}/postgres", cut)
        assert library.generation == 1


def test_an_update_that_two_replicas_receive_is_fresh_for_one(shared):
    speaker = User(1, "A", is_bot=False)
    updates = [Update(n, Message(n, None, Chat(1, "private"), from_user=speaker)) for n in range(20)]
    Store.open(shared).close()

    def keep(_):
        store = Store.open(shared)
        try:
            return [update.update_id for one in updates for update in Inbox(store).keep([one])]
        finally:
            store.close()

    with ThreadPoolExecutor(4) as replicas:
        fresh = [number for numbers in replicas.map(keep, range(4)) for number in numbers]
    assert sorted(fresh) == list(range(20))
