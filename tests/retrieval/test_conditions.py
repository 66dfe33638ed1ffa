"""What a question asks the condition of must come of it in the answer; a theme is told under any of its names."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.mentions import in_usual_units
from retrieval.parts import split
from retrieval.settings import Settings
from tests.retrieval.invented import Desk

CLASSES = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 63/KH-UBND

Tân Hội, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Dạy bơi cho thiếu nhi xã Tân Hội năm 2026

I. CHỦ ĐỀ
Vững tay bơi, trọn nụ cười.
II. HỌC VIÊN
1. Học viên dự 12 buổi được cấp thẻ bơi; học viên nghỉ 3 buổi bị xếp sang lớp sau.
2. Lớp bơi ban đêm có 8 buổi, học viên mang theo kính bơi.
3. Người dạy bơi phải có chứng chỉ và từng cứu hộ 02 năm.
4. Đối tượng được tặng áo phao: thiếu nhi thuộc hộ nghèo.
III. NHIỆM VỤ VÀ LỊCH HỌC
1. Nhiệm vụ của học viên
- Đi đúng giờ; mặc áo phao.
- Không chạy trên thành bể.
2. Lễ khai mạc lớp bơi
- Thành phần: 140 thiếu nhi và cha mẹ.
- Kinh phí: 9 triệu đồng.
"""


@pytest.fixture(scope="module")
def swim(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("swim")))
    plan = parse(CLASSES, "boi.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def texts(desk, question):
    return [claim.text for claim in desk.ask(question).claims]


def test_a_figure_of_which_something_else_comes_is_no_answer(swim):
    assert "cấp thẻ bơi" in texts(swim, "Học viên đi mấy buổi thì được cấp thẻ bơi?")[0]
    assert not texts(swim, "Học viên đi mấy buổi thì được tặng xe đạp?")


def test_the_conditions_of_one_thing_are_asked_together():
    asked = "Phải học mấy buổi, làm được mấy bài thì mới được cấp thẻ bơi"
    assert split(asked + "?") == (asked,)
    assert len(split("Lớp bơi học mấy buổi, thi ngày nào?")) == 2


@pytest.mark.parametrize("asked", ["Chủ đề", "Khẩu hiệu", "Thông điệp"])
def test_a_theme_is_told_under_any_of_its_names(swim, asked):
    assert texts(swim, f"{asked} của đợt dạy bơi Tân Hội là câu gì?") == ["Vững tay bơi, trọn nụ cười"]


def test_the_heading_that_says_most_of_what_is_asked_lists_it_whole(swim):
    told = texts(swim, "Dạy bơi xã Tân Hội, học viên có những nhiệm vụ gì?")
    assert told == ["Đi đúng giờ; mặc áo phao", "Không chạy trên thành bể"]


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Người dạy bơi phải có tiêu chuẩn gì?", "từng cứu hộ 02 năm"),
        ("Thiếu nhi nào được tặng áo phao?", "thuộc hộ nghèo"),
        ("Ai được tặng áo phao?", "thuộc hộ nghèo"),
        ("Lễ khai mạc lớp bơi hết bao nhiêu tiền?", "9 triệu đồng"),
        ("Lễ khai mạc lớp bơi có bao nhiêu người dự?", "140 thiếu nhi"),
    ],
)
def test_what_is_asked_for_by_its_kind_is_told_by_the_line_that_has_it(swim, question, told):
    assert told in " ".join(texts(swim, question))


@pytest.mark.parametrize(
    ("said", "written"),
    [
        ("trong mấy hôm phải nộp", "trong mấy ngày phải nộp"),
        ("sau bao nhiêu tiếng", "sau bao nhiêu giờ"),
        ("vé bơi mấy tiền", "vé bơi bao nhiêu tiền"),
        ("mấy bữa ăn một ngày", "mấy bữa ăn một ngày"),
        ("mấy tiếng dân tộc", "mấy tiếng dân tộc"),
    ],
)
def test_days_hours_and_money_are_asked_for_in_the_words_of_offices(said, written):
    assert in_usual_units(said) == written
