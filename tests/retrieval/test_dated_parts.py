"""Of a text with several dates the part is told that is asked for; where no word tells which, all of it."""

from __future__ import annotations

from datetime import date

import pytest

from ingest.load import parse
from retrieval.answer import Claim, Question
from retrieval.dated_parts import asked_part, told_parts
from retrieval.draft import quoted

CHECKS = "Kiểm tra bếp ăn đợt 1 từ ngày 10/4/2026 đến ngày 10/5/2026, đợt 2 từ ngày 01/9/2026 đến ngày 25/9/2026"
FUND = (
    "Hội Khuyến học xã, phường gửi hồ sơ về Văn phòng Hội trước ngày 31/7/2026 (đối với Đợt I)"
    " và trước ngày 15/10/2026 (đối với Đợt II)"
)
SOFTWARE = "Xây dựng phần mềm, chạy thử từ ngày 01/6/2026, vận hành chính thức từ ngày 01/8/2026"
CONTEST = "Ngày 10/7/2026: hạn nhận hồ sơ; ngày 18/8/2026: chung khảo, trao giải; ngày 20/8/2026: rút kinh nghiệm"
TERMS = "báo cáo quý trước ngày 20/3, báo cáo năm trước ngày 05/12/2026, gửi Văn phòng Hội"
GAMES = "Giải bóng đá khai mạc ngày 01/5, bế mạc ngày 07/5/2026"
LISTS = "Các cụm nộp danh sách (có ảnh, chữ ký) trước 17 giờ ngày 28/10/2024. Bốc thăm chiều 04/11/2024. Nộp đơn sau"
DEBTS = "Trả tiền cho 46 hộ, xong trước ngày 10/5/2026; cưỡng chế các hộ không nhận tiền trong tháng 6/2026"
OPENING = "Ngày 05/4/2021, Ban Thường vụ họp giao ban quý I năm 2021 do đồng chí Bí thư chủ trì"
UNTIL = "Hằng quý gửi số liệu cho Tổ Thư ký chậm nhất ngày 05 của tháng đầu quý sau, cho đến hết quý III/2027"
BOTH = "Các đơn vị báo cáo 6 tháng và năm về Sở Y tế trước ngày 15/6 và trước ngày 15/12"


@pytest.mark.parametrize(
    ("asked", "text", "part"),
    [
        ("Đợt hai kiểm tra bếp ăn khi nào?", CHECKS, "Kiểm tra bếp ăn … đợt 2 từ ngày 01/9/2026 đến ngày 25/9/2026"),
        ("Đợt 1 kiểm tra bếp ăn khi nào?", CHECKS, "Kiểm tra bếp ăn đợt 1 từ ngày 10/4/2026 đến ngày 10/5/2026"),
        ("Hồ sơ đợt 2 gửi trước ngày nào?", FUND, "trước ngày 15/10/2026 (đối với Đợt II)"),
        ("Hồ sơ đợt một gửi trước ngày nào?", FUND, "31/7/2026 (đối với Đợt I)"),
        ("Phần mềm bao giờ chạy chính thức?", SOFTWARE, "Xây dựng phần mềm … vận hành chính thức từ ngày 01/8/2026"),
        ("Phần mềm bao giờ chạy thử?", SOFTWARE, "Xây dựng phần mềm, chạy thử từ ngày 01/6/2026"),
        ("Chung khảo ngày nào?", CONTEST, "ngày 18/8/2026: chung khảo, trao giải"),
        ("Bao giờ rút kinh nghiệm?", CONTEST, "ngày 20/8/2026: rút kinh nghiệm"),
        ("Báo cáo quý hạn nào?", TERMS, "báo cáo quý trước ngày 20/3 … gửi Văn phòng Hội"),
        ("Báo cáo năm hạn nào?", TERMS, "báo cáo năm trước ngày 05/12/2026, gửi Văn phòng Hội"),
        ("Khai mạc ngày nào?", GAMES, "Giải bóng đá khai mạc ngày 01/5"),
        (
            "Các cụm nộp danh sách khi nào?",
            LISTS,
            "Các cụm nộp danh sách (có ảnh, chữ ký) trước 17 giờ ngày 28/10/2024",
        ),
        (
            "Cưỡng chế các hộ không nhận tiền vào tháng mấy?",
            DEBTS,
            "cưỡng chế các hộ không nhận tiền trong tháng 6/2026",
        ),
        ("Báo cáo năm gửi Sở Y tế khi nào?", BOTH, "Các đơn vị báo cáo năm … về Sở Y tế trước ngày 15/12"),
    ],
)
def test_the_part_that_the_question_names_is_told_alone(asked, text, part):
    told = asked_part(asked, text)
    assert told.endswith(part)


@pytest.mark.parametrize(
    ("asked", "text"),
    [
        ("Kiểm tra bếp ăn từ ngày nào đến ngày nào?", CHECKS),
        ("Kiểm tra bếp ăn đợt 3 khi nào?", CHECKS),
        ("Giải bóng đá từ ngày nào đến ngày nào?", GAMES),
        ("Hội Khuyến học xã gửi hồ sơ khi nào?", FUND),
        ("Báo cáo hằng tháng hạn nào?", TERMS),
        ("Báo cáo Sở Y tế khi nào?", BOTH),
        ("Bếp ăn kiểm tra khi nào?", "| 1 | Kiểm tra bếp ăn | 10/4/2026 | Tổng kết | 12/5/2026 |"),
        ("Giao ban quý I họp hôm nào?", OPENING),
        ("Xã gửi số liệu cho Tổ Thư ký kéo dài tới bao giờ?", UNTIL),
        ("Bếp ăn kiểm tra khi nào?", "Kiểm tra bếp ăn trước ngày 10/4/2026"),
    ],
)
def test_a_text_stays_whole_where_no_word_tells_which_part_is_meant(asked, text):
    assert asked_part(asked, text) == ""


def question(text: str, **fields: object) -> Question:
    return Question(text, text, "deadline", date(2026, 1, 1), asked=text, **fields)  # type: ignore[arg-type]


def claims(computed: str) -> list[Claim]:
    plan = parse(f"KẾ HOẠCH\nKiểm tra bếp ăn\n\nI. NỘI DUNG\n{CHECKS}.\n", "k.txt")
    start = plan.text.index("Kiểm tra bếp ăn đợt")
    span = plan.innermost(start).own
    return [quoted(plan, span, computed="còn 3 ngày"), quoted(plan, span, computed=computed)]


def test_what_is_worked_out_from_another_date_goes_with_it():
    (told,) = told_parts(question("Đợt 2 kiểm tra khi nào?"), claims("đã qua: 10/5/2026")[1:])
    assert "25/9/2026" in told.text
    assert told.computed == ""


def test_two_that_then_say_the_same_are_one_with_its_next_day():
    (told,) = told_parts(question("Đợt 2 kiểm tra khi nào?"), claims("sắp đến: 25/9/2026"))
    assert told.computed


def test_who_asks_for_no_time_is_told_the_whole():
    asked = question("Đợt 2 kiểm tra gì?", field="to")
    whole = claims("")[1:]
    assert told_parts(question("Đợt 2 kiểm tra khi nào?"), whole) != tuple(whole)
    assert told_parts(Question(asked.text, asked.text, "duties", asked.as_of), whole) == tuple(whole)
