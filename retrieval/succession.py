"""Which plans of a library replace or amend which others, as they say themselves."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from plans.documents import same_number
from plans.model import Plan, Reference
from plans.text import fold
from retrieval.duplicates import same_issuer
from retrieval.names import Headed

_SERIAL = re.compile(r"0*(\d+)")


@dataclass(frozen=True)
class Successor:
    """A plan that replaces or amends another; `reference` is where it says so, and `reference.relation` which."""

    plan: Plan
    reference: Reference


def successors(held: Iterable[Headed], saying: Iterable[Plan]) -> dict[str, tuple[Successor, ...]]:
    """Return, by the id of the plan replaced or amended, the plans that do it.

    `held` are all plans, `saying` those that say of some document that they replace or amend it, in order.
    """
    serials = defaultdict(list)
    for plan in held:
        if found := _SERIAL.search(plan.header.number or ""):
            serials[found[1]].append(plan)
    linked: defaultdict[str, list[Successor]] = defaultdict(list)
    for plan, reference in _stated(saying):
        serial = _SERIAL.search(reference.number or "")
        for older in serials.get(serial[1], ()) if serial else ():
            if older.id != plan.id and means(plan, reference, older):
                linked[older.id].append(Successor(plan, reference))
    return {older: tuple(found) for older, found in linked.items()}


def _stated(plans: Iterable[Plan]) -> Iterator[tuple[Plan, Reference]]:
    return ((plan, reference) for plan in plans for reference in plan.references if reference.relation)


def means(plan: Plan, reference: Reference, older: Headed) -> bool:
    """Say whether the document that `plan` names is `older`: number, day, issuer and place do not speak against it."""
    named, own, other = reference.issued_on, plan.header.issued_on, older.header.issued_on
    if not same_number(reference.number or "", older.header.number or ""):
        return False
    if other and ((named and named != other) or (own and own < other)):
        return False
    return same_issuer(reference.issuer, older.header.issuer) and _one_place(plan, reference, older)


def _one_place(plan: Plan, reference: Reference, older: Headed) -> bool:
    """Say whether an office of the same place is meant; another place must be named with the document."""
    province = fold(older.header.province or "")
    return province in (fold(plan.header.province or ""), "") or province in fold(reference.issuer or "")
