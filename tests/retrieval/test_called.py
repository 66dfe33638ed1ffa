"""Whom a question asks about, where only the words a plan prints name it."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest

from retrieval.answer import Question
from retrieval.called import _ways, begins, called, is_called, is_within, terse
from tests.retrieval.invented import said


def question(text: str, *provinces: str) -> Question:
    return Question(text, text, "duties", None, date(2025, 6, 1), provinces=provinces)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Các đơn vị cấp nước sạch có trách nhiệm gì?", "don vi cap nuoc sach"),
        ("Trưởng các ấp phải làm gì trong chiến dịch?", "truong ap"),
        ("Anh em làm trưởng xóm phải lo khoản gì?", "truong xom"),
        ("mấy ông trưởng buôn phụ trách vụ gì", "truong buon"),
        ("Làm trưởng bản thì gánh những mảng gì?", "truong ban"),
        ("Trưởng khu được giao trông giữ cái gì?", "truong khu"),
        ("phòng đo đạc biển Sở Xây dựng làm gì?", "phong do dac bien"),
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


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("việc trưởng buôn phân loại rác", "truong buon phan loai rac"),
        ("nhiệm vụ của trưởng ấp", "truong ap"),
        ("thế còn văn phòng thì sao?", "van phong"),
        ("Còn trưởng ấp thì phải làm gì?", ""),
        ("nhiệm vụ Sở Xây dựng", ""),
        ("chủ rừng trách nhiệm chống cháy", "chu rung"),
    ],
)
def test_a_terse_message_goes_on_with_the_body_it_is_about(text, words):
    assert " ".join(terse(question(text))) == words


@pytest.mark.parametrize(
    ("name", "words", "same"),
    [
        ("Trưởng buôn, trưởng thôn", "truong thon", True),
        ("Các chủ đầu tư", "chu dau tu", True),
        ("Đồng chí Võ Thị Nga, Phó Chủ nhiệm", "pho chu nhiem", True),
        ("Ban Chấp hành Đoàn", "ban hanh", False),
    ],
)
def test_a_terse_name_is_the_whole_beginning_of_the_printed_one(name, words, same):
    assert begins(name, words.split()) is same


@pytest.mark.parametrize(
    ("name", "words", "same"),
    [
        ("Ủy ban Mặt trận Tổ quốc Việt Nam xã", "mat tran xa", True),
        ("Ủy ban Mặt trận Tổ quốc Việt Nam tỉnh", "mat tran xa", False),
        ("Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "bien phong", True),
        ("Ban Đại diện cha mẹ học sinh", "hoc sinh", False),
    ],
)
def test_what_people_call_a_body_stands_in_its_name_behind_what_many_bodies_are_called(name, words, same):
    assert is_within(name, words.split()) is same


def test_a_body_called_by_a_part_of_its_name_is_told_its_work(desk):
    assert "túi ni lông" in said(desk.ask("phụ nữ thành phố làm gì"))
    assert not desk.ask("Mặt trận làm gì để phòng cháy rừng?").claims


def test_a_follow_up_may_name_a_body_by_its_first_words(desk):
    assert "phương tiện đưa đón" in said(desk.ask("thế còn văn phòng?", "Công đoàn cơ sở ở Phú Thọ phải làm gì?"))


@pytest.mark.parametrize(
    ("text", "opens"), [("chi đoàn Công an phải làm gì?", True), ("Công an xã Tà Bhing lo gì?", False)]
)
def test_what_stands_before_a_known_name_may_make_it_another_body(text, opens):
    ways = [*_ways(replace(question(text), agencies=("Công an",)))]
    assert ((("chi", "doan", "cong", "an"), begins) in ways) is opens
    assert any(fits is begins for _, fits in ways) is opens
