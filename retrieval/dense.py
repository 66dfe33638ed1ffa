"""The vectors of the library kept in step with SQL: what is missing is made, what is stale is dropped."""

from __future__ import annotations

import hashlib
import time
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager, suppress
from itertools import chain
from typing import TYPE_CHECKING, Final

from plans.errors import LibraryDamaged
from retrieval import stored_vectors
from retrieval.database import Database
from retrieval.embeddings import Embedder, EmbeddingFailed
from retrieval.owner import Owner
from retrieval.records import pair
from retrieval.settings import Settings
from retrieval.snapshot import Snapshot
from retrieval.statements import indexed_text
from retrieval.vectors import Row, Vectors, discard, sound_files

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

OVERFETCH: Final = 100  # rows of old versions among the nearest are passed over
_AT_ONCE: Final = 256
_REST: Final = 60.0  # seconds after a rebuilding that failed: a full disk must not cost every question one
_SAMPLE: Final = 64
_LOOKS: Final = 8  # plans the sample is taken of: each may be in a collection of its own, which is read into memory
_TOLERATED: Final = 32  # of so many sampled rows one may be missed: the search is approximate


class Dense:
    """The nearest passages to a vector; Chroma is opened, and its lock taken, only when first needed."""

    def __init__(
        self,
        settings: Settings,
        library: str,
        database: Database,
        embedder: Embedder,
        tell: Callable[[str], object],
        patience: float = 1.0,
    ) -> None:
        """Remember where things are; `tell` gets Vietnamese notices of long work and of what could not be done."""
        self._settings = settings
        self._name = f"{library[:12]}-{hashlib.sha256(embedder.tag.encode()).hexdigest()[:12]}"
        self._database = database
        self._embedder = embedder
        self._tell = tell
        self._owner: Owner | None = None
        self._vectors: Vectors | None = None
        self._patience = patience
        self._complete: set[int] = set()  # versions whose vectors are known to be in SQL
        self._resume = 0.0  # no rebuilding before this moment
        self._followed: Snapshot | None = None  # the moment that Chroma was last brought in step with
        self._lacking: set[int] = set()  # those of them of which it has not every vector
        self._reached = (-1, False)  # the generation Chroma is at, and whether it has every vector of it

    @property
    def opened(self) -> bool:
        """Say whether this process owns the vectors."""
        return self._vectors is not None

    def nearest(self, vector: NDArray[np.float32], limit: int, within: Snapshot) -> list[tuple[int, float]]:
        """Return up to `limit` places in `within.passages` and their cosines, best first."""
        with self._trusting():
            found = self._open(within).nearest(vector, limit + OVERFETCH)
        located = ((within.place_of(key), score) for key, score in found)
        places = [(place, score) for place, score in located if place is not None]
        return sorted(places, key=lambda place: (-place[1], place[0]))[:limit]

    def make(self, snapshot: Snapshot) -> None:
        """Make the vectors that SQL lacks, as far as the model can be reached; Chroma is left alone."""
        missing = self._missing(snapshot)
        for done, batch in enumerate(_batches(missing)):
            if missing[_AT_ONCE:]:
                self._tell(f"Đang tính véc-tơ bằng {self._embedder.tag}: {done * _AT_ONCE}/{len(missing)} đoạn…")
            try:
                made = self._embedder.embed([indexed_text(*place) for place in snapshot.located(batch)])
            except EmbeddingFailed as error:
                self._tell(f"{error} Vẫn tìm được bằng từ khóa; khi có mạng, chạy “kehoach doctor” để tính nốt.")
                return
            with self._database.writing() as connection:
                stored_vectors.write(connection, self._embedder.tag, dict(zip(map(pair, batch), made, strict=True)))
        self._complete = set(snapshot.by_version)

    def follow(self, snapshot: Snapshot) -> None:
        """Bring Chroma in step with SQL: new rows first, then the stale ones go."""
        if self._reached < (snapshot.generation, True):  # never back to an older moment
            with self._trusting():
                complete = self._step(self._open(snapshot), snapshot)
            self._reached = snapshot.generation, complete
            self._resume = 0.0

    def problems(self, snapshot: Snapshot) -> Iterator[str]:
        """Check the vectors anew, mend what can be mended and yield what cannot, in Vietnamese."""
        self._shut()
        self._resume = 0.0
        with self._database.writing() as connection:
            stored_vectors.drop_cut(connection, self._embedder.tag)
        self._complete.clear()
        try:
            self.follow(snapshot)
        except LibraryDamaged:
            self.rebuild(snapshot)
        vectors = self._open(snapshot)
        if lacking := len(set(snapshot.keys) - vectors.keys):
            yield f"{lacking} đoạn chưa có véc-tơ. Hãy chạy lại “kehoach doctor” khi nối được tới mô hình véc-tơ."
        if lost := self._lost(vectors, snapshot):
            yield f"{lost} véc-tơ có lưu mà không tìm thấy. Hãy kiểm tra đĩa rồi chạy lại “kehoach doctor”."

    def rebuild(self, snapshot: Snapshot) -> None:
        """Throw the index away and make it again from SQL."""
        self._take()
        self._shut()
        self.make(snapshot)
        self._vectors = self._anew()
        self.follow(snapshot)

    def close(self) -> None:
        """Close Chroma and let the next process have it."""
        self._shut()
        if self._owner:
            self._owner.release()
            self._owner = None

    def _missing(self, snapshot: Snapshot) -> list[str]:
        fresh = snapshot.entries(snapshot.by_version.keys() - self._complete)
        with self._database.reading() as connection:
            having = stored_vectors.having(connection, self._embedder.tag, [stored.version_id for stored in fresh])
        return [key for stored in fresh for key in stored.keys if pair(key) not in having]

    def _open(self, snapshot: Snapshot) -> Vectors:
        if self._vectors is None:
            if time.monotonic() < self._resume:
                raise LibraryDamaged("Chỉ mục véc-tơ vừa dựng lại không được; dữ liệu kế hoạch không mất.")
            self._take()
            self.make(snapshot)
            self._vectors = self._sound(snapshot) or self._anew()
        return self._vectors

    @contextmanager
    def _trusting(self) -> Iterator[None]:
        try:
            yield
        except LibraryDamaged:
            self._shut()  # opened, checked and if need be made anew next time
            raise

    def _take(self) -> None:
        if self._owner is None and not self._settings.chroma_url:
            patience, self._patience = self._patience, 0.0  # a batch of additions waits once, not once each
            self._owner = Owner.take(self._settings.home, patience)

    def _shut(self) -> None:
        vectors, self._vectors, self._reached = self._vectors, None, (-1, False)
        self._followed, self._lacking = None, set()
        if vectors:
            with suppress(LibraryDamaged):  # nothing is lost with an index that cannot be closed
                vectors.close()

    def _sound(self, snapshot: Snapshot) -> Vectors | None:
        """Open the index as it is; nothing when it is damaged or does not find what it holds."""
        if not sound_files(self._settings):
            return None
        try:
            vectors = Vectors(self._settings, self._name)
            lost = self._lost(vectors, snapshot)
        except LibraryDamaged:
            return None
        if lost:
            vectors.close()
        return None if lost else vectors

    def _anew(self) -> Vectors:
        self._tell("Đang dựng lại chỉ mục véc-tơ từ dữ liệu gốc…")
        self._resume = time.monotonic() + _REST
        discard(self._settings, self._name)
        return Vectors(self._settings, self._name)

    def _step(self, vectors: Vectors, snapshot: Snapshot) -> bool:
        """Put what is new and drop what is gone since the moment Chroma is known to hold, or since nothing."""
        known = None if self._settings.chroma_url else self._followed
        before, now = known.by_version.keys() if known else set(), snapshot.by_version.keys()
        wanted = [key for entry in snapshot.entries((now - before) | (now & self._lacking)) for key in entry.keys]
        for batch in _batches([key for key in wanted if key not in vectors.keys]):
            vectors.put(list(self._rows(batch, snapshot)))
        gone = {key for entry in known.entries(before - now) for key in entry.keys} if known else set()
        stale = gone & vectors.keys if before else vectors.keys.difference(wanted)
        vectors.drop(key for key in stale if self._stale(key, snapshot))
        self._followed, self._lacking = snapshot, {pair(key)[0] for key in wanted if key not in vectors.keys}
        return not self._lacking

    def _stale(self, key: str, snapshot: Snapshot) -> bool:
        """Say whether nobody wants a row: on a server it may be another process's, of a moment not yet seen here."""
        newest = max((stored.version_id for stored in snapshot.held), default=0)
        return not self._settings.chroma_url or pair(key)[0] < newest

    def _rows(self, keys: Sequence[str], snapshot: Snapshot) -> Iterator[Row]:
        with self._database.reading() as connection:
            stored = stored_vectors.read(connection, self._embedder.tag, map(pair, keys))
        having = [key for key in keys if pair(key) in stored]
        for key, (_, passage) in zip(having, snapshot.located(having), strict=True):
            yield Row(key, stored[pair(key)], passage.section_id)

    def _lost(self, vectors: Vectors, snapshot: Snapshot) -> int:
        held = [key for key in snapshot.keys if key in vectors.keys]
        step = max(1, len(held) // _LOOKS)
        looks = (held[at : at + min(step, _SAMPLE // _LOOKS)] for at in range(0, len(held), step))
        sample = {row.key: row.vector for row in self._rows([*chain.from_iterable(looks)], snapshot)}
        lost = len(vectors.lost(sample))
        return lost if lost > len(sample) // _TOLERATED else 0


def _batches(keys: Sequence[str]) -> Iterator[Sequence[str]]:
    for begin in range(0, len(keys), _AT_ONCE):
        yield keys[begin : begin + _AT_ONCE]
