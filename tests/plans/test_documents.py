import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.documents import (
    bodies,
    find_laws,
    find_numbers,
    find_typed_numbers,
    kind_names,
    kind_of,
    kinds,
    same_number,
    serial_of,
)


def numbers(text: str) -> list[str]:
    return [found.number for found in find_numbers(text)]


@pytest.mark.parametrize(
    ("text", "number"),
    [
        ("Chỉ thị số 21-CT/TW ngày", "21-CT/TW"),
        ("Quyết định 4071/QĐ-UBND", "4071/QĐ-UBND"),
        ("76/2023/NĐ-CP", "76/2023/NĐ-CP"),
        ("17-CTr/TU, ngày", "17-CTr/TU"),
        ("Số: 02 /KH-UBND", "02/KH-UBND"),
        ("Số: 2018 /KH- BVSTBCPN", "2018/KH-BVSTBCPN"),
        ("số 66.4/2025/NQ-CP", "66.4/2025/NQ-CP"),
        ("Nghị quyết số 70/2025/UBTVQH15", "70/2025/UBTVQH15"),
        ("Công văn 739/BNV-CTTN&BĐG", "739/BNV-CTTN&BĐG"),
        ("số 206/NQ-\nHĐND", "206/NQ-HĐND"),
        ("11973/UBND-KGVX của", "11973/UBND-KGVX"),
        ("1018/CV-MTTW-BTT", "1018/CV-MTTW-BTT"),
        ("15–KH/HU", "15-KH/HU"),
    ],
)
def test_a_number_is_read_without_its_blanks(text: str, number: str) -> None:
    assert numbers(text) == [number]


@pytest.mark.parametrize(
    "text",
    [
        "Điều 52/53",
        "8/3, 20/3, 28/6, 20/10",
        "ngày 20/01/2018",
        "01 công trình/phần việc",
        "98%",
        "giai đoạn 2021-2025",
        "Covid-19",
        "100/HTX",
        "24/7",
        "12 - Ban Chỉ đạo",
    ],
)
def test_dates_shares_and_slashes_are_no_numbers(text: str) -> None:
    assert numbers(text) == []


def test_a_number_stops_before_the_words_behind_it() -> None:
    assert numbers("02/KH-UBND - UBND tỉnh ban hành") == ["02/KH-UBND"]
    assert numbers("Số 36-HD/VPTW và số 30/2020/NĐ-CP.") == ["36-HD/VPTW", "30/2020/NĐ-CP"]


def test_an_unknown_body_is_read_behind_the_word_so() -> None:
    assert numbers("Công văn số 12/ABC-XYZ") == ["12/ABC-XYZ"]
    assert numbers("mẫu 12/ABC-XYZ") == []


@pytest.mark.parametrize(
    ("typed", "number"),
    [
        ("KH 02 nói gì?", "02/KH"),
        ("chỉ thị 21", "21/CT"),
        ("chi thi so 21", "21/CT"),
        ("kh02/ubnd", "02/KH-UBND"),
        ("kế hoạch số 321", "321/KH"),
        ("21-ct/tw", "21-CT/TW"),
        ("thông tri 12", "12/TT"),
        ("chương trình hành động số 09", "09/CTr"),
        ("chuong trinh cong tac so 7", "7/CTr"),
        ("công văn 739", "739"),
    ],
)
def test_short_numbers_are_read_as_people_type_them(typed: str, number: str) -> None:
    assert [found.number for found in find_typed_numbers(typed)] == [number]


@pytest.mark.parametrize(
    "typed",
    [
        *("kế hoạch 5 năm", "ke hoach 5 nam", "chương trình 30/4", "tháng 6", "3 tháng", "kế hoạch 5G"),
        *("hướng dẫn 5 bước", "đề án 1 triệu ha lúa", "chương trình 07 kỹ năng", "phương án 5 không 3 sạch"),
    ],
)
def test_a_count_behind_a_kind_is_no_number(typed: str) -> None:
    assert find_typed_numbers(typed) == []


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("KH 02", "02/KH-UBND"),
        ("CT 21", "21-CT/TW"),
        ("chỉ thị 21", "21-CT/TW"),
        ("KH02/UBND", "02/KH-UBND"),
        ("21-ct/tw", "21-CT/TW"),
        ("4071/QD-UBND", "4071/QĐ-UBND"),
        ("2/KH-UBND", "02 /KH-UBND"),
        ("quy định 114", "114-QĐ/TU"),
        ("125", "125/2021/NĐ-CP"),
        ("nđ 125", "125/2021/NĐ-CP"),
    ],
)
def test_two_ways_to_write_a_number_are_one(left: str, right: str) -> None:
    assert serial_of(left) == serial_of(right) != ""
    assert same_number(left, right)
    assert same_number(right, left)


@pytest.mark.parametrize(
    ("left", "right"),
    [
        ("21-CT/TW", "21-CT/TU"),
        ("21-CT/TW", "22-CT/TW"),
        ("125/2021/NĐ-CP", "125/2020/NĐ-CP"),
        ("KH 02", "02/QĐ-UBND"),
        ("CT 21", "Chỉ thị"),
        ("", "02/KH-UBND"),
    ],
)
def test_different_numbers_stay_apart(left: str, right: str) -> None:
    assert not same_number(left, right)


@pytest.mark.parametrize(
    ("number", "kind"),
    [
        ("21-CT/TW", "Chỉ thị"),
        ("12-TT/TU", "Thông tri"),
        ("11/2021/TT-BNV", "Thông tư"),
        ("11973/UBND-KGVX", "Công văn"),
        ("1018/CV-MTTW-BTT", "Công văn"),
        ("72/2025/QH15", None),
        ("12/ABC-XYZ", None),
    ],
)
def test_the_codes_tell_the_kind(number: str, kind: str | None) -> None:
    assert kind_of(number) == kind


def test_the_tables_hold_kinds_and_bodies() -> None:
    assert kinds()["KH"] == "Kế hoạch"
    assert bodies()["TTg"] == "Thủ tướng Chính phủ"
    assert len(kind_names()[0]) >= len(kind_names()[-1])


@pytest.mark.parametrize(
    ("text", "kind", "title"),
    [
        ("theo Luật Bình đẳng giới và", "Luật", "Bình đẳng giới"),
        ("THI HÀNH LUẬT VIỆC LÀM", "Luật", "Việc làm"),
        ("Luật Phòng chống mua bán người", "Luật", "Phòng, chống mua bán người"),
        ("bộ Luật Lao động", "Bộ luật", "Lao động"),
        ("Hiến pháp năm 2013", "Hiến pháp", ""),
    ],
)
def test_a_law_is_known_by_its_name(text: str, kind: str, title: str) -> None:
    (law,) = find_laws(text)
    assert (law.kind, law.title) == (kind, title)


@pytest.mark.parametrize(
    "text", ["pháp luật về đất đai", "Dự thảo Luật Đất đai (sửa đổi)", "kỷ luật lao động", "Luật sư"]
)
def test_law_in_general_and_drafts_are_no_laws(text: str) -> None:
    assert find_laws(text) == []


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 9999), st.sampled_from(["KH-UBND", "QĐ-TTg", "NĐ-CP", "TB-VPCP"]), st.sampled_from(["", "2021/"]))
def test_every_number_is_read_back_and_equals_itself(serial: int, codes: str, year: str) -> None:
    number = f"{serial}/{year}{codes}"
    assert numbers(f"theo Văn bản số {number} ngày") == [number]
    assert same_number(number, number.lower())


@settings(max_examples=100, deadline=None)
@given(st.text(alphabet="0123456789/-–. KHQĐUBNDTWsố", max_size=50))
def test_no_text_breaks_the_reader(text: str) -> None:
    for found in find_numbers(text):
        assert text[found.span.start].isdigit()
        assert same_number(found.number, found.number)
