"""The shorthand of chats: words of a table, and the rules by which people make more of them.

The first syllable of a word of two is often its first letters alone ("tgian", "ctrì"), and some letters are written as
they sound ("fải", "zui", "wy định").
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from heapq import nlargest
from pathlib import Path
from typing import Final

from plans.abbreviations import expand
from plans.text import fold
from retrieval.bigrams import Bigrams
from retrieval.syllable import well_formed

READINGS: Final = 5  # words that two letters are read as
COMMON: Final = 60  # the same for a pair that two letters are to stand for
PAIR: Final = 2  # letters that may stand for any frequent word of two syllables
FREQUENT: Final = 12  # a pair of syllables counted so often is a word people shorten
HOW_MANY: Final = "bao nhiêu"
_UNITS: Final = (
    "dong tien trieu ty ti nguoi ho em ha m km kg tan lit phan lan ngay thang nam gio buoi lop xa cai con tuoi"
)
_BEHIND_HOW_MANY: Final = re.compile(rf"{_UNITS.replace(' ', '|')}|a|vay|nhi")  # units, and what ends a question
_BEFORE_YOU: Final = frozenset({"cac", "chao", "cua", "cho", "moi", "nhung", "on", "va", "voi"})
PUPILS: Final = "học sinh"
_SCHOOL: Final = re.compile(r"hoc|lop|gv|giao vien|phu huynh|nha truong|thcs|thpt|ban tru|mam non")
_FILED: Final = re.compile(  # what is done with a file, and never with pupils
    r"nop|gui|lam|lap|nhan|quyet|dinh|thien|sung|xet|tra|trinh|can|bo|luu|soan|mau|tuc"
)
_POINTS: Final = re.compile(r"(?:(?:may|bao nhieu) )?diem\b(?! danh)")
_SOUNDS: Final = (("f", "ph"), ("j", "gi"), ("z", "d"), ("z", "gi"), ("w", "qu"))
_BEGINNING: Final = re.compile(r"(?:ch|gi|kh|ng|nh|ph|qu|th|tr|[bcdđghklmnpqrstvx])(?=.{2})")
_CONSONANTS: Final = re.compile(r"[bcdđfghjklmnpqrstvwxz]+")
_NO_VOWEL: Final = re.compile(r"(?:[bcdđghklmnpqrstvx]|ch|gh|gi|kh|ngh?|nh|ph|qu|th|tr)(?:ch|ng|nh|[cmnpt])")


@cache
def table() -> Mapping[str, tuple[str, ...]]:
    """Return the shorthand known by heart: what is typed → its readings, the likeliest first."""
    with (Path(__file__).parent / "data" / "slang.csv").open(encoding="utf-8", newline="") as lines:
        return {row["typed"]: tuple(row["readings"].split("|")) for row in csv.DictReader(lines)}


def frames(word: str) -> bool:
    """Say whether a word in small letters is a syllable without its vowel: "bng" is rather "bóng" than BNG."""
    return _NO_VOWEL.fullmatch(word) is not None


def initials(word: str) -> bool:
    """Say whether a word is consonants that cannot be a syllable without its vowel: "bnc" is, "tnh" is not."""
    return _CONSONANTS.fullmatch(word) is not None and not frames(word)


def in_capitals(typed: str) -> bool:
    """Say whether capitals are shorthand, and no short form of offices: "DN" and "XK", not "KH" or "AI"."""
    word = typed.lower()
    known = word in table() or len(word) == PAIR
    return known and len(word) >= PAIR and _CONSONANTS.fullmatch(word) is not None and expand(typed) == typed


def asked(words: Sequence[str], ends: Sequence[bool]) -> dict[int, str]:
    """Return the places of `words` that ask how many: "bn" before a unit or where a clause `ends`, not "các bn"."""
    folded = list(map(fold, words))
    behind = [_BEHIND_HOW_MANY.fullmatch(word) is not None for word in folded[1:]] + [True]
    you = [True] + [ends[at] or word in _BEFORE_YOU for at, word in enumerate(folded[:-1])]
    return {at: HOW_MANY for at, word in enumerate(words) if word == "bn" and (ends[at] or behind[at]) and not you[at]}


def pupils(words: Sequence[str]) -> dict[int, str]:
    """Return the places of "hs" that mean pupils: in a text of a school, not behind what is done with a file."""
    folded = list(map(fold, words))
    if "hs" not in folded or not re.search(rf"\b(?:{_SCHOOL.pattern})\b", " ".join(folded)):
        return {}
    before = ["", *folded]
    return {at: PUPILS for at, word in enumerate(folded) if word == "hs" and not _FILED.fullmatch(before[at])}


def scales(words: Sequence[str]) -> frozenset[int]:
    """Return the places of "thang" before so many points: no month has any ("chấm theo thang mấy điểm")."""
    behind = (" ".join(words[at + 1 : at + 4]) for at in range(len(words)))
    points = [_POINTS.match(fold(text)) for text in behind]
    return frozenset(at for at, word in enumerate(words) if word == "thang" and points[at])


def sounded(word: str) -> Iterator[str]:
    """Yield what a word written as it sounds is in spelling: "fải" → "phải"."""
    return (letters + word[1:] for sound, letters in _SOUNDS if word.startswith(sound))


def pairs_begun(word: str, bigrams: Bigrams) -> tuple[str, ...]:
    """Return the words of two syllables that two consonants begin, the commonest first: "xk" is "xuất khẩu"."""
    if len(word) != PAIR or _CONSONANTS.fullmatch(word) is None:
        return ()
    found = bigrams.often_beginning(word[0], word[1], COMMON)
    spelled = ((times, f"{one} {other}") for times, one, other in found if well_formed(one) and well_formed(other))
    return tuple(pair for _, pair in nlargest(READINGS, spelled))


def words_begun(word: str, bigrams: Bigrams) -> Iterator[tuple[str, str]]:
    """Yield the words of two syllables that `word` shortens: "tgian" → "thời gian"; only pairs people often write."""
    letters = _BEGINNING.match(word)
    if not letters or word[1] == word[0]:
        return
    for cut in {1, letters.end()}:
        rest = word[cut:]
        for last in bigrams.forms.get(fold(rest), ()):
            if well_formed(last) and (last == rest or rest.isascii()):
                yield from ((first, last) for first in bigrams.often_before(last, word[:cut], FREQUENT))
