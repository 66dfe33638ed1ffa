import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from ingest.shadows import shadow, traced


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("**1. **Mục đích  ", "1. Mục đích"),
        ("## II. *Yêu cầu*", "II. Yêu cầu"),
        ("> __Nơi nhận:__", "Nơi nhận:"),
        ("1\\. Sở Y tế \\- chủ trì", "1. Sở Y tế - chủ trì"),
        ("Sở\u00a0Y\u200b tế", "Sở Y tế"),
        ("KẾ HOẠCH<br>năm <b>2024</b>", "KẾ HOẠCH    năm 2024"),
        ("* **Sở Y tế** chủ trì", "* Sở Y tế chủ trì"),
        ("* *", ""),
        ("3 < 5 và 7 > 6", "3 < 5 và 7 > 6"),
        (unicodedata.normalize("NFD", "Ủy ban nhân dân"), "Ủy ban nhân dân"),
    ],
)
def test_a_shadow_has_the_words_without_the_marks(raw: str, clean: str) -> None:
    assert shadow(raw) == clean


def test_a_shadow_leads_back_to_the_source() -> None:
    source = "xx **Số:** " + unicodedata.normalize("NFD", "Lưu trữ")
    found = traced(source, 3, len(source))
    at = found.text.index("trữ")
    span = found.span(at, at + len("trữ"))
    assert unicodedata.normalize("NFC", source[span.start : span.end]) == "trữ"


@given(st.text(alphabet="aĐ ộ*_#>\\.-<b>\n\u0301\u0323\u00a0", max_size=60))
@settings(max_examples=200, deadline=None)
def test_every_character_of_a_shadow_comes_from_one_place_further_on(raw: str) -> None:
    found = traced(raw, 0, len(raw))
    assert len(found.offsets) == len(found.text)
    assert list(found.offsets) == sorted(set(found.offsets))
    assert all(0 <= offset < len(raw) for offset in found.offsets)


@given(st.text(alphabet="aĐ ộ*_#>\\.-<b/>\r\n\u0301\u0323\u00a0\u200b\x00", max_size=30))
@settings(max_examples=300, deadline=None)
def test_a_line_without_marks_is_its_own_shadow(raw: str) -> None:
    assert shadow(raw) == traced(raw, 0, len(raw)).text.strip()
