"""Which of the rows of a table has the most: "Thôn nào trồng nhiều cây nhất?", or more than another that is named."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from decimal import Decimal, InvalidOperation

from plans.model import Plan, Section, Span
from plans.text import fold, squeeze
from retrieval.answer import Claim
from retrieval.asked_years import YEAR
from retrieval.draft import ENOUGH, Draft, Material, quoted
from retrieval.evidence import asked_words
from retrieval.grids import Grid, grids
from retrieval.names import head_of, plan_label, section_label

_LARGE = "nhieu|cao|lon|dai|rong|dong|nang"
_SMALL = "it|thap|nho|ngan|hep|nhe"
_ASKED = re.compile(
    rf"\b(?P<kind>[a-z]+) nao\b.*\b(?:(?P<large>{_LARGE})|(?P<small>{_SMALL}))\b(?: [a-z]+){{0,5}}? (?P<how>nhat|hon)\b"
)
_ANY = {"don", "vi", "noi", "cho", "ben", "dia", "phuong"}  # "đơn vị nào", "nơi nào": a row of any kind
_HAMLETS = {"thon", "ban", "ap", "xom", "khom", "buon", "lang", "to"}  # one kind, by the region's word for it
_FIGURE = re.compile(r"\W*(\d{1,3}(?:\.\d{3})+(?:,\d+)?|\d+(?:[.,]\d+)?)\s*(?:%|[^\W\d_]+(?:/[^\W\d_]+)?)?\W*")
_MOST = 0.8  # of the cells of a column that must be figures
LEAST_ROWS = 2
_ASKING = {*_LARGE.split("|"), *_SMALL.split("|"), "nhat", "hon", "giao", "duoc", "co", "so", "nam"}


@dataclass(frozen=True)
class Asked:
    """What is looked for: the kind of row, whether the largest or the smallest, of all rows or of those named."""

    kind: str
    large: bool
    named: bool
    said: str

    @classmethod
    def of(cls, question: str) -> Asked | None:
        """Read a question as restored; none where it asks for no extreme."""
        said = fold(question)
        found = _ASKED.search(said)
        return cls(found["kind"], bool(found["large"]), found["how"] == "hon", said) if found else None


@dataclass(frozen=True)
class _Column:
    """One column of figures of a table with the rows it has them in."""

    plan: Plan
    table: Section
    name: str
    figures: tuple[tuple[Span, str, Decimal], ...]


def write_most(material: Material) -> Draft:
    """State the row with the largest or smallest figure asked for; nothing where no one column is meant."""
    asked = Asked.of(material.question.restored)
    if asked is None or not material.question.topic:
        return Draft()
    weighed = [(_closeness(material, asked, column), column) for column in _columns(material, asked)]
    best = max((weight for weight, _ in weighed), default=0.0)
    meant = [column for weight, column in weighed if weight == best]
    return Draft(tuple(_told(asked, meant[0]))) if best >= ENOUGH and len(meant) == 1 else Draft()


def _columns(material: Material, asked: Asked) -> Iterator[_Column]:
    for grid in grids(material):
        yield from _of_grid(grid, asked)


def _of_grid(grid: Grid, asked: Asked) -> Iterator[_Column]:
    """Yield the columns of figures behind the one that names the rows, where these are of the kind asked for."""
    rows = [row for row, _ in grid.called(asked.said)] if asked.named else grid.rows
    if len(rows) < LEAST_ROWS or not _is_kind(asked.kind, grid.columns[grid.naming], [row.name for row in rows]):
        return
    for at in range(grid.naming + 1, len(grid.columns)):
        figures = [(row.span, row.name, figure) for row in rows if (figure := _figure(row.cells[at])) is not None]
        if len(figures) >= max(LEAST_ROWS, _MOST * len(rows)):
            yield _Column(grid.plan, grid.table, grid.columns[at], tuple(figures))


def _is_kind(kind: str, heading: str, named: Sequence[str]) -> bool:
    """Say whether rows are of a kind: by the heading over their names, or by how most names begin."""
    begin = sum(kind in fold(name).split()[:2] for name in named)
    over = set(fold(heading).split())
    return kind in _ANY or kind in over or (kind in _HAMLETS and bool(over & _HAMLETS)) or 2 * begin > len(named)


def _figure(cell: str) -> Decimal | None:
    """Return the figure that is all a cell says, with its unit at most."""
    found = _FIGURE.fullmatch(cell)
    if found is None:
        return None
    plain = found[1].replace(".", "") if re.fullmatch(r"\d{1,3}(?:\.\d{3})+(?:,\d+)?", found[1]) else found[1]
    try:
        return Decimal(plain.replace(",", "."))
    except InvalidOperation:
        return None


def _closeness(material: Material, asked: Asked, column: _Column) -> float:
    """Weigh a column by its name, below the headings of its table; a year asked for must be its own, if it has one."""
    plan = column.plan
    above = plan.titles_over(column.table.id)
    years = set(YEAR.findall(column.name))
    wanted = set(YEAR.findall(asked.said))
    if years and wanted and not years & wanted:
        return 0.0
    words = [word for word in material.question.topic if fold(word) not in _ASKING and fold(word) != asked.kind]
    names = fold(" ".join(name for _, name, _ in column.figures)).split() if asked.named else []
    words = [word for word in words if fold(word) not in names]
    if not words:
        return 0.0
    own, around = (_printed(material, words, text) for text in (column.name, f"{head_of(plan)} {above} {column.name}"))
    return (own + 2 * around) / 3 if own else 0.0


def _printed(material: Material, words: Sequence[str], text: str) -> float:
    """Return the share of some words that a name or a heading prints, in any order: "Số giếng khoan"."""
    asked = asked_words(tuple(words))
    left = material.weigher.unsaid(asked, text)
    weigh = material.weigher.weight
    return 1 - sum(map(weigh, left)) / sum(map(weigh, asked))


def _told(asked: Asked, column: _Column) -> Iterator[Claim]:
    pick: Callable[..., Decimal] = max if asked.large else min
    extreme = pick(figure for _, _, figure in column.figures)
    plan = column.plan
    lead = f"{plan_label(plan)}, {section_label(plan.citable(column.table.span.start))}"
    how = ("nhiều" if asked.large else "ít") + (" hơn" if asked.named else " nhất")
    note = f"{how} ở cột «{squeeze(column.name)}»"
    for row, _, figure in sorted(column.figures, key=lambda one: one[2] != extreme):
        if figure == extreme:
            yield quoted(plan, row, lead, note)
        elif asked.named:
            yield quoted(plan, row, lead)
