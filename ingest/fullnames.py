"""Where the name of a body ends that no table holds and that has a comma or "và" inside."""

from __future__ import annotations

import re

from ingest.predicates import find_predicate, predicate_at
from plans.text import LOWER, UPPER

UNLISTED = re.compile(r"(?:Ban|Cục|Vụ|Viện|Phòng|Trung\s+tâm|Chi\s+cục|Khoa|Quỹ|Hội|Hiệp\s+hội|Trạm|Đội|Tổ|Trường)\s")
_COMMA = re.compile(r",\s*")
_RUN = re.compile(rf"[{UPPER}]?[{LOWER}\s]+(?:[{UPPER}][{LOWER}]+\s*)*")
_SMALL = re.compile(rf"(?:\s+[{LOWER}]+){{1,2}}")
_MARK = re.compile(r"\s*(?:[:;.,(]|$)")
_NO_WORD_OF_NAME = re.compile(
    r"\s+(?:và|của|trong|về|với|do|để|là|đến|theo|từ|cho|tại|trên|có|được|bị|sẽ|đã|các|khi|nếu)(?!\w)"
)
# Verbs that are what a unit is called by: "Phòng Kế hoạch tổng hợp".
_TITLE = re.compile(
    r"\s(?:tổng\s+hợp|quản\s+(?:trị|lý)|kiểm\s+(?:tra|soát)|giám\s+sát|thanh\s+tra|điều\s+phối|đào\s+tạo|đầu\s+tư)"
)
_LONGEST = 40  # characters of the fields behind a comma
_PARKS = re.compile(
    rf"(?:\s+[{UPPER}][{LOWER}]+)*\s+và\s+các\s+[Kk]hu\s+(?:công\s+nghiệp|công\s+nghệ\s+cao|kinh\s+tế|chế\s+xuất)"
    rf"(?:\s+(?:tỉnh|thành\s+phố))?(?:\s+[{UPPER}][{LOWER}]+)*"
)


def of_fields(text: str, at: int, stop: int, end: int) -> int:
    """Return where a unit's name ends that lists its fields ahead of a verb, a colon or the end, else 0.

    "Ban Chính sách, pháp luật", "Quỹ Bảo vệ, phát triển rừng"; a verb behind the comma goes on with one before it.
    """
    head, comma = UNLISTED.match(text, at), _COMMA.match(text, stop, end)
    if not head or not comma or (predicate_at(text, comma.end()) and not predicate_at(text, head.end())):
        return 0
    run = _RUN.match(text, comma.end(), min(end, comma.end() + _LONGEST))
    if not run:
        return 0
    said = find_predicate(text, at, min(end, run.end() + _LONGEST), comma.end() + 1)
    last = said if said and said <= run.end() else run.end() if run.end() == end or text[run.end()] in ":|" else 0
    return at + len(text[at:last].rstrip()) if last else 0


def with_parks(text: str, at: int, start: int, end: int) -> int:
    """Return where the name of a board ends that manages an economic zone "và các khu công nghiệp …", else 0."""
    parks = _PARKS.match(text, start, end) if text.startswith("Ban Quản lý", at) else None
    return parks.end() if parks else 0


def whole_words(text: str, at: int, stop: int, end: int) -> int:
    """Return where the word ends whose first syllable alone has a capital: "Đoàn Thanh niên Bệnh | viện"."""
    more = None if _NO_WORD_OF_NAME.match(text, stop) else _SMALL.match(text, stop, end)
    last = text[at:stop].split()[-1:]
    if not more or not last or not last[0][0].isupper() or predicate_at(text, stop + 1):
        return stop
    said = find_predicate(text, at, min(end, more.end() + _LONGEST), stop + 1)
    if said and said <= more.end() + 1:
        return said
    return more.end() if _MARK.match(text, more.end(), end) else stop


def is_title(text: str, at: int, words: str) -> bool:
    """Say whether words before a colon end the name of a unit and are no deed: "Phòng Kế hoạch tổng hợp: …"."""
    return UNLISTED.match(text, at) is not None and _TITLE.fullmatch(words) is not None
