from __future__ import annotations

import pytest

from plans.abbreviations import expand, placed, words
from plans.agencies import find_agencies


@pytest.mark.parametrize(
    ("short", "full"),
    [
        ("Hội LHPN", "Hội Liên hiệp Phụ nữ"),
        ("tham gia BHYT", "tham gia bảo hiểm y tế"),
        ("sldtbxh", "Sở Lao động - Thương binh và Xã hội"),
        ("ubnd xã", "Ủy ban nhân dân xã"),
        ("syt, tyt xã", "Sở Y tế, Trạm Y tế xã"),
        ("Sở NV, Sở TC", "Sở Nội vụ, Sở Tài chính"),
        ("CNH-HĐH", "công nghiệp hóa, hiện đại hóa"),
        ("SYT và STTTT", "Sở Y tế và Sở Thông tin và Truyền thông"),
    ],
)
def test_abbreviations_are_written_out(short: str, full: str) -> None:
    assert expand(short) == full


@pytest.mark.parametrize("text", ["02/KH-UBND", "số 321 /KH-BTV", "11-NQ/TW", "178/QĐ-TTg", "08-CTr/TU", "02/kh-ubnd"])
def test_document_numbers_stay_as_they_are(text: str) -> None:
    assert expand(text) == text


@pytest.mark.parametrize("text", ["cần cố gắng", "con mèo tu nước", "Kế hoạch năm 2024", "cán bộ nữ", "ý, yen, buyt"])
def test_ordinary_words_stay_as_they_are(text: str) -> None:
    assert expand(text) == text


@pytest.mark.parametrize("text", ["SỞ TƯ PHÁP", "CHỦ ĐẦU TƯ", "HỘI LUẬT GIA TƯ VẤN", "THÔNG TƯ", "KINH TẾ TƯ NHÂN"])
def test_half_of_a_word_in_capitals_is_no_abbreviation(text: str) -> None:
    assert expand(text) == text
    assert expand("Ban Nội chính TƯ; TƯ Đoàn") == "Ban Nội chính Trung ương; Trung ương Đoàn"


def test_the_words_of_an_abbreviation_share_its_place() -> None:
    found = placed("UBND tỉnh")
    assert [(found.start(at), found.end(at)) for at in range(5)] == [(0, 4)] * 4 + [(5, 9)]
    assert [w.form for w in words("UBND tỉnh")] == ["ủy", "ban", "nhân", "dân", "tỉnh"]


def test_a_decomposed_text_keeps_its_own_places() -> None:
    text = "So\u031b\u0309 Y t\u00ea\u0301"
    assert [w.form for w in words(text)] == ["sở", "y", "tế"]
    assert placed(text).end(2) == len(text)


@pytest.mark.parametrize(
    ("printed", "name"),
    [
        ("SỞ TƯ PHÁP", "Sở Tư pháp"),
        ("SỞ KẾ HOẠCH VÀ ĐẦU TƯ", "Sở Kế hoạch và Đầu tư"),
        ("BỘ TƯ PHÁP", "Bộ Tư pháp"),
        ("BAN TỔ CHỨC TƯ", "Ban Tổ chức Trung ương"),
        ("VĂN PHÒNG TƯ ĐẢNG", "Văn phòng Trung ương Đảng"),
    ],
)
def test_a_syllable_in_capitals_is_not_taken_for_a_short_form(printed: str, name: str) -> None:
    assert [one.name for one in find_agencies(printed)] == [name]
