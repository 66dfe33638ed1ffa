"""Two kinds of people or places compared within what the plans say of both."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.populations import populations
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, desk_over, said

PLAN = """ỦY BAN NHÂN DÂN
TỈNH SƠN LA

Số: 61/KH-UBND

Sơn La, ngày 04 tháng 3 năm 2025

KẾ HOẠCH

Làm nhà tiêu hợp vệ sinh và cấp nước sạch nông thôn năm 2025

I. CHỈ TIÊU

1. Đến hết tháng 11/2025: 85% hộ cận nghèo, 70% hộ nghèo có nhà tiêu hợp vệ sinh.

2. Lắp bồn chứa nước cho ít nhất 40 điểm trường mầm non.

3. Lắp bồn chứa nước cho ít nhất 25 nhà văn hóa thôn.

4. Năm 2024 đã đào 31 giếng khoan. Số giếng khoan năm 2025 không quá 12 giếng.

5. Mức hỗ trợ giếng đào 9 triệu đồng, giếng khoan 14 triệu đồng mỗi giếng.

II. TỔ CHỨC THỰC HIỆN

1. Sở Y tế

Hướng dẫn mẫu nhà tiêu hợp vệ sinh cho từng vùng.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("populations")))
    plan = parse(PLAN, "nha-tieu.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def test_one_statement_about_both_kinds_is_told_once_under_both_names(asked):
    answer = asked.ask("So sánh chỉ tiêu nhà tiêu hợp vệ sinh của hộ nghèo và hộ cận nghèo")
    assert len(answer.claims) == 1
    assert answer.claims[0].lead.startswith("hộ nghèo và hộ cận nghèo — KH 61/KH-UBND (Sơn La, 2025)")
    assert "70% hộ nghèo" in said(answer)


def test_each_kind_stands_over_what_is_said_of_it_alone(asked):
    answer = asked.ask("Chỉ tiêu lắp bồn chứa nước cho trường mầm non và nhà văn hóa thôn khác nhau thế nào?")
    told = [(claim.lead.split(" — ")[0], claim.text) for claim in answer.claims]
    assert [name for name, _ in told] == ["trường mầm non", "nhà văn hóa thôn"]
    assert "40 điểm" in told[0][1]
    assert "25 nhà" in told[1][1]


def test_a_kind_no_target_speaks_of_is_said_to_be_unregulated(asked):
    answer = asked.ask("So sánh chỉ tiêu nhà tiêu hợp vệ sinh của hộ nghèo và hộ gia đình chính sách")
    assert [claim.lead.split(" — ")[0] for claim in answer.claims] == ["hộ nghèo"]
    assert answer.notes == ("hộ gia đình chính sách: không quy định.",)


def test_of_two_kinds_of_which_nothing_is_said_nothing_is_told_and_no_plans_are_asked_for(asked):
    assert asked.ask("So sánh chỉ tiêu của hợp tác xã và của nông trường").status == "no_answer"


@pytest.mark.parametrize(
    "question",
    [
        "So sánh số giếng khoan năm 2024 với mục tiêu năm 2025",
        "số giếng khoan nam 2024 so với năm 2025 thế nào",
        "Số giếng khoan năm 2024 và 2025 khác nhau thế nào?",
    ],
)
def test_two_years_stand_each_over_its_figure(asked, question):
    told = [(claim.lead.split(" — ")[0], claim.text) for claim in asked.ask(question).claims]
    assert any("năm 2024" in years.lower() and "31 giếng" in text for years, text in told)
    assert any("năm 2025" in years.lower() and "12 giếng" in text for years, text in told)


def test_of_two_years_in_which_nothing_is_said_of_the_subject_nothing_is_told(asked):
    assert asked.ask("So sánh giá gạo năm 2024 với năm 2025").status == "no_answer"


def test_two_things_of_one_sentence_are_compared_by_it(asked):
    answer = asked.ask("So sánh mức hỗ trợ giếng đào và giếng khoan")
    assert "giếng đào 9 triệu đồng, giếng khoan 14 triệu đồng" in said(answer)


@pytest.mark.parametrize(
    ("question", "names"),
    [
        ("So sánh mức hỗ trợ hộ nghèo và hộ cận nghèo", ("hộ nghèo", "hộ cận nghèo")),
        ("Chỉ tiêu của trẻ em với của người già khác gì nhau?", ("trẻ em", "người già")),
        ("So sánh chỉ tiêu của xã và của thôn trong kế hoạch 61", ("xã", "thôn")),
        ("Thu nhập để giỏi cấp tỉnh với cấp huyện ở Bắc Giang khác nhau bao nhiêu?", ("cấp tỉnh", "cấp huyện")),
        ("Hộ nghèo và hộ cận nghèo được hỗ trợ khác nhau thế nào?", ("Hộ nghèo", "hộ cận nghèo")),
        ("Đợt 1 và đợt 3 phát quang khác nhau gì?", ("Đợt 1", "đợt 3")),
        ("So sánh chỉ tiêu, nhiệm vụ", None),
        ("So sánh mục tiêu và chỉ tiêu", None),
        ("So sánh hai kế hoạch", None),
    ],
)
def test_the_two_kinds_are_read_from_the_question(question, names):
    assert populations(question) == names


GRANTS = """ỦY BAN NHÂN DÂN
TỈNH HÀ GIANG

Số: 18/KH-UBND

Hà Giang, ngày 09 tháng 02 năm 2026

KẾ HOẠCH

Dạy nghề dệt lanh năm 2026

I. MỨC HỖ TRỢ

1. Hỗ trợ học phí

a) Nhóm A: tối đa 5.500.000 đồng/người.

b) Nhóm B: tối đa 3.200.000 đồng/người.

2. Tiền ăn: nhóm A 40.000 đồng/ngày.

II. HỘI THI

1. Giải tập thể

a) Đội Nhất khung cửi ngang: thưởng 4.000.000 đồng.

b) Đội Nhất khung cửi đứng: thưởng 2.500.000 đồng.

III. KINH PHÍ

Năm trước chi 96 triệu đồng cho lớp dạy dệt vải lanh thô, 41 triệu đồng cho lớp dạy nhuộm chàm; 65% học viên ở lại nghề.

| TT | Nội dung | Đơn vị | Đơn giá |
|---|---|---|---|
| 1 | Công dạy (nghệ nhân) | Ngày | 450.000 |
| 2 | Công phụ giảng | Ngày | 250.000 |
"""


@pytest.fixture(scope="module")
def linen(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    with desk_over(tmp_path_factory.mktemp("linen"), {"lanh.txt": GRANTS, "nha-tieu.txt": PLAN}) as desk:
        yield desk


@pytest.mark.parametrize(
    ("question", "told"),
    [
        ("Mức hỗ trợ học phí của nhóm A và B khác nhau thế nào?", ("5.500.000", "3.200.000")),
        ("Học phí dệt lanh nhóm A với nhóm B chênh nhau bao nhiêu?", ("5.500.000", "3.200.000")),
        ("So sánh học phí giữa người thu nhập thấp (nhóm A) với nhóm B", ("5.500.000", "3.200.000")),
        ("Công nghệ nhân với công phụ giảng trả hơn kém ra sao?", ("450.000", "250.000")),
        ("Đội Nhất khung cửi ngang với đội Nhất khung cửi đứng tiền thưởng khác nhau thế nào?", ("4.000.", "2.500.")),
    ],
)
def test_two_things_of_one_plan_are_told_by_the_lines_that_name_them(linen, question, told):
    answer = linen.ask(question)
    assert [part in claim.text for part, claim in zip(told, answer.claims, strict=True)] == [True, True]


@pytest.mark.parametrize(
    "question",
    [
        "Tiền cho lớp dạy dệt vải lanh thô và tiền cho lớp nhuộm chàm năm trước, khoản nào lớn hơn?",
        "Chi cho lớp dạy dệt lanh và chi cho lớp dạy nhuộm chàm bên nào nhiều hơn?",
    ],
)
def test_two_things_are_told_by_the_sentence_that_names_both_in_other_words(linen, question):
    assert "96 triệu đồng" in said(linen.ask(question))


@pytest.mark.parametrize(
    "question",
    [
        "Tiền ăn của nhóm A với nhóm B khác nhau thế nào?",
        "Đội Ba khung cửi ngang với đội Ba khung cửi đứng tiền thưởng khác nhau thế nào?",
    ],
)
def test_what_the_plan_says_of_one_thing_only_is_no_comparison(linen, question):
    answer = linen.ask(question)
    assert "3.200.000" not in said(answer)
    assert "2.500.000" not in said(answer)
    assert answer.status != "clarify"


@pytest.mark.parametrize(
    ("asked", "names"),
    [
        ("mức của nhóm A và B khác nhau thế nào", ("nhóm A", "nhóm B")),
        ("Mức hỗ trợ hộ nghèo và hộ cận nghèo khác nhau thế nào?", ("hộ nghèo", "hộ cận nghèo")),
        ("Giải Ba cấp tỉnh với giải Ba cấp cụm tiền thưởng hơn kém ra sao", ("Giải Ba cấp tỉnh", "giải Ba cấp cụm")),
        ("tiền của giải nhất và giải nhì thế nào", ("giải nhất", "giải nhì")),
    ],
)
def test_what_is_asked_of_both_is_no_part_of_a_name(asked, names):
    assert populations(asked) == names
