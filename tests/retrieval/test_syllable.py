from __future__ import annotations

import pytest

from retrieval.bigrams import shipped
from retrieval.syllable import parts, toned, well_formed


@pytest.mark.parametrize("word", ["sứa", "nghiêng", "quyết", "giữa", "hòa", "ủy", "được", "y", "ương", "oanh", "khuỷu"])
def test_syllables_of_the_language_are_well_formed(word: str) -> None:
    assert well_formed(word)


@pytest.mark.parametrize("word", ["đươc", "hoc", "sky", "đnag", "trứơc", "ubnd", "jazz", "tiêc", ""])
def test_other_spellings_are_not(word: str) -> None:
    assert not well_formed(word)


def test_nearly_every_marked_word_that_was_counted_is_well_formed() -> None:
    marked = [word for word in shipped().words if not word.isascii()]
    assert sum(map(well_formed, marked)) > 0.99 * len(marked)


@pytest.mark.parametrize("word", ["hòa", "thúy", "được", "quả", "giờ", "khuyến", "ngoài", "mía", "của"])
def test_a_tone_goes_where_it_was(word: str) -> None:
    assert toned(*parts(word)) == word
