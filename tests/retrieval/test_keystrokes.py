from __future__ import annotations

import pytest

from retrieval.keystrokes import ambiguous, cost, decoded, keyed


@pytest.mark.parametrize(
    ("keys", "syllable"),
    [
        ("nuwx", "nữ"),
        ("kees", "kế"),
        ("hoachj", "hoạch"),
        ("ddoongf", "đồng"),
        ("dduowcj", "được"),
        ("hopwj", "hợp"),
        ("ngwowif", "người"),
        ("hoaf", "hòa"),
        ("thuys", "thúy"),
        ("giaf", "già"),
        ("nu74", "nữ"),
        ("ke61", "kế"),
        ("hoach5", "hoạch"),
        ("nguoi72", "người"),
        ("khoong", "không"),
        ("nhieuef", "nhiều"),
        ("tienges", "tiếng"),
        ("duowcdj", "được"),
        ("chuaw", "chưa"),
        ("quawn", "quăn"),
        ("thuowr", "thuở"),
        ("nguo7i72", "người"),
        ("dduwowcwj", "được"),
    ],
)
def test_keys_of_telex_and_vni_spell_a_syllable(keys: str, syllable: str) -> None:
    assert decoded(keys) == syllable


@pytest.mark.parametrize("word", ["gia", "ban", "for", "internet2", "q1", "A4", "2024", "h", "nữ", "download"])
def test_other_words_spell_none(word: str) -> None:
    assert decoded(word) is None


@pytest.mark.parametrize(("typed", "meant"), [("đươcj", "được"), ("viêcj", "việc"), ("hoăc5", "hoặc")])
def test_keys_that_an_input_method_was_too_late_for_are_read(typed: str, meant: str) -> None:
    assert decoded(typed) == meant


@pytest.mark.parametrize(("token", "other"), [("quy2", True), ("hoso", True), ("kees", False), ("ke61", False)])
def test_what_may_be_keys_may_be_something_else(token: str, other: bool) -> None:
    assert ambiguous(token) == other


def test_a_key_that_marks_nothing_leaves_no_syllable_but_tells_the_rest() -> None:
    assert decoded("ddewuf") is None
    assert keyed("ddewuf") == "đèwu"


def test_misplaced_keys_still_tell_the_letters() -> None:
    assert keyed("ddeuf") == "đèu"


@pytest.mark.parametrize(
    ("spelled", "likelier", "than"),
    [
        ("mõi", "mỗi", "mời"),
        ("tối", "tới", "tôi"),
        ("có", "cố", "cơ"),
    ],
)
def test_a_key_left_out_is_likelier_than_another_one_and_that_than_one_too_many(
    spelled: str, likelier: str, than: str
) -> None:
    assert cost(spelled, likelier) > cost(spelled, than)


def test_keys_that_spell_what_is_meant_cost_nothing_and_both_faults_cost_their_sum() -> None:
    assert cost("mỗi", "mỗi") == 0
    assert cost("mõi", "mời") == cost("mõi", "mòi") + cost("moi", "mơi") < cost("mõi", "mòi")
