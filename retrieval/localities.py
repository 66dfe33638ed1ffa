"""Communes and wards whose own plans are held, as a question names them."""

from __future__ import annotations

import re

from plans.model import Header
from plans.text import fold

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
