"""A library on PostgreSQL is backed up into the same file as one at home, and either comes back in either place."""

from __future__ import annotations

import sqlite3
import threading
from contextlib import closing
from dataclasses import replace
from pathlib import Path

import pytest
from sqlalchemy import insert, select

from bot import desk_schema
from bot.desk_store import Store
from plans.errors import BadSettings
from retrieval import carrying
from retrieval.backup import AlreadyThere, back_up
from retrieval.carrying import LIBRARY
from retrieval.database import FILE
from retrieval.library import Library
from retrieval.restoring import restore
from retrieval.settings import Settings
from tests import servers
from tests.retrieval.handmade import passages_of, plan_of

ALL = (*LIBRARY, desk_schema.desk)
OLD, NEW = plan_of("a", "Sở Y tế báo cáo \x00 hằng năm"), plan_of("a", "Sở Nội vụ báo cáo hằng quý")
OTHER = plan_of("b", "Sở Tài chính bố trí kinh phí", number="12/KH-UBND")


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "sao-luu.tar.gz"


def filled(settings: Settings) -> None:
    """Store two plans, one of them twice, keep one of them from some, and let somebody leave a comment."""
    with Library.open(settings) as library:
        for plan in (OTHER, NEW, OLD):
            library.add(plan, passages_of(plan))
        library.restrict("b", ["noi-bo"])
    store = Store.open(settings)
    with store.writing() as connection:
        row = {"person": 7_000_000_001, "text": "Cảm ơn", "at": 12.5, "question": None}
        connection.execute(insert(desk_schema.comment).values(row))
        connection.execute(insert(desk_schema.comment).values(row | {"text": "bỏ"}))
        connection.exec_driver_sql("DELETE FROM desk_comment WHERE id = 2")
    store.close()


def contents(settings: Settings) -> dict[str, list[tuple[object, ...]]]:
    """Every row of every table, but for the count of changes."""
    store = Store.open(settings)
    with store.reading() as connection:
        carrying.in_utc(connection)
        tables = [table for table in carrying.tables_of(connection, ALL) if table.name != "meta"]
        told = {
            table.name: sorted(
                tuple(v.replace(tzinfo=None) if hasattr(v, "tzinfo") else v for v in row)
                for row in connection.execute(select(table))
            )
            for table in tables
        }
    store.close()
    return told


@pytest.mark.parametrize("source", ["home", "server"])
@pytest.mark.parametrize("target", ["home", "server"])
def test_everything_goes_from_either_place_to_either_place(source, target, server, tmp_path, file):
    places = [
        Settings(home=tmp_path / name, database_url=servers.new_database(server) if where == "server" else None)
        for name, where in (("from", source), ("to", target))
    ]
    filled(places[0])
    manifest = back_up(places[0], file, groups=ALL)
    assert (manifest.counts["version"], manifest.counts["desk_comment"]) == (3, 1)
    assert restore(places[1], file, groups=ALL).aside is None
    assert contents(places[1]) == contents(places[0])
    with Library.open(places[0]) as before, Library.open(places[1]) as after:
        assert after.plans() == before.plans() == (OLD, OTHER)
        assert after.versions("a") == before.versions("a")
        assert after.groups_of("b") == ("noi-bo",)
        assert after.check() == ()


def test_a_library_on_a_server_goes_back_while_others_have_it_open_and_is_put_aside(shared, file):
    filled(shared)
    back_up(shared, file, groups=ALL)
    with Library.open(shared) as library:
        library.remove("b")
        library.add(NEW, passages_of(NEW))
        before, undone = library.generation, {held.version_id for held in library.snapshot().held}
        aside = restore(shared, file, replace=True, groups=ALL).aside
        assert library.plans() == (OLD, OTHER)
        assert library.generation > before
        library.add(NEW, passages_of(NEW))
        assert not undone & {held.version_id for held in library.snapshot().held}
    with closing(sqlite3.connect(aside)) as connection:
        assert connection.execute("SELECT id FROM plan").fetchall() == [("a",)]
    store = Store.open(shared)
    with store.writing() as connection:
        added = insert(desk_schema.comment).values(person=1, text="sau", at=1.0).returning(desk_schema.comment.c.id)
        assert connection.execute(added).scalar_one() == 3
    store.close()


def test_what_was_put_aside_is_a_library_of_its_own(shared, file, tmp_path):
    filled(shared)
    back_up(shared, file, groups=ALL)
    aside = restore(shared, file, replace=True, groups=ALL).aside
    elsewhere = Settings(home=tmp_path / "elsewhere")
    elsewhere.home.mkdir()
    aside.rename(elsewhere.home / FILE)
    assert contents(elsewhere) == contents(shared)


def test_a_plan_added_meanwhile_waits_and_is_kept(shared, file, monkeypatch):
    filled(shared)
    back_up(shared, file, groups=ALL)
    sent, plan = carrying.sent, plan_of("c")
    with Library.open(shared) as library:
        adding = threading.Thread(target=library.add, args=(plan, passages_of(plan)))

        def overtaken(*arguments: object) -> None:
            adding.start()
            adding.join(0.3)
            sent(*arguments)

        monkeypatch.setattr(carrying, "sent", overtaken)
        restore(shared, file, replace=True, groups=ALL)
        adding.join()
        assert {held.id for held in library.plans()} == {"a", "b", "c"}


def test_a_library_on_a_server_is_only_replaced_when_asked_and_never_by_another(shared, file, server, tmp_path):
    filled(shared)
    back_up(shared, file, groups=ALL)
    with pytest.raises(AlreadyThere, match="--replace"):
        restore(shared, file, groups=ALL)
    other = replace(shared, database_url=servers.new_database(server))
    Library.open(other).close()
    with pytest.raises(AlreadyThere, match="thư viện khác"):
        restore(other, file, replace=True, groups=ALL)


def test_a_failure_halfway_leaves_the_library_on_the_server_as_it_was(shared, file, monkeypatch):
    filled(shared)
    back_up(shared, file, groups=ALL)
    before = contents(shared)
    monkeypatch.setattr(carrying, "_count_on", lambda *_: 1 / 0)
    with pytest.raises(ZeroDivisionError):
        restore(shared, file, replace=True, groups=ALL)
    monkeypatch.undo()
    assert contents(shared) == before


def test_an_empty_database_has_nothing_to_back_up(shared, file):
    with pytest.raises(BadSettings, match="Chưa có thư viện"):
        back_up(shared, file, groups=ALL)
    assert not file.exists()


def test_tables_of_an_older_program_are_brought_up_to_date_first(shared, file):
    filled(shared)
    with Library.open(shared) as library, library._database.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET schema = 1")
    with pytest.raises(BadSettings, match="kehoach doctor"):
        back_up(shared, file, groups=ALL)
