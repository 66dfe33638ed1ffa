from __future__ import annotations

import pytest

from plans.text import syllables
from retrieval.asking import ASKING_WEIGHT, weighed


def asking(question: str) -> str:
    """Return the words of a question that only ask."""
    words = syllables(question)
    return " ".join(word for word, weight in zip(words, weighed(words), strict=True) if weight == ASKING_WEIGHT)


@pytest.mark.parametrize(
    ("question", "asks"),
    [
        ("Nước thải y tế do ai xử lý?", "do ai"),
        ("Ai ký kế hoạch?", "ai"),
        ("Hành vi nào sau đây bị cấm?", "nào sau đây"),
        ("Phải báo cáo trong những trường hợp nào?", "trong những trường hợp nào"),
        ("Sở Y tế chủ trì, đúng hay sai?", "đúng hay sai"),
        ("Theo quy định của Luật Cư trú, tạm vắng là gì?", "theo quy định của là gì"),
        ("Bao giờ họp, ở đâu, bao nhiêu người?", "bao giờ đâu bao nhiêu"),
    ],
)
def test_words_that_only_ask_are_told_from_those_that_say_what_is_wanted(question: str, asks: str) -> None:
    assert asking(question) == asks


@pytest.mark.parametrize(
    "text", ["", "Sở Y tế phải bố trí kinh phí", "ứng dụng AI trong trường học", "nạo vét kênh mương", "giám sát"]
)
def test_other_words_weigh_one(text: str) -> None:
    assert asking(text) == ""


def test_there_is_a_weight_for_each_word() -> None:
    words = syllables("cơ quan nào chịu trách nhiệm theo dõi")
    assert weighed(words) == [1, 1, ASKING_WEIGHT, 1, 1, 1, 1, 1]
