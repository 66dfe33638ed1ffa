"""Faults of the database are told in Vietnamese, and lose nothing."""

from __future__ import annotations

import os
import shutil
import sqlite3
import tempfile
import threading
import time
from contextlib import ExitStack
from pathlib import Path

import pytest

from plans.errors import BadSettings, LibraryBusy, LibraryDamaged
from retrieval import database, schema, versions
from retrieval.database import FILE
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.faults import files_limited_to, locked, unwritable
from tests.retrieval.handmade import passages_of, plan_of

PLAN = plan_of()
LARGE = plan_of("large", text="Kế hoạch. " * 60_000)


@pytest.fixture
def filled(at_home):
    """Settings of a library that holds `PLAN`, closed; its vectors are not made, as they do not matter here."""
    with Library.open(at_home) as library:
        store(library, PLAN)
    return at_home


def store(library, plan, before="SELECT 1"):
    with library._database.writing() as connection:
        connection.exec_driver_sql(before)
        versions.store(connection, plan, passages_of(plan))


def held(settings):
    with Library.open(settings) as library:
        return library.plans()


@pytest.fixture
def open_ground():
    """A folder that any user can enter, which pytest's own folders are not."""
    with tempfile.TemporaryDirectory() as folder:
        Path(folder).chmod(0o755)
        yield Path(folder)


def test_a_full_disk_is_told_and_keeps_what_was_there(filled):
    with Library.open(filled) as library:
        with (
            files_limited_to((filled.home / FILE).stat().st_size + 200_000),
            pytest.raises(LibraryDamaged, match="hết chỗ"),
        ):
            store(library, LARGE)
        assert library.plans() == (PLAN,)
        store(library, LARGE)
    assert {plan.id for plan in held(filled)} == {"a", "large"}


def test_a_database_that_may_not_grow_is_told_as_a_full_disk(filled):
    with Library.open(filled) as library, pytest.raises(LibraryDamaged, match="hết chỗ trên đĩa"):
        store(library, LARGE, "PRAGMA max_page_count=30")
    assert held(filled) == (PLAN,)


@pytest.mark.parametrize("content", [b"garbage " * 500, b"SQLite format 3\x00" + b"\xff" * 5000, b"\x00" * 4096])
def test_a_file_that_is_no_database_is_told_with_its_name_and_left_alone(at_home, content):
    at_home.home.mkdir()
    (at_home.home / FILE).write_bytes(content)
    with pytest.raises(LibraryDamaged, match=FILE):
        Library.open(at_home)
    assert (at_home.home / FILE).read_bytes() == content


def test_a_cut_file_is_found_damaged(filled):
    path = filled.home / FILE
    os.truncate(path, path.stat().st_size // 2)
    with pytest.raises(LibraryDamaged, match=r"hỏng|không phải là tệp thư viện"):
        held(filled)


def test_a_damaged_page_is_found_by_the_check(filled):
    with Library.open(filled) as library:
        store(library, LARGE)
    content = bytearray((filled.home / FILE).read_bytes())
    content[4096 * 20 : 4096 * 21] = b"\xaa" * 4096
    (filled.home / FILE).write_bytes(content)
    with Library.open(filled) as library:
        (problem,) = library.check()
    assert problem.kind == "damaged"
    assert "sao lưu" in problem.message


def test_a_row_without_its_plan_is_found_by_the_check(filled):
    with sqlite3.connect(filled.home / FILE) as raw:
        raw.execute("DELETE FROM plan")
    raw.close()
    with Library.open(filled) as library:
        assert "mồ côi" in library.check()[0].message


def test_a_library_locked_for_too_long_is_busy(filled):
    with Library.open(filled, patience=0.1) as library:
        with locked(filled.home):
            with pytest.raises(LibraryBusy, match=r"đang bận.*đợi"):
                store(library, LARGE)
            assert library.plans() == (PLAN,)
        store(library, LARGE)
    assert {plan.id for plan in held(filled)} == {"a", "large"}


def test_a_writer_waits_for_the_one_before_it_as_long_as_its_patience_lasts(filled):
    with ExitStack() as before, Library.open(filled, patience=5) as library:
        before.enter_context(locked(filled.home))
        began, other = time.monotonic(), threading.Timer(0.5, before.close)
        other.start()
        store(library, LARGE)
        assert 0.4 < time.monotonic() - began < 5
        other.join()
    assert {plan.id for plan in held(filled)} == {"a", "large"}


def test_a_home_that_is_a_file_is_told(tmp_path):
    (tmp_path / "home").write_text("")
    with pytest.raises(LibraryDamaged, match="là một tệp"):
        Library.open(Settings(home=tmp_path / "home"))


def test_a_home_below_a_file_is_told(tmp_path):
    (tmp_path / "file").write_text("")
    with pytest.raises(LibraryDamaged, match="Không tạo được thư mục"):
        Library.open(Settings(home=tmp_path / "file" / "home"))


def test_a_folder_that_cannot_be_written_can_still_be_read(filled, open_ground):
    home = Path(shutil.copytree(filled.home, open_ground / "home"))
    with unwritable(home), Library.open(Settings(home=home)) as library:
        assert library.plans() == (PLAN,)
        with pytest.raises(LibraryDamaged, match="quyền ghi"):
            store(library, LARGE)
    assert held(Settings(home=home)) == (PLAN,)


def test_a_home_that_cannot_be_made_is_told(open_ground):
    open_ground.chmod(0o555)
    with unwritable(open_ground), pytest.raises(LibraryDamaged, match="Không tạo được thư mục"):
        Library.open(Settings(home=open_ground / "home"))


@pytest.mark.parametrize("url", ["nonsense", "oracle://host/base", "sqlite+nothing:///x"])
def test_an_address_that_cannot_be_used_is_a_wrong_setting_and_is_not_printed(tmp_path, url):
    with pytest.raises(BadSettings, match="KEHOACH_DATABASE_URL") as error:
        Library.open(Settings(home=tmp_path, database_url=url))
    assert url not in str(error.value)


def test_another_database_holds_the_library_when_the_settings_name_one(tmp_path):
    elsewhere = Settings(home=tmp_path / "home", database_url=f"sqlite:///{tmp_path / 'elsewhere.db'}")
    with Library.open(elsewhere) as library:
        store(library, PLAN)
    assert held(elsewhere) == (PLAN,)
    assert not (tmp_path / "home" / FILE).exists()


def test_a_library_of_a_newer_program_is_refused_with_what_to_do(filled, monkeypatch):
    monkeypatch.setattr(schema, "SCHEMA_VERSION", 0)
    with pytest.raises(LibraryDamaged, match="nâng cấp chương trình"):
        Library.open(filled)


def test_an_unknown_fault_is_told_as_the_database_says_it(at_home):
    with Library.open(at_home) as library, pytest.raises(LibraryDamaged, match="no such table: ship"):
        store(library, PLAN, "SELECT '{}' FROM ship")


def test_every_fault_has_a_message_that_can_be_filled():
    assert all("{" not in message.format(place="x") for _, _, message in database._FAULTS)
