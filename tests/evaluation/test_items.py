from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.items import Item, closure, normalise, supports, typed


def said(text: str) -> set[str]:
    return {f"{item.kind}:{item}" for item in typed(text)}


@pytest.mark.parametrize(
    ("text", "items"),
    [
        ("trước ngày 30 tháng 11 hàng năm", {"day_month:30/11"}),
        ("ngày 13/01/2017", {"date:13/1/2017"}),
        ("ngày 13 tháng 01 năm 2017", {"date:13/1/2017"}),
        ("từ ngày 01- 30/6", {"day_month:1/6", "day_month:30/6"}),
        ("từ 20/7 - 22/7/2026", {"day_month:20/7", "date:22/7/2026"}),
        ("06/8 – 08/8/2027", {"day_month:6/8", "date:8/8/2027"}),
        ("đến ngày 26/6, làm tại 12/12 ấp", {"day_month:26/6", "number:12"}),
        ("ngày 12/5 xã họp", {"day_month:12/5"}),
        ("28/4-30/4", {"day_month:28/4", "day_month:30/4"}),
        ("20-22/7/2026", {"date:20/7/2026", "date:22/7/2026"}),
        ("15/11/2024- 15/12/2024", {"date:15/11/2024", "date:15/12/2024"}),
        ("Quý IV/2025", {"quarter:4/2025"}),
        ("tháng 3 năm 2026", {"month_year:3/2026"}),
        ("giai đoạn 2020 – 2025", {"year:2020", "year:2025"}),
        ("8,5% và 57.000 lao động", {"number:8.5/%", "number:57000"}),
        ("85 phần trăm", {"number:85/%"}),
        ("số 02 /KH-UBND", {"document:2/kh/ubnd"}),
        ("Nghị định số 76/2023/NĐ-CP", {"document:76/2023/nđ/cp"}),
        ("Quyết định 4071/QĐ-UBND", {"document:4071/qđ/ubnd"}),
        ("Hội LHPN tỉnh", {"agency:hội liên hiệp phụ nữ/tỉnh"}),
        ("Sở LĐ-TB&XH", {"agency:sở lao động thương binh và xã hội"}),
        ("ngày 45/13", {"number:45", "number:13"}),
    ],
)
def test_every_spelling_gives_its_item(text: str, items: set[str]) -> None:
    assert said(text) == items


def test_no_digit_is_counted_twice() -> None:
    assert said("Chỉ thị số 21-CT/TW ngày 20/01/2018") == {"document:21/ct/tw", "date:20/1/2018"}


def test_a_full_date_also_states_its_parts() -> None:
    kinds = {item.kind for item in closure(typed("ngày 01/12/2024"))}
    assert kinds == {"date", "day_month", "month_year", "month", "year"}


def test_an_agency_matches_where_one_side_leaves_the_level_out() -> None:
    hoi = typed("Hội Liên hiệp Phụ nữ tỉnh")
    assert supports(hoi, Item("agency", ("hội liên hiệp phụ nữ", "")))
    assert not supports(hoi, Item("agency", ("hội liên hiệp phụ nữ", "xã")))


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200)
def test_an_item_next_to_any_text_stays_readable(text: str) -> None:
    line = f"{text}\n; ngày 05/06/2025; {text}"
    assert Item("date", ("5", "6", "2025")) in typed(line)


@given(st.text(max_size=200))
@settings(deadline=None, max_examples=200)
def test_normalising_twice_changes_nothing(text: str) -> None:
    once = normalise(text)
    assert normalise(once) == once
