"""Typed items of a text: the figures, dates and document numbers that must never be wrong.

Items are eaten in the order document number, full date, quarter, month and year, day and month, year, number, so that
no digit is counted twice. Two writings of one value ("25/11" and "ngày 25 tháng 11") give the same item.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from functools import lru_cache
from typing import Literal

from plans.numerals import number
from plans.text import fold, uniform

ItemKind = Literal["document", "date", "quarter", "month", "day", "year", "number"]


@dataclass(frozen=True, slots=True)
class Item:
    """One typed value: `parts` are its canonical components, e.g. ("25", "11") for a day of a year."""

    kind: ItemKind
    parts: tuple[str, ...]


_SEPARATOR = r"\s?[/.-]\s?"
_DAY, _MONTH, _YEAR = r"(0?[1-9]|[12]\d|3[01])", r"(0?[1-9]|1[0-2])", r"((?:19|20)\d\d)"
_UPPER_CODE = r"[A-ZĐ][A-Za-zĐđ&]*"
_PATTERNS: tuple[tuple[ItemKind, str, int], ...] = (
    (
        "document",
        rf"(?<![\d/])(\d{{1,6}}[a-zA-Z]?)\s?/\s?((?:\d{{4}}\s?/\s?)?{_UPPER_CODE}(?:\s?[-/]\s?{_UPPER_CODE}\d*)*)",
        0,
    ),
    ("document", rf"(?<![\d/])(\d{{1,6}})\s?-\s?({_UPPER_CODE}\s?/\s?{_UPPER_CODE})", 0),
    ("date", rf"(?<!\d){_DAY}{_SEPARATOR}{_MONTH}{_SEPARATOR}{_YEAR}(?!\d)", 0),
    ("date", rf"(?<!\d){_DAY}\s+tháng\s+{_MONTH},?\s+năm\s+{_YEAR}(?!\d)", re.I),
    ("quarter", rf"qu[ýí]\s+(iv|i{{1,3}}|[1-4])(?:\s*[/-]\s*|\s+năm\s+|\s+){_YEAR}", re.I),
    ("month", rf"(?:tháng\s+){_MONTH}(?:\s*[/-]\s*|,?\s+năm\s+){_YEAR}(?!\d)", re.I),
    ("month", rf"(?<![\d/.,]){_MONTH}/{_YEAR}(?!\d)", 0),
    ("day", rf"(?<!\d){_DAY}\s+tháng\s+{_MONTH}(?!\d)", re.I),
    ("day", rf"(?<![\d/.,]){_DAY}/{_MONTH}(?![\d/]|[.,]\d)", 0),
    ("year", rf"(?<![\d.,/]){_YEAR}(?![\d%]|[.,]\d)", 0),
    ("number", r"(?<![\w.,])(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)(?!\w)(\s?%|\s+phần\s+trăm)?", re.I),
)
_FIGURE = re.compile(r"\d")
_BEHIND = re.compile(r"\s?([^\W\d_]+)")  # the word that a number counts
_COMPILED = tuple((kind, re.compile(pattern, flags)) for kind, pattern, flags in _PATTERNS)


def _document(found: tuple[str, ...]) -> tuple[str, ...]:
    number, code = found
    return (number.lstrip("0").lower(), re.sub(r"\s", "", fold(code)).replace("-", "/"))


def _number(found: tuple[str, ...]) -> tuple[str, ...]:
    figure, percent = found
    if re.fullmatch(r"\d{1,3}(\.\d{3})+(,\d+)?", figure):
        figure = figure.replace(".", "")
    value = Decimal(figure.replace(",", ".")).normalize()
    return (f"{value:f}", "%" if percent else "")


def _calendar(found: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(str(number(part)) for part in found)


_CANONICAL: dict[ItemKind, Callable[[tuple[str, ...]], tuple[str, ...]]] = {
    "document": _document,
    "number": _number,
}


def typed(text: str) -> frozenset[Item]:
    """Return the typed items of `text`; the case of document codes matters, tone placement does not."""
    return frozenset(item for item, _ in _eaten(text))


def counted(text: str) -> frozenset[tuple[Item, str]]:
    """Return each number of `text` with the word it counts: "02 tập thể, 05 cá nhân" → (2, "tập"), (5, "cá")."""
    return frozenset((item, word) for item, word in _eaten(text) if item.kind == "number" and word)


@lru_cache(maxsize=10_000)  # what claims cite is read again for each of them
def _eaten(text: str) -> tuple[tuple[Item, str], ...]:
    """Return each item with the word behind it, kind by kind; every kind has a figure."""
    return tuple(_items(text)) if _FIGURE.search(text) else ()


def _items(text: str) -> Iterator[tuple[Item, str]]:
    text = text.replace("–", "-").replace("—", "-").replace("*", "")
    for kind, pattern in _COMPILED:
        found = [*pattern.finditer(text)]
        for match in found:
            parts, word = tuple(part or "" for part in match.groups()), _BEHIND.match(text, match.end())
            yield Item(kind, _CANONICAL.get(kind, _calendar)(parts)), uniform(word[1]) if word else ""
        text = pattern.sub(" ¤ ", text) if found else text


def closure(items: Iterable[Item]) -> frozenset[Item]:
    """Return `items` with what they imply: a full date also states its day, its month and its year."""
    implied: set[Item] = set(items)
    for item in tuple(implied):
        if item.kind == "date":
            day, month, year = item.parts
            implied |= {Item("day", (day, month)), Item("month", (month, year)), Item("year", (year,))}
        elif item.kind in ("month", "quarter"):
            implied.add(Item("year", (item.parts[-1],)))
        elif item.kind == "document" and (year_in := re.match(r"((?:19|20)\d\d)/", item.parts[1])):
            implied.add(Item("year", (year_in[1],)))
    return frozenset(implied)


_NEGATION = re.compile(r"\b(không|chưa|chẳng|cấm|nghiêm cấm|trừ|ngoại trừ)\b((?: \w+){0,2})")
_NO_NEGATION = re.compile(r"\b\d+ không\b|\bkhông (?:những|chỉ|ngừng|gian)\b")


def denials(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words that turn a statement round, each with the two words it denies; "5 không, 3 sạch" has none."""
    plain = " ".join(re.findall(r"[\w%]+", _NO_NEGATION.sub(" ", uniform(text))))
    return tuple((found[1], found[2].strip()) for found in _NEGATION.finditer(plain))
