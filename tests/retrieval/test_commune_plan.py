"""What is asked of a commune's plan: its basis under a heading, bodies without level, duties of the whole plan."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.mentions import spelled_places
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """ỦY BAN NHÂN DÂN
XÃ TÂN LẬP

Số: 48/KH-UBND

Tân Lập, ngày 11 tháng 3 năm 2026

KẾ HOẠCH

Phòng, chống cháy rừng trên địa bàn xã năm 2026

I. CĂN CỨ

- Luật Lâm nghiệp ngày 15 tháng 11 năm 2017;
- Nghị định số 156/2018/NĐ-CP ngày 16 tháng 11 năm 2018 của Chính phủ;
- Kế hoạch số 90/KH-UBND ngày 05 tháng 01 năm 2026 của Ủy ban nhân dân tỉnh.

II. NHIỆM VỤ

Dọn đường băng cản lửa; việc chi thực hiện theo Thông tư số 55/2023/TT-BTC.

III. TỔ CHỨC THỰC HIỆN

1. Công an xã

- Trực 24/24 giờ trong mùa khô.
- Tổ chức diễn tập phòng, chống cháy rừng trước ngày 30/4/2026.

2. Hội Nông dân xã

Vận động hội viên không đốt nương khi có gió to.

3. Các đoàn thể

- Hội Cựu chiến binh: giữ chốt canh lửa.

PHỤ LỤC

PHÂN CÔNG TRỰC VÀ TRANG BỊ

(Kèm theo Kế hoạch số 48/KH-UBND ngày 11 tháng 3 năm 2026)

| STT | Nội dung công việc | Đơn vị chủ trì | Thời gian |
|---|---|---|---|
| 1 | Mua 12 máy thổi gió | Văn phòng Ủy ban nhân dân xã | Tháng 3/2026 |
| 2 | Sửa chòi canh lửa | Ban Chỉ huy Quân sự xã | Tháng 4/2026 |
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("commune")))
    plan = parse(PLAN, "chay-rung.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def test_documents_under_a_heading_of_the_basis_are_the_basis_and_no_others(asked):
    told = said(asked.ask("Kế hoạch phòng, chống cháy rừng căn cứ những văn bản nào?"))
    assert "mục I «CĂN CỨ»" in told
    assert all(number in told for number in ("Luật Lâm nghiệp", "156/2018/NĐ-CP", "90/KH-UBND"))
    assert "55/2023/TT-BTC" not in told


@pytest.mark.parametrize(
    "question", ["Văn bản nào giao việc cho Hội Nông dân?", "Kế hoạch nào giao việc cho Hội Nông dân xã?"]
)
def test_a_body_named_without_its_level_is_found_at_any(asked, question):
    assert "không đốt nương" in said(asked.ask(question))


@pytest.mark.parametrize("question", ["Hội Cựu chiến binh xã phải làm gì?", "Hội Cựu chiến binh phải làm gì?"])
def test_a_body_of_the_commune_is_found_where_its_plan_leaves_the_level_out(asked, question):
    assert "giữ chốt canh lửa" in said(asked.ask(question))


def test_a_body_named_with_another_level_is_not_found(asked):
    assert asked.ask("Văn bản nào giao việc cho Hội Nông dân tỉnh?").status == "no_answer"


@pytest.mark.parametrize("question", ["Văn bản nào nói về cháy rừng?", "van ban nao noi ve chay rung"])
def test_documents_about_a_subject_are_listed_by_their_titles(asked, question):
    answer = asked.ask(question)
    assert answer.intro == "Có 1 kế hoạch:"
    assert [claim.text for claim in answer.claims] == ["Phòng, chống cháy rừng trên địa bàn xã năm 2026"]


def test_a_subject_that_names_the_plan_with_a_word_more_keeps_every_task(asked):
    told = said(asked.ask("Công an xã phải làm gì theo kế hoạch cháy rừng tạp?"))
    assert "Trực 24/24 giờ" in told
    assert "diễn tập" in told


def test_a_word_that_some_task_says_still_chooses_it(asked):
    told = said(asked.ask("Công an xã diễn tập phòng chống cháy rừng thế nào, phải làm gì?"))
    assert "diễn tập" in told
    assert "Trực 24/24 giờ" not in told


@pytest.mark.parametrize(
    "question",
    [
        "Liệt kê các việc trong phụ lục phân công của kế hoạch cháy rừng kèm đơn vị chủ trì",
        "Phụ lục của kế hoạch cháy rừng gồm những việc gì?",
    ],
)
def test_the_rows_of_an_annex_are_listed_whole(asked, question):
    answer = asked.ask(question)
    assert [citation.quote for citation in answer.citations] == [
        "| 1 | Mua 12 máy thổi gió | Văn phòng Ủy ban nhân dân xã | Tháng 3/2026 |",
        "| 2 | Sửa chòi canh lửa | Ban Chỉ huy Quân sự xã | Tháng 4/2026 |",
    ]


def test_the_annex_of_a_plan_on_another_subject_is_not_listed(asked):
    assert not asked.ask("Liệt kê các việc trong phụ lục phân công của kế hoạch tiêm chủng").claims


@pytest.mark.parametrize("question", ["BCHQS xã làm gì?", "bch qs xa lam gi", "BCH QS phải làm gì?"])
def test_a_short_form_is_read_as_the_body_this_plan_names(asked, question):
    assert "Sửa chòi canh lửa" in said(asked.ask(question))


def test_which_document_is_told_only_by_what_names_one(asked):
    assert "đốt nương" not in said(asked.ask("Không đốt nương khi có gió to theo nghị quyết nào?"))


@pytest.mark.parametrize(("typed", "read_as"), [("xã TL lo gì", "xã Tân Lập lo gì"), ("xã NTM lo gì", "xã NTM lo gì")])
def test_the_initials_of_a_commune_whose_plan_is_held_are_its_name(asked, typed, read_as):
    assert spelled_places(typed, asked.assistant.library.snapshot().catalogue) == read_as
