"""Wordings in running text: the longest that stands at a place, none over another."""

from __future__ import annotations

from itertools import pairwise

from hypothesis import given
from hypothesis import strategies as st

from retrieval.wordings import Wordings

WORDINGS = Wordings.of([("tiền", "kinh phí"), ("tiền lương", "tiền lương"), ("chích ngừa", "tiêm chủng")])
LETTERS = st.lists(st.sampled_from("abc"), max_size=12)


def found(text):
    return list(WORDINGS.found(text.split()))


def test_the_longest_wording_that_begins_at_a_word_is_found():
    assert found("trả tiền lương và tiền") == [(1, 3, "tiền lương"), (4, 5, "kinh phí")]


def test_half_of_a_wording_is_none():
    assert found("chích thuốc ngừa") == found("chích") == found("") == []


def test_of_two_alike_the_last_counts():
    assert list(Wordings.of([("a", 1), ("a", 2)]).found(["a"])) == [(0, 1, 2)]


@given(LETTERS, st.lists(st.lists(st.sampled_from("abc"), min_size=1, max_size=3), max_size=6))
def test_every_wording_found_stands_there_and_none_overlaps_another(words, wordings):
    told = [" ".join(one) for one in wordings]
    places = list(Wordings.of((one, one) for one in told).found(words))
    assert all(" ".join(words[begin:end]) == one for begin, end, one in places)
    assert all(before[1] <= after[0] for before, after in pairwise(places))
    assert bool(places) == any(f" {one} " in f" {' '.join(words)} " for one in told)
