"""Whether two plans are one document, by what their headers state and by how much of their wording they share."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Final

from plans.agencies import expand
from plans.documents import same_number
from plans.model import Header, Plan
from plans.text import fold, syllables

VERSION: Final = 0.5  # how alike a corrected text without a number is to the one it corrects
TWIN: Final = 0.7  # a scan of a document read at 300 dpi shares more than this with the text it was printed from
_RUN: Final = 4  # syllables


@dataclass(frozen=True)
class Arrival:
    """A plan under the id it is to have, and a held plan that it nearly repeats under another id."""

    plan: Plan
    twin: Plan | None = None


def arrived(
    plan: Plan, held: Callable[[str], Plan | None], corrected: Callable[[Plan], Plan], near: Iterable[Plan]
) -> Arrival:
    """Return the id of a plan among those `held`; `corrected` gives what people corrected of the plan with an id.

    The id of the same document is kept, so that the plan becomes a version of it; a different document that would
    have the same id gets another. `near` are held plans of the same number or title.
    """
    for made in map(corrected, _named(plan)):
        old = held(made.id)
        if old is None:
            twin = next((one for one in near if _may_be_one(one, made) and likeness(one, made) >= TWIN), None)
            return Arrival(made, twin)
        if same_document(old, made):
            return Arrival(made)
    raise AssertionError("the last name is of this text alone")


def _named(plan: Plan) -> Iterator[Plan]:
    """Yield the plan under its own id, then with its day, then with a name of its text alone."""
    digest = hashlib.sha256(plan.text.encode("utf-8", "surrogatepass")).hexdigest()[:12]
    day = plan.header.issued_on
    for part in ("", f"-{day:%d-%m}" if day else "", f"-{digest}"):
        yield replace(plan, id=plan.id + part)


def same_document(old: Plan, new: Plan) -> bool:
    """Say whether `new` is another version of `old`: the headers agree, or without numbers the texts do."""
    if old.text == new.text:
        return True
    if contradicting(old.header, new.header):
        return False
    return bool(old.header.number and new.header.number) or likeness(old, new) >= VERSION


def contradicting(one: Header, other: Header) -> bool:
    """Say whether two headers state different numbers, days or issuers; silence is no difference."""
    numbers = bool(one.number and other.number) and not same_number(one.number or "", other.number or "")
    days = bool(one.issued_on and other.issued_on) and one.issued_on != other.issued_on
    return numbers or days or not same_issuer(one.issuer, other.issuer)


def same_issuer(one: str | None, other: str | None) -> bool:
    """Say whether two names can be one body's: the same, or one of them with less of its place."""
    left, right = (fold(expand(name or "")) for name in (one, other))
    return left in right or right in left


def _may_be_one(old: Plan, new: Plan) -> bool:
    """Say whether the numbers leave it open that two plans are one document."""
    return not (old.header.number and new.header.number) or same_number(old.header.number, new.header.number)


def likeness(one: Plan, other: Plan) -> float:
    """Return the share, 0 to 1, of runs of four syllables that two texts have in common."""
    left, right = _runs(one.text), _runs(other.text)
    return len(left & right) / (len(left | right) or 1)


def _runs(text: str) -> frozenset[tuple[str, ...]]:
    words = [fold(word) for word in syllables(text)]
    return frozenset(zip(*(words[at:] for at in range(_RUN)), strict=False))
