"""The tables that passages found stand in, as names of columns and rows of cells, and what a question calls a row."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from plans.agencies import expand
from plans.model import Plan, Section, Span
from plans.rows import cells, data_rows, headings, is_counter
from plans.text import fold, syllables
from retrieval.draft import Material
from retrieval.evidence import SYLLABLE

# A row that sums up those above it; with its marks, as "Công đoàn" sums up nothing.
_TOTAL = re.compile(
    r"\W*(?:tổng (?:cộng|số|chi|mức|kinh phí|dự toán)\b|toàn (?:tỉnh|xã|phường|huyện|thành phố)\b|(?:tổng|cộng)\W*$)",
    re.IGNORECASE,
)
_ASIDE = re.compile(r"\([^()]*\)")
COMMON = 2  # other rows that have a word too, which then tells none of them apart
_LEVELS = {
    "xa",
    "phuong",
    "huyen",
    "quan",
    "tinh",
    "thon",
    "ap",
    "xom",
    "khom",
    "buon",
}  # that people leave out of names
PLACE = 2  # words of a place's name
LONG = 3  # words of a name of which the question may leave out the last


@dataclass(frozen=True)
class Row:
    """A row of a table: where it stands, its name and its cells."""

    span: Span
    name: str
    cells: tuple[str, ...]


@dataclass(frozen=True)
class Grid:
    """A table with the names of its columns, the first of which but a counter names the rows; no sums of columns."""

    plan: Plan
    table: Section
    columns: tuple[str, ...]
    naming: int
    rows: tuple[Row, ...]

    @classmethod
    def of(cls, plan: Plan, table: Section) -> Grid:
        """Read a table; one without names of columns has no rows."""
        text = plan.quote(table.span)
        names = headings(text)
        first = next((at for at, name in enumerate(names) if not is_counter(name)), len(names))
        found = ((row, cells(plan.quote(row))) for row in data_rows(text, table.span.start))
        named = ((row, values) for row, values in found if len(values) == len(names) and any(values[first : first + 1]))
        rows = (Row(row, values[first], tuple(values)) for row, values in named)
        return cls(plan, table, tuple(names), first, tuple(row for row in rows if not _TOTAL.match(row.name)))

    @property
    def above(self) -> str:
        """The headings the table stands under."""
        return self.plan.titles_over(self.table.id)

    def called(self, asked: str) -> list[tuple[Row, tuple[int, int]]]:
        """Return the rows a question calls by what tells their names apart, with the syllables of it that do."""
        said = plain(asked)
        others = [set(plain(row.name)) for row in self.rows]
        found = []
        for at, row in enumerate(self.rows):
            common = {word for word in others[at] if sum(word in one for one in others) > COMMON}
            runs = (_run(said, key) for key in _keys(row.name, common, plain(self.columns[self.naming])))
            if run := next(filter(None, runs), None):
                found.append((row, run))
        return found


def grids(material: Material) -> Iterator[Grid]:
    """Yield each table of which a row was found, the best found first."""
    seen: set[tuple[str, int]] = set()
    for one in material.found:
        if one.block != "table":
            continue
        table = one.plan.innermost(one.passage.span.start)
        if (key := (one.plan.id, table.span.start)) not in seen:
            seen.add(key)
            yield Grid.of(one.plan, table)


def plain(text: str) -> list[str]:
    """Return the syllables of a text without marks, short forms written out."""
    return fold(" ".join(syllables(expand(text)))).split()


def _keys(name: str, common: set[str], kind: Sequence[str]) -> Iterator[list[str]]:
    """Yield what tells a name apart, with and without what it says aside; a lone syllable with the word before it.

    "Công đoàn phường Từ Sơn" among such names is told by "Từ Sơn", "Toán" below "Môn" by "môn Toán".
    """
    for form in dict.fromkeys((name, _ASIDE.sub(" ", name))):
        words = plain(form)
        own = [at for at, word in enumerate(words) if word not in common] or [*range(len(words))]
        own = own[1:] if len(own) > PLACE and words[own[0]] in _LEVELS else own
        key = words[own[0] : own[-1] + 1] if words else []
        if len(key) == 1 and SYLLABLE.fullmatch(key[0]):
            key = [*(words[own[0] - 1 : own[0]] if own[0] else kind[-1:]), *key]
            key = key if len(key) > 1 else []
        if key:
            yield key


def _run(said: Sequence[str], key: Sequence[str]) -> tuple[int, int] | None:
    """Return where a key stands in what is said, but for the last word of a long one; none where it does not."""
    for size in (len(key), len(key) - 1) if len(key) > LONG else (len(key),):
        for at in range(len(said) - size + 1):
            if list(said[at : at + size]) == list(key[:size]):
                return at, at + size
    return None
