"""Names that are one body's but for what some documents print and others leave out: its place, its legal form."""

from __future__ import annotations

import re
from functools import cache

from plans.tables import rows
from plans.text import fold, syllables

_FORM = re.compile(r"\b(?:tnhh|mtv|co phan|trach nhiem huu han|(?:mot|1) thanh vien) ")
_OF_NO_PLACE = re.compile(r"(?:bao|dai|truong)\b")  # their place is their name: "Báo Cà Mau", "Trường Đại học Huế"
LEAST = 3  # words of a name that still tell a body without its place


def alike(left: str, right: str) -> bool:
    """Say whether two folded names differ at most in a province that one prints behind it, and in a legal form."""
    one, other = (_FORM.sub("", name) for name in (left, right))
    return one == other or _placeless(one) == other or one == _placeless(other)


def of_branch(branch: str, ministry: str) -> bool:
    """Say whether a ministry is the one of a branch: "Ngành Công Thương" and "Bộ Công Thương"."""
    name, body = (fold(" ".join(syllables(some))) for some in (branch, ministry))
    return name.startswith("nganh ") and body.startswith("bo ") and name.split()[1:] == body.split()[1:]


def _placeless(name: str) -> str:
    at = next((at for at in _ends(name) if name[at:] in _places()), len(name))
    return name if _OF_NO_PLACE.match(name) else name[:at].rstrip()


def _ends(name: str) -> list[int]:
    """Return where the last four words of a name and fewer begin, so that enough stand before them."""
    words = [found.start() for found in re.finditer(r"\S+", name)]
    return words[LEAST:][-4:]


@cache
def _places() -> frozenset[str]:
    named = (spelling for row in rows("provinces") for spelling in (row["name"], *row["aliases"].split("|")))
    return frozenset(fold(" ".join(syllables(spelling))) for spelling in named if spelling)
