"""What a claim must have to be an answer: the kind of thing asked for, and the one of several that is named."""

from __future__ import annotations

import pytest

from ingest.load import parse
from plans.model import Plan, Span
from retrieval.fitting import Wanted

TEXT = """ỦY BAN NHÂN DÂN TỈNH AN GIANG
Số: 12/KH-UBND

KẾ HOẠCH
Tổ chức hội thi nấu ăn năm 2026

I. HỘI THI
1. Hội thi lần thứ nhất: khai mạc ngày 05/6/2026 tại phường Long Xuyên; giải nhất 20 triệu đồng.
2. Đợt 2: thi từ ngày 01/7/2026, mỗi trường tiểu học một đội.
Mỗi đội nấu trong 2 giờ.
3. Duy trì 12 bếp ăn cấp xã; đoàn kiểm tra số 3 do Sở Y tế làm trưởng đoàn.
II. KINH PHÍ
1. Hỗ trợ sửa chữa bếp ăn 30 triệu đồng một bếp.
III. ĐƠN THƯ
Đơn tố cáo: trả lời trong 30 ngày; ít nhất 01 hòa giải viên; phụ cấp 200.000 đồng.
"""


@pytest.fixture(scope="module")
def plan() -> Plan:
    return parse(TEXT, "hoi-thi.txt")


def fits(plan: Plan, question: str, quote: str) -> bool:
    start = plan.text.index(quote)
    return Wanted.of(question).fits(plan, Span(start, start + len(quote)))


FIRST = "Hội thi lần thứ nhất: khai mạc ngày 05/6/2026 tại phường Long Xuyên; giải nhất 20 triệu đồng."
SECOND = "Đợt 2: thi từ ngày 01/7/2026, mỗi trường tiểu học một đội."
COOKING = "Mỗi đội nấu trong 2 giờ."
KITCHENS = "Duy trì 12 bếp ăn cấp xã; đoàn kiểm tra số 3 do Sở Y tế làm trưởng đoàn."
ANSWERING = "Đơn tố cáo: trả lời trong 30 ngày; ít nhất 01 hòa giải viên; phụ cấp 200.000 đồng."
REPAIRS = "Hỗ trợ sửa chữa bếp ăn 30 triệu đồng một bếp."


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Hội thi lần thứ nhất khai mạc ngày nào?", FIRST),
        ("hoi thi lan thu 1 khai mac ngay nao", FIRST),
        ("Hội thi lần thứ nhất có mấy lần 1 tháng?", FIRST),
        ("Mỗi đội nấu mấy lần 1 tuần?", COOKING),
        ("Mỗi đội nấu mấy tuần 2 buổi?", COOKING),
        ("Đợt hai thi khi nào?", SECOND),
        ("Đợt II thi khi nào?", SECOND),
        ("Đoàn kiểm tra số 3 do ai làm trưởng đoàn?", KITCHENS),
        ("Hội thi tổ chức tại những phường nào?", FIRST),
        ("giải nhất hội thi", FIRST),
        ("địa chỉ hội thi lần thứ nhất", FIRST),
        ("Trường tiểu học được mấy đội?", SECOND),
        ("Hội thi nấu ăn diễn ra trong mấy giờ?", COOKING),
        ("Hội thi diễn ra trong mấy giờ?", COOKING),
        ("Mức hỗ trợ sửa chữa bếp ăn?", REPAIRS),
        ("Sửa chữa được hỗ trợ bao nhiêu một bếp?", REPAIRS),
        ("Mỗi trường được hỗ trợ bao nhiêu đội?", SECOND),
        ("Tiền vật liệu sửa bếp bao nhiêu?", REPAIRS),
        ("Tố cáo được trả lời trong mấy ngày?", ANSWERING),
        ("phụ cấp hòa giải viên", ANSWERING),
        ("Hội thi nấu ăn lần thứ I khai mạc ngày nào?", FIRST),
        ("Hội thi nấu ăn khai mạc ngày nào?", FIRST),
    ],
)
def test_a_quote_of_the_thing_named_and_of_the_kind_asked_for_fits(plan, question, quote):
    assert fits(plan, question, quote)


@pytest.mark.parametrize(
    ("question", "quote"),
    [
        ("Hội thi lần thứ hai khai mạc ngày nào?", FIRST),
        ("Đợt 3 thi khi nào?", SECOND),
        ("Đoàn kiểm tra số 4 do ai làm trưởng đoàn?", KITCHENS),
        ("12 bếp ăn đặt tại những xã nào?", KITCHENS),
        ("Khai mạc lúc mấy giờ?", FIRST),
        ("Vì sao chỉ sửa chữa bếp ăn?", REPAIRS),
        ("Trường trung học cơ sở được mấy đội?", SECOND),
        ("Giải khuyến khích bao nhiêu tiền?", FIRST),
        ("Bế mạc ngày nào?", FIRST),
        ("Hội thi kéo co diễn ra trong mấy giờ?", COOKING),
        ("Mức hỗ trợ xây mới bếp ăn?", REPAIRS),
        ("Học phí lớp nấu ăn bao nhiêu?", REPAIRS),
        ("Bị phạt bao nhiêu tiền?", REPAIRS),
        ("Mỗi đội tiểu học được hỗ trợ bao nhiêu?", SECOND),
        ("Tiền ăn mỗi đội bao nhiêu?", SECOND),
        ("Hỗ trợ tiền điện cho bếp ăn mỗi tháng bao nhiêu?", REPAIRS),
        ("Tiền nước của bếp bao nhiêu?", REPAIRS),
        ("Tiền thuê bếp một ngày bao nhiêu?", REPAIRS),
        ("Tiền xăng xe bao nhiêu?", ANSWERING),
        ("Tuần 3 thi ở đâu?", SECOND),
        ("Hội phí đội tiểu học bao nhiêu một năm?", SECOND),
        ("Phải đóng quỹ bếp ăn bao nhiêu?", REPAIRS),
        ("giải nhì hội thi", FIRST),
        ("tổng kết hội thi lần thứ nhất", FIRST),
        ("địa chỉ hội thi lần thứ nhất", SECOND),
        ("Khiếu nại được trả lời trong mấy ngày?", ANSWERING),
        ("tiền giải nhất hòa giải viên giỏi", ANSWERING),
        ("Giải nhất đơn thư là gì?", ANSWERING),
        ("phụ cấp đội trưởng", SECOND),
        ("tiền công nấu một ngày", REPAIRS),
        ("giá thuê bếp", FIRST),
        ("Ai tài trợ hội thi?", FIRST),
        ("Kinh phí hội thi lấy từ đâu?", FIRST),
        ("chi phí sửa bếp lấy từ nguồn nào", KITCHENS),
        ("Số điện thoại của hội thi là bao nhiêu?", SECOND),
        ("Bị kỷ luật hình thức gì?", ANSWERING),
        ("Hội thi lần thứ VI khai mạc ngày nào?", FIRST),
        ("Hội thi đầu bếp trẻ khai mạc ngày nào?", FIRST),
        ("Hội thi cắm hoa tổ chức khi nào?", SECOND),
        ("Thi tốt nghiệp vào ngày nào?", SECOND),
        ("Tuyến số 4 thi khi nào?", SECOND),
    ],
)
def test_a_quote_of_another_thing_or_without_the_kind_asked_for_does_not_fit(plan, question, quote):
    assert not fits(plan, question, quote)


@pytest.mark.parametrize(
    ("question", "fitting"),
    [("Chiều thứ Năm tuần 2 có việc gì?", False), ("Tuần thứ tư họp gì?", False), ("Tuần 1 họp gì?", True)],
)
def test_what_is_of_one_week_is_not_told_of_another(question: str, fitting: bool) -> None:
    weeks = parse(TEXT.replace("III. ĐƠN THƯ", "III. HỌP\nHọp hội đồng chiều thứ Năm tuần 1.\nIV. ĐƠN THƯ"), "a.txt")
    assert fits(weeks, question, "Họp hội đồng chiều thứ Năm tuần 1.") is fitting


def test_what_a_heading_names_need_not_be_repeated_below_it(plan):
    assert fits(plan, "Đợt 2 mỗi trường mấy đội?", "mỗi trường tiểu học một đội.")


@pytest.mark.parametrize(
    ("question", "fitting"),
    [("Đợt 2 từ ngày nào?", False), ("đợt thứ hai khi nào", False), ("Đợt 1 từ ngày nào?", True)],
)
def test_what_is_said_of_the_first_round_is_not_told_of_the_second_beside_it(question: str, fitting: bool) -> None:
    rounds = parse(
        TEXT.replace("III.", "2. Hai đợt: đợt 1 từ ngày 03/9 đến 20/9; đợt 2 từ ngày 22/02.\nIII."), "dot.txt"
    )
    assert fits(rounds, question, "đợt 1 từ ngày 03/9 đến 20/9") is fitting


def test_a_country_or_a_family_asks_for_no_price():
    assert not Wanted.of("Tháng hành động quốc gia về gia đình từ ngày nào?").needs


def test_what_only_looks_like_a_roman_six_numbers_nothing():
    assert not Wanted.of("Mỗi lần vi phạm bị nhắc mấy lần?").placed
    assert Wanted.of("Cụm III thi khi nào?").placed == {("cum", 3)}


@pytest.mark.parametrize(
    ("question", "fitting"),
    [
        ("Tổ dân phố số 4 thu quỹ mỗi nhà bao nhiêu?", True),
        ("tổ 4 thu quỹ mỗi nhà bao nhiêu", True),
        ("Tổ dân phố số 5 thu quỹ mỗi nhà bao nhiêu?", False),
        ("Quỹ của tổ dân phố mỗi nhà bao nhiêu?", True),
    ],
)
def test_what_one_group_of_households_agreed_is_not_told_of_the_next(question: str, fitting: bool) -> None:
    rule = "1. Mỗi nhà góp quỹ vệ sinh 20.000 đồng một tháng."
    text = f"QUY ƯỚC\nTỔ DÂN PHỐ SỐ 4 PHƯỜNG ĐÔNG NGÀN\n\nI. ĐÓNG GÓP\n\n{rule}\n"
    made = parse(text, "quy-uoc.txt")
    assert fits(made, question, "Mỗi nhà góp quỹ vệ sinh 20.000 đồng một tháng.") is fitting


@pytest.mark.parametrize(
    ("asked", "fits"),
    [
        ("Kỳ 2 hiến máu ngày nào?", True),
        ("Kỳ hiến máu thứ hai ngày nào?", True),
        ("Kỳ hiến máu thứ ba ngày nào?", False),
        ("Định kỳ 6 tháng hiến máu ngày nào?", True),
    ],
)
def test_a_round_that_the_plan_does_not_have_is_not_told_by_another(asked, fits):
    plan = parse("KẾ HOẠCH\nHiến máu\n\nI. THỜI GIAN\nKỳ 1 ngày 24/7/2026 và kỳ 2 ngày 04/12/2026.\n", "k.txt")
    span = plan.innermost(plan.text.index("Kỳ 1")).own
    assert Wanted.of(asked).fits(plan, span) is fits
