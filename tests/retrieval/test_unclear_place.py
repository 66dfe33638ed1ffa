"""Letters that stand for several provinces: asked back, or read as the only one whose plans are held, which is said."""

from __future__ import annotations

import pytest

from tests.retrieval.invented import files, said


@pytest.mark.parametrize(
    ("question", "choices"),
    [
        ("STC HG phải làm gì?", ("STC Hà Giang phải làm gì?", "STC Hậu Giang phải làm gì?")),
        ("UBND tỉnh LC phải làm gì?", ("UBND tỉnh Lai Châu phải làm gì?", "UBND tỉnh Lào Cai phải làm gì?")),
    ],
)
def test_letters_of_several_provinces_are_asked_back_with_whole_questions(desk, question, choices):
    answer = desk.ask(question)
    assert answer.status == "clarify"
    assert answer.choices == choices
    assert f"«{question.split()[-4]}»" in answer.intro


def test_a_choice_is_a_question_that_is_answered(desk):
    assert files(desk.ask("SXD Quảng Ngãi phải làm gì?")) == ["lu-quet.txt"]


def test_letters_are_read_as_the_only_one_whose_plans_are_held_and_that_is_said(desk):
    answer = desk.ask("SXD QN phải làm gì?")
    assert files(answer) == ["lu-quet.txt"]
    assert "Sở Xây dựng" in said(answer)
    assert answer.notes[0] == "«QN» được hiểu là Quảng Ngãi: chỉ tỉnh này có văn bản trong thư viện."


@pytest.mark.parametrize("question", ["UBND TP phải làm gì?", "Sở Xây dựng phải làm gì?", "Kế hoạch 214/KH-UBND"])
def test_letters_of_no_province_and_numbers_of_documents_are_no_place(desk, question):
    assert desk.ask(question).status != "clarify"
