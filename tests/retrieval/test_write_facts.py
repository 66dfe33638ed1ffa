"""Single facts: targets with their period, legal basis, what the head and the foot of a plan state or lack."""

from __future__ import annotations

import re

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import AS_OF, PLANS, files, places, said, shown


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Chỉ tiêu di dời bao nhiêu hộ?", "Đến hết năm 2025: di dời 480 hộ ở vùng có nguy cơ sạt lở cao"),
        (
            "Bao nhiêu phần trăm thôn có trạm cảnh báo mưa?",
            "Đến hết năm 2027: trên 95% thôn ở miền núi có trạm cảnh báo mưa",
        ),
        ("Tái chế bao nhiêu lượng rác thu gom?", "tái chế ít nhất 15% lượng rác thu gom"),
        (
            "Có bao nhiêu suất quà cho đoàn viên khó khăn?",
            "Trao 2.150 suất quà cho đoàn viên có hoàn cảnh khó khăn, mỗi suất trị giá 800.000 đồng",
        ),
    ],
)
def test_one_figure_asked_is_one_figure_told(desk, question, text):
    assert [claim.text for claim in desk.ask(question).claims] == [text]


def test_of_targets_under_one_title_those_are_told_that_say_more(desk):
    told = [
        claim.text
        for claim in desk.ask("Chỉ tiêu di dời của kế hoạch phòng, chống lũ quét, sạt lở đất là bao nhiêu?").claims
    ]
    assert told == ["Đến hết năm 2025: di dời 480 hộ ở vùng có nguy cơ sạt lở cao"]


def test_the_one_figure_of_a_thing_in_the_plan_named_is_told_also_in_other_words(desk):
    assert "36 trạm" in said(desk.ask("Kế hoạch 214/KH-UBND định dựng bao nhiêu trạm đo mực nước ở sông suối?"))
    assert not desk.ask("Kế hoạch 214/KH-UBND dự định dựng mấy trạm sạc xe điện?").claims


def test_a_target_carries_the_period_printed_before_its_clause(desk):
    answer = desk.ask("Lắp bao nhiêu trạm đo mực nước?")
    (claim,) = [claim for claim in answer.claims if claim.text == "lắp 36 trạm đo mực nước"]
    assert claim.computed == "Đến hết năm 2027"
    assert {citation.quote for citation in claim.citations} >= {"Đến hết năm 2027"}


def test_all_targets_of_a_plan_come_when_none_is_singled_out(desk):
    stated = said(desk.ask("Chỉ tiêu của kế hoạch 214/KH-UBND là gì?"))
    assert all(figure in stated for figure in ("480 hộ", "95%", "36 trạm"))


@pytest.mark.parametrize("subject", ["trồng rừng", "hộ nghèo", "trẻ em được tiêm chủng"])
def test_a_figure_no_plan_sets_is_not_made_up(desk, subject):
    assert desk.ask(f"Chỉ tiêu {subject} là bao nhiêu?").status == "no_answer"


def test_the_legal_basis_lists_decrees_and_laws(desk):
    answer = desk.ask("Căn cứ pháp lý của kế hoạch 214/KH-UBND")
    assert "Nghị định số 200/2025/NĐ-CP ngày 09 tháng 7 năm 2025 của Chính phủ" in said(answer)
    assert "Luật Phòng thủ dân sự" in said(answer)
    assert {path for _, path in places(answer)} == {"preamble"}


def test_a_basis_of_the_kind_asked_for_leaves_the_others_out(desk):
    answer = desk.ask("Kế hoạch 118/KH-UBND căn cứ quyết định nào?")
    assert "1577/QĐ-UBND" in said(answer)
    assert "Luật Bảo vệ môi trường" not in said(answer)


def test_what_a_cited_document_is_about_is_told_from_the_plan_that_cites_it(desk):
    answer = desk.ask("Nghị quyết 149/NQ-CP nói về gì?")
    assert "về tăng cường bảo đảm trật tự, an toàn giao thông" in said(answer)
    assert files(answer) == ["giao-thong.txt"]


def test_a_document_is_found_by_what_it_is_about(desk):
    answer = desk.ask("Nghị định nào quy định chi tiết Luật Phòng thủ dân sự?")
    assert "200/2025/NĐ-CP" in answer.claims[0].text


@pytest.mark.parametrize(
    ("question", "text"),
    [
        ("Ai ký kế hoạch 118/KH-UBND?", "Lê Quang Hải Châu, Phó Chủ tịch"),
        ("Ai ký kế hoạch của Sở Xây dựng Tây Ninh?", "Trịnh Hoài Bà Đen, Giám đốc"),
        ("Kế hoạch 35/KH-UBND ban hành ngày nào?", "ngày 06 tháng 02 năm 2023"),
        ("Kế hoạch phân loại rác của Đà Nẵng số bao nhiêu?", "118/KH-UBND"),
        (
            "Tên đầy đủ của kế hoạch 214/KH-UBND là gì?",
            "Phòng, chống lũ quét, sạt lở đất trên địa bàn tỉnh giai đoạn 2025 - 2027",
        ),
        ("Cơ quan nào ban hành kế hoạch 35/KH-UBND?", "ỦY BAN NHÂN DÂN TỈNH GIA LAI"),
        ("Kế hoạch 35/KH-UBND của ai?", "ỦY BAN NHÂN DÂN TỈNH GIA LAI"),
    ],
)
def test_one_field_of_the_head_or_foot_is_told_alone(desk, question, text):
    assert [claim.text for claim in desk.ask(question).claims] == [text]


def test_a_plan_is_also_meant_by_what_it_is_about(desk):
    answer = desk.ask("Cơ quan nào ban hành kế hoạch kiểm tra thang máy?")
    assert files(answer) == ["thang-may.txt"]


def test_the_recipients_are_told_one_by_one(desk):
    answer = desk.ask("Nơi nhận của kế hoạch 214/KH-UBND gồm những ai?")
    assert [claim.text for claim in answer.claims] == [
        "Bộ Nông nghiệp và Môi trường",
        "Thường trực Tỉnh ủy",
        "Đài Khí tượng Thủy văn tỉnh",
        "Lưu: VT, KTN",
    ]


@pytest.mark.parametrize(
    ("question", "field"),
    [
        ("Kế hoạch của tỉnh Phú Thọ số bao nhiêu?", "số, ký hiệu"),
        ("Kế hoạch của tỉnh Phú Thọ ban hành ngày nào?", "ngày ban hành"),
        ("Nơi nhận của kế hoạch tỉnh Phú Thọ?", "nơi nhận"),
    ],
)
def test_a_field_the_plan_does_not_state_is_said_to_be_missing(desk, question, field):
    answer = desk.ask(question)
    assert not answer.claims
    assert f"không ghi {field}" in shown(answer)


@pytest.mark.parametrize("question", ["Kế hoạch chăm lo Tết số bao nhiêu?", "Nơi nhận kế hoạch chăm lo Tết?"])
def test_the_fields_of_other_plans_never_stand_in_for_a_missing_one(desk, question):
    answer = desk.ask(question)
    assert set(files(answer)) <= {"cham-lo-tet.txt"}
    assert "KH-UBND" not in said(answer)


def test_without_a_plan_named_each_plan_tells_its_signer(desk):
    answer = desk.ask("Ai ký các kế hoạch?")
    assert len(files(answer)) == 5


def test_the_newest_plan_is_the_one_issued_last(desk):
    answer = desk.ask("Kế hoạch nào mới nhất?")
    assert answer.claims[0].text == "ngày 15 tháng 8 năm 2025"


@pytest.mark.parametrize(
    "question", ["Kế hoạch nào mới nhất?", "Kế hoạch lũ quét ban hành ngày nào?", "Ai ký kế hoạch?"]
)
def test_a_field_is_said_to_be_missing_only_of_plans_that_lack_it(desk, question):
    stating = ("KH 214/KH-UBND", "KH 35/KH-UBND", "KH 118/KH-UBND", "KH 77/KH-SXD")
    assert not [note for note in desk.ask(question).notes if note.startswith(stating) and "không ghi" in note]


def test_a_sum_of_money_is_found_by_the_words_the_plan_prints(desk):
    assert "62 tỷ đồng" in said(desk.ask("Ngân sách tỉnh bố trí bao nhiêu tiền?"))


@pytest.mark.parametrize(
    "question",
    [
        "Mỗi suất quà trị giá bao nhiêu?",
        "Xóa bao nhiêu điểm đen tai nạn?",
        "Sở Xây dựng Tây Ninh kiểm tra đột xuất bao nhiêu công trình?",
    ],
)
def test_a_question_for_a_figure_is_answered_with_one(desk, question):
    answer = desk.ask(question)
    assert answer.claims
    assert all(re.search(r"\d", claim.text) for claim in answer.claims)


def test_asking_for_the_targets_of_any_plan_misses_none(desk):
    for plan in desk.plans.values():
        quoted = [c.span for c in desk.ask("Các chỉ tiêu của kế hoạch này?", plan=plan.id).citations]
        assert all(any(span.contains(target.span) for span in quoted) for target in plan.targets), plan.file


@pytest.mark.parametrize("question", ["Trạm đo mưa giá bao nhiêu?"])
def test_a_sentence_without_a_figure_does_not_answer_for_one(desk, question):
    assert desk.ask(question).status == "no_answer"


def test_the_figure_of_one_year_is_not_that_of_another(desk):
    answer = desk.ask("Tỷ lệ phân loại rác đến năm 2030 là bao nhiêu?")
    assert answer.status == "no_answer"
    assert "90%" not in said(answer)


@pytest.mark.parametrize("who", ["Chủ tịch nước", "Bí thư Tỉnh ủy Gia Lai", "Bộ trưởng Bộ Y tế"])
def test_a_signer_is_not_taken_for_the_holder_of_another_office(desk, who):
    answer = desk.ask(f"{who} là ai?")
    assert answer.status == "no_answer"
    assert "không ghi người ký" not in shown(answer)


@pytest.mark.parametrize(
    ("who", "name"),
    [("Giám đốc Sở Xây dựng Tây Ninh", "Trịnh Hoài Bà Đen"), ("Chủ tịch UBND tỉnh Gia Lai", "Rơ Mah Thanh Bình")],
)
def test_the_holder_of_the_signers_office_is_the_signer(desk, who, name):
    assert name in said(desk.ask(f"Ai là {who}?"))


@pytest.fixture(scope="module")
def many(tmp_path_factory):
    """An assistant over more plans than can be told side by side, all alike but for their numbers."""
    home = tmp_path_factory.mktemp("many")
    text = (PLANS / "thang-may.txt").read_text(encoding="utf-8")
    with Library.open(Settings(home=home)) as library:
        for number in range(81, 89):
            plan = parse(text.replace("77/KH-SXD", f"{number}/KH-SXD"), f"{number}.txt")
            library.add(plan, tuple(passages(plan)))
        yield Assistant(library)


@pytest.mark.parametrize("question", ["Ai ký kế hoạch?", "Căn cứ pháp lý của kế hoạch là gì?"])
def test_of_many_plans_the_one_meant_is_asked_for(many, question):
    answer = many.ask(question, as_of=AS_OF)
    assert answer.status == "clarify"
    assert len(answer.choices) == 8


def test_one_of_many_is_told_by_its_number(many):
    answer = many.ask("Ai ký kế hoạch 85/KH-SXD?", as_of=AS_OF)
    assert files(answer) == ["85.txt"]


def test_a_number_alike_is_another_number(many):
    assert many.ask("Ai ký kế hoạch 8/KH-SXD?", as_of=AS_OF).status == "no_answer"


def test_a_plan_named_by_its_subject_is_asked_for_what_it_rests_on(desk):
    answer = desk.ask("Kế hoạch phân loại rác thải căn cứ nghị quyết nào?")
    assert answer.status == "answered"
    assert set(files(answer)) == {"rac-thai.txt"}


JOINT = """CÔNG AN TỈNH - SỞ Y TẾ
Số: 15/KHLT-CA-SYT
Vĩnh Long, ngày 04 tháng 9 năm 2026

KẾ HOẠCH LIÊN TỊCH

Cấp cứu tai nạn giao thông

Hai ngành thống nhất như sau:

1. Mở 30 chốt.

GIÁM ĐỐC CÔNG AN TỈNH

Nguyễn Văn Hậu

GIÁM ĐỐC SỞ Y TẾ

Lê Thị Ngọc Bích
"""


def test_all_who_sign_together_are_told_without_what_stands_between_them(tmp_path):
    with Library.open(Settings(home=tmp_path)) as library:
        plan = parse(JOINT, "lien-tich.txt")
        library.add(plan, tuple(passages(plan)))
        (claim,) = Assistant(library).ask("Ai ký kế hoạch liên tịch?", as_of=AS_OF).claims
    assert claim.text == "Nguyễn Văn Hậu, Lê Thị Ngọc Bích, Giám đốc Công an tỉnh, Giám đốc Sở Y tế"
