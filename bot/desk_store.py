"""The desk's part of the database: opened beside the library's, its tables made when they are first needed."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import Self

from sqlalchemy import Connection, delete, insert, select

from bot import desk_schema as schema
from bot.replicas import own_name
from retrieval.database import Database
from retrieval.settings import Settings

Clock = Callable[[], float]


@dataclass(frozen=True)
class Store:
    """Transactions on the desk's tables, the clock that dates what is written, and the name of who writes."""

    database: Database
    clock: Clock = time.time
    replica: str = ""

    @classmethod
    def open(cls, settings: Settings, clock: Clock = time.time, patience: float = 10.0) -> Self:
        """Open the database of `settings`, making missing tables; writers wait `patience` seconds for one another."""
        settings.home.mkdir(parents=True, exist_ok=True)
        database = Database(settings, patience)
        with database.creating() as connection:
            schema.desk.create_all(connection)
        return cls(database, clock, own_name(settings.home))

    def close(self) -> None:
        """Close every connection."""
        self.database.close()

    @contextmanager
    def reading(self) -> Iterator[Connection]:
        """Open a connection that sees one moment."""
        with self.database.reading() as connection:
            yield connection

    @contextmanager
    def writing(self) -> Iterator[Connection]:
        """Open a transaction that is committed as a whole or not at all."""
        with self.database.writing() as connection:
            yield connection

    def setting(self, name: str, default: int) -> int:
        """Return a number an admin has set, or the default."""
        with self.reading() as connection:
            found = connection.scalar(select(schema.setting.c.value).where(schema.setting.c.name == name))
        return default if found is None else int(found)

    def set(self, name: str, value: int) -> None:
        """Keep a number an admin sets."""
        with self.writing() as connection:
            connection.execute(delete(schema.setting).where(schema.setting.c.name == name))
            connection.execute(insert(schema.setting).values(name=name, value=str(value)))
