from __future__ import annotations

import pytest

from plans.abbreviations import words
from plans.grouping import group_at, group_openings
from plans.tables import phrases


@pytest.mark.parametrize(
    "text",
    [
        "Các sở, ban, ngành, đoàn thể tỉnh",
        "các cơ quan, đơn vị có liên quan",
        "các huyện, thị xã, thành phố",
        "Người đứng đầu cấp ủy, chính quyền, đoàn thể các cấp",
        "các tổ chức chính trị - xã hội",
        "các doanh nghiệp",
        "sở, ban, ngành",
    ],
)
def test_a_group_is_read_to_its_end(text: str) -> None:
    found = words(text)
    assert group_at(found, 0) == len(found)


def test_every_noun_of_a_group_follows_each_determiner() -> None:
    begin = group_openings()
    assert all((begin[determiner] or set()) >= {*phrases("group nouns")} for determiner in ("các", "những", "mọi"))
    assert begin["tinh"] == begin["tỉnh"]  # as text recognition reads it


@pytest.mark.parametrize("text", ["các hội nghị", "các bộ phận", "các trường hợp", "các hội", "đơn vị", "cơ sở", "các"])
def test_other_plurals_are_no_group(text: str) -> None:
    assert group_at(words(text), 0) == 0


def test_a_group_ends_before_what_it_does() -> None:
    assert group_at(words("các sở, ngành tổ chức thực hiện"), 0) == 3
