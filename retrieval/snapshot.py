"""One moment of the library: the active version of every plan, never half of a change."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import attrgetter, contains, eq
from typing import TYPE_CHECKING, Final

from plans.errors import UnknownPlan
from plans.model import Passage, Plan
from plans.text import fold, uniform
from retrieval.catalogue import Catalogue, Entry
from retrieval.names import plan_label
from retrieval.records import pair
from retrieval.shelf import Plans, Shelf
from retrieval.statements import Indexed, indexed

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

_SHOWN: Final = 12


@dataclass(frozen=True)
class StoredPassage:
    """A passage of an active version; its text is `library.plan(plan_id).quote(passage.span)`."""

    plan_id: str
    passage: Passage


@dataclass(frozen=True)
class Snapshot:
    """The plans of one generation; `held` is in the order of province, year and number.

    A plan is read from `shelf` when it is looked at. A version that was replaced can still be read, one whose plan was
    removed cannot: reading it raises `Removed`.
    """

    generation: int
    held: tuple[Entry, ...]
    shelf: Shelf

    @classmethod
    def of(cls, generation: int, held: Sequence[Entry], shelf: Shelf) -> Snapshot:
        """Put what is stored in order."""
        return cls(generation, tuple(sorted(held, key=attrgetter("place"))), shelf)

    def joined(self, generation: int, stored: Sequence[Entry]) -> Snapshot:
        """Return the moment after these versions were stored, each in the place of the one of its plan before it."""
        fresh = {entry.id: entry for entry in stored}
        gone = [entry for plan_id in fresh if (entry := self.by_id.get(plan_id))]
        held = [*self.held]
        for entry in gone:
            del held[bisect_left(held, entry.place, key=attrgetter("place"))]
        for entry in fresh.values():
            insort(held, entry, key=attrgetter("place"))
        after = Snapshot(generation, tuple(held), self.shelf)
        by_version = self.by_version | {entry.version_id: entry for entry in fresh.values()}
        for entry in gone:
            del by_version[entry.version_id]
        vars(after).update(by_id=self.by_id | fresh, by_version=by_version)  # copied, not made by looking at every plan
        return after

    @cached_property
    def catalogue(self) -> Catalogue:
        """The plans as far as their heads tell."""
        return Catalogue(self.held, self.shelf)

    @property
    def unread(self) -> Plans:
        """Every plan, in order, read when it is looked at."""
        return Plans(self.held, self.shelf)

    @property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan, in order, read now."""
        return tuple(self.unread)

    @property
    def size(self) -> int:
        """The number of passages."""
        return int(self.starts[-1])

    @property
    def passages(self) -> tuple[StoredPassage, ...]:
        """Every passage, plan after plan, in the order of the text."""
        read = self.shelf.held([entry.version_id for entry in self.held])
        return tuple(StoredPassage(one.plan.id, passage) for one in read for passage in one.passages)

    @cached_property
    def starts(self) -> NDArray[np.int64]:
        """The place of the first passage of each plan, and the number of all."""
        import numpy as np

        return np.cumsum([0, *(entry.size for entry in self.held)])

    def stretch(self, plan_id: str) -> range:
        """Return where the passages of a plan stand among all."""
        at = self._order.get(plan_id)
        return range(0) if at is None else range(int(self.starts[at]), int(self.starts[at + 1]))

    def owner(self, place: int) -> Entry:
        """Return the entry of the plan whose passage stands at a place."""
        return self.held[int(self.starts.searchsorted(place, side="right")) - 1]

    def at(self, places: Sequence[int]) -> list[tuple[Plan, Passage]]:
        """Read the passages at some places, each with its plan."""
        owners = self.starts.searchsorted(places, side="right") - 1
        read = self.shelf.held([self.held[owner].version_id for owner in owners])
        starts = self.starts[owners]
        return [(h.plan, h.passages[at - start]) for h, at, start in zip(read, places, starts, strict=True)]

    @property
    def keys(self) -> tuple[str, ...]:
        """The name of each passage in derived indexes, unique over all versions ever stored."""
        return tuple(key for entry in self.held for key in entry.keys)

    def place_of(self, key: str) -> int | None:
        """Return the place of the passage with this key, `None` when it is not of this moment."""
        version, ordinal = pair(key)
        at = self._places.get(version)
        return None if at is None or ordinal >= self.held[at].size else int(self.starts[at]) + ordinal

    def entries(self, version_ids: Iterable[int]) -> list[Entry]:
        """Return the entries of some versions of this moment, in the order of their storing."""
        return [self.by_version[version_id] for version_id in sorted(version_ids)]

    def entry(self, plan_id: str) -> Entry | None:
        """Return the entry of the plan with this id, if it is held."""
        return self.by_id.get(plan_id)

    def plan(self, plan_id: str) -> Plan:
        """Return the plan with this id; raise `UnknownPlan` when there is none."""
        if (entry := self.entry(plan_id)) is None:
            raise UnknownPlan(f"Không có kế hoạch “{plan_id}” trong thư viện.")
        return Plans((entry,), self.shelf)[0]

    def find(self, name: str) -> Plan:
        """Return the one plan whose number or id is or contains `name`; raise `UnknownPlan` naming the candidates."""
        readings = (_answering(self.held, name, form, match) for match in (eq, contains) for form in _FORMS)
        found = next(filter(None, readings), ())
        if len(found) == 1:
            return self.plan(found[0].id)
        if found:
            raise UnknownPlan(f"“{name}” ứng với {len(found)} kế hoạch: {_listed(found)}. Hãy ghi rõ hơn.")
        held = f"Thư viện có: {_listed(self.held)}." if self.held else "Thư viện chưa có kế hoạch nào."
        raise UnknownPlan(f"Không có kế hoạch nào tên “{name}”. {held}")

    def indexed(self, version_ids: Sequence[int]) -> Iterator[Indexed]:
        """Yield what is indexed of some versions, in their order."""
        return map(indexed, self.shelf.read(version_ids))

    def located(self, keys: Sequence[str]) -> list[tuple[Plan, Passage]]:
        """Read the passages with these keys, each with its plan; none is kept, as indexes are made of all plans."""
        pairs = [pair(key) for key in keys]
        read = {one.version_id: one for one in self.shelf.read([*dict.fromkeys(version for version, _ in pairs)])}
        return [(read[version].plan, read[version].passages[ordinal]) for version, ordinal in pairs]

    @cached_property
    def by_id(self) -> dict[str, Entry]:
        """The entries by the ids of their plans."""
        return {entry.id: entry for entry in self.held}

    @cached_property
    def by_version(self) -> dict[int, Entry]:
        """The entries by their versions."""
        return {entry.version_id: entry for entry in self.held}

    @cached_property
    def _order(self) -> dict[str, int]:
        return {entry.id: at for at, entry in enumerate(self.held)}

    @cached_property
    def _places(self) -> dict[int, int]:
        return {entry.version_id: at for at, entry in enumerate(self.held)}


def _close(name: str) -> str:
    return "".join(uniform(name).split())


def _unmarked(name: str) -> str:
    return "".join(fold(uniform(name)).split())


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(uniform(name)))


_FORMS: Final = (_close, _unmarked, _bare)  # from the strictest reading of a name to the most lenient


def _answering(
    plans: Sequence[Entry], name: str, form: Callable[[str], str], match: Callable[[str, str], bool]
) -> tuple[Entry, ...]:
    wanted = form(name)
    own = ((plan, filter(None, (plan.header.number, plan.id))) for plan in plans)
    return tuple(plan for plan, names in own if wanted and any(match(form(known), wanted) for known in names))


def _listed(plans: Sequence[Entry]) -> str:
    shown = "; ".join(f"{plan_label(plan)} [{plan.id}]" for plan in plans[:_SHOWN])
    return shown if len(plans) <= _SHOWN else f"{shown}; … (tất cả {len(plans)})"
