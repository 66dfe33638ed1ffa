"""The bodies a text names, remembered: the sentences of the plans are looked at again for every question."""

from __future__ import annotations

import re
from functools import lru_cache

from plans.agencies import Mention, find_agencies


@lru_cache(maxsize=20_000)
def agencies_in(text: str) -> tuple[Mention, ...]:
    """Return the bodies that `text` names, in order."""
    return tuple(find_agencies(text))


_LEVEL = re.compile(
    r"\b(?:xã(?! hội)|phường|thị trấn|đặc khu|huyện|quận|tỉnh|thành phố|trung ương|cấp)\b", re.IGNORECASE
)
_LEVELS = (" xã", " huyện", " tỉnh")


def at_levels(asked: str) -> tuple[str, ...]:
    """Return a body as asked for, then, where no level is printed, as that of each level: "Hội Nông dân xã"."""
    return (asked, *(() if _LEVEL.search(asked) else (f"{asked}{level}" for level in _LEVELS)))
