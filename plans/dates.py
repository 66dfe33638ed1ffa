"""Dates as Vietnamese offices write them, and when a duty falls due next.

Read: "ngày 13 tháng 01 năm 2017", "13/01/2017", "25/11", "tháng 6/2024", "quý IV năm 2025", "mồng 3", "ngày 20 hằng
tháng", and ranges ("từ ngày 15/11 đến 15/12", "01- 30/6"), whose two ends are marked. A year alone is no date here.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from dataclasses import replace
from datetime import date
from functools import lru_cache
from itertools import pairwise
from typing import NamedTuple

from plans.model import Deadline, DeadlineKind, Span
from plans.numerals import number
from plans.ranges import Ranges

_DASH = r"[\-–—‑−]"
_MONTHS = {
    "giêng": 1, "hai": 2, "tư": 4, "bốn": 4, "sáu": 6, "bảy": 7, "tám": 8, "chín": 9, "mười một": 11, "mười hai": 12,
    "mười": 10, "chạp": 12,
}  # fmt: skip
_YEAR = r"(?P<year>(?:19|20)\d\d)(?!\d)"
_DAY = r"(?P<day>\d{1,2})"
_MONTH = r"(?P<month>\d{1,2})"
_FREE = r"(?<![\d/.,\-–])"
_ENDS = rf"(?!\d|\s?/\s?[\dA-ZĐ]|[.,]\d|\s?{_DASH}\s?[A-ZĐ]{{2}})"
_FORMS = tuple(  # each with a sign that no date of its form is without
    (sign, re.compile(form.replace(" ", r"\s+"), re.IGNORECASE))
    for sign, form in (
        ("tháng", rf"(?:ngày )?(?:mồng |mùng )?{_FREE}{_DAY} tháng {_MONTH} năm {_YEAR}"),
        ("", rf"(?:ngày )?{_FREE}{_DAY}(?P<sep>\s?[/.\-–]\s?){_MONTH}(?P=sep){_YEAR}{_ENDS}"),
        ("/", rf"(?:ngày )?{_FREE}{_DAY}/{_MONTH}/(?P<short>\d\d){_ENDS}"),
        ("tháng", rf"(?:ngày (?:mồng |mùng )?|mồng |mùng ){_DAY} tháng {_MONTH}(?!\d|\s?/)"),
        ("/", rf"(?:ngày )?{_FREE}{_DAY}\s?/\s?{_MONTH}{_ENDS}(?!\s?%)"),
        ("tháng", rf"tháng {_MONTH}(?:\s?[/\-–]\s?| năm ){_YEAR}{_ENDS}"),
        ("/", rf"{_FREE}{_MONTH}\s?/\s?{_YEAR}{_ENDS}"),
        ("qu", rf"qu[ýí] (?P<quarter>IV|I{{1,3}}|[1-4])(?!\w)(?:(?:\s?[/\-–]\s?| năm |,? ){_YEAR})?"),
        ("tháng", rf"tháng (?:{_MONTH}(?![\d/%]|[.,]\d)|(?P<word>{'|'.join(_MONTHS)})(?!\w))"),
        ("ngày", rf"ngày (?:mồng |mùng )?{_DAY}(?![\d/%]|\s?{_DASH}\s?\d|[.,]\d)"),
        ("m", rf"(?:mồng|mùng) {_DAY}(?![\d/])"),
    )
)
_LETTERS = "".join(sorted({*"ngàymồngmùngthángnămquýíIV", *"".join(_MONTHS)} - {" "}))
_WRITTEN = re.compile(rf"[{_LETTERS}\d\s/.,\-–]+", re.IGNORECASE)  # what dates are written with
_HINT = re.compile(r"\d\s?[/.\-–]\s?\d|ngày\s|m[ồù]ng\s|tháng\s|qu[ýí]\s")  # in small letters; no date is without one
_AHEAD = 8  # characters that a form may look at behind the date
_HOUR = r"\d{1,2}\s*(?:giờ|h)(?:\s*\d{2}(?:\s*phút)?)?,?"
_BEFORE = re.compile(rf"\btrước(?:\s+(?:(?:hoặc\s+)?(?:thời\s+hạn|thời\s+điểm)|{_HOUR}))?\s*[:(]?\s*$", re.IGNORECASE)
_EVERY = r"(?:hàng|hằng|mỗi)\s+(năm|quý|tháng|tuần)|định\s+kỳ\s+(năm|quý|tháng)"
_EVERY_AFTER = re.compile(
    rf"\s*[,(]?\s*(?:(?:của\s+)?(?:{_EVERY}|(năm|quý|tháng)\s+(?:liền\s+kề|kế\s+tiếp|sau))"
    r"|của\s+(năm|quý|tháng)\s+(?:trước|tiếp\s+theo))(?!\w)",
    re.IGNORECASE,
)
_EVERY_AHEAD = re.compile(
    rf"(?:{_EVERY})\s*[,(]?\s*(?:xong\s+)?(?:trước|chậm\s+nhất(?:\s+là)?|vào|đến)?\s*[:,(]?\s*$", re.IGNORECASE
)
_RECURRENCE: dict[str, DeadlineKind] = {"năm": "yearly", "quý": "quarterly", "tháng": "monthly", "tuần": "periodic"}
_RANGE_LINK = re.compile(rf"\s*(?:{_DASH}|đến(?:\s+hết)?|tới(?:\s+hết)?)\s*(?:hết\s+)?$", re.IGNORECASE)
_LOOSE_START = re.compile(rf"(?:từ\s+)?(?:ngày\s+)?{_FREE}(\d{{1,2}})\s?{_DASH}\s?$", re.IGNORECASE)
_AND = re.compile(r"\s*(?:,|và|,\s*và)\s*(?:trước\s+)?$", re.IGNORECASE)
_FROM = re.compile(r"\btừ(?:\s+ngày|\s+nay\s+đến(?:\s+hết)?)?\s*$", re.IGNORECASE)


class DateMention(NamedTuple):  # many are made for each page: a dataclass costs three times as much
    """A date where it stands; parts it does not print are `None`.

    `before`: "trước" stands ahead of it. `recurrence`: "hằng năm" and the like beside it. `ranged`: it is one end
    of a range. `quarter` is 1 to 4 for "quý IV".
    """

    span: Span
    day: int | None
    month: int | None
    year: int | None
    before: bool = False
    recurrence: DeadlineKind | None = None
    quarter: int | None = None
    ranged: bool = False

    @property
    def calendar(self) -> date | None:
        """The day itself, when day, month and year are printed."""
        if self.day is None or self.month is None or self.year is None:
            return None
        return date(self.year, self.month, self.day)


def find_dates(text: str) -> list[DateMention]:
    """Return the dates in `text` in reading order, each with what stands around it."""
    found = [mention for match in _matches(text) for mention in _mention(match)]
    return _joined(text, _ranged(text, [_surroundings(text, mention) for mention in found]))


def dated_ranges(text: str) -> list[tuple[int, int]]:
    """Return where the dates in `text` stand, start and end of each, in reading order."""
    return [match.span() for match in _matches(text) if any(_mention(match))]


def _matches(text: str) -> list[re.Match[str]]:
    return [match for start, end, words in _runs(text) for match in _of_run(text, start, end, words)]


def _of_run(text: str, start: int, end: int, words: str) -> list[re.Match[str]]:
    """Return the dates of one run in order; what an earlier form takes is none of a later one's."""
    found: list[re.Match[str]] = []
    for sign, form in _FORMS:
        tried = form.finditer(text, start, end + _AHEAD) if sign in words else ()
        if more := [match for match in tried if match.end() <= end]:
            taken = Ranges(match.span() for match in found) if found else None
            found += [match for match in more if not (taken and taken.meet(*match.span()))]
    return sorted(found, key=lambda match: match.start())


def _runs(text: str) -> Iterator[tuple[int, int, str]]:
    """Yield the ranges in which dates can stand, and their words in small letters.

    They are made of letters and marks that dates are written with, around what no date is without.
    """
    last, small = 0, text.replace("İ", "I").lower()  # the one letter of which `lower` makes two
    for hint in _HINT.finditer(small):
        if hint.start() >= last and (rest := _WRITTEN.match(text, hint.start())):
            start = hint.start()
            while start > last and _is_written(text[start - 1]):
                start -= 1
            last = rest.end()
            yield start, last, small[start:last]


@lru_cache(maxsize=1024)
def _is_written(letter: str) -> bool:
    return _WRITTEN.fullmatch(letter) is not None


def next_occurrence(deadline: Deadline, as_of: date) -> date | None:
    """Return the first day on or after `as_of` by which the duty falls due.

    For "trước ngày 25/11" that is the printed 25/11. A month or a quarter ends with its last day. `None` when no date
    is stated, when a one-off duty states no year, and when it is past.
    """
    return next((day for day in _occurrences(deadline, as_of) if day >= as_of), None)


def is_past(deadline: Deadline, as_of: date) -> bool:
    """Say whether a one-off duty's last day lies before `as_of`; false where no such day is stated."""
    last = next(iter(_occurrences(deadline, as_of)), None) if deadline.kind == "once" else None
    return last is not None and last < as_of


def _occurrences(deadline: Deadline, as_of: date) -> Iterator[date]:
    if deadline.year:
        yield from _last_day(deadline, deadline.year)
    elif deadline.kind in ("yearly", "half_yearly", "quarterly") and (deadline.month or deadline.quarter):
        for year in (as_of.year, as_of.year + 1):
            yield from _last_day(deadline, year)
    elif deadline.kind == "monthly" and deadline.day:
        for month in (as_of.month, as_of.month + 1):
            year, index = as_of.year + (month - 1) // 12, (month - 1) % 12 + 1
            yield from _last_day(replace(deadline, month=index), year)


def _last_day(deadline: Deadline, year: int) -> Iterator[date]:
    month = deadline.month or (deadline.quarter or 4) * 3
    length = monthrange(year, month)[1]
    yield date(year, month, min(deadline.day or length, length))


def _mention(match: re.Match[str]) -> Iterator[DateMention]:
    parts = match.groupdict()
    month = _MONTHS[" ".join(parts["word"].lower().split())] if parts.get("word") else _int(parts.get("month"))
    year = 2000 + int(parts["short"]) if parts.get("short") else _int(parts.get("year"))
    quarter = parts.get("quarter")
    day = _int(parts.get("day"))
    if _possible(day, month, year):
        yield DateMention(Span(*match.span()), day, month, year, quarter=number(quarter) if quarter else None)


def _int(digits: str | None) -> int | None:
    return int(digits) if digits else None


def _possible(day: int | None, month: int | None, year: int | None) -> bool:
    if month is not None and not 1 <= month <= 12:
        return False
    return day is None or 1 <= day <= (monthrange(year or 2000, month)[1] if month else 31)


def _surroundings(text: str, mention: DateMention) -> DateMention:
    ahead = text[max(0, mention.span.start - 40) : mention.span.start]
    every = _EVERY_AFTER.match(text, mention.span.end) or _EVERY_AHEAD.search(ahead)
    unit = next((group for group in every.groups() if group), "") if every else ""
    recurrence = _RECURRENCE[unit.lower()] if unit else None
    before = _BEFORE.search(ahead) is not None
    return mention._replace(before=before, recurrence=recurrence) if before or recurrence else mention


def _ranged(text: str, mentions: list[DateMention]) -> list[DateMention]:
    ends: set[int] = set()
    for index, mention in enumerate(mentions):
        ahead = text[max(0, mention.span.start - 30) : mention.span.start]
        if index and _RANGE_LINK.fullmatch(text, mentions[index - 1].span.end, mention.span.start):
            ends |= {index - 1, index}
        elif _LOOSE_START.search(ahead) or _FROM.search(ahead):
            ends.add(index)
    return [mention._replace(ranged=True) if index in ends else mention for index, mention in enumerate(mentions)]


def _joined(text: str, mentions: list[DateMention]) -> list[DateMention]:
    """Give "15/6 và 15/12" one "trước" ahead and one "hằng năm" behind."""
    links = [bool(_AND.fullmatch(text, a.span.end, b.span.start)) for a, b in pairwise(mentions)]
    for index, linked in enumerate(links):
        if linked and mentions[index].before:
            mentions[index + 1] = mentions[index + 1]._replace(before=True)
    for index in reversed([index for index, linked in enumerate(links) if linked]):
        if mentions[index].recurrence is None and mentions[index].year is None:
            mentions[index] = mentions[index]._replace(recurrence=mentions[index + 1].recurrence)
    return mentions
