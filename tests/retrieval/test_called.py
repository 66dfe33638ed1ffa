"""Whom a question asks about, where only the words a plan prints name it."""

from __future__ import annotations

from datetime import date

import pytest

from retrieval.answer import Question
from retrieval.called import called, is_called


def question(text: str, *provinces: str) -> Question:
    return Question(text, text, "duties", None, date(2025, 6, 1), provinces=provinces)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Các đơn vị cấp nước sạch có trách nhiệm gì?", "don vi cap nuoc sach"),
        ("Trưởng các ấp phải làm gì trong chiến dịch?", "truong ap"),
        ("UBND các xã có vùng chè phải làm gì?", "uy ban nhan dan xa co vung che"),
        ("Đối tượng được kiểm kê phải thực hiện những việc gì?", "doi tuong duoc kiem ke"),
    ],
)
def test_whom_a_question_asks_about_stands_before_the_asking(text, words):
    assert " ".join(called(question(text))) == words


@pytest.mark.parametrize(
    "text",
    [
        "Sở Xây dựng phải làm gì?",
        "Giám đốc Sở Xây dựng phải làm gì?",
        "Các cơ quan, đơn vị phải làm gì?",
        "Khi có bão thì phải làm gì?",
        "Ai phải làm gì?",
        "Chỉ tiêu là gì?",
    ],
)
def test_a_known_name_a_group_of_any_or_nobody_is_not_looked_for_by_words(text):
    assert called(question(text)) == ()


def test_the_province_of_the_plan_is_no_part_of_the_name():
    assert called(question("Công an tỉnh Gia Lai phải làm gì?", "Gia Lai")) == ()


@pytest.mark.parametrize(
    ("name", "words", "same"),
    [
        ("Các đơn vị cấp nước sạch trên địa bàn thành phố", "don vi cap nuoc sach", True),
        ("Các tổ chức, cá nhân và hộ gia đình khai thác nước", "ho gia dinh khai thac", True),
        ("Trưởng các ấp", "truong ap", True),
        ("Hội Liên hiệp Phụ nữ", "phu nu", False),
        ("Các đơn vị cấp điện", "don vi cap nuoc", False),
    ],
)
def test_a_body_is_called_by_words_of_its_printed_name_from_its_first_on(name, words, same):
    assert is_called(name, words.split()) is same
