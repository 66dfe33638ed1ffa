from __future__ import annotations

import pytest

from retrieval.bigrams import Bigrams, shipped
from retrieval.shorthand import initials, sounded, table, words_begun

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
