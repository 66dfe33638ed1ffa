"""Chroma with our own vectors: derived from SQL, opened by one process, thrown away and made again when in doubt.

The vectors of a library stand in collections of 128 versions of plans each. Chroma keeps a collection's graph in
memory and searches all of it for the place of a new row: in one collection an added plan cost more the more there
were, in memory too. Of several, adding opens the last alone.
"""

from __future__ import annotations

import ctypes
import gc
import shutil
import sqlite3
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from operator import itemgetter
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final, TypeVar
from urllib.parse import urlsplit
from uuid import uuid4

from plans.errors import LibraryDamaged
from retrieval.graph_files import whole
from retrieval.settings import Settings

if TYPE_CHECKING:
    import numpy as np
    from chromadb.api import ClientAPI
    from chromadb.api.collection_configuration import CreateHNSWConfiguration
    from chromadb.api.models.Collection import Collection
    from chromadb.api.types import Metadata
    from numpy.typing import NDArray

FOLDER: Final = "chroma"
BATCH: Final = 5000  # Chroma refuses more than 5,461 rows at once
TOGETHER: Final = 128  # versions whose rows stand in one collection: some 4,000 rows, 25 MB
# With Chroma's own 16 neighbours, passages that share most words cut a few of each other off in one build of ten.
_GRAPH: Final[CreateHNSWConfiguration] = {
    "space": "ip",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
_M_ARENA_MAX: Final = -8  # of glibc's malloc.h
_SELF: Final = 0.001  # how far rounding takes the cosine of a vector with itself from 1


@dataclass(frozen=True)
class Row:
    """One vector, its key "plan:version:ordinal" and the section it stands for."""

    key: str
    vector: NDArray[np.float32]
    section_id: str

    @property
    def metadata(self) -> Metadata:
        """What Chroma keeps beside the vector; the text stays in SQL."""
        plan_id, version, _ = self.key.rsplit(":", 2)
        return {"plan_id": plan_id, "version": int(version), "section_id": self.section_id}


class Vectors:
    """The collections of one embedder; the caller holds the owner's lock for as long as this is open."""

    def __init__(self, settings: Settings, name: str) -> None:
        """Open what there is under `name`; raise `LibraryDamaged` when Chroma cannot use its folder."""
        self._settings = settings
        self._name = name
        with _told(settings):
            self._client = _client(settings)
            self._parts = self._opened()
            held = (part.get(include=[])["ids"] for part in self._parts.values())
            self.keys: set[str] = {key for keys in held for key in keys}
        self._sizes = Counter(map(_part, self.keys))

    def put(self, rows: Sequence[Row]) -> None:
        """Add rows; the same key again changes nothing."""
        import numpy as np

        for part, some in _by_part(rows, lambda row: row.key):
            keys = [row.key for row in some]
            with _told(self._settings):
                self._collection(part).upsert(
                    ids=keys,
                    embeddings=np.stack([row.vector for row in some]),
                    metadatas=[row.metadata for row in some],
                )
            self._sizes[part] += len(set(keys) - self.keys)
            self.keys.update(keys)

    def drop(self, keys: Iterable[str]) -> None:
        """Remove rows that no reader asks for any more."""
        for part, stale in _by_part(sorted(self.keys.intersection(keys)), str):
            with _told(self._settings):
                self._parts[part].delete(ids=stale)
            self._sizes[part] -= len(stale)
            self.keys.difference_update(stale)

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return up to `limit` keys and cosines, best first."""
        found = (self._nearest(part, vector.reshape(1, -1), limit) for part in self._parts)
        every = (row for answers in found for rows in answers for row in rows)
        return sorted(every, key=lambda row: -row[1])[:limit]

    def lost(self, sample: Mapping[str, NDArray[np.float32]]) -> list[str]:
        """Return the keys of `sample` whose own vector finds neither them nor a twin."""
        import numpy as np

        missed: list[str] = []
        for part, keys in _by_part([key for key, vector in sample.items() if vector.any()], str):
            answers = list(self._nearest(part, np.stack([sample[key] for key in keys]), 3))
            scores = zip(keys, answers or [[]] * len(keys), strict=True)
            missed += [key for key, rows in scores if not any(abs(1 - score) < _SELF for _, score in rows)]
        return missed

    def _nearest(self, part: int, vectors: NDArray[np.float32], limit: int) -> Iterator[list[tuple[str, float]]]:
        if not self._sizes[part]:
            return
        with _told(self._settings):
            found = self._parts[part].query(
                query_embeddings=vectors, n_results=min(limit, self._sizes[part]), include=["distances"]
            )
        for keys, distances in zip(found["ids"], found["distances"] or [], strict=True):
            yield [(key, 1 - float(distance)) for key, distance in zip(keys, distances, strict=True)]

    def _opened(self) -> dict[int, Collection]:
        """Return the collections there are; one of an earlier program, which had all rows in one, goes."""
        parts: dict[int, Collection] = {}
        for held in self._client.list_collections():
            base, _, number = held.name.rpartition("-")
            if held.name == self._name:
                self._client.delete_collection(self._name)
            elif base == self._name:
                parts[int(number)] = self._client.get_collection(held.name, embedding_function=None)
        return parts

    def _collection(self, part: int) -> Collection:
        """Return the collection of a part, made first if there is none: then the graphs of the others are let go."""
        if part not in self._parts:
            if self._parts and not self._settings.chroma_url:
                _let_go(self._client)
                self._parts.clear()
                gc.collect()  # what the client leaves in cycles holds the graphs
                self._client = _client(self._settings)
                self._parts = self._opened()
            self._parts[part] = self._client.get_or_create_collection(
                f"{self._name}-{part}", embedding_function=None, configuration={"hnsw": _GRAPH}
            )
        return self._parts[part]

    def close(self) -> None:
        """Let go of the folder's files."""
        with _told(self._settings):
            _let_go(self._client)


Item = TypeVar("Item")


def _part(key: str) -> int:
    """Return the part in which a row stands, the same for every process."""
    return int(key.rsplit(":", 2)[1]) // TOGETHER


def _by_part(items: Sequence[Item], key_of: Callable[[Item], str]) -> Iterator[tuple[int, list[Item]]]:
    """Yield the items of each part, no more of them at once than Chroma takes."""
    parts: defaultdict[int, list[Item]] = defaultdict(list)
    for item in items:
        parts[_part(key_of(item))].append(item)
    for part, some in sorted(parts.items(), key=itemgetter(0)):
        yield from ((part, some[begin : begin + BATCH]) for begin in range(0, len(some), BATCH))


def sound_files(settings: Settings) -> bool:
    """Say whether Chroma can be let at its own files, where it has any here."""
    return bool(settings.chroma_url) or all(
        whole(path) for path in (settings.home / FOLDER).glob("*/*") if path.is_dir()
    )


def discard(settings: Settings, name: str) -> None:
    """Remove the folder of Chroma, or the collections on a server; all of it can be made again from SQL."""
    if not settings.chroma_url:
        shutil.rmtree(settings.home / FOLDER, ignore_errors=True)
        return
    with _told(settings):
        client = _client(settings)
        for held in client.list_collections():
            if held.name.startswith(name):
                client.delete_collection(held.name)
        _let_go(client)


def _few_heaps() -> None:
    """Keep the C library to two heaps; of its eight for each core every one grows to a collection's size and stays."""
    with suppress(AttributeError, OSError, TypeError):  # another C library
        ctypes.CDLL(None).mallopt(_M_ARENA_MAX, 2)


def _client(settings: Settings) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if not settings.chroma_url:
        _few_heaps()
        return chromadb.PersistentClient(_folder(settings.home), settings=quiet)
    address = urlsplit(settings.chroma_url)
    secure = address.scheme == "https"
    port = address.port or (443 if secure else 8000)
    return chromadb.HttpClient(address.hostname or "localhost", port, ssl=secure, settings=quiet)


def _let_go(client: Any) -> None:
    from chromadb.api.shared_system_client import SharedSystemClient

    client.close()
    if client._identifier in SharedSystemClient._identifier_to_system:
        return  # another library of this process goes on with the same connections
    for api in (client._server, client._admin_client._server):
        if session := getattr(api, "_session", None):  # connections to a server, which Chroma leaves open
            session.close()


def _folder(home: Path) -> Path:
    # Chroma remembers a path it failed to open, so a discarded folder must not come back under its old name.
    existing = sorted((home / FOLDER).glob("*/chroma.sqlite3"))
    return existing[0].parent if existing else home / FOLDER / uuid4().hex


@contextmanager
def _told(settings: Settings) -> Iterator[None]:
    from chromadb.errors import ChromaError

    try:
        yield
    except (ChromaError, sqlite3.Error, OSError, ValueError, RuntimeError) as error:
        remedy = "chỗ trống trên đĩa" if not settings.chroma_url else "máy chủ ở KEHOACH_CHROMA_URL"
        raise LibraryDamaged(
            f"Chỉ mục véc-tơ không dùng được ({type(error).__name__}); dữ liệu kế hoạch không mất. "
            f"Hãy kiểm tra {remedy} rồi chạy “kehoach doctor”."
        ) from error
