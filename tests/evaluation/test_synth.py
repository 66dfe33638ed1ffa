from __future__ import annotations

from pathlib import Path

import pytest

from evaluation.cases import Case
from evaluation.checks import problems
from evaluation.sets import QuestionSet
from evaluation.synth import synthesise
from evaluation.variants import abbreviated, variants
from ingest.load import load_plan, parse

PLANS = sorted((Path(__file__).parents[1] / "retrieval" / "plans").glob("*.txt"))
TEXT = """ỦY BAN NHÂN DÂN
TỈNH ĐỒNG NAI
Số: 5/KH-UBND

Đồng Nai, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Trồng cây xanh năm 2026

I. MỤC TIÊU

Trồng mới ít nhất 12.500 cây xanh trên các tuyến đường của tỉnh.

II. PHÂN CÔNG THỰC HIỆN

1. Sở Tài chính

Bố trí kinh phí mua cây giống.

2. Sở Xây dựng

Chủ trì trồng cây trên các tuyến đường; báo cáo Ủy ban nhân dân tỉnh trước ngày 15 tháng 12 hàng năm.

TM. ỦY BAN NHÂN DÂN
CHỦ TỊCH

Nguyễn Văn Đức
"""


@pytest.fixture(scope="module")
def drafts() -> dict[str, Case]:
    return {case.question: case for case in synthesise([parse(TEXT, "dong-nai.txt")], ["dong-nai.txt"])}


def test_every_fact_is_asked_for_in_two_wordings(drafts: dict[str, Case]) -> None:
    first, second = drafts["Ai ký kế hoạch số 5/KH-UBND?"], drafts["Người ký kế hoạch số 5/KH-UBND là ai?"]
    assert first.facts == second.facts == (("Nguyễn Văn Đức",),)
    duty = drafts["Sở Tài chính phải làm gì theo kế hoạch số 5/KH-UBND?"]
    assert (duty.kind, duty.gold) == ("duties", (("Bố trí kinh phí mua cây giống.",),))
    due = next(case for case in drafts.values() if case.kind == "deadline")
    assert due.facts == (("15/12",),)
    target = next(case for case in drafts.values() if case.kind == "target")
    assert target.facts == (("12.500",),)
    assert "12.500" not in target.question


def test_every_question_is_also_typed_badly(drafts: dict[str, Case]) -> None:
    styles = {case.style for case in drafts.values()}
    assert styles == {"plain", "nodia", "typo", "abbrev"}
    assert drafts["STC phải làm gì theo KH số 5/KH-UBND?"].style == "abbrev"


def test_near_misses_have_no_answer_and_name_what_the_plans_do_not_hold(drafts: dict[str, Case]) -> None:
    missed = [case for case in drafts.values() if case.kind == "near_miss" and case.style == "plain"]
    assert len(missed) == 3
    assert all(case.status == ("no_answer",) and not case.gold for case in missed)
    assert not any("Đồng Nai" in case.question for case in missed)
    assert any("736/KH-UBND" in case.question for case in missed)


def test_what_is_made_are_drafts_that_no_score_counts(drafts: dict[str, Case]) -> None:
    assert {(case.state, case.source, case.counts) for case in drafts.values()} == {("draft", "synthetic", False)}


def test_nothing_is_wrong_with_what_is_made_of_other_plans() -> None:
    plans = [load_plan(path) for path in PLANS]
    cases = tuple(synthesise(plans, [path.name for path in PLANS]))
    texts = {path.name: path.read_text(encoding="utf-8") for path in PLANS}
    assert len(cases) > 100
    assert len({case.id for case in cases}) == len(cases)
    told = [str(fault) for fault in problems(QuestionSet(cases), texts)]
    assert [line for line in told if "trùng câu hỏi" not in line] == []


def test_departments_are_cut_to_their_initials() -> None:
    assert abbreviated("Sở Y tế phải làm gì?") == "SYT phải làm gì?"
    assert abbreviated("Sở Giáo dục và Đào tạo tỉnh Cà Mau") == "SGDĐT tỉnh Cà Mau"
    assert abbreviated("Ủy ban nhân dân tỉnh có kế hoạch không?") == "UBND tỉnh có KH ko?"


def test_a_question_that_cannot_be_cut_has_no_short_form() -> None:
    case = Case("a", "Ai ký?", "metadata", "plain", (), ("answered",))
    assert [one.id for one in variants(case)] == ["a-nodia", "a-typo"]
