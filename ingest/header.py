"""What the head and the foot of a document state, and what can be inferred where they are silent."""

from __future__ import annotations

import re
from collections.abc import Sequence

from ingest import letterhead
from ingest.grammar import KIND_LINE, KIND_WORDS, KINDS
from ingest.issuer import TOGETHER, by_code, origin
from ingest.signature import recipients, signature
from ingest.stated import Stated
from ingest.zones import Zone
from plans.documents import kind_of
from plans.model import Header, Span

_OPENING_KIND = re.compile(
    rf"(?:ban\s+hành|xây\s+dựng|phát\s+động|đề\s+ra|lập)\s+(?P<kind>{'|'.join(KINDS)})\s+(?P<title>.{{10,400}}?)\s*"
    r"(?:,?\s*(?:với|gồm|cụ\s+thể|như\s+sau|theo)\b.*)?:?\s*$",
    re.DOTALL,
)
_MISSING = (
    ("number", "Văn bản không ghi số ký hiệu."),
    ("issued_on", "Văn bản không ghi ngày ban hành."),
    ("issuer", "Không rõ nơi ban hành."),
    ("kind", "Không rõ loại văn bản."),
    ("signer", "Văn bản không ghi người ký."),
)


def read_header(text: str, zones: Sequence[Zone]) -> tuple[Header, tuple[str, ...]]:
    """Return the header of a document and warnings that name what was inferred and what is missing."""
    pieces = list(letterhead.segments(text, zones))
    number, issued, place = letterhead.number(pieces), letterhead.issued(pieces), letterhead.place(pieces)
    source = origin(text, zones, letterhead.bodies(pieces), place.value if place else None)
    kind, title, title_notes = _title(zones, letterhead.summary(pieces), number)
    issuer, issuer_notes = _issuer(source.issuer, number, source.province)
    signed, sent = signature(zones, together=TOGETHER in (issuer or "")), recipients(zones)
    stated = {
        "number": number, "issued_on": issued, "place": place, "issuer": source.issuer, "title": title,
        "signer": signed.name, "signer_position": signed.position, "signing_authority": signed.authority,
    }  # fmt: skip
    header = Header(
        number=_value(number),
        issued_on=issued.value if issued else None,
        place=_value(place),
        issuer=issuer,
        province=source.province,
        kind=kind,
        title=_value(title),
        signer=_value(signed.name),
        signer_position=_value(signed.position),
        signing_authority=_value(signed.authority),
        recipients=tuple(name for found in sent for name in found.value),
        spans=(
            *((name, found.span) for name, found in stated.items() if found),
            *(("recipients", found.span) for found in sent),
        ),
    )
    missing = (note for name, note in _MISSING if getattr(header, name) is None)
    return header, (*source.warnings, *issuer_notes, *title_notes, *missing)


def _value(found: Stated[str] | None) -> str | None:
    return found.value if found else None


def _issuer(
    found: Stated[str] | None, number: Stated[str] | None, province: str | None
) -> tuple[str | None, tuple[str, ...]]:
    if found or not number:
        return _value(found), ()
    inferred = by_code(number.value, province)
    return inferred, (f"Nơi ban hành suy ra từ ký hiệu {number.value}: {inferred}.",) if inferred else ()


def _title(
    zones: Sequence[Zone], summary: Stated[str] | None, number: Stated[str] | None
) -> tuple[str | None, Stated[str] | None, tuple[str, ...]]:
    """Return the kind of document and its title: as printed, or as the opening words name them."""
    for zone in zones:
        if zone.kind == "title":
            return (*_printed_title(zone), ())
    kind = kind_of(number.value) if number else None
    if summary:
        return "Công văn", summary, ()
    opening = " ".join(block.text for zone in zones if zone.kind == "preamble" for block in zone.blocks)
    spans = [zone.blocks for zone in zones if zone.kind == "preamble"]
    if found := _OPENING_KIND.search(opening):
        words = found["title"].strip(" .,:")
        span = Span(spans[0][0].lines[0].start, spans[-1][-1].lines[-1].end)
        return found["kind"], Stated(words, span), (f"Tên văn bản suy ra từ câu mở đầu: {found['kind']} {words}.",)
    return kind, None, ()


def _printed_title(zone: Zone) -> tuple[str | None, Stated[str] | None]:
    text = " ".join(block.text for block in zone.blocks)
    lines = [line for block in zone.blocks for line in block.lines]
    found = KIND_LINE.match(lines[0].text) or KIND_WORDS.match(lines[0].text)
    kind = found["kind"] if found else ""
    rest = " ".join(text[len(kind) :].split())
    first = lines[1] if len(lines) > 1 and KIND_LINE.match(lines[0].text) else lines[0]
    return kind.capitalize() or None, Stated(rest, Span(first.start, lines[-1].end)) if rest else None
