"""How a slip of the finger turns a meant word into the typed one, and what it costs to believe so.

Fingers swap two neighbours, press a key twice or leave one out far more often than they hit a wrong one, and the marks
of the other letters stay: "caủ" is "của" and nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Container, Iterator, Mapping
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


def near(folded: str, known: Container[str]) -> Mapping[str, float]:
    """Return every mark-less word of `known` one slip away from `folded`, and its cost.

    Slips of its doubled letters written once are among them.
    """
    plain = single(folded)
    found = {plain: DOUBLED} if plain != folded and plain in known else {}
    for word, more in ((folded, 0.0), (plain, DOUBLED)) if plain != folded else ((folded, 0.0),):
        for slips, price in _slips(word):
            for slip in filter(known.__contains__, slips):
                first = 0.0 if slip[:1] == folded[:1] else FIRST_LETTER
                found[slip] = max(price + more + first, found.get(slip, -math.inf))
    found.pop(folded, None)
    return found


def _slips(word: str) -> Iterator[tuple[list[str], float]]:
    """Yield what each slip makes of `word` in all ways, with its cost."""
    for i in range(len(word) + 1):
        head, tail = word[:i], word[i:]
        rest = tail[1:]
        if tail:
            yield [head + rest], TOO_MANY
            yield [head + letter + rest for letter in _LETTERS], MISTAKEN
        if rest:
            yield [head + tail[1] + tail[0] + tail[2:]], SWAPPED
        yield [head + letter + tail for letter in _LETTERS], LEFT_OUT


@lru_cache(maxsize=8192)
def _read(typed: str) -> tuple[str, tuple[str, ...]]:
    """Return `typed` with doubled letters once, and its spellings: how it was before its tone was put as usual too."""
    return single(typed), tuple(dict.fromkeys((typed, _NEW_PLACED.sub(_moved, typed))))


def cost(typed: str, meant: str) -> float | None:
    """Return what one slip from `meant` to `typed` costs, letters compared with their marks; `None` for no slip."""
    plain, spellings = _read(typed)
    if plain == meant != typed:
        return DOUBLED
    found = [price for spelling in spellings if (price := _one(spelling, meant)) is not None]
    if not found and plain != typed and (price := _one(plain, meant)) is not None:
        found = [DOUBLED + price]
    same = typed[:1] == meant[:1] or fold(typed[:1]) == fold(meant[:1])
    return max(found) + (0.0 if same else FIRST_LETTER) if found else None


def _moved(pair: re.Match[str]) -> str:
    """Return a toned vowel pair with its tone on the second vowel: "óa" → "oá"."""
    letters = unicodedata.normalize("NFD", pair[0][0])
    return letters[0] + unicodedata.normalize("NFC", pair[0][1] + letters[1:])


def _one(typed: str, meant: str) -> float | None:
    at = _agreeing(typed, meant)
    left, wanted = typed[at:], meant[at:]
    if left[1:] == wanted:
        return TOO_MANY if left else None
    if left == wanted[1:]:
        return LEFT_OUT
    if left[1:] == wanted[1:]:
        return MISTAKEN
    return SWAPPED if left[2:] == wanted[2:] and left[:2] == wanted[1::-1] else None


def _agreeing(one: str, other: str) -> int:
    """Return how many letters two words begin with alike."""
    for at, (letter, another) in enumerate(zip(one, other, strict=False)):
        if letter != another:
            return at
    return min(len(one), len(other))
