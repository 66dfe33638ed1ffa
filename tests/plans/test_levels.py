from __future__ import annotations

import pytest

from plans.abbreviations import words
from plans.agencies import find_agencies
from plans.levels import ALL, Tail, tail_at


def tail(text: str, folded: bool = False) -> Tail:
    return tail_at(words(text), 1, folded)


@pytest.mark.parametrize(
    ("text", "level", "stands_on"),
    [
        ("X tỉnh", "tỉnh", {"tỉnh"}),
        ("X tinh", "tỉnh", {"tỉnh"}),
        ("X cấp huyện", "cấp huyện", {"huyện"}),
        ("X các huyện, thị xã, thành phố", "các huyện, thị xã, thành phố", {"huyện"}),
        ("X các xã, phường và thị trấn", "các xã, phường, thị trấn", {"xã"}),
        ("X thôn, làng", "thôn, làng", {"thôn"}),
        ("X xóm, phố", "xóm, phố", {"thôn"}),
        ("X ấp, khóm", "ấp, khóm", {"thôn"}),
        ("X thành phố", "thành phố", {"tỉnh", "huyện"}),
        ("X TW", "Trung ương", {"trung ương"}),
    ],
)
def test_a_level_is_read_as_it_is_printed(text: str, level: str, stands_on: set[str]) -> None:
    found = tail(text)
    assert (found.text, set(found.levels)) == (level, stands_on)


def test_all_levels_are_all() -> None:
    assert tail("X các cấp").levels == ALL


@pytest.mark.parametrize(
    ("text", "place"),
    [
        ("X tỉnh Khánh Hòa", "Khánh Hòa"),
        ("X huyện Năm Căn", "Năm Căn"),
        ("X Thái Bình", "Thái Bình"),
        ("X phường 3", "3"),
    ],
)
def test_a_place_follows_a_level_or_the_name(text: str, place: str) -> None:
    assert tail(text).place == place


def test_a_city_of_its_own_stands_on_the_level_of_a_province() -> None:
    assert tail("X thành phố Cần Thơ").levels == {"tỉnh"}
    assert tail("X thành phố Cà Mau").levels == {"huyện"}


@pytest.mark.parametrize("text", ["X xã hội", "X Tỉnh ủy", "X cơ sở dữ liệu", "X, tỉnh", "X", "X thị trường"])
def test_words_that_only_look_like_a_level_are_none(text: str) -> None:
    assert tail(text).length == 0


def test_levels_typed_without_marks_are_read_when_told_so() -> None:
    assert tail("X cac huyen", folded=True).text == "các huyện"


@pytest.mark.parametrize("typed", ["UBND xã phường", "UBND phường xã đặc khu", "ubnd xa phuong"])
def test_levels_are_listed_without_commas_too(typed: str) -> None:
    mention = find_agencies(typed, folded=typed.islower())[0]
    assert mention.levels == {"xã"}
    assert mention.span.end == len(typed)
