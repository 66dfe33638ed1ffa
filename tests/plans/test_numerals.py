"""Numbers in the writings of documents."""

from __future__ import annotations

import pytest

from plans.numerals import ORDINALS, number


@pytest.mark.parametrize(
    ("numeral", "value"), [("14", 14), ("05", 5), ("XIV", 14), ("viii", 8), ("Đông Bắc", 0), ("Vinh", 0), ("", 0)]
)
def test_a_number_is_read_in_either_writing(numeral: str, value: int) -> None:
    assert number(numeral) == value


def test_the_words_behind_thu_count_up_to_ten() -> None:
    assert {ORDINALS[word] for word in ORDINALS} == set(range(1, 11))
    assert ORDINALS["nhat"] == ORDINALS["mot"] == 1
