"""Which of many plans is meant by the matter a question names."""

from __future__ import annotations

import pytest

from tests.retrieval.invented import desk_over, files

SWIMMING = tuple(f"Dạy bơi đợt {at}" for at in range(1, 8))
MATTERS = ("Phòng, chống ma túy", "Phòng, chống cháy rừng", "Chuyển đổi số", "Trồng rừng", "Hội chợ", *SWIMMING)


@pytest.fixture(scope="module")
def various(tmp_path_factory):
    """A desk over more plans than can be told side by side, each on a matter of its own."""
    head = "UBND TỈNH GIA LAI\nSố: {number}/KH-UBND\n\nKẾ HOẠCH\n{matter} năm 2026\n\n"
    rest = "1. Sở Y tế tập huấn phòng, chống mua bán người.\n\nCHỦ TỊCH\n\nLê An\n"
    texts = {f"{at}.txt": head.format(number=30 + at, matter=matter) + rest for at, matter in enumerate(MATTERS)}
    with desk_over(tmp_path_factory.mktemp("various"), texts) as desk:
        yield desk


@pytest.mark.parametrize(
    "question",
    [
        "ai ký kế hoạch phòng chống dịch",
        "Kế hoạch phòng chống mua bán người ban hành ngày nào?",
        "số kế hoạch phòng chống bạo lực",
    ],
)
def test_a_plan_on_another_matter_is_not_the_one_meant(various, question):
    assert various.ask(question).status == "no_answer"


def test_a_matter_may_be_told_by_its_last_word(various):
    assert files(various.ask("Kế hoạch chuyển đổi số là số mấy?")) == ["2.txt"]


def test_of_many_plans_only_those_on_the_matter_are_asked_for(various):
    choices = various.ask("Ai ký kế hoạch dạy bơi?").choices
    assert [choice[:8] for choice in choices] == [f"KH {35 + at}/KH" for at in range(len(SWIMMING))]


def test_whoever_is_spoken_to_at_the_end_is_no_subject(various):
    assert various.ask("văn bản này do ai ký hả em").status == "clarify"
