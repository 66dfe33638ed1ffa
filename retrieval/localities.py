"""Communes and wards whose own plans are held, and those a question names."""

from __future__ import annotations

import re
from itertools import takewhile

from plans.model import Header
from plans.text import fold

_NAMED = re.compile(r"\b(?i:xã|phường|thị trấn|đặc khu)(?=((?:\s+[^\W\d_]+){1,4}))")
_LEVEL = r"\b(?:xa|phuong|thi tran|dac khu|huyen|quan|thi xa)\s+"


def locality_of(header: Header) -> str | None:
    """Return the commune or ward whose plan this is: the place it was issued in, where its issuer names it."""
    place = header.place
    if not place or place == header.province:
        return None
    return place if locality_named(header.issuer or "", place) else None


def locality_named(text: str, place: str) -> str | None:
    """Return the words in which `text`, however typed, names a commune called `place`: "xã Tân Hải"."""
    found = re.search(_LEVEL + re.escape(fold(place)).replace(r"\ ", r"\s+") + r"\b", fold(text))
    return text[found.start() : found.end()] if found else None


def localities_in(text: str) -> tuple[str, ...]:
    """Return the names of the communes and wards that `text` names with capitals: "Tân Hải" of "xã Tân Hải"."""
    named = (" ".join(takewhile(_is_capital, found[1].split())) for found in _NAMED.finditer(text))
    return tuple(dict.fromkeys(filter(None, named)))


def _is_capital(word: str) -> bool:
    return word[0].isupper()
