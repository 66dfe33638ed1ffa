"""The indexes of a library, lexical and dense: made from SQL, followed through every change, never the truth."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import cached_property
from typing import TYPE_CHECKING

from plans.errors import LibraryBusy, LibraryDamaged, PlanError
from retrieval.database import Database
from retrieval.settings import Settings
from retrieval.snapshot import Snapshot

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.dense import Dense
    from retrieval.embeddings import Embedder
    from retrieval.lexical import Lexical
    from retrieval.lexical_store import Heard

Tell = Callable[[str], object]


def _unheard(done: int, total: int) -> None:
    """Tell nobody."""


class Indexes:
    """What finds passages; nothing is imported, opened or locked before it is first needed."""

    def __init__(self, settings: Settings, identity: str, database: Database, tell: Tell, patience: float) -> None:
        """Remember where things are; `patience` is how many seconds the owner of the vectors is waited for."""
        self._settings = settings
        self._identity = identity
        self._database = database
        self._tell = tell
        self._patience = patience
        self._lock = threading.RLock()
        self._lexical: tuple[Snapshot, Lexical] | None = None

    @cached_property
    def embedder(self) -> Embedder:
        """The model that makes the vectors."""
        from retrieval.embeddings import open_embeddings

        return open_embeddings(self._settings)

    def lexical(self, snapshot: Snapshot, heard: Heard = _unheard) -> Lexical:
        """Return the lexical index over `snapshot.passages`, all of the library, kept in memory, read or built.

        While it is built `heard` is told how many versions of how many are done.
        """
        with self._lock:
            if self._lexical is None or self._lexical[0].generation != snapshot.generation:
                self._lexical = snapshot, self._opened(snapshot, keep=True, heard=heard)
            return self._lexical[1]

    def lexical_part(self, seen: Snapshot, every: Snapshot) -> Lexical:
        """Return the index over the passages of `seen`, some of those of `every`, whose counts are of these alone."""
        with self._lock:
            self.lexical(every)
            return self._opened(seen, keep=False)

    def _opened(self, snapshot: Snapshot, keep: bool, heard: Heard = _unheard) -> Lexical:
        from retrieval.lexical_store import open_lexical

        wanted = [(entry.version_id, entry.size) for entry in snapshot.held]
        return open_lexical(self._settings.home, self._identity, wanted, snapshot.indexed, keep, heard)

    def nearest(
        self, query: str | NDArray[np.float32], limit: int, current: Snapshot, within: Snapshot
    ) -> list[tuple[int, float]]:
        """Return up to `limit` places in `within.passages` and their cosines, best first.

        Nothing, and a notice, when the vectors cannot be used.
        """
        try:
            vector = self.embedder.embed([query])[0] if isinstance(query, str) else query
            with self._lock:
                self._dense.follow(current)
                return self._dense.nearest(vector, limit, within)
        except PlanError as error:
            self._tell(f"{error} Đang tìm chỉ bằng từ khóa.")
            return []

    def changed(self, snapshot: Snapshot) -> str:
        """Bring the vectors in step after a change of one's own; return what kept them behind, if anything did."""
        try:
            self._dense.make(snapshot)  # not under the lock: a model on a server may take long
            with self._lock:
                self._dense.follow(snapshot)
        except LibraryBusy as error:
            return f"Thay đổi đã được lưu. {error} Tiến trình đó sẽ tự cập nhật."
        except LibraryDamaged as error:
            return f"Thay đổi đã được lưu, nhưng chỉ mục chưa theo kịp. {error}"
        return ""

    def noticed(self, snapshot: Snapshot) -> None:
        """Bring the vectors in step after a change of any process, if this is the process that owns them."""
        with self._lock:
            if "_dense" not in self.__dict__ or not self._dense.opened:
                return
            try:
                self._dense.follow(snapshot)
            except LibraryDamaged as error:
                self._tell(str(error))

    def problems(self, snapshot: Snapshot) -> Iterator[str]:
        """Check the vectors, mend what can be mended and yield the rest, in Vietnamese."""
        with self._lock:
            yield from self._dense.problems(snapshot)

    def rebuild(self, snapshot: Snapshot) -> None:
        """Make both indexes again."""
        from retrieval.lexical_store import forget

        with self._lock:
            forget(self._settings.home)
            self._lexical = None
            self.lexical(snapshot)
            self._dense.rebuild(snapshot)

    def close(self) -> None:
        """Let other processes have the vectors."""
        if "_dense" in self.__dict__:
            self._dense.close()

    @cached_property
    def _dense(self) -> Dense:
        from retrieval.dense import Dense

        return Dense(self._settings, self._identity, self._database, self.embedder, self._tell, self._patience)
