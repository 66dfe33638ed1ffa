from __future__ import annotations

from dataclasses import replace

import pytest

from bot.plan_text import due_text, facts_text, plan_text, tree_text
from plans.model import Deadline, Span


def test_the_head_says_what_the_document_does_not_state(plan):
    lines = plan_text(plan).splitlines()
    assert lines[0] == "KH 7/KH-UBND (Hà Nam, 2024)"
    assert "  Người ký: (không ghi)" in lines
    assert "  3 mục, 1 việc giao, 1 hạn, 1 chỉ tiêu, 1 văn bản dẫn chiếu" in lines
    assert lines[-1] == "  ! Không thấy người ký."


def test_the_tree_is_indented_by_level(plan):
    assert tree_text(plan).splitlines()[1:3] == ["I. NHIỆM VỤ  [1]", "  1. Sở Y tế  [1.1]"]


def test_each_fact_stands_with_its_place(plan):
    shown = facts_text(plan)
    assert "- Sở Y tế (thực hiện): phun hóa chất tại 12 xã (mục I.1 «Sở Y tế»)" in shown
    assert "- trước ngày 30/11, hằng năm: Báo cáo trước ngày 30/11 hằng năm (mục I.2)" in shown
    assert "- trên 85 %: trên 85 % hộ dân (mục I.1 «Sở Y tế»)" in shown


def test_pages_are_told_of_the_file_its_sections_and_its_facts(plan):
    turned = replace(plan, pages=((0, 1), (plan.text.index("2. "), 2)))
    assert "  Tệp: sxh.txt (2 trang)" in plan_text(turned)
    assert tree_text(turned).splitlines()[2:] == ["  1. Sở Y tế  [1.1]  trang 1", "  2. (item)  [1.2]  trang 2"]
    assert "(mục I.2, trang 2)" in facts_text(turned)
    assert "trang" not in plan_text(plan) + tree_text(plan) + facts_text(plan)


@pytest.mark.parametrize(
    ("kind", "before", "printed", "told"),
    [
        ("yearly", True, {"day": 30, "month": 11}, "trước ngày 30/11, hằng năm"),
        ("once", False, {"quarter": 3, "year": 2026}, "quý III/2026, một lần"),
        ("once", True, {"month": 6, "year": 2027}, "trước tháng 06/2027, một lần"),
        ("once", False, {"year": 2030}, "năm 2030, một lần"),
        ("periodic", False, {}, "định kỳ, không ghi ngày"),
    ],
)
def test_a_limit_is_told_by_the_unit_that_the_plan_prints(kind, before, printed, told):
    assert due_text(Deadline(kind, Span(0, 1), "1", "báo cáo", before=before, **printed)) == told
