from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.resampling import holm, interval, sign_flip


def test_the_interval_of_a_difference_is_that_of_the_normal_law() -> None:
    differences = [1.0] * 40 + [-1.0] * 20 + [0.0] * 140
    low, high = interval(differences)
    half = 1.96 * (sum(d * d for d in differences) / 200 - 0.1**2) ** 0.5 / 200**0.5
    assert (low, high) == (pytest.approx(0.1 - half, abs=0.01), pytest.approx(0.1 + half, abs=0.01))


def test_no_difference_is_told_as_none() -> None:
    assert interval([0.0] * 5) == (0.0, 0.0)
    assert sign_flip([0.0] * 5) == 1.0


def test_sign_flips_agree_with_the_exact_count() -> None:
    assert sign_flip([1.0] * 6) == pytest.approx(2 / 64, abs=0.01)
    assert sign_flip([1.0, -1.0] * 5) == 1.0


def test_the_same_runs_give_the_same_figures() -> None:
    assert interval([0.5, -0.2, 0.1]) == interval([0.5, -0.2, 0.1])


def test_holm_is_that_of_the_textbook() -> None:
    told = holm({"a": 0.01, "b": 0.04, "c": 0.03, "d": 0.5})
    assert told == pytest.approx({"a": 0.04, "c": 0.09, "b": 0.09, "d": 0.5})


@given(st.dictionaries(st.text(max_size=3), st.floats(0, 1), max_size=6))
@settings(max_examples=100, deadline=None)
def test_a_corrected_p_value_is_never_smaller_and_never_above_one(p_values: dict[str, float]) -> None:
    told = holm(p_values)
    assert all(p <= told[name] <= 1.0 for name, p in p_values.items())
