"""What has a time or a figure of its own, and what only cites one."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answer import Question
from retrieval.expected import expected_of, own_words, tells_contact, tells_figure, tells_time


@pytest.mark.parametrize(
    ("sentence", "told"),
    [("2.4. Kiểm tra các công trình.", False), ("3) Lập danh sách", False), ("2.4. Kiểm tra 25 công trình.", True)],
)
def test_the_number_of_an_item_is_no_figure(sentence, told):
    assert tells_figure(sentence) == told


@pytest.mark.parametrize("sentence", ["mỗi học kỳ ít nhất 01 lần", "vào thứ Năm", "họp hằng tuần"])
def test_how_often_and_on_which_day_are_times(sentence):
    assert tells_time(sentence)


@pytest.mark.parametrize(
    ("sentence", "told"),
    [
        ("được nuôi ăn đến hết khóa học", True),
        ("trông giữ đến hết mùa mưa", True),
        ("trợ cấp đến khi tốt nghiệp", True),
        ("phát đến hết mọi nhà", False),
    ],
)
def test_what_something_lasts_until_is_a_time(sentence, told):
    assert tells_time(sentence) == told


@pytest.mark.parametrize(
    "cited",
    [
        "theo Quyết định số 4012/QĐ-UBND ngày 05/9/2023 của Ủy ban nhân dân tỉnh",
        "theo Công văn số 77/SXD-QLN, ngày 14 tháng 02 năm 2024",
        "theo Luật Đê điều ngày 29 tháng 11 năm 2006",
        "theo khoản 2 Điều 31 Nghị định số 66/2021/NĐ-CP",
    ],
)
def test_the_dates_and_figures_of_a_cited_document_answer_nothing_asked_of_the_plan(cited):
    assert not tells_time(f"Trực ban {cited}")
    assert not tells_figure(f"Trực ban {cited}")


def test_what_a_sentence_says_itself_stays_beside_what_it_cites():
    said = "Trước ngày 20/3, sửa 15 cống theo Quyết định số 4012/QĐ-UBND ngày 05/9/2023"
    assert own_words(said).split() == ["Trước", "ngày", "20/3,", "sửa", "15", "cống", "theo", "Quyết", "định"]
    assert tells_time(said)
    assert tells_figure(said)


@pytest.mark.parametrize(
    ("asked", "wanted"),
    [("Số điện thoại báo vỡ đê", True), ("số tài khoản quỹ đê", True), ("số cống phải sửa", False)],
)
def test_who_asks_for_a_number_to_call_or_pay_to_wants_one(asked, wanted):
    question = Question(asked, asked, "content", date(2026, 1, 1))
    assert (expected_of(question) is tells_contact) == wanted


@pytest.mark.parametrize(
    ("sentence", "told"),
    [("Báo vỡ đê: 0263.3777.114", True), ("Tài khoản 3713 0 9058", True), ("Nộp vào tài khoản của Quỹ, 65%", False)],
)
def test_a_sentence_tells_a_number_only_where_it_has_one(sentence, told):
    assert tells_contact(sentence) == told
