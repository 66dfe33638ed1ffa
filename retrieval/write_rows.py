"""Rows of a table that a question calls by their names: "Từ Sơn phải kết nạp bao nhiêu đoàn viên?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from plans.agencies import expand
from plans.rows import left_blank
from plans.text import fold, syllables
from retrieval.answer import Claim, Intent
from retrieval.counted import MONEY, PERCENT, counted
from retrieval.draft import ENOUGH, HEADED, Draft, Material, quoted
from retrieval.evidence import Weigher
from retrieval.expected import tells_time
from retrieval.fitting import of_another_kind
from retrieval.grids import Grid, Row, grids, plain
from retrieval.named import agencies_in
from retrieval.names import head_of, plan_label, section_label
from retrieval.search import Sentence
from retrieval.topic import topic_of
from retrieval.units import in_its_unit, read_row

ASKED: frozenset[Intent] = frozenset({"target", "deadline", "duties", "content", "compare", "list"})
HALF = 0.5  # of the words of a column's name, the share that the question must say
PERSON = re.compile(r"(?:(?:ông|bà|thầy|cô|đồng chí|đ/c)\s+)?[^\W\da-zđ][^\W\d_]*(?: [^\W\da-zđ][^\W\d_]*){1,4}")
_WHO = re.compile(r"\b(?:ai|(?:nguoi|don vi|co quan|ben|phong|ban|noi|lanh dao|thay|co) nao)\b")
_WHEN = re.compile(
    r"\b(?:ngay|hom|bua|thang|tuan|quy|thu|gio|nam) (?:nao|may)\b|\b(?:khi nao|bao gio|luc nao|may gio)\b"
)
_WHERE = re.compile(r"\b(?:o dau|cho nao|noi nao|phong nao|dia diem)\b")
_PLACE = re.compile(r"\b(?:dia diem|noi|phong|cho)\b")
_ASKS = re.compile(r"\b(?:gi|nao|ai|dau|may|bao nhieu|bao gio|bao lau|sao|the nao)\b")
_PARENTHESIS = re.compile(r"\([^()]*\)")
_ASKING = {"so", "luong", "muc"}  # words of a column's name that ask how much


def write_rows(material: Material) -> Draft:
    """Quote the rows that the question calls by their names, of the table whose columns have the rest of it."""
    question = material.question
    if question.intent not in ASKED or not _ASKS.search(fold(question.restored)):
        return Draft()
    if question.intent == "duties" and question.field != "who":
        return Draft()
    weighed = [(weight, grid, rows) for grid in grids(material) for weight, rows in [_weighed(material, grid)] if rows]
    best = max((weight for weight, _, _ in weighed), default=0.0)
    chosen = ((grid, row) for weight, grid, rows in weighed if weight >= max(best, ENOUGH) for row in rows)
    return Draft(tuple(claim_of(grid, row) for grid, row in chosen))


def only_names(material: Material, sentence: Sentence) -> bool:
    """Say whether a sentence is a row called by its name in which nothing is of the rest of the question."""
    block = sentence.plan.innermost(sentence.span.start)
    if block.kind != "table":
        return False
    grid, asked = Grid.of(sentence.plan, block), material.question.restored
    called = [(row, run) for row, run in grid.called(asked) if row.span.start <= sentence.span.start < row.span.end]
    topic = topic_of(_without([run for _, run in called], asked), (), material.question.intent)
    cells = (cell for row, _ in called for cell in row.cells if cell != row.name)
    beside = " ".join((*grid.columns, *cells, grid.above))
    return bool(called and topic) and material.weigher.coverage(topic, beside) == 0


def claim_of(grid: Grid, row: Row) -> Claim:
    """Return the claim of a whole row, in the unit of its table."""
    lead = f"{plan_label(grid.plan)}, {section_label(grid.plan.citable(grid.table.span.start))}"
    return in_its_unit(grid.plan, grid.table, quoted(grid.plan, row.span, lead))


def _weighed(material: Material, grid: Grid) -> tuple[float, list[Row]]:
    """Return the rows called by name and how much of the rest of the question their table speaks of."""
    called = grid.called(material.question.restored)
    if not called:
        return 0.0, []
    left = _without([run for _, run in called], material.question.restored)
    rows = [row for row, _ in called]
    if not all(_may_tell(material, grid, row) for row in rows):
        return 0.0, []
    topic = topic_of(left, (), material.question.intent)
    asked = _Left(fold(left), f"{left} {' '.join(topic)}", material.weigher)
    columns = (at for at in range(len(grid.columns)) if at != grid.naming)
    if not any(asked.wants(grid, at, rows) for at in columns) and not _asks_all(material, grid, topic):
        return 0.0, []
    said = " ".join((head_of(grid.plan), grid.above, *grid.columns, *(cell for row in rows for cell in row.cells)))
    return (material.weigher.coverage(topic, said) if topic else 1.0), rows


def _may_tell(material: Material, grid: Grid, row: Row) -> bool:
    """Say whether a row has the sum or the share asked for, no blank for it and nothing of another kind."""
    asked = material.question.restored
    read, forms = read_row(grid.plan, grid.table, row.span), counted(asked)
    blank = left_blank(grid.plan.quote(row.span), grid.columns, asked)
    has = not {MONEY, PERCENT} & {*forms} or any(form.search(read) for form in forms)
    return has and not blank and not of_another_kind(asked, read)


def _asks_all(material: Material, grid: Grid, topic: Sequence[str]) -> bool:
    """Say whether a question that counts nothing asks for what the heading over a table names: "chỉ tiêu là gì?"."""
    asked = fold(material.question.restored)
    one = material.noun or _WHO.search(asked) or _WHEN.search(asked) or _WHERE.search(asked)
    return not one and bool(topic) and material.weigher.coverage(topic, grid.above) >= HEADED


def _without(runs: Sequence[tuple[int, int]], asked: str) -> str:
    """Return a question without the syllables that call rows."""
    taken = {at for begin, end in runs for at in range(begin, end)}
    return " ".join(word for at, word in enumerate(syllables(expand(asked))) if at not in taken)


@dataclass(frozen=True)
class _Left:
    """What is left of a question without the names of rows: without marks, and with the words of offices for it."""

    asked: str
    said: str
    weigher: Weigher

    def wants(self, grid: Grid, at: int, rows: Sequence[Row]) -> bool:
        """Say whether a column is asked for: by its name, or by what its cells are."""
        name = [word for word in plain(_PARENTHESIS.sub(" ", grid.columns[at])) if word not in _ASKING]
        values = [row.cells[at] for row in rows]
        if name and self.weigher.coverage(name, self.said) >= HALF:
            return True
        if _WHEN.search(self.asked) and all(map(tells_time, values)):
            return True
        if _WHERE.search(self.asked) and _PLACE.search(" ".join(name)):
            return True
        return _WHO.search(self.asked) is not None and all(map(_is_somebody, values))


def _is_somebody(cell: str) -> bool:
    return PERSON.fullmatch(cell) is not None or bool(agencies_in(cell))
