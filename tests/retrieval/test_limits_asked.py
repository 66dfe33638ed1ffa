"""Which time limit is told: of the right plan, body and work, the whole duty with it, in the unit of time asked for."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, files, said

HEAD = """ỦY BAN NHÂN DÂN TỈNH SÓC TRĂNG

Số: {number}/KH-UBND

Sóc Trăng, ngày 05 tháng 3 năm 2025

KẾ HOẠCH

{title}

Thực hiện Quyết định số 812/QĐ-TTg ngày 14/9/2024 của Thủ tướng Chính phủ, Ủy ban nhân dân tỉnh ban hành Kế hoạch:

"""
SALT = """I. NHIỆM VỤ

1. Sở Nông nghiệp và Môi trường

- Thành lập tổ đo mặn tại các cửa sông.

Thời hạn hoàn thành: Trước ngày 10/4/2025.

- Tổng hợp kết quả đo mặn, báo cáo kết quả gửi Bộ Nông nghiệp và Môi trường.

Thời hạn hoàn thành: Trước ngày 20/6/2025.

2. Nạo vét kênh nội đồng và cống ngăn mặn; xong trước ngày 30/5/2025.

II. TỔ CHỨC THỰC HIỆN

1. Thời gian thực hiện: từ ngày 15/3/2025 đến ngày 31/12/2025. Sơ kết trong quý III năm 2025.

2. Các sở, ban, ngành tỉnh, UBND các xã, phường và các doanh nghiệp khai thác thủy lợi phối hợp thực hiện; định kỳ
báo cáo kết quả trước ngày 25 tháng 11 hằng năm về Sở Nông nghiệp và Môi trường.
"""
READ = """I. TỔ CHỨC THỰC HIỆN

1. Các cơ quan, đơn vị báo cáo kết quả xây dựng tủ sách trước ngày 12 tháng 12 hằng năm về Sở Văn hóa, Thể thao và
Du lịch.

2. Báo cáo giữa kỳ (năm 2027) và báo cáo tổng kết (năm 2030), gửi Ủy ban nhân dân tỉnh.

3. Sở Tài chính bố trí kinh phí 12,5 tỷ đồng cho tủ sách cơ sở; hỗ trợ mỗi thôn 30 triệu đồng.
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("soc-trang")))
    for number, title, body in (
        ("41", "Phòng, chống hạn mặn năm 2025", SALT),
        ("97", "Phát triển văn hóa đọc đến năm 2030", READ),
    ):
        plan = parse(HEAD.format(number=number, title=title) + body, f"{number}.txt")
        library.add(plan, tuple(passages(plan)))
    return Desk(Assistant(library))


def told(desk: Desk, question: str) -> str:
    return said(desk.ask(question, as_of=date(2025, 3, 20)))


def test_a_labelled_limit_is_told_with_the_task_it_belongs_to(desk):
    answer = told(desk, "Tổ đo mặn phải thành lập trước ngày nào?")
    assert "Thành lập tổ đo mặn tại các cửa sông. Thời hạn hoàn thành: Trước ngày 10/4/2025" in answer
    assert "20/6/2025" not in answer


def test_the_body_it_is_sent_to_tells_one_labelled_limit_from_another(desk):
    answer = told(desk, "Hạn gửi báo cáo kết quả đo mặn cho Bộ Nông nghiệp và Môi trường?")
    assert "20/6/2025" in answer
    assert "10/4/2025" not in answer


def test_all_who_owe_a_duty_are_told_as_printed(desk):
    answer = told(desk, "Sóc Trăng báo cáo phòng chống hạn mặn hằng năm trước ngày nào?")
    assert "Các sở, ban, ngành tỉnh, UBND các xã, phường" in answer
    assert "25 tháng 11" in answer


@pytest.mark.parametrize(
    ("question", "file"),
    [
        ("Các sở ngành Sóc Trăng nộp báo cáo hạn mặn khi nào?", "41.txt"),
        ("Sóc Trăng: hạn báo cáo về văn hóa đọc?", "97.txt"),
        ("Kế hoạch văn hóa đọc báo cáo gửi ai, trước ngày nào?", "97.txt"),
    ],
)
def test_of_two_plans_of_a_province_the_one_meant_answers(desk, question, file):
    assert files(desk.ask(question)) == [file]


def test_a_report_in_the_middle_is_not_the_one_at_the_end(desk):
    (claim,) = desk.ask("Báo cáo giữa kỳ của kế hoạch 97 làm năm nào?").claims
    assert "2027" in claim.text
    assert "2030" not in claim.text


@pytest.mark.parametrize(
    ("question", "has"),
    [
        ("Kế hoạch hạn mặn thực hiện từ ngày nào đến ngày nào?", "15/3/2025"),
        ("Sơ kết hạn mặn trong quý nào?", "quý III"),
        ("Nạo vét kênh nội đồng xong trước ngày nào?", "30/5/2025"),
    ],
)
def test_the_unit_of_time_asked_for_is_told(desk, question, has):
    assert has in told(desk, question)


def test_the_day_of_a_decision_is_no_time_of_the_plan(desk):
    assert "14/9/2024" not in told(desk, "Văn hóa đọc ở Sóc Trăng báo cáo khi nào?")


@pytest.mark.parametrize(
    ("question", "sum_told"),
    [
        ("Kinh phí tủ sách cơ sở là bao nhiêu?", "12,5 tỷ đồng"),
        ("Mức hỗ trợ mỗi thôn là bao nhiêu?", "30 triệu đồng"),
    ],
)
def test_a_sum_asked_for_is_told(desk, question, sum_told):
    assert sum_told in told(desk, question)


def test_no_sum_is_told_where_the_plan_prints_none(desk):
    assert desk.ask("Kinh phí đo mặn là bao nhiêu tỷ đồng?").status == "no_answer"
