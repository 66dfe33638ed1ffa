from __future__ import annotations

import pytest

from plans.agencies import canonical
from plans.provinces import province
from plans.successors import formerly, successions
from plans.tables import rows


def now(agency: str, place: str | None = None) -> list[str]:
    return [name for row in successions(agency, place) for name in row.now]


@pytest.mark.parametrize(
    ("agency", "successor"),
    [("Sở KH&ĐT", "Sở Tài chính"), ("Sở Giao thông vận tải", "Sở Xây dựng"),
     ("Công an các huyện, thành phố", "Công an tỉnh"), ("Bộ KHĐT", "Bộ Tài chính")],
)  # fmt: skip
def test_a_body_is_followed_by_the_one_that_took_its_work(agency: str, successor: str) -> None:
    assert now(agency)[0] == successor


def test_what_a_province_decided_wins_over_the_common_pattern() -> None:
    assert now("Ban Dân tộc") == ["Sở Dân tộc và Tôn giáo", "Sở Nội vụ"]
    assert now("Ban Dân tộc", "Cà Mau") == ["Sở Dân tộc và Tôn giáo"]
    assert now("Ban Dân tộc", "Hà Tĩnh") == ["Sở Nội vụ"]


def test_a_body_whose_work_was_divided_has_a_successor_for_each_part() -> None:
    parts = {row.now[0]: row.work for row in successions("Sở LĐTBXH", "Cà Mau")}
    assert "bình đẳng giới" in parts["Sở Nội vụ"]
    assert "trẻ em" in parts["Sở Y tế"]


def test_every_body_of_a_district_ended_and_none_of_another_level_did() -> None:
    [ended] = successions("Phòng Y tế huyện", None)
    assert (ended.now, ended.since.isoformat(), ended.check) == ((), "2025-07-01", True)
    assert successions("Sở Y tế", None) == successions("Ủy ban nhân dân xã", None) == ()


def test_a_body_knows_whose_whole_work_it_took_over() -> None:
    assert formerly("Sở Nông nghiệp và Môi trường") == (
        "Sở Nông nghiệp và Phát triển nông thôn", "Sở Tài nguyên và Môi trường",
    )  # fmt: skip
    assert formerly("Sở Y tế") == ()


def test_every_row_names_a_known_place_a_body_and_its_source() -> None:
    for row in rows("successors"):
        assert not row["place"] or province(row["place"])
        assert canonical(row["old"]) == row["old"]
        assert row["source"]
        assert row["now"] or row["check"] == "y", "no successor is known: that is to be confirmed"
