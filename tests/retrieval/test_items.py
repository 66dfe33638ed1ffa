"""The typed items of a text, in every writing of the same value."""

from __future__ import annotations

import pytest

from retrieval.items import Item, closure, counted, denials, typed

SAME = [
    ("trước ngày 25/11", "trước ngày 25 tháng 11"),
    ("ngày 01/12/2024", "ngày 1 tháng 12 năm 2024"),
    ("Chỉ thị 21-CT/TW", "Chỉ thị số 21 -CT/TW"),
    ("02 /KH-UBND", "02/KH-UBND"),
    ("2.700 hộ", "2700 hộ"),
    ("8,5%", "8,5 phần trăm"),
    ("giai đoạn 2021 – 2025", "giai đoạn 2021-2025"),
    ("quý IV năm 2025", "Quý 4/2025"),
    ("tháng 6/2024", "tháng 6 năm 2024"),
]
DIFFERENT = [
    ("25/11", "25/12"),
    ("01/12/2024", "01/12/2025"),
    ("21-CT/TW", "22-CT/TW"),
    ("02/KH-UBND", "02/KH-BTV"),
    ("2.700", "2.200"),
    ("85%", "85"),
]


@pytest.mark.parametrize(("left", "right"), SAME)
def test_two_writings_of_one_value_give_one_item(left, right):
    assert typed(left) == typed(right) != frozenset()


@pytest.mark.parametrize(("left", "right"), DIFFERENT)
def test_another_value_gives_another_item(left, right):
    assert typed(left) != typed(right)


def test_no_digit_is_counted_twice():
    assert typed("Nghị định số 76/2023/NĐ-CP ngày 01 tháng 11 năm 2023") == {
        Item("document", ("76", "2023/nd/cp")),
        Item("date", ("1", "11", "2023")),
    }


def test_a_full_date_states_its_day_month_and_year_but_a_day_states_no_year():
    full, day = typed("01/12/2024"), typed("01/12")
    assert day <= closure(full)
    assert typed("năm 2024") <= closure(full)
    assert not full <= closure(day)


def test_words_with_a_slash_are_no_document_and_no_date():
    assert typed("công trình/phần việc, hàng năm/cuối nhiệm kỳ") == frozenset()


def test_a_denial_is_kept_with_what_it_denies_and_a_name_with_the_word_is_none():
    assert denials("không được thu phí") == (("không", "được thu"),)
    assert denials("gia đình 5 không, 3 sạch") == ()
    assert denials("không những đúng mà còn đủ") == ()


def test_a_number_is_kept_with_the_word_it_counts():
    two, five = (Item("number", (figure, "")) for figure in ("2", "5"))
    assert counted("không quá 02 tập thể, 05 cá nhân, trước ngày 05/6") == {(two, "tập"), (five, "cá")}


def test_large_numbers_are_exact():
    assert typed("86.500.000 đồng") != typed("86.500.003 đồng")
    assert typed("2.500,50") == typed("2500,5")
