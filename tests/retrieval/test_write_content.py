"""What a plan says of a subject: a section by its label, a section by its heading, else the sentences that tell."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from retrieval.topic import topic_of
from retrieval.write_content import parts_of
from tests.retrieval.invented import assistant_of, files, places, said


@pytest.mark.parametrize(
    "question",
    [
        "Mục II.2 của kế hoạch 214/KH-UBND quy định gì?",
        "Nội dung mục II.2 kế hoạch 214/KH-UBND",
        "phần II.2 trong kế hoạch của tỉnh Quảng Ngãi ghi gì",
    ],
)
def test_a_section_is_told_by_its_label(desk, question):
    answer = desk.ask(question)
    assert [claim.text for claim in answer.claims] == [
        "Khu tái định cư phải có đường ô tô, điện và nước sạch trước khi đón dân"
    ]
    assert places(answer) == [("lu-quet.txt", "II.2")]


def test_a_label_alone_gives_the_parts_under_it(desk):
    answer = desk.ask("Nội dung mục III của kế hoạch 35/KH-UBND")
    assert [path for _, path in places(answer)] == ["III.1", "III.2", "III.3", "III.4", "III.5"]


def test_a_label_the_plan_does_not_print_has_no_content(desk):
    answer = desk.ask("Nội dung mục IX của kế hoạch 214/KH-UBND")
    assert answer.status == "no_answer"
    assert not answer.claims


@pytest.mark.parametrize(
    ("question", "place"),
    [
        ("Phần cảnh báo sớm ghi gì?", ("lu-quet.txt", "II.1")),
        ("Mục tiêu chung của kế hoạch Quảng Ngãi là gì?", ("lu-quet.txt", "I.1")),
        ("Chợ Tết Công đoàn tổ chức thế nào?", ("cham-lo-tet.txt", "II.1")),
        ("Mục đích, yêu cầu của kế hoạch 35/KH-UBND", ("giao-thong.txt", "I")),
    ],
)
def test_a_heading_asked_for_gives_its_section(desk, question, place):
    assert set(places(desk.ask(question))) == {place}


@pytest.mark.parametrize(
    ("question", "words"),
    [
        ("Học sinh có được đi xe máy trên 50 phân khối không?", "không để học sinh đi xe máy trên 50 phân khối"),
        ("Khu tái định cư phải có những gì trước khi đón dân?", "đường ô tô, điện và nước sạch"),
        ("Thông báo cho người dân bằng cách nào?", "qua loa truyền thanh và tin nhắn"),
        ("Kiểm tra hồ sơ kiểm định của những thiết bị nào?", "thang máy, giàn giáo, cần trục tháp"),
    ],
)
def test_the_sentence_that_tells_is_quoted(desk, question, words):
    assert words in said(desk.ask(question))


def test_an_answer_about_a_subject_is_short(desk):
    answer = desk.ask("Túi ni lông khi đi chợ")
    assert 1 <= len(answer.claims) <= 3
    assert files(answer) == ["rac-thai.txt"]


@pytest.mark.parametrize(
    "question",
    [
        "Quy trình cấp giấy phép lái xe quốc tế",
        "Tiêu chuẩn giáo viên tiểu học là gì?",
        "Bảo tồn voọc chà vá chân nâu",
        "Kế hoạch có hay không?",
    ],
)
def test_what_no_plan_speaks_of_is_not_answered(desk, question):
    answer = desk.ask(question)
    assert answer.status in ("no_answer", "clarify")
    assert not answer.claims


def test_a_body_only_mentioned_is_answered_from_the_mention(desk):
    answer = desk.ask("Tỉnh đoàn phải làm gì?")
    assert "tổ chức tuyên truyền cho học sinh đầu năm học" in said(answer)


def test_words_scattered_over_a_sentence_are_no_evidence_for_a_phrase(desk):
    """ "Cây" and "xanh", "đường" and "sắt" alone must not answer for a subject made of both."""
    assert desk.ask("Quy định về đường sắt cao tốc thế nào?").status == "no_answer"


def test_a_list_of_recipients_is_no_content(desk):
    assert ("giao-thong.txt", "recipients") not in places(desk.ask("Mục tiêu của kế hoạch an toàn giao thông"))


@pytest.mark.parametrize("question", ["muc II.2 ke hoach 214 ghi gi", "mục ii.2 kế hoạch 214 ghi gì"])
def test_a_label_is_read_however_it_is_typed(desk, question):
    assert places(desk.ask(question)) == [("lu-quet.txt", "II.2")]


def test_a_row_of_a_table_is_told_whole_and_alone():
    rows = "| TT | Nhiệm vụ | Cơ quan |\n|---|---|---|\n| 1 | Mua sách. Đọc sách | Sở Nội vụ |\n| 2 | Ghi | Sở Y tế |\n"
    plan = parse(f"KẾ HOẠCH\nLàm việc\n\nI. PHÂN CÔNG\n\n1. Chung.\n\nPHỤ LỤC\nBẢNG VIỆC\n\n{rows}", "bang.txt")
    shown = [claim.text for claim in parts_of(plan, next(s for s in plan.walk() if s.kind == "appendix"))]
    assert shown == ["| 1 | Mua sách. Đọc sách | Sở Nội vụ |", "| 2 | Ghi | Sở Y tế |"]


def test_a_heading_and_the_one_above_it_are_asked_for_together(tmp_path):
    library = Library.open(Settings(home=tmp_path))
    plan = parse(
        "UBND XÃ TÂN AN\nSố: 9/KH-UBND\nTân An, ngày 3 tháng 2 năm 2026\n\nKẾ HOẠCH\nThi đua trồng tre\n\n"
        "I. MỤC ĐÍCH\n\nGiữ bờ kênh.\n\nII. NỘI DUNG\n\n1. Tiêu chí xếp hạng\n\na) Đối với ấp\n\n- Trồng 2 km tre.\n\n"
        "b) Đối với cá nhân\n\n- Gương mẫu chăm tre.\n\n2. Hình thức khen\n\nTặng giấy khen của xã.\n",
        "tre.txt",
    )
    library.add(plan, tuple(passages(plan)))
    answer = Assistant(library).ask("Tiêu chí xếp hạng đối với cá nhân là gì?")
    assert [claim.text for claim in answer.claims] == ["Gương mẫu chăm tre"]


STORY = "khu tái định cư thì phải kéo xong điện, nước sạch hay đường xe mới được cho bà con dọn vào ở?"


def test_much_said_of_a_subject_told_at_length_is_enough(desk):
    answer = desk.ask(f"Bên tôi đang mong lắm, {STORY}")
    assert [claim.text for claim in answer.claims] == [
        "Khu tái định cư phải có đường ô tô, điện và nước sạch trước khi đón dân"
    ]


@pytest.mark.parametrize("named", ["Ở bản Làng Mực", "Năm 2031", "Theo Sở Công Thương"])
def test_but_not_where_it_names_what_the_section_does_not_print(desk, named):
    assert desk.ask(f"{named} {STORY}").status == "no_answer"


def test_a_sentence_tells_the_fee_asked_for_where_the_nearest_target_tells_another_figure(tmp_path):
    text = """HỘI NGƯỜI CAO TUỔI XÃ MỸ AN
Số: 11-KH/NCT
KẾ HOẠCH
Công tác Hội Người cao tuổi năm 2026
I. CHỈ TIÊU
1. Vận động 95% người cao tuổi vào Hội, miễn giảm 20% phí cho người cao tuổi nghèo.
II. TÀI CHÍNH
1. Hội phí thu 24.000 đồng/hội viên/năm, thu xong trong quý I.
"""
    assistant, plan = assistant_of(tmp_path), parse(text, "hoi.txt")
    assistant.library.add(plan, tuple(passages(plan)))
    (claim,) = assistant.ask("hội phí người cao tuổi bao nhiêu").claims
    assert "Hội phí thu 24.000 đồng" in claim.text


@pytest.mark.parametrize("asked", ["Kể tên các việc", "Nêu tên các việc", "Kể ra các việc", "Liệt kê các việc"])
def test_asking_for_names_is_no_subject(asked):
    assert topic_of(asked) == ()
