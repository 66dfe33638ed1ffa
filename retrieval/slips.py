"""How a slip of the finger turns a meant word into the typed one, and what it costs to believe so.

Fingers swap two neighbours, press a key twice or leave one out far more often than they hit a wrong one, and the marks
of the other letters stay: "caủ" is "của" and nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Final

from plans.text import fold

SWAPPED: Final = -1.5
DOUBLED: Final = -1.0
LEFT_OUT: Final = -2.5
TOO_MANY: Final = -4.0
MISTAKEN: Final = -4.5
FIRST_LETTER: Final = -2.0
_NEW_PLACED = re.compile(r"[òóỏõọ][ae]|[ùúủũụ]y")
_LETTERS = "abcdeghiklmnopqrstuvxy"
_TWICE = re.compile(r"(.)\1+")


def single(word: str) -> str:
    """Return `word` with every letter that stands twice in a row written once: "phhááp" → "pháp"."""
    return _TWICE.sub(r"\1", word)


@lru_cache(maxsize=8192)
def near(folded: str) -> Mapping[str, float]:
    """Return every mark-less word one slip away from `folded`, its doubled letters written once too, and its cost."""
    plain = single(folded)
    found = {plain: DOUBLED} if plain != folded else {}
    for word, more in ((folded, 0.0), (plain, DOUBLED)) if plain != folded else ((folded, 0.0),):
        for slip, price in _slips(word):
            first = 0.0 if slip[:1] == folded[:1] else FIRST_LETTER
            found[slip] = max(price + more + first, found.get(slip, -math.inf))
    found.pop(folded, None)
    return found


def _slips(word: str) -> Iterator[tuple[str, float]]:
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        if tail:
            yield head + tail[1:], TOO_MANY
            yield from ((head + letter + tail[1:], MISTAKEN) for letter in _LETTERS)
        if len(tail) > 1:
            yield head + tail[1] + tail[0] + tail[2:], SWAPPED
        yield from ((head + letter + tail, LEFT_OUT) for letter in _LETTERS)


@lru_cache(maxsize=8192)
def _spellings(typed: str) -> tuple[str, ...]:
    """Return `typed`, and how it was before its tone was put in the usual place."""
    return tuple(dict.fromkeys((typed, _NEW_PLACED.sub(_moved, typed))))


def cost(typed: str, meant: str) -> float | None:
    """Return what one slip from `meant` to `typed` costs, letters compared with their marks; `None` for no slip."""
    plain = single(typed)
    if plain == meant != typed:
        return DOUBLED
    found = [price for spelling in _spellings(typed) if (price := _one(spelling, meant)) is not None]
    if not found and plain != typed and (price := _one(plain, meant)) is not None:
        found = [DOUBLED + price]
    first = 0.0 if fold(typed[:1]) == fold(meant[:1]) else FIRST_LETTER
    return max(found) + first if found else None


def _moved(pair: re.Match[str]) -> str:
    """Return a toned vowel pair with its tone on the second vowel: "óa" → "oá"."""
    letters = unicodedata.normalize("NFD", pair[0][0])
    return letters[0] + unicodedata.normalize("NFC", pair[0][1] + letters[1:])


def _one(typed: str, meant: str) -> float | None:
    if len(typed) == len(meant):
        apart = [at for at, (one, other) in enumerate(zip(typed, meant, strict=True)) if one != other]
        if len(apart) == 1:
            return MISTAKEN
        if len(apart) == 2 and apart[1] - apart[0] == 1 and typed[apart[0]] == meant[apart[1]]:
            return SWAPPED if typed[apart[1]] == meant[apart[0]] else None
        return None
    if len(typed) + 1 == len(meant):
        return LEFT_OUT if typed in _shortened(meant) else None
    return TOO_MANY if len(typed) == len(meant) + 1 and meant in _shortened(typed) else None


def _shortened(word: str) -> Iterator[str]:
    return (word[:at] + word[at + 1 :] for at in range(len(word)))
