"""Abbreviations of Vietnamese offices, written out: "Sở LĐ-TB&XH" → "Sở Lao động - Thương binh và Xã hội".

Document numbers ("02/KH-UBND") are left as they are. Tables: `data/abbreviations.csv`, `data/fields.csv`.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache, lru_cache
from typing import NamedTuple

from plans.tables import rows
from plans.text import fold, uniform

_LETTERS = r"[^\W\d_][^\W_\u0300-\u036f]*(?:[\u0300-\u036f]+[^\W_]*)*"
_CHUNK = re.compile(rf"{_LETTERS}(?:(?:[-&.,/–]|\s[-&–]\s?|[-&–]\s){_LETTERS})*|\d+|&")
_WORD = re.compile(rf"{_LETTERS}|\d+|&")
_NUMBER = re.compile(
    r"\b\d[\w.]*\s?(?:/\s?\d{4}\s?)?/\s?[A-ZĐƯ][\wĐƯ&]*(?:\s?[-/]\s?[A-ZĐƯ][\wĐƯ&]*)*"
    r"|\b\d[\w.]*\s?-\s?[A-ZĐƯ]{2}[A-Za-zĐƯ]*(?:\s?/\s?[A-ZĐƯ][\wĐƯ]*)*"
    r"|\b\d+[a-z]?[-/][a-zđ]{2,6}[-/][a-zđ&]{2,}(?:-[a-zđ]+)*"
)
_PRONOUNCED = re.compile(
    r"(?!(?:.*[^u])?y[^aeiouy])"  # "tuyt", "yen", never "syt"
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
_BOUNDARY = re.compile(r"\n\s*\n")
_BETWEEN = str.maketrans("", "", "-–&.,/ \n\t\r\u00a0")


class Word(NamedTuple):  # tens of thousands are made for one plan: a dataclass costs three times as much
    """A word of a text, abbreviations written out: its uniform form, where it stands and what comes before.

    `gap` is 0 when only blanks stand before it, 1 for a comma or a dash, 2 for anything stronger.
    All words of one abbreviation carry the abbreviation's range; `opens_line` marks the first word of a line.
    """

    form: str
    start: int
    end: int
    capital: bool
    gap: int
    shown: str
    dashed: bool = False
    opens_line: bool = False


@cache
def fields() -> tuple[dict[str, str], ...]:
    """Return the fields a department is named after, with their codes: Y tế (YT), Nội vụ (NV) …"""
    return tuple(rows("fields"))


def pronounced(folded: str) -> bool:
    """Say whether a folded word could be a Vietnamese syllable: "nghieng", not "ubnd"."""
    return _PRONOUNCED.fullmatch(folded) is not None


@cache
def _written_out() -> dict[str, str]:
    table = {row["short"]: row["full"] for row in rows("abbreviations")}
    for row in fields():
        for head, letter, kept in (("Sở", "S", row["department"]), ("Bộ", "B", row["ministry"])):
            if kept and not (letter == "B" and row["codes"] in {"CT", "TC"}):  # Bộ Chính trị, Ban Tổ chức
                table.setdefault(letter + row["codes"], f"{head} {row['field']}")
    return table


@cache
def _loose() -> dict[str, str]:
    """Abbreviations that are no Vietnamese syllable, so that "hdnd" can be nothing else."""
    table: dict[str, str] = {}
    for short, full in _written_out().items():
        if len(short) > 2 and not pronounced(fold(short)):
            table.setdefault(fold(short), full)
    return table


@cache
def _codes() -> dict[str, str]:
    return {fold(row["codes"]): row["field"] for row in fields()}


@lru_cache(maxsize=8192)
def _look_up(chunk: str, after_head: bool) -> str | None:
    key = chunk.translate(_BETWEEN)
    if after_head and (field := _codes().get(fold(key))) and (key != key.lower() or len(key) < 3 or "-" in chunk):
        return field
    if sum(c.isupper() for c in key) > 1 and (full := _written_out().get(key)):
        return full
    return _written_out().get(key) if key == "Tp" else _loose().get(fold(key))


@lru_cache(maxsize=8192)
def _is_head(word: str) -> bool:
    return uniform(word) in {"sở", "so", "phòng"} or word in {"Bộ", "BỘ"}


def _pieces(text: str) -> Iterator[tuple[int, int, str | None]]:
    """Yield the ranges of words and abbreviations, with what an abbreviation stands for."""
    numbered = {at for number in _NUMBER.finditer(text) for at in range(*number.span())}
    listing = False
    for chunk in _CHUNK.finditer(text):
        inside = chunk.start() in numbered
        if inside or (full := _look_up(chunk[0], listing)) is None:
            alone = chunk[0].isalnum()
            for word in (chunk,) if alone else _WORD.finditer(text, chunk.start(), chunk.end()):
                full = None if inside or alone else _look_up(word[0], listing)
                yield word.start(), word.end(), full
                listing = (full is not None and listing) or _is_head(word[0])
        else:
            yield chunk.start(), chunk.end(), full


def _gap(between: str, abbreviated: bool) -> int:
    mark = between.strip().strip("*_").strip()
    if not mark:
        return 2 if _BOUNDARY.search(between) else 0
    if mark == "." and abbreviated:
        return 0
    return 1 if mark in {",", "-", "–", "/"} else 2


@lru_cache(maxsize=8192)
def _form(word: str) -> str:
    return "và" if word == "&" else uniform(word)


@lru_cache(maxsize=1024)
def _parts(full: str) -> tuple[str, ...]:
    return tuple(_WORD.findall(full))


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, abbreviations written out, each with its place in `text`."""
    found: list[Word] = []
    last, abbreviated = 0, False
    for start, end, full in _pieces(text):
        between = text[last:start]
        gap = 2 if not found or ("\n" in between and text[start].isdigit()) else _gap(between, abbreviated)
        dashed = "-" in between or "–" in between
        opens = "\n" in between
        for part in _parts(full) if full else (text[start:end],):
            found.append(Word(_form(part), start, end, part[0].isupper(), gap, part, dashed, opens))
            gap, dashed, opens = 0, False, False
        last, abbreviated = end, full is not None
    return found


def expand(text: str) -> str:
    """Return `text` with its abbreviations written out; document numbers stay as they are."""
    written, last = [], 0
    for start, end, full in _pieces(text):
        if full is not None:
            written += [text[last:start], full]
            last = end
    return "".join(written) + text[last:]
