"""Deadlines: whose, which, when next from a given day; one plan's date never for another's question."""

from __future__ import annotations

from datetime import date

import pytest

from tests.retrieval.invented import files, places, said, shown

MAP = "Bản đồ vùng nguy cơ sạt lở đất phải hoàn thành trước ngày nào?"


@pytest.mark.parametrize(
    ("today", "left"),
    [
        (date(2025, 9, 1), "sắp đến: trước 31/10/2025, còn 60 ngày"),
        (date(2025, 10, 30), "sắp đến: trước 31/10/2025, còn 1 ngày"),
        (date(2025, 11, 1), "đã qua: trước 31/10/2025"),
    ],
)
def test_the_days_left_are_counted_from_the_day_of_asking(desk, today, left):
    (claim,) = desk.ask(MAP, as_of=today).claims
    assert claim.computed == left
    assert claim.text.startswith("Sở Nông nghiệp và Môi trường: Chủ trì lập bản đồ")


@pytest.mark.parametrize(("year", "due"), [(2025, "15/12/2025"), (2026, "15/12/2026"), (2031, "15/12/2031")])
def test_a_yearly_duty_falls_due_again_every_year(desk, year, due):
    question = "Sở Nông nghiệp và Môi trường tổng hợp kết quả báo cáo Ủy ban nhân dân tỉnh trước ngày nào?"
    answer = desk.ask(question, as_of=date(year, 3, 1))
    assert f"kỳ tới: trước {due}" in said(answer)


def test_of_two_days_in_a_year_the_one_that_comes_next_is_first(desk):
    question = "UBND các quận, huyện báo cáo kết quả phân loại rác khi nào?"
    assert "kỳ tới: trước 10/12/2025" in desk.ask(question, as_of=date(2025, 7, 1)).claims[0].computed
    assert "kỳ tới: trước 10/06/2026" in desk.ask(question, as_of=date(2026, 1, 1)).claims[0].computed


def test_a_date_gone_by_is_marked_past(desk):
    answer = desk.ask("Khắc phục các điểm sạt lở trên quốc lộ hoàn thành khi nào?")
    assert answer.claims[0].computed == "đã qua: trước 20/08/2025"


def test_a_past_date_is_marked_past_whatever_the_verb(desk):
    answer = desk.ask("Công đoàn cơ sở lập danh sách đoàn viên khó khăn trước ngày nào?")
    assert "đã qua: trước 20/12/2024" in said(answer)


def test_a_duty_without_a_date_is_said_to_have_none(desk):
    answer = desk.ask("Sở Tài chính báo cáo tình hình giải ngân khi nào?")
    assert [claim.computed for claim in answer.claims] == ["không ghi ngày cụ thể"]


def test_coming_dates_stand_before_undated_duties_and_past_ones_after_the_coming(desk):
    computed = [claim.computed for claim in desk.ask("Kế hoạch Quảng Ngãi có những thời hạn nào?").claims]
    assert "30/09/2025" in computed[0]
    past = next(at for at, text in enumerate(computed) if text.startswith("đã qua"))
    coming = [at for at, text in enumerate(computed) if "còn" in text]
    assert past > max(coming)


def test_the_deadlines_of_a_plan_are_complete(desk):
    answer = desk.ask("Kế hoạch 214/KH-UBND có những thời hạn nào?")
    for day in ("31/10/2025", "15/12/2025", "20/08/2025", "30/09/2025", "không ghi ngày cụ thể"):
        assert day in said(answer)


def test_the_owner_of_a_duty_stands_before_it_and_is_cited(desk):
    (claim,) = desk.ask("Danh sách hộ phải di dời gửi trước ngày nào?").claims
    assert claim.text.startswith("Ủy ban nhân dân các xã, phường: Lập danh sách")
    assert len(claim.citations) == 2


def test_an_agency_is_told_its_own_duties_before_those_owed_to_it(desk):
    answer = desk.ask("Hạn báo cáo của Sở Nông nghiệp và Môi trường là khi nào?")
    assert places(answer)[0] == ("lu-quet.txt", "III.1")


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Hạn nộp báo cáo về an toàn giao thông?", "giao-thong.txt"),
        ("Hạn lập danh sách công trình kiểm tra thang máy?", "thang-may.txt"),
        ("Khi nào các quận, huyện báo cáo về phân loại rác?", "rac-thai.txt"),
        ("Hạn chót lập danh sách đoàn viên khó khăn?", "cham-lo-tet.txt"),
    ],
)
def test_the_date_of_one_plan_never_answers_for_another(desk, question, file):
    answer = desk.ask(question)
    assert answer.status == "answered"
    assert files(answer) == [file]


@pytest.mark.parametrize("task", ["trồng cây xanh", "tiêm vắc xin", "đại hội công đoàn"])
def test_a_duty_no_plan_has_has_no_date(desk, task):
    answer = desk.ask(f"Khi nào phải hoàn thành {task}?")
    assert answer.status == "no_answer"
    assert not answer.claims


def test_a_plan_without_a_limit_for_what_is_asked_says_so(desk):
    answer = desk.ask("Kế hoạch 214/KH-UBND: hạn hoàn thành lắp loa truyền thanh?")
    assert "31/10/2025" not in said(answer)
    assert "20/8/2025" not in said(answer)


def test_this_month_lists_only_what_falls_due_in_it(desk):
    answer = desk.ask("Tháng này phải báo cáo gì?", as_of=date(2025, 9, 10))
    assert [claim.computed for claim in answer.claims] == ["sắp đến: trước 30/09/2025, còn 20 ngày"]


def test_a_month_in_which_nothing_is_due_says_so(desk):
    answer = desk.ask("Tháng này phải báo cáo gì?", as_of=date(2025, 2, 1))
    assert not answer.claims
    assert "30/9" not in shown(answer)


def test_asking_for_the_limits_of_any_plan_misses_none(desk):
    for plan in desk.plans.values():
        quoted = [c.span for c in desk.ask("Kế hoạch này có những thời hạn nào?", plan=plan.id).citations]
        assert all(any(span.contains(due.span) for span in quoted) for due in plan.deadlines), plan.file


def test_a_month_named_lists_only_what_falls_due_in_it(desk):
    assert "31/10/2025" not in shown(desk.ask("Tháng 5 phải nộp báo cáo gì?"))
    assert "30/09/2025" in said(desk.ask("Những việc nào đến hạn trong tháng 9/2025?"))


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Danh sách hộ phải di dời gửi về đâu?", "gửi Sở Nông nghiệp và Môi trường"),
        ("UBND xã gửi danh sách hộ phải di dời cho ai?", "gửi Sở Nông nghiệp và Môi trường"),
        ("Sở Tài chính báo cáo tình hình giải ngân cho ai?", "cho Ủy ban nhân dân tỉnh"),
        ("Các quận, huyện báo cáo kết quả phân loại rác về đâu?", "về Sở Tài nguyên và Môi trường"),
    ],
)
def test_to_whom_a_thing_is_sent_is_told_from_the_duty(desk, question, words):
    answer = desk.ask(question)
    assert words in answer.claims[0].text
    assert "Lưu: VT" not in said(answer)
