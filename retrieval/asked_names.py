"""What a question names, which an answer must be of: a place among others of its kind, a short form, a school year."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import lru_cache
from itertools import takewhile

from plans.abbreviations import expand
from plans.text import fold

# Kinds of places, those of one level together: a text that names another of the level is not of the one asked for.
_LEVELS = (
    "huyện|quận|thị xã",
    "xã|phường|thị trấn|đặc khu",
    "thôn|bản|ấp|xóm|buôn|làng",
    "khu phố",
    "vườn quốc gia|khu bảo tồn|khu dự trữ",
    "khu công nghiệp|cụm công nghiệp",
    "khu du lịch",
    "sông|suối|kênh",
    "hồ|đập",
    "cầu|bến",
    "chợ",
)
_LEVEL = {kind: level for level, kinds in enumerate(_LEVELS) for kind in kinds.split("|")}
_PLACE = re.compile(
    rf"\b(?P<kind>(?i:{'|'.join(sorted(_LEVEL, key=len, reverse=True))}))(?P<name>(?:\s+(?![\d_])\w+){{1,4}})"
)
# Letters that no office writes for words of its own; two are initials of anything, and Roman numbers are none.
_SHORT = re.compile(r"(?<![\w/.&-])(?![IVX]+\b)[A-ZĐ]{3,6}(?![\w/&-])")
_COUNTS = re.compile(
    r"\b(?:mấy|bao nhiêu) (?!ngày|tháng|giờ|phút|tuần|năm|lần|buổi|tiền|triệu|đồng|tỷ|%|phần trăm)[^\W\d_]",
    re.IGNORECASE,
)
OPENING = 5  # words before the place that a question is about: "Hội Nông dân xã …"
_SHOUTED = 3  # words in capitals side by side that are no short forms but a way of typing
_YEARS = re.compile(r"\b(?:20\d\d)\s*(?:[-–—]\s*)?(20\d\d)\b")


def places_in(text: str) -> Iterator[tuple[int, str]]:
    """Yield the places that `text` names with capitals: the level of each and its name without marks."""
    for found in _PLACE.finditer(text):
        name = " ".join(takewhile(lambda word: word[0].isupper(), found["name"].split()))
        if name:
            yield _LEVEL[found["kind"].lower()], fold(name)


def of_another_place(asked: str, quote: str, around: str) -> bool:
    """Say whether a quote names a place of the kind asked for and not that one, nor does what stands around it."""
    named = _asked_places(asked)
    theirs = {level for level, _ in places_in(quote)} if named else set()
    names = [name for level, name in named if level in theirs]
    plain = fold(around) if names else ""
    return any(not re.search(rf"\b{re.escape(name)}\b", plain) for name in names)


@lru_cache(maxsize=1_000)  # asked again for every sentence that a question is held against
def _asked_places(asked: str) -> tuple[tuple[int, str], ...]:
    return tuple(places_in(asked))


def is_of_all_places(asked: str, quote: str, around: str) -> bool:
    """Say whether a quote counts what is in no place of its own, where so many of one place are asked for.

    What each place of that level is to have tells of every one: "mỗi xã trồng 500 cây".
    """
    subject = _PLACE.match(asked, _subject(asked)) if _COUNTS.search(asked) else None
    places = list(places_in(subject[0])) if subject else []
    if not subject or not places or re.search(rf"\b{re.escape(places[0][1])}\b", fold(around)):
        return False
    kind = fold(subject["kind"])
    return not re.search(rf"\b(?:moi|tung|mot|cac|tat ca) {kind}\b|/ ?{kind}\b|\b{kind} nao\b", fold(quote))


def _subject(asked: str) -> int:
    """Return where the first place that a question names begins, if it is what the question opens with."""
    first = _PLACE.search(asked)
    return first.start() if first and len(asked[: first.start()].split()) <= OPENING else len(asked)


def leaves_out_short_form(asked: str, around: str) -> bool:
    """Say whether a text prints a short form of a question neither as it is nor in words with these initials."""
    asked_for = _short_forms(asked)
    words = re.findall(r"[^\W\d_]+", fold(around)) if asked_for else []
    initials = "".join(word[0] for word in words)
    known = set(words)
    return any(short not in known and short not in initials for short in asked_for)


@lru_cache(maxsize=1_000)  # asked again for every sentence that a question is held against
def _short_forms(asked: str) -> frozenset[str]:
    found = _SHORT.findall(asked)
    shouted = len(found) >= _SHOUTED and len(found) * 2 > len(asked.split())
    return frozenset() if shouted else frozenset(fold(short) for short in found if expand(short) == short)


def of_other_years(asked: str, around: str) -> bool:
    """Say whether a school year or a period asked for ends in a year that nothing around a quote prints."""
    return any(last not in around for last in _YEARS.findall(asked))
