import pytest

from plans.rows import (
    cells,
    data_rows,
    filled,
    group_of,
    headings,
    left_blank,
    matter_of,
    place_of,
    readable,
    repeated,
)

LINES = "| TT | Nhiệm vụ | Cơ quan |\n|---|---|---|\n| I | Thể chế | |\n| 1 | Mua sách | Sở Nội vụ |\n"
CELLS = (
    "|\n**TT**\n|\n**Nhiệm vụ**\n|\n**Cơ quan**\n|\n|\n**I**\n|\n**Thể\nchế**\n|\n|\n1\n|\nMua sách\n|\nSở Nội vụ\n|\n"
)
TABBED = "TT\tNhiệm vụ\tCơ quan\nI\tThể chế\n1\tMua sách\tSở Nội vụ\n"
HEADINGS = ("STT", "Nhiệm vụ", "Cơ quan chủ trì", "Phối hợp", "Thời hạn")


BARRED = "TT | Nhiệm vụ | Cơ quan\nI | Thể chế |\n1 | Mua sách | Sở Nội vụ\n"


@pytest.mark.parametrize("table", [LINES, CELLS, TABBED, BARRED])
def test_rows_are_found_in_either_layout_without_headings_and_rules(table: str) -> None:
    rows = [table[span.start : span.end] for span in data_rows(table)]
    assert [[cell for cell in cells(row) if cell] for row in rows] == [["I", "Thể chế"], ["1", "Mua sách", "Sở Nội vụ"]]
    assert [group_of(row) for row in rows] == ["Thể chế", ""]


def test_a_first_row_numbered_in_words_like_the_next_is_data() -> None:
    assert not headings("Đoàn số 1 | Sở Y tế\nĐoàn số 2 | Sở Nội vụ\n")
    assert headings("Đoàn | Trưởng đoàn\nĐoàn số 2 | Sở Nội vụ\n") == ["Đoàn", "Trưởng đoàn"]


def test_spans_count_from_the_offset_of_the_table_and_a_numbered_first_row_is_data() -> None:
    text = "x" * 7 + "| 1 | Mua |\n| 2 | Đọc |\n"
    assert [text[span.start : span.end] for span in data_rows(text[7:], 7)] == ["| 1 | Mua |", "| 2 | Đọc |"]


@pytest.mark.parametrize(
    ("quote", "shown"),
    [
        ("| 2 | Đọc sách | Sở Nội vụ | | 5/6 |", "Nhiệm vụ: Đọc sách; Cơ quan chủ trì: Sở Nội vụ; Thời hạn: 5/6"),
        ("Đọc sách | Sở Nội vụ | | 5/6", "Nhiệm vụ: Đọc sách; Cơ quan chủ trì: Sở Nội vụ; Thời hạn: 5/6"),
        ("2\tĐọc sách\tSở Nội vụ\t\t5/6", "Nhiệm vụ: Đọc sách; Cơ quan chủ trì: Sở Nội vụ; Thời hạn: 5/6"),
        ("| | Ghi sách | Sở Y tế |", "Nhiệm vụ: Ghi sách; Cơ quan chủ trì: Sở Y tế"),
        ("| a | b | c | d | e | f |", "a – b – c – d – e – f"),
        ("Đọc sách", "Đọc sách"),
        ("", ""),
    ],
)
def test_a_row_is_read_with_the_names_of_its_columns(quote: str, shown: str) -> None:
    assert readable(quote, HEADINGS) == shown


@pytest.mark.parametrize("table", [LINES, CELLS, TABBED])
def test_the_heading_row_names_the_columns(table: str) -> None:
    assert headings(table) == ["TT", "Nhiệm vụ", "Cơ quan"]
    assert headings("| 1 | Mua |\n| 2 | Đọc |\n") == headings("") == []


def test_a_row_says_nothing_in_a_column_left_blank() -> None:
    columns, row = ("TT", "Nhiệm vụ", "Kinh phí (triệu đồng)", "Thời hạn"), "| 2 | Đọc sách | | 5/6 |"
    assert filled(row, columns) == "TT Nhiệm vụ Thời hạn"
    assert left_blank(row, columns, "Kinh phí đọc sách bao nhiêu?")
    assert not left_blank(row, columns, "Thời hạn đọc sách là khi nào?")


@pytest.mark.parametrize(
    ("column", "left"),
    [
        ("Cơ quan theo dõi", "| Đọc sách | 75% |  |"),
        ("Chủ trì", "| Đọc sách | 75% |  |"),
        ("Đơn vị phối hợp thực hiện", "| Đọc sách | 75% |  |"),
        ("Thực hiện năm 2025", "Đọc sách | 75% | Sở Giáo dục và Đào tạo"),
    ],
)
def test_the_matter_of_a_row_is_told_without_those_who_see_to_it(column: str, left: str) -> None:
    assert matter_of("Đọc sách | 75% | Sở Giáo dục và Đào tạo", ("Nội dung", "Mức", column)) == left


@pytest.mark.parametrize(
    ("first", "last", "place"),
    [
        ("| I |", "Thể chế", "dòng 1, TT I"),
        ("Mua sách", "Mua sách", "dòng 2, TT 1"),
        ("Đọc", "Đọc", "dòng 3"),
        ("| I |", "Mua sách", "dòng 1–2"),
        ("| I |", "Sở X", ""),
        ("Nhiệm vụ", "Nhiệm vụ", ""),
        ("| TT |", "Đọc", ""),
    ],
)
def test_a_place_in_a_table_is_told_by_its_row_and_by_the_number_printed_there(first, last, place) -> None:
    table = LINES + "| | Đọc | Sở X |\n"
    assert place_of(table, table.index(first), table.index(last) + len(last)) == place


def test_the_only_row_of_a_table_is_named_and_its_number_only_where_it_is_another() -> None:
    assert [place_of(f"| TT | Việc |\n| {n} | Mua |", 16, 26) for n in ("1.", "7")] == ["dòng 1", "dòng 1, TT 7"]


def test_cells_that_say_what_stands_above_them_are_repeated_and_empty_ones_are_not() -> None:
    text = "| 1 | Mua | Sở X | |\n| 2 | Mua | Sở | |\n| Mua |\n"
    assert [(7 + text.index("2"), text[at - 7 : end - 7].strip()) for at, end in repeated(text, 7)] == [(30, "Mua")]
