"""What the head of a document states: its number, date and place, and the bodies above the number."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date
from itertools import accumulate, pairwise, takewhile

from ingest.grammar import COLUMN, DATE_LINE, NATION, NUMBER_LINE, SUMMARY, is_capitals, is_lower
from ingest.lines import Line
from ingest.shadows import Shadow, traced
from ingest.stated import Stated
from ingest.titles import is_agency
from ingest.zones import Zone
from plans.agencies import each_agency, find_agencies
from plans.dates import find_dates
from plans.documents import find_numbers
from plans.model import Span
from plans.text import UPPER

_SAID = re.compile(r"(?:^|[Ss]ố\s*[:.]?|SỐ\s*[:.]?)\s*$")
_PLACE = re.compile(
    rf"(?P<place>(?:(?:Thành phố|Tp\.?|TP\.?|Thị xã|Quận|Huyện|Xã|Phường|Tỉnh|Đặc khu)\s+)?[{UPPER}]\w*"
    rf"(?:(?:\s+|\s?[-–]\s?)[{UPPER}]\w*){{0,4}})\s*,?\s+(?=[Nn]gày\b)"
)
_NO_PLACE = re.compile(r"\W*(?=[Nn]gày\b)")
_BESIDE = re.compile(r"\w\s[-–]\s*$")
_NOT_ISSUER = re.compile(
    r"/|CHỦ NGHĨA VIỆT NAM|MẶT TRẬN TỔ QUỐC VIỆT NAM$|DỰ THẢO|(?:TUYỆT |TỐI )?MẬT$|KHẨN$|"
    r"THƯỢNG KHẨN|HỎA TỐC|HOẢ TỐC|V/V\b|ĐỘC LẬP|KÍNH GỬI"
)
_BODY = re.compile(
    r"(?i:[ỦU][ỶY] BAN|UBND|BCH|BTV|SỞ|BAN|HỘI|LIÊN|CỤC|CHI CỤC|VĂN PHÒNG|PHÒNG|BỘ|TỔNG|TRUNG TÂM|TRƯỜNG|BỆNH VIỆN|"
    r"VIỆN|CÔNG|ĐOÀN|(?:TỈNH|THÀNH|HUYỆN|ĐẢNG|QUẬN|THỊ) [ỦU][ỶY]|(?:TỈNH|THÀNH|HUYỆN|QUẬN|XÃ|PHƯỜNG) ĐOÀN|ĐẢNG BỘ|"
    r"CHI BỘ|CĐCS|HỌC VIỆN|HẠT|TRẠM|ĐỒN|TIỂU BAN|TỔ|CHÍNH PHỦ|THỦ TƯỚNG|MẶT TRẬN)\b"
)


def segments(source: str, zones: Sequence[Zone]) -> Iterator[Shadow]:
    """Yield the pieces of the header zones: what a table cell says of one thing, a line, or a column of a line."""
    for block in (block for zone in zones if zone.kind == "header" for block in zone.blocks):
        if block.shape == "cell":
            yield from _of_cell(source, block.lines)
            continue
        for line in block.lines:
            yield from _columns(traced(source, line.start, line.end))


def _of_cell(source: str, lines: Sequence[Line]) -> Iterator[Shadow]:
    """Yield the lines of a cell, those together that no number and no date parts."""
    first = 0
    for at in range(1, len(lines) + 1):
        if at == len(lines) or NUMBER_LINE.match(lines[at].text) or _opens_date(lines[at - 1].text, lines[at].text):
            yield traced(source, lines[first].start, lines[at - 1].end)
            first = at


def _opens_date(above: str, text: str) -> bool:
    """Say whether place and date begin here and not in the line above: "Thành phố", "Hồ Chí Minh, ngày 05"."""
    apart = is_capitals(above) or any(form.search(above) for form in (NATION, NUMBER_LINE))
    return apart and DATE_LINE.match(text) is not None


def _columns(shadow: Shadow) -> Iterator[Shadow]:
    start = 0
    for gap in [*(m.span() for m in COLUMN.finditer(shadow.text)), (len(shadow.text), len(shadow.text))]:
        if shadow.text[start : gap[0]].strip():
            yield shadow.part(start, gap[0])
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
    for piece in _dated(pieces):
        if (before := _PLACE.search(piece.text) or _NO_PLACE.match(piece.text)) is None:
            continue
        for found in find_dates(piece.text[before.end() :]):
            if found.calendar:
                start, end = found.span.start + before.end(), found.span.end + before.end()
                return Stated(found.calendar, piece.span(start, end))
    return None


def place(pieces: Sequence[Shadow]) -> Stated[str] | None:
    """Return the place before the date."""
    for piece in _dated(pieces):
        if found := _PLACE.search(piece.text):
            return Stated(" ".join(found["place"].split()), piece.span(*found.span("place")))
    return None


def _dated(pieces: Sequence[Shadow]) -> list[Shadow]:
    return [piece for piece in pieces if "gày" in piece.text]


def summary(pieces: Sequence[Shadow]) -> Stated[str] | None:
    """Return what an official letter is about: the words after "V/v"."""
    for at, piece in enumerate(pieces):
        if found := SUMMARY.search(piece.text):
            words = [piece.text[found.end() :], *(rest.text for rest in _lower_after(pieces, at))]
            last = pieces[at + len(words) - 1]
            if said := " ".join(" ".join(words).split()).strip(" ."):
                return Stated(said, Span(piece.span(found.end(), len(piece.text)).start, last.ends[-1]))
    return None


def _lower_after(pieces: Sequence[Shadow], at: int) -> list[Shadow]:
    """Return the pieces that go on with the one at `at`: lines that open with a small letter."""
    return list(takewhile(lambda piece: is_lower(piece.text.strip()), pieces[at + 1 :]))


def bodies(pieces: Sequence[Shadow]) -> Stated[tuple[str, ...]] | None:
    """Return the bodies printed above the number in capitals, the highest first."""
    numbered = next((at for at, piece in enumerate(pieces) if NUMBER_LINE.match(piece.text.strip())), len(pieces))
    above = [piece for piece in pieces[:numbered] if _names_body(piece.text)]
    lines = above or [piece for piece in pieces if _names_body(piece.text)]  # below it stands the other column
    if not lines:
        return None
    capitals = [_words(line.text) for line in lines]
    return Stated(tuple(_split(capitals)), Span(lines[0].offsets[0], lines[-1].ends[-1]))


def _words(printed: str) -> str:
    """Return a line without rules around it; a dash behind its last word stays: the next line names one beside it."""
    words = " ".join(printed.split()).strip(" -*_.–—=")
    return f"{words} -" if _BESIDE.search(printed) else words


def _names_body(text: str) -> bool:
    text = text.strip()
    if NATION.search(text) or NUMBER_LINE.match(text) or DATE_LINE.match(text) or _NOT_ISSUER.match(text):
        return False
    return is_capitals(text) or is_agency(text)


def is_central(capitals: str) -> bool:
    """Say whether a line opens with a body of the whole country, which stands above every other one."""
    mention = next(each_agency(capitals), None)
    return mention is not None and mention.levels == {"trung ương"}


def _split(lines: Sequence[str]) -> Iterator[str]:
    """Split capitals into bodies: "BỘ TÀI CHÍNH CỤC THUẾ" names two, "ỦY BAN NHÂN DÂN" and "TỈNH X" below it one."""
    text = " ".join(lines)
    mentions = find_agencies(text)
    firsts = list(accumulate((len(line) + 1 for line in lines[:-1]), initial=0))
    apart = {at for at, line in zip(firsts, lines, strict=True) if is_central(line)}
    inside = {at for mention in mentions for at in range(mention.span.start + 1, mention.span.end)}
    starts = {at for at in (*firsts, *(m.span.start for m in mentions)) if _BODY.match(text, at)} - inside | apart | {0}
    for start, stop in pairwise((*sorted(starts), len(text))):
        yield text[start:stop].strip()
