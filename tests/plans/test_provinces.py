from __future__ import annotations

from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.provinces import begins_name, find_provinces, predecessors, province, same_place, successor


def found(text: str, folded: bool = False) -> list[str]:
    return [mention.name for mention in find_provinces(text, folded)]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("tỉnh Thanh Hoá", "Thanh Hóa"),
        ("kế hoạch của cà mau", "Cà Mau"),
        ("TỈNH TRÀ VINH", "Trà Vinh"),
        ("TP.HCM", "Thành phố Hồ Chí Minh"),
        ("TP. Hồ Chí Minh", "Thành phố Hồ Chí Minh"),
        ("Bà Rịa-Vũng Tàu", "Bà Rịa - Vũng Tàu"),
        ("Đăk Lăk", "Đắk Lắk"),
        ("tỉnh Thừa Thiên – Huế", "Thừa Thiên Huế"),
        ("Hà Nam Ninh", "Hà Nam Ninh"),
        ("tỉnh KH", "Khánh Hòa"),
    ],
)
def test_a_province_is_recognised_however_it_is_spelled(text: str, name: str) -> None:
    assert found(text) == [name]


@pytest.mark.parametrize(
    "text",
    ["phụ nữ, hòa bình và an ninh", "châu Á - Thái Bình Dương", "Chủ tịch Hồ Chí Minh", "chiến thắng Điện Biên Phủ",
     "Nguyễn Thái Bình", "cần thơ ca", "KH này", "cao bằng đầu người"],
)  # fmt: skip
def test_other_words_are_no_province(text: str) -> None:
    assert found(text) == []


def test_names_typed_without_marks_are_recognised_when_told_so() -> None:
    assert found("ke hoach thai binh, tp ho chi minh", folded=True) == ["Thái Bình", "Thành phố Hồ Chí Minh"]
    assert found("phu nu, hoa binh va an ninh", folded=True) == []
    assert found("tinh hoa binh", folded=True) == ["Hòa Bình"]
    assert found("thai binh") == []


def test_a_mention_covers_the_name_alone() -> None:
    text = "ở tỉnh Khánh Hòa năm 2021"
    (mention,) = find_provinces(text)
    assert text[mention.span.start : mention.span.end] == "Khánh Hòa"


@pytest.mark.parametrize(
    ("old", "new"),
    [("Trà Vinh", "Vĩnh Long"), ("Thái Bình", "Hưng Yên"), ("Thanh Hóa", "Thanh Hóa"), ("Thừa Thiên Huế", "Huế"),
     ("Hải Hưng", "Hải Phòng và Hưng Yên"), ("Atlantis", None)],
)  # fmt: skip
def test_the_unit_of_today_is_known(old: str, new: str | None) -> None:
    assert successor(old) == new


def test_a_unit_of_today_knows_what_it_unites() -> None:
    assert predecessors("Vĩnh Long") == ("Bến Tre", "Trà Vinh", "Vĩnh Long")
    assert predecessors("Trà Vinh") == ()


def test_spellings_of_one_place_are_the_same() -> None:
    assert same_place("tỉnh Thanh Hoá", "Thanh Hóa")
    assert same_place("TP Hồ Chí Minh", "HCM")
    assert not same_place("Trà Vinh", "Vĩnh Long")
    assert same_place("Năm Căn", "năm căn")


def test_there_are_63_units_of_2024_and_34_of_today() -> None:
    rows = [province(name) for name in ("Cà Mau", "Huế", "Đồng Nai")]
    assert [unit.unit for unit in rows if unit] == ["tỉnh", "thành phố", "thành phố"]
    assert province("Hà Tây") is not None


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="Hà NamBình Dươngtỉnh ,.\n", max_size=50), st.booleans())
def test_mentions_stand_in_order_inside_the_text(text: str, folded: bool) -> None:
    spans = [m.span for m in find_provinces(text, folded)]
    assert all(a.end <= b.start for a, b in pairwise(spans))
    assert all(0 <= s.start < s.end <= len(text) for s in spans)


@pytest.mark.parametrize("text", ["tỉnh ủy điện biên phủ xanh đồi trọc", "Điện Biên phủ xanh đồi trọc"])
def test_a_province_before_a_word_of_its_own_is_no_longer_name(text):
    assert [found.name for found in find_provinces(text, folded=text.islower())] == ["Điện Biên"]


def test_a_word_no_province_begins_with_is_told_at_once() -> None:
    assert begins_name("khánh", folded=False)
    assert begins_name("khanh", folded=True)
    assert not begins_name("khanh", folded=False)
    assert not begins_name("sở", folded=False)
