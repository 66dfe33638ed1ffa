from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.cases import DATA, Case
from evaluation.rewrite import STYLES, rewritten
from evaluation.sets import load
from plans.text import fold

CASE = Case("a", "Sở Y tế phải làm gì trước ngày 30/11?", "duties", "plain", (), ("answered",), (("Ở đâu?", "Đây."),))


def test_no_marks_are_left_in_a_bare_question_and_its_conversation() -> None:
    bare = rewritten(CASE, "nodia")
    assert (bare.question, bare.style) == ("so y te phai lam gi truoc ngay 30/11?", "nodia")
    assert bare.history == (("o dau?", "Đây."),)


def test_a_half_marked_question_keeps_its_words() -> None:
    half = rewritten(CASE, "half")
    assert fold(half.question) == fold(CASE.question)
    assert half.question != CASE.question


def test_slips_touch_no_figure() -> None:
    for case in load(DATA / "samples.jsonl"):
        digits = [c for c in rewritten(case, "typo").question if c.isdigit()]
        assert digits == [c for c in case.question if c.isdigit()]


@pytest.mark.parametrize("style", STYLES)
def test_the_same_question_is_always_typed_the_same_way(style: str) -> None:
    assert rewritten(CASE, style) == rewritten(CASE, style)


@given(st.text(max_size=80))
@settings(deadline=None, max_examples=100)
def test_any_question_can_be_rewritten(text: str) -> None:
    case = Case("a", text, "content", "plain", (), ("answered",))
    assert abs(len(rewritten(case, "typo").question) - len(text)) <= max(1, len(text) // 24)
