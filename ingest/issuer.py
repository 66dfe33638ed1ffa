"""Who issued a document and for which province: as printed above the number, or inferred from what the text says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from ingest.letterhead import is_central
from ingest.shadows import Shadow, traced
from ingest.stated import Stated
from ingest.zones import Zone, ZoneKind
from plans.agencies import Mention, each_agency, find_agencies
from plans.documents import bodies as body_codes
from plans.provinces import find_provinces

_ACTS = re.compile(
    r"\s*,?\s*(?:\([^)]{1,60}\)\s*)?(?:ban hành|xây dựng|đề ra|phát động|triển khai|hướng dẫn|yêu cầu|chỉ thị|"
    r"quyết định|thông báo|kết luận|đề nghị|lập\b|có ý kiến|tổ chức)"
)
_CENTRAL = re.compile(
    r"Chính phủ|Thủ tướng|Trung ương|Quốc hội|^Bộ (?!Chỉ huy)|\bBộ (?!Chỉ huy)|Tổng cục|tối cao|Việt Nam$"
)
_LEVEL = re.compile(r"(?:tỉnh|Tỉnh|thành phố|Thành phố|Tỉnh [ủu][ỷy]|Thành [ủu][ỷy])$", re.IGNORECASE)
_PARTY = "Ban Chấp hành Trung ương"
_LONGEST_PLACE = 3  # words
_LEVEL_WORD = re.compile(r"\b(?:TỈNH|THÀNH PHỐ|TP|HUYỆN|QUẬN|THỊ XÃ|XÃ|PHƯỜNG|ĐẶC KHU)\b", re.IGNORECASE)
_SHORT = re.compile(r"\b(?:THPT|THCS|TH|MN|PTDTNT|PTDTBT|GDNN|GDTX|TNHH|MTV|UBND|HĐND)\b", re.IGNORECASE)
_NAMED = re.compile(
    r"\b(?:TRƯỜNG(?:\s+(?:ĐẠI HỌC|CAO ĐẲNG|TRUNG CẤP|TIỂU HỌC|MẦM NON|MẪU GIÁO|TRUNG HỌC|PHỔ THÔNG|CƠ SỞ|THPT|THCS|TH|"
    r"MN|PTDTNT|PTDTBT|VÀ))*|HỌC VIỆN|BỆNH VIỆN(?:\s+ĐA KHOA)?|HẠT KIỂM LÂM|ĐỒN BIÊN PHÒNG)\s+",
    re.IGNORECASE,
)  # what follows is a name of its own, in capitals of which nothing tells where it begins
_PLACED = re.compile(r"\b(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường|[ủu][ỷy]|đoàn) [A-ZÀ-ỸĐ]")
_ORGAN = re.compile(
    r"(?P<part>Ban (?:Chấp hành|Thường vụ|Thường trực)) (?P<place>(?:tỉnh|thành phố|huyện|quận|thị xã|xã|phường) .+)"
)
# Bodies of one rank in a province: above one another they issue a document together.
_BESIDE = re.compile(
    r"(?:Sở|Công an (?:tỉnh|thành)|Hội|Liên đoàn|Tỉnh đoàn|Thành đoàn|Đoàn|Bộ (?:Chỉ huy|Tư lệnh)|Ban Quản lý|Cục|"
    r"Tòa án|Viện kiểm sát|Bảo hiểm|Kho bạc|Ngân hàng|Ủy ban Mặt trận|Ban Dân tộc)(?!\w)"
)
TOGETHER = "; "  # between the names of bodies that issue a document together
_DEPARTMENTS = ("Sở", "Phòng", "Chi cục", "Trung tâm", "Thanh tra")  # they are named by the province, not its committee


@dataclass(frozen=True, slots=True)
class Origin:
    """The issuer and the province of a document, and what had to be inferred to know them."""

    issuer: Stated[str] | None
    province: str | None
    warnings: tuple[str, ...] = ()


def origin(source: str, zones: Sequence[Zone], printed: Stated[tuple[str, ...]] | None, place: str | None) -> Origin:
    """Return who issued the document; an issuer that is not printed is taken from its opening words."""
    shadows = {kind: _joined(source, zones, kind) for kind in ("title", "preamble", "closing", "stamp")}
    if printed:
        issuer = Stated(named(printed.value), printed.span)
        province, warnings = _province(" ".join((issuer.value, *printed.value)), place, shadows)
        return Origin(issuer, province, warnings)
    acting = next(filter(None, (_acting(shadows[kind]) for kind in ("preamble", "closing"))), None)
    if acting is None:
        province, warnings = _province("", place, shadows)
        return Origin(None, province, warnings)
    province, warnings = _province(acting.value, place, shadows)
    full = f"{acting.value} {province}" if province and _LEVEL.search(acting.value) else acting.value
    note = f"Nơi ban hành không in ở đầu văn bản; suy ra từ lời văn: {full}."
    return Origin(Stated(full, acting.span), province, (note, *warnings))


def by_code(number: str, province: str | None) -> str | None:
    """Return the body a number's code and the province point to: "02/KH-UBND" in Cà Mau → its people's committee."""
    code = re.split(r"[-/]", number)[-1]
    name = body_codes().get(code)
    if name is None or province is None or code not in ("UBND", "HĐND", "TU"):
        return None
    return f"{name} {province}" if _LEVEL.search(name) else f"{name} tỉnh {province}"


def named(bodies: Sequence[str]) -> str:
    """Return a body's name from its capitals, a part before its owner: "Ban Tổ chức" of "Tỉnh ủy …"."""
    if together := _together(bodies):
        return TOGETHER.join(together)
    if len(bodies) == 1:
        return _cased(bodies[0])
    *_, above, lowest = sorted(bodies, key=lambda body: not is_central(body))  # a second column prints the highest last
    own, owner = _cased(lowest), _cased(above)
    if organ := _ORGAN.fullmatch(own):
        return f"{organ['part']} {owner.removesuffix(' Việt Nam')} {organ['place']}"
    if _PLACED.search(own) or find_provinces(own):
        return own
    if owner.startswith(_PARTY):
        owner = "Trung ương" if own.startswith("Ban") else "Trung ương Đảng"
    if own.startswith(_DEPARTMENTS):
        owner = owner.removeprefix("Ủy ban nhân dân ")
    return f"{own} {owner}"


def _together(bodies: Sequence[str]) -> list[str]:
    """Return the bodies that issue a document together: with a dash between them, or of which none is above another."""
    if len(bodies) == 1:  # on one line: "HỘI NÔNG DÂN TỈNH … - LIÊN ĐOÀN LAO ĐỘNG TỈNH …"
        parts = re.split(r"\s[-–]\s", bodies[0])
        known = len(parts) > 1 and all(_LEVEL_WORD.search(part) and _opens(part) for part in parts)
        return list(map(_cased, parts)) if known else []
    dashed = any(body.endswith(("-", "–")) for body in bodies[:-1])
    names = [_cased(body.strip(" -–")) for body in bodies]
    beside = any(name.startswith("Sở ") for name in names) and all(map(_BESIDE.match, names))
    return names if dashed or beside else []


def _opens(text: str) -> bool:
    """Say whether a text begins with the name of a known body."""
    return any(mention.span.start == 0 for mention in find_agencies(text))


@lru_cache(maxsize=64)  # of two bodies each is asked for whether they stand side by side or one above the other
def _cased(capitals: str) -> str:
    """Return a name in capitals as a sentence prints it: known bodies by their names, places with capitals."""
    mention = next(each_agency(capitals), None)
    if mention is None or mention.span.start:
        return capitals[:1] + _lowered(capitals)[1:]
    return " ".join(f"{_full(mention)} {_lowered(capitals[mention.span.end :])}".split())


def _lowered(capitals: str) -> str:
    """Return words in small letters but for provinces and what follows a level ("huyện"); few words are a name."""
    capitals = capitals.strip(" .,-–")
    level, named = _LEVEL_WORD.search(capitals), _NAMED.search(capitals)
    words = capitals.lower()
    if named:
        own = _LEVEL_WORD.sub(lambda word: word[0].lower(), capitals[named.end() :].title())
        words = words[: named.end()] + own
    elif level:
        words = words[: level.end()] + capitals[level.end() :].title()
    elif len(words.split()) <= _LONGEST_PLACE:
        words = capitals.title()
    for found in find_provinces(capitals):
        words = (
            words[: found.span.start] + capitals[found.span.start : found.span.end].title() + words[found.span.end :]
        )
    return _SHORT.sub(lambda short: short[0].upper(), words)


def _place(printed: str) -> str:
    known = find_provinces(printed)
    return known[0].name if known else printed.title() if printed.isupper() else printed


def _joined(source: str, zones: Sequence[Zone], kind: ZoneKind) -> Shadow:
    lines = [line for zone in zones if zone.kind == kind for block in zone.blocks for line in block.lines]
    return traced(source, lines[0].start, lines[-1].end) if lines else Shadow("", (), ())


def _acting(shadow: Shadow) -> Stated[str] | None:
    """Return the body that "ban hành", "xây dựng" … in the opening words: the last one named before such a verb."""
    for mention in reversed(find_agencies(shadow.text)):
        if _ACTS.match(shadow.text, mention.span.end) and not mention.general:
            return Stated(_full(mention), shadow.span(mention.span.start, mention.span.end))
    return None


def _full(mention: Mention) -> str:
    place = _place(mention.place)
    return mention.name if mention.name.endswith(place) else f"{mention.name} {place}"


def _province(issuer: str, place: str | None, shadows: dict[str, Shadow]) -> tuple[str | None, tuple[str, ...]]:
    if found := find_provinces(issuer):
        return found[0].name, ()
    if _CENTRAL.search(issuer):
        return None, ()
    for text in filter(None, (place, shadows["title"].text, *_committees(shadows))):
        if found := find_provinces(text):
            return found[0].name, ()
    if found := find_provinces(shadows["stamp"].text):
        return found[0].name, (f"Tỉnh được suy ra từ dấu công văn đến: {found[0].name}.",)
    return None, ()


def _committees(shadows: dict[str, Shadow]) -> Iterator[str]:
    """Yield where the opening and closing words place the bodies they name."""
    for kind in ("preamble", "closing"):
        yield from (mention.place for mention in reversed(find_agencies(shadows[kind].text)) if mention.place)
