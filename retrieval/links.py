"""How plans hang together: which held plan another one carries out, step by step, and which carry it out."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans.model import Plan, Reference
from retrieval.names import Headed
from retrieval.shelf import chosen, heads
from retrieval.succession import means

BASIS = ("title", "preamble")  # where a plan names what it carries out
STEPS = 3  # links followed
_SERIAL = re.compile(r"0*(\d+)")


@dataclass(frozen=True)
class Link:
    """A plan that carries out another one; `reference` is where it says so."""

    plan: Plan
    reference: Reference
    older: Plan


def basis_of(plan: Plan) -> Iterator[Reference]:
    """Yield the numbered documents that a plan names in its title or its basis."""
    return (r for r in plan.references if r.number and plan.citable(r.span.start).kind in BASIS)


def upward(plan: Plan, held: Sequence[Plan]) -> list[Link]:
    """Return the links to the held plans that a plan carries out, nearest first: A → B, B → C."""
    found: list[Link] = []
    front, seen = [plan], {plan.id}
    for _ in range(STEPS):
        links = [link for one in front for link in _carried_out(one, held) if link.older.id not in seen]
        front = list({link.older.id: link.older for link in links}.values())
        seen |= {one.id for one in front}
        found += links
    return found


def downward(found: Sequence[Plan], citing: Callable[[tuple[str, ...]], Iterable[Plan]]) -> list[Link]:
    """Return the links by which further plans carry out those found; `citing` gives the plans that name numbers."""
    links: list[Link] = []
    front, seen = list(found), {plan.id for plan in found}
    for _ in range(STEPS):
        naming = citing(tuple(plan.header.number for plan in front if plan.header.number))
        more = [link for plan in naming if plan.id not in seen for link in _to_one(plan, front)]
        front = [link.plan for link in more]
        seen |= {plan.id for plan in front}
        links += more
    return links


def _carried_out(plan: Plan, held: Sequence[Plan]) -> list[Link]:
    """Return the links to the held plans that a plan itself names in its title or basis."""
    named: defaultdict[str, list[Reference]] = defaultdict(list)
    for reference in basis_of(plan):
        named[_serial(reference.number)].append(reference)
    where = [_naming(plan, head, named.get(_serial(head.header.number), ())) for head in heads(held)]
    older = chosen(held, [one is not None for one in where])
    return [Link(plan, one, other) for one, other in zip(filter(None, where), older, strict=True)]


def _to_one(plan: Plan, older: Iterable[Plan]) -> list[Link]:
    references = list(basis_of(plan))
    return [Link(plan, one, other) for other in older if (one := _naming(plan, other, references))][:1]


def _serial(number: str | None) -> str:
    found = _SERIAL.search(number or "")
    return found[1] if found else ""


def _naming(plan: Plan, older: Headed, references: Iterable[Reference]) -> Reference | None:
    """Return where a plan names another one: number, day, issuer and place do not speak against it."""
    if older.id == plan.id or not older.header.number:
        return None
    return next((one for one in references if means(plan, one, older)), None)
