"""What falls due is the same whether it is looked up in the tables or read in the plans, and no plan is read for it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bot.due import coming, owed_by
from plans.model import Deadline, Span
from retrieval.audience import INTERNAL
from retrieval.library import Library
from retrieval.shelf import Shelf
from tests.retrieval.handmade import passages_of, plan_of

KINDS = ["once", "yearly", "half_yearly", "quarterly", "monthly", "term_end", "periodic"]
PLAN = plan_of("a", "Sở Y tế báo cáo kết quả.\n", "1/KH-UBND")


def deadlines(years: list[int | None]) -> list[Deadline]:
    every = [
        Deadline(kind, Span(0, 5), PLAN.sections[0].id, "báo cáo", day=day, month=month, year=year, quarter=quarter)
        for kind in KINDS
        for day in (None, 31)
        for month, quarter in [(None, None), (None, 2), *((month, None) for month in range(1, 13))]
        for year in years
    ]
    return [replace(one, span=Span(at % 20, at % 20 + 1)) for at, one in enumerate(every)]


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    from retrieval.settings import Settings

    with Library.open(Settings(home=tmp_path_factory.mktemp("due"))) as library:
        plan = replace(PLAN, deadlines=tuple(deadlines([None, 2025, 2026, 2027])))
        hidden = replace(plan_of("b", "Sở Nội vụ nộp báo cáo.\n", "2/KH-UBND"), deadlines=plan.deadlines[:3])
        library.add_all([(plan, passages_of(plan)), (hidden, passages_of(hidden))])
        library.restrict("b", [INTERNAL])
        yield library


@settings(max_examples=60, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.dates(date(2025, 1, 1), date(2027, 12, 31)), st.sampled_from([0, 7, 30, 300, 700, 900_000]))
def test_what_falls_due_is_what_the_plans_state(library, today, ahead):
    until = date.max if ahead > 9_999 else today + timedelta(days=ahead)
    told = [(one.day, one.head.id, one.deadline) for one in coming(library.visible().unread, today, until)]
    read = [(one.day, one.plan.id, one.deadline) for one in coming(library.plans(), today, until)]
    assert sorted(told, key=repr) == sorted(read, key=repr)


def test_no_plan_is_read_to_know_what_falls_due(library, monkeypatch):
    def unread(*_):
        raise AssertionError("a plan was read")

    monkeypatch.setattr(Shelf, "held", unread)
    assert coming(library.visible().unread, date(2025, 9, 1))


def test_what_is_for_few_falls_due_for_nobody_else(library):
    today = date(2025, 9, 1)
    assert {one.head.id for one in coming(library.visible(()).unread, today)} == {"a"}
    inside = coming(library.visible([INTERNAL]).unread, today)
    assert {one.head.id for one in inside} == {"a", "b"}
    assert {one.head.id for one in owed_by(inside, "Sở Nội vụ")} <= {"b"}
