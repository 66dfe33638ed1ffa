"""Names of bodies that have a comma or "và" inside."""

import pytest

from tests.ingest.test_assignment_forms import pairs
from tests.ingest.test_assignments import tasks


@pytest.mark.parametrize(
    "name",
    [
        "Quỹ Phòng, chống thiên tai tỉnh",
        "Quỹ Bảo vệ, phát triển rừng tỉnh",
        "Trung tâm Khuyến nông, khuyến ngư tỉnh",
        "Ban Quản lý, vận hành chợ Đông Ba",
        "Hội Khuyến học, khuyến tài tỉnh",
        "Sở Văn hóa, Thể thao và Du lịch",
    ],
)
def test_a_comma_inside_a_name_does_not_end_it(name: str) -> None:
    assert pairs(f"1. {name}: chi trả kinh phí.\n\n2. {name} kiểm tra kho.\n\n3. {name}\n\n- Mua áo phao.") == [
        (name, "chi trả kinh phí."),
        (name, "kiểm tra kho."),
        (name, "Mua áo phao."),
    ]


@pytest.mark.parametrize(
    ("line", "agencies"),
    [
        ("Trung tâm Y tế, bệnh viện tỉnh: trực cấp cứu.", ["Trung tâm Y tế", "Bệnh viện tỉnh"]),
        ("Phòng Tư pháp, Công an xã: cấp thẻ.", ["Phòng Tư pháp", "Công an xã"]),
    ],
)
def test_bodies_listed_with_commas_stay_several(line: str, agencies: list[str]) -> None:
    assert [agency for agency, _ in pairs(f"1. {line}")][: len(agencies)] == agencies


def test_a_verb_behind_a_comma_is_no_part_of_a_name() -> None:
    body = "1. Quỹ Khuyến học huyện, tổ chức trao 50 suất quà.\n\n2. Sở Tư pháp\n\n- Mua sách."
    assert all("tổ chức" not in agency for agency, _ in pairs(body))


@pytest.mark.parametrize(
    "name",
    [
        "Ban Quản lý Khu kinh tế Vũng Đá và các khu công nghiệp tỉnh",
        "Ban Quản lý Khu kinh tế và các Khu chế xuất Bình Lư",
    ],
)
def test_a_board_manages_a_zone_and_its_parks(name: str) -> None:
    assert pairs(f"1. {name} kiểm tra nước thải.") == [(name, "kiểm tra nước thải.")]


def test_bodies_side_by_side_in_a_cell_are_several() -> None:
    table = (
        "| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời gian |\n| --- | --- | --- | --- | --- |\n"
        "| 1 | Đo mực nước | UBND xã, phường Sở Xây dựng | Công an tỉnh | Năm 2026 |"
    )
    assert [(agency, role) for agency, role, _ in tasks(table)][:2] == [
        ("Ủy ban nhân dân xã, phường", "chủ trì"),
        ("Sở Xây dựng", "chủ trì"),
    ]
