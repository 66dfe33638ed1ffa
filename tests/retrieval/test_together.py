"""Short forms typed in parts."""

from __future__ import annotations

import pytest

from retrieval.together import together


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("việc của TT HĐND xã", "việc của TTHĐND xã"),
        ("bch qs xa lam gi", "BCHQS xa lam gi"),
        ("sgd&đt làm gì", "SGDĐT làm gì"),
        ("phòng tc-kh làm gì", "phòng TCKH làm gì"),
        ("BTV ĐU họp khi nào", "BTVĐU họp khi nào"),
    ],
)
def test_parts_that_a_table_knows_together_are_written_as_one(typed: str, meant: str) -> None:
    assert together(typed) == meant


@pytest.mark.parametrize(
    "typed",
    [
        "kh cn này",  # two words of a chat
        "ca tp vắng",  # a syllable is a word
        "số 12/KH-UBND TP",
        "UBND TP làm gì",
        "CA TP VẮNG",  # where all is in capitals they tell nothing
    ],
)
def test_other_words_stay_apart(typed: str) -> None:
    assert together(typed) == typed
