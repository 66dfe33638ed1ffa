"""Where somebody is named and told what to do: in a heading, as the subject of a sentence, or in a request."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Literal

from ingest.actors import GLUE, JOINS, LONGEST_NAME, LONGEST_TAIL, MARK, ORGAN, Actor, actors_at, trimmed
from ingest.places import place_at
from ingest.predicates import find_predicate, predicate_at
from ingest.reading import Reading, Stretch
from plans.model import Section
from plans.text import LOWER, UPPER, sentences, squeeze

After = Literal["heading", "colon", "verb"]
Request = Literal["đề nghị", "giao", "đối với", ""]

_REQUESTS: dict[str, Request] = {
    "đề nghị": "đề nghị",
    "đối với": "đối với",
    "trách nhiệm của": "",
    "trách nhiệm": "",
    "kính đề nghị": "đề nghị",
}
_REQUEST = re.compile(
    r"(đề\s+nghị|kính\s+đề\s+nghị|giao(?:\s+cho)?|yêu\s+cầu|phân\s+công|trách\s+nhiệm(?:\s+của)?|đối\s+với)\s+(?!thực\s+hiện)",
    re.IGNORECASE,
)
_ALONE = re.compile(r"Riêng\s+(?:đối\s+với\s+)?")  # one of those told before is told more
_OPENS = (
    r"(?:[Tt]rên\s+cơ\s+sở|[Cc]ăn\s+cứ|[Tt]heo|[Hh][àằ]ng|[Đđ]ịnh\s+kỳ|[Tt]rong|[Vv]ới|[Đđ]ể|[Nn]hằm|[Kk]hi|"
    r"[Ss]au|[Tt]rước)\s"
)
_CIRCUMSTANTIAL = re.compile(_OPENS)
_CIRCUMSTANCE = re.compile(rf"{_OPENS}[^.;:\n]{{3,220}}?,\s+")
_MOST_COMMAS = 20  # of a circumstance
_COMMA = re.compile(r",\s+")
_THEN = re.compile(r"thì\s+")
_PAUSE = re.compile(
    r"\s*,\s+(?=(?:căn\s+cứ|trên\s+cơ\s+sở|theo|trong\s+phạm\s+vi|tùy|định\s+kỳ|hàng|hằng)(?!\w))", re.IGNORECASE
)
_EACH = re.compile(rf"\s+(?:mỗi\s+{ORGAN}|đều)\s+", re.IGNORECASE)
_STANDING = re.compile(
    rf"Thường\s+trực\s+[{LOWER}]"
)  # the work of whoever the heading names: "Thường trực chuyển đổi số"
_LIST_BELOW = re.compile(r"(?:sau|sau\s+đây|như\s+sau|cụ\s+thể|nhiệm\s+vụ|nội\s+dung)\s*:$")
_END = re.compile(r"\s*[.;:]*\s*$")
_BEGGED = re.compile(r"\s*\(\s*đề\s+nghị(?!\w)", re.IGNORECASE)  # "Trạm Y tế xã (đề nghị)" over its tasks
_INSIDE = re.compile(
    rf"[:;(,t](?:(?<=[:;])\s*(?=[{UPPER}]|{_OPENS})|(?<=[:;(])\s*(?=(?:[Gg]iao|[Đđ]ề\s+nghị|[Yy]êu\s+cầu)\s)|(?<=\st)hì\s+(?=[{UPPER}])|"
    rf"(?<=,)\s*(?:trong\s+đó\s+(?=[{UPPER}])|(?=giao\s|(?:đề\s+nghị|yêu\s+cầu)\s+(?:các|thủ\s+trưởng)\s)))"
)
_BEHIND_ISSUER = re.compile(r"\s+(?=(?:giao|đề\s+nghị|yêu\s+cầu)\s+(?!thực\s+hiện))")
_WITH = re.compile(r"phối\s+hợp(?:\s+(?:chặt\s+chẽ|cùng|với))*\s+(?=[^.:\n]*$)", re.IGNORECASE)
_LONGEST_LIST = 300  # characters of partners
_BESIDE = re.compile(r"\s+(?:chủ\s+trì|phụ\s+trách|đảm\s+(?:nhiệm|nhận)|chịu\s+trách\s+nhiệm)(?=\s+\w)")
_BARE = ("Cơ quan", "Đơn vị", "Bộ phận", "Tổ chức", "Cấp", "Người")
_CHARGED = re.compile(r"\s+(?:có|chịu)\s+trách\s+nhiệm(?!\w)")
_OF = re.compile(
    r"(?:^|\s)(?:của|cho|với|do|về|đến|tới|từ|và|hoặc|bởi|tại|ở|trước|là|qua)\s$"
)  # what stands behind is no subject
_TO_COLON = re.compile(r"[^.;:\n]{3,80}(?=:)")
_AMOUNT = re.compile(
    r"\s*(?:(?:chỉ\s+tiêu\s+)?(?:xét|đề\s+nghị|(?:lựa\s+)?chọn)\s+)?(?:không\s+quá|từ\s+\d+|mỗi\s+(?:"
    rf"(?:{ORGAN}|người|hộ|em|cháu|suất|căn)\s+){{1,2}}\d+|từ\s+\d|tối\s+(?:đa|thiểu)|gồm|(?:là|có)\s+\d+|\d|\d+\s+(?:tập\s+thể|cá\s+nhân|suất|giải|đại\s+biểu))(?!\w)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Actors at the start of some words; from `said` on stands what they are to do."""

    start: int
    actors: tuple[Actor, ...]
    said: int
    after: After
    request: Request


def lead(reading: Reading, start: int, end: int) -> Lead | None:
    """Return the actors that `text[start:end]` opens with, unless it only mentions them."""
    asked = _REQUEST.match(reading.text, start, end)
    apart = None if asked else _ALONE.match(reading.text, start, end)
    at = asked.end() if asked else apart.end() if apart else start
    found = _lead_at(reading, start, at, end, asked)
    return found or (None if asked else _behind_circumstance(reading, start, end))


def _behind_circumstance(reading: Reading, start: int, end: int) -> Lead | None:
    """Return the actors behind "Trên cơ sở …, "; a verb behind a comma says that nobody is named: the heading is."""
    away = _CIRCUMSTANCE.match(reading.text, start, end)
    for _ in range(_MOST_COMMAS):
        then = _THEN.match(reading.text, away.end(), end) if away else None
        at = then.end() if then else away.end() if away else end
        if not away or predicate_at(reading.text, at):
            return None
        if found := _lead_at(reading, start, at, end, None, after_comma=True):
            return found
        away = _COMMA.search(reading.text, away.end(), min(end, away.end() + 160))
    return None


def leads(reading: Reading, stretch: Stretch) -> list[Lead]:
    """Return every place in a stretch where somebody is named and told what to do, in order."""
    return [*_leads(reading, stretch.start, stretch.end)]


@lru_cache(maxsize=1024)  # whoever looks for tasks and whoever looks for their limits ask about the same words
def _leads(reading: Reading, begin: int, end: int) -> tuple[Lead, ...]:
    found: list[Lead] = []
    for start in sorted({*_openings(reading, begin, end)}):
        if found and start < found[-1].said:
            continue
        one = lead(reading, start, end)
        again = one and one.after == "colon" and found and found[0].after == "colon"  # "Sở A: …; Sở B: …"
        if one and (one.after == "verb" or start == begin or again):
            found.append(one)
    return tuple(found)


def opens(reading: Reading, section: Section, after: Section | None = None) -> Lead | None:
    """Return the agencies of a paragraph that ends with a colon, or names them alone over what they are to do."""
    if section.kind != "paragraph" or section.children:
        return None
    own = reading.own(section)
    found = leads(reading, own)
    first = next((one for one in found if one.start == own.start), None)
    if found and not first and _announces(reading.text, found[-1], own.end):
        first = found[-1]
    over = after is not None and first is not None and first.after == "heading" and _is_work(reading, after)
    ends = reading.text[own.start : own.end][-1:]
    return first if ends == ":" or (over and ends != ".") else None


def _announces(text: str, last: Lead, end: int) -> bool:
    """Say whether the last sentence of a paragraph tells somebody to do what is listed below it."""
    said = text[last.said : end]
    return _LIST_BELOW.search(said) is not None and not any(mark in said for mark in (". ", "; "))


def _is_work(reading: Reading, section: Section) -> bool:
    """Say whether a section can be what the body named right above it is to do: a bullet, or a sentence."""
    if section.kind != "paragraph":
        return section.kind == "bullet"
    own = reading.own(section)
    named = [one for one in leads(reading, own) if one.start == own.start]
    return not named and reading.text[own.start : own.end].endswith((".", ";"))


def _openings(reading: Reading, begin: int, end: int) -> Iterator[int]:
    yield begin
    starts = [start for start, _ in sentences(reading.text[begin:end], begin)]
    starts += [match.end() for match in _INSIDE.finditer(reading.text, begin, end)]
    yield from (start for start in starts if not _lists_partners(reading.text, begin, start))
    before = begin
    for mention in reading.within(begin, end):
        if asking := _BEHIND_ISSUER.match(reading.text, mention.span.end, end):
            yield asking.end()
        start, before, listed = mention.span.start, mention.span.end, before == mention.span.start - 2
        if not listed and reading.text.endswith(", ", 0, start) and _BESIDE.match(reading.text, before):
            yield start  # "Sở A chủ trì quý I, Sở B chủ trì quý II"
        elif _CHARGED.match(reading.text, before) and _behind_time(reading.text, begin, start):
            yield start  # "Trong thời hạn 03 ngày kể từ ngày nhận hồ sơ Công an xã có trách nhiệm …"


def _lists_partners(text: str, begin: int, at: int) -> bool:
    """Say whether a list of partners goes on behind a semicolon: "phối hợp với Sở A; Sở B | tổ chức …"."""
    before = text[max(begin, at - _LONGEST_LIST) : at].rstrip()
    if not before.endswith(";"):
        return False
    if before.count("(") > before.count(")"):
        return True  # it tells who is meant
    joined = _WITH.search(before)
    return joined is not None and find_predicate(before, 0, len(before), joined.end()) is None


def _behind_time(text: str, begin: int, at: int) -> bool:
    """Say whether only a circumstance without a comma stands in a sentence before `at`."""
    opens = max(begin, *(text.rfind(mark, begin, at) + 1 for mark in ".;:\n"))
    opens = past_blanks(text, opens)
    words = text[opens:at]
    return "," not in words and _CIRCUMSTANTIAL.match(words) is not None and not _OF.search(words)


def _lead_at(
    reading: Reading, start: int, at: int, end: int, asked: re.Match[str] | None, after_comma: bool = False
) -> Lead | None:
    if not (after_comma or asked) and (_STANDING.match(reading.text, at) or not _may_open(reading, at, end)):
        return None
    actors, stop = actors_at(reading, at, end, small=asked is not None)
    if not actors and asked and asked[1].lower().endswith("của"):
        actors, stop = _whoever(reading, at, end)
    if not actors or _is_label(reading, actors, stop, end):
        return None
    request = _REQUESTS.get(" ".join(asked[1].lower().split()), "giao") if asked else ""
    if _END.match(reading.text, stop, end):
        begged = _BEGGED.match(reading.text, actors[-1].end, end)
        return Lead(start, actors, stop, "heading", "đề nghị" if begged else request)
    listed = _listed(reading, actors[-1], stop, end)
    if listed:
        return Lead(start, (*actors[:-1], listed), past_blanks(reading.text, listed.end), "verb", request)
    if reading.text[stop : stop + 1] == ":" and not _AMOUNT.match(reading.text, stop + 1, end):
        return Lead(start, actors, stop + 1, "colon", request)
    pause = _PAUSE.match(reading.text, stop, end)
    said = past_blanks(reading.text, pause.end() if pause else stop)
    each = _EACH.match(reading.text, stop, end)
    told = (
        pause
        or (predicate_at(reading.text, said) if not each else _each_does(reading.text, each.end()))
        or (request != "đối với" and _acts(reading.text, said, asked is not None))
    )
    if told:
        return Lead(start, actors, said, "verb", request)
    described = _described(reading, actors[-1], stop, end)
    return Lead(start, (*actors[:-1], described), described.end + 1, "colon", request) if described else None


def _is_label(reading: Reading, actors: tuple[Actor, ...], stop: int, end: int) -> bool:
    """Say whether no body is meant but a line tells which one it is: "Cơ quan giải quyết thủ tục: Sở Tư pháp"."""
    colon = _TO_COLON.match(reading.text, stop, end) if actors[0].name in _BARE and len(actors) == 1 else None
    behind = past_blanks(reading.text, colon.end() + 1) if colon else end
    return reading.named_at(behind, end) is not None


def _may_open(reading: Reading, at: int, end: int) -> bool:
    """Say whether a sentence or a clause can begin here: in small letters with a place or with whoever is charged."""
    if not reading.text[at : at + 1].islower() or place_at(reading.text, at, end):
        return True
    named = reading.named_at(at, end)
    return named is not None and _CHARGED.match(reading.text, named.span.end) is not None


def _each_does(text: str, at: int) -> bool:
    """Say whether something to do stands behind "mỗi đơn vị", and no share of awards."""
    return predicate_at(text, at) and not _AMOUNT.match(text, at)


def _described(reading: Reading, group: Actor, stop: int, end: int) -> Actor | None:
    """Return a group with the nouns that describe it up to a colon: "các cơ quan thông tin, truyền thông của tỉnh:"."""
    colon = _TO_COLON.match(reading.text, stop, end) if group.general else None
    if not colon or not predicate_at(reading.text, past_blanks(reading.text, colon.end() + 1)):
        return None
    return Actor(f"{group.name}{squeeze(' ' + colon[0])}", group.start, colon.end(), True)


def _whoever(reading: Reading, at: int, end: int) -> tuple[tuple[Actor, ...], int]:
    """Return the words behind "Trách nhiệm của" as an actor, whatever they are."""
    mark = MARK.search(reading.text, at, end)
    stop = trimmed(reading, at, mark.start() if mark else end)
    name = squeeze(reading.text[at:stop])
    named = 0 < len(name.split()) <= LONGEST_NAME
    return ((Actor(name[:1].upper() + name[1:], at, stop, True),) if named else ()), stop


def _listed(reading: Reading, group: Actor, stop: int, end: int) -> Actor | None:
    """Return a group together with the names behind its colon, where a verb follows them: "các Sở: A, B tổ chức …"."""
    text = reading.text
    if not group.general or text[stop : stop + 1] != ":":
        return None
    mark = re.compile(r"[.;:\n]").search(text, stop + 1, end)
    said = find_predicate(text, stop, mark.start() if mark else end, stop + 2)
    last = trimmed(reading, stop, said) if said else stop
    names = GLUE.split(text[stop + 1 : last].strip())
    bodies = all(name[:1].isupper() and len(name.split()) <= LONGEST_TAIL for name in names)
    if not said or not bodies or predicate_at(text, past_blanks(text, stop + 1)):
        return None
    return Actor(f"{group.name}{squeeze(text[stop:last])}", group.start, last, True)


def past_blanks(text: str, at: int) -> int:
    """Return the first place from `at` on that holds no blank."""
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _acts(text: str, said: int, asked: bool) -> bool:
    """Say whether the words after an actor can be a verb the table lacks: small letters, no word that joins nouns."""
    word = text[said : said + 1]
    return (asked and word not in ",.;)") or (word.isalpha() and word.islower() and not JOINS.match(text, said))
