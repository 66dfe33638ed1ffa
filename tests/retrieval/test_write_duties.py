"""Duties: every one of them, the agency's own apart from what binds all, what only names it and what it issued."""

from __future__ import annotations

import pytest

from retrieval import write_duties
from tests.retrieval.invented import files, places, said, shown


def test_duties_come_own_first_then_general_then_mentions_then_the_role_of_issuer(desk):
    leads = [claim.lead.split(" — ")[0] for claim in desk.ask("Sở Xây dựng phải làm gì?").claims]
    assert leads == [
        "Sở Xây dựng",
        "Sở Xây dựng",
        "Quy định chung cho Các sở, ban, ngành, đoàn thể tỉnh",
        "Quy định chung cho Các sở, ban, ngành tỉnh",
        "Sở Xây dựng được nêu trong việc của cơ quan khác",
        "Sở Xây dựng ở vai cơ quan ban hành",
    ]


def test_every_duty_of_an_agency_is_listed(desk):
    answer = desk.ask("Sở Nông nghiệp và Môi trường phải làm gì trong kế hoạch 214/KH-UBND?")
    own = [claim.text for claim in answer.claims if claim.lead.startswith("Sở Nông nghiệp và Môi trường")]
    assert own == [
        "Là cơ quan thường trực, theo dõi, đôn đốc việc thực hiện Kế hoạch này",
        "Chủ trì lập bản đồ vùng nguy cơ sạt lở đất, hoàn thành trước ngày 31/10/2025",
        "Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm",
    ]


def test_the_duties_under_one_heading_stand_under_one_lead_as_they_say_their_roles_themselves(desk):
    answer = desk.ask("Sở Nông nghiệp và Môi trường phải làm gì trong kế hoạch 214/KH-UBND?")
    own = [claim.lead for claim in answer.claims if claim.text.startswith(("Là cơ quan", "Chủ trì", "Tổng hợp"))]
    assert (
        own
        == [
            "Sở Nông nghiệp và Môi trường — KH 214/KH-UBND (Quảng Ngãi, 2025), mục III.1 «Sở Nông nghiệp và Môi trường»"
        ]
        * 3
    )


def test_an_agency_with_duties_in_two_plans_gets_both(desk):
    assert files(desk.ask("Công an tỉnh phải làm gì?"))[:2] == ["giao-thong.txt", "lu-quet.txt"]


def test_a_body_without_work_of_its_own_is_told_so_and_shown_the_general_clauses(desk):
    answer = desk.ask("Sở Tư pháp phải làm gì?")
    assert answer.status == "no_answer"
    assert not answer.claims
    assert "Không kế hoạch nào giao việc riêng cho Sở Tư pháp" in answer.notes[0]
    assert "mục III.5 «Các sở, ban, ngành tỉnh»" in answer.notes[0]
    assert "mục III.4 «Các sở, ban, ngành, đoàn thể tỉnh»" in answer.notes[0]


@pytest.mark.parametrize("agency", ["Công an huyện", "Công an xã"])
def test_the_same_body_of_another_level_is_another_body(desk, agency):
    answer = desk.ask(f"{agency} phải làm gì?")
    assert answer.status == "no_answer"
    assert not answer.citations


def test_the_place_of_an_agency_tells_the_plan_and_not_another_agency(desk):
    answer = desk.ask("Công an tỉnh Gia Lai phải làm gì?")
    assert answer.claims[0].text.startswith("Tuần tra, xử lý vi phạm nồng độ cồn")
    assert files(answer) == ["giao-thong.txt"]


def test_a_group_of_bodies_is_asked_by_its_printed_name(desk):
    answer = desk.ask("UBND các xã, phường phải làm gì?")
    assert [claim.text for claim in answer.claims] == [
        "Lập danh sách hộ phải di dời, gửi Sở Nông nghiệp và Môi trường trước ngày 30/9/2025",
        "Tổ chức diễn tập ít nhất 01 lần mỗi năm",
    ]


def test_one_of_a_group_is_bound_by_what_binds_the_group(desk):
    assert places(desk.ask("Ủy ban nhân dân xã phải làm gì?"))[0] == ("lu-quet.txt", "III.6")


def test_a_group_asked_without_its_level_is_the_group_the_plans_address(desk):
    answer = desk.ask("Các sở, ban, ngành phải làm gì?")
    assert "xây dựng phương án ứng phó của ngành mình" in said(answer)
    assert "tiêu chí xếp loại cuối năm" in said(answer)
    assert "nơi nhận" not in said(answer)


def test_the_districts_of_a_city_did_not_issue_the_plan_of_the_city(desk):
    answer = desk.ask("UBND các quận, huyện phải làm gì?")
    assert answer.claims[0].text.endswith("trước ngày 10/6 và 10/12 hằng năm")
    assert "vai cơ quan ban hành" not in said(answer)


def test_what_a_plan_asks_of_a_union_is_marked_as_asked(desk):
    answer = desk.ask("Hội Liên hiệp Phụ nữ thành phố Đà Nẵng được đề nghị làm gì?")
    assert "(đề nghị)" in answer.claims[0].lead
    assert "không dùng túi ni lông" in answer.claims[0].text


def test_a_subject_keeps_only_the_duties_that_speak_of_it(desk):
    answer = desk.ask("Sở Xây dựng làm gì để khắc phục sạt lở trên quốc lộ?")
    assert [claim.text for claim in answer.claims] == [
        "Kiểm tra, khắc phục các điểm sạt lở trên quốc lộ và đường tỉnh, hoàn thành trước ngày 20/8/2025"
    ]


@pytest.mark.parametrize(
    ("question", "agency"),
    [
        ("Ai chủ trì lập bản đồ vùng nguy cơ sạt lở đất?", "Sở Nông nghiệp và Môi trường"),
        ("Cơ quan nào kiểm tra các điểm sạt lở trên quốc lộ?", "Sở Xây dựng"),
        ("Ai phải lập danh sách hộ phải di dời?", "Ủy ban nhân dân các xã, phường"),
        ("Đơn vị nào bố trí xe thu gom riêng từng loại rác?", "Ủy ban nhân dân các quận, huyện"),
        ("Việc tuần tra nồng độ cồn giao cho ai?", "Công an tỉnh"),
        ("Ai vận động hội viên không dùng túi ni lông?", "Hội Liên hiệp Phụ nữ thành phố"),
        ("Cơ quan thường trực của kế hoạch 214/KH-UBND là ai?", "Sở Nông nghiệp và Môi trường"),
    ],
)
def test_who_does_a_task_is_answered_with_the_agency_first(desk, question, agency):
    answer = desk.ask(question)
    assert answer.claims[0].text.startswith(agency)
    assert len({claim.lead for claim in answer.claims}) == 1


@pytest.mark.parametrize("task", ["trồng rừng ngập mặn", "cấp thẻ căn cước", "sửa chữa tàu cá"])
def test_a_task_no_plan_has_is_given_to_nobody(desk, task):
    assert desk.ask(f"Ai chủ trì {task}?").status == "no_answer"


def test_the_assignments_of_one_plan_are_listed_agency_by_agency(desk):
    answer = desk.ask("Bảng phân công nhiệm vụ của kế hoạch 35/KH-UBND")
    assert [path for _, path in places(answer)] == ["III.1", "III.2", "III.3", "III.4", "III.5"]


def test_the_assignments_of_no_plan_named_are_asked_back(desk):
    answer = desk.ask("Bảng phân công nhiệm vụ")
    assert answer.status == "clarify"
    assert len(answer.choices) == 5


def test_a_name_with_an_asking_word_in_it_is_still_one_name(desk):
    short, full = (desk.ask(f"Sở Giao thông vận tải {verb}?") for verb in ("làm gì", "phải làm gì"))
    assert said(short) == said(full)
    assert "Quy định chung" in said(short)


def test_two_names_in_one_question_print_no_clause_twice(desk):
    answer = desk.ask("Sở Xây dựng và Sở Tài chính phải làm gì trong kế hoạch 214/KH-UBND?")
    assert len({(claim.text, claim.citations[0].key) for claim in answer.claims}) == len(answer.claims)
    assert {"III.2", "III.4", "III.5"} == {path for _, path in places(answer)}


@pytest.mark.parametrize(
    "question",
    [
        "Chị ơi, bên Công an tỉnh Gia Lai có việc gì không ạ?",
        "cho em hỏi công an tỉnh gia lai được giao những gì với ạ",
        "Nhiệm vụ cụ thể của Công an tỉnh Gia Lai là gì?",
        "Công an tỉnh Gia Lai có trách nhiệm như thế nào?",
        "Gia Lai giao việc gì cho Công an tỉnh?",
        "Theo kế hoạch 35/KH-UBND thì công an tỉnh cần làm những việc nào?",
    ],
)
def test_duties_are_asked_in_many_ways(desk, question):
    assert places(desk.ask(question))[0] == ("giao-thong.txt", "III.1")


def test_the_leading_role_asked_for_comes_first(desk):
    answer = desk.ask("Sở Nông nghiệp và Môi trường chủ trì việc gì?")
    assert answer.claims[0].text.startswith("Chủ trì lập bản đồ")


def test_what_is_shown_of_duties_names_the_plan_and_the_section(desk):
    answer = desk.ask("Sở Y tế phải làm gì trong kế hoạch 118/KH-UBND?")
    assert "KH 118/KH-UBND (Đà Nẵng, 2024), mục II.3 «Sở Y tế»" in shown(answer)


@pytest.mark.parametrize(
    ("body", "other"),
    [("Thanh tra tỉnh", "Thanh tra Sở"), ("Bộ Xây dựng", "Sở Xây dựng")],
)
def test_the_duties_of_a_body_are_never_told_as_those_of_its_namesake(desk, body, other):
    own = [claim for claim in desk.ask(f"{body} phải làm gì?").claims if "Quy định chung" not in claim.lead]
    assert not [claim for claim in own if other in claim.lead]


@pytest.mark.parametrize(
    ("body", "words"),
    [
        ("Phòng Quản lý xây dựng", "Lập danh sách công trình được kiểm tra"),
        ("Ban Tuyên giáo - Nữ công", "mời doanh nghiệp bán hàng giảm giá"),
        ("Công đoàn cơ sở", "Lập danh sách đoàn viên khó khăn"),
        ("Văn phòng Liên đoàn Lao động tỉnh", "đưa đón công nhân về quê"),
        ("Mặt trận Tổ quốc tỉnh", "nhường đất làm khu tái định cư"),
        ("Sở TN&MT", "tập huấn cho tổ trưởng dân phố"),
    ],
)
def test_bodies_of_every_kind_are_told_their_duties(desk, body, words):
    assert words in said(desk.ask(f"{body} phải làm gì?"))


def test_a_body_asked_about_with_a_leading_word_of_talk_is_asked_about(desk):
    assert places(desk.ask("Còn Sở Tài chính thì sao?"))[0] == ("lu-quet.txt", "III.4")


def cited(answer):
    """The ranges an answer quotes, by plan."""
    return [(c.plan.id, c.span) for c in answer.citations]


def test_asking_any_agency_of_any_plan_misses_none_of_its_tasks(desk):
    for plan in desk.plans.values():
        tasks = [a for a in plan.assignments if a.role != "liên quan"]
        for agency in {task.agency for task in tasks}:
            quoted = cited(desk.ask(f"{agency} phải làm gì?", plan=plan.id))
            for task in tasks:
                assert task.agency != agency or any(span.contains(task.span) for _, span in quoted), task


def test_general_clauses_of_many_other_plans_are_pointed_to_and_not_quoted(desk, monkeypatch):
    monkeypatch.setattr("retrieval.write_duties.SOME", 0)
    answer = desk.ask("Sở Xây dựng phải làm gì?")
    assert {claim.citations[0].plan.file for claim in answer.claims if "Quy định chung" in claim.lead} == {
        "lu-quet.txt"
    }
    assert any("Quy định chung có thể áp dụng" in note for note in answer.notes)


def test_the_role_asked_for_leaves_the_other_tasks_out(desk):
    answer = desk.ask("Sở Nông nghiệp và Môi trường chủ trì việc gì?")
    assert all("chủ trì" in f"{claim.lead} {claim.text}".lower() for claim in answer.claims)


def test_a_count_of_duties_is_told_with_the_duties(desk):
    answer = desk.ask("Sở Nông nghiệp và Môi trường được giao bao nhiêu việc trong kế hoạch 214/KH-UBND?")
    assert answer.intro == "Sở Nông nghiệp và Môi trường được giao 3 việc trong 1 văn bản:"


def test_of_very_many_plans_those_that_name_the_agency_are_shown_and_the_rest_counted(desk, monkeypatch):
    every = desk.ask("Sở Xây dựng phải làm gì?")
    monkeypatch.setattr(write_duties, "MOST", 1)
    answer = desk.ask("Sở Xây dựng phải làm gì?")
    assert len(set(files(every))) > 1 == len(set(files(answer)))
    assert any(note.startswith("Còn ") and "việc của Sở Xây dựng" in note for note in answer.notes)
    assert not any(note.startswith("Còn ") for note in every.notes)


def test_what_is_counted_is_counted_in_every_plan(desk, monkeypatch):
    question = "Công an tỉnh được giao bao nhiêu nhiệm vụ?"
    every = desk.ask(question)
    monkeypatch.setattr(write_duties, "MOST", 1)
    assert desk.ask(question).intro == every.intro != ""


def test_duties_about_a_subject_are_looked_for_in_every_plan(desk, monkeypatch):
    question = "Công an tỉnh phải làm gì về nồng độ cồn?"
    every = [claim.text for claim in desk.ask(question).claims]
    monkeypatch.setattr(write_duties, "MOST", 1)
    assert [claim.text for claim in desk.ask(question).claims] == every != []


def test_an_issuer_printed_in_capitals_is_told_as_it_is_called(desk):
    answer = desk.ask("Sở Xây dựng Tây Ninh có vai trò gì?")
    assert [claim.text for claim in answer.claims if "vai cơ quan ban hành" in claim.lead] == ["Sở Xây dựng"]


def test_the_lines_of_a_letterhead_are_kept_apart_in_the_letters_of_the_name():
    printed, issuer = "SỞ Y TẾ THANH HÓA\nBAN VÌ SỰ TIẾN BỘ", "Ban Vì sự tiến bộ Sở Y tế Thanh Hóa"
    assert write_duties._in_lines(printed, issuer) == "Sở Y tế Thanh Hóa – Ban Vì sự tiến bộ"


def test_of_more_lines_than_are_read_general_clauses_are_only_pointed_to(desk, monkeypatch):
    whole = desk.ask("Sở Xây dựng phải làm gì?")
    monkeypatch.setattr(write_duties, "SCANNED", 3)
    short = desk.ask("Sở Xây dựng phải làm gì?")
    assert "Quy định chung" in said(whole)
    assert "Quy định chung" not in said(short)
    assert "Quy định chung" in shown(short)


def test_a_body_asked_for_without_its_level_is_that_of_the_plan(desk):
    assert "túi ni lông" in said(desk.ask("Hội Liên hiệp Phụ nữ phải làm gì?"))
