from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import uniform
from retrieval.slips import DOUBLED, FIRST_LETTER, LEFT_OUT, MISTAKEN, SWAPPED, TOO_MANY, Neighbours, cost, single

LETTERS = "abcdeghiklmnopqrstuvxyàáãạảâấầăđêếềôốộơớượữưìíĩòóùúý"


@pytest.mark.parametrize(
    ("typed", "meant", "price"),
    [
        ("caủ", "của", SWAPPED),
        ("chaư", "chưa", SWAPPED),
        ("phhải", "phải", DOUBLED),
        ("nhữững", "những", DOUBLED),
        ("chnh", "chính", LEFT_OUT),
        ("hoạch", "hạch", TOO_MANY),
        ("soát", "xoát", MISTAKEN + FIRST_LETTER),
        ("nhhấnấ", "nhất", None),
        ("báo", "cáo", MISTAKEN + FIRST_LETTER),
        ("kế", "sách", None),
    ],
)
def test_a_slip_costs_by_how_often_fingers_make_it(typed: str, meant: str, price: float | None) -> None:
    assert cost(typed, meant) == price


def test_a_letter_doubled_beside_another_slip_is_seen_through() -> None:
    assert cost("phhnòg", "phòng") == DOUBLED + SWAPPED


def test_a_tone_put_in_its_usual_place_does_not_hide_the_swap() -> None:
    assert uniform("coá") == "cóa"
    assert cost(uniform("coá"), "cáo") == SWAPPED


def test_the_marks_of_the_other_letters_must_stay() -> None:
    assert cost("caủ", "cầu") is None


@pytest.mark.parametrize(("typed", "meant"), [("chnh", "chinh"), ("vinhh", "vinh"), ("tinhh", "tin"), ("ba", "ba")])
def test_words_near_are_found_without_marks(typed: str, meant: str) -> None:
    assert (meant in Neighbours.of({meant, "khac"}).near(typed)) == (typed != meant)


@settings(max_examples=200, deadline=None)
@given(st.sets(st.text(alphabet="abc", max_size=4)), st.text(alphabet="abc", min_size=1, max_size=4))
def test_the_words_near_are_those_that_one_slip_tells_apart_whichever_it_is(known: set[str], typed: str) -> None:
    near = Neighbours.of(known).near(typed)
    apart = {word for word in known if word != typed and cost(typed, word) is not None}
    assert apart <= near.keys()
    assert all(near[word] == cost(typed, word) for word in near if single(typed) == typed)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=LETTERS, min_size=2, max_size=7), st.data())
def test_every_swap_of_neighbours_is_the_cheapest_reading_of_it(word: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(1, len(word) - 1))
    typed = word[: at - 1] + word[at] + word[at - 1] + word[at + 1 :]
    price = cost(typed, word)
    assert typed == word or (price is not None and price <= DOUBLED)


@settings(max_examples=200, deadline=None)
@given(st.text(alphabet=LETTERS, max_size=9))
def test_single_letters_stay(word: str) -> None:
    assert single(single(word)) == single(word)
    assert set(single(word)) == set(word)
