"""Backups of the library: a verified copy made while others read and write, packed with a manifest of what it holds."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import sqlite3
import tarfile
import time
from collections.abc import Callable, Iterator
from contextlib import closing, contextmanager
from dataclasses import asdict, dataclass
from datetime import UTC, datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Final, cast

from plans.errors import BadSettings, LibraryBusy, LibraryDamaged, PlanError
from retrieval import carrying, schema, sealing, versions
from retrieval.carrying import LIBRARY, Groups
from retrieval.database import FILE, Database, connect, fault
from retrieval.settings import Settings

PATIENCE: Final = 30.0
_FIRST_PAGES: Final = 8  # fewer than any library has: the first step takes the lock and is not yet the last
_MANIFEST: Final = "manifest.json"
_LARGEST_MANIFEST: Final = 1 << 20


class AlreadyThere(PlanError):
    """A file or a library that would be overwritten."""

    kind = "already_there"
    exit_status = 2


class BadBackup(PlanError):
    """A file that is no backup, or not a whole one."""

    kind = "bad_backup"


@dataclass(frozen=True)
class Manifest:
    """What a backup holds: the library's name and moment, and the rows of each table."""

    made_at: str
    library: str
    schema: int
    generation: int
    sha256: str
    size: int
    counts: dict[str, int]


def back_up(settings: Settings, file: Path, to: str | None = None, groups: Groups = LIBRARY) -> Manifest:
    """Write a copy of the library as it is now to `file`, encrypted for `to` if given; nothing is overwritten.

    Of a database on a server only the tables of `groups` are taken; the copy is the same file in either case.
    """
    source = settings.home / FILE
    if not settings.database_url and not source.exists():
        raise BadSettings(f"Chưa có thư viện nào ở {settings.home}. Hãy kiểm tra KEHOACH_HOME.")
    if file.exists():
        raise AlreadyThere(f"{file} đã có. Hãy chọn tên khác.")
    if to is None and sealing.sealed(file):
        raise BadSettings(f"Tên {file.name} là của tệp mã hóa: cần --to NGƯỜI_NHẬN.")
    file.absolute().parent.mkdir(mode=0o700, parents=True, exist_ok=True)
    with workshop(file.absolute().parent) as room:
        if settings.database_url:
            _fetched(settings, room, groups)
        else:
            copied(source, room / FILE)
        manifest = described(room / FILE)
        packed = _pack(room, manifest)
        if to is not None:
            sealing.seal(packed, room / f"sealed{file.suffix}", to)
            packed = room / f"sealed{file.suffix}"
        _on_disk(packed)
        os.link(packed, file)  # unlike a renaming, this never overwrites what another has just put there
    return manifest


def unpacked(file: Path, room: Path, key: Path | None = None) -> Manifest:
    """Put the library of a backup into `room`, once every part of it is found to be what the manifest says."""
    if sealing.sealed(file):
        sealing.unseal(file, room / "opened", key)
        file = room / "opened"
    try:
        manifest = _unpack(file, room)
    except (tarfile.TarError, EOFError, KeyError, TypeError, ValueError, OSError) as error:
        raise BadBackup(f"{file.name} không phải là bản sao lưu nguyên vẹn ({type(error).__name__}).") from error
    found = described(room / FILE)
    if (found.sha256, found.counts) != (manifest.sha256, manifest.counts):
        raise BadBackup(f"{file.name} đã bị sửa hoặc hỏng: nội dung không khớp bản kê kèm theo.")
    return manifest


def _fetched(settings: Settings, room: Path, groups: Groups) -> None:
    with closing(Database(settings)) as server, server.reading() as source:
        found = versions.stamp(source)
        if found is None:
            raise BadSettings("Chưa có thư viện nào ở KEHOACH_DATABASE_URL.")
        if found.schema < schema.SCHEMA_VERSION:
            raise BadSettings("Thư viện do một bản cũ của chương trình tạo ra. Chạy “kehoach doctor” để nâng cấp đã.")
        carrying.fetched(source, room, groups)


def copied(source: Path, target: Path, patience: float = PATIENCE) -> None:
    """Copy one moment of a library, whoever is reading and writing it, into a single file of its own."""
    with told(source), closing(connect(source, patience)) as old, closing(sqlite3.connect(target)) as new:
        old.backup(new)
        new.execute("PRAGMA journal_mode=DELETE")


def poured(source: Path, target: Path, locked: Callable[[], None], patience: float = PATIENCE) -> None:
    """Put the library of `source` in the place of that in `target` in one transaction; readers see old or new.

    `locked` is called once, when nobody else can write to `target` any more and nothing of it has been replaced.
    """
    until = time.monotonic() + patience
    waiting = [locked]

    def step(status: int, *_: int) -> None:
        if status in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED):
            if time.monotonic() > until:
                raise LibraryBusy("Thư viện đang bận: một tiến trình khác đang ghi. Hãy đợi tiến trình đó xong.")
        elif waiting:
            waiting.pop()()

    with told(target), closing(sqlite3.connect(source)) as new, closing(connect(target, patience)) as old:
        old.execute("SELECT count(*) FROM sqlite_master").fetchone()  # now it knows how the file is journalled
        new.backup(old, pages=_FIRST_PAGES, progress=step)


def described(file: Path) -> Manifest:
    """Return what a library at rest holds; raise `LibraryDamaged` when it is not sound."""
    with told(file), closing(sqlite3.connect(file)) as connection:
        found = connection.execute("PRAGMA quick_check(1)").fetchone()[0]
        if found != "ok" or connection.execute("PRAGMA foreign_key_check").fetchone():
            raise LibraryDamaged(f"Thư viện {file.name} hỏng ({found}). Chạy “kehoach library check” để xem.")
        library, schema, generation = connection.execute("SELECT library, schema, generation FROM meta").fetchone()
        counts = {name: _count(connection, name) for name in _tables(connection)}
    with file.open("rb") as content:
        digest = hashlib.file_digest(content, "sha256").hexdigest()
    made_at = datetime.now(UTC).isoformat(timespec="seconds")
    return Manifest(made_at, library, schema, generation, digest, file.stat().st_size, counts)


@contextmanager
def workshop(folder: Path) -> Iterator[Path]:
    """Lend a folder on the same disk that nobody else can read, and remove it whatever happens."""
    with TemporaryDirectory(dir=folder, prefix=".kehoach-") as room:
        yield Path(room)


@contextmanager
def told(place: Path) -> Iterator[None]:
    """Tell what SQLite says of a file in the words of the library."""
    try:
        yield
    except sqlite3.Error as error:
        raise fault(str(error), str(place)) from error


def _tables(connection: sqlite3.Connection) -> list[str]:
    rows = connection.execute(
        "SELECT name FROM sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite!_%' ESCAPE '!'"
    )
    return sorted(name for (name,) in rows)


def _count(connection: sqlite3.Connection, table: str) -> int:
    return int(connection.execute(f'SELECT count(*) FROM "{table}"').fetchone()[0])


def _pack(room: Path, manifest: Manifest) -> Path:
    (room / _MANIFEST).write_text(json.dumps(asdict(manifest), ensure_ascii=False, indent=1), "utf-8")
    packed = room / "backup.tar.gz"
    with tarfile.open(packed, "w:gz", compresslevel=6) as archive:
        for name in (_MANIFEST, FILE):
            archive.add(room / name, name)
    packed.chmod(0o600)
    with TemporaryDirectory(dir=room) as again:  # what cannot be read back is no backup
        unpacked(packed, Path(again))
    return packed


def _unpack(file: Path, room: Path) -> Manifest:
    with tarfile.open(file, "r:gz") as archive:
        told = json.loads(_member(archive, _MANIFEST).read(_LARGEST_MANIFEST))
        manifest = Manifest(**{name: told[name] for name in Manifest.__dataclass_fields__})
        if archive.getmember(FILE).size != manifest.size:
            raise ValueError("size")
        with _member(archive, FILE) as content, (room / FILE).open("wb") as copy:
            shutil.copyfileobj(content, copy)
    return manifest


def _member(archive: tarfile.TarFile, name: str) -> tarfile.ExFileObject:
    member = archive.getmember(name)
    if not member.isreg():
        raise ValueError(name)
    return cast(tarfile.ExFileObject, archive.extractfile(member))


def _on_disk(file: Path) -> None:
    with file.open("rb+") as content:
        os.fsync(content.fileno())
