from hypothesis import given
from hypothesis import strategies as st

from plans.ranges import Ranges

RANGE = st.tuples(st.integers(0, 60), st.integers(1, 30)).map(lambda pair: (pair[0], sum(pair)))


@given(st.lists(RANGE), RANGE)
def test_a_range_meets_others_where_it_shares_a_character_with_one(ranges: list[tuple[int, int]], asked) -> None:
    shared = any(set(range(*one)) & set(range(*asked)) for one in ranges)
    assert Ranges(ranges).meet(*asked) == shared


def test_ranges_that_only_touch_share_nothing() -> None:
    assert not Ranges([(0, 3), (5, 9)]).meet(3, 5)
