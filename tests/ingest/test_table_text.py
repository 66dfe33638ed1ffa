"""Merged cells, on tables as python-docx makes them: what a cell says holds in every row it spans, said once."""

from pathlib import Path

import docx
import pytest

from ingest.load import load_plan
from plans.model import Plan
from plans.rows import headings, readable, row_spans

HEAD = (
    "ỦY BAN NHÂN DÂN TỈNH LAI CHÂU\nSố: 5/KH-UBND\nKẾ HOẠCH\nPhòng dịch\nI. NHIỆM VỤ\n1. Sở Tư pháp: rà soát văn bản."
)
COLUMNS = ("TT", "Nhiệm vụ", "Chủ trì", "Phối hợp", "Thời hạn")
Merge = tuple[tuple[int, int], tuple[int, int]]  # the first and the last cell, each by row and column


def plan_with(folder: Path, rows: tuple[tuple[str, ...], ...], *merges: Merge) -> Plan:
    """Return the plan in a Word file with a table whose merged cells say what stands in their first place."""
    document = docx.Document()
    for line in HEAD.splitlines():
        document.add_paragraph(line)
    document.add_paragraph("PHỤ LỤC I")
    grid = document.add_table(len(rows), len(rows[0]))
    for row, words in zip(grid.rows, rows, strict=True):
        for cell, text in zip(row.cells, words, strict=True):
            cell.text = text
    for (top, left), (bottom, right) in merges:
        said = rows[top][left]
        grid.cell(top, left).merge(grid.cell(bottom, right)).text = said
    document.add_paragraph()
    document.save(str(folder / "a.docx"))
    return load_plan(folder / "a.docx")


def lines(plan: Plan) -> list[str]:
    return [line.strip("| ") for line in plan.text.splitlines() if line.startswith("|")]


def tasks(plan: Plan) -> list[tuple[str, str, str]]:
    return [(one.agency, one.role, plan.quote(one.span)) for one in plan.assignments if one.section_id.startswith("A")]


def test_an_agency_merged_over_two_rows_leads_both(tmp_path: Path) -> None:
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", "", "Quý I/2026"), ("2", "Phát tờ rơi", "", "", "Quý II/2026"))
    plan = plan_with(tmp_path, rows, ((1, 2), (2, 2)))
    assert lines(plan)[1:] == ["1 | In tờ rơi | Sở Y tế |  | Quý I/2026", "2 | Phát tờ rơi | Sở Y tế |  | Quý II/2026"]
    assert tasks(plan) == [("Sở Y tế", "chủ trì", "In tờ rơi"), ("Sở Y tế", "chủ trì", "Phát tờ rơi")]
    assert [(one.who, one.quarter) for one in plan.deadlines] == [("Sở Y tế", 1), ("Sở Y tế", 2)]


def test_one_task_for_two_agencies_is_a_record_for_each_and_its_time_limit_one_for_each(tmp_path: Path) -> None:
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", "", "Quý I/2026"), ("", "", "Sở Nội vụ", "", ""))
    plan = plan_with(tmp_path, rows, ((1, 0), (2, 0)), ((1, 1), (2, 1)), ((1, 4), (2, 4)))
    assert tasks(plan) == [("Sở Y tế", "chủ trì", "In tờ rơi"), ("Sở Nội vụ", "chủ trì", "In tờ rơi")]
    assert [(one.who, one.what) for one in plan.deadlines] == [("Sở Y tế", "In tờ rơi"), ("Sở Nội vụ", "In tờ rơi")]


def test_rows_that_differ_only_in_another_column_double_no_record(tmp_path: Path) -> None:
    columns = ("TT", "Nhiệm vụ", "Chủ trì", "Sản phẩm", "Thời hạn")
    rows = (columns, ("1", "In tờ rơi", "Sở Y tế", "Tờ rơi", "Quý I/2026"), ("", "", "", "Báo cáo", ""))
    merges = (((1, column), (2, column)) for column in (0, 1, 2, 4))
    plan = plan_with(tmp_path, rows, *merges)
    assert lines(plan)[2] == "1 | In tờ rơi | Sở Y tế | Báo cáo | Quý I/2026"
    assert tasks(plan) == [("Sở Y tế", "chủ trì", "In tờ rơi")]
    assert len(plan.deadlines) == 1


def test_a_heading_of_two_rows_is_read_as_one(tmp_path: Path) -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Cơ quan thực hiện", "", "Thời hạn"),
        ("", "", "Chủ trì", "Phối hợp", ""),
        ("1", "In tờ rơi", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"),
    )
    merges = (((0, 2), (0, 3)), *(((0, column), (1, column)) for column in (0, 1, 4)))
    plan = plan_with(tmp_path, rows, *merges)
    assert lines(plan)[0] == "TT | Nhiệm vụ | Cơ quan thực hiện – Chủ trì | Cơ quan thực hiện – Phối hợp | Thời hạn"
    assert tasks(plan) == [("Sở Y tế", "chủ trì", "In tờ rơi"), ("Sở Nội vụ", "phối hợp", "In tờ rơi")]


@pytest.mark.parametrize(
    ("over", "due"), [("Thời gian thực hiện", [("Sở Y tế", 2, 2026)]), ("Kinh phí (triệu đồng)", [])]
)
def test_times_below_a_heading_over_them_date_the_marks_and_sums_in_such_columns_do_not(
    tmp_path: Path, over: str, due: list[tuple[str, int, int]]
) -> None:
    rows = (
        ("TT", "Nhiệm vụ", "Chủ trì", over, ""),
        ("", "", "", "Quý I/2026", "Quý II/2026"),
        ("1", "In tờ rơi", "Sở Y tế", "", "x"),
    )
    plan = plan_with(tmp_path, rows, ((0, 3), (0, 4)), *(((0, column), (1, column)) for column in (0, 1, 2)))
    assert [(one.who, one.quarter, one.year) for one in plan.deadlines] == due


def test_a_cell_merged_sideways_stands_once_and_the_cells_behind_it_keep_their_columns(tmp_path: Path) -> None:
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", "", "Quý I/2026"), ("II", "Kiểm tra", "", "", ""))
    plan = plan_with(tmp_path, rows, ((1, 2), (1, 3)), ((2, 1), (2, 4)))
    assert lines(plan)[1:] == ["1 | In tờ rơi | Sở Y tế |  | Quý I/2026", "II | Kiểm tra"]
    assert tasks(plan) == [("Sở Y tế", "chủ trì", "In tờ rơi")]


def test_a_row_that_only_merged_cells_reach_into_is_left_out(tmp_path: Path) -> None:
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", "Sở Nội vụ", "Quý I/2026"), ("", "", "", "", ""))
    plan = plan_with(tmp_path, rows, *(((1, column), (2, column)) for column in range(4)))
    assert len(lines(plan)) == 2


@pytest.mark.parametrize(("length", "repeated"), [(300, True), (500, False)])
def test_a_merged_label_is_repeated_and_a_merged_paragraph_is_not(tmp_path: Path, length: int, repeated: bool) -> None:
    words = ("việc " * 100)[:length].strip()
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", words, "Quý I/2026"), ("2", "Phát", "Sở Y tế", "", "Quý II/2026"))
    plan = plan_with(tmp_path, rows, ((1, 3), (2, 3)))
    assert plan.text.count(words) == 1 + repeated


def test_a_document_that_a_merged_cell_names_is_named_once(tmp_path: Path) -> None:
    columns = ("TT", "Nhiệm vụ", "Chủ trì", "Căn cứ", "Thời hạn")
    rows = (
        columns,
        ("1", "In tờ rơi", "Sở Y tế", "Quyết định số 12/QĐ-TTg", "Quý I/2026"),
        ("2", "Phát tờ rơi", "Sở Nội vụ", "", "Quý II/2026"),
        ("3", "Thu tờ rơi", "Sở Nội vụ", "Quyết định số 13/QĐ-TTg", "Quý II/2026"),
    )
    plan = plan_with(tmp_path, rows, ((1, 3), (2, 3)))
    assert [line.split(" | ")[3] for line in lines(plan)[1:3]] == ["Quyết định số 12/QĐ-TTg"] * 2
    assert [one.number for one in plan.references] == ["12/QĐ-TTg", "13/QĐ-TTg"]


def test_a_merged_row_reads_with_the_names_of_its_columns(tmp_path: Path) -> None:
    rows = (COLUMNS, ("1", "In tờ rơi", "Sở Y tế", "", "Quý I/2026"), ("2", "Phát tờ rơi", "", "", "Quý II/2026"))
    plan = plan_with(tmp_path, rows, ((1, 2), (2, 2)))
    (table,) = (section for section in plan.walk() if section.kind == "table")
    text = plan.quote(table.span)
    last = [text[row.start : row.end] for row in row_spans(text)][-1]
    assert readable(last, headings(text)) == "Nhiệm vụ: Phát tờ rơi; Chủ trì: Sở Y tế; Thời hạn: Quý II/2026"
