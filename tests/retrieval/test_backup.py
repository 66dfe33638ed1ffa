"""A backup is a whole library or nothing; the way back loses neither the old library nor the order of its changes."""

from __future__ import annotations

import json
import sqlite3
import tarfile
import threading
from contextlib import closing
from io import BytesIO
from pathlib import Path

import pytest

from plans.errors import BadSettings, LibraryBusy, LibraryDamaged
from retrieval import backup
from retrieval.backup import AlreadyThere, BadBackup, back_up, unpacked
from retrieval.database import FILE
from retrieval.indexes import Indexes
from retrieval.library import Library
from retrieval.restoring import restore
from retrieval.settings import Settings
from tests.retrieval.faults import files_limited_to
from tests.retrieval.handmade import passages_of, plan_of

OLD, NEW = plan_of("a", "Sở Y tế báo cáo hằng năm"), plan_of("a", "Sở Nội vụ báo cáo hằng quý")
OTHER = plan_of("b", "Sở Tài chính bố trí kinh phí", number="12/KH-UBND")


@pytest.fixture(autouse=True)
def _without_vectors(monkeypatch):
    monkeypatch.setattr(Indexes, "changed", lambda self, snapshot: "")


@pytest.fixture
def library(at_home):
    with Library.open(at_home) as opened:
        add(opened, OLD)
        yield opened


@pytest.fixture
def file(tmp_path):
    return tmp_path / "sao-luu.tar.gz"


def add(library, *plans):
    for plan in plans:
        library.add(plan, passages_of(plan))


def rewritten(file: Path, change) -> None:
    with tarfile.open(file) as archive:
        parts = {member.name: archive.extractfile(member).read() for member in archive}
    change(parts)
    with tarfile.open(file, "w:gz") as archive:
        for name, content in parts.items():
            member = tarfile.TarInfo(name)
            member.size = len(content)
            archive.addfile(member, BytesIO(content))


def _next(texts: list[str]) -> list[str]:
    return [f"bản {int(text.split()[1]) + 1}" for text in texts] or ["bản 1"]


class TestBackup:
    def test_it_tells_what_it_holds(self, library, at_home, file):
        manifest = back_up(at_home, file)
        assert (manifest.counts["plan"], manifest.counts["version"], manifest.generation) == (1, 1, 1)
        assert manifest.counts["passage"] == len(passages_of(OLD))
        with tarfile.open(file) as archive:
            assert json.loads(archive.extractfile("manifest.json").read())["sha256"] == manifest.sha256

    def test_nobody_else_may_read_it_and_nothing_is_left_beside_it(self, library, at_home, file):
        back_up(at_home, file)
        assert file.stat().st_mode & 0o077 == 0
        assert sorted(path.name for path in file.parent.iterdir()) == ["home", file.name]

    def test_a_folder_that_is_not_there_is_made_and_is_nobody_elses(self, library, at_home, file):
        deep = file.parent / "sao-luu" / file.name
        back_up(at_home, deep)
        assert deep.exists()
        assert deep.parent.stat().st_mode & 0o077 == 0

    def test_it_never_overwrites(self, library, at_home, file):
        file.write_text("quý giá")
        with pytest.raises(AlreadyThere, match="đã có"):
            back_up(at_home, file)
        assert file.read_text() == "quý giá"

    def test_it_is_of_one_moment_while_others_write(self, library, at_home, tmp_path):
        stop = threading.Event()

        def write():
            with Library.open(at_home) as writer:
                n = 0
                while not stop.is_set():
                    n += 1
                    add(writer, plan_of("x", f"bản {n}"), plan_of("y", f"bản {n}"))

        writing = threading.Thread(target=write)
        writing.start()
        manifests = [back_up(at_home, tmp_path / f"{n}.tar.gz") for n in range(5)]
        stop.set()
        writing.join()
        for n, manifest in enumerate(manifests):
            elsewhere = Settings(home=tmp_path / f"again-{n}")
            restore(elsewhere, tmp_path / f"{n}.tar.gz")
            with Library.open(elsewhere) as again:
                assert len(again.plans()) == manifest.counts["plan"]
                x, y = ([plan.text for plan in again.plans() if plan.id == name] for name in "xy")
                assert x == y or (x, y) == (_next(y), y)

    def test_a_library_that_is_not_sound_is_not_backed_up(self, library, at_home, file):
        library.close()
        with closing(sqlite3.connect(at_home.home / FILE)) as connection, connection:
            connection.execute("UPDATE passage SET version_id = 77")
        with pytest.raises(LibraryDamaged):
            back_up(at_home, file)
        assert not file.exists()

    def test_a_full_disk_leaves_no_half_of_a_backup(self, library, at_home, file):
        with files_limited_to(20_000), pytest.raises((LibraryDamaged, OSError)):
            back_up(at_home, file)
        assert not file.exists()

    def test_without_a_library_there_is_nothing_to_back_up(self, at_home, file):
        with pytest.raises(BadSettings, match="Chưa có thư viện"):
            back_up(at_home, file)


class TestRestore:
    def test_an_empty_place_gets_the_library_back(self, library, at_home, file, tmp_path):
        add(library, OTHER)
        back_up(at_home, file)
        elsewhere = Settings(home=tmp_path / "elsewhere")
        assert restore(elsewhere, file).aside is None
        with Library.open(elsewhere) as again:
            assert again.plans() == library.plans()
            assert again.check() == ()

    def test_a_library_is_only_replaced_when_asked(self, library, at_home, file):
        back_up(at_home, file)
        add(library, NEW)
        with pytest.raises(AlreadyThere, match="--replace"):
            restore(at_home, file)
        assert library.plans() == (NEW,)

    def test_those_who_have_it_open_see_the_restored_library_at_once(self, library, at_home, file):
        back_up(at_home, file)
        add(library, NEW, OTHER)
        before = library.generation
        restored = restore(at_home, file, replace=True)
        assert library.plans() == (OLD,)
        assert library.generation > before
        assert len(library.lexical.scores("x")) == len(library.passages())
        with closing(sqlite3.connect(restored.aside)) as aside:
            assert aside.execute("SELECT count(*) FROM plan").fetchone() == (2,)

    def test_ids_of_versions_that_were_undone_never_come_again(self, library, at_home, file):
        back_up(at_home, file)
        add(library, NEW)
        undone = {held.version_id for held in library.snapshot().held}
        restore(at_home, file, replace=True)
        add(library, OTHER)
        assert not undone & {held.version_id for held in library.snapshot().held}

    def test_the_vectors_follow(self, at_home, file, monkeypatch):
        monkeypatch.undo()
        with Library.open(at_home) as library:
            add(library, OLD)
            back_up(at_home, file)
            add(library, NEW, OTHER)
            restore(at_home, file, replace=True)
            add(library, OTHER)
            assert library.check() == ()
            assert sorted(place for place, _ in library.nearest("báo cáo", 99)) == [*range(len(library.passages()))]

    def test_a_damaged_library_is_put_aside(self, at_home, file):
        with Library.open(at_home) as library:
            add(library, OLD)
            back_up(at_home, file)
        (at_home.home / FILE).write_bytes("hỏng".encode() * 2000)
        restored = restore(at_home, file, replace=True)
        assert restored.aside.read_bytes().startswith("hỏng".encode())
        with Library.open(at_home) as again:
            assert again.plans() == (OLD,)

    def test_the_backup_of_another_library_waits_until_nobody_uses_this_one(self, library, at_home, file, tmp_path):
        other = Settings(home=tmp_path / "other")
        with Library.open(other) as another:
            add(another, OTHER)
        back_up(other, file)
        library.plans()
        with pytest.raises(LibraryBusy, match="dừng bot"):
            restore(at_home, file, replace=True)
        assert library.plans() == (OLD,)
        library.close()
        assert restore(at_home, file, replace=True).aside.exists()
        with Library.open(at_home) as again:
            assert again.plans() == (OTHER,)

    def test_a_writer_that_does_not_end_is_not_waited_for_for_ever(self, library, at_home, file, monkeypatch):
        back_up(at_home, file)
        monkeypatch.setattr(backup.poured, "__defaults__", (0.1,))
        with library._database.writing(), pytest.raises(LibraryBusy):
            restore(at_home, file, replace=True)
        assert library.plans() == (OLD,)

    def test_a_plan_added_meanwhile_is_put_aside_or_in_the_restored_library(self, library, at_home, file, monkeypatch):
        back_up(at_home, file)
        copied, adding = backup.copied, threading.Thread(target=add, args=(library, OTHER))

        def overtaken(source, target):
            copied(source, target)
            adding.start()
            adding.join(0.3)

        monkeypatch.setattr(backup, "copied", overtaken)
        aside = restore(at_home, file, replace=True).aside
        adding.join()
        with closing(sqlite3.connect(aside)) as connection:
            put_aside = connection.execute("SELECT id FROM plan").fetchall()
        assert library.plans() == (OLD, OTHER)
        assert put_aside == [(OLD.id,)]
        assert library.check() == ()


@pytest.mark.parametrize(
    "change",
    [
        lambda parts: parts.update({FILE: parts[FILE][:-1] + b"x"}),
        lambda parts: parts.pop(FILE),
        lambda parts: parts.pop("manifest.json"),
        lambda parts: parts.update({"manifest.json": b"[]"}),
        lambda parts: parts.update({FILE: parts[FILE][: len(parts[FILE]) // 2]}),
    ],
)
def test_a_backup_that_was_changed_is_refused_and_nothing_touched(library, at_home, file, change):
    back_up(at_home, file)
    rewritten(file, change)
    with pytest.raises((BadBackup, LibraryDamaged)):
        restore(at_home, file, replace=True)
    assert library.plans() == (OLD,)
    assert [path.name for path in at_home.home.iterdir() if path.name.startswith("library.db.")] == []


@pytest.mark.parametrize("content", [b"", b"no archive", b"\x1f\x8b\x08"])
def test_a_file_that_is_no_backup_is_refused(at_home, file, content):
    file.write_bytes(content)
    with pytest.raises(BadBackup):
        restore(at_home, file)
    assert not (at_home.home / FILE).exists()


def test_a_backup_cut_short_is_refused(library, at_home, file, tmp_path):
    back_up(at_home, file)
    file.write_bytes(file.read_bytes()[:-200])
    with pytest.raises(BadBackup):
        unpacked(file, tmp_path)


def test_names_in_an_archive_lead_nowhere(library, at_home, file, tmp_path):
    back_up(at_home, file)
    rewritten(file, lambda parts: parts.update({"../../evil": b"x", "/evil": b"x"}))
    room = tmp_path / "deep" / "room"
    room.mkdir(parents=True)
    unpacked(file, room)
    assert [path.name for path in tmp_path.rglob("*evil*")] == []


def test_a_file_that_is_not_there_is_told(at_home, tmp_path):
    with pytest.raises(BadBackup, match="Không có tệp"):
        restore(at_home, tmp_path / "none.tar.gz")
