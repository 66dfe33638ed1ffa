"""The bodies a text names, remembered: the sentences of the plans are looked at again for every question."""

from __future__ import annotations

import re
from collections.abc import Iterable
from functools import lru_cache

from plans.agencies import Mention, find_agencies, same_agency

_OF_UNION = re.compile(r"\bđoàn $", re.IGNORECASE)


@lru_cache(maxsize=20_000)
def agencies_in(text: str) -> tuple[Mention, ...]:
    """Return the bodies that `text` names, in order; "Đoàn xã, phường" is no group of communes."""
    return tuple(m for m in find_agencies(text) if not (m.general and _OF_UNION.search(text[: m.span.start])))


def names_any(agencies: Iterable[str], text: str) -> bool:
    """Say whether `text` names one of some bodies."""
    named = [mention.name for mention in agencies_in(text)]
    return any(same_agency(agency, name) for agency in agencies for name in named)
