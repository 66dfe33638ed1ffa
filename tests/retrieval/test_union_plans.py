"""What members of unions ask: of branches by their own names, of meetings, of rules, and of lists a line leads to."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import said

RULES = """HỘI NÔNG DÂN TỈNH KON TUM
Số: 12/TL-HND

Kon Tum, ngày 05 tháng 3 năm 2026

THỂ LỆ
Cuộc thi nuôi ong lấy mật năm 2026

Hội Nông dân tỉnh ban hành Thể lệ như sau:

I. QUY ĐỊNH CHUNG

1. "Đàn ong giống" là đàn có ong chúa dưới 12 tháng tuổi.
2. Hợp tác xã thành lập chưa quá 24 tháng được dự thi.
3. Mỗi đội tối đa 04 người.

II. CÁC VÒNG THI

Cuộc thi chia thành ba vòng:

a) Vòng 1 "Chọn giống": thi tại xã Đắk Hà.
b) Vòng 2 "Quay mật": thi tại xã Đắk Tô.
c) Vòng 3 "Đóng chai": thi tại phường Kon Tum.

III. GIẢI THƯỞNG

1. Tiến độ giải ngân quỹ: hết quý II/2026 đạt 40%, hết quý III/2026 đạt 90%.

2. Cơ cấu giải

a) 01 giải Nhất: 30.000.000 đồng;
b) 02 giải Ba: mỗi giải 12.000.000 đồng.

3. Hỗ trợ sau cuộc thi nuôi ong

Đội đoạt giải Nhất, Ba được Ngân hàng Chính sách xã hội tỉnh cho vay tối đa 100 triệu đồng.

IV. TỔ CHỨC THỰC HIỆN

1. Hội Nông dân xã, phường

- Gửi báo cáo tuần cho Ban Kinh tế trước thứ Sáu; báo cáo tổng kết cuộc thi trước ngày 15/8/2026.

2. Chi hội

- Vận động hội viên dự thi; nộp cho Hội Nông dân xã danh sách thí sinh dự kiến trước vòng thi 10 ngày.

3. Ủy ban nhân dân các xã, phường không có đội thi

- Gửi văn bản về Hội Nông dân tỉnh trước ngày 10/4/2026.

TM. BAN THƯỜNG VỤ
CHỦ TỊCH
Y Blong Êban
"""
MEETING = """TỈNH ỦY KON TUM
HUYỆN ỦY SA THẦY
Số 31-TB/HU

Sa Thầy, ngày 09 tháng 4 năm 2021

THÔNG BÁO
kết luận của Ban Thường vụ Huyện ủy tại Hội nghị giao ban quý I năm 2021

Ngày 05/4/2021, Ban Thường vụ Huyện ủy tổ chức Hội nghị giao ban quý I năm 2021 do đồng chí
Rơ Châm Lan, Bí thư Huyện ủy chủ trì. Ban Thường vụ kết luận như sau:

I. TÌNH HÌNH

1. Quý I, thu ngân sách đạt 12 tỷ đồng.

II. NHIỆM VỤ

1. Công an huyện tuần tra tại 86 khu vực bỏ phiếu ở Sa Thầy năm 2021.
2. Chi bộ thôn, làng gửi nghị quyết tháng về Đảng ủy xã chậm nhất 03 ngày sau khi sinh hoạt.

T/L BAN THƯỜNG VỤ
CHÁNH VĂN PHÒNG
Nguyễn Thị Mơ
"""


@pytest.fixture(scope="module")
def desk(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("library")))
    for text, file in ((RULES, "ong.txt"), (MEETING, "giao-ban.txt")):
        plan = parse(text, file)
        library.add(plan, tuple(passages(plan)))
    return Assistant(library)


def ask(desk: Assistant, question: str) -> str:
    return said(desk.ask(question, as_of=date(2026, 3, 20)))


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("“Đàn ong giống” trong thể lệ của Hội Nông dân được hiểu thế nào?", "đàn có ong chúa dưới 12 tháng tuổi"),
        ("Hợp tác xã thì cần điều kiện thế nào mới được thi nuôi ong?", "thành lập chưa quá 24 tháng"),
        ("Chi hội nông dân tôi phải làm gì trong cuộc thi nuôi ong?", "Vận động hội viên dự thi"),
        ("Chi hội nông dân nộp danh sách thí sinh trước mấy ngày?", "trước vòng thi 10 ngày"),
        ("Hết quý 3 giải ngân quỹ đạt bao nhiêu phần trăm?", "hết quý III/2026 đạt 90%"),
        ("Chi bộ thôn tôi họp xong phải nộp gì lên đảng ủy xã, trong mấy ngày?", "gửi nghị quyết tháng"),
        ("Hội nghị giao ban quý I năm 2021 của Sa Thầy tổ chức ngày nào?", "Ngày 05/4/2021"),
        ("Ủy ban nhân dân xã không có đội thi gửi văn bản trước ngày nào?", "không có đội thi: Gửi văn bản"),
    ],
)
def test_a_member_is_told_what_the_plan_says(desk: Assistant, question: str, told: str) -> None:
    assert told in ask(desk, question)


def test_to_whom_it_goes_is_told_by_the_line_around_the_date(desk: Assistant) -> None:
    told = ask(desk, "Báo cáo tổng kết cuộc thi của Hội Nông dân xã gửi về ban nào, trước ngày mấy?")
    assert "cho Ban Kinh tế" in told
    assert "15/8/2026" in told


def test_a_line_that_leads_to_a_list_is_told_with_the_list(desk: Assistant) -> None:
    told = ask(desk, "Cuộc thi nuôi ong chia thành mấy vòng?")
    assert all(name in told for name in ("Chọn giống", "Quay mật", "Đóng chai"))


def test_the_line_that_opens_a_plan_leads_to_no_list(desk: Assistant) -> None:
    told = ask(desk, "Hội nghị giao ban quý I năm 2021 của Sa Thầy tổ chức ngày nào?")
    assert "NHIỆM VỤ" not in told


def test_the_words_of_a_heading_are_not_said_by_the_sentence_below_it(desk: Assistant) -> None:
    told = ask(desk, "Cuộc thi nuôi ong giải nhất bao nhiêu tiền?")
    assert "30.000.000 đồng" in told.splitlines()[0]


@pytest.mark.parametrize(
    "question",
    [
        "Quý III năm 2021 thu ngân sách của Sa Thầy đạt bao nhiêu?",
        "Cuộc thi nuôi ong lần trước có bao nhiêu thí sinh?",
        "Tiền ăn thí sinh nuôi ong mỗi ngày",
        "Ngân hàng Nông nghiệp cho đội ong thắng cuộc vay tối đa mấy triệu?",
    ],
)
def test_what_only_the_name_of_the_plan_says_answers_nothing(desk: Assistant, question: str) -> None:
    assert desk.ask(question).status == "no_answer"
