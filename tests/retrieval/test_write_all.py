"""All whom a plan gives work to: of the kind and in the role asked for, counted where that is asked."""

from __future__ import annotations

import pytest

from retrieval import write_all
from tests.retrieval.invented import said


def bodies(answer) -> list[str]:
    return list(dict.fromkeys(claim.lead.split(" — ")[0] for claim in answer.claims))


def test_bodies_are_counted_and_groups_that_bind_many_apart(desk):
    answer = desk.ask("Kế hoạch 214/KH-UBND giao việc cho bao nhiêu cơ quan?")
    assert answer.intro == "Văn bản giao việc cho 5 cơ quan và 2 nhóm cơ quan:"
    assert bodies(answer)[:2] == ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng"]


@pytest.mark.parametrize(
    "question",
    ["Những sở nào được giao việc trong kế hoạch 214/KH-UBND?", "Liệt kê các sở được phân công trong kế hoạch 214"],
)
def test_only_bodies_of_the_kind_asked_for_are_listed(desk, question):
    assert bodies(desk.ask(question)) == ["Sở Nông nghiệp và Môi trường", "Sở Xây dựng", "Sở Tài chính"]


def test_of_many_tasks_the_first_of_each_body_is_told_with_how_many_follow(desk, monkeypatch):
    monkeypatch.setattr(write_all, "SCANNED", 3)
    answer = desk.ask("Những sở nào được giao việc trong kế hoạch 214/KH-UBND?")
    assert [claim.computed for claim in answer.claims] == ["còn 2 việc khác", "còn 1 việc khác", ""]


def test_who_does_something_is_asked_of_that_and_not_of_the_plan(desk):
    answer = desk.ask("Các sở nào tham gia khắc phục sạt lở quốc lộ ở Quảng Ngãi?")
    assert "Sở Xây dựng" in said(answer)
    assert "Sở Tài chính" not in said(answer)


def test_which_plan_must_be_clear(desk):
    answer = desk.ask("Giao việc cho bao nhiêu cơ quan?")
    assert answer.status == "clarify"
    assert len(answer.choices) == 5
