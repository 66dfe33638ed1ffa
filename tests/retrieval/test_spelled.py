"""Phrases of the plans' own text that people shorten to their initials."""

from __future__ import annotations

import pytest

from retrieval.bigrams import Bigrams, shipped
from retrieval.spelled import likeliest, phrases

TEXT = "Rà soát gia đình văn hóa; giai đoạn\nvận hành, xây dựng nhà văn hóa thôn và tổ hòa giải ở cơ sở."


@pytest.fixture(scope="module")
def bigrams() -> Bigrams:
    return Bigrams.join(shipped(), [TEXT], 3)


def printed(letters: str, text: str = TEXT) -> list[str]:
    return [phrase.printed for phrase in phrases(text, letters)]


@pytest.mark.parametrize(
    ("letters", "found"),
    [
        ("gđvh", ["gia đình văn hóa"]),  # a line that ends parts "giai đoạn" from "vận hành"
        ("gdvh", ["gia đình văn hóa"]),
        ("thgcs", ["tổ hòa giải ở cơ sở"]),
        ("nvh", ["nhà văn hóa"]),
        ("vhđ", []),
    ],
)
def test_phrases_are_found_by_their_initials(letters: str, found: list[str]) -> None:
    assert printed(letters) == found


def test_a_letter_that_is_typed_with_its_mark_stands_for_no_other() -> None:
    assert printed("cd", "cơ động, cá dìa") == ["cơ động", "cá dìa"]
    assert printed("cđ", "cơ động, cá dìa") == ["cơ động"]


@pytest.mark.parametrize("text", ["tại các thôn", "thôn (cổng tròn)", "tổ 1. Công tác", "b) tổ chức"])
def test_what_is_no_phrase_is_not_found(text: str) -> None:
    assert not printed("tct", text)
    assert not printed("btc", text)


def test_neighbours_count_only_where_nothing_but_a_blank_stands_between() -> None:
    [phrase] = phrases("hộ, gia đình văn hóa tiêu biểu", "gđvh")
    assert (phrase.before, phrase.after) == ("", "tiêu")


def test_the_phrase_that_is_whole_words_is_read(bigrams: Bigrams) -> None:
    whole, cut = "câu lạc bộ thơ", "giữ chất lượng bệnh viện"
    found = [(phrase, 1) for text in (cut, whole) for phrase in phrases(text, "clb")]
    assert likeliest(found, bigrams) == "câu lạc bộ"


def test_of_two_that_are_alike_none_is_read_unless_it_stands_far_more_often(bigrams: Bigrams) -> None:
    [one], [other] = phrases("ban chỉ huy", "bch"), phrases("ban chấp hành", "bch")
    assert likeliest([(one, 1), (other, 1)], bigrams) == ""
    assert likeliest([(one, 40), (other, 1)], bigrams) == one.printed
    assert likeliest([], bigrams) == ""


def test_syllables_that_nobody_writes_together_are_no_phrase(bigrams: Bigrams) -> None:
    assert likeliest([(phrase, 1) for phrase in phrases("thôn bản lõm sóng", "tbls")], bigrams) == ""
