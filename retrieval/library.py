"""The library of plans: SQL is the truth, the lexical index and Chroma are made from it."""

from __future__ import annotations

import threading
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from dataclasses import replace as renamed
from pathlib import Path
from typing import TYPE_CHECKING, Final, Literal, Self

from plans.errors import LibraryDamaged, PlanError
from plans.model import Passage, Plan
from retrieval import audience as access
from retrieval import migrations, records, versions
from retrieval.arrivals import Arrivals
from retrieval.audience import Audience, Visible
from retrieval.database import Database
from retrieval.indexes import Indexes, Tell
from retrieval.moments import Moments
from retrieval.settings import Settings
from retrieval.shelf import Shelf
from retrieval.snapshot import Snapshot, StoredPassage
from retrieval.versions import Version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sqlalchemy import Connection

    from retrieval.embeddings import Embedder
    from retrieval.lexical import Lexical
    from retrieval.lexical_store import Heard

_OWNER_PATIENCE: Final = 1.0


@dataclass(frozen=True)
class Added:
    """What `Library.add` did; `notice` says in Vietnamese which index is still to follow, if any."""

    plan_id: str
    version: int
    outcome: Literal["added", "unchanged", "new_version"]
    notice: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong with the library, in Vietnamese, and what to do about it.

    `kind` is "damaged" (SQL), "vectors", or the kind of the error that kept the check from going on.
    """

    kind: str
    message: str


class Library:
    """All plans, one active version each, for any number of threads and processes."""

    def __init__(self, database: Database, indexes: Indexes, tell: Tell) -> None:
        """Keep what `open` prepared."""
        self._database = database
        self._indexes = indexes
        self._tell = tell
        self._lock = threading.RLock()
        self._shelf = Shelf(database)
        self._moments = Moments(database, self._shelf)
        self._snapshot = Snapshot(-1, (), self._shelf)

    @classmethod
    def open(cls, settings: Settings, tell: Tell | None = None, patience: float = 10.0) -> Self:
        """Open the library of `settings`, made first if there is none.

        `tell` gets Vietnamese notices of long work; `patience` is how many seconds another writer is waited for.
        """
        _make_folder(settings.home)
        database = Database(settings, patience)
        name = migrations.prepared(database, tell or _silent)
        indexes = Indexes(settings, name, database, tell or _silent, min(patience, _OWNER_PATIENCE))
        return cls(database, indexes, tell or _silent)

    def __enter__(self) -> Self:
        """Use the library for the time of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it at the end of the block."""
        self.close()

    def close(self) -> None:
        """Close files and let other processes have the vectors."""
        self._indexes.close()
        self._database.close()

    @property
    def generation(self) -> int:
        """The number of changes ever made to the library, by any process."""
        with self._database.reading() as connection:
            return versions.generation(connection)

    def snapshot(self) -> Snapshot:
        """Return the library as it is now; what it holds stays, whatever anybody adds or removes."""
        with self._lock:
            if fresh := self._moments.after(self._snapshot):
                self._snapshot = fresh
                self._indexes.noticed(fresh)
            return self._snapshot

    def visible(self, audience: Audience | None = None) -> Visible:
        """Return one moment of the library as `audience` sees it; `None` sees everything."""
        if audience is None:
            return Visible(self, self.snapshot(), True)
        while True:
            with self._database.reading() as connection:
                generation, ids = versions.generation(connection), set(access.seen_by(connection, audience))
            snapshot = self.snapshot()
            if snapshot.generation == generation:
                held = tuple(stored for stored in snapshot.held if stored.version_id in ids)
                whole = len(held) == len(snapshot.held)
                return Visible(self, snapshot if whole else Snapshot(generation, held, self._shelf), whole)

    def restrict(self, plan_id: str, groups: Iterable[str]) -> None:
        """Let only these groups see the plan with this id, whether it is held yet or not."""
        with self._database.writing() as connection:
            access.restrict(connection, plan_id, groups)

    def groups_of(self, plan_id: str) -> tuple[str, ...]:
        """Return the groups that may see a plan."""
        with self._database.reading() as connection:
            return access.groups_of(connection, plan_id)

    def plans(self, audience: Audience | None = None) -> tuple[Plan, ...]:
        """Return the active versions in the order of province, year and number; only what `audience` may see."""
        return self.visible(audience).plans()

    def passages(self) -> tuple[StoredPassage, ...]:
        """Return the passages of the active versions, in the order of `plans` and of their texts."""
        return self.snapshot().passages

    def plan(self, plan_id: str) -> Plan:
        """Return the plan with this id; raise `UnknownPlan` when there is none."""
        return self.snapshot().plan(plan_id)

    def find(self, name: str) -> Plan:
        """Return the one plan whose number or id is or contains `name`; raise `UnknownPlan` naming the candidates."""
        return self.snapshot().find(name)

    def versions(self, plan_id: str) -> tuple[Version, ...]:
        """Return every stored version of a plan, oldest first."""
        with self._database.reading() as connection:
            return versions.history(connection, plan_id)

    @property
    def arrivals(self) -> Arrivals:
        """What is asked before a plan is stored: known files, corrections, plans of the same name."""
        return Arrivals(self._database)

    def go_back(self, plan_id: str, number: int) -> None:
        """Make a stored version of a plan the active one; raise `UnknownPlan` when there is no such version."""
        with self._database.writing() as connection:
            versions.activate(connection, plan_id, number)
        if notice := self._indexes.changed(self.snapshot()):
            self._tell(notice)

    @property
    def lexical(self) -> Lexical:
        """The lexical index over `passages()`."""
        return self.lexical_of(self.snapshot())

    def index(self, heard: Heard) -> None:
        """Make what is missing of the lexical index; `heard` is told how many versions of how many are done."""
        self._indexes.lexical(self.snapshot(), heard)

    def lexical_of(self, snapshot: Snapshot) -> Lexical:
        """Return the lexical index over `snapshot.passages`."""
        return self._indexes.lexical(snapshot)

    def lexical_part(self, seen: Snapshot) -> Lexical:
        """Return the lexical index over the passages of `seen`, a part of the library."""
        return self._indexes.lexical_part(seen, self.snapshot())

    @property
    def embedder(self) -> Embedder:
        """The model that makes the vectors; with a weight of 0 `nearest` adds nothing to `lexical`."""
        return self._indexes.embedder

    def nearest(
        self, query: str | NDArray[np.float32], limit: int, within: Snapshot | None = None
    ) -> list[tuple[int, float]]:
        """Return up to `limit` places in `passages()` (or `within.passages`) and their cosines, best first.

        Returns nothing, and tells so, when the vectors cannot be used: another process owns them, the model cannot be
        reached, the disk is full. The lexical index goes on.
        """
        current = self.snapshot()
        return self._indexes.nearest(query, limit, current, within or current)

    def add(self, plan: Plan, passages: Sequence[Passage], *, replace: bool = False) -> Added:
        """Store `plan` as the active version of its id; the same plan again changes nothing unless `replace`.

        A text that a better parser reads differently is a new version too. When this returns the plan is on disk and
        every reader sees it.
        """
        return self.add_all([(plan, passages)], replace=replace)[0]

    def add_all(self, plans: Sequence[tuple[Plan, Sequence[Passage]]], *, replace: bool = False) -> tuple[Added, ...]:
        """Store several plans as `add` does, all in one transaction: the indexes follow once, not once for each."""
        same = [not replace and self._reads_alike(*pair) for pair in plans]
        held = [(alike and self._unchanged(plan)) or 0 for (plan, _), alike in zip(plans, same, strict=True)]
        if all(held):
            return tuple(Added(plan.id, n, "unchanged") for (plan, _), n in zip(plans, held, strict=True))
        with self._database.writing() as connection:
            stored = [_stored(connection, *pair, alike) for pair, alike in zip(plans, same, strict=True)]
        if all(one.outcome == "unchanged" for one in stored):  # stored by another just now
            return tuple(stored)
        notice = self._indexes.changed(self.snapshot())
        return tuple(one if one.outcome == "unchanged" else renamed(one, notice=notice) for one in stored)

    def remove(self, name: str) -> Plan:
        """Remove the plan that `find` finds, with all its versions, and return it."""
        plan = self.find(name)
        with self._database.writing() as connection:
            versions.remove(connection, plan.id)
        if notice := self._indexes.changed(self.snapshot()):
            self._tell(notice)
        return plan

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong; what can be mended without loss is mended on the way."""
        return tuple(self._problems())

    def rebuild(self) -> None:
        """Make the lexical index and the vectors again from SQL."""
        self._indexes.rebuild(self.snapshot())

    def counts(self) -> dict[str, int]:
        """Return the number of rows of each table."""
        with self._database.reading() as connection:
            return versions.counts(connection)

    def vacuum(self) -> None:
        """Give the room of removed plans back to the disk."""
        self._database.vacuum()

    def _reads_alike(self, plan: Plan, passages: Sequence[Passage]) -> bool:
        """Say whether what is held under this id was read just as `plan`, wherever its file was called."""
        entry = self.snapshot().entry(plan.id)
        if entry is None:
            return True  # not seen here yet: its text decides
        with self._database.reading() as connection:
            held = next(records.load(connection, [entry.version_id]), None)
        return held is None or (renamed(held.plan, file=plan.file) == plan and held.passages == tuple(passages))

    def _unchanged(self, plan: Plan) -> int | None:
        with self._database.reading() as connection:
            return versions.unchanged(connection, plan)

    def _problems(self) -> Iterator[Problem]:
        if said := self._database.unsound():
            yield Problem("damaged", f"Tệp thư viện hỏng ({said}). Hãy khôi phục từ bản sao lưu.")
            return
        snapshot = self.snapshot()
        with self._database.reading() as connection:
            altered = versions.altered(connection, snapshot.unread)
        if altered:
            names = ", ".join(plan.name for plan in altered[:5])
            told = f"Văn bản của {len(altered)} kế hoạch không còn như lúc nạp ({names}). "
            yield Problem("damaged", told + "Hãy nạp lại các tệp ấy, hoặc khôi phục từ bản sao lưu.")
        try:
            for message in self._indexes.problems(snapshot):
                yield Problem("vectors", message)
        except PlanError as error:
            yield Problem(error.kind, str(error))


def _stored(connection: Connection, plan: Plan, passages: Sequence[Passage], alike: bool) -> Added:
    if alike and (number := versions.unchanged(connection, plan)):
        return Added(plan.id, number, "unchanged")
    number = versions.store(connection, plan, passages)
    return Added(plan.id, number, "new_version" if number > 1 else "added")


def _silent(notice: str) -> None:
    """Say nothing."""


def _make_folder(home: Path) -> None:
    if home.is_file():
        raise LibraryDamaged(f"{home} là một tệp, không phải thư mục. Hãy đặt KEHOACH_HOME là một thư mục.")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryDamaged(f"Không tạo được thư mục {home} ({error.strerror}). Hãy sửa KEHOACH_HOME.") from error
