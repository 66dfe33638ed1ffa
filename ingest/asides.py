"""Agencies named beside what is done, not before it: in a bracket behind it, or as those by whom it is done."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from ingest.actors import Actor, actors_at
from ingest.predicates import PREDICATE
from ingest.reading import Reading, Stretch
from plans.text import UPPER

_BRACKET = re.compile(
    r"\((?P<who>[^()\n]{3,120}?)\s+(?P<role>chủ\s+trì|thực\s+hiện|phối\s+hợp|chịu\s+trách\s+nhiệm)(?:\s+thực\s+hiện)?\s*\)"
)
_BEHIND = re.compile(rf"(?P<mark>[,.;])\s(?=[{UPPER}])")
_LEADS = re.compile(r"\s+(?P<role>chủ\s+trì|phụ\s+trách)(?P<mark>[,.;]|$)")
_VERB = re.compile(rf"\s+(?!phối\s)(?:{PREDICATE.pattern})(?:,|\s+và)\s")
# What says only when or by what something is done: no task stands there.
_WHEN = re.compile(r"(?:Trong|Khi|Sau|Trước|Từ|Đến|Vào|H[àằ]ng|Định\s+kỳ|Căn\s+cứ|Trên\s+cơ\s+sở|Theo)\s[^.;]*$")
_BY = re.compile(rf"(?<=\sdo\s)(?=[{UPPER}]|ngành\s)")
_DOING = re.compile(
    r"\s+(?:(?:cùng\s+)?phối\s+hợp\s+)?(?:bố\s+trí|tổ\s+chức|quản\s+lý|thực\s+hiện|phụ\s+trách|chủ\s+trì|xử\s+lý|thiết\s+kế"
    r"|biên\s+soạn|cung\s+cấp|đảm\s+nhiệm|hướng\s+dẫn|xây\s+dựng|lập|hỗ\s+trợ|vận\s+động|kiểm\s+tra|khảo\s+sát|theo\s+dõi|thẩm\s+định|giám\s+sát|chấm|làm)(?!\w)"
)


@dataclass(frozen=True, slots=True)
class Aside:
    """Agencies, their role as printed, and what they do."""

    actors: tuple[Actor, ...]
    role: str
    task: Stretch


def bracketed(reading: Reading, own: Stretch) -> Iterator[Aside]:
    """Yield the agencies in a bracket with the words before it: "Mua sách (Sở Y tế chủ trì)"."""
    for clause in reading.clauses(own) if reading.says(own, ("(",)) else ():
        for match in _BRACKET.finditer(reading.text, clause.start, clause.end):
            actors, stop = actors_at(reading, match.start("who"), match.end("who"))
            if actors and not reading.text[stop : match.end("who")].strip():
                yield Aside(actors, match["role"], Stretch(own.section, clause.start, match.start()))


def led_by(reading: Reading, own: Stretch) -> Iterator[Aside]:
    """Yield the agencies said behind a task to lead it, with all before them: "Giám sát 08 xã. Hội Phụ nữ chủ trì."."""
    for match in _BEHIND.finditer(reading.text, own.start, own.end) if reading.says(own, ("trì", "trách")) else ():
        actors, stop = actors_at(reading, match.end(), own.end)
        led = _LEADS.match(reading.text, stop, own.end) if actors else None
        if not led or _WHEN.match(reading.text, own.start, match.start()):
            continue
        goes_on = led["mark"] == "," and _VERB.match(reading.text, led.end(), own.end)  # "… chủ trì, quản lý và …"
        if not goes_on and (led["mark"] != "," or match["mark"] == ","):  # "Sở A chủ trì, Sở B phối hợp …": a sentence
            yield Aside(actors, led["role"], Stretch(own.section, own.start, match.start()))


def done_by(reading: Reading, own: Stretch) -> Iterator[Aside]:
    """Yield the agencies by which a clause says that something is done: "xe cấp cứu do Sở Y tế bố trí"."""
    for clause in reading.clauses(own) if reading.says(own, ("do",)) else ():
        for match in _BY.finditer(reading.text, clause.start, clause.end):
            actors, stop = actors_at(reading, match.end(), clause.end)
            if actors and _DOING.match(reading.text, stop, clause.end):
                yield Aside(tuple(one for one in actors if not one.general), "liên quan", clause)
