"""Hospitals, schools and the like whose own plans are held, as questions call them: "bệnh viện Vàm Cỏ"."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache

from plans.text import fold
from retrieval.catalogue import Entry

_NO_SCHOOL = r"(?<!moi )(?<!thi )(?<!hoi )(?<!cong )(?<!nong )(?<!lam )(?<!quang )"  # of "Môi trường", "thị trường"
_KINDS = rf"benh vien|{_NO_SCHOOL}truong|trung tam|hoc vien|cong ty|nha may|thu vien|bao tang|vuon quoc gia"
_KIND = re.compile(rf"\b(?:{_KINDS})\b")
_MARKED = frozenset({"bệnh viện", "trường", "trung tâm", "học viện", "công ty", "nhà máy", "thư viện", "bảo tàng"})
# What a name says of the kind of house and questions leave out: "Bệnh viện (Đa khoa khu vực) Vàm Cỏ".
_SORT = re.compile(
    r"(?:da khoa|khu vuc|tinh|thanh pho|trung uong|hang \w+|chuyen|noi tru|dan toc|so|y te|y hoc co truyen"
    r"|phuc hoi chuc nang|san nhi|phu san|nhi|mat|tam than|phoi|dai hoc|cao dang|trung cap|nghe|su pham|tieu hoc"
    r"|mam non|mau giao|thpt|thcs|th|ptdtnt|trung hoc(?: pho thong| co so)?|pho thong|tnhh|co phan|mtv)\s+"
)
# What a firm deals in stands before the name it goes by: "Công ty TNHH (Điện tử) Sao Việt".
_FIRMS = ("cong ty", "nha may")
_CALLED_BY = 2  # words at the end of a firm's name that it goes by
_ISSUER = re.compile(rf".*?\b(?P<kind>{_KINDS})\s+(?P<rest>.+)")
_ABOVE = re.compile(
    r"\s+(?=(?:Sở|Bộ|Phòng|Ủy ban|Công đoàn|Liên đoàn|Tổng công ty|Tập đoàn|Đảng (?:ủy|bộ))\b)"
)  # the body it belongs to is printed after it


@lru_cache(maxsize=65536)
def called(issuer: str) -> re.Pattern[str] | None:
    """Return what finds the house that issued a plan in a folded question, or nothing where its name is its kind."""
    found = _ISSUER.fullmatch(fold(_ABOVE.split(issuer)[0]))
    if not found:
        return None
    name = found["rest"].strip()
    while sort := _SORT.match(name):
        name = name[sort.end() :]
    if found["kind"] in _FIRMS:
        name = " ".join(name.split()[-_CALLED_BY:])
    words = rf"\b{found['kind']}\s+(?:\w+\s+){{0,5}}?" + re.escape(name).replace(r"\ ", r"\s+") + r"\b"
    return re.compile(words) if len(name.split()) > 1 else None


def named(text: str, entries: Iterable[Entry]) -> tuple[list[Entry], str]:
    """Return the plans of the houses that `text` names, and the words that name them, none if it names none."""
    folded = fold(text)
    if len(folded) != len(text) or not _KIND.search(folded):
        return [], ""
    ways = ((entry, called(entry.header.issuer or "")) for entry in entries)
    found = [(entry, match) for entry, way in ways if way and (match := way.search(folded))]
    words = text[found[0][1].start() : found[0][1].end()] if found else ""
    return [entry for entry, _ in found], words


def strangers(text: str, entries: Iterable[Entry]) -> list[Entry]:
    """Return the plans of houses of a kind of which `text` names one by another name: "trường THPT Lê Lợi"."""
    kinds = set(_kinds_named(text))
    houses = ((entry, _ISSUER.fullmatch(fold(entry.header.issuer or ""))) for entry in (entries if kinds else ()))
    return [e for e, house in houses if house and house["kind"] in kinds and called(e.header.issuer or "")]


def _kinds_named(text: str) -> Iterator[str]:
    """Yield the kinds, without marks, of the houses that a text gives a proper name of two words to."""
    folded = fold(text)
    for kind in _KIND.finditer(folded) if len(folded) == len(text) else ():
        at = kind.end() + len(folded[kind.end() :]) - len(folded[kind.end() :].lstrip())
        while sort := _SORT.match(folded, at):
            at = sort.end()
        proper = [word[:1].isupper() and word[1:].islower() for word in text[at:].split()[:2]]
        if text[kind.start() : kind.end()].lower() in _MARKED and proper == [True, True]:
            yield kind[0]
