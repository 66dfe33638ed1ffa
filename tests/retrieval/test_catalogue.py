"""What the heads of plans tell, and what is asked of their texts without reading them all."""

from __future__ import annotations

from datetime import date

import pytest

from plans.model import Header
from retrieval.catalogue import Catalogue, Entry

TEXTS = {1: "Học tập HOÀ BÌNH năm 20245.", 2: "Đón đoàn của tỉnh Lào Cai, chỉ tiêu 1893.", 3: "Số 21893/QĐ."}


class Texts:
    """Stands in for the texts in SQL."""

    def printing(self, forms):
        wanted = list(forms)
        return ((version, text) for version, text in TEXTS.items() if any(form in text for form in wanted))

    def citing(self, number):
        return frozenset({2, 9})


def entry(version, number=None, province=None, title=None, issued_on=None):
    return Entry(version, f"p{version}", "a.txt", Header(number, issued_on, province=province, title=title), 1)


HELD = Catalogue(
    (
        entry(1, "02/KH-UBND", "Thanh Hóa", "Kế hoạch năm 2024", date(2023, 12, 1)),
        entry(2, "2/KH-SYT", "Thanh Hoá", "Kế hoạch giai đoạn năm 2020 - 2025"),
        entry(3, "12/KH-UBND"),
    ),
    Texts(),
)


def test_a_plan_is_of_the_year_of_its_issue_and_of_its_title_and_not_of_a_period():
    assert [held.years for held in HELD.entries] == [{2023, 2024}, frozenset(), frozenset()]


def test_one_province_spelt_two_ways_is_one():
    assert HELD.issued_in("Thanh Hóa") == {1, 2}
    assert HELD.issued_in("Lào Cai") == frozenset()


@pytest.mark.parametrize(
    ("name", "among", "spoken"),
    [("Lào Cai", {2}, True), ("Lào Cai", {1, 3}, False), ("Hòa Bình", {1}, True), ("Thanh Hóa", {2}, True)],
)
def test_a_plan_speaks_of_a_province_that_issued_it_or_that_its_text_names(name, among, spoken):
    assert HELD.speaks_of(name, among) is spoken


def test_plans_are_found_by_their_number_as_far_as_it_is_given():
    assert [held.id for held in HELD.numbered("2/KH")] == ["p1", "p2"]
    assert [held.id for held in HELD.numbered("2/KH-UBND")] == ["p1"]


def test_a_figure_may_be_asked_for_as_a_whole():
    assert HELD.printing("1893") == {2, 3}
    assert HELD.printing("1893", whole=True) == {2}


def test_versions_of_another_moment_are_left_out():
    assert HELD.citing("150/QĐ-UBND") == {2}
