from __future__ import annotations

import pytest

from retrieval.keystrokes import decoded, keyed


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
    ],
)
def test_keys_of_telex_and_vni_spell_a_syllable(keys: str, syllable: str) -> None:
    assert decoded(keys) == syllable


@pytest.mark.parametrize("word", ["gia", "ban", "for", "internet2", "q1", "2024", "h", "nữ", "download"])
def test_other_words_spell_none(word: str) -> None:
    assert decoded(word) is None


def test_misplaced_keys_still_tell_the_letters() -> None:
    assert keyed("ddeuf") == "đèu"
