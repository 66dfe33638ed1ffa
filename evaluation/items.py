"""Typed items of a Vietnamese text, read with eyes of their own: nothing here is shared with the answering code.

An item is a date, a part of a date, a number, a document number or an agency; two spellings of the same item are equal.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Literal

from plans.text import uniform

Kind = Literal["document", "date", "day_month", "month_year", "quarter", "month", "year", "number", "agency"]

_AGENCIES = Path(__file__).parent / "data" / "agencies.txt"
_ABBREVIATIONS = {
    "lhpn": "liên hiệp phụ nữ",
    "lhpnvn": "liên hiệp phụ nữ việt nam",
    "ubnd": "ủy ban nhân dân",
    "hđnd": "hội đồng nhân dân",
    "vstbpn": "vì sự tiến bộ phụ nữ",
    "vstbcpn": "vì sự tiến bộ phụ nữ",
    "bvstbpn": "ban vì sự tiến bộ phụ nữ",
    "bvstbcpn": "ban vì sự tiến bộ phụ nữ",
    "lđtbxh": "lao động thương binh và xã hội",
    "lđtb&xh": "lao động thương binh và xã hội",
    "lđ-tb&xh": "lao động thương binh và xã hội",
    "lđ-tbxh": "lao động thương binh và xã hội",
    "mttq": "mặt trận tổ quốc",
    "mttqvn": "mặt trận tổ quốc việt nam",
    "lđlđ": "liên đoàn lao động",
    "bhyt": "bảo hiểm y tế",
    "bhxh": "bảo hiểm xã hội",
    "htx": "hợp tác xã",
    "tw": "trung ương",
    "gd&đt": "giáo dục và đào tạo",
    "gdđt": "giáo dục và đào tạo",
    "kh&đt": "kế hoạch và đầu tư",
    "vhttdl": "văn hóa thể thao và du lịch",
    "vhtt&dl": "văn hóa thể thao và du lịch",
    "tttt": "thông tin và truyền thông",
    "tt&tt": "thông tin và truyền thông",
    "nn&mt": "nông nghiệp và môi trường",
    "cbhvpn": "cán bộ hội viên phụ nữ",
    "đvtt": "đơn vị trực thuộc",
}
_NOISE = re.compile(r"[“”\"«»‘’'*_`…\u200b\ufeff]")
_TOKEN = re.compile(r"(?<![^\s(,;:])[^\W\d_][\w&-]*[^\W_](?![\w/&-])")
_LEVEL = r"(?: (tỉnh|thành phố|huyện|xã|phường|đặc khu|cấp tỉnh|cấp huyện|cấp xã|trung ương|cơ sở|cấp trên))?"
_FIRST = r"(?:(?<![\d/.])(?P<first>\d{1,2})-)?"  # "01-30/6"; in "20/7-22/7" the 7 is no day
# "12/12 ấp": how many of how many, and no day where none is called so.
_PARTS = "ấp|thôn|bản|buôn|xóm|khóm|tổ|khu|xã|phường|huyện|trường|hộ|đơn vị|cơ sở|chi hội|chi đoàn|chi bộ"
_NO_PARTS = rf"(?:(?<=ngày )|(?!\d{{1,2}}/\d{{1,2}} (?:{_PARTS})\b))"
_ROMAN = {"i": 1, "ii": 2, "iii": 3, "iv": 4}


@dataclass(frozen=True, slots=True)
class Item:
    """One checkable thing a text states: its kind and its value in one spelling."""

    kind: Kind
    value: tuple[str, ...]

    def __str__(self) -> str:
        """Return the value as it is shown in reports."""
        return "/".join(part for part in self.value if part)


def normalise(text: str) -> str:
    """Return `text` in one spelling: lower case, one dash, no quotes, abbreviations written out, one line."""
    plain = _NOISE.sub(" ", uniform(text))
    plain = re.sub(r"\s*([-/])\s*", r"\1", " ".join(plain.split()))
    plain = _TOKEN.sub(lambda m: _ABBREVIATIONS.get(m[0], m[0]), plain)
    return plain.replace("của phụ nữ", "phụ nữ").replace("hằng ", "hàng ").replace("phần trăm", "%")


def words(text: str) -> list[str]:
    """Return the syllables of a normalised text."""
    return re.findall(r"[^\W_]+", text)


def typed(text: str) -> frozenset[Item]:
    """Return every item that `text` states."""
    line = normalise(text)
    return frozenset(_eaten(line)) | frozenset(_agencies(" ".join(words(line))))


def closure(items: frozenset[Item]) -> frozenset[Item]:
    """Return `items` with what they imply: a full date also states its day and month, its month, its year."""
    return items | {implied for item in items for implied in _implied(item)}


def typed_in(alternatives: Iterable[Iterable[str]]) -> frozenset[Item]:
    """Return every item that one of several ways of saying each of several things states."""
    return frozenset(item for said in alternatives for text in said for item in typed(text))


def dates_of(items: frozenset[Item], printed: frozenset[Item]) -> frozenset[Item]:
    """Return `items` with what they imply, and the dates of `printed` that only add the year to one of their days."""
    days = closure(items)
    return days | {one for one in printed if one.kind == "date" and Item("day_month", one.value[:2]) in days}


def supports(evidence: frozenset[Item], item: Item) -> bool:
    """Say whether closed `evidence` states `item`; an agency matches whatever level one of the two leaves out."""
    if item.kind != "agency":
        return item in evidence
    body, level = item.value
    same = (other.value[1] for other in evidence if other.kind == "agency" and other.value[0] == body)
    return any(level == other or not level or not other for other in same)


def _implied(item: Item) -> Iterator[Item]:
    value = item.value
    if item.kind == "date":
        yield from (Item("day_month", value[:2]), Item("month_year", value[1:]))
        yield from (Item("month", (value[1],)), Item("year", (value[2],)))
    elif item.kind == "day_month":
        yield Item("month", (value[1],))
    elif item.kind == "month_year":
        yield from (Item("month", (value[0],)), Item("year", (value[1],)))
    elif item.kind == "quarter" and value[1]:
        yield from (Item("quarter", (value[0], "")), Item("year", (value[1],)))
    elif item.kind == "document" and (year := re.match(r"\d+/((?:19|20)\d\d)/", value[0])):
        yield Item("year", (year[1],))


def _number(match: re.Match[str]) -> list[Item]:
    digits = match[1].replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+", match[1]) else match[1]
    value = digits.replace(",", ".")
    value = value.lstrip("0") or "0"
    value = f"0{value}" if value.startswith(".") else value
    return [Item("number", (value, "%" if match[2] else ""))]


def _plain(*parts: str) -> tuple[str, ...]:
    return tuple(str(int(part)) for part in parts)


def _day(match: re.Match[str]) -> list[Item]:
    first, day, month, year = match["first"], match["day"], match["month"], match["year"]
    if not 1 <= int(day) <= 31 or not 1 <= int(month) <= 12:
        return []
    days = [day, *([first] if first else [])]
    if year:
        return [Item("date", _plain(d, month, year)) for d in days]
    return [Item("day_month", _plain(d, month)) for d in days]


def _quarter(match: re.Match[str]) -> list[Item]:
    return [Item("quarter", (str(_ROMAN.get(match[1], match[1])), match[2] or ""))]


_RULES = (
    (
        re.compile(r"\b\d{1,6}(?:/\d{4})?[-/][a-zđ][a-zđ&]*\d*(?:[-/][a-zđ&]+)*\b"),
        lambda m: [Item("document", (m[0].replace("-", "/").lstrip("0"),))],
    ),
    (
        re.compile(
            rf"{_FIRST}\b(?P<day>\d{{1,2}})"
            r"(?:[/.-](?P<month>\d{1,2})[/.-](?P<year>(?:19|20)\d\d))\b"
        ),
        _day,
    ),
    (
        re.compile(
            rf"{_FIRST}\b(?P<day>\d{{1,2}}) tháng (?P<month>\d{{1,2}})\b"
            r"(?:,? (?:năm )?(?P<year>(?:19|20)\d\d)\b)?"
        ),
        _day,
    ),
    (re.compile(r"\bquý (i{1,3}|iv|[1-4])\b(?:[/-]| năm |/năm | )?((?:19|20)\d\d)?"), _quarter),
    (
        re.compile(r"\b(?:tháng )?(\d{1,2})(?:/| năm )((?:19|20)\d\d)\b"),
        lambda m: [Item("month_year", _plain(m[1], m[2]))] if int(m[1]) <= 12 else [],
    ),
    (
        re.compile(rf"{_NO_PARTS}{_FIRST}\b(?P<day>\d{{1,2}})/(?P<month>\d{{1,2}})(?P<year>)\b(?![/.,]?\d|%)"),
        _day,
    ),
    (re.compile(r"\btháng (\d{1,2})\b"), lambda m: [Item("month", _plain(m[1]))]),
    (re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?![.,]?\d|%| ?%)"), lambda m: [Item("year", (m[1],))]),
    (re.compile(r"(?<![\w.,])(\d+(?:\.\d{3})*(?:,\d+)?)(?!\w)( ?%)?"), _number),
)


def _eaten(line: str) -> Iterator[Item]:
    """Read the rules in order, each replacing what it took by a mark so that no digit counts twice."""
    for pattern, read in _RULES:
        found = [(m, read(m)) for m in pattern.finditer(line)]
        for match, items in reversed(found):
            if items:
                line = f"{line[: match.start()]}¤{line[match.end() :]}"
                yield from items


def _agencies(line: str) -> Iterator[Item]:
    for match in _agency_pattern().finditer(line):
        yield Item("agency", (match[1], (match[2] or "").removeprefix("cấp ")))


@cache
def _agency_pattern() -> re.Pattern[str]:
    names = {" ".join(words(normalise(name))) for name in _AGENCIES.read_text(encoding="utf-8").splitlines()}
    longest_first = sorted(names, key=len, reverse=True)
    return re.compile(rf"\b({'|'.join(map(re.escape, longest_first))}){_LEVEL}\b")
