"""Whole plans: which of them, what one is about, how two differ."""

from __future__ import annotations

import pytest

from tests.retrieval.invented import files, said


def test_all_plans_are_named_when_nothing_narrows_them(desk):
    answer = desk.ask("Có những kế hoạch nào?")
    assert answer.intro == "Có 5 kế hoạch:"
    assert len(files(answer)) == 5


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Những kế hoạch nào giao việc cho Công an tỉnh?", {"giao-thong.txt", "lu-quet.txt"}),
        ("Kế hoạch nào giao việc cho Sở Y tế?", {"rac-thai.txt"}),
        ("Kế hoạch nào nói về rác thải y tế?", {"rac-thai.txt"}),
        ("Kế hoạch nào căn cứ Nghị quyết 149/NQ-CP?", {"giao-thong.txt"}),
        ("Kế hoạch nào nhắc đến Luật Phòng thủ dân sự?", {"lu-quet.txt"}),
    ],
)
def test_which_plans_names_every_plan_and_no_other(desk, question, expected):
    assert set(files(desk.ask(question))) == expected


@pytest.mark.parametrize("subject", ["tiêm chủng", "bầu cử", "xuất khẩu gạo"])
def test_no_plan_is_named_for_a_subject_none_has(desk, subject):
    assert desk.ask(f"Kế hoạch nào nói về {subject}?").status == "no_answer"


def test_two_plans_are_put_side_by_side(desk):
    answer = desk.ask("So sánh nhiệm vụ của Công an tỉnh trong kế hoạch Quảng Ngãi và Gia Lai")
    assert set(files(answer)) == {"giao-thong.txt", "lu-quet.txt"}
    assert "nồng độ cồn" in said(answer)
    assert "cứu nạn, cứu hộ" in said(answer)


def test_an_empty_side_of_a_comparison_is_said_to_be_empty(desk):
    answer = desk.ask("So sánh chỉ tiêu của kế hoạch 214/KH-UBND và 77/KH-SXD")
    assert files(answer) == ["lu-quet.txt"]
    assert answer.notes == ("KH 77/KH-SXD (Tây Ninh, 2025): không quy định.",)


def test_two_agencies_are_put_side_by_side_by_kind_of_work(desk):
    answer = desk.ask("So sánh nhiệm vụ của Sở Xây dựng và Sở Tài chính trong kế hoạch Quảng Ngãi")
    rows = [(claim.lead.split(" — ")[0], claim.lead.split(" — ")[1]) for claim in answer.claims[:3]]
    assert rows == [
        ("Tham mưu, xây dựng văn bản", "Sở Tài chính"),
        ("Hướng dẫn, tập huấn", "Sở Xây dựng"),
        ("Kiểm tra, giám sát, xử lý", "Sở Xây dựng"),
    ]
    assert answer.notes[:3] == (
        "Tham mưu, xây dựng văn bản — Sở Xây dựng: không quy định.",
        "Hướng dẫn, tập huấn — Sở Tài chính: không quy định.",
        "Kiểm tra, giám sát, xử lý — Sở Tài chính: không quy định.",
    )


def test_what_binds_both_agencies_stands_once_and_under_neither(desk):
    answer = desk.ask("So sánh Sở Xây dựng và Sở Tài chính trong kế hoạch Quảng Ngãi")
    assert [claim.lead.split(" — ")[0] for claim in answer.claims[3:]] == ["Quy định chung cho Các sở, ban, ngành tỉnh"]


def test_a_plan_that_has_the_words_of_an_aspect_is_not_called_silent_of_it(desk):
    answer = desk.ask("So sánh kế hoạch 118/KH-UBND và kế hoạch 214/KH-UBND")
    aims = [(claim.lead, claim.text) for claim in answer.claims if claim.lead.startswith("Mục đích")]
    assert aims[0] == (
        "Mục đích, mục tiêu — KH 118/KH-UBND (Đà Nẵng, 2024)",
        "I. Mục tiêu: Tỷ lệ hộ gia đình phân loại rác đạt 90% vào năm 2025",
    )
    assert not any("không quy định" in lead for lead, _ in aims)


def test_a_comparison_with_a_plan_nobody_has_is_no_comparison(desk):
    answer = desk.ask("So sánh chỉ tiêu của kế hoạch 214/KH-UBND và 888/KH-UBND")
    assert answer.status == "no_answer"
    assert "888/KH-UBND" in answer.intro


@pytest.mark.parametrize("question", ["So sánh hai kế hoạch", "Tóm tắt kế hoạch"])
def test_what_is_meant_of_several_plans_is_asked_back(desk, question):
    answer = desk.ask(question)
    assert answer.status == "clarify"
    assert len(answer.choices) == 5
    assert not answer.claims


def test_an_overview_gives_the_title_and_the_parts(desk):
    answer = desk.ask("Kế hoạch 35/KH-UBND gồm những phần nào?")
    assert [claim.text for claim in answer.claims] == [
        "Bảo đảm trật tự, an toàn giao thông năm 2023",
        "I. MỤC ĐÍCH, YÊU CẦU",
        "II. CHỈ TIÊU",
        "III. PHÂN CÔNG NHIỆM VỤ",
    ]


def test_a_summary_tells_each_part_in_the_plans_own_sentences(desk):
    answer = desk.ask("Tóm tắt kế hoạch 35/KH-UBND")
    told = {claim.lead.split(", mục ")[-1].split(" ")[0]: claim.text for claim in answer.claims[1:]}
    assert told["I"] == "Nâng cao ý thức chấp hành pháp luật của người tham gia giao thông"
    assert list(told) == ["I", "II", "III"]
    plan = desk.plan("giao-thong.txt")
    assert all(claim.text in " ".join(plan.text.split()) for claim in answer.claims)


def test_a_section_called_by_its_heading_is_summarised_part_by_part(desk):
    answer = desk.ask("Tóm tắt phần tổ chức thực hiện của kế hoạch 214/KH-UBND")
    assert len(answer.claims) > 2
    assert all(claim.citations[0].section.path[0] == "III" for claim in answer.claims)


def test_whole_plans_are_compared_aspect_by_aspect_and_an_empty_cell_says_so(desk):
    answer = desk.ask("So sánh kế hoạch 214/KH-UBND và kế hoạch 77/KH-SXD")
    leads = list(dict.fromkeys(claim.lead for claim in answer.claims))
    assert leads[0].startswith("Mục đích, mục tiêu — KH 214/KH-UBND (Quảng Ngãi, 2025)")
    targets = [lead for lead in leads if lead.startswith("Chỉ tiêu")]
    assert targets == [
        "Chỉ tiêu — KH 214/KH-UBND (Quảng Ngãi, 2025) (còn 1 ý khác; KH 77/KH-SXD (Tây Ninh, 2025): không quy định)"
    ]


def test_plans_that_only_mention_a_document_do_not_carry_it_out_and_this_is_said(desk):
    answer = desk.ask("Kế hoạch nào căn cứ Nghị định 200/2025/NĐ-CP?")
    assert answer.intro == "Có 1 kế hoạch:"


def test_an_overview_names_parts_whose_text_follows_on_the_line(desk):
    stated = [claim.text for claim in desk.ask("Kế hoạch của Đà Nẵng nói về gì?").claims]
    assert stated[0] == "Phân loại rác thải sinh hoạt tại nguồn năm 2024 và năm 2025"
    assert any(text.startswith("I. Mục tiêu") for text in stated)
    assert any(text.startswith("II. Phân công thực hiện") for text in stated)


@pytest.mark.parametrize(
    "question",
    [
        "So sánh người ký kế hoạch 214/KH-UBND và 35/KH-UBND",
        "So sánh người ký kế hoạch 214 và 35",
        "Người ký kế hoạch 214 và kế hoạch 35 khác nhau thế nào?",
    ],
)
def test_both_numbers_of_a_comparison_are_read(desk, question):
    stated = said(desk.ask(question))
    assert "Đinh Văn Trà Bồng" in stated
    assert "Rơ Mah Thanh Bình" in stated


def test_the_bodies_of_two_provinces_are_compared_as_asked(desk):
    answer = desk.ask("Nhiệm vụ của Công an tỉnh Quảng Ngãi và Công an tỉnh Gia Lai khác gì nhau?")
    assert set(files(answer)) == {"giao-thong.txt", "lu-quet.txt"}


def test_the_plans_of_a_year_are_those_issued_in_it_or_named_after_it(desk):
    assert files(desk.ask("Kế hoạch nào ban hành năm 2023?")) == ["giao-thong.txt"]
    assert "cham-lo-tet.txt" in files(desk.ask("Danh sách kế hoạch năm 2025"))


def test_a_plan_is_found_by_who_signed_it(desk):
    assert files(desk.ask("Lê Quang Hải Châu ký kế hoạch nào?")) == ["rac-thai.txt"]


@pytest.mark.parametrize("name", ["35/KH-UBND", "KH 35", "Gia Lai", "Kế hoạch 35/KH-UBND"])
def test_a_plan_named_alone_is_told_in_overview(desk, name):
    answer = desk.ask(name)
    assert answer.claims[0].text == "Bảo đảm trật tự, an toàn giao thông năm 2023"


def test_plans_that_only_name_a_body_beside_another_give_it_no_work(desk):
    answer = desk.ask("Những kế hoạch nào giao việc cho Sở Xây dựng?")
    given = {
        p.id for p in desk.plans.values() for a in p.assignments if a.role != "liên quan" and a.agency == "Sở Xây dựng"
    }
    assert {claim.citations[0].plan.id for claim in answer.claims} == given


def test_two_agencies_are_compared_by_kind_of_work_where_the_subject_only_names_the_plan(desk):
    answer = desk.ask("So sánh nhiệm vụ của Sở Xây dựng và Sở Tài chính về phòng, chống lũ quét")
    assert {claim.lead.split(" — ")[0] for claim in answer.claims} >= {"Hướng dẫn, tập huấn"}
