"""Plans made by hand or at random, with no parser: what the library stores must not depend on how plans are read."""

from __future__ import annotations

from datetime import date
from typing import get_type_hints

from hypothesis import strategies as st

from plans.model import (
    Assignment,
    Deadline,
    Header,
    Passage,
    Plan,
    Reference,
    Repair,
    Section,
    Span,
    Target,
)
from retrieval.records import Held

TASK = "Sở Y tế chủ trì, báo cáo trước ngày 30/11 hằng năm.\n"


def passages_of(plan: Plan) -> tuple[Passage, ...]:
    return tuple(Passage(section.id, section.own, f"{plan.name} › {section.title}", "hạn") for section in plan.walk())


def held_of(plan: Plan) -> Held:
    return Held(1, plan, passages_of(plan))


def plan_of(plan_id: str = "a", text: str = TASK, number: str | None = "02/KH-UBND", **header: object) -> Plan:
    """Return a plan of one heading with one item that holds every kind of fact."""
    whole, half = Span(0, len(text)), Span(len(text) // 2, len(text))
    item = Section("1.1", "1.", ("I", "1"), "Sở Y tế", 2, "item", half)
    return Plan(
        id=plan_id,
        file=f"{plan_id}.txt",
        text=text,
        header=Header(number, date(2017, 1, 13), spans=(("number", whole),), **header),
        sections=(Section("1", "I.", ("I",), "NHIỆM VỤ", 1, "heading", whole, (item,)),),
        assignments=(Assignment("Sở Y tế", "chủ trì", half, whole, "1.1", general=True),),
        deadlines=(Deadline("yearly", half, "1.1", "báo cáo", None, ("Tỉnh ủy", "Sở Y tế"), True, 30, 11),),
        targets=(Target(85.5, "%", "trên", "trẻ em", None, half, "1.1"),),
        references=(Reference("Chỉ thị", "21-CT/TW", date(2018, 1, 20), "Ban Bí thư", None, half, "1.1"),),
        repairs=(Repair("page_break", 3),),
        warnings=("Không có số",),
    )


_texts = st.text(st.characters(codec=None, exclude_categories=()), max_size=12)  # lone surrogates and NUL too
_spans = st.builds(Span, st.integers(0, 500), st.integers(0, 500))
_maybe = st.none() | _texts
_dates = st.none() | st.dates()
_numbers = st.integers(0, 9999)
_OF: dict[object, st.SearchStrategy[object]] = {
    Span: _spans,
    str: _texts,
    str | None: _maybe,
    date | None: _dates,
    int: _numbers,
    int | None: st.none() | _numbers,
    float: st.floats(allow_nan=False),
}


@st.composite
def _sections(draw: st.DrawFn, place: str = "", depth: int = 3) -> tuple[Section, ...]:
    count = draw(st.integers(0 if place else 1, 3))
    return tuple(
        Section(
            id=f"{place}{n}",
            label=draw(_texts),
            path=tuple(draw(st.lists(_texts, max_size=2))),
            title=draw(_texts),
            level=4 - depth,
            kind=draw(st.sampled_from(["heading", "item", "table"])),
            span=draw(_spans),
            children=draw(_sections(f"{place}{n}.", depth - 1)) if depth else (),
        )
        for n in range(1, count + 1)
    )


def _many(kind: type) -> st.SearchStrategy[tuple[object, ...]]:
    hints = get_type_hints(kind).items()
    return st.lists(st.builds(kind, **{name: _OF[hint] for name, hint in hints if hint in _OF}), max_size=3).map(tuple)


plans = st.builds(
    Plan,
    id=st.sampled_from("abc"),
    file=_texts,
    text=_texts,
    header=st.builds(
        Header,
        number=_maybe,
        issued_on=_dates,
        place=_maybe,
        title=_maybe,
        recipients=st.lists(_texts, max_size=2).map(tuple),
        spans=st.lists(st.tuples(_texts, _spans), max_size=2).map(tuple),
    ),
    sections=_sections(),
    assignments=_many(Assignment),
    deadlines=_many(Deadline),
    targets=_many(Target),
    references=_many(Reference),
    repairs=_many(Repair),
    warnings=st.lists(_texts, max_size=2).map(tuple),
    pages=st.lists(st.tuples(_numbers, _numbers), max_size=2).map(tuple),
)
passages = _many(Passage)
