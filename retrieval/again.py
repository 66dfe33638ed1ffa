"""A body named in full before a question, and by its kind alone in it: "Em bên Hội Nông dân xã. Hội phải làm gì?"."""

from __future__ import annotations

import re

from plans.text import fold
from retrieval.named import agencies_in

_KIND = re.compile(
    r"\W*(?:(?:vậy|thì|thế) )*(?:bên )?(?P<kind>hội|đoàn|công đoàn|sở|ban|phòng|cục|chi cục|trung tâm|trạm|văn phòng"
    r"|chi bộ|chi hội|mặt trận|đảng ủy)"
    r"(?= (?:(?:sẽ|thì|có) )?(?:phải|cần|được|làm|lo|chủ trì|phối hợp|báo cáo|gửi|nộp|chịu)\b)",
    re.IGNORECASE,
)


def named_again(asked: str, told: str) -> str:
    """Return a question with the one body of its kind that is told of before it in place of the kind it opens with."""
    called = _KIND.match(asked) if told else None
    if called is None or any(body.span.start <= called.start("kind") for body in agencies_in(asked)[:1]):
        return asked
    bodies = {told[m.span.start : m.span.end] for m in agencies_in(told) if not m.general}
    own = {body for body in bodies if fold(body).startswith(f"{fold(called['kind'])} ")}
    return f"{asked[: called.start('kind')]}{own.pop()}{asked[called.end('kind') :]}" if len(own) == 1 else asked
