"""How plans hang together: chains over several plans, what is replaced, and what plans print differently."""

from __future__ import annotations

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, files, said

PLAN = """{issuer}

Số: {number}

{place}, ngày {day} tháng 4 năm 2025

KẾ HOẠCH

{title}

{basis}

I. NỘI DUNG

{body}
"""
YOUTH = "Đề án “Hỗ trợ thanh niên lập nghiệp giai đoạn {years}” được triển khai tại các xã, phường."
PLANS = {
    "tinh": (
        "ỦY BAN NHÂN DÂN TỈNH TÂY NINH",
        "61/KH-UBND",
        "02",
        "Phòng, chống đuối nước trẻ em",
        "Thực hiện Chỉ thị số 17-CT/TU ngày 10/3/2025 của Tỉnh ủy Tây Ninh, Ủy ban nhân dân tỉnh ban hành Kế hoạch:",
        f"1. Dạy bơi trong nhà trường.\n\n2. {YOUTH.format(years='2018 - 2025')}",
    ),
    "so": (
        "SỞ Y TẾ TÂY NINH",
        "208/KH-SYT",
        "12",
        "Sơ cứu trẻ em bị đuối nước",
        "Thực hiện Kế hoạch số 61/KH-UBND ngày 02/4/2025 của Ủy ban nhân dân tỉnh Tây Ninh, Sở Y tế ban hành Kế hoạch:",
        '1. Tập huấn sơ cứu cho trạm y tế.\n\n2. Đề án "*Hỗ trợ thanh niên lập nghiệp*” giai đoạn 2017-2025 được triển '
        "khai ở trạm y tế.",
    ),
    "xa": (
        "ỦY BAN NHÂN DÂN XÃ LỘC NINH\nTỈNH TÂY NINH",
        "9/KH-UBND",
        "25",
        "Sơ cứu trẻ em bị đuối nước trên địa bàn xã",
        "Thực hiện Kế hoạch số 208/KH-SYT ngày 12/4/2025 của Sở Y tế Tây Ninh, Ủy ban nhân dân xã ban hành Kế hoạch:",
        "1. Trang bị phao cứu sinh.\n\n2. Kế hoạch này thay thế Kế hoạch số 3/KH-UBND ngày 15/01/2024 của Ủy ban nhân "
        "dân xã Lộc Ninh.",
    ),
}


@pytest.fixture(scope="module")
def desk(tmp_path_factory) -> Desk:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("tay-ninh")))
    for name, (issuer, number, day, title, basis, body) in PLANS.items():
        text = PLAN.format(issuer=issuer, number=number, day=day, title=title, basis=basis, body=body, place="Tây Ninh")
        plan = parse(text, f"{name}.txt")
        library.add(plan, tuple(passages(plan)))
    return Desk(Assistant(library))


def test_a_directive_is_carried_out_by_plans_that_carry_out_one_another(desk):
    answer = desk.ask("Kế hoạch nào thực hiện Chỉ thị 17-CT/TU?")
    assert files(answer) == ["tinh.txt", "so.txt", "xa.txt"]
    assert "qua KH 61/KH-UBND" in said(answer)


def test_what_a_plan_rests_on_is_followed_through_the_plans_held(desk):
    answer = desk.ask("Kế hoạch 9/KH-UBND căn cứ văn bản nào?")
    assert files(answer) == ["xa.txt", "so.txt", "tinh.txt"]
    assert "Chỉ thị số 17-CT/TU" in said(answer)


def test_the_basis_of_the_first_plan_is_its_own_alone(desk):
    assert files(desk.ask("Kế hoạch 61/KH-UBND căn cứ văn bản nào?")) == ["tinh.txt"]


@pytest.mark.parametrize(
    "question",
    [
        "Kế hoạch 9/KH-UBND thay thế văn bản nào?",
        "Kế hoạch 9/KH-UBND ra đời thay cho kế hoạch nào?",
        "Có kế hoạch sơ cứu trẻ em bị đuối nước trên địa bàn xã rồi thì văn bản nào hết hiệu lực?",
        "ke hoach 9/KH-UBND bai bo ke hoach cu nao",
        "Kế hoạch 9/KH-UBND thay cho nghị quyết cũ nào?",
        "Kế hoạch 9/KH-UBND thay cho hướng dẫn nào trước đây?",
    ],
)
def test_what_a_plan_replaces_is_told(desk, question):
    answer = desk.ask(question)
    assert "3/KH-UBND" in said(answer)
    assert "208/KH-SYT" not in said(answer)


def test_what_a_plan_rests_on_and_what_it_replaces_are_told_where_both_are_asked(desk):
    told = said(desk.ask("Kế hoạch 61/KH-UBND thực hiện chỉ thị nào, và kế hoạch 9/KH-UBND thay thế kế hoạch nào?"))
    assert "17-CT/TU" in told
    assert "3/KH-UBND ngày 15/01/2024" in told


def test_years_that_plans_print_differently_are_told_as_such_in_one_line(desk):
    answer = desk.ask("Đề án hỗ trợ thanh niên lập nghiệp giai đoạn nào?")
    (note,) = [note for note in answer.notes if note.startswith("Các kế hoạch ghi khác nhau")]
    assert "2018–2025 (KH 61/KH-UBND" in note
    assert "2017–2025 (KH 208/KH-SYT" in note


def test_plans_that_agree_are_not_said_to_differ(desk):
    assert not any("khác nhau" in note for note in desk.ask("Kế hoạch nào nói về sơ cứu trẻ em?").notes)
