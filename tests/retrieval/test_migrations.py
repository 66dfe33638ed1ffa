"""A library made by any released program opens in this one with all it held, and its tables are those of a new one."""

from __future__ import annotations

import sqlite3
import subprocess
import sys
from contextlib import closing
from pathlib import Path

import pytest
from alembic.autogenerate import compare_metadata
from alembic.migration import MigrationContext

from plans.errors import LibraryBusy, LibraryDamaged
from retrieval import migrations, schema, versions
from retrieval.backup import described
from retrieval.database import FILE, Database
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.handmade import passages_of, plan_of

DUMPS = sorted((Path(__file__).parent / "files").glob("library-*.sql"))
HELD = {
    "a": plan_of(text="Sở Nội vụ báo cáo hằng quý.\n"),
    "b": plan_of("b", "NUL \x00 \ud800\n", number=None),
}


@pytest.fixture(params=DUMPS, ids=lambda dump: dump.stem)
def older(request, at_home) -> Settings:
    """Settings of a library as an older program left it."""
    at_home.home.mkdir()
    with closing(sqlite3.connect(at_home.home / FILE)) as connection:
        connection.executescript(request.param.read_text("utf-8"))
        connection.execute("PRAGMA journal_mode=WAL")
    return at_home


def test_every_released_schema_is_kept_here_and_has_a_step_to_the_next():
    assert [dump.stem for dump in DUMPS] == [f"library-{n}" for n in range(1, schema.SCHEMA_VERSION)]
    assert sorted(migrations.STEPS) == [*range(2, schema.SCHEMA_VERSION + 1)]


def test_what_it_held_is_held_and_told(older):
    told = []
    with Library.open(older, told.append) as library:
        assert {plan.id: plan for plan in library.plans()} == HELD
        assert [version.number for version in library.versions("a")] == [1, 2]
        assert library.generation == 3
        assert library.check() == ()
        library.restrict("a", ["nội bộ"])
        assert [plan.id for plan in library.plans(audience=())] == ["b"]
    assert [notice for notice in told if "nâng cấp" in notice]


def test_its_tables_are_those_of_a_new_library(older):
    with Library.open(older) as library, library._database.reading() as connection:
        context = MigrationContext.configure(connection, opts={"compare_type": True})
        assert compare_metadata(context, schema.metadata) == []


def test_it_is_brought_up_once(older):
    told = []
    for _ in range(2):
        Library.open(older, told.append).close()
    assert len(told) == 1


def test_a_step_that_fails_leaves_it_as_it_was(older, monkeypatch):
    before = described(older.home / FILE).counts

    def fails(operations):
        operations.execute("DELETE FROM plan")
        raise KeyboardInterrupt

    monkeypatch.setitem(migrations.STEPS, schema.SCHEMA_VERSION, fails)
    with pytest.raises(KeyboardInterrupt):
        Library.open(older)
    assert described(older.home / FILE).counts == before


def test_while_another_writes_it_waits_and_then_says_so(older):
    with closing(sqlite3.connect(older.home / FILE, isolation_level=None)) as writer:
        writer.execute("BEGIN IMMEDIATE")
        with pytest.raises(LibraryBusy):
            Library.open(older, patience=0.1)


def test_a_new_library_needs_no_step(at_home, monkeypatch):
    monkeypatch.setattr(migrations, "STEPS", {})
    with Library.open(at_home) as library:
        library.add(HELD["a"], passages_of(HELD["a"]))
        assert library.plans() == (HELD["a"],)


def test_a_library_of_no_known_version_is_not_touched(at_home):
    with Library.open(at_home) as library, library._database.writing() as connection:
        connection.exec_driver_sql("UPDATE meta SET schema = 0")
    with pytest.raises(LibraryDamaged, match="Không rõ"):
        Library.open(at_home)


def test_two_programs_that_open_it_at_once_bring_it_up_once(older):
    first, second = Database(older), Database(older)
    with first.reading() as connection:
        assert versions.stamp(connection).schema < schema.SCHEMA_VERSION
    migrations.prepared(second, str)
    with first.writing() as connection:  # it had seen the old tables
        migrations.upgrade(connection)
        assert versions.stamp(connection).schema == schema.SCHEMA_VERSION
    first.close()
    second.close()


def test_alembic_is_imported_only_for_an_older_library(at_home):
    script = (
        "import sys; from pathlib import Path; from retrieval.library import Library;"
        "from retrieval.settings import Settings; Library.open(Settings(home=Path(sys.argv[1]))).close();"
        "print('alembic' in sys.modules)"
    )
    command = [sys.executable, "-c", script, str(at_home.home)]
    assert subprocess.run(command, capture_output=True, text=True, check=True).stdout == "False\n"
