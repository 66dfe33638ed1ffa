import pytest

from ingest.load import parse
from ingest.reading import read
from ingest.tables import task_rows
from plans.model import Plan
from plans.text import squeeze

LINES = """| TT | Nhiệm vụ | Cơ quan chủ trì | Cơ quan phối hợp | Thời hạn |
|---|---|---|---|---|
| I | Nhóm thứ nhất | | | |
| 1 | Mua sách luật | Sở Tư pháp | Sở Y tế; Sở Nội vụ | Quý II/2025 |
| 2 | Đọc sách | Sở Nội vụ | | Trước ngày 05/6/2025 |
| 3 | Tặng sách | Sở Y tế | Sở Tư pháp | Thường xuyên |
"""
TABBED = """TT\tNhiệm vụ\tCơ quan chủ trì\tCơ quan phối hợp\tThời hạn
I\tNhóm thứ nhất
1\tMua sách luật\tSở Tư pháp\tSở Y tế; Sở Nội vụ\tQuý II/2025
2\tĐọc sách\tSở Nội vụ\t\tTrước ngày 05/6/2025
3\tTặng sách\tSở Y tế\tSở Tư pháp\tThường xuyên
"""
CELLS = """|
**TT**
|
**Nội dung
công việc**
|
**Đơn vị thực hiện**
|
**Thời gian hoàn thành**
|
|
1
|
Mua sách
luật
|
Sở Tư pháp,
Sở Y tế
|
Tháng 11 - 12/2025
|
|
2
|
Đọc sách
|
Sở Nội vụ
|
2026
|
"""
MERGED = """|
**TT**
|
**Nhiệm vụ**
|
**Cơ quan chủ trì**
|
**Cơ quan phối hợp**
|
**Thời gian dự kiến hoàn thành**
|
**Kết quả**
|
**Nguồn kinh phí**
|
|
**I**
|
**Hoàn thiện
thể chế**
|
|
1
|
Mua sách
|
Sở Tư pháp
|
Sở Y tế
|
Quý I/2027
|
Sách
|
Chi thường xuyên
|
|
2
|
Đọc sách
|
Sở Nội vụ
|
Sở Y tế
|
Quý II/2027
|
|
Ghi chép sách
|
Sở Tài chính
|
|
3
|
Tặng sách
|
Sở Y tế
|
Sở Nội vụ
|
Hằng năm
|
|
|
|
"""
WIDE = """| TT | Nội dung | Đơn vị | Thời gian thực hiện |
|---|---|---|---|
| | | | Quý I/2026 | Quý II/2026 | Quý III/2026 | Quý IV/2026 |
| 1 | Mua sách | Sở Tư pháp | x | x | | |
| 2 | Đọc sách | Sở Nội vụ | | | | x |
"""


def plan_of(table: str) -> Plan:
    return parse(f"KẾ HOẠCH\n\nI. NỘI DUNG\n\n1. Làm tốt việc này.\n\nPHỤ LỤC\n\n{table}", "a.txt")


def test_each_full_row_is_a_task_and_a_group_row_is_none() -> None:
    plan = plan_of(LINES)
    rows = [row.cells["task"] for row in task_rows(plan, read(plan))]
    assert [read(plan).text[cell.start : cell.end] for cell in rows] == ["Mua sách luật", "Đọc sách", "Tặng sách"]


def test_columns_give_the_roles() -> None:
    plan = plan_of(LINES)
    assert [(one.agency, one.role, plan.quote(one.span)) for one in plan.assignments] == [
        ("Sở Tư pháp", "chủ trì", "Mua sách luật"),
        ("Sở Y tế", "phối hợp", "Mua sách luật"),
        ("Sở Nội vụ", "phối hợp", "Mua sách luật"),
        ("Sở Nội vụ", "chủ trì", "Đọc sách"),
        ("Sở Y tế", "chủ trì", "Tặng sách"),
        ("Sở Tư pháp", "phối hợp", "Tặng sách"),
    ]


def test_the_time_column_gives_the_deadlines() -> None:
    plan = plan_of(LINES)
    assert [(one.what, one.who, one.quarter, one.day, one.month, one.year) for one in plan.deadlines] == [
        ("Mua sách luật", "Sở Tư pháp", 2, None, None, 2025),
        ("Đọc sách", "Sở Nội vụ", None, 5, 6, 2025),
    ]
    assert squeeze(plan.quote(plan.deadlines[1].span)).endswith("Trước ngày 05/6/2025")


def test_a_table_parted_by_tabs_gives_what_one_between_pipes_gives() -> None:
    piped, tabbed = plan_of(LINES), plan_of(TABBED)
    assert [(one.agency, one.role, tabbed.quote(one.span)) for one in tabbed.assignments] == [
        (one.agency, one.role, piped.quote(one.span)) for one in piped.assignments
    ]
    assert [(one.what, one.who, one.day, one.month, one.year) for one in tabbed.deadlines] == [
        (one.what, one.who, one.day, one.month, one.year) for one in piped.deadlines
    ]


def test_a_table_parted_by_pipes_without_a_border_gives_the_same() -> None:
    barred = plan_of(TABBED.replace("\t", " | "))
    assert [(one.agency, one.role, barred.quote(one.span)) for one in barred.assignments] == [
        (one.agency, one.role, plan.quote(one.span)) for plan in [plan_of(LINES)] for one in plan.assignments
    ]


@pytest.mark.parametrize(
    "lines",
    [
        "Xanh | sạch\nĐẹp | vui\n",
        "Một | hai | ba\nKhông có gì.\n",
        "SỞ Y TẾ | CỘNG HÒA XÃ HỘI\nSố: 5 | Độc lập\nA | B\n",
    ],
)
def test_a_pipe_here_and_there_is_no_table(lines: str) -> None:
    plan = parse(f"KẾ HOẠCH\n\nI. VIỆC\n{lines}", "a.txt")
    assert [section.kind for section in plan.walk()].count("table") == 0


def test_a_letterhead_and_a_signature_of_two_columns_are_no_table() -> None:
    plan = parse("SỞ Y TẾ\tCỘNG HÒA XÃ HỘI\nSố: 5/KH-SYT\tHà Nội, ngày 5/6/2025\n\nKẾ HOẠCH\n\nI. VIỆC\n", "a.txt")
    assert [section.kind for section in plan.walk()].count("table") == 0


def test_a_column_named_viec_holds_the_tasks() -> None:
    plan = plan_of("| Việc | Chủ trì | Thời hạn |\n|---|---|---|\n| Mua sách | Sở Y tế | Quý II/2025 |\n")
    assert [(one.agency, plan.quote(one.span)) for one in plan.assignments] == [("Sở Y tế", "Mua sách")]


def test_a_table_with_a_line_for_each_cell_is_read_alike() -> None:
    plan = plan_of(CELLS)
    assert [(one.agency, one.role) for one in plan.assignments] == [
        ("Sở Tư pháp", "thực hiện"),
        ("Sở Y tế", "thực hiện"),
        ("Sở Nội vụ", "thực hiện"),
    ]
    assert [(one.who, one.month, one.year) for one in plan.deadlines] == [
        ("Sở Tư pháp; Sở Y tế", 12, 2025),
        ("Sở Nội vụ", None, 2026),
    ]


@pytest.mark.parametrize("heading", ["| TT | Họ và tên | Ghi chú |", "| TT | Nhiệm vụ | Ghi chú |", "| a | b |"])
def test_a_table_of_other_things_has_no_tasks(heading: str) -> None:
    plan = plan_of(f"{heading}\n|---|---|---|\n| 1 | Mua sách | Sở Tư pháp |\n| 2 | Đọc sách | Sở Y tế |\n")
    assert list(task_rows(plan, read(plan))) == []
    assert plan.assignments == ()


def test_cells_merged_with_those_above_leave_each_task_to_its_agencies_and_its_time() -> None:
    plan = plan_of(MERGED)
    assert [(one.agency, one.role, squeeze(plan.quote(one.span))) for one in plan.assignments] == [
        ("Sở Tư pháp", "chủ trì", "Mua sách"),
        ("Sở Y tế", "phối hợp", "Mua sách"),
        ("Sở Nội vụ", "chủ trì", "Đọc sách"),
        ("Sở Y tế", "phối hợp", "Đọc sách"),
        ("Sở Tài chính", "chủ trì", "Ghi chép sách"),
        ("Sở Y tế", "chủ trì", "Tặng sách"),
        ("Sở Nội vụ", "phối hợp", "Tặng sách"),
    ]
    assert [(one.what, one.quarter) for one in plan.deadlines] == [("Mua sách", 1), ("Đọc sách", 2)]


@pytest.mark.parametrize(("table", "group"), [(LINES, "Nhóm thứ nhất"), (MERGED, "Hoàn thiện thể chế")])
def test_a_row_belongs_to_the_group_that_a_row_above_it_names(table: str, group: str) -> None:
    plan = plan_of(table)
    groups = [row.group for row in task_rows(plan, read(plan))]
    assert {squeeze(read(plan).text[one.start : one.end]) for one in groups if one} == {group}
    assert all(groups)


def test_the_last_marked_time_of_a_wide_table_is_the_limit() -> None:
    plan = plan_of(WIDE)
    assert [(one.what, one.who, one.quarter, one.year) for one in plan.deadlines] == [
        ("Mua sách", "Sở Tư pháp", 2, 2026),
        ("Đọc sách", "Sở Nội vụ", 4, 2026),
    ]
    assert plan.quote(plan.deadlines[0].span) == "Mua sách | Sở Tư pháp | x | x"


def test_a_row_that_a_table_counts_by_steps_is_a_task() -> None:
    rows = "| Bước | Nội dung công việc | Phân công |\n|---|---|---|\n| Bước 1 | Nhận hồ sơ | Sở Nội vụ |\n"
    assert [(one.agency, one.role) for one in plan_of(rows).assignments] == [("Sở Nội vụ", "thực hiện")]


def test_a_cell_of_names_that_no_table_knows_is_read_as_it_is_printed() -> None:
    rows = (
        "| 1 | Kiểm tra | Tổ kiểm tra liên ngành | Tổ trưởng tổ dân phố; Ban quản lý chợ |\n| 2 | Mua sách | - | x |\n"
    )
    plan = parse(f"I. NỘI DUNG\n\n| TT | Nhiệm vụ | Chủ trì | Phối hợp |\n|---|---|---|---|\n{rows}", "a.md")
    assert [(one.agency, one.role) for one in plan.assignments] == [
        ("Tổ kiểm tra liên ngành", "chủ trì"),
        ("Tổ trưởng tổ dân phố", "phối hợp"),
        ("Ban quản lý chợ", "phối hợp"),
    ]


@pytest.mark.parametrize(
    ("column", "role"),
    [
        ("Trưởng đoàn (đơn vị)", "chủ trì"),
        ("Đơn vị đầu mối", "chủ trì"),
        ("Đồng chí phụ trách", "thực hiện"),
        ("Phụ trách chính", "chủ trì"),
        ("Phụ trách", "thực hiện"),
        ("Cùng làm", "phối hợp"),
    ],
)
def test_other_words_head_the_column_of_who_does_it(column: str, role: str) -> None:
    table = f"| TT | Nội dung kiểm tra | {column} |\n|---|---|---|\n| 1 | Hành nghề y tư nhân | Thanh tra Sở |\n"
    plan = parse(f"I. NỘI DUNG\n\n{table}", "a.md")
    assert [(one.agency, one.role) for one in plan.assignments] == [("Thanh tra Sở", role)]
