from __future__ import annotations

import unicodedata
from pathlib import Path

import pytest

import plans
from plans.tables import openings, phrases, rows, word_list
from plans.text import uniform

DATA = Path(plans.__file__).parent / "data"


@pytest.mark.parametrize("path", sorted(DATA.glob("*.csv")), ids=lambda path: path.stem)
def test_a_table_is_composed_and_rectangular(path: Path) -> None:
    assert unicodedata.is_normalized("NFC", path.read_text(encoding="utf-8"))
    table = rows(path.stem)
    assert table
    assert all(None not in row and None not in row.values() for row in table)


def test_lists_are_written_in_the_form_they_are_compared_in() -> None:
    words = {word for row in rows("words") for word in row["words"].split("|")}
    assert words == {uniform(word) for word in words}


def test_an_unknown_list_is_empty() -> None:
    assert word_list("no such list") == frozenset()


def test_phrases_stand_under_their_first_word_the_longest_first() -> None:
    found = phrases("group nouns")["tổ"]
    assert found == sorted(found, key=lambda phrase: -len(phrase))
    assert ("tổ", "chức") in found


def test_a_word_that_may_stand_alone_is_followed_by_any_other_by_what_phrases_have() -> None:
    found = openings([("sở",), ("sở", "ban"), ("chi", "cục"), ("chi", "bộ"), ("chi", "bộ", "thôn")])
    assert found == {"sở": None, "chi": {"cục", "bộ"}}


def test_every_abbreviation_is_listed_once() -> None:
    shorts = [row["short"] for row in rows("abbreviations")]
    assert len(shorts) == len(set(shorts))
