"""The library of plans: SQL is the truth, the lexical index and Chroma are made from it."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Literal, Self

from plans.errors import LibraryBusy, LibraryDamaged, PlanError
from plans.model import Passage, Plan
from retrieval import records, versions
from retrieval.database import Database
from retrieval.settings import Settings
from retrieval.snapshot import Snapshot, StoredPassage
from retrieval.versions import Version

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.dense import Dense
    from retrieval.embeddings import Embedder
    from retrieval.lexical import Lexical

Tell = Callable[[str], object]


@dataclass(frozen=True)
class Added:
    """What `Library.add` did; `notice` says in Vietnamese which index is still to follow, if any."""

    plan_id: str
    version: int
    outcome: Literal["added", "unchanged", "new_version"]
    notice: str = ""


@dataclass(frozen=True)
class Problem:
    """Something wrong with the library, in Vietnamese."""

    kind: str
    message: str


class Library:
    """All plans, one active version each, for any number of threads and processes."""

    def __init__(self, settings: Settings, database: Database, identity: str, tell: Tell, patience: float) -> None:
        """Keep what `open` prepared."""
        self._settings = settings
        self._database = database
        self._identity = identity
        self._tell = tell
        self._patience = patience
        self._lock = threading.RLock()
        self._snapshot = Snapshot(-1, ())
        self._lexical: tuple[int, Lexical] | None = None

    @classmethod
    def open(cls, settings: Settings, tell: Tell | None = None, patience: float = 10.0) -> Self:
        """Open the library of `settings`, made first if there is none.

        `tell` gets Vietnamese notices of long work; `patience` is how many seconds another writer is waited for.
        """
        _make_folder(settings.home)
        database = Database(settings, patience)
        with database.reading() as connection:
            identity = versions.identity(connection)
        if identity is None:
            with database.creating() as connection:
                identity = versions.create(connection)
        return cls(settings, database, identity, tell or _silent, patience)

    def __enter__(self) -> Self:
        """Use the library for the time of a block."""
        return self

    def __exit__(self, *_: object) -> None:
        """Close it at the end of the block."""
        self.close()

    def close(self) -> None:
        """Close files and let other processes have the vectors."""
        if "_dense" in self.__dict__:
            self._dense.close()
        self._database.close()

    @property
    def generation(self) -> int:
        """The number of changes ever made to the library, by any process."""
        with self._database.reading() as connection:
            return versions.generation(connection)

    def snapshot(self) -> Snapshot:
        """Return the library as it is now; what it holds stays, whatever anybody adds or removes."""
        with self._lock:
            if fresh := self._fresh():
                self._snapshot = fresh
                if "_dense" in self.__dict__ and self._dense.opened:
                    self._tell_if(self._followed(fresh))
            return self._snapshot

    def plans(self) -> tuple[Plan, ...]:
        """Return the active versions in the order of province, year and number."""
        return self.snapshot().plans

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
    def lexical(self) -> Lexical:
        """The lexical index over `passages()`."""
        return self.lexical_of(self.snapshot())

    def lexical_of(self, snapshot: Snapshot) -> Lexical:
        """Return the lexical index over `snapshot.passages`, read from disk or built when the library has changed."""
        from retrieval.lexical_store import open_lexical

        with self._lock:
            if self._lexical is None or self._lexical[0] != snapshot.generation:
                tag = f"{self._identity}-{snapshot.generation}"
                self._lexical = snapshot.generation, open_lexical(self._settings.home, tag, snapshot.texts)
            return self._lexical[1]

    @cached_property
    def embedder(self) -> Embedder:
        """The model that makes the vectors; with a weight of 0 `nearest` adds nothing to `lexical`."""
        from retrieval.embeddings import open_embeddings

        return open_embeddings(self._settings)

    def nearest(
        self, query: str | NDArray[np.float32], limit: int, within: Snapshot | None = None
    ) -> list[tuple[int, float]]:
        """Return up to `limit` places in `passages()` (or `within.passages`) and their cosines, best first.

        Returns nothing, and tells so, when the vectors cannot be used: another process owns them, the model cannot be
        reached, the disk is full. The lexical index goes on.
        """
        try:
            vector = self.embedder.embed([query])[0] if isinstance(query, str) else query
            with self._lock:
                snapshot = self.snapshot()
                self._dense.follow(snapshot)
                return self._dense.nearest(vector, limit, within or snapshot)
        except PlanError as error:
            self._tell(f"{error} Đang tìm chỉ bằng từ khóa.")
            return []

    def add(self, plan: Plan, passages: Sequence[Passage], *, replace: bool = False) -> Added:
        """Store `plan` as the active version of its id; the same text again changes nothing unless `replace`.

        When this returns the plan is on disk and every reader sees it.
        """
        if not replace and (number := self._unchanged(plan)):
            return Added(plan.id, number, "unchanged")
        with self._database.writing() as connection:
            number = versions.store(connection, plan, passages)
        notice = self._make_vectors()
        return Added(plan.id, number, "new_version" if number > 1 else "added", notice)

    def remove(self, name: str) -> Plan:
        """Remove the plan that `find` finds, with all its versions, and return it."""
        plan = self.find(name)
        with self._database.writing() as connection:
            versions.remove(connection, plan.id)
        self._tell_if(self._make_vectors())
        return plan

    def check(self) -> tuple[Problem, ...]:
        """Return what is wrong; what can be mended without loss is mended on the way."""
        return tuple(self._problems())

    def rebuild(self) -> None:
        """Make the lexical index and the vectors again from SQL."""
        from retrieval.lexical_store import forget

        with self._lock:
            snapshot = self.snapshot()
            forget(self._settings.home)
            self._lexical = None
            self.lexical_of(snapshot)
            self._dense.rebuild(snapshot)

    @cached_property
    def _dense(self) -> Dense:
        from retrieval.dense import Dense

        return Dense(
            self._settings, self._identity, self._database, self.embedder, self._tell, min(self._patience, 1.0)
        )

    def _fresh(self) -> Snapshot | None:
        with self._database.reading() as connection:
            generation = versions.generation(connection)
            if generation == self._snapshot.generation:
                return None
            known = {stored.version_id: stored for stored in self._snapshot.held}
            ids = versions.active(connection)
            loaded = records.load(connection, [version_id for version_id in ids if version_id not in known])
            known |= {stored.version_id: stored for stored in loaded}
            return Snapshot.of(generation, [known[version_id] for version_id in ids])

    def _unchanged(self, plan: Plan) -> int | None:
        with self._database.reading() as connection:
            number, digest = versions.current(connection, plan.id) or (None, None)
        return number if digest == versions.digest(plan) else None

    def _make_vectors(self) -> str:
        snapshot = self.snapshot()
        try:
            self._dense.make(snapshot)  # outside the lock: a model on a server may take long
        except PlanError as error:
            return f"Thay đổi đã được lưu, nhưng chưa lưu được véc-tơ. {error}"
        with self._lock:
            return self._followed(snapshot)

    def _followed(self, snapshot: Snapshot) -> str:
        try:
            self._dense.follow(snapshot)
        except LibraryBusy as error:
            return f"Thay đổi đã được lưu. {error} Tiến trình đó sẽ tự cập nhật."
        except LibraryDamaged as error:
            return str(error)
        return ""

    def _tell_if(self, notice: str) -> None:
        if notice:
            self._tell(notice)

    def _problems(self) -> Iterator[Problem]:
        if said := self._database.unsound():
            yield Problem("damaged", f"Tệp thư viện hỏng: {said}. Hãy khôi phục từ bản sao lưu.")
            return
        snapshot = self.snapshot()
        try:
            for message in self._dense.problems(snapshot):
                yield Problem("vectors", message)
        except PlanError as error:
            yield Problem(error.kind, str(error))


def _silent(notice: str) -> None:
    """Say nothing."""


def _make_folder(home: Path) -> None:
    if home.is_file():
        raise LibraryDamaged(f"{home} là một tệp, không phải thư mục. Hãy đặt KEHOACH_HOME là một thư mục.")
    try:
        home.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryDamaged(f"Không tạo được thư mục {home} ({error.strerror}). Hãy sửa KEHOACH_HOME.") from error
