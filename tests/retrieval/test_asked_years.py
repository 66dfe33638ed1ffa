"""The figure of the year asked for, where a plan gives one for each of several years."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.asked_years import of_another_year, of_past_year
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA

Số: 62/KH-UBND

Sơn La, ngày 04 tháng 3 năm 2025

KẾ HOẠCH

Chuyển đổi số cấp xã giai đoạn 2025 - 2030

I. MỤC TIÊU

1. Đến năm 2026: 60% xã có tổ công nghệ số cộng đồng; 45% xã có điểm truy cập internet miễn phí.

2. Đến năm 2030: 95% xã có tổ công nghệ số cộng đồng.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("years")))
    plan = parse(PLAN, "so-hoa.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


@pytest.mark.parametrize(
    ("question", "figures"),
    [
        ("Năm 2030 bao nhiêu phần trăm xã có tổ công nghệ số cộng đồng?", ["95%"]),
        ("Năm 2026 bao nhiêu phần trăm xã có tổ công nghệ số cộng đồng?", ["60%"]),
        ("Bao nhiêu phần trăm xã có tổ công nghệ số cộng đồng?", ["60%", "95%"]),
    ],
)
def test_only_the_figure_of_the_year_asked_for_is_given(asked, question, figures):
    told = [claim.text for claim in asked.ask(question).claims]
    assert len(told) == len(figures)
    assert all(figure in text for figure, text in zip(figures, told, strict=True))


@pytest.mark.parametrize(
    ("asked", "quote", "another"),
    [
        ("Sáu tháng đầu năm 2026 có mấy vụ?", "Năm 2025, toàn tỉnh xảy ra 812 vụ", True),
        ("Năm 2024 có mấy lớp?", "1. Trong năm 2025 mở 12 lớp", True),
        ("Năm 2027 thu bao nhiêu?", "Kết quả năm 2026: thu 5 tỷ đồng", True),
        ("Năm 2025 có mấy vụ?", "Năm 2025, toàn tỉnh xảy ra 812 vụ", False),
        ("Năm 2024 có mấy vụ?", "Năm 2025 xảy ra 812 vụ, giảm 7% so với năm 2024 (870 vụ)", False),
        ("Kế hoạch an toàn giao thông năm 2026 nêu mấy vụ?", "Năm 2025, toàn tỉnh xảy ra 812 vụ", False),
        ("Năm 2026 có mấy vụ?", "Toàn tỉnh xảy ra 812 vụ, giảm so với năm 2025", False),
        ("Năm học 2026 có mấy lớp?", "Năm 2025 - 2026 mở 12 lớp", False),
    ],
)
def test_what_opens_with_another_year_is_of_that_year(asked: str, quote: str, another: bool) -> None:
    assert of_another_year(asked, quote) is another


@pytest.mark.parametrize(
    ("asked", "quote", "above", "past"),
    [
        ("Năm 2026 tỷ lệ tiêm đạt bao nhiêu?", "tỷ lệ tiêm đạt 68,9%", "I. ĐÁNH GIÁ KẾT QUẢ NĂM 2025", True),
        ("Chỉ tiêu thu gom năm 2027?", "thu gom 80% rác", "Tình hình thu gom năm 2024", True),
        ("Đến năm 2030 còn mấy hộ nghèo?", "còn 34 hộ", "Thực trạng hộ nghèo cuối năm 2025", True),
        ("Năm 2025 tỷ lệ tiêm đạt bao nhiêu?", "tỷ lệ tiêm đạt 68,9%", "I. ĐÁNH GIÁ KẾT QUẢ NĂM 2025", False),
        ("Tỷ lệ tiêm đạt bao nhiêu?", "tỷ lệ tiêm đạt 68,9%", "I. ĐÁNH GIÁ KẾT QUẢ NĂM 2025", False),
        ("Năm 2026 tiêm bao nhiêu?", "năm 2026 tiêm 80%", "Đánh giá kết quả năm 2025", False),
        ("Năm 2026 tiêm bao nhiêu?", "tiêm 80%", "II. CHỈ TIÊU NĂM 2025", False),
    ],
)
def test_what_stands_below_the_results_of_a_year_is_of_that_year(asked, quote, above, past) -> None:
    assert of_past_year(asked, quote, above) is past
