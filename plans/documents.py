"""Documents and their numbers: "Chỉ thị số 21-CT/TW", "4071/QĐ-UBND", and what people type for them ("CT 21").

A number is a serial, sometimes a year, and codes: the type ("KH"), then the body that issued it ("UBND").
Type codes and body codes: `data/document_kinds.csv`, from Nghị định 30/2020/NĐ-CP and numbers seen in public texts.
"""

from __future__ import annotations

import csv
import re
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from plans.model import Span
from plans.text import fold

PARTY_BODIES = frozenset({"TW", "TU", "HU", "QU", "ĐU", "THU"})
_DRAFT = re.compile(r"[Dd]ự\s+thảo\s+$")
_LAW_KINDS = {"luat": "Luật", "bo luat": "Bộ luật", "hien phap": "Hiến pháp"}
_SPOKEN = {"thong tri": "TT", "cong van": ""}  # an official letter's number carries no code of its type
_BREADTH = {"TT": "Thông tri"}  # codes that mean another type when a Party body follows
_DASHES = str.maketrans("–—‑−", "----")
_SEGMENT = r"[A-ZĐƯ][A-Za-zĐđƯư&]*\d{0,3}(?![\wĐđ])"
_NUMBER = re.compile(
    rf"(\d(?<![\w/.,\-–]\d)\d{{0,4}}(?:\.\d)?[a-zA-Z]?)\s{{0,2}}[/\-–]\s{{0,2}}(?:((?:19|20)\d\d)\s?/\s?)?"
    rf"({_SEGMENT}(?:\s?[/\-–]\s?{_SEGMENT})?(?:[/\-–]{_SEGMENT}){{0,2}})"
)
_SAID = re.compile(r"\bsố\s*:?\s*$", re.IGNORECASE)
_UNIT = (
    r"(?!\s*(?:năm|nam|tháng|thang|tuần|ngày|ngay|quý|giờ|%|[/.,]\d)"
    r"|\s+(?:bước|lần|buổi|kỹ năng|đột phá|trụ cột|triệu|nghìn|ngàn|tỷ)\b|\s+không\s+\d)"
)


@dataclass(frozen=True, slots=True)
class Number:
    """A document's number where it stands in a text; `number` is without blanks: "21-CT/TW"."""

    span: Span
    number: str


@dataclass(frozen=True, slots=True)
class _Parts:
    serial: str
    year: str | None
    codes: frozenset[str]


@cache
def _rows() -> tuple[tuple[str, str, str], ...]:
    table = files("plans").joinpath("data/document_kinds.csv").read_text(encoding="utf-8")
    return tuple((row["entry"], row["code"], row["name"]) for row in csv.DictReader(table.splitlines()))


@cache
def kinds() -> dict[str, str]:
    """Return code → name of every type of document that has a code: "KH" → "Kế hoạch"."""
    pairs: dict[str, str] = {}
    for entry, code, name in _rows():
        if entry == "type" and code:
            pairs.setdefault(code, name)
    return pairs


@cache
def kind_names() -> tuple[str, ...]:
    """Return the names of all types of documents, longest first."""
    return tuple(sorted({name for entry, _, name in _rows() if entry == "type"}, key=lambda n: (-len(n), n)))


@cache
def bodies() -> dict[str, str]:
    """Return code → name of the bodies that sign with it: "TTg" → "Thủ tướng Chính phủ"."""
    return {code: name for entry, code, name in _rows() if entry == "body"}


@cache
def _codes() -> frozenset[str]:
    return frozenset(fold(code) for code in (*kinds(), *bodies()))


def find_numbers(text: str) -> list[Number]:
    """Return the document numbers printed in `text`, in order; never a date, a share or "Điều 52/53"."""
    return [
        Number(Span(*match.span()), _plain(match[0]))
        for match in _NUMBER.finditer(text)
        if _is_number(match[3], _called_number(text, match.start()) or match[2] is not None)
    ]


def _called_number(text: str, start: int) -> bool:
    return _SAID.search(text, max(0, start - 40), start) is not None


def find_typed_numbers(text: str) -> list[Number]:
    """Return the numbers a person types, in order: whole ones in any case, and "KH 02", "chỉ thị 21", "KH02/UBND".

    A short one is given as serial and code: "chỉ thị 21" → "21/CT".
    """
    whole = find_numbers(text) or _shifted_case(text)
    short = [n for match in _typed().finditer(text) if (n := _short(match)) and not _covered(n.span, whole)]
    return sorted([*whole, *short], key=lambda number: number.span.start)


def same_number(left: str, right: str) -> bool:
    """Say whether two numbers can be one document's: "KH 02" and "02/KH-UBND", "21-ct/tw" and "21-CT/TW".

    What both give must agree; what one of them leaves out (year, type, body) is no difference.
    """
    one, other = _parts(left), _parts(right)
    if not one or not other or one.serial != other.serial:
        return False
    years_agree = one.year == other.year or None in (one.year, other.year)
    return years_agree and (one.codes <= other.codes or other.codes <= one.codes)


def serial_of(number: str) -> str:
    """Return the figure a number begins with, as `same_number` compares it: "02/KH-UBND" → "2"; "" for none."""
    parts = _parts(number)
    return parts.serial if parts else ""


def kind_of(number: str) -> str | None:
    """Return the type a number's codes name ("Chỉ thị" of "21-CT/TW"); `None` when they name none.

    A number that has only a body's code is an official letter's: "11973/UBND-KGVX" → "Công văn".
    """
    codes = [re.sub(r"\d+$", "", code) for code in re.split(r"[/\-&]", number.translate(_DASHES))[1:]]
    codes = [code for code in codes if code]
    named = next((code for code in codes if code in kinds()), None)
    if named:
        party = any(code.upper() in PARTY_BODIES for code in codes)
        return _BREADTH.get(named, kinds()[named]) if party else kinds()[named]
    law = any(code.endswith("QH") for code in codes)
    return "Công văn" if codes and codes[0] in bodies() and not law else None


def _is_number(codes: str, said: bool) -> bool:
    parts = [part.strip() for part in re.split(r"[/\-–]", codes)]
    if any(sum(c.islower() for c in part) * 2 > len(part) for part in parts):
        return False
    known = any(fold(re.sub(r"\d+$", "", part)) in _codes() for part in parts)
    return known or (said and len(codes) > 1)


def _plain(number: str) -> str:
    return re.sub(r"\s+", "", number).translate(_DASHES)


def _covered(span: Span, numbers: list[Number]) -> bool:
    return any(span.start < n.span.end and n.span.start < span.end for n in numbers)


def _shifted_case(text: str) -> list[Number]:
    upper = text.upper()
    return find_numbers(upper) if len(upper) == len(text) else []


# What may stand between a kind and its number: "chương trình hành động số 09".
_OF = "(?:hành|hanh) (?:động|dong)|(?:công|cong) (?:tác|tac)|(?:phối|phoi) (?:hợp|hop)|(?:liên|lien) (?:tịch|tich)"


@cache
def _typed() -> re.Pattern[str]:
    words = {fold(name): code for code, name in kinds().items()}
    words |= {fold(code): code for code in kinds() if len(code) > 1}
    words |= {"cong van": "", "thong tri": "TT", "quyet dinh": "QĐ"}
    forms = sorted({*words, *kind_names(), *kinds()} - {"L"}, key=lambda w: (-len(w), w))
    alternatives = "|".join(re.escape(form).replace(r"\ ", r"\s+") for form in forms)
    return re.compile(
        rf"(?<!\w)({alternatives})(?:\s+(?:{_OF})(?=\s+s[oố]\s))?\s*(?:số\s*|so\s*)?[.:]?\s*(\d{{1,5}})(?![\w%]){_UNIT}(?:\s?/\s?([a-zđA-ZĐ]{{2,8}}))?",
        re.IGNORECASE,
    )


def _short(match: re.Match[str]) -> Number | None:
    word = fold(" ".join(match[1].split()))
    if word == "du an" and len(match[2]) < 3:
        return None  # "Dự án 6" is a part of a programme
    coded = (code for code, name in kinds().items() if word in (fold(code), fold(name)))
    code = _SPOKEN[word] if word in _SPOKEN else next(coded, "")
    tail = f"-{match[3].upper()}" if match[3] else ""
    return Number(Span(*match.span()), f"{match[2]}/{code}{tail}" if code or tail else match[2])


def _parts(number: str) -> _Parts | None:
    tokens = re.findall(r"\d+(?:\.\d)?|[a-z]+", fold(number))
    serials = [token for token in tokens if token[0].isdigit()]
    if not serials:
        return None
    year = next((t for t in serials[1:] if re.fullmatch(r"(?:19|20)\d\d", t)), None)
    codes = (token for token in tokens if not token[0].isdigit() and token not in ("so", "v"))
    return _Parts(serials[0].lstrip("0") or "0", year, _coded(" ".join(codes)))


@cache
def _spelled() -> tuple[tuple[str, str], ...]:
    return (*((name, fold(code)) for name, code in _SPOKEN.items()), *((fold(n), fold(c)) for c, n in kinds().items()))


def _coded(words: str) -> frozenset[str]:
    for name, code in _spelled():
        words = words.replace(name, code)
    return frozenset("qd" if word == "qyd" else word for word in words.split())


@dataclass(frozen=True, slots=True)
class Law:
    """A law called by its name, "Luật Bình đẳng giới"; `title` is the name without the kind."""

    span: Span
    kind: str
    title: str


def find_laws(text: str) -> list[Law]:
    """Return the laws, codes and the Constitution `text` calls by name, in order; not drafts."""
    found = (
        match for match in _laws().finditer(text) if not _DRAFT.search(text, max(0, match.start() - 60), match.start())
    )
    return [Law(Span(*m.span()), _LAW_KINDS[fold(" ".join(m["kind"].split()))], _law_title(m["title"])) for m in found]


def _law_title(printed: str | None) -> str:
    return _law_names()[fold(" ".join(re.findall(r"\w+", printed)))] if printed else ""


@cache
def _law_names() -> dict[str, str]:
    names = files("plans").joinpath("data/laws.txt").read_text(encoding="utf-8").split("\n")
    return {fold(" ".join(re.findall(r"\w+", name))): name for name in names if name}


@cache
def _laws() -> re.Pattern[str]:
    known = "|".join(re.escape(name) for name in sorted(_law_names().values(), key=len, reverse=True))
    known = known.replace(",\\ ", r",?\s+").replace("\\ ", r"\s+")
    return re.compile(
        r"(?<!\w)(?P<kind>(?:[Bb]ộ\s+[Ll]|BỘ\s+L|L)(?:uật|UẬT)|Hiến\s+pháp|HIẾN\s+PHÁP)"
        rf"(?:\s+(?P<title>(?i:{known}))(?!\w)|(?<=[Hh][Ii]ến\spháp))"
    )
