"""How a slip of the finger turns a meant word into the typed one, and what it costs to believe so.

Fingers swap two neighbours, press a key twice or leave one out far more often than they hit a wrong one, and the marks
of the other letters stay: "caủ" is "của" and nothing else.
"""

from __future__ import annotations

import math
import re
import unicodedata
from collections.abc import Collection, Container, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Final, Self

from plans.text import fold

SWAPPED: Final = -1.5
DOUBLED: Final = -1.0
LEFT_OUT: Final = -2.5
TOO_MANY: Final = -4.0
MISTAKEN: Final = -4.5
FIRST_LETTER: Final = -2.0
_NEW_PLACED = re.compile(r"[òóỏõọ][ae]|[ùúủũụ]y")
_TWICE = re.compile(r"(.)\1+")


def single(word: str) -> str:
    """Return `word` with every letter that stands twice in a row written once: "phhááp" → "pháp"."""
    return _TWICE.sub(r"\1", word)


@dataclass(frozen=True)
class Neighbours:
    """Known words by what is left of them when one letter is taken away: two words one slip apart share such a rest.

    The symmetric delete index of W. Garbe's SymSpell (2012): a word is looked up a few times, not changed in all ways.
    """

    known: Container[str]
    by_rest: Mapping[str, Sequence[str]]

    @classmethod
    def of(cls, known: Collection[str]) -> Self:
        """Index mark-less words."""
        by_rest: dict[str, list[str]] = {}
        for word in known:
            for rest in _rests(word):
                by_rest.setdefault(rest, []).append(word)
        return cls(known, by_rest)

    def near(self, folded: str) -> Mapping[str, float]:
        """Return every known word one slip away from `folded`, and its cost.

        Slips of its doubled letters written once are among them.
        """
        plain = single(folded)
        found = {plain: DOUBLED} if plain != folded and plain in self.known else {}
        for word, more in ((folded, 0.0), (plain, DOUBLED)) if plain != folded else ((folded, 0.0),):
            for slip in self._sharing(word):
                if (price := _one(word, slip)) is not None:
                    first = 0.0 if slip[:1] == folded[:1] else FIRST_LETTER
                    found[slip] = max(price + more + first, found.get(slip, -math.inf))
        found.pop(folded, None)
        return found

    def _sharing(self, word: str) -> set[str]:
        """Return the known words that may be one slip away from `word`."""
        rests = _rests(word)
        found = {rest for rest in rests if rest in self.known}
        return found.union(*(self.by_rest.get(rest, ()) for rest in (word, *rests)))


def _rests(word: str) -> set[str]:
    return {word[:at] + word[at + 1 :] for at in range(len(word))}


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
