"""Which other documents a plan names: by number, by a law's name, or by a scheme's quoted title.

What stands beside a number is read on: date, issuer (only bodies that are known ones), title. A date and an issuer
printed once at the end of a list ("Quyết định số …; Quyết định số … ngày 12/12/2013 của Bộ Chính trị") hold for all
of it.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import astuple, dataclass, replace
from datetime import date
from functools import lru_cache

from ingest.amendments import relation
from ingest.reading import Reading, read
from plans.dates import find_dates
from plans.documents import Law, find_laws, find_numbers, kind_names, kind_of
from plans.model import Plan, Reference, SectionKind
from plans.provinces import find_provinces
from plans.ranges import Ranges
from plans.rows import repeated
from plans.text import fold, squeeze

OUTSIDE: frozenset[SectionKind] = frozenset({"header", "stamp", "recipients", "signature"})

_MORE_KINDS = ("Chương trình hành động", "Thông báo kết luận", "Văn bản")
_KINDS = "|".join(sorted({*kind_names(), *_MORE_KINDS}, key=len, reverse=True)).replace(" ", r"\s+")
_JOINTLY = r"(?:\s+(?:phối\s+hợp|liên\s+(?:tịch|ngành|bộ))){0,2}"
_KIND = re.compile(rf"(?<!\w)((?:{_KINDS}){_JOINTLY})\s*(?:số)?\s*[:.]?\s*$", re.IGNORECASE)
_SAID = re.compile(r"(?<!\w)số\s*[:.]?\s*$", re.IGNORECASE)
_TO_DATE = re.compile(r"[\s,(]*(?:ban\s+hành\s+)?", re.IGNORECASE)
_TO_ISSUER = re.compile(r"[\s,)]*của\s+(?:Bộ\s+trưởng,?\s+(?:Chủ\s+nhiệm\s+)?)?", re.IGNORECASE)
_ISSUER = re.compile(
    r"(?:Ban\s+(?:Bí\s+thư|Chấp\s+hành)(?:\s+Trung\s+ương)?(?:\s+Đảng)?|Bộ\s+Chính\s+trị|Thủ\s+tướng\s+Chính\s+phủ|"
    r"Chính\s+phủ|Chủ\s+tịch\s+nước|Quốc\s+hội|(?:Ủy|Uỷ)\s+ban\s+Thường\s+vụ\s+Quốc\s+hội|Trung\s+ương(?:\s+Đảng)?|"
    r"(?:Ban\s+(?:Thường\s+vụ|Chấp\s+hành)\s+(?:Đảng\s+bộ\s+)?)?(?:Tỉnh|Thành|Huyện|Quận|Thị|Đảng)\s+(?:ủy|uỷ)|"
    r"(?:Chủ\s+tịch\s+)?(?:UBND|HĐND|(?:Ủy|Uỷ)\s+ban\s+nhân\s+dân|Hội\s+đồng\s+nhân\s+dân)(?:\s+(?:tỉnh|thành\s+phố|TP))?)(?!\w)",
    re.IGNORECASE,
)
_CASED = (
    "Ban Bí thư", "Ban Chấp hành", "Ban Thường vụ", "Trung ương", "Đảng", "Bộ Chính trị", "Thủ tướng", "Chính phủ",
    "Quốc hội", "Chủ tịch", "Tỉnh ủy", "Thành ủy", "Huyện ủy", "Ủy ban", "Hội đồng", "Bộ", "UBND", "HĐND",
)  # fmt: skip
_TO_PLACE = re.compile(r"\s+(?:(?:tỉnh|thành\s+phố)\s+)?", re.IGNORECASE)
_TERM = r"(?:\s*\(?kh[óo][aá]\s+[IVX, ]+\)?)?"
_TITLE = re.compile(
    rf"{_TERM}[\s,)]*(?:(?P<quoted>(?:về\s+)?[“\"«]\s*(?:về\s+(?:việc\s+)?)?)|về\s+(?:việc\s+)?|"
    r"(?=(?:phê\s+duyệt|ban\s+hành|quy\s+định|hướng\s+dẫn|sửa\s+đổi|công\s+bố)\s))",
    re.IGNORECASE,
)
_TITLE_END = re.compile(
    r"[;\n(”»]|\.(?=\s|$|/)|\s+như\s+sau|,?\s+với\s+(?:các|những)\s+nội\s+dung|,\s+trong\s+đó|\s+(?:để|nhằm|gắn\s+với)\s|"
    rf",?\s+(?:và\s+)?(?=(?:{_KINDS})\s+(?:số\s+)?\d)|,?\s+và\s+số\s+\d|,?\s+ngày\s+\d|,\s+(?-i:(?=[A-ZĐỦ]))",
    re.IGNORECASE,
)
_QUOTE_END = re.compile(r"[”\"»]|\n")
_LINK = re.compile(r"[\s,;]*(?:và\s+)?$")
_NEXT = re.compile(r"[^.;\n]{0,400};\s*")  # to the next document of a list: what the one before is about
_SCHEME = re.compile(r"(?P<kind>Đề\s+án|Chương\s+trình|Dự\s+án|Chiến\s+lược)\s+[“\"«](?P<title>[^”\"»\n]{4,300})[”\"»]")
_LONGEST_TITLE = 400


@dataclass(frozen=True, slots=True)
class _Found:
    """A reference in the reading: `[start, core)` is its number, date and issuer, `end` comes after its title."""

    start: int
    core: int
    end: int
    kind: str
    number: str | None
    issued_on: date | None = None
    issuer: str | None = None
    title: str | None = None


def find_references(plan: Plan) -> tuple[Reference, ...]:
    """Return the documents `plan` names in reading order; its own number is none of them.

    What a table's merged cell names is named once, and not again in each row that the cell spans.
    """
    reading = read(plan)
    again = Ranges(_repeated(plan))
    own = fold(plan.header.number or "")
    made: list[Reference] = []
    before: _Found | None = None
    for one in _found(reading):
        if (one.number and fold(one.number) == own) or again.meet(*astuple(reading.span(one.start, one.core))):
            continue
        reference = _reference(plan, reading, one)
        if reference and not reference.relation and before and _listed(reading, before, one):
            reference = replace(reference, relation=made[-1].relation)
        if reference:
            made.append(reference)
        before = one if reference else None
    return tuple(made)


def _repeated(plan: Plan) -> Iterator[tuple[int, int]]:
    for section in plan.walk():
        if section.kind == "table":
            yield from repeated(plan.quote(section.own), section.own.start)


def _listed(reading: Reading, before: _Found, one: _Found) -> bool:
    """Say whether two documents stand in one list: what is said of the first is said of the second."""
    linked = any(_LINK.fullmatch(reading.text, end, one.start) for end in (before.core, before.end))
    return linked or _NEXT.fullmatch(reading.text, before.core, one.start) is not None


def cited_ranges(reading: Reading) -> list[tuple[int, int]]:
    """Return where in a reading documents are named: figures and dates there belong to the names."""
    return [(found.start, found.core) for found in _found(reading)]


@lru_cache(maxsize=2)
def _found(reading: Reading) -> tuple[_Found, ...]:
    laws = find_laws(reading.text)
    numbered = _nested(reading, _shared(reading, list(_numbered(reading, laws))))
    taken = Ranges((found.start, found.end) for found in numbered)
    named = (one for one in _named(reading, laws) if not taken.meet(one.start, one.core))
    return tuple(sorted([*numbered, *named], key=lambda found: found.start))


def _reference(plan: Plan, reading: Reading, found: _Found) -> Reference | None:
    span = reading.span(found.start, found.core)
    section = plan.innermost(span.start)
    if section.kind in OUTSIDE:
        return None
    section = next((s for s in reversed(plan.ancestors(section.id)) if s.span.contains(span)), section)
    done = relation(reading.text, found.start, found.core, section.kind) if found.number else None
    return Reference(found.kind, found.number, found.issued_on, found.issuer, found.title, span, section.id, done)


def _numbered(reading: Reading, named: Sequence[Law]) -> Iterator[_Found]:
    text, previous = reading.text, ""
    laws = {law.span.end: law for law in named}
    for number in find_numbers(text):
        start, end = number.span.start, number.span.end
        said = _KIND.search(text[max(0, start - 60) : start])
        stop = start - len((_SAID.search(text[max(0, start - 8) : start]) or [""])[0])
        law = laws.get(len(text[:stop].rstrip()))
        kind = _capital(said[1]) if said else law.kind if law else kind_of(number.number) or previous or "Văn bản"
        begin = law.span.start if law else start - len(said[0]) if said else stop
        previous = kind
        yield _read_on(reading, _Found(begin, end, end, kind, number.number, title=law.title if law else None))


def _named(reading: Reading, laws: Sequence[Law]) -> Iterator[_Found]:
    for law in laws:
        yield _dated(
            reading, _Found(law.span.start, law.span.end, law.span.end, law.kind, None, title=law.title or None)
        )
    for match in _SCHEME.finditer(reading.text):
        kind, title = _capital(match["kind"]), squeeze(match["title"])
        yield _Found(match.start(), match.end(), match.end(), kind, None, title=title)


def _read_on(reading: Reading, found: _Found) -> _Found:
    found = _issued(reading, _dated(reading, found))
    return found if found.title else _titled(reading, found)


def _dated(reading: Reading, found: _Found) -> _Found:
    start = _matched(_TO_DATE, reading.text, found.core)
    mention = next(iter(find_dates(reading.text[start : start + 40])), None)
    if not mention or mention.span.start or not mention.calendar:
        return found
    end = start + mention.span.end
    return replace(found, core=end, end=end, issued_on=mention.calendar)


def _issued(reading: Reading, found: _Found) -> _Found:
    to_issuer = _TO_ISSUER.match(reading.text, found.core)
    end = _issuer_end(reading, to_issuer.end()) if to_issuer else 0
    if not to_issuer or not end:
        return found
    printed = squeeze(reading.text[to_issuer.end() : end])
    shouted = sum(letter.isupper() for letter in printed) * 2 > len(printed)
    return replace(found, core=end, end=end, issuer=_lowered(printed) if shouted else printed)


def _lowered(printed: str) -> str:
    """Return a body's name printed in capitals as it is written elsewhere."""
    words = printed.lower()
    for name in (*_CASED, *(place.name for place in find_provinces(printed))):
        words = re.sub(re.escape(name), name, words, flags=re.IGNORECASE)
    return words


def _issuer_end(reading: Reading, start: int) -> int:
    """Return where the known body named at `start` ends, its place included; 0 when none is."""
    known = _ISSUER.match(reading.text, start)
    mention = reading.named_at(start, start + 120)
    if not known and not mention:
        return 0
    end = known.end() if known else mention.span.end if mention else 0
    to_place = _matched(_TO_PLACE, reading.text, end)
    place = next(iter(find_provinces(reading.text[to_place : to_place + 30])), None)
    return to_place + place.span.end if place and not place.span.start else end


def _titled(reading: Reading, found: _Found) -> _Found:
    text = reading.text
    opening = _TITLE.match(text, found.core)
    if not opening:
        return found
    limit = opening.end() + _LONGEST_TITLE
    closing = (_QUOTE_END if opening["quoted"] else _TITLE_END).search(text, opening.end(), limit)
    end = closing.start() if closing else min(limit, len(text))
    end += text[opening.end() : end].count("“") > 0 and text[end : end + 1] == "”"
    title = squeeze(text[opening.end() : end]).rstrip(" ,.;/")
    return replace(found, end=end, title=title or None)


def _nested(reading: Reading, found: list[_Found]) -> list[_Found]:
    """Let a title that names a document run to that document's end: "về thực hiện Chỉ thị 21-CT/TW ngày …"."""
    for index, inner in enumerate(found[1:]):
        one = found[index]
        if one.title and reading.text[one.end : inner.start].isspace():
            title = f"{one.title} {squeeze(reading.text[inner.start : inner.core])}"
            found[index] = replace(one, title=title, end=inner.core)
    return found


def _shared(reading: Reading, found: list[_Found]) -> list[_Found]:
    """Give a list of references the date and the issuer printed once, after the last of them."""
    for index in range(len(found) - 1, -1, -1):
        one = found[index]
        if one.issued_on is None and one.title:
            late = _issued(reading, _dated(reading, replace(one, core=one.end)))
            if late.issued_on:
                found[index] = replace(one, issued_on=late.issued_on, issuer=one.issuer or late.issuer)
                _spread(reading, found, index)
        elif one.issuer and index and _LINK.fullmatch(reading.text, found[index - 1].end, one.start):
            before = found[index - 1]
            alike = before.issuer is None and before.kind == one.kind and before.title is None
            found[index - 1] = replace(before, issuer=one.issuer) if alike else before
    return found


def _spread(reading: Reading, found: list[_Found], last: int) -> None:
    for index in range(last - 1, -1, -1):
        one, after = found[index], found[index + 1]
        if one.issued_on or one.issuer or not _LINK.fullmatch(reading.text, one.end, after.start):
            return
        found[index] = replace(one, issued_on=after.issued_on, issuer=after.issuer)


def _matched(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _capital(words: str) -> str:
    words = " ".join(words.split()).lower()
    return words[:1].upper() + words[1:]
