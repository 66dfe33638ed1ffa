from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.age import aged
from retrieval.answer import Turn
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import PLANS, Desk, files, said

LATER = date(2026, 11, 21)


def note(desk: Desk, question: str, as_of: date = LATER) -> str:
    answer = desk.ask(question, as_of=as_of)
    assert answer.status == "answered", answer
    assert len(answer.notes) <= 1, "one note, not one for each thing"
    return answer.notes[0] if answer.notes else ""


def test_a_period_that_is_over_is_said_as_the_title_prints_it(desk: Desk) -> None:
    assert "Đã qua kỳ nêu trong tên: năm 2023." in note(desk, "Ai ký kế hoạch 35/KH-UBND?")
    assert "Đã qua" not in note(desk, "Ai ký kế hoạch 35/KH-UBND?", date(2023, 12, 31))


def test_a_plan_that_runs_in_a_province_of_today_carries_no_note(desk: Desk) -> None:
    assert note(desk, "Ai ký kế hoạch 214/KH-UBND?") == ""


def test_a_plan_that_was_replaced_names_the_one_that_replaced_it(tmp_path: Path) -> None:
    text = (PLANS / "giao-thong.txt").read_text(encoding="utf-8")
    newer = (
        text.replace("35/KH-UBND", "52/KH-UBND").replace("02 năm 2023", "02 năm 2024").replace("năm 2023", "năm 2024")
    )
    newer = newer.replace("III. PHÂN CÔNG", "Kế hoạch này thay thế Kế hoạch số 35/KH-UBND.\n\nIII. PHÂN CÔNG")
    with Library.open(Settings(home=tmp_path)) as library:
        for name, one in (("cu.txt", text), ("moi.txt", newer)):
            plan = parse(one, name)
            library.add(plan, tuple(passages(plan)))
        desk = Desk(Assistant(library))
        told = note(desk, "Ai ký kế hoạch 35/KH-UBND?")
        assert told.startswith("KH 35/KH-UBND (Gia Lai, 2023) được thay thế bởi KH 52/KH-UBND (Gia Lai, 2024).")
        assert "thay thế" not in note(desk, "Ai ký kế hoạch 35/KH-UBND?", date(2023, 6, 1)), "the newer was not there"


def test_a_province_merged_after_the_plan_is_named_with_its_source(desk: Desk) -> None:
    told = note(desk, "Ai ký kế hoạch 35/KH-UBND?")
    assert "Gia Lai nay gồm cả Bình Định (từ 01/7/2025, NQ 202/2025/QH15)." in told
    assert "Bình Định" not in note(desk, "Ai ký kế hoạch 35/KH-UBND?", date(2025, 6, 30))


def test_a_body_that_ended_is_followed_by_its_successor(desk: Desk) -> None:
    told = note(desk, "Sở Giao thông vận tải Gia Lai phải làm gì?")
    assert "Sở Giao thông vận tải nay là Sở Xây dựng (từ 3/2025, Nghị định 45/2025/NĐ-CP)." in told


def test_what_nobody_knows_is_to_be_confirmed(desk: Desk) -> None:
    told = note(desk, "UBND các huyện ở Gia Lai phải làm gì?")
    assert "không còn cấp huyện" in told
    assert "cần xác nhận" in told


def test_a_new_body_is_answered_from_the_plans_that_know_the_old_ones(desk: Desk) -> None:
    answer = desk.ask("Sở Nông nghiệp và Môi trường phải làm gì?", as_of=LATER)
    assert {"lu-quet.txt", "rac-thai.txt"} <= set(files(answer))
    assert "Sở Tài nguyên và Môi trường nay là Sở Nông nghiệp và Môi trường" in answer.notes[0]
    assert any(claim.lead.startswith("Sở Tài nguyên và Môi trường") for claim in answer.claims), "as the plan names it"


def test_a_body_older_than_2025_is_asked_after_under_its_own_name(desk: Desk) -> None:
    answer = desk.ask("Sở Y tế phải làm gì?", as_of=LATER)
    assert answer.question.agencies == ("Sở Y tế",)


@pytest.fixture(scope="module")
def old_province(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    """Someone to ask about one plan, of a province that has ended."""
    library = Library.open(Settings(home=tmp_path_factory.mktemp("old")))
    text = (PLANS / "giao-thong.txt").read_text(encoding="utf-8")
    plan = parse(text.replace("Gia Lai", "Bình Thuận").replace("GIA LAI", "BÌNH THUẬN"), "binh-thuan.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


def test_the_plans_of_a_merged_province_are_offered_not_taken_for_the_new_ones(old_province: Desk) -> None:
    answer = old_province.ask("Sở Giáo dục và Đào tạo Lâm Đồng phải làm gì?", as_of=LATER)
    assert answer.status == "clarify"
    assert "Lâm Đồng nay gồm cả Bình Thuận" in answer.intro
    assert answer.choices == ("KH 35/KH-UBND (Bình Thuận, 2023)",)
    chosen = old_province.assistant.ask(answer.choices[0], [Turn(answer.question.text)], as_of=LATER)
    assert "tuyên truyền cho học sinh" in said(chosen)
    assert "Bình Thuận nay thuộc Lâm Đồng" in chosen.notes[0]


def test_before_the_merger_nothing_is_offered(old_province: Desk) -> None:
    before = old_province.ask("Sở Giáo dục và Đào tạo Lâm Đồng phải làm gì?", as_of=date(2025, 6, 30))
    assert before.status == "no_answer"


def test_another_province_of_the_same_unit_is_not_offered(old_province: Desk) -> None:
    answer = old_province.ask("Sở Giáo dục và Đào tạo Đắk Nông phải làm gì?", as_of=LATER)
    assert answer.status == "no_answer"


def test_quotes_and_claims_stay_as_they_are(desk: Desk) -> None:
    answer = desk.ask("Sở Giao thông vận tải Gia Lai phải làm gì?", as_of=LATER)
    bare = aged(answer)
    assert bare.claims == answer.claims
    for citation in answer.citations:
        assert citation.quote == citation.plan.text[citation.span.start : citation.span.end]


@pytest.mark.parametrize("question", ["Thời tiết hôm nay thế nào?", "Xin chào", "Tỉnh Sóc Trăng phải làm gì?"])
def test_what_is_no_answer_has_no_age(desk: Desk, question: str) -> None:
    assert not any("nay gồm" in line for line in desk.ask(question, as_of=LATER).notes)
