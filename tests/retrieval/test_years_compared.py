"""What a plan says of two years is told under each, one statement about both once."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk

WELLS = """ỦY BAN NHÂN DÂN XÃ TÂN HỘI
Số: 62/KH-UBND

Tân Hội, ngày 02 tháng 3 năm 2026

KẾ HOẠCH
Khoan giếng nước sạch giai đoạn 2026 - 2028

I. TÌNH HÌNH
1. Năm 2025 toàn xã khoan được 14 giếng nước.
II. CHỈ TIÊU
1. Đến hết năm 2026
- Khoan 20 giếng nước.
2. Đến hết năm 2028
- Khoan 45 giếng nước.
3. Chỉ tiêu theo năm
Chỉ tiêu | Năm 2026 | Năm 2027 | Năm 2028
Số hộ dùng nước máy | 120 | 180 | 260
Tỷ lệ mẫu nước đạt chuẩn | 70% | 80% | 95%
"""


@pytest.fixture(scope="module")
def wells(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("wells")))
    plan = parse(WELLS, "gieng.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def told(desk, question):
    return [(claim.lead.split(" — ")[0], claim.text) for claim in desk.ask(question).claims]


def test_each_year_is_told_by_its_own_statement(wells):
    assert told(wells, "Khoan giếng nước năm 2025 so với năm 2028 thế nào?") == [
        ("Năm 2025", "1. Năm 2025 toàn xã khoan được 14 giếng nước"),
        ("Năm 2028", "Khoan 45 giếng nước"),
    ]


def test_a_row_with_a_column_for_each_year_is_told_once(wells):
    row = "Tỷ lệ mẫu nước đạt chuẩn | 70% | 80% | 95%"
    assert told(wells, "So sánh tỷ lệ mẫu nước đạt chuẩn năm 2026 với năm 2028") == [("Năm 2026 và 2028", row)]


def test_a_year_of_which_nothing_is_said_makes_no_comparison(wells):
    assert not wells.ask("So sánh số xe cứu thương năm 2025 với năm 2028").claims


def test_a_row_that_counts_is_told_where_the_count_is_asked_for(wells):
    assert told(wells, "Năm 2027 có bao nhiêu hộ dùng nước máy?")[0][1] == "Số hộ dùng nước máy | 120 | 180 | 260"
