"""The library as it is now, after the moment seen last: versions stored since are joined to it, at their own cost."""

from __future__ import annotations

from operator import attrgetter
from typing import TYPE_CHECKING

from retrieval import records, versions
from retrieval.database import Database
from retrieval.shelf import Shelf
from retrieval.snapshot import Snapshot

if TYPE_CHECKING:
    from sqlalchemy import Connection


class Moments:
    """Takes one moment after another; the caller sees to it that no two threads do so at once."""

    def __init__(self, database: Database, shelf: Shelf) -> None:
        """Remember where the versions are and where plans are read."""
        self._database = database
        self._shelf = shelf
        self._newest = 0  # the version that was the last one stored at the moment taken last

    def after(self, seen: Snapshot) -> Snapshot | None:
        """Return the library of now, `None` when nothing was changed since `seen`, the moment taken last."""
        with self._database.reading() as connection:
            generation = versions.generation(connection)
            if generation == seen.generation:
                return None
            if seen.generation >= 0 and (joined := self._joined(connection, generation, seen)):
                return joined
            self._newest = versions.newest(connection)
            ids = versions.active(connection)
            fresh = records.entries(connection, [version_id for version_id in ids if version_id not in seen.by_version])
            known = seen.by_version | {entry.version_id: entry for entry in fresh}
            return Snapshot.of(generation, [known[version_id] for version_id in ids], self._shelf)

    def _joined(self, connection: Connection, generation: int, seen: Snapshot) -> Snapshot | None:
        """Return `seen` with what was stored since, where that is all that happened: each storing is one change.

        A restored library counts on from other numbers, so what is active is compared too, by its number and sum.
        """
        stored = versions.since(connection, self._newest)
        if len(stored) != generation - seen.generation:
            return None
        entries = sorted(records.entries(connection, stored), key=attrgetter("version_id"))
        joined = seen.joined(generation, entries)
        if versions.tally(connection) != (len(joined.held), sum(joined.by_version)):
            return None
        self._newest = stored[-1]
        return joined
