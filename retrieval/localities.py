"""Communes and wards whose own plans are held, and those a question names."""

from __future__ import annotations

import re
from itertools import takewhile

from plans.model import Header
from plans.text import fold

_NAMED = re.compile(r"\b(?i:xã|phường|thị trấn|đặc khu)(?=((?:\s+[^\W\d_]+){1,4}))")
# What is called after the place it stands in or beside, and speaks of no commune: "chợ Hòa Khánh".
_OBJECT = re.compile(
    r"\b(?:chợ|trường|thcs|thpt|sông|suối|cầu|cống|đường|đê|đền|chùa|thờ|làng|thôn|ấp|bản|tổ|khu|viện|máy|núi|hồ|đình|phố"
    r"|công ty|lễ hội|ga|cảng|huyện|quận|tỉnh|thành phố|ông|bà|anh|chị|thầy|cô|chí) $",
    re.IGNORECASE,
)
_TOLD_APART = 3  # syllables of a name that is no other words where capitals are missing
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


def locality_alone(text: str, place: str) -> str | None:
    """Return the words that name a commune called `place` without its level: "đợt khám ở Tầm Vu"."""
    small = text == text.lower() and place.count(" ") + 1 >= _TOLD_APART
    found = re.search(rf"(?<!\w){re.escape(fold(place) if small else place)}(?!\w)", fold(text) if small else text)
    if not found or " " not in place or _OBJECT.search(text[: found.start()]):
        return None
    name = text[found.start() : found.end()]
    return None if _in_a_name(text, found) else name


def _in_a_name(text: str, found: re.Match[str]) -> bool:
    """Say whether a name goes on before or behind: "Nguyễn Tân Mỹ", "Tân Mỹ Chánh"."""
    before, behind = text[: found.start()].split(), text[found.end() :].split()
    follows = text[found.end() : found.end() + 1] == " " and behind and _is_capital(behind[0])
    return bool(follows) or bool(len(before) > 1 and _is_capital(before[-1]) and before[-1].isalpha())


def localities_in(text: str) -> tuple[str, ...]:
    """Return the names of the communes and wards that `text` names with capitals: "Tân Hải" of "xã Tân Hải"."""
    named = (" ".join(takewhile(_is_capital, found[1].split())) for found in _NAMED.finditer(text))
    return tuple(dict.fromkeys(filter(None, named)))


def _is_capital(word: str) -> bool:
    return word[0].isupper()
