"""Names of bodies that have a comma or "và" inside."""

import pytest

from tests.ingest.test_assignment_forms import pairs
from tests.ingest.test_assignments import plan_of, tasks


@pytest.mark.parametrize(
    "name",
    [
        "Quỹ Phòng, chống thiên tai tỉnh",
        "Quỹ Bảo vệ, phát triển rừng tỉnh",
        "Trung tâm Khuyến nông, khuyến ngư tỉnh",
        "Ban Quản lý, vận hành chợ Đông Ba",
        "Hội Khuyến học, khuyến tài tỉnh",
        "Sở Văn hóa, Thể thao và Du lịch",
        "Phòng Phổ biến, giáo dục pháp luật",
        "Phòng Quản lý, khai thác công trình",
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


@pytest.mark.parametrize(
    "name",
    ["Đoàn các trường đại học, cao đẳng", "Hội các trường tiểu học, mầm non", "Công ty giống cây, con vật nuôi"],
)
def test_what_ends_a_name_behind_a_comma_belongs_to_it_before_a_colon(name: str) -> None:
    assert pairs(f"+ {name}: gửi danh sách trước ngày 05/5.") == [(name, "gửi danh sách trước ngày 05/5.")]


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


@pytest.mark.parametrize(
    ("line", "name"),
    [
        ("Phòng Tổ chức kiểm tra: điều động cán bộ.", "Phòng Tổ chức kiểm tra"),
        ("Đoàn Thanh niên Bệnh viện mời sinh viên hiến máu.", "Đoàn Thanh niên Cộng sản Hồ Chí Minh Bệnh viện"),
        ("Công đoàn Khu kinh tế tổ chức hội thao.", "Công đoàn Khu kinh tế"),
        (
            "Công đoàn cấp trên trực tiếp cơ sở (ngành; Công đoàn Y tế): họp gấp.",
            "Công đoàn cấp trên trực tiếp cơ sở",
        ),
        ("Khoa Xét nghiệm: lấy mẫu máu.", "Khoa Xét nghiệm"),
        ("Trường Trung học cơ sở Tân Lĩnh đưa học sinh đi tham quan.", "Trường Trung học cơ sở Tân Lĩnh"),
        ("Mỗi chi bộ thôn nhận giúp ba hộ làm vườn.", "Mỗi chi bộ thôn"),
        ("Tổ trưởng tổ hòa giải tiếp nhận vụ việc.", "Tổ trưởng tổ hòa giải"),
        ("Sau mỗi phiên, Bí thư Đoàn xã gửi số liệu cho xã.", "Bí thư Đoàn xã"),
        (
            "Cục Quản lý Nhà nước về chất lượng nông sản: lấy mẫu tại chợ.",
            "Cục Quản lý Nhà nước về chất lượng nông sản",
        ),
    ],
)
def test_a_name_ends_with_its_last_word_and_before_what_is_done(line: str, name: str) -> None:
    assert [agency for agency, _ in pairs(f"1. {line}")][:1] == [name]


@pytest.mark.parametrize(
    "line",
    [
        "Hội làng (tháng Hai) phải có trò chơi dân gian.",
        "Mỗi tổ được cấp 8 triệu đồng mua bàn ghế.",
        "Tổ trưởng do hội nghị bầu.",
        "Công đoàn cơ sở: từ 03 đến 15 ủy viên.",
    ],
)
def test_what_is_no_body_or_gets_something_has_no_task(line: str) -> None:
    assert pairs(f"1. Nội dung\n\n- {line}") == []


def test_the_matter_of_a_board_does_not_begin_with_what_joins_words() -> None:
    plan = plan_of("II. CHẾ ĐỘ\n\n1. Phòng Tư pháp tổng hợp trình Ban Chỉ đạo và gửi Sở Tư pháp trước ngày 22/11/2024.")
    assert [one.to for one in plan.deadlines] == [("Ban Chỉ đạo", "Sở Tư pháp")]
