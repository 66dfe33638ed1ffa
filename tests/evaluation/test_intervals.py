from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from evaluation.intervals import Rate, mcnemar, percentile, rate


def test_wilson_intervals_are_those_of_the_textbooks() -> None:
    low, high = Rate(80, 100).wilson
    assert (round(low, 3), round(high, 3)) == (0.711, 0.867)
    assert Rate(0, 50).wilson[1] == pytest.approx(0.0713, abs=1e-3)


@given(st.integers(0, 300).flatmap(lambda n: st.tuples(st.integers(0, n), st.just(n))))
def test_the_interval_holds_the_rate(pair: tuple[int, int]) -> None:
    counted = Rate(*pair)
    low, high = counted.wilson
    assert 0 <= low <= high <= 1
    assert not pair[1] or low - 1e-9 <= counted.value <= high + 1e-9


def test_mcnemar_is_exact() -> None:
    assert mcnemar(0, 0) == 1.0
    assert mcnemar(6, 0) == pytest.approx(0.03125)
    assert mcnemar(5, 5) == 1.0


def test_percentiles_are_values_that_occurred() -> None:
    values = [5.0, 1.0, 9.0, 3.0]
    assert percentile(values, 0.5) == 3.0
    assert percentile(values, 0.95) == 9.0
    assert percentile([], 0.5) == 0.0


def test_a_rate_of_nothing_is_whole() -> None:
    assert rate([]).value == 1.0
    assert rate([1.0, 0.5]).value == 0.75
