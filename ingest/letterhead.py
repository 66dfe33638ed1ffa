"""What the head of a document states: its number, date and place, and the body above the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from typing import Generic, TypeVar

from ingest.grammar import DATE_LINE, NATION, NUMBER_LINE, is_capitals
from ingest.shadows import Shadow, traced
from ingest.zones import Zone
from plans.dates import find_dates
from plans.documents import find_numbers
from plans.model import Span
from plans.text import UPPER

T = TypeVar("T")

_COLUMN = re.compile(r"\s{3,}|\t+")
_SAID = re.compile(r"(?:^|[Ss]ố\s*[:.]?|SỐ\s*[:.]?)\s*$")
_PLACE = re.compile(
    rf"(?P<place>(?:(?:Thành phố|Tp\.?|TP\.?|Thị xã|Quận|Huyện|Xã|Phường|Tỉnh|Đặc khu)\s+)?[{UPPER}]\w*(?:(?:\s+|\s?[-–]\s?)[{UPPER}]\w*){{0,4}}),"
    r"\s*(?=[Nn]gày\b)"
)
_NOT_ISSUER = re.compile(r"CHỦ NGHĨA VIỆT NAM|DỰ THẢO|(?:TUYỆT |TỐI )?MẬT$|KHẨN$|THƯỢNG KHẨN|HỎA TỐC|HOẢ TỐC|V/V\b|ĐỘC LẬP")
_HEAD_WORD = re.compile(
    r"(?:[ỦU][ỶY] BAN|UBND|SỞ|BAN|HỘI|LIÊN|CỤC|CHI CỤC|VĂN PHÒNG|PHÒNG|BỘ|TỔNG|TRUNG TÂM|TRƯỜNG|BỆNH VIỆN|VIỆN|CÔNG|ĐOÀN|TỈNH [ỦU][ỶY]|"
    r"THÀNH [ỦU][ỶY]|HUYỆN [ỦU][ỶY]|ĐẢNG|TIỂU BAN|TỔ|CHÍNH PHỦ|THỦ TƯỚNG|MẶT TRẬN)\b"
)


@dataclass(frozen=True, slots=True)
class Stated(Generic[T]):
    """A value and the place in the source where the document states it."""

    value: T
    span: Span


def segments(source: str, zones: Sequence[Zone]) -> Iterator[Shadow]:
    """Yield the pieces of the header zones: a whole table cell, a line, or a column of a line."""
    for block in (block for zone in zones if zone.kind == "header" for block in zone.blocks):
        if block.shape == "cell":
            yield traced(source, block.lines[0].start, block.lines[-1].end)
            continue
        for line in block.lines:
            yield from _columns(traced(source, line.start, line.end))


def _columns(shadow: Shadow) -> Iterator[Shadow]:
    start = 0
    for gap in [*(m.span() for m in _COLUMN.finditer(shadow.text)), (len(shadow.text), len(shadow.text))]:
        if shadow.text[start : gap[0]].strip():
            yield Shadow(shadow.text[start : gap[0]], shadow.offsets[start : gap[0]])
        start = gap[1]


def number(pieces: Sequence[Shadow]) -> Stated[str] | None:
    """Return the document's own number, without blanks; a number of another document is not one."""
    for piece in pieces:
        for found in find_numbers(piece.text):
            if _SAID.search(piece.text[: found.span.start]):
                return Stated(found.number, piece.span(found.span.start, found.span.end))
    return None


def issued(pieces: Sequence[Shadow]) -> Stated[date] | None:
    """Return the date after the place; `None` when it is left blank or wrong."""
    for piece in pieces:
        if place := _PLACE.search(piece.text):
            for found in find_dates(piece.text[place.end() :]):
                if found.calendar:
                    start, end = found.span.start + place.end(), found.span.end + place.end()
                    return Stated(found.calendar, piece.span(start, end))
    return None


def place(pieces: Sequence[Shadow]) -> Stated[str] | None:
    """Return the place before the date."""
    for piece in pieces:
        if found := _PLACE.search(piece.text):
            return Stated(" ".join(found["place"].split()), piece.span(*found.span("place")))
    return None


def issuer(pieces: Sequence[Shadow]) -> Stated[tuple[str, ...]] | None:
    """Return the bodies printed above the number in capitals, the highest first."""
    lines = [piece for piece in pieces if _is_issuer(piece.text)]
    if not lines:
        return None
    bodies: list[str] = []
    for line in lines:
        text = " ".join(line.text.replace("-----", " ").split()).strip(" -*_.")
        for part in _bodies(text):
            if bodies and not _HEAD_WORD.match(part):
                bodies[-1] += " " + part
            else:
                bodies.append(part)
    first, last = lines[0].offsets[0], lines[-1].offsets[-1] + 1
    return Stated(tuple(bodies), Span(first, last))


def _is_issuer(text: str) -> bool:
    text = text.strip()
    if NATION.search(text) or NUMBER_LINE.match(text) or DATE_LINE.match(text) or _NOT_ISSUER.match(text):
        return False
    return is_capitals(text) and sum(c.isalpha() for c in text) > 3


def _bodies(text: str) -> Iterator[str]:
    """Split one cell's capitals into bodies: "BỘ TÀI CHÍNH CỤC THUẾ" names two, "ỦY BAN NHÂN DÂN TỈNH X" one."""
    from plans.agencies import find_agencies

    mentions = find_agencies(text)
    starts = [m.span.start for m in mentions if _HEAD_WORD.match(text, m.span.start)] or [0]
    starts[0] = 0
    for start, stop in zip(starts, [*starts[1:], len(text)], strict=True):
        yield text[start:stop].strip()
