"""Plans read from SQL when somebody asks for them; those asked for last are kept, up to a limit of memory."""

from __future__ import annotations

import re
import threading
from collections import OrderedDict
from collections.abc import Callable, Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from functools import partial
from itertools import compress
from typing import Final, overload
from weakref import WeakValueDictionary

from sqlalchemy import ColumnElement, func, or_, select

from plans.documents import same_number
from plans.errors import PlanError
from plans.model import Deadline, Plan
from retrieval import records, schema
from retrieval.catalogue import Entry
from retrieval.database import Database
from retrieval.names import Headed
from retrieval.records import Held

ROOM: Final = (
    8_000_000  # characters of plans kept; a character of a plan takes about 25 bytes with all that is read of it
)
_AT_ONCE: Final = 64


class Removed(PlanError):
    """A plan of the moment somebody reads has been removed since."""

    kind = "removed"


class Shelf:
    """The plans of a library by the ids of their versions, for any number of threads."""

    def __init__(self, database: Database, room: int = ROOM) -> None:
        """Keep plans of `room` characters together, and one plan at least."""
        self._database = database
        self._room = room
        self._lock = threading.Lock()
        self._kept: OrderedDict[int, Held] = OrderedDict()
        self._characters = 0
        self._alive: WeakValueDictionary[int, Plan] = WeakValueDictionary()  # a plan in use is never two objects

    def held(self, version_ids: Sequence[int]) -> list[Held]:
        """Return versions in the order asked for; raise `Removed` when one is no longer stored."""
        with self._lock:
            found = {version: self._kept[version] for version in version_ids if version in self._kept}
        missing = [version for version in dict.fromkeys(version_ids) if version not in found]
        if missing:
            with self._database.reading() as connection:
                found |= {one.version_id: self._same(one) for one in records.load(connection, missing)}
        self._keep(found)
        return [found[version] for version in _stored(version_ids, found)]

    def read(self, version_ids: Sequence[int]) -> Iterator[Held]:
        """Yield versions in the order asked for, none of them kept."""
        for begin in range(0, len(version_ids), _AT_ONCE):
            some = version_ids[begin : begin + _AT_ONCE]
            with self._database.reading() as connection:
                found = {one.version_id: one for one in records.load(connection, some)}
            yield from [found[version] for version in _stored(some, found)]

    def texts(self, version_ids: Sequence[int]) -> list[str]:
        """Return the texts of versions, in no order that matters."""
        with self._database.reading() as connection:
            return records.texts(connection, version_ids)

    def printing(self, forms: Iterable[str]) -> Iterator[tuple[int, str]]:
        """Yield the ids and the texts of the versions that print one of `forms`."""
        table = schema.version.c
        printed = or_(*(func.replace(table.text, form, "") != table.text for form in forms))
        with self._database.reading() as connection:
            for row in connection.execute(select(table.id, table.text).where(printed)):
                yield row.id, row.text

    def citing(self, number: str) -> frozenset[int]:
        """Return the versions that name a document of this number."""
        serial = re.search(r"\d+", number)
        if serial is None:
            return frozenset()
        table = schema.reference.c
        alike = table.number.contains(serial[0].lstrip("0"))
        with self._database.reading() as connection:
            rows = connection.execute(select(table.version_id, table.number).where(alike)).all()
        return frozenset(row.version_id for row in rows if same_number(number, row.number))

    def dated(self, since: date, until: date) -> Iterator[tuple[int, Deadline]]:
        """Yield the duties of active versions that may fall due between two days, each with its version.

        What cannot is left out by SQL, so that the work grows with what falls due and not with the plans.
        """
        with self._database.reading() as connection:
            yield from records.deadlines(connection, _may_come(since, until))

    def relating(self) -> frozenset[int]:
        """Return the versions that say of a document that they replace or amend it."""
        table = schema.reference.c
        with self._database.reading() as connection:
            related = connection.scalars(select(table.version_id).where(table.relation.is_not(None)).distinct())
            return frozenset(related)

    def _same(self, one: Held) -> Held:
        with self._lock:
            plan = self._alive.setdefault(one.version_id, one.plan)
        return Held(one.version_id, plan, one.passages)

    def _keep(self, held: dict[int, Held]) -> None:
        with self._lock:
            for version, one in held.items():
                if version not in self._kept:
                    self._characters += len(one.plan.text)
                self._kept[version] = one
                self._kept.move_to_end(version)
            while self._characters > self._room and len(self._kept) > 1:
                self._characters -= len(self._kept.popitem(last=False)[1].plan.text)


def _stored(version_ids: Sequence[int], found: Collection[int]) -> Sequence[int]:
    if not all(version in found for version in version_ids):
        raise Removed("Một kế hoạch vừa được gỡ khỏi thư viện. Hãy hỏi lại.")
    return version_ids


@dataclass(frozen=True, eq=False)
class Plans(Sequence[Plan]):
    """Plans that are read when they are looked at; their number and their heads are known without."""

    entries: tuple[Entry, ...]
    shelf: Shelf

    def __len__(self) -> int:
        """Return how many plans there are."""
        return len(self.entries)

    @overload
    def __getitem__(self, at: int) -> Plan: ...
    @overload
    def __getitem__(self, at: slice) -> Plans: ...
    def __getitem__(self, at: int | slice) -> Plan | Plans:
        """Read one plan, or name some."""
        if isinstance(at, slice):
            return Plans(self.entries[at], self.shelf)
        return self.shelf.held([self.entries[at].version_id])[0].plan

    def __iter__(self) -> Iterator[Plan]:
        """Read one plan after another."""
        for begin in range(0, len(self.entries), _AT_ONCE):
            held = self.shelf.held([entry.version_id for entry in self.entries[begin : begin + _AT_ONCE]])
            yield from [one.plan for one in held]

    def only(self, version_ids: Collection[int]) -> Plans:
        """Return those of some versions."""
        return Plans(tuple(entry for entry in self.entries if entry.version_id in version_ids), self.shelf)


def _may_come(since: date, until: date) -> ColumnElement[bool]:
    table = schema.deadline.c
    active = table.version_id.in_(select(schema.plan.c.active_version))
    returning = table.year.is_(None) & table.kind.in_(("yearly", "half_yearly", "quarterly", "monthly"))
    comes = active & (table.year.between(since.year, until.year) | returning)
    later = 12 * (until.year - since.year) + until.month - since.month
    if later >= 11:
        return comes
    months = {(since.month - 1 + at) % 12 + 1 for at in range(later + 1)}
    return comes & (table.month.is_(None) | table.month.in_(sorted(months)) | (table.kind == "monthly"))


def dated(plans: Sequence[Plan], since: date, until: date) -> Iterator[tuple[Headed, Deadline, Callable[[], Plan]]]:
    """Yield the duties that may fall due, each with the head of its plan and what reads the plan."""
    if not isinstance(plans, Plans):
        yield from ((plan, deadline, partial(_same, plan)) for plan in plans for deadline in plan.deadlines)
        return
    seen = {entry.version_id: at for at, entry in enumerate(plans.entries)}
    for version, deadline in plans.shelf.dated(since, until):
        if (at := seen.get(version)) is not None:
            yield plans.entries[at], deadline, partial(plans.__getitem__, at)


def _same(plan: Plan) -> Plan:
    return plan


def heads(plans: Sequence[Plan]) -> Sequence[Headed]:
    """Return plans as far as their heads tell."""
    return plans.entries if isinstance(plans, Plans) else plans


def chosen(plans: Sequence[Plan], kept: Iterable[bool]) -> Sequence[Plan]:
    """Return those of `plans` to be kept."""
    if isinstance(plans, Plans):
        return Plans(tuple(compress(plans.entries, kept)), plans.shelf)
    return tuple(compress(plans, kept))
