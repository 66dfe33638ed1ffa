"""Forms of Vietnamese text for comparing, and its sentences."""

from __future__ import annotations

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.text import fold, has_marks, same, sentences, squeeze, syllables, uniform

VIETNAMESE = st.text(st.sampled_from("aăâeêioôơuưyđbcdghklmnpqrstvx áàảãạấệởữýÁĐ.,;-–“”\n 12/%"), max_size=60)


@pytest.mark.parametrize(
    ("text", "plain"),
    [("Sở Y tế", "so y te"), ("ĐẨY MẠNH", "day manh"), ("Nguyễn Thị Huệ", "nguyen thi hue"), ("ngày 8/3", "ngay 8/3")],
)
def test_folding_takes_every_mark_away(text, plain):
    assert fold(text) == plain
    assert fold(unicodedata.normalize("NFD", text)) == plain


@pytest.mark.parametrize(("left", "right"), [("hoá", "hóa"), ("thuỷ", "thủy"), ("khoẻ", "khỏe"), ("UỶ BAN", "Ủy ban")])
def test_both_placements_of_the_tone_mark_are_one_word(left, right):
    assert uniform(left) == uniform(right)


@pytest.mark.parametrize("word", ["quý", "quỹ", "hoàng", "khoảng", "quyết"])
def test_a_mark_that_has_one_place_only_stays_there(word):
    assert uniform(word) == word


def test_words_are_the_same_whatever_case_dashes_and_spelling():
    assert same("Sở Lao động – Thương binh", "sở lao động-thương binh")
    assert not same("Sở Nội vụ", "Sở Ngoại vụ")


def test_letters_and_digits_are_words_and_signs_are_not():
    assert syllables("Đề án 1893, 21-CT/TW!") == ["đề", "án", "1893", "21", "ct", "tw"]


def test_marks_are_noticed():
    assert has_marks("tế")
    assert not has_marks("ban")


def test_a_squeezed_text_has_one_line_and_no_emphasis():
    assert squeeze("**TM. BAN\n  THƯỜNG VỤ**") == "TM. BAN THƯỜNG VỤ"


def parts(text: str) -> list[str]:
    return [text[start:end] for start, end in sentences(text)]


def test_a_stop_or_a_semicolon_ends_a_sentence():
    assert parts("Xây dựng kế hoạch; báo cáo kết quả. Thực hiện tốt./.") == [
        "Xây dựng kế hoạch;",
        "báo cáo kết quả.",
        "Thực hiện tốt./.",
    ]


def test_dates_figures_abbreviations_and_numbering_end_none():
    assert parts("1. Hỗ trợ 2.700 hộ, đạt 8,5%, tại TP. Cà Mau trước ngày 1.6.2026.") == [
        "1. Hỗ trợ 2.700 hộ, đạt 8,5%, tại TP. Cà Mau trước ngày 1.6.2026."
    ]


def test_a_blank_line_and_a_new_bullet_end_a_sentence():
    assert parts("Mở đầu\n\n- Việc một\n- Việc hai") == ["Mở đầu", "- Việc một", "- Việc hai"]


@settings(max_examples=200, deadline=None)
@given(VIETNAMESE)
def test_sentences_lose_nothing_but_blanks(text):
    ranges = list(sentences(text))
    assert all(start < end for start, end in ranges)
    assert all(left[1] <= right[0] for left, right in pairwise(ranges))
    assert "".join("".join(text[a:b] for a, b in ranges).split()) == "".join(text.split())


@settings(max_examples=200, deadline=None)
@given(VIETNAMESE)
def test_the_uniform_form_is_stable_and_folds_alike(text):
    assert uniform(uniform(text)) == uniform(text)
    assert fold(uniform(text)).split() == fold(text.replace("–", "-")).split()
