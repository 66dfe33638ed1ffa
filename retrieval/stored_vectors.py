"""The vectors kept in SQL, one per passage and embedder: costly to make, so they are part of the truth."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Final

import numpy as np
from sqlalchemy import Connection, delete, func, insert, select

from retrieval import schema

if TYPE_CHECKING:
    from numpy.typing import NDArray

_AT_ONCE: Final = 500
_NUMBER: Final = 4  # bytes of one number of a vector
Pair = tuple[int, int]  # version and ordinal of a passage


def having(connection: Connection, embedder: str, versions: Sequence[int]) -> set[Pair]:
    """Return the passages of `versions` that have a vector of `embedder`."""
    table = schema.embedding.c
    found: set[Pair] = set()
    for begin in range(0, len(versions), _AT_ONCE):
        some = table.version_id.in_(versions[begin : begin + _AT_ONCE])
        rows = connection.execute(select(table.version_id, table.ordinal).where(table.embedder == embedder, some))
        found |= {(row.version_id, row.ordinal) for row in rows}
    return found


def read(connection: Connection, embedder: str, pairs: Iterable[Pair]) -> dict[Pair, NDArray[np.float32]]:
    """Return the vectors of `embedder` for those of `pairs` that have one."""
    wanted = set(pairs)
    table = schema.embedding.c
    chosen = select(table.version_id, table.ordinal, table.vector).where(
        table.embedder == embedder, table.version_id.in_({version for version, _ in wanted})
    )
    rows = ((row.version_id, row.ordinal, row.vector) for row in connection.execute(chosen))
    found = [((v, ordinal), blob) for v, ordinal, blob in rows if (v, ordinal) in wanted]
    lengths = Counter(len(blob) for _, blob in found if blob and len(blob) % _NUMBER == 0)
    usual = max(lengths, key=lengths.__getitem__, default=0)  # another length is damage: see `drop_cut`
    return {pair: np.frombuffer(blob, dtype="<f4") for pair, blob in found if len(blob) == usual}


def drop_cut(connection: Connection, embedder: str) -> None:
    """Remove the vectors of `embedder` that are not as long as most of its vectors, so that they are made again."""
    length, own = func.length(schema.embedding.c.vector), schema.embedding.c.embedder == embedder
    usual_first = select(length).where(own).group_by(length).order_by(length % _NUMBER, func.count().desc())
    if odd := connection.execute(usual_first).scalars().all()[1:]:
        connection.execute(delete(schema.embedding).where(own, length.in_(odd)))


def write(connection: Connection, embedder: str, made: Mapping[Pair, NDArray[np.float32]]) -> None:
    """Store vectors for the passages that are still there and have none."""
    table = schema.passage.c
    versions = {version for version, _ in made}
    there = connection.execute(select(table.version_id, table.ordinal).where(table.version_id.in_(versions)))
    lacking = {(row.version_id, row.ordinal) for row in there} - read(connection, embedder, made).keys()
    rows = [
        {"version_id": version, "ordinal": ordinal, "embedder": embedder, "vector": vector.astype("<f4").tobytes()}
        for (version, ordinal), vector in made.items()
        if (version, ordinal) in lacking
    ]
    if rows:
        connection.execute(insert(schema.embedding), rows)
