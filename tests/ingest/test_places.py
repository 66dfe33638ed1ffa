"""Communes, wards and villages named by themselves."""

import pytest

from tests.ingest.test_assignment_forms import pairs

UNDER = "1. Sở Xây dựng\n\n- Vẽ bản đồ.\n\n2. Phân công\n\n"


@pytest.mark.parametrize(
    ("line", "place"),
    [
        ("xã Tân Lĩnh: bố trí hai điểm tập kết rác.", "Xã Tân Lĩnh"),
        ("Phường Bến Gỗ: rà soát danh sách hộ ven sông.", "Phường Bến Gỗ"),
        ("Thôn 7: vận động các hộ dọn mương.", "Thôn 7"),
        ("Xã Ea M'Droh tổ chức ra quân trồng cây.", "Xã Ea M'Droh"),
        ("Khu phố 3 phối hợp dọn vệ sinh chợ.", "Khu phố 3"),
    ],
)
def test_a_place_before_what_it_is_to_do_has_the_task(line: str, place: str) -> None:
    said = line.split(": ", 1)[-1] if ": " in line else line.removeprefix(f"{place} ")
    assert pairs(f"{UNDER}- {line}")[1:] == [(place, said)]


def test_places_listed_together_share_a_task() -> None:
    found = pairs(f"{UNDER}- Phường An Hòa, xã Sơn Tịnh và xã Trà Bồng: kiểm tra hồ chứa.")
    assert found[1:] == [(place, "kiểm tra hồ chứa.") for place in ("Phường An Hòa", "Xã Sơn Tịnh", "Xã Trà Bồng")]


@pytest.mark.parametrize(
    "line",
    [
        "Xã Tân Lĩnh: 03 km đường nhựa.",
        "Phường Bến Gỗ: Nhà văn hóa khu phố 2.",
        "Xã Tân Lĩnh có 1.200 hộ.",
        "Thôn 7, thôn 8.",
    ],
)
def test_a_place_that_is_told_nothing_has_no_task(line: str) -> None:
    assert pairs(f"2. Địa điểm\n\n- {line}") == []
