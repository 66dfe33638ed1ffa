from __future__ import annotations

import pytest

from retrieval.counted import counted


@pytest.mark.parametrize(
    ("question", "said", "other"),
    [
        ("Giám sát bao nhiêu trường học?", "giam sat 12 truong hoc", "khong duoi 07 nguoi"),
        ("Đạt bao nhiêu phần trăm?", "dat tren 80%", "dat 80 ho"),
        ("có mấy chuyên đề ngoại khóa", "to chuc 04 chuyen de", "04 lop"),
    ],
)
def test_a_figure_is_of_what_was_counted(question: str, said: str, other: str) -> None:
    assert any(noun.search(said) for noun in counted(question))
    assert not any(noun.search(other) for noun in counted(question))


def test_the_figure_beside_the_noun_is_the_surest() -> None:
    surest = counted("Có bao nhiêu ca mắc?")[0]
    assert surest.search("ghi nhan 64 ca mac")
    assert not surest.search("giam 15% so ca mac")


@pytest.mark.parametrize(
    "question",
    ["Kinh phí bao nhiêu?", "Được hỗ trợ bao nhiêu tiền?", "Sở Y tế làm gì?", "chậm nhất mấy ngày", "mấy giờ"],
)
def test_sums_times_and_people_may_be_named_in_any_way(question: str) -> None:
    assert counted(question) == ()
