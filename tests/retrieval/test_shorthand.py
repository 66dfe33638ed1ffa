from __future__ import annotations

import pytest

from retrieval.bigrams import Bigrams, shipped
from retrieval.shorthand import HOW_MANY, asked, frames, initials, pupils, scales, sounded, table, words_begun

BIGRAMS = Bigrams.join(shipped(), (), 1)


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("tgian", ("thời", "gian")),
        ("ctrì", ("chủ", "trì")),
        ("tphố", ("thành", "phố")),
        ("gsát", ("giám", "sát")),
        ("bnhiêu", ("bao", "nhiêu")),
    ],
)
def test_the_first_syllable_may_be_its_first_letters_alone(typed: str, meant: tuple[str, str]) -> None:
    assert meant in words_begun(typed, BIGRAMS)


@pytest.mark.parametrize("typed", ["nnhân", "xyz", "ủy", "a"])
def test_a_letter_hit_twice_and_what_is_no_syllable_begin_no_word(typed: str) -> None:
    assert not list(words_begun(typed, BIGRAMS))


def test_marks_that_were_typed_stay() -> None:
    assert all(last == "trì" for _, last in words_begun("ctrì", BIGRAMS))


def test_letters_are_read_as_they_sound() -> None:
    assert list(sounded("fải")) == ["phải"]
    assert "giui" in sounded("zui")
    assert not list(sounded("phải"))


@pytest.mark.parametrize(
    ("word", "alone"), [("bnc", True), ("hkh", True), ("tnh", False), ("chnh", False), ("an", False)]
)
def test_consonants_that_frame_no_vowel_are_initials(word: str, alone: bool) -> None:
    assert initials(word) == alone


def test_no_shorthand_of_the_table_reads_as_itself() -> None:
    assert all(typed not in readings and readings for typed, readings in table().items())


@pytest.mark.parametrize("words", ["phí gửi xe bn", "phạt bn đồng", "tối đa bn người", "tất cả bn vậy"])
def test_bn_asks_how_many_before_a_unit_and_at_the_end(words: str) -> None:
    typed = words.split()
    assert asked(typed, [False] * len(typed)) == {typed.index("bn"): HOW_MANY}


def test_bn_asks_how_many_before_a_comma() -> None:
    assert asked(["lệ", "phí", "bn", "nộp", "đâu"], [False, False, True, False, True]) == {2: HOW_MANY}
    assert not asked(["nhiều", "bn", "trẻ"], [False] * 3)


def test_bn_behind_a_greeting_or_alone_in_its_clause_is_no_question() -> None:
    assert not asked(["sở", "bn", "ngành"], [True, True, True])
    assert not asked(["cảm", "ơn", "các", "bn"], [False, False, False, True])


@pytest.mark.parametrize(("word", "short"), [("bng", True), ("tnh", True), ("bnv", False), ("BNG", False)])
def test_small_consonants_around_a_vowel_left_out_frame_a_syllable(word: str, short: bool) -> None:
    assert frames(word) == short


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("HS lớp 6 học bơi mấy buổi", {0}),
        ("giáo viên và HS làm gì", {3}),
        ("hs phải nộp hs gì khi vào lớp 10", {0}),
        ("nộp hs học nghề ở đâu", set()),
        ("hs vay vốn gồm những gì", set()),
    ],
)
def test_two_letters_are_pupils_in_a_text_of_a_school_but_where_a_file_is_handed_in(
    text: str, places: set[int]
) -> None:
    assert pupils(text.lower().split()) == dict.fromkeys(places, "học sinh")


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("chấm theo thang mấy điểm", {2}),
        ("bai cham theo thang bao nhieu diem", {3}),
        ("thang điểm 10", {0}),
        ("họp thang mấy ở điểm nào", set()),
        ("thang diem danh", set()),
        ("tháng mấy điểm danh", set()),
    ],
)
def test_a_scale_of_points_is_no_month(text: str, places: set[int]) -> None:
    assert scales(text.split()) == places
