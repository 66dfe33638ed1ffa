"""The way back from a backup: into a running library in one transaction, or in the place of one that cannot be used.

A restored library counts on where the present one stood: neither its generation nor the ids of its versions may come
again for something else, since indexes and other processes know contents by them.
"""

from __future__ import annotations

import os
import sqlite3
from contextlib import closing
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Final

from plans.errors import LibraryBusy, LibraryDamaged
from retrieval import backup, migrations
from retrieval.backup import AlreadyThere, BadBackup, Manifest
from retrieval.database import FILE, Database, connect
from retrieval.settings import Settings

_PARTS: Final = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the library that was there before now lies, if there was one."""

    manifest: Manifest
    aside: Path | None


def restore(settings: Settings, file: Path, *, replace: bool = False, key: Path | None = None) -> Restored:
    """Make the library what it was when `file` was made; what is there is only replaced if asked, and kept aside."""
    target = backup.library_file(settings)
    if target.exists() and not replace:
        raise AlreadyThere(
            f"{settings.home} đã có thư viện. Thêm --replace để thay; thư viện cũ được giữ lại bên cạnh."
        )
    if not file.is_file():
        raise BadBackup(f"Không có tệp {file}.")
    settings.home.mkdir(parents=True, exist_ok=True)
    with backup.workshop(settings.home) as room:
        manifest = backup.unpacked(file, room, key)
        _brought_up(room)
        copy, aside = room / FILE, _aside(target) if target.exists() else None
        if aside is None:
            _placed(copy, target)
        elif _library(target) == manifest.library:
            _followed(copy, target, aside)
        else:
            _displaced(copy, target, aside)
    return Restored(manifest, aside)


def _brought_up(room: Path) -> None:
    """Let a backup of an older program be one of this program; raise `LibraryDamaged` for a newer one's."""
    with closing(Database(Settings(home=room))) as database:
        migrations.prepared(database, str)


def _aside(target: Path) -> Path:
    return target.with_name(f"{FILE}.{datetime.now():%Y%m%d-%H%M%S-%f}")


def _library(target: Path) -> str | None:
    """Return the name of a library, nothing for one that cannot be read."""
    try:
        with closing(connect(target, backup.PATIENCE)) as connection:
            row = connection.execute("SELECT library FROM meta").fetchone()
            sound = connection.execute("PRAGMA quick_check(1)").fetchone()[0] == "ok"
    except sqlite3.DatabaseError:
        return None
    return str(row[0]) if row and sound else None


def _followed(copy: Path, target: Path, aside: Path) -> None:
    """Replace a library by an earlier moment of itself, while other processes use it."""
    backup.copied(target, aside)
    with backup.told(copy), closing(sqlite3.connect(copy)) as connection:
        connection.execute("ATTACH ? AS present", (str(aside),))
        with connection:
            connection.execute(
                "UPDATE meta SET generation = 1 + max(generation, (SELECT generation FROM present.meta))"
            )
            connection.execute(
                "UPDATE sqlite_sequence SET seq = max(seq, coalesce("
                "(SELECT old.seq FROM present.sqlite_sequence old WHERE old.name = sqlite_sequence.name), 0))"
            )
            connection.execute(
                "INSERT INTO sqlite_sequence (name, seq) SELECT name, seq FROM present.sqlite_sequence "
                "WHERE name NOT IN (SELECT name FROM main.sqlite_sequence)"
            )
    backup.poured(copy, target)


def _displaced(copy: Path, target: Path, aside: Path) -> None:
    """Replace a library that is another one, or is past reading; nobody may be using it."""
    _alone(target)
    for part in _PARTS:
        old = target.with_name(target.name + part)
        if old.exists():
            os.replace(old, aside.with_name(aside.name + part))
    _placed(copy, target)


def _alone(target: Path) -> None:
    try:
        with closing(connect(target, 1.0)) as connection:
            connection.execute("PRAGMA journal_mode=DELETE")  # only the last one there may leave the shared journal
    except sqlite3.OperationalError as error:
        if "locked" in str(error):
            raise LibraryBusy("Thư viện đang được dùng. Hãy dừng bot và các lệnh khác rồi chạy lại.") from error
    except sqlite3.DatabaseError:
        return  # damaged: nobody can be using it


def _placed(copy: Path, target: Path) -> None:
    with backup.told(copy), closing(sqlite3.connect(copy)) as connection:
        connection.execute("PRAGMA journal_mode=WAL")
    if target.exists():
        raise LibraryDamaged(f"{target} vừa được tạo ra bởi một tiến trình khác. Hãy chạy lại.")
    os.replace(copy, target)
