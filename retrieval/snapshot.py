"""One moment of the library: the active version of every plan, never half of a change."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import contains, eq
from typing import Final

from plans.errors import UnknownPlan
from plans.model import Passage, Plan
from plans.text import fold, uniform
from retrieval.names import plan_label
from retrieval.records import Held, pair

_SHOWN: Final = 12


@dataclass(frozen=True)
class StoredPassage:
    """A passage of an active version; its text is `library.plan(plan_id).quote(passage.span)`."""

    plan_id: str
    passage: Passage


@dataclass(frozen=True)
class Snapshot:
    """The plans of one generation; `held` is in the order of province, year and number."""

    generation: int
    held: tuple[Held, ...]

    @classmethod
    def of(cls, generation: int, held: Sequence[Held]) -> Snapshot:
        """Put what is stored in order."""
        return cls(generation, tuple(sorted(held, key=lambda stored: _place(stored.plan))))

    @cached_property
    def plans(self) -> tuple[Plan, ...]:
        """Every plan, in order."""
        return tuple(stored.plan for stored in self.held)

    @cached_property
    def passages(self) -> tuple[StoredPassage, ...]:
        """Every passage, plan after plan, in the order of the text."""
        return tuple(StoredPassage(stored.plan.id, passage) for stored in self.held for passage in stored.passages)

    @cached_property
    def keys(self) -> tuple[str, ...]:
        """The name of each passage in derived indexes, unique over all versions ever stored."""
        return tuple(key for stored in self.held for key in stored.keys)

    @cached_property
    def place_of(self) -> dict[str, int]:
        """The place of each key in `passages`."""
        return {key: place for place, key in enumerate(self.keys)}

    @cached_property
    def held_as(self) -> dict[str, Held]:
        """What is held under each plan's id."""
        return {stored.plan.id: stored for stored in self.held}

    def plan(self, plan_id: str) -> Plan:
        """Return the plan with this id; raise `UnknownPlan` when there is none."""
        if plan_id not in self.held_as:
            raise UnknownPlan(f"Không có kế hoạch “{plan_id}” trong thư viện.")
        return self.held_as[plan_id].plan

    def find(self, name: str) -> Plan:
        """Return the one plan whose number or id is or contains `name`; raise `UnknownPlan` naming the candidates."""
        readings = (_answering(self.plans, name, form, match) for match in (eq, contains) for form in _FORMS)
        found = next(filter(None, readings), ())
        if len(found) == 1:
            return found[0]
        if found:
            raise UnknownPlan(f"“{name}” ứng với {len(found)} kế hoạch: {_listed(found)}. Hãy ghi rõ hơn.")
        held = f"Thư viện có: {_listed(self.plans)}." if self.plans else "Thư viện chưa có kế hoạch nào."
        raise UnknownPlan(f"Không có kế hoạch nào tên “{name}”. {held}")

    def texts_of(self, version_ids: Iterable[int]) -> list[str]:
        """Return what is indexed of every passage of some versions."""
        held = (self._by_version[version_id] for version_id in version_ids)
        return [indexed_text(stored.plan, passage) for stored in held for passage in stored.passages]

    def located(self, key: str) -> tuple[Plan, Passage]:
        """Return the passage with this key and its plan."""
        version, ordinal = pair(key)
        stored = self._by_version[version]
        return stored.plan, stored.passages[ordinal]

    @cached_property
    def _by_version(self) -> dict[int, Held]:
        return {stored.version_id: stored for stored in self.held}


def indexed_text(plan: Plan, passage: Passage) -> str:
    """Return what the indexes hold of a passage: where it stands, its text, the words people ask with."""
    return f"{passage.context}\n{plan.quote(passage.span)}\n{passage.cues}"


def _close(name: str) -> str:
    return "".join(uniform(name).split())


def _unmarked(name: str) -> str:
    return "".join(fold(uniform(name)).split())


def _bare(name: str) -> str:
    return re.sub(r"[\W_]+", "", fold(uniform(name)))


_FORMS: Final = (_close, _unmarked, _bare)  # from the strictest reading of a name to the most lenient


def _answering(
    plans: Sequence[Plan], name: str, form: Callable[[str], str], match: Callable[[str, str], bool]
) -> tuple[Plan, ...]:
    wanted = form(name)
    own = ((plan, filter(None, (plan.header.number, plan.id))) for plan in plans)
    return tuple(plan for plan, names in own if wanted and any(match(form(known), wanted) for known in names))


def _listed(plans: Sequence[Plan]) -> str:
    shown = "; ".join(f"{plan_label(plan)} [{plan.id}]" for plan in plans[:_SHOWN])
    return shown if len(plans) <= _SHOWN else f"{shown}; … (tất cả {len(plans)})"


def _place(plan: Plan) -> tuple[str, int, list[int | str], str]:
    header = plan.header
    parts = re.split(r"(\d+)", header.number or "")
    number: list[int | str] = [int(part) if place % 2 else part for place, part in enumerate(parts)]
    return fold(header.province or "~"), header.issued_on.year if header.issued_on else 9999, number, plan.id
