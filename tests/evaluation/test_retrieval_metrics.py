from __future__ import annotations

from dataclasses import replace
from math import log2

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.cases import Case
from evaluation.record import Cited, Found
from evaluation.retrieval_metrics import LONGEST, MEASURES, ndcg, recall, reciprocal_rank, relevance, success

NONE, FIRST, SECOND = frozenset[int](), frozenset({0}), frozenset({1})
RANKS = st.lists(st.frozensets(st.integers(0, 2), max_size=3), max_size=10)


def test_the_measures_are_those_of_the_textbooks() -> None:
    ranks = [NONE, FIRST, NONE, SECOND]
    assert (success(ranks, 1), success(ranks, 2)) == (0.0, 1.0)
    assert (recall(ranks, 2, 2), recall(ranks, 4, 2)) == (0.5, 1.0)
    assert reciprocal_rank(ranks) == 0.5
    assert ndcg(ranks, 2) == pytest.approx((1 / log2(3) + 1 / log2(5)) / (1 + 1 / log2(3)))


def test_a_gold_quote_counts_once_however_often_it_is_found() -> None:
    assert ndcg([FIRST, FIRST, FIRST], 1) == 1.0


@given(RANKS)
def test_every_measure_lies_between_nothing_and_everything(ranks: list[frozenset[int]]) -> None:
    for measure in MEASURES.values():
        assert 0.0 <= measure(ranks, 3) <= 1.0 + 1e-9


@given(RANKS)
def test_an_empty_rank_in_front_never_helps(ranks: list[frozenset[int]]) -> None:
    for measure in MEASURES.values():
        assert measure([NONE, *ranks], 3) <= measure(ranks, 3) + 1e-9


def test_a_hit_comes_from_the_right_plan_and_is_no_whole_document() -> None:
    case = Case("a", "?", "content", "plain", ("x.txt",), ("answered",), gold=(("trước ngày 25/11",),))
    text = "Báo cáo trước\nngày 25/11."
    ranked = [Found("", "1", text, "y.txt"), Found("", "1", text + "x" * LONGEST, "x.txt"), Found("", "1", text)]
    assert relevance(case, ranked) == [NONE, NONE, FIRST]


def test_a_quote_counts_even_where_its_section_is_long() -> None:
    case = Case("a", "?", "content", "plain", ("x.txt",), ("answered",), gold=(("I. MỤC TIÊU",),))
    text = "I. MỤC TIÊU" + "x" * LONGEST
    cited = Cited(1, "", "x.txt", "1", "I", "", "I. MỤC TIÊU", 0, 11, text)
    assert relevance(case, [cited, replace(cited, quote="MỤC")]) == [FIRST, NONE]
