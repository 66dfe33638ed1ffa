"""Of several time limits only the one asked for is told, and of a clause with two dates only that date."""

from __future__ import annotations

import re
from dataclasses import replace

import pytest

from ingest.load import parse
from ingest.passages import passages
from plans.model import Span
from retrieval.asked_deadlines import is_an_event
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.periods import periods
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """ỦY BAN NHÂN DÂN\tCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
TỈNH LAI CHÂU\tĐộc lập - Tự do - Hạnh phúc
Số: 77/KH-UBND\tLai Châu, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Phát triển cây chè giai đoạn 2026 - 2030

I. MỤC TIÊU
Trồng mới 500 ha chè.
II. TỔ CHỨC THỰC HIỆN
1. Ủy ban nhân dân các xã
- Xây dựng kế hoạch, gửi về Sở Nông nghiệp và Môi trường trước ngày 28/02/2026.
- Báo cáo Sở Nông nghiệp và Môi trường 6 tháng trước ngày 10/6, cả năm trước ngày 25/11.
2. Hợp tác xã chè
- Gửi hồ sơ hỗ trợ về Sở Tài chính trước ngày 15/4/2026.
- Nộp sổ ghi chép chậm nhất ngày 10/7/2026 (đợt 1) và ngày 20/12/2026 (đợt 2).
- Báo cáo sản lượng vào ngày 5 hằng tháng.
3. Các chủ vườn ươm
Hoàn thành gieo ươm trước ngày 30/9/2026.
4. Các tổ khuyến nông
Theo dõi, định kỳ báo cáo Sở Tài chính.
5. Sở Tài chính
Cấp kinh phí giống trước ngày 20/3/2026; hướng dẫn quyết toán, hạn quyết toán là ngày 31/01/2027.
6. Về đường lên vùng chè Thân Thuộc: giao Sở Xây dựng khảo sát. Việc vượt thẩm quyền, báo cáo trước ngày 12/8/2026.
7. Chi cục Kiểm lâm gửi phương án về Công an tỉnh trong thời hạn 10 ngày kể từ ngày nhận Kế hoạch này.
8. Công an tỉnh tổng hợp, định kỳ báo cáo Bộ Công an.
9. Các tổ khuyến nông gửi báo cáo quý I trước ngày 05/4, 6 tháng trước ngày 06/7 về Chi cục Trồng trọt.
10. Chi cục Trồng trọt
In danh sách nương chè trước ngày 12/3/2026.
12. Các trường báo cáo học kỳ I trước ngày 15/01/2027, cả năm học trước ngày 25/5/2027.
11. Ủy ban nhân dân các phường gửi danh sách về Chi cục Trồng trọt trước ngày 12/5/2026.
"""
DAYS = (
    "15/01/2027",
    "25/5/2027",
    "05/4",
    "06/7",
    "12/3/2026",
    "12/5/2026",
    "20/3/2026",
    "31/01/2027",
    "12/8/2026",
    "10 ngày",
    "28/02/2026",
    "10/6",
    "25/11",
    "15/4/2026",
    "10/7/2026",
    "20/12/2026",
    "ngày 5 ",
    "30/9/2026",
)


@pytest.fixture(scope="module")
def tea(tmp_path_factory):
    library = Library.open(Settings(home=tmp_path_factory.mktemp("tea")))
    with library:
        plan = parse(PLAN, "che.txt")
        library.add(plan, tuple(passages(plan)))
        yield Desk(Assistant(library))


@pytest.mark.parametrize(
    ("question", "day"),
    [
        ("Ủy ban nhân dân xã gửi kế hoạch trước ngày nào?", "28/02/2026"),
        ("Ủy ban nhân dân xã báo cáo 6 tháng trước ngày nào?", "10/6"),
        ("Ủy ban nhân dân xã báo cáo cả năm trước ngày nào?", "25/11"),
        ("Gửi hồ sơ về Sở Tài chính trước ngày nào?", "15/4/2026"),
        ("Hợp tác xã nộp sổ ghi chép đợt 1 chậm nhất ngày nào?", "10/7/2026"),
        ("Hợp tác xã nộp sổ ghi chép đợt 2 chậm nhất ngày nào?", "20/12/2026"),
        ("Báo cáo hằng tháng gửi vào ngày nào?", "ngày 5 "),
        ("Các chủ vườn ươm phải hoàn thành khi nào?", "30/9/2026"),
        ("Các xã gửi kế hoạch muộn nhất hôm nào?", "28/02/2026"),
        ("hạn quyết toán kinh phí giống", "31/01/2027"),
        ("Sở Xây dựng báo cáo về đường lên Thân Thuộc trước ngày nào?", "12/8/2026"),
        ("Gửi phương án về Công an tỉnh trong mấy ngày?", "10 ngày"),
        ("Tổ khuyến nông gửi báo cáo quý I trước ngày mấy?", "05/4"),
        ("xã báo cáo 6 tháng về cây chè cho Sở Nông nghiệp và Môi trường trước ngày mấy?", "10/6"),
        ("Hợp tác xã nộp hồ sơ cho Sở Tài chính hạn ngày nào?", "15/4/2026"),
        ("Phường gửi danh sách nương chè trước ngày nào?", "12/5/2026"),
        ("Phường ở Lai Châu gửi danh sách trước ngày nào?", "12/5/2026"),
        ("Trường báo cáo tình hình học kỳ 1 trước ngày nào?", "15/01/2027"),
        ("Các trường báo cáo cả năm học trước ngày nào?", "25/5/2027"),
    ],
)
def test_the_date_asked_for_stands_alone(tea, question, day):
    told = "\n".join(claim.text for claim in tea.ask(question).claims)
    assert [one for one in DAYS if one in told] == [day]


def test_a_clause_cut_to_one_date_marks_what_is_left_out_and_cites_the_whole(tea):
    (claim,) = tea.ask("Ủy ban nhân dân xã báo cáo cả năm trước ngày nào?").claims
    assert "Môi trường … cả năm trước ngày 25/11" in claim.text
    assert "10/6" in claim.citations[0].quote


def test_to_whom_it_goes_stays_with_every_date_of_a_clause(tea):
    (claim,) = tea.ask("Tổ khuyến nông gửi báo cáo quý I trước ngày mấy?").claims
    assert "quý I trước ngày 05/4 … về Chi cục Trồng trọt" in claim.text


def test_a_general_question_is_told_every_date(tea):
    told = said(tea.ask("Kế hoạch 77/KH-UBND có những thời hạn nào?"))
    assert [day for day in DAYS if day not in told] == []


@pytest.mark.parametrize(
    "question",
    [
        "Ủy ban nhân dân xã báo cáo hằng quý trước ngày nào?",
        "xa gui bao cao thang ve So Nong nghiep va Moi truong khi nao",
        "Các trường báo cáo hằng tuần vào ngày nào?",
    ],
)
def test_a_report_of_another_rhythm_is_not_the_one_asked_for(tea, question):
    answer = tea.ask(question)
    assert not re.search(r"10/6|25/11|28/02|15/01|25/5", said(answer))


def test_a_regular_duty_without_a_period_stays_beside_the_period_asked_for(tea):
    told = said(tea.ask("Phải báo cáo hằng tháng vào ngày nào?"))
    assert "ngày 5 hằng tháng" in told
    assert "định kỳ báo cáo Sở Tài chính" in told
    assert "25/11" not in told


@pytest.mark.parametrize(
    ("question", "clause", "event"),
    [
        ("hạn nộp bài thi vườn đẹp", "Chung kết tổ chức vào ngày 20/3/2026.", True),
        ("Gửi hồ sơ dự thi chậm nhất khi nào?", "Trao giải ngày 20/3/2026.", True),
        ("Chung kết ngày nào?", "Chung kết tổ chức vào ngày 20/3/2026.", False),
        ("hạn nộp bài thi vườn đẹp", "Tổ chức chấm và nộp kết quả trước ngày 20/3/2026.", False),
    ],
)
def test_the_day_of_an_event_is_no_limit_for_handing_in(tea, question, clause, event):
    plan = replace(tea.plan("che.txt"), text=clause)
    limit = replace(plan.deadlines[0], span=Span(0, len(clause)))
    assert is_an_event(tea.ask(question).question, plan, limit) is event


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("6 tháng đầu năm", "định kỳ 6 tháng"),
        ("nửa đầu năm", "6 tháng"),
        ("nửa năm cuối", "sáu tháng cuối năm"),
        ("học kỳ 2", "Học kỳ II"),
        ("hàng tháng", "báo cáo tháng"),
        ("cả năm", "hằng năm"),
        ("đợt 01", "đợt 1"),
    ],
)
def test_a_period_is_the_same_however_it_is_written(one, other):
    assert periods(one) == periods(other) != frozenset()


@pytest.mark.parametrize("text", ["năm 2026", "tháng này", "tháng 6/2026", "năm học", "quý vị", "trong tháng 5"])
def test_a_time_of_the_calendar_is_no_period_of_reports(text):
    assert not periods(text)
