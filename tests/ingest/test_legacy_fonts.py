import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.legacy_fonts import _TCVN3, _VNI, decode, decoded, font_coding, shows_capitals
from ingest.syllables import READABLE, is_syllable, share

LINE = "Triển khai công tác hòa giải ở cơ sở, bảo đảm quyền bình đẳng giữa các thôn, xã; kỳ họp cuối năm"
WORDS = st.lists(st.sampled_from(LINE.replace(",", "").replace(";", "").split()), min_size=8, unique=True).map(" ".join)
TO_TCVN3 = {letter: chr(code) for code, letter in _TCVN3.items() if letter.islower()}
TO_VNI = {letter: code for code, letter in _VNI.items()}


def in_tcvn3(text: str) -> str:
    return "".join(TO_TCVN3.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    return "".join(TO_VNI.get(letter, letter) for letter in text)


@pytest.mark.parametrize(
    ("coded", "coding", "says"),
    [
        ("KÕ ho¹ch triÓn khai c«ng t¸c phô n÷", "TCVN3", "Kế hoạch triển khai công tác phụ nữ"),
        ("§Èy m¹nh c¶i c¸ch hµnh chÝnh, Uû ban", "TCVN3", "Đẩy mạnh cải cách hành chính, Uỷ ban"),
        ("Keá hoaïch trieån khai coâng taùc phuï nöõ", "VNI", "Kế hoạch triển khai công tác phụ nữ"),
        ("ÑAÅY MAÏNH öùng duïng, vöôït chæ tieâu, kyø naêm", "VNI", "ĐẨY MẠNH ứng dụng, vượt chỉ tiêu, kỳ năm"),
    ],
)
def test_words_typed_in_old_fonts_come_out_as_they_were_seen(coded, coding, says):
    assert decode(coded, coding) == says


def test_every_marked_letter_has_a_code_in_both_codings():
    small = {letter for letter in unicodedata.normalize("NFC", LINE.lower()) if not letter.isascii()}
    assert small <= TO_TCVN3.keys()
    assert small <= TO_VNI.keys()


@given(words=WORDS)
@settings(max_examples=60, deadline=None)
def test_what_old_fonts_typed_is_found_out_and_read_back(words):
    assert decoded(in_tcvn3(words)) in ((words, "TCVN3"), (words, None))
    assert decoded(in_vni(words)) in ((words, "VNI"), (words, None))
    assert decoded(words) == (words, None)


def test_a_line_in_unicode_among_old_ones_is_left_alone():
    text = f"{in_tcvn3(LINE)}\n{in_tcvn3(LINE)}\n{LINE}\n"
    assert decoded(text) == (f"{LINE}\n" * 3, "TCVN3")


def test_a_text_in_another_language_is_left_alone():
    text = "The committee shall report every quarter to the provincial council on the progress of the work."
    assert decoded(text) == (text, None)


@pytest.mark.parametrize(
    ("font", "coding", "capitals"),
    [
        (".VnTime", "TCVN3", False),
        (".VnTimeH", "TCVN3", True),
        ("ABCDEF+.VnArialH-Bold", "TCVN3", True),
        ("VNI-Times", "VNI", False),
        ("Times New Roman", None, False),
        ("Vnuniverse", None, False),
    ],
)
def test_a_font_tells_its_coding_by_its_name(font, coding, capitals):
    assert font_coding(font) == coding
    assert shows_capitals(font) is capitals


def test_spelling_tells_vietnamese_from_codes_and_from_other_languages():
    assert share(LINE) == 1.0
    assert share(in_tcvn3(LINE)) < 0.6
    assert share(in_vni(LINE)) < 0.6
    assert share("Số: 12/KH-UBND") == 1.0
    assert share("K\u1ebf ho\u1ea1ch thuc hien English planning sheet") < READABLE


@pytest.mark.parametrize("word", ["nghiêng", "quyết", "gì", "giêng", "khuỷu", "uyên", "Đẩy", "quỳnh"])
def test_a_syllable_is_known_by_its_spelling(word):
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["ho¹ch", "planning", "xyz", "hoáạ", "wan"])
def test_what_spelling_does_not_allow_is_no_syllable(word):
    assert not is_syllable(word)
