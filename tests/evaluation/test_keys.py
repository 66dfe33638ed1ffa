from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.cases import DATA
from evaluation.keys import METHODS, in_keys
from evaluation.sets import load
from retrieval.keystrokes import keyed

QUESTIONS = [case.question for case in load(DATA / "samples.jsonl") if case.style == "plain"]


@pytest.mark.parametrize("method", METHODS)
def test_no_letter_with_a_mark_is_left(method: str) -> None:
    assert all(in_keys(question, method).replace("“", "").replace("”", "").isascii() for question in QUESTIONS)


def test_each_method_has_keys_of_its_own() -> None:
    assert in_keys("nữ", "telex") in {"nuwx", "nuxw"}
    assert in_keys("nữ", "vni") in {"nu74", "nu47"}


@pytest.mark.parametrize("method", METHODS)
@pytest.mark.parametrize("word", ["đồng", "được", "người", "hoạch", "kiểm", "thuở", "quyền", "nữ", "khỏe", "trước"])
def test_what_is_typed_spells_the_word_again(word: str, method: str) -> None:
    assert keyed(in_keys(word, method)) == word


@given(st.text(max_size=40))
@settings(deadline=None, max_examples=100)
def test_any_text_can_be_typed_and_always_is_the_same_way(text: str) -> None:
    assert in_keys(text, "telex") == in_keys(text, "telex")
