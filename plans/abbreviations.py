"""Abbreviations of Vietnamese offices, written out: "Sở LĐ-TB&XH" → "Sở Lao động - Thương binh và Xã hội".

Document numbers ("02/KH-UBND") are left as they are. Tables: `data/abbreviations.csv`, `data/fields.csv`.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from itertools import accumulate, chain, compress
from operator import attrgetter
from typing import NamedTuple

from plans.tables import rows
from plans.text import fold, uniform

_LETTERS = r"[^\W\d_][^\W_\u0300-\u036f]*+(?:[\u0300-\u036f]+[^\W_]*)*+"
_CHUNK = rf"{_LETTERS}(?:(?:[-&.,/–]|\s[-&–]\s?|[-&–]\s){_LETTERS})*+|\d+|&"
_MARKS = re.compile(r"[^\w&]*+(?:_+[^\w&]*+)*+")
_TOKEN = re.compile(rf"{_MARKS.pattern}(?:{_CHUNK})")  # a chunk and the marks before it
_WORD = re.compile(rf"{_LETTERS}|\d+|&")
_NUMBER = re.compile(
    r"\d(?<!\w\d)(?:"
    r"[\w.]*\s?(?:/\s?\d{4}\s?)?/\s?[A-ZĐƯ][\wĐƯ&]*(?:\s?[-/]\s?[A-ZĐƯ][\wĐƯ&]*)*"
    r"|[\w.]*\s?-\s?[A-ZĐƯ]{2}[A-Za-zĐƯ]*(?:\s?/\s?[A-ZĐƯ][\wĐƯ]*)*"
    r"|\d*[a-z]?[-/][a-zđ]{2,6}[-/][a-zđ&]{2,}(?:-[a-zđ]+)*)"
)
_PRONOUNCED = re.compile(
    r"(?!(?:.*[^u])?y[^aeiouy])"  # "tuyt", "yen", never "syt"
    r"(?:b|ch?|d|gh?|gi|h|kh?|l|m|n|ngh?|nh|ph?|qu|r|s|th?|tr|v|x)?[aeiouy]{1,3}(?:ch?|m|ng?|nh|p|t)?"
)
# "TƯ" in capitals is a syllable of these words as often as it is short for "Trung ương".
_SYLLABLE = re.compile(
    r"(?<=ĐẦU )TƯ|(?<=THÔNG )TƯ|(?<=VẬT )TƯ|(?<=THỨ )TƯ|(?<=RIÊNG )TƯ|(?<=DÂN )TƯ|(?<=CÔNG )TƯ|"
    r"TƯ(?=\s+(?:PHÁP|VẤN|NHÂN|TƯỞNG|THỤC|LỆNH|LIỆU|CÁCH|DUY|THẾ|THƯƠNG|LỢI|SẢN)(?!\w))"
)
_SHORTEST = {"UB", "TW"}  # of two letters, known in small ones too: "ub xã", "tw đoàn"
_BOUNDARY = re.compile(r"\n\s*\n")
_BETWEEN = str.maketrans("", "", "-–&.,/ \n\t\r\u00a0")


class Word(NamedTuple):
    """A word of a text, abbreviations written out: its uniform form and what comes before.

    `gap` is 0 when only blanks stand before it, 1 for a comma or a dash, 2 for anything stronger. `opens_line` marks
    the first word of a line, `inner` the later words of an abbreviation.
    """

    form: str
    capital: bool
    shown: str
    gap: int = 0
    dashed: bool = False
    opens_line: bool = False
    inner: bool = False


@dataclass(slots=True)
class Placed:
    """The words of a text, and where each starts and ends; those of one abbreviation share its place.

    A word is the same wherever it stands, so that most are made once for all texts; places are told when asked for.
    """

    words: list[Word]
    _tokens: list[str]
    _apart: list[_Apart]
    _starts: list[int] | None = None
    _holders: list[tuple[int, int]] | None = None  # of each word: its token and its place among the token's words

    def start(self, at: int) -> int:
        """Return where word `at` starts."""
        token, place = self._place(at)
        return token + place[0]

    def end(self, at: int) -> int:
        """Return where word `at` ends."""
        token, place = self._place(at)
        return token + place[1]

    def _place(self, at: int) -> tuple[int, tuple[int, int]]:
        """Return where the token of word `at` starts, and where the word stands in it."""
        if self._starts is None:
            self._starts = _starts(self._tokens)
        if len(self.words) == len(self._tokens):
            return self._starts[at], self._apart[at].places[0]
        if self._holders is None:
            self._holders = [(k, j) for k, apart in enumerate(self._apart) for j in range(len(apart.words))]
        token, inner = self._holders[at]
        return self._starts[token], self._apart[token].places[inner]


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
        if (len(short) > 2 or short in _SHORTEST) and not pronounced(fold(short)):
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


class _Piece(NamedTuple):
    """A word or an abbreviation in a token: its range, what it stands for, its words with what comes before them."""

    start: int
    end: int
    full: str | None
    words: tuple[Word, ...]


_TURNS, _WORDS = attrgetter("turns"), attrgetter("words")


class _Apart(NamedTuple):
    """A token taken apart; behind it, whether the last piece is written out and whether departments are listed."""

    pieces: tuple[_Piece, ...]
    abbreviated: bool
    listing: bool
    turns: bool  # one of both: then the next token is read in its light
    words: tuple[Word, ...]
    places: tuple[tuple[int, int], ...]  # where each word stands in the token


@lru_cache(maxsize=32768)  # the same words stand behind the same marks everywhere
def _taken_apart(
    token: str, opens: bool = False, abbreviated: bool = False, listing: bool = False, numbered: bool = False
) -> _Apart:
    """Take a token apart; one that `opens` a text has nothing before it, one in a number has no short forms."""
    first = _chunk_at(token)
    chunk, marks = token[first:], None if opens else token[:first]
    if not numbered and (full := _look_up(chunk, listing)) is not None:
        return _apart((_piece(token, first, len(token), full, marks, abbreviated),), True, listing)
    alone, pieces, last = chunk.isalnum(), [], 0
    for word in _WORD.finditer(token, first):
        found = None if numbered or alone else _look_up(word[0], listing)
        marks = token[last : word.start()] if last else marks
        pieces.append(_piece(token, *word.span(), found, marks, abbreviated))
        abbreviated, listing, last = found is not None, (found is not None and listing) or _is_head(word[0]), word.end()
    return _apart(tuple(pieces), abbreviated, listing)


def _apart(pieces: tuple[_Piece, ...], abbreviated: bool, listing: bool) -> _Apart:
    words = tuple(word for piece in pieces for word in piece.words)
    places = tuple((start, end) for start, end, _, words in pieces for _ in words)
    return _Apart(pieces, abbreviated, listing, abbreviated or listing, words, places)


def _chunk_at(token: str) -> int:
    """Return where a token's words begin, behind its marks."""
    marks = _MARKS.match(token)
    return marks.end() if marks else 0


def _piece(token: str, start: int, end: int, full: str | None, marks: str | None, abbreviated: bool) -> _Piece:
    gap, dashed, opens = (2, False, False) if marks is None else _between(marks, abbreviated)
    gap = 2 if opens and token[start].isdigit() else gap
    first, *inner = _WORD.findall(full) if full else (token[start:end],)
    whole = Word(_form(first), first[0].isupper(), first, gap, dashed, opens)
    return _Piece(start, end, full, (whole, *(Word(_form(one), one[0].isupper(), one, inner=True) for one in inner)))


def _tokens(text: str) -> tuple[list[str], list[_Apart]]:
    """Return the tokens of a text, and each taken apart: most are the same whatever stands around them."""
    tokens, numbered = _TOKEN.findall(text), _numbered(text)
    apart = [*map(_taken_apart, tokens)]
    inside = {*_inside(tokens, numbered)} if numbered else set()
    if tokens:
        apart[0] = _taken_apart(tokens[0], True, False, False, 0 in inside)
    others = range(1, len(tokens))
    for at in others if inside else compress(others, map(_TURNS, apart)):  # a token is told when the one before is
        before = apart[at - 1]
        if before.turns or at in inside:
            apart[at] = _taken_apart(tokens[at], False, before.abbreviated, before.listing, at in inside)
    return tokens, apart


def _inside(tokens: Sequence[str], numbered: Iterable[tuple[int, int]]) -> Iterator[int]:
    """Yield the tokens whose words begin in one of the ranges `numbered`."""
    starts = _starts(tokens)
    for start, end in numbered:
        for at in range(max(0, bisect_right(starts, start) - 1), min(len(tokens), bisect_left(starts, end))):
            if start <= starts[at] + _chunk_at(tokens[at]) < end:
                yield at


def _starts(tokens: Iterable[str]) -> list[int]:
    return [*accumulate(map(len, tokens), initial=0)]


def _numbered(text: str) -> list[tuple[int, int]]:
    """Return the ranges of a text that are a document's number, or where "TƯ" is a syllable."""
    numbers = [number.span() for number in _NUMBER.finditer(text)] if "/" in text or "-" in text else []
    return numbers + [word.span() for word in _SYLLABLE.finditer(text)] if "TƯ" in text else numbers


@lru_cache(maxsize=1024)
def _between(marks: str, abbreviated: bool) -> tuple[int, bool, bool]:
    """Return what stands between two words: `gap`, `dashed` and `opens_line` of the second."""
    return _gap(marks, abbreviated), "-" in marks or "–" in marks, "\n" in marks


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


def words(text: str) -> list[Word]:
    """Return the words of `text` in order, abbreviations written out."""
    return placed(text).words


def placed(text: str) -> Placed:
    """Return the words of `text` in order, abbreviations written out, each with its place in `text`."""
    tokens, apart = _tokens(text)
    return Placed([*chain.from_iterable(map(_WORDS, apart))], tokens, apart)


@lru_cache(maxsize=65536)
def _has_short(token: str) -> bool:
    """Say whether a token has a short form in some place where it may stand."""
    apart = (_taken_apart(token, listing=listing) for listing in (False, True))
    return any(piece.full for found in apart for piece in found.pieces)


@lru_cache(maxsize=64)  # what is indexed or weighed is asked for again at once, in another spelling
def expand(text: str) -> str:
    """Return `text` with its abbreviations written out; document numbers stay as they are."""
    if not any(map(_has_short, {*_TOKEN.findall(text)})):  # most passages have none
        return text
    written, last = [], 0
    tokens, every = _tokens(text)
    for at, apart in zip(_starts(tokens), every, strict=False):
        for piece in apart.pieces:
            if piece.full is not None:
                written += [text[last : at + piece.start], piece.full]
                last = at + piece.end
    return "".join(written) + text[last:]
