"""The unit a table's figures are in, where a line over it says so: "Đơn vị tính: nghìn đồng"."""

from __future__ import annotations

import re
from dataclasses import replace

from plans.model import Plan, Section, Span
from plans.rows import headings, is_counter, readable
from plans.text import squeeze
from retrieval.answer import Claim
from retrieval.draft import cite

_NEAR = 300  # characters before a table in which its unit may stand
# "Đơn vị: Hội Nông dân xã" names a body, "Đơn vị: triệu đồng" a unit.
_UNIT = re.compile(
    r"(?i:đơn vị tính|đvt|đơn vị(?=\s*:\s*(?:[a-zđ%]|(?:nghìn|triệu|tỷ) đồng)))\s*:\s*(?P<unit>[^\n|;.)]{1,30})"
)


def unit_line(plan: Plan, table: Section) -> Span | None:
    """Return the words over a table that give the unit of its figures, if any."""
    start = table.span.start
    over = plan.citable(start).span.start
    found = [*_UNIT.finditer(plan.text, max(over, start - _NEAR), start)]
    return Span(found[-1].start(), found[-1].start() + len(found[-1][0].rstrip(" *_"))) if found else None


def read_row(plan: Plan, table: Section, row: Span) -> str:
    """Return a row as one reads it, each column by its name and the table's unit: "Thành tiền (nghìn đồng): 51"."""
    names, line = headings(plan.quote(table.span)), unit_line(plan, table)
    said = _UNIT.match(plan.quote(line)) if line else None
    if said:
        names = [name if is_counter(name) or "(" in name else f"{name} ({said['unit'].strip()})" for name in names]
    return readable(plan.quote(row), names)


def as_read(plan: Plan, span: Span) -> str:
    """Return a sentence as one reads it: in a row of a table the name of a column, and its unit, before the cell."""
    block = plan.innermost(span.start)
    return read_row(plan, block, span) if block.kind == "table" else plan.quote(span)


def in_its_unit(plan: Plan, block: Section, row: Claim) -> Claim:
    """Return the claim of a row with the unit its table is in, cited from the line that says it."""
    line = unit_line(plan, block) if block.kind == "table" else None
    if line is None:
        return row
    return replace(row, citations=(*row.citations, cite(plan, line)), computed=squeeze(plan.quote(line)))
