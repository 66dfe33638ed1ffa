"""What is indexed: pieces of one numbered section each, with a line that says where they stand and rule words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import groupby

from plans.glossary import defined
from plans.model import NUMBERED, Passage, Plan, Section, Span
from plans.rows import data_rows, filled, group_of, headings
from plans.text import sentences, squeeze

TARGET = 450  # characters
LONGEST = 900
_HEADING = 160  # characters: what is shorter says little alone and goes with what follows
_ZONE_CUES = {"signature": "người ký ai ký kế hoạch", "recipients": "nơi nhận gửi đến những đâu"}
_DEADLINE_CUE = "hạn báo cáo khi nào thời hạn nộp báo cáo"
_WORD_CUES = (("kinh phí", "tiền nguồn kinh phí lo tiền"),)


def passages(plan: Plan) -> tuple[Passage, ...]:
    """Return the passages of `plan` in reading order; none crosses a numbered section or cuts a sentence under 900."""
    tables = {section.own for section in plan.walk() if section.kind == "table"}
    return tuple(
        passage
        for home, context, blocks in _homes(plan.sections, _head(plan))
        for table, run in groupby(blocks, key=tables.__contains__)
        for passage in (_rows if table else _told)(plan, home, context, list(run))
    )


def _told(plan: Plan, home: Section, context: str, blocks: Sequence[Span]) -> Iterator[Passage]:
    for span in _pieces(plan, blocks):
        yield Passage(home.id, span, context, _cues(plan, home, span))


def _rows(plan: Plan, home: Section, context: str, tables: Sequence[Span]) -> Iterator[Passage]:
    """Yield each row of some tables under the row that names its group; the names of the columns are its cues."""
    for table in tables:
        columns, above = headings(plan.quote(table)), context
        rows = data_rows(plan.quote(table), table.start)
        for row in rows:
            if (group := group_of(plan.quote(row))) and len(rows) > 1:
                above = f"{context} › {group}" if context else group
                continue
            for span in _slices(plan.text, row.start, row.end):
                cues = f"{filled(plan.quote(row), columns)} {_cues(plan, home, span)}"
                yield Passage(home.id, span, above, cues.strip())


def _homes(sections: Sequence[Section], above: str) -> Iterator[tuple[Section, str, list[Span]]]:
    """Yield each numbered section or zone with its context and the ranges of its own text and unnumbered parts."""
    for section in sections:
        if section.kind not in NUMBERED:
            yield section, above, [part.own for part in section.walk()]
            continue
        below = _joined(above, section)
        parts = [section.own]
        for child in section.children:
            if child.kind not in NUMBERED:
                parts.extend(part.own for part in child.walk())
        yield section, below, parts
        yield from _homes([child for child in section.children if child.kind in NUMBERED], below)


def _head(plan: Plan) -> str:
    parts = (plan.header.province, plan.header.number, plan.header.title)
    return squeeze(" · ".join(part for part in parts if part))


def _joined(above: str, section: Section) -> str:
    """Return the context below `section`; an item's words are its text and not a heading over it."""
    words = "" if section.kind == "item" else squeeze(section.title or section.label)
    return f"{above} › {words}" if above and words else above or words


def _pieces(plan: Plan, blocks: Sequence[Span]) -> Iterator[Span]:
    """Join neighbouring blocks up to the target; split longer ones at sentences."""
    units = [unit for block in blocks for unit in _units(plan.text, block)]
    if not units:
        return
    piece = units[0]
    for unit in units[1:]:
        limit = LONGEST if piece.end - piece.start <= _HEADING else TARGET
        if unit.end - piece.start <= limit and not plan.text[piece.end : unit.start].strip():
            piece = Span(piece.start, unit.end)
        else:
            yield piece
            piece = unit
    yield piece


def _units(text: str, block: Span) -> Iterator[Span]:
    start, end = _trim(text, block.start, block.end)
    if end - start <= TARGET:
        if end > start:
            yield Span(start, end)
        return
    for first, last in sentences(text[start:end], start):
        yield from _slices(text, first, last)


def _slices(text: str, start: int, end: int) -> Iterator[Span]:
    """Cut what is over 900 characters at blanks."""
    while end - start > LONGEST:
        cut = text.rfind(" ", start + LONGEST // 2, start + LONGEST)
        cut = cut if cut > 0 else start + LONGEST
        yield Span(start, cut)
        start = cut
    if text[start:end].strip():
        yield Span(*_trim(text, start, end))


def _trim(text: str, start: int, end: int) -> tuple[int, int]:
    while start < end and text[start].isspace():
        start += 1
    while start < end and text[end - 1].isspace():
        end -= 1
    return start, end


def _cues(plan: Plan, home: Section, span: Span) -> str:
    quote = plan.quote(span)
    words = quote.lower()
    cues = [_ZONE_CUES[home.kind]] if home.kind in _ZONE_CUES else []
    if any(due.span.start < span.end and span.start < due.span.end for due in plan.deadlines):
        cues.append(_DEADLINE_CUE)
    cues.extend(cue for word, cue in _WORD_CUES if word in words)
    cues.extend(long for short, long in defined(plan.text) if short in quote)
    return " ".join(cues)
