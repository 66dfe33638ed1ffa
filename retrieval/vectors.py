"""Chroma with our own vectors: derived from SQL, opened by one process, thrown away and made again when in doubt."""

from __future__ import annotations

import shutil
import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
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
# With Chroma's own 16 neighbours, passages that share most words cut a few of each other off in one build of ten.
_GRAPH: Final[CreateHNSWConfiguration] = {
    "space": "ip",
    "max_neighbors": 32,
    "ef_construction": 200,
    "ef_search": 200,
}
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
    """One collection of one embedder; the caller holds the owner's lock for as long as this is open."""

    def __init__(self, settings: Settings, name: str) -> None:
        """Open or create the collection `name`; raise `LibraryDamaged` when Chroma cannot use its folder."""
        self._settings = settings
        with _told(settings):
            self._client = _client(settings)
            self._collection: Collection = self._client.get_or_create_collection(
                name, embedding_function=None, configuration={"hnsw": _GRAPH}
            )
            self.keys: set[str] = set(self._collection.get(include=[])["ids"])

    def put(self, rows: Sequence[Row]) -> None:
        """Add rows; the same key again changes nothing."""
        import numpy as np

        for begin in range(0, len(rows), BATCH):
            batch = rows[begin : begin + BATCH]
            keys = [row.key for row in batch]
            with _told(self._settings):
                self._collection.upsert(
                    ids=keys,
                    embeddings=np.stack([row.vector for row in batch]),
                    metadatas=[row.metadata for row in batch],
                )
            self.keys.update(keys)

    def drop(self, keys: Iterable[str]) -> None:
        """Remove rows that no reader asks for any more."""
        stale = sorted(keys)
        for begin in range(0, len(stale), BATCH):
            with _told(self._settings):
                self._collection.delete(ids=stale[begin : begin + BATCH])
            self.keys.difference_update(stale[begin : begin + BATCH])

    def nearest(self, vector: NDArray[np.float32], limit: int) -> list[tuple[str, float]]:
        """Return up to `limit` keys and cosines, best first."""
        return next(self._nearest(vector.reshape(1, -1), limit), [])

    def lost(self, sample: Mapping[str, NDArray[np.float32]]) -> list[str]:
        """Return the keys of `sample` whose own vector finds neither them nor a twin."""
        import numpy as np

        sought = {key: vector for key, vector in sample.items() if vector.any()}
        answers = self._nearest(np.stack([*sought.values()]), 3) if sought else iter(())
        same = ((key, [score for _, score in rows]) for key, rows in zip(sought, answers, strict=False))
        found = {key for key, scores in same if any(abs(1 - score) < _SELF for score in scores)}
        return [key for key in sought if key not in found]

    def _nearest(self, vectors: NDArray[np.float32], limit: int) -> Iterator[list[tuple[str, float]]]:
        if not self.keys:
            return
        with _told(self._settings):
            found = self._collection.query(
                query_embeddings=vectors, n_results=min(limit, len(self.keys)), include=["distances"]
            )
        for keys, distances in zip(found["ids"], found["distances"] or [], strict=True):
            yield [(key, 1 - float(distance)) for key, distance in zip(keys, distances, strict=True)]

    def close(self) -> None:
        """Let go of the folder's files."""
        with _told(self._settings):
            _let_go(self._client)


def sound_files(settings: Settings) -> bool:
    """Say whether Chroma can be let at its own files, where it has any here."""
    return bool(settings.chroma_url) or all(
        whole(path) for path in (settings.home / FOLDER).glob("*/*") if path.is_dir()
    )


def discard(settings: Settings, name: str) -> None:
    """Remove the folder of Chroma, or the collection on a server; all of it can be made again from SQL."""
    if not settings.chroma_url:
        shutil.rmtree(settings.home / FOLDER, ignore_errors=True)
        return
    with _told(settings):
        client = _client(settings)
        if name in (collection.name for collection in client.list_collections()):
            client.delete_collection(name)
        _let_go(client)


def _client(settings: Settings) -> ClientAPI:
    import chromadb
    from chromadb.config import Settings as ChromaSettings

    quiet = ChromaSettings(anonymized_telemetry=False)
    if not settings.chroma_url:
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
