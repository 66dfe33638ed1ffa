"""Whom a general clause binds: the members of the group it names, of their own level."""

from __future__ import annotations

import pytest

from retrieval.bound import binds, same_group


@pytest.mark.parametrize(
    ("group", "agency"),
    [
        ("Các sở, ban, ngành tỉnh", "Sở Tư pháp"),
        ("Các sở, ban, ngành, đoàn thể tỉnh", "Hội Nông dân tỉnh"),
        ("Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân phường"),
        ("Ủy ban nhân dân các huyện, thị xã, thành phố", "Ủy ban nhân dân huyện"),
        ("Các cấp ủy đảng", "Huyện ủy"),
    ],
)
def test_a_general_clause_binds_the_members_of_its_group(group, agency):
    assert binds(group, agency)


@pytest.mark.parametrize(
    ("group", "agency"),
    [
        ("Các sở, ban, ngành tỉnh", "Công an huyện"),
        ("Các sở, ban, ngành tỉnh", "Ban Tuyên giáo"),
        ("Ủy ban nhân dân các xã, phường", "Sở Xây dựng"),
        ("Ủy ban nhân dân các xã, phường", "Ủy ban nhân dân huyện"),
        ("Các cấp ủy đảng", "Sở Y tế"),
        ("Công đoàn xã, phường", "Ủy ban nhân dân xã"),
        ("Phòng Y tế huyện", "Ủy ban nhân dân huyện"),
    ],
)
def test_a_general_clause_binds_nobody_else(group, agency):
    assert not binds(group, agency)


@pytest.mark.parametrize(
    ("asked", "stated", "same"),
    [
        ("Xã, phường", "Ủy ban nhân dân các xã", True),
        ("Các xã, phường", "Các phường", True),
        ("Các xã, phường", "Các bệnh viện", False),
        ("Phường Tân An", "Các phường", False),
    ],
)
def test_communes_and_wards_are_one_group_however_they_are_listed(asked, stated, same):
    assert same_group(asked, stated) is same
