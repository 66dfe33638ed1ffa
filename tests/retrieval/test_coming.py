"""Of very many plans those are told first of which something falls due soonest; a few are all read."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval import coming
from retrieval.answer import Question
from retrieval.assistant import Assistant
from retrieval.coming import FIRST, MANY, soonest
from retrieval.library import Library
from retrieval.settings import Settings

AS_OF = date(2026, 3, 1)
ASKED = Question("Hạn báo cáo là khi nào?", "Hạn báo cáo là khi nào?", "deadline", AS_OF)
TEXT = """ỦY BAN NHÂN DÂN
XÃ HÒA LẠC

Số: {number}/KH-UBND

KẾ HOẠCH
Trồng cây bên đường số {number}

I. TỔ CHỨC THỰC HIỆN
1. Trường học
- Báo cáo kết quả về Ủy ban nhân dân xã trước ngày {day}/{month} hằng năm.
- Báo cáo {rhythm} về Ủy ban nhân dân xã.
"""


def plan(number: int):
    """Return a plan with a report due at a day of its own, one in four of them every half year besides."""
    rhythm = "6 tháng trước ngày 15/6" if number % 4 == 0 else "theo yêu cầu"
    text = TEXT.format(number=number, day=number % 28 + 1, month=number * 5 % 12 + 1, rhythm=rhythm)
    return parse(text, f"{number}.txt")


@pytest.fixture(scope="module")
def library(tmp_path_factory):
    with Library.open(Settings(home=tmp_path_factory.mktemp("many"))) as library:
        made = [plan(number) for number in range(1, MANY + 12)]
        library.add_all([(one, tuple(passages(one))) for one in made])
        yield library


def due(plan, months=range(1, 13)):
    """Return when the first yearly report of a plan falls due in some months."""
    (report,) = [d for d in plan.deadlines if d.kind == "yearly"]
    days = [date(year, report.month, report.day) for year in (2026, 2027)]
    return next((day for day in days if day >= AS_OF and day.month in months), date.max)


def test_of_very_many_plans_those_with_what_falls_due_soonest_are_read(library):
    plans = library.snapshot().unread
    first, left = soonest(ASKED, plans, ())
    assert sorted(map(due, first)) == sorted(map(due, plans))[:FIRST]
    assert left == len(plans) - FIRST


def test_a_month_asked_for_is_told_of_all_plans_that_have_something_due_in_it(library):
    plans = library.snapshot().unread
    first, left = soonest(ASKED, plans, {2})
    assert {one.id for one in first} == {one.id for one in plans if due(one, {2}) != date.max}
    assert left == 0


def test_few_plans_are_all_read(library):
    plans = library.snapshot().unread[:MANY]
    assert soonest(ASKED, plans, ()) == (plans, 0)


def test_where_a_rhythm_is_asked_for_those_that_have_it_are_read(library):
    half_yearly = replace(ASKED, restored="Hạn báo cáo 6 tháng là khi nào?")
    first, _ = soonest(half_yearly, library.snapshot().unread, ())
    assert len(first) == FIRST
    assert all(any(deadline.kind == "half_yearly" for deadline in one.deadlines) for one in first)


def test_where_nothing_falls_due_the_first_plans_are_read(library, monkeypatch):
    monkeypatch.setattr(coming, "next_occurrence", lambda *_: None)
    plans = library.snapshot().unread
    first, left = soonest(ASKED, plans, ())
    assert ([one.id for one in first], left) == ([one.id for one in plans[:FIRST]], len(plans) - FIRST)


def test_the_answer_says_how_many_plans_are_left(library):
    answer = Assistant(library).ask(ASKED.text, as_of=AS_OF)
    assert len({citation.plan.id for citation in answer.citations}) == FIRST
    assert any(f"Còn {MANY + 11 - FIRST} văn bản nữa" in note for note in answer.notes)
