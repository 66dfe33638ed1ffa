"""The bodies a text names, remembered: the sentences of the plans are looked at again for every question."""

from __future__ import annotations

from functools import lru_cache

from plans.agencies import Mention, find_agencies


@lru_cache(maxsize=20_000)
def agencies_in(text: str) -> tuple[Mention, ...]:
    """Return the bodies that `text` names, in order."""
    return tuple(find_agencies(text))
