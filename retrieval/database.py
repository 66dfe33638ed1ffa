"""The connection to the truth: reading sees one moment, writing is one transaction, faults are told in Vietnamese."""

from __future__ import annotations

import os
import sqlite3
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from sqlalchemy import Connection, Engine, create_engine, event
from sqlalchemy.exc import ArgumentError, DBAPIError
from sqlalchemy.pool import QueuePool

from plans.errors import BadSettings, LibraryBusy, LibraryDamaged, PlanError
from retrieval.settings import Settings

FILE = "library.db"
_ALONE = {"isolation_level": "AUTOCOMMIT", "begin": ""}  # outside any transaction

_WRITERS = 7_155_201_871  # the number of the lock that every writer takes on a server
_SCHEMES = ("postgresql://", "postgres://")
_FAULTS: tuple[tuple[str, type[PlanError], str], ...] = (
    (
        "locked",
        LibraryBusy,
        "Thư viện đang bận: một tiến trình khác đang ghi. Hãy đợi tiến trình đó xong rồi chạy lại.",
    ),
    (
        "lock timeout",
        LibraryBusy,
        "Thư viện đang bận: một tiến trình khác đang ghi. Hãy đợi tiến trình đó xong rồi chạy lại.",
    ),
    (
        "connection",
        LibraryDamaged,
        "Không nối được tới cơ sở dữ liệu ở {place}. Hãy kiểm tra máy chủ, địa chỉ và mật khẩu rồi chạy lại.",
    ),
    ("readonly", LibraryDamaged, "Không ghi được vào thư viện {place}: chỉ đọc được. Hãy cấp quyền ghi cho thư mục."),
    ("full", LibraryDamaged, "Không ghi được vào thư viện {place}: hết chỗ trên đĩa. Hãy giải phóng đĩa rồi chạy lại."),
    (
        "disk i/o",
        LibraryDamaged,
        "Không đọc hoặc ghi được thư viện {place}: lỗi đĩa hoặc hết chỗ. Hãy kiểm tra đĩa rồi chạy lại.",
    ),
    (
        "unable to open",
        LibraryDamaged,
        "Không mở được thư viện {place}. Hãy kiểm tra quyền của thư mục và biến KEHOACH_HOME.",
    ),
    (
        "not a database",
        LibraryDamaged,
        "{place} không phải là tệp thư viện. Hãy khôi phục từ bản sao lưu, hoặc chuyển tệp đi và nạp lại các kế hoạch.",
    ),
    (
        "malformed",
        LibraryDamaged,
        "Tệp thư viện {place} đã hỏng. Hãy khôi phục từ bản sao lưu, hoặc chuyển tệp đi và nạp lại các kế hoạch.",
    ),
)


class Database:
    """SQLite in `KEHOACH_HOME`, or the database of `KEHOACH_DATABASE_URL`."""

    def __init__(self, settings: Settings, patience: float = 10.0) -> None:
        """Prepare the connection, waiting at most `patience` seconds for another writer; nothing is read yet."""
        path = settings.home / FILE
        self._writers = threading.Lock()  # threads queue here; SQLite would let some of them starve
        self._place = "KEHOACH_DATABASE_URL" if settings.database_url else str(path)
        self._engine = _server(settings.database_url, patience) if settings.database_url else _sqlite(path, patience)
        # SQLite always reads one moment; a server has to be asked to.
        self._reading = {} if self._engine.dialect.name == "sqlite" else {"isolation_level": "REPEATABLE READ"}

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that sees one moment of the library."""
        with self._told(), self._engine.connect().execution_options(**self._reading) as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is committed as a whole or not at all."""
        with self._writers, self._told(), self._engine.connect() as connection:
            connection.execution_options(begin="BEGIN IMMEDIATE")
            with connection.begin():
                if self._engine.dialect.name == "postgresql":  # one writer at a time, as SQLite has it
                    connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({_WRITERS})")
                yield connection

    @contextmanager
    def creating(self) -> Iterator[Connection]:
        """Open a transaction in a new database, set once and for all to let readers go on while one writes."""
        if self._engine.dialect.name == "sqlite":
            with self._told(), self._engine.connect().execution_options(begin="") as connection:
                connection.exec_driver_sql("PRAGMA journal_mode=WAL")
        with self.writing() as connection:
            yield connection

    def close(self) -> None:
        """Close every connection."""
        self._engine.dispose()

    def vacuum(self) -> None:
        """Give the room of what was removed back to the disk; others may go on reading."""
        with self._writers, self._told(), self._engine.connect().execution_options(**_ALONE) as connection:
            connection.exec_driver_sql("VACUUM")
            if self._engine.dialect.name == "sqlite":
                connection.exec_driver_sql("PRAGMA wal_checkpoint(TRUNCATE)")

    def unsound(self) -> str | None:
        """Return what the database says is wrong with its own file, if anything."""
        if self._engine.dialect.name != "sqlite":
            return None
        with self.reading() as connection:
            found = " ".join(str(connection.exec_driver_sql("PRAGMA quick_check(1)").scalar()).split())
            if found != "ok":
                return found
            orphans = connection.exec_driver_sql("PRAGMA foreign_key_check").fetchall()
        return f"{len(orphans)} dòng mồ côi" if orphans else None

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except DBAPIError as error:
            raise fault(str(error.orig), self._place) from error


def fault(said: str, place: str) -> PlanError:
    """Return what a person is told when the database at `place` says `said`."""
    unknown = ("", LibraryDamaged, "Không dùng được thư viện {place}: " + said.replace("{", "(").replace("}", ")"))
    _, kind, message = next((fault for fault in _FAULTS if fault[0] in said.lower()), unknown)
    return kind(message.format(place=place))


def connect(path: Path, patience: float) -> sqlite3.Connection:
    """Open a SQLite file of ours; nothing is read yet."""
    return sqlite3.connect(_address(path), timeout=patience, uri=True, check_same_thread=False)


def _server(url: str, patience: float) -> Engine:
    try:
        if url.startswith(_SCHEMES):
            address = f"postgresql+psycopg://{url.partition('://')[2]}"
            waits = {"connect_timeout": 10, "options": f"-c lock_timeout={max(1, round(patience * 1000))}"}
            return create_engine(address, pool_pre_ping=True, connect_args=waits)
        engine = create_engine(url)
    except (ArgumentError, ModuleNotFoundError) as error:
        raise BadSettings(
            "KEHOACH_DATABASE_URL không dùng được: sai dạng, hoặc chưa cài trình điều khiển của cơ sở dữ liệu này."
        ) from error
    return _prepared(engine) if engine.dialect.name == "sqlite" else engine


def _sqlite(path: Path, patience: float) -> Engine:
    return _prepared(create_engine("sqlite://", creator=lambda: connect(path, patience), poolclass=QueuePool))


def _address(path: Path) -> str:
    address = path.absolute().as_uri()
    if os.access(path.parent, os.W_OK):
        return address
    pending = path.with_name(f"{path.name}-wal")
    # A database at rest in a folder that cannot be written can only be read as one that never changes.
    return address + ("?mode=ro" if pending.exists() and pending.stat().st_size else "?immutable=1")


def _prepared(engine: Engine) -> Engine:
    @event.listens_for(engine, "connect")
    def prepare(connection: sqlite3.Connection, _: object) -> None:
        connection.isolation_level = None  # the driver must not open transactions of its own
        connection.execute("PRAGMA foreign_keys=ON")
        connection.execute("PRAGMA synchronous=FULL")

    @event.listens_for(engine, "begin")
    def begin(connection: Connection) -> None:
        if statement := connection.get_execution_options().get("begin", "BEGIN"):
            connection.exec_driver_sql(statement)

    return engine
