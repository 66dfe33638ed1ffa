import pytest

from plans.rows import cells, data_rows, filled, group_of, headings, left_blank, readable

LINES = "| TT | Nhiệm vụ | Cơ quan |\n|---|---|---|\n| I | Thể chế | |\n| 1 | Mua sách | Sở Nội vụ |\n"
CELLS = (
    "|\n**TT**\n|\n**Nhiệm vụ**\n|\n**Cơ quan**\n|\n|\n**I**\n|\n**Thể\nchế**\n|\n|\n1\n|\nMua sách\n|\nSở Nội vụ\n|\n"
)
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn")


@pytest.mark.parametrize("table", [LINES, CELLS])
def test_rows_are_found_in_either_layout_without_headings_and_rules(table: str) -> None:
    rows = [table[span.start : span.end] for span in data_rows(table)]
    assert [[cell for cell in cells(row) if cell] for row in rows] == [["I", "Thể chế"], ["1", "Mua sách", "Sở Nội vụ"]]
    assert [group_of(row) for row in rows] == ["Thể chế", ""]


def test_spans_count_from_the_offset_of_the_table_and_a_numbered_first_row_is_data() -> None:
    text = "x" * 7 + "| 1 | Mua |\n| 2 | Đọc |\n"
    assert [text[span.start : span.end] for span in data_rows(text[7:], 7)] == ["| 1 | Mua |", "| 2 | Đọc |"]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("| 2 | Đọc sách | Sở Nội vụ | | 5/6 |", "Nhiệm vụ: Đọc sách; Cơ quan chủ trì: Sở Nội vụ; Thời hạn: 5/6"),
        ("Đọc sách | Sở Nội vụ | | 5/6", "Nhiệm vụ: Đọc sách; Cơ quan chủ trì: Sở Nội vụ; Thời hạn: 5/6"),
        ("| | Ghi sách | Sở Y tế |", "Nhiệm vụ: Ghi sách; Cơ quan chủ trì: Sở Y tế"),
        ("| a | b | c | d | e | f |", "a – b – c – d – e – f"),
        ("Đọc sách", "Đọc sách"),
        ("", ""),
    ],
)
def test_a_row_is_read_with_the_names_of_its_columns(quote: str, shown: str) -> None:
    assert readable(quote, HEADINGS) == shown


@pytest.mark.parametrize("table", [LINES, CELLS])
def test_the_heading_row_names_the_columns(table: str) -> None:
    assert headings(table) == ["TT", "Nhiệm vụ", "Cơ quan"]
    assert headings("| 1 | Mua |\n| 2 | Đọc |\n") == headings("") == []


def test_a_row_says_nothing_in_a_column_left_blank() -> None:
    columns, row = ("TT", "Nhiệm vụ", "Kinh phí (triệu đồng)", "Thời hạn"), "| 2 | Đọc sách | | 5/6 |"
    assert filled(row, columns) == "TT Nhiệm vụ Thời hạn"
    assert left_blank(row, columns, "Kinh phí đọc sách bao nhiêu?")
    assert not left_blank(row, columns, "Thời hạn đọc sách là khi nào?")
