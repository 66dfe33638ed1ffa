"""A body that is named in full before a question is meant where the question calls it by its kind alone."""

from __future__ import annotations

import pytest

from retrieval.again import named_again


@pytest.mark.parametrize(
    ("told", "asked", "meant"),
    [
        ("Em bên Hội Nông dân tỉnh Phú Thọ.", "Hội phải làm những gì ạ?", "Hội Nông dân tỉnh Phú Thọ phải làm"),
        ("Tôi làm ở Trung tâm Y tế huyện.", "Vậy Trung tâm có phải báo cáo không?", "Trung tâm Y tế huyện có phải"),
        ("Sở Nội vụ gửi văn bản cho Chi cục Kiểm lâm.", "thì bên chi cục cần gửi gì?", "Chi cục Kiểm lâm cần gửi"),
        ("Mình ở Liên đoàn Lao động xã.", "Công đoàn phải nộp gì?", "Công đoàn phải nộp"),
    ],
)
def test_the_body_told_of_is_named_again(told: str, asked: str, meant: str) -> None:
    assert meant in named_again(asked, told)


@pytest.mark.parametrize(
    ("told", "asked"),
    [
        ("Hội Nông dân xã và Hội Cựu chiến binh xã cùng làm.", "Hội phải làm gì?"),
        ("Em bên Hội Nông dân xã.", "Hội Liên hiệp Phụ nữ xã phải làm gì?"),
        ("Em bên Hội Nông dân xã.", "Hội thi phải có mấy đội?"),
        ("Em bên Hội Nông dân xã.", "Đoàn phải làm gì?"),
        ("", "Hội phải làm gì?"),
    ],
)
def test_a_question_that_names_a_body_or_means_none_told_of_is_left_alone(told: str, asked: str) -> None:
    assert named_again(asked, told) == asked
