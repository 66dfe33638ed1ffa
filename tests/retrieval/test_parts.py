"""Questions that ask two things: what is a part of its own, and what the parts get together."""

from __future__ import annotations

import pytest

from retrieval.parts import split
from retrieval.verify import supported
from tests.retrieval.invented import Desk, files, said

UNTOLD = "Về «{}»: không tìm thấy câu trả lời trong kế hoạch nêu trên."


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        ("Mỗi tổ gồm mấy người và họp bao lâu một lần?", ["Mỗi tổ gồm mấy người", "họp bao lâu một lần"]),
        ("Hội thi tổ chức ở xã nào, ngày nào?", ["Hội thi tổ chức ở xã nào", "ngày nào"]),
        ("Ai ký; ký hôm nào", ["Ai ký", "ký hôm nào"]),
        ("Ai ký/ngày nào", ["Ai ký", "ngày nào"]),
        ("Ai ký kế hoạch 12/KH-SNV, hạn khi nào", ["Ai ký kế hoạch 12/KH-SNV", "hạn khi nào"]),
        ("Lớp học mở ở đâu? Còn học phí bao nhiêu?", ["Lớp học mở ở đâu", "học phí bao nhiêu"]),
        ("Theo kế hoạch của huyện, mỗi đội mấy người, thi mấy vòng", ["Theo kế hoạch của huyện, mỗi đội mấy người",
                                                                      "thi mấy vòng"]),
        ("Mỗi đội mấy người và thi mấy vòng để trường em đăng ký ạ", ["Mỗi đội mấy người", "thi mấy vòng"]),
    ],
)  # fmt: skip
def test_each_part_asks_by_itself(question: str, parts: list[str]) -> None:
    assert list(split(question)) == parts


@pytest.mark.parametrize(
    "question",
    [
        "Sở Y tế và Sở Nội vụ phải làm gì",
        "Sở Văn hóa, Thể thao và Du lịch chủ trì việc gì",
        "Ngày 5/6 có việc gì",
        "Cần bao nhiêu tiền để trồng rừng và bảo vệ rừng",
        "Ứng dụng AI vào dạy học và quản lý đạt mức nào",
        "Ai phụ trách thu gom, vận chuyển, xử lý chất thải",
        "Quỹ khuyến học là gì và dòng họ tham gia thế nào",
    ],
)
def test_a_question_that_asks_one_thing_is_not_split(question: str) -> None:
    assert split(question) == (question,)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Quảng Ngãi di dời bao nhiêu hộ và lắp bao nhiêu trạm đo mực nước?", ["480 hộ", "36 trạm"]),
        ("Cho em hỏi ở Gia Lai xóa bao nhiêu điểm đen tai nạn giao thông và ai tuần tra xử lý nồng độ cồn để em báo "
         "cáo lãnh đạo ạ", ["Xóa 12 điểm đen", "Công an tỉnh"]),
        ("Quang Ngai di doi bao nhieu ho, lap bao nhieu tram do muc nuoc", ["480 hộ", "36 trạm"]),
    ],
)  # fmt: skip
def test_parts_are_answered_where_the_whole_is_not_and_the_first_comes_first(
    desk: Desk, question: str, facts: list[str]
) -> None:
    answer = desk.ask(question)
    told = said(answer)
    assert answer.status == "answered"
    assert [told.find(fact) for fact in facts] == sorted(told.find(fact) for fact in facts)
    assert all(fact in told for fact in facts)
    assert len(files(answer)) == 1
    assert all(map(supported, answer.claims))
    assert [hit.score for hit in answer.hits] == sorted((hit.score for hit in answer.hits), reverse=True)


@pytest.mark.parametrize(
    ("question", "facts"),
    [
        ("Mỗi suất quà Tết đoàn viên trị giá bao nhiêu và tổ chức mấy phiên Chợ Tết Công đoàn?",
         ["800.000 đồng", "03 phiên"]),
        ("Ở Đà Nẵng ai kiểm tra thu gom rác thải y tế và ai vận động hội viên không dùng túi ni lông?",
         ["Sở Y tế", "Hội Liên hiệp Phụ nữ"]),
        ("Bản đồ vùng nguy cơ sạt lở đất hoàn thành trước ngày nào và danh sách hộ phải di dời gửi ai?",
         ["31/10/2025", "gửi Sở Nông nghiệp và Môi trường"]),
    ],
)  # fmt: skip
def test_a_part_that_the_whole_answer_left_out_is_told_too(desk: Desk, question: str, facts: list[str]) -> None:
    answer = desk.ask(question)
    assert all(fact in said(answer) for fact in facts)
    assert not [note for note in answer.notes if note.startswith("Về «")]


@pytest.mark.parametrize(
    ("asked", "missing", "fact"),
    [
        ("Quảng Ngãi di dời bao nhiêu hộ", "trồng bao nhiêu cây xanh", "480 hộ"),
        ("Ở Quảng Ngãi ai lập bản đồ vùng nguy cơ sạt lở đất", "mua bao nhiêu máy bay", "lập bản đồ"),
        ("Ở Đà Nẵng ai kiểm tra thu gom rác thải y tế", "ai trồng rừng phòng hộ", "Sở Y tế"),
    ],
)
def test_a_part_that_no_plan_answers_is_named_and_nothing_else_is_told_for_it(
    desk: Desk, asked: str, missing: str, fact: str
) -> None:
    answer = desk.ask(f"{asked} và {missing}?")
    assert fact in said(answer)
    assert len(answer.claims) == 1
    assert UNTOLD.format(missing) in answer.notes


@pytest.mark.parametrize(
    "question",
    [
        "Giá vàng bao nhiêu và giá vé máy bay bao nhiêu?",
        "Ở Hà Giang ai kiểm tra thu gom rác thải y tế và ai vận động hội viên?",
        "Trồng bao nhiêu cây xanh ven biển và hạn khi nào?",
    ],
)
def test_what_is_not_held_is_not_answered_by_asking_for_its_parts(desk: Desk, question: str) -> None:
    assert desk.ask(question).status == "no_answer"


def test_a_part_without_a_subject_is_about_that_of_the_part_before(desk: Desk) -> None:
    answer = desk.ask("Ở Quảng Ngãi trạm đo mưa tự động lắp ở đâu, hạn khi nào?")
    assert [claim.text.partition(";")[0] for claim in answer.claims] == [
        "Lắp đặt trạm đo mưa tự động tại các xã vùng cao"
    ]
    assert UNTOLD.format("hạn khi nào") in answer.notes


def test_a_part_that_names_no_plan_is_about_the_plan_the_part_before_was_told_from(desk: Desk) -> None:
    answer = desk.ask("Xóa bao nhiêu điểm đen tai nạn giao thông và tổng kinh phí bao nhiêu, ai ký?")
    assert [claim.text for claim in answer.claims] == [
        "Xóa 12 điểm đen tai nạn giao thông trong quý III/2023", "Rơ Mah Thanh Bình, Chủ tịch"
    ]  # fmt: skip
    assert UNTOLD.format("tổng kinh phí bao nhiêu") in answer.notes


def test_what_the_whole_answer_tells_stays_beside_the_part_it_left_out(desk: Desk) -> None:
    whole = desk.ask("Hạn báo cáo của kế hoạch 214/KH-UBND là khi nào?")
    answer = desk.ask("Ai ký kế hoạch 214/KH-UBND và hạn báo cáo là khi nào?")
    assert "Đinh Văn Trà Bồng" in answer.claims[0].text
    assert {claim.text for claim in whole.claims} <= {claim.text for claim in answer.claims[1:]}


def test_a_note_on_the_age_of_a_plan_is_shown_once(desk: Desk) -> None:
    answer = desk.ask("Gia Lai giảm bao nhiêu phần trăm số vụ tai nạn và ai ký?")
    assert [claim.text for claim in answer.claims] == [
        "Giảm ít nhất 5% số vụ tai nạn giao thông so với năm 2022", "Rơ Mah Thanh Bình, Chủ tịch"
    ]  # fmt: skip
    assert " ".join(answer.notes).count("Gia Lai nay gồm cả Bình Định") == 1


def test_a_question_in_parts_takes_its_plan_from_the_conversation(desk: Desk) -> None:
    earlier = "Tóm tắt kế hoạch 35/KH-UBND"
    answer = desk.ask("Thế xóa bao nhiêu điểm đen và ai tuần tra xử lý nồng độ cồn trên quốc lộ?", earlier)
    assert files(answer) == ["giao-thong.txt"]
    assert "12 điểm đen" in said(answer)
    assert "Công an tỉnh" in said(answer)
