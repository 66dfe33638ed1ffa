"""What a plan costs as a whole: "Tổng kinh phí là bao nhiêu?" is told where it prints a total."""

from __future__ import annotations

import re
from collections.abc import Iterator

from plans.model import Plan, Section, Span
from plans.periods import period_of
from plans.rows import cells, data_rows, headings
from plans.text import fold, sentences
from retrieval.answer import Claim
from retrieval.asked_years import YEAR
from retrieval.counted import MONEY
from retrieval.draft import ENOUGH, FEW, Draft, Material, placed
from retrieval.names import head_of
from retrieval.search import PARAGRAPH
from retrieval.units import in_its_unit, read_row

_ASKED = re.compile(
    r"\btong(?: cong| so| muc| nguon)* (?:kinh phi|tien|chi phi|du toan|von|chi|muc dau tu|dau tu)\b.*"
    r"|\b(?:het|ton|chi) (?:tat ca|tong cong) (?:bao nhieu|may)\b"
)
_ASKING = {"tong", "so", "cong", "muc", "kinh", "phi", "tien", "chi", "du", "toan", "von", "nguon", "dau", "tu", "het"}
_TOTAL = re.compile(
    r"\btong(?: cong| so| muc| nhu cau| du kien| nguon)*"
    r" (?:kinh phi|du toan|chi|von|muc dau tu|dau tu|nguon luc|tien|nguon von)\b|\bdu kien tong chi\b"
)
_TOTAL_ROW = re.compile(r"^\W*(?:tong(?: cong| so)?|cong)\b")


def write_total(material: Material) -> Draft:
    """State the total of the one plan the rest of the question names; nothing where it prints none."""
    question = material.question
    if not _ASKED.search(fold(question.restored)):
        return Draft()
    plans = _named(material)
    totals = [claim for plan in plans for claim in _totals(plan, question.year)] if 0 < len(plans) <= FEW else []
    return Draft(tuple(claim for claim in totals if _is_of(question.year, claim))[:1])


def _is_of(year: int | None, total: Claim) -> bool:
    """Say whether a total is of the year asked for: it says so, or its plan is of that year alone."""
    period = period_of(total.citations[0].plan.header)
    alone = period is not None and period.first == period.last == year
    return year is None or alone or str(year) in total.text


def _named(material: Material) -> list[Plan]:
    """Return the plans the question is about: by their heads, or as the only ones that may be meant."""
    rest = [word for word in material.question.topic if fold(word) not in _ASKING]
    if not rest:
        return list(material.plans) if len(material.plans) == 1 else []
    weighed = [(material.weigher.coverage(rest, head_of(plan)), plan) for plan in material.titled(issuers=True)[:FEW]]
    best = max((weight for weight, _ in weighed), default=0.0)
    return [plan for weight, plan in weighed if weight == best] if best >= ENOUGH else []


def _totals(plan: Plan, year: int | None) -> Iterator[Claim]:
    """Yield the sentences, then the rows of tables, that print a total of money, in all or of a year."""
    blocks = [section for section in plan.walk() if not section.children]
    for block in blocks:
        if block.kind != "table":
            yield from (placed(plan, span) for span in _told(plan, block))
    for block in blocks:
        if block.kind == "table":
            rows = data_rows(plan.quote(block.span), block.span.start)
            totals = (row for row in rows if _is_total(plan, block, row, year))
            yield from (in_its_unit(plan, block, placed(plan, row)) for row in totals if _sum(plan, block, row))


def _is_total(plan: Plan, block: Section, row: Span, year: int | None) -> bool:
    """Say whether a row is that of all others, or that of the year in a table with a column for the total."""
    if _TOTAL_ROW.search(fold(read_row(plan, block, row)).partition(": ")[2]):
        return True
    of_year = year is not None and YEAR.findall(cells(plan.quote(row))[0]) == [str(year)]
    return of_year and any(_TOTAL_ROW.search(fold(name)) for name in headings(plan.quote(block.span)))


def _sum(plan: Plan, block: Section, row: Span) -> bool:
    return MONEY.search(read_row(plan, block, row))


def _told(plan: Plan, block: Section) -> Iterator[Span]:
    """Yield the sentence with a total, its whole paragraph where that is short: it goes on to say what of."""
    for start, end in sentences(plan.quote(block.span), block.span.start):
        said = fold(plan.text[start:end])
        found = _TOTAL.search(said)
        if found and MONEY.search(said[found.end() :]):
            yield block.span if block.span.end - block.span.start <= PARAGRAPH else Span(start, end)
