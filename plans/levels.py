"""What follows the name of a body: its level ("tỉnh", "các huyện, thị xã, thành phố", "cấp xã") and its place."""

from __future__ import annotations

import re
from functools import lru_cache
from typing import NamedTuple

from plans.abbreviations import Word
from plans.provinces import begins_name, find_provinces, province
from plans.tables import phrases
from plans.text import fold

ALL = frozenset({"trung ương", "tỉnh", "huyện", "xã"})
_LEVELS: dict[tuple[str, ...], frozenset[str]] = {
    ("trung", "ương"): frozenset({"trung ương"}),
    ("tỉnh",): frozenset({"tỉnh"}),
    ("thành", "phố"): frozenset({"tỉnh", "huyện"}),
    ("huyện",): frozenset({"huyện"}),
    ("thị", "xã"): frozenset({"huyện"}),
    ("thị", "trấn"): frozenset({"xã"}),
    ("thị",): frozenset({"huyện"}),
    ("quận",): frozenset({"huyện"}),
    ("xã",): frozenset({"xã"}),
    ("phường",): frozenset({"xã"}),
    ("đặc", "khu"): frozenset({"xã"}),
    ("cơ", "sở"): frozenset({"xã"}),
    ("thôn",): frozenset({"thôn"}),
    ("ấp",): frozenset({"thôn"}),
    ("xóm",): frozenset({"thôn"}),
    ("khóm",): frozenset({"thôn"}),
    ("buôn",): frozenset({"thôn"}),
    ("làng",): frozenset({"thôn"}),
    ("phố",): frozenset({"thôn"}),
    ("khu", "phố"): frozenset({"thôn"}),
    ("tổ", "dân", "phố"): frozenset({"thôn"}),
    ("khu", "dân", "cư"): frozenset({"thôn"}),
    ("khu", "vực"): frozenset({"tỉnh"}),
    ("việt", "nam"): frozenset({"trung ương"}),
}
_RUN_TOGETHER = {("xã",), ("phường",), ("thị", "trấn"), ("đặc", "khu"), ("huyện",), ("quận",)}
_FOLDED = {tuple(map(fold, key)): key for key in _LEVELS}
_BEGIN = frozenset(key[0] for key in (*_LEVELS, *_FOLDED))
_ORDINAL = re.compile(r"\d+|x{0,2}(?:ix|iv|v?i{0,3})")
_plain_word = lru_cache(maxsize=4096)(fold)  # the same words stand behind levels everywhere
_SCANNED = {"tinh": "tỉnh", "tính": "tỉnh"}  # what text recognition makes of "tỉnh"


class Tail(NamedTuple):  # one for each body that is named: a dataclass costs three times as much
    """Level and place after a name: `text` is the level as it is shown, `length` counts the words of both."""

    text: str = ""
    levels: frozenset[str] = frozenset()
    place: str = ""
    length: int = 0


def _form(word: Word, folded: bool) -> str:
    return fold(word.form) if folded else _SCANNED.get(word.form, word.form)


def _level_at(found: list[Word], at: int, folded: bool) -> tuple[str, ...] | None:
    if at >= len(found) or _form(found[at], folded) not in _BEGIN:
        return None
    for size in (3, 2, 1):
        run = found[at : at + size]
        key = tuple(_form(word, folded) for word in run)
        if len(run) == size and all(word.gap == 0 for word in run[1:]):
            known = _FOLDED.get(key) if folded else key
            if known in _LEVELS and not _is_other_word(found, at, known):
                return known
    return None


def _is_other_word(found: list[Word], at: int, level: tuple[str, ...]) -> bool:
    """Say whether the word goes on: "xã hội", "cơ sở dữ liệu" are no levels, nor is "Thị" of a person's name."""
    after = found[at + len(level)].form if at + len(level) < len(found) else ""
    if _plain_word(after) in {"uy", "doan"} or (len(level) == 1 and after == "hội"):
        return True  # "Tỉnh ủy", "Huyện đoàn", "Tỉnh hội"
    if level == ("cơ", "sở"):
        return after in {"dữ", "hạ", "vật", "y", "giáo", "khám"}
    if level == ("làng",):
        return after in {"nghề", "xã", "văn"}
    if level == ("thị",):
        return found[at].capital or after in {"hiếu", "trường"}
    return level == ("xã",) and _plain_word(after) == "hoi"


def _place_at(found: list[Word], at: int, level: tuple[str, ...], folded: bool) -> tuple[str, int]:
    """Return the place after a level: a province's name, an ordinal, or up to four capitalised words."""
    if at >= len(found) or found[at].gap:
        return "", 0
    if (name := province_at(found, at, folded))[1]:
        return name
    if level != ("tỉnh",) and _ORDINAL.fullmatch(found[at].form):
        return found[at].shown, 1
    if not level or level[0] in {"tỉnh", "trung", "cơ"} or folded:
        return "", 0
    size = 0
    while size < 4 and at + size < len(found) and _names_a_place(found[at + size]):
        size += 1
    return (" ".join(word.shown for word in found[at : at + size]), size) if size > 1 else ("", 0)


def _names_a_place(word: Word) -> bool:
    heads = word.form in phrases("heads") or word.form in {"các", "kế"}
    return word.gap == 0 and word.capital and not word.shown.isupper() and not heads


def province_at(found: list[Word], at: int, folded: bool) -> tuple[str, int]:
    """Return the province whose name starts at word `at` and how many words it takes, or `("", 0)`."""
    if found[at].gap or not begins_name(found[at].form, folded):
        return "", 0
    for size in (4, 3, 2, 1):
        run = found[at : at + size]
        if len(run) < size or any(word.gap == 2 for word in run[1:]):
            continue
        shown = " ".join(word.shown for word in run)
        if _is_province(shown, folded):
            return shown, size
    return "", 0


@lru_cache(maxsize=8192)  # the few words that follow a body's name are looked at in runs of one to four
def _is_province(shown: str, folded: bool) -> bool:
    return any(m.span.start == 0 and m.span.end == len(shown) for m in find_provinces(shown, folded))


def _plain(found: list[Word], at: int, folded: bool) -> tuple[list[tuple[str, ...]], int]:
    """Return the levels listed at `at` ("huyện, thị xã, thành phố") and how many words the list takes."""
    listed: list[tuple[str, ...]] = []
    size = 0
    while at + size < len(found):
        joined = size and _form(found[at + size], folded) in {"và", "va"} and found[at + size].gap == 0
        begin = size + (1 if joined else 0)
        level = _level_at(found, at + begin, folded) if at + begin < len(found) else None
        apart = bool(listed) and not joined and found[at + size].gap != 1
        if level is None or (apart and not _run_together(listed[-1], level, found[at + size])):
            break
        if not listed and found[at].gap:
            break
        listed.append(level)
        size = begin + len(level)
    return listed, size


def _run_together(before: tuple[str, ...], level: tuple[str, ...], word: Word) -> bool:
    """Say whether two levels stand side by side without a comma: "xã phường", no "huyện" twice."""
    return word.gap == 0 and not word.capital and {before, level} <= _RUN_TOGETHER and before != level


def tail_at(found: list[Word], at: int, folded: bool = False) -> Tail:
    """Return the level and the place that stand at word `at`, right after the name of a body."""
    if at >= len(found) or found[at].gap:
        return Tail(place="", length=0)
    first = _form(found[at], folded)
    if first in {"các", "cac"} and at + 1 < len(found) and _form(found[at + 1], folded) in {"cấp", "cap"}:
        return Tail("các cấp", ALL, "", 2)
    if _level_at(found, at, folded) == ("việt", "nam") and (below := tail_at(found, at + 2, folded)).text:
        return below._replace(length=below.length + 2)  # "Hội … Việt Nam tỉnh Phú Thọ" is the association of a province
    lead = {"các": "các", "cac": "các", "cấp": "cấp", "cap": "cấp"}.get(first, "")
    listed, size = _plain(found, at + bool(lead), folded) if not lead or _follows(found, at) else ([], 0)
    if not listed:
        name, taken = province_at(found, at, folded)
        return Tail("", frozenset(), name, taken)
    used = bool(lead) + size
    place, taken = _place_at(found, at + used, listed[-1], folded)
    text = " ".join(filter(None, (lead, ", ".join(" ".join(level) for level in listed))))
    return Tail(
        text.replace("trung ương", "Trung ương").replace("việt nam", "Việt Nam"),
        _levels(listed, place),
        place,
        used + taken,
    )


def city(tail: Tail) -> str:
    """Return the name of the city that `tail` ends with, in small letters where the document prints capitals."""
    unit = province(tail.place)
    return unit.name if unit else tail.place.title() if tail.place.isupper() else tail.place


def _follows(found: list[Word], at: int) -> bool:
    return at + 1 < len(found) and found[at + 1].gap == 0


def _levels(listed: list[tuple[str, ...]], place: str) -> frozenset[str]:
    levels = frozenset().union(*(_LEVELS[level] for level in listed))
    if listed == [("thành", "phố")] and place:
        unit = province(place)
        return frozenset({"tỉnh"}) if unit and unit.unit == "thành phố" else frozenset({"huyện"})
    return levels - {"tỉnh"} if len(listed) > 1 and ("tỉnh",) not in listed else levels
