"""Where the name of a body ends that no table holds and that has a comma or "và" inside."""

from __future__ import annotations

import re

from ingest.predicates import predicate_at
from plans.text import LOWER, UPPER

UNLISTED = re.compile(r"(?:Ban|Cục|Vụ|Viện|Phòng|Trung\s+tâm|Chi\s+cục|Khoa|Quỹ|Hội|Hiệp\s+hội|Trạm|Đội|Tổ|Trường)\s")
_COMMA = re.compile(r",\s*")
_WORD = re.compile(rf"[{UPPER}]?[{LOWER}]+(?:\s+|(?=:)|$)")
_RUN = re.compile(rf"[{UPPER}]?[{LOWER}\s]+(?:{_WORD.pattern})*")
_LONGEST = 40  # characters of the fields behind a comma
_PARKS = re.compile(
    rf"(?:\s+[{UPPER}][{LOWER}]+)*\s+và\s+các\s+[Kk]hu\s+(?:công\s+nghiệp|công\s+nghệ\s+cao|kinh\s+tế|chế\s+xuất)"
    rf"(?:\s+(?:tỉnh|thành\s+phố))?(?:\s+[{UPPER}][{LOWER}]+)*"
)


def of_fields(text: str, at: int, stop: int, end: int) -> int:
    """Return where a unit's name ends that lists its fields ahead of a verb, a colon or the end, else 0.

    "Ban Chính sách, pháp luật", "Quỹ Bảo vệ, phát triển rừng"; a comma lists what is alike, things or deeds.
    """
    head, comma = UNLISTED.match(text, at), _COMMA.match(text, stop, end)
    if not head or not comma or predicate_at(text, head.end()) != predicate_at(text, comma.end()):
        return 0
    run = _RUN.match(text, comma.end(), min(end, comma.end() + _LONGEST))
    words = (word.end() for word in _WORD.finditer(text, comma.end(), run.end() if run else 0))
    last = next((last for last in words if last == end or text[last] == ":" or predicate_at(text, last)), 0)
    return at + len(text[at:last].rstrip()) if last else 0


def with_parks(text: str, at: int, start: int, end: int) -> int:
    """Return where the name of a board ends that manages an economic zone "và các khu công nghiệp …", else 0."""
    parks = _PARKS.match(text, start, end) if text.startswith("Ban Quản lý", at) else None
    return parks.end() if parks else 0
