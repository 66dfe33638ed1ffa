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

from sqlalchemy import Connection

from plans.errors import LibraryBusy, LibraryDamaged
from retrieval import backup, carrying, migrations, versions
from retrieval.backup import AlreadyThere, BadBackup, Manifest
from retrieval.carrying import LIBRARY, Groups
from retrieval.database import FILE, Database, connect
from retrieval.settings import Settings

_PARTS: Final = ("", "-wal", "-shm")


@dataclass(frozen=True)
class Restored:
    """What was put back, and where the library that was there before now lies, if there was one."""

    manifest: Manifest
    aside: Path | None


def restore(
    settings: Settings, file: Path, *, replace: bool = False, key: Path | None = None, groups: Groups = LIBRARY
) -> Restored:
    """Make the library what it was when `file` was made; what is there is only replaced if asked, and kept aside."""
    target = settings.home / FILE
    if not settings.database_url and target.exists() and not replace:
        raise _there_already(str(settings.home))
    if not file.is_file():
        raise BadBackup(f"Không có tệp {file}.")
    settings.home.mkdir(parents=True, exist_ok=True)
    with backup.workshop(settings.home) as room:
        manifest = backup.unpacked(file, room, key)
        _brought_up(room)
        if settings.database_url:
            kept = _sent(settings, room, manifest, replace, groups)
        else:
            kept = _put_back(room / FILE, target, manifest)
    return Restored(manifest, kept)


def _there_already(place: str) -> AlreadyThere:
    return AlreadyThere(f"{place} đã có thư viện. Thêm --replace để thay; thư viện cũ được giữ lại bên cạnh.")


def _put_back(copy: Path, target: Path, manifest: Manifest) -> Path | None:
    """Replace the file of a library and return where the one before now lies."""
    if not target.exists():
        _placed(copy, target)
        return None
    aside = _aside(target)
    if _library(target) == manifest.library:
        _followed(copy, target, aside)
    else:
        _displaced(copy, target, aside)
    return aside


def _sent(settings: Settings, room: Path, manifest: Manifest, replace: bool, groups: Groups) -> Path | None:
    """Replace the library on a server in one transaction, which no other writer can get between."""
    with closing(Database(settings)) as server, server.creating() as target:
        held = versions.stamp(target)
        if held is not None:
            if not replace:
                raise _there_already("KEHOACH_DATABASE_URL")
            if held.library != manifest.library:
                raise AlreadyThere("KEHOACH_DATABASE_URL đang giữ một thư viện khác. Hãy dùng một cơ sở dữ liệu trống.")
            migrations.upgrade(target)
        aside = _set_aside(target, room, settings.home / FILE, groups) if held else None
        carrying.sent(room, target, groups)
    return aside


def _set_aside(target: Connection, room: Path, beside: Path, groups: Groups) -> Path:
    former = room / "former"
    former.mkdir()
    carrying.fetched(target, former, groups)
    aside = _aside(beside)
    os.replace(former / FILE, aside)
    return aside


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
    """Replace a library by an earlier moment of itself, while other processes use it.

    What is put aside is copied under the same lock as the replacing: what others store up to then is in it, what they
    store later is in the restored library.
    """

    def counted_on() -> None:
        backup.copied(target, aside)
        _count_on(copy, aside)

    backup.poured(copy, target, counted_on)


def _count_on(copy: Path, aside: Path) -> None:
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
