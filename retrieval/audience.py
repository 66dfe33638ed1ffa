"""Who may see which plan: decided in SQL, before anything is searched, counted or suggested.

A plan that nobody restricted is public. A restriction is kept by the plan's id, also when the plan is removed: what
was for few is not for all when it is loaded again.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Final

from sqlalchemy import Connection, delete, insert, or_, select

from plans.model import Plan
from retrieval import schema, versions
from retrieval.catalogue import Entry
from retrieval.shelf import Plans
from retrieval.snapshot import Snapshot, StoredPassage

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from retrieval.embeddings import Embedder
    from retrieval.lexical import Lexical
    from retrieval.library import Library

PUBLIC: Final = "công khai"
INTERNAL: Final = "nội bộ"
Audience = Collection[str]  # the groups somebody belongs to; the public is everybody's


def restrict(connection: Connection, plan_id: str, groups: Iterable[str]) -> None:
    """Let only these groups see a plan from now on; the public among them, or no group at all, lets everybody."""
    versions.changed(connection)
    connection.execute(delete(schema.access).where(schema.access.c.plan_id == plan_id))
    named = set(groups)
    if named and PUBLIC not in named:
        rows = [{"plan_id": plan_id, "audience": group} for group in sorted(named)]
        connection.execute(insert(schema.access), rows)


def groups_of(connection: Connection, plan_id: str) -> tuple[str, ...]:
    """Return the groups that may see a plan."""
    chosen = select(schema.access.c.audience).where(schema.access.c.plan_id == plan_id)
    return tuple(connection.scalars(chosen.order_by(schema.access.c.audience))) or (PUBLIC,)


def seen_by(connection: Connection, audience: Audience) -> list[int]:
    """Return the ids of the active versions that `audience` may see."""
    access = schema.access.c
    restricted = select(access.plan_id)
    allowed = select(access.plan_id).where(access.audience.in_(sorted(audience)))
    ids = schema.plan.c.id
    chosen = select(schema.plan.c.active_version).where(schema.plan.c.active_version.is_not(None))
    return list(connection.scalars(chosen.where(or_(ids.not_in(restricted), ids.in_(allowed)))))


@dataclass(frozen=True)
class Visible:
    """One moment of the library as an audience sees it: nothing about any other plan can be told from it."""

    library: Library
    held: Snapshot
    whole: bool

    @property
    def generation(self) -> int:
        """The number of changes made to the library up to this moment."""
        return self.held.generation

    @property
    def embedder(self) -> Embedder:
        """The model that makes the vectors."""
        return self.library.embedder

    @cached_property
    def lexical(self) -> Lexical:
        """The lexical index over `passages()`, whose counts are of these plans alone."""
        return self.library.lexical_of(self.held) if self.whole else self.library.lexical_part(self.held)

    def snapshot(self) -> Snapshot:
        """Return the plans seen, as a moment."""
        return self.held

    def lexical_of(self, snapshot: Snapshot) -> Lexical:
        """Return `lexical`; there is only one moment here."""
        return self.lexical

    @property
    def heads(self) -> tuple[Entry, ...]:
        """The plans seen as far as their heads tell, none of them read, in the order of the library."""
        return self.held.held

    def plans(self) -> tuple[Plan, ...]:
        """Return the plans seen, in the order of the library."""
        return self.held.plans

    @property
    def unread(self) -> Plans:
        """The plans seen, read when they are looked at."""
        return self.held.unread

    def passages(self) -> Sequence[StoredPassage]:
        """Return their passages."""
        return self.held.passages

    def find(self, name: str) -> Plan:
        """Return the one plan seen that answers to `name`; raise `UnknownPlan` naming only plans seen."""
        return self.held.find(name)

    def nearest(
        self, query: str | NDArray[np.float32], limit: int, within: Snapshot | None = None
    ) -> list[tuple[int, float]]:
        """Return up to `limit` places in `passages()` and their cosines, best first."""
        return self.library.nearest(query, limit, within=self.held)
