"""Rows that are called by their names are told whole, and so are lists asked for with what is said of each part."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.parts import split
from retrieval.settings import Settings
from tests.retrieval.invented import Desk

LIBRARIES = """ỦY BAN NHÂN DÂN TỈNH HÀ TĨNH
Số: 77/KH-UBND

Hà Tĩnh, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Luân chuyển sách về thư viện cơ sở năm 2026

I. MỤC ĐÍCH
Đưa sách về gần người đọc.
II. CHỈ TIÊU GIAO
| TT | Đơn vị | Sách luân chuyển (cuốn) | Buổi đọc |
|---|---|---|---|
| 1 | Thư viện phường Thành Sen | 4.200 | 36 |
| 2 | Thư viện xã Can Lộc | 2.750 | 24 |
| 3 | Thư viện xã Hương Sơn | 1.300 | 18 |
| 4 | Thư viện các xã, phường còn lại | 900 | 6 |
| | **Tổng cộng** | **9.150** | **84** |
III. LỊCH KIỂM TRA
Nơi kiểm tra | Ngày đến | Trưởng đoàn
Phường Thành Sen | 12/5/2026 | Bà Hồ Thị Lựu
Xã Can Lộc | 19/5/2026 | Ông Đinh Văn Chắt
Xã Hương Sơn | 26/5/2026 | Bà Hồ Thị Lựu
IV. TỦ SÁCH
Tủ sách | Loại | Mức hỗ trợ | Người giữ
Tủ sách dòng họ | A | 3.000.000 đồng | Trưởng tộc
Tủ sách trường học | B | 5.500.000 đồng | Cán bộ thư viện
Tủ sách đồn biên phòng | A | 8.000.000 đồng | Chính trị viên
V. CÁC CHẶNG THỰC HIỆN
1. Chặng 1 (tháng 3 và tháng 4): khảo sát, lập danh mục sách.
2. Chặng 2 (từ tháng 5 đến tháng 9): chở sách bằng xe lưu động.
3. Chặng 3 (tháng 10): kiểm kê, đổi sách giữa các thư viện.
VI. CÂU LẠC BỘ
a) Câu lạc bộ Mọt sách: cô Phan Thị Nụ; chiều thứ Bảy.
b) Câu lạc bộ Kể chuyện: thầy Võ Tá Hân; sáng Chủ nhật.
"""


@pytest.fixture(scope="module")
def books(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("books")))
    plan = parse(LIBRARIES, "sach.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def texts(desk, question):
    return [claim.text for claim in desk.ask(question).claims]


@pytest.mark.parametrize(
    ("question", "rows"),
    [
        ("can loc phai luan chuyen bao nhieu sach, may buoi doc", ["| 2 | Thư viện xã Can Lộc | 2.750 | 24 |"]),
        ("Thành Sen phải mở mấy buổi đọc?", ["| 1 | Thư viện phường Thành Sen | 4.200 | 36 |"]),
        ("Bao giờ đoàn kiểm tra đến Hương Sơn, ai làm trưởng đoàn?", ["Xã Hương Sơn | 26/5/2026 | Bà Hồ Thị Lựu"]),
        ("Tủ sách dòng họ được hỗ trợ mức nào, ai giữ?", ["Tủ sách dòng họ | A | 3.000.000 đồng | Trưởng tộc"]),
    ],
)
def test_a_row_called_by_what_tells_its_name_from_others_is_told_whole(books, question, rows):
    assert texts(books, question) == rows


def test_two_rows_that_are_called_are_both_told_the_larger_named(books):
    first, second = books.ask("Thư viện Hương Sơn với Can Lộc, bên nào có nhiều sách luân chuyển hơn?").claims
    assert (first.text, first.computed) == (
        "| 2 | Thư viện xã Can Lộc | 2.750 | 24 |",
        "nhiều hơn ở cột «Sách luân chuyển (cuốn)»",
    )
    assert second.text == "| 3 | Thư viện xã Hương Sơn | 1.300 | 18 |"


@pytest.mark.parametrize(
    "question",
    [
        "So thư viện Hương Sơn với Can Lộc xem nơi nào nhiều buổi đọc hơn",
        "So Can Lộc với Hương Sơn thì số buổi đọc chênh nhau thế nào?",
    ],
)
def test_two_rows_are_compared_however_that_is_asked(books, question):
    assert {text[:7] for text in texts(books, question)} == {"| 2 | T", "| 3 | T"}


@pytest.mark.parametrize(
    "question",
    [
        "Thành Sen phải trồng bao nhiêu cây xanh?",  # no column of that
        "Kỳ Anh phải luân chuyển bao nhiêu sách?",  # no row of that name
        "Thư viện Can Lộc được giao gì?",  # asks for duties, not for what a column has
        "Mỗi cuốn sách luân chuyển cho Can Lộc giá bao nhiêu tiền?",  # a count is no sum of money
    ],
)
def test_a_row_without_the_column_asked_for_is_not_told(books, question):
    assert not any("|" in text for text in texts(books, question))


def test_a_part_that_a_cell_answers_is_not_called_untold(books):
    assert not books.ask("Đoàn kiểm tra đến xã Can Lộc ngày nào, ai làm trưởng đoàn?").notes


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Có những tủ sách nào, mức hỗ trợ mỗi tủ bao nhiêu?", 3),
        ("Liệt kê các tủ sách được hỗ trợ kèm người giữ.", 3),
        ("Luân chuyển sách chia làm mấy chặng, mỗi chặng làm gì?", 3),
        ("Kể tên các câu lạc bộ và người phụ trách giúp mình", 2),
        ("Tóm lại luân chuyển sách có mấy chặng, gồm những gì?", 3),
        ("các câu lạc bộ trong kế hoạch luân chuyển sách", 2),
        ("các câu lạc bộ kèm kế hoạch 77 Hà Tĩnh", 2),
    ],
)
def test_a_list_asked_for_with_what_is_said_of_each_is_told_to_its_end(books, question, told):
    assert len(texts(books, question)) == told


def test_only_the_rows_with_the_cell_asked_for_are_listed(books):
    rows = texts(books, "Có những tủ sách loại A nào, mỗi tủ được hỗ trợ bao nhiêu?")
    assert rows == [
        "Tủ sách dòng họ | A | 3.000.000 đồng | Trưởng tộc",
        "Tủ sách đồn biên phòng | A | 8.000.000 đồng | Chính trị viên",
    ]


def test_what_is_asked_of_each_thing_asked_for_is_no_part_of_its_own():
    assert len(split("Có những tủ sách nào, mức hỗ trợ mỗi tủ là bao nhiêu?")) == 1
    assert len(split("Tủ sách đặt ở đâu, mỗi tháng mở mấy buổi?")) == 2
