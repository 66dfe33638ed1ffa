"""Who signed a document, as what and for whom, and to whom it was sent."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile

from ingest.ending import is_name
from ingest.grammar import ADDRESSED, COLUMN, POSITION, RECIPIENTS, SIGNING, is_capitals
from ingest.lines import Line
from ingest.stated import Stated
from ingest.zones import Zone, ZoneKind
from plans.agencies import Mention, each_agency, expand, find_agencies
from plans.model import Span
from plans.text import same

_BULLET = re.compile(r"[-–+•*]\s*")
_FLAT = re.compile(r"[;,.]\s*[-–]\s*(?=\S)")
_RUN_ON = re.compile(r";\s*(?:[-–]\s*)?(?=\S)")  # behind "Nơi nhận:" on its line
_NOT_NAME = re.compile(r"\(?\s*(?:[Đđ]ã\s+ký|ĐÃ\s+KÝ|[Kk]ý)\b.{0,40}|\d+\s.*")
_SIGNED = re.compile(r"(?<=\w)\s*\(\s*[Đđ]ã\s+ký\s*\)$")  # behind a name on its line
_SECOND = {"phó", "quyền", "q."}


@dataclass(frozen=True, slots=True)
class Signature:
    """The name, position and authority that a document is signed with."""

    name: Stated[str] | None = None
    position: Stated[str] | None = None
    authority: Stated[str] | None = None


def signature(zones: Sequence[Zone], *, together: bool = False) -> Signature:
    """Return who signs the document; a name that stands apart from the position, after the recipients, is found too.

    Of two that sign, it is the one on the right; all of them where bodies issue a document `together`.
    """
    right = [line for line in _lines(zones, "recipients") if COLUMN.search(line.text)]
    lines = sorted([*right, *_lines(zones, "signature")], key=lambda line: line.start)
    parts = [_part(line, column) for line in lines for column in (_columns(line) if together else (-1,))]
    authority, position, names = _sorted(parts)
    signed = names if together else names[-1:]
    return Signature(
        _stated(signed, ", ".join(line.text for line in signed)),
        _stated(position, _position(position)),
        _stated(authority),
    )


def _columns(line: Line) -> range:
    return range(len(COLUMN.split(line.text.strip())))


def recipients(zones: Sequence[Zone]) -> list[Stated[tuple[str, ...]]]:
    """Return the bodies a letter speaks to ("Kính gửi") and those under "Nơi nhận", as far as either is there."""
    found = [_sent([line for block in zone.blocks for line in block.lines]) for zone in _first(zones, "recipients")]
    return [one for one in found if one]


def _sent(lines: Sequence[Line]) -> Stated[tuple[str, ...]] | None:
    """Return the bodies of one list, one string each, without bullets and closing marks."""
    lines = [part for line in lines if (part := _part(line, 0)).text]
    items: list[str] = []
    bulleted = any(_BULLET.match(line.text) for line in lines)
    for line in lines:
        _add(items, line.text, bulleted)
    names = tuple(filter(None, (item.strip(" ;,.") for item in items)))
    return Stated(names, Span(lines[0].start, lines[-1].end)) if names else None


def _part(line: Line, column: int) -> Line:
    """Return one column of a line in which recipients and signatures stand side by side."""
    text = _SIGNED.sub("", COLUMN.split(line.text.strip())[column].strip())
    if line.end - line.start != len(line.text):  # emphasis was taken off: where the column stands is not known
        return line._replace(text=text)
    at = line.start + (line.text.rfind(text) if column == -1 else line.text.find(text))
    return line._replace(text=text, start=at, end=at + len(text))


def _first(zones: Sequence[Zone], kind: ZoneKind) -> Iterator[Zone]:
    """Yield the zones of a kind ahead of any attachment; where none is there, the document ends behind its appendix."""
    own = [zone for zone in takewhile(lambda zone: zone.kind != "appendix", zones) if zone.kind == kind]
    yield from own or (zone for zone in zones if zone.kind == kind)


def _lines(zones: Sequence[Zone], kind: ZoneKind) -> Iterator[Line]:
    yield from (line for zone in _first(zones, kind) for block in zone.blocks for line in block.lines)


def _add(items: list[str], text: str, bulleted: bool) -> None:
    """Add one line's recipients; a line without a bullet goes on from the one above where the others have bullets."""
    addressed = ADDRESSED.match(text)
    opening = addressed or RECIPIENTS.match(text)
    text = text[opening.end() :].lstrip(" :.") if opening else text
    bullet = _BULLET.match(text)
    mark = _RUN_ON if opening and not bullet else _FLAT
    first, *more = list(_listed(text)) if addressed else mark.split(text[bullet.end() :] if bullet else text)
    if not first or (items and not bullet and items[-1].startswith("Lưu") and items[-1].endswith(".")):
        return
    if items and not bullet and (bulleted or not items[-1].endswith((";", "."))):
        items[-1] = f"{items[-1]} {first}"
    else:
        items.append(first)
    items.extend(more)


def _listed(text: str) -> Iterator[str]:
    """Yield the bodies of a line that names several: parted by semicolons, or by commas before a body's name."""
    starts = {mention.span.start for mention in find_agencies(text)}
    begin = 0
    for mark in re.finditer(r";\s*|,\s*", text):
        if mark[0].startswith(";") or mark.end() in starts:
            yield text[begin : mark.start()]
            begin = mark.end()
    yield text[begin:]


def _sorted(lines: Sequence[Line]) -> tuple[list[Line], list[Line], list[Line]]:
    """Sort the lines of a signature into authority, position and name; a line without a cue goes with the one above."""
    authority: list[Line] = []
    position: list[Line] = []
    name: list[Line] = []
    current = authority
    for line in lines:
        if is_name(line.text):
            name.append(line)
        elif SIGNING.match(line.text):
            current = authority
            current.append(line)
        elif POSITION.match(line.text):
            current = position if not (authority and authority[-1].text.endswith(",")) else authority
            current.append(line)
        elif is_capitals(line.text) and not _NOT_NAME.match(line.text):
            current.append(line)
    return authority, position, name or _capital_name(position)


def _capital_name(position: list[Line]) -> list[Line]:
    """Take a name printed in capitals off the end of the position."""
    last = position[-1:] if len(position) > 1 and not POSITION.match(position[-1].text) else []
    if last and 2 <= len(last[0].text.split()) <= 5 and last[0].gap:
        del position[-1]
        return last
    return []


def _stated(lines: Sequence[Line], value: str = "") -> Stated[str] | None:
    if not lines:
        return None
    words = value or " ".join(line.text for line in lines)
    return Stated(" ".join(words.split()), Span(lines[0].start, lines[-1].end))


def _position(lines: Sequence[Line]) -> str:
    """Return positions in small letters, several joined by commas: "Trưởng ban …, Phó Giám đốc"."""
    groups: list[str] = []
    for line in lines:
        if groups and not POSITION.match(line.text):
            groups[-1] += " " + line.text
        else:
            groups.append(line.text)
    return ", ".join(_lowered(group) for group in groups)


def _is_printed(mention: Mention, text: str) -> bool:
    return same(mention.name, text[mention.span.start : mention.span.end])


def _lowered(position: str) -> str:
    """Return a position as a sentence prints it: "PHÓ CHỦ TỊCH" → "Phó Chủ tịch", a body in it by its name."""
    position = expand(position)
    mention = next(
        (found for found in each_agency(position) if found.span.start and _is_printed(found, position)), None
    )
    own = position[: mention.span.start] if mention else position
    words = [word if expand(word) != word else word.lower() for word in own.split()]  # "UBND" stays as it is
    capital = 1 if words[0] in _SECOND and len(words) > 1 else 0
    named = [word.capitalize() if at <= capital and word.islower() else word for at, word in enumerate(words)]
    rest = _small(position[mention.span.end :]).strip() if mention else ""
    return " ".join((*named, mention.name, rest) if mention else named).strip()


def _small(text: str) -> str:
    """Return words in small letters, the bodies among them by their names."""
    parts, at = [], 0
    for mention in find_agencies(text):
        parts += [text[at : mention.span.start].lower(), mention.name]
        at = mention.span.end
    return "".join([*parts, text[at:].lower()])
