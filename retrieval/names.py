"""What plans and sections are called when a person reads of them."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import pairwise
from pathlib import PurePath
from typing import Protocol

from plans.model import Header, Plan, Section, Span
from plans.rows import place_of
from plans.text import squeeze

TITLE_LIMIT = 70
_APPENDIX = re.compile(r"phụ lục", re.IGNORECASE)
_WORDED = re.compile(r"[^\W\d_]+ \w")  # "Điều 11", "QUY CHẾ"; "IV", "a" and "C2" are no words
_COUNTED = re.compile(r"\b(?:\d+|[IVXLC]+|[a-zđ])$")


class Headed(Protocol):
    """A plan, read or not."""

    @property
    def id(self) -> str:
        """Its name in the library."""

    @property
    def file(self) -> str:
        """The name of its file."""

    @property
    def header(self) -> Header:
        """What its head states."""


def plan_name(plan: Headed) -> str:
    """Return the plan's number, else its title, else the file's name without its ending."""
    return plan.header.number or squeeze(plan.header.title or "") or PurePath(plan.file).stem


def head_of(plan: Headed) -> str:
    """Return the words of a plan's head that tell which plan it is: its title, its issuer, its province."""
    head = plan.header
    return f"{head.title or ''} {head.issuer or ''} {head.province or ''}"


def plan_label(plan: Headed) -> str:
    """Return "KH 02/KH-UBND (Cà Mau, 2017)", with the shortened title where a plan has no number."""
    head = plan.header
    kind = "".join(word[0] for word in (head.kind or "").split()).upper()
    name = f"{kind} {head.number}".strip() if head.number else f"{kind} «{_capital(shorten(plan_name(plan)))}»".strip()
    year = str(head.issued_on.year) if head.issued_on else ""
    where = ", ".join(filter(None, (head.province or head.place, year)))
    return f"{name} ({where})" if where else name


def section_label(section: Section) -> str:
    """Return "mục IV.8 «Sở Y tế»", or what a part without a number is called."""
    if section.kind in ZONES:
        return ZONES[section.kind]
    printed = printed_place(section.path)
    place = _APPENDIX.sub("Phụ lục", printed) if section.kind == "appendix" else printed
    place = place if _WORDED.match(place) else f"mục {place}".rstrip()
    return f"{place} «{shorten(section.title)}»" if section.title else place


def printed_place(path: Sequence[str]) -> str:
    """Return the labels above a section and its own as one cites them: "IV.8", "QUY CHẾ, Chương III, Điều 11.2".

    A label that repeats those above it stands for them: "3", "3.2", "3.2.4" is "3.2.4".
    """
    shown = shown_labels(path)
    return "".join([*shown[:1], *(_joint(above, label) + label for above, label in pairwise(shown))])


def shown_labels(path: Sequence[str]) -> list[str]:
    """Return the labels of a path without those that the next one repeats: of "3", "3.2", "3.2.4" the last."""
    return [label for label, below in zip(path, (*path[1:], ""), strict=False) if not below.startswith(f"{label}.")]


def _joint(above: str, label: str) -> str:
    """Return what stands between two labels: a comma beside one of words, unless it ends in a number to go on from."""
    parted = _WORDED.match(label) or (_WORDED.match(above) and not _COUNTED.search(above))
    return ", " if parted else "."


def place_label(plan: Plan, section: Section, span: Span) -> str:
    """Return "mục IV.8 «Sở Y tế», trang 3" or "Phụ lục I, dòng 2" for a quote in `section`.

    The page only where the file had pages, the row only where the quote lies in a table.
    """
    words = Span(span.start, span.start + len(plan.quote(span).rstrip()))
    home = plan.citable(span.start) if section.kind == "table" else section
    pages = plan.pages_of(words)
    parts = (section_label(home), row_label(plan, home, words), page_label(*pages) if pages else "")
    return ", ".join(filter(None, parts))


def row_label(plan: Plan, section: Section, span: Span) -> str:
    """Return "dòng 2" for a quote in a table of `section`, "bảng 2, dòng 2" where it has several; else ""."""
    tables = [one.span for one in (section, *section.children) if one.kind == "table"]
    at, table = next(((at, one) for at, one in enumerate(tables, 1) if one.contains(span)), (0, Span(0, 0)))
    row = place_of(plan.quote(table), span.start - table.start, span.end - table.start)
    return f"bảng {at}, {row}" if row and len(tables) > 1 else row


def page_label(first: int, last: int) -> str:
    """Return "trang 3", or "trang 3–4" for what goes on over the page."""
    return f"trang {first}" if first == last else f"trang {first}–{last}"


ZONES = {
    "header": "phần đầu văn bản",
    "stamp": "dấu đến",
    "title": "tên văn bản",
    "preamble": "phần căn cứ mở đầu",
    "closing": "phần kết",
    "recipients": "nơi nhận",
    "signature": "phần ký",
    "paragraph": "phần nội dung",
    "bullet": "phần nội dung",
    "table": "bảng",
}


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


def shorten(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return `text` on one line, cut at a word with "…" when longer than `limit` characters."""
    line = squeeze(text).rstrip(" .:;")
    return line if len(line) <= limit else line[:limit].rsplit(" ", 1)[0].rstrip(" ,;:-") + "…"
