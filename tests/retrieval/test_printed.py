"""Parts of bodies asked about in small letters, with their owner, by their initials."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.mentions import mended
from retrieval.printed import as_printed
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

BODIES = ["Ban Kỷ luật - Thi vụ", "Ban Kỷ luật", "Phòng Đo đạc và Bản đồ", "Sở Y tế"]
PLAN = """LIÊN ĐOÀN LAO ĐỘNG TỈNH LAI CHÂU
BAN THƯỜNG VỤ

Số: 07/HD-LĐLĐ

Lai Châu, ngày 10 tháng 02 năm 2026

HƯỚNG DẪN

Tổ chức hội thi thợ giỏi năm 2026

I. TỔ CHỨC THỰC HIỆN

1. Ban Kỷ luật - Thi vụ: chấm bài thi; lập biên bản.

2. Ban Kỷ luật: nhắc nhở thí sinh.

3. Văn phòng: đặt cơm trưa 45 suất.
"""


@pytest.fixture(scope="module")
def asked(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Desk]:
    library = Library.open(Settings(home=tmp_path_factory.mktemp("printed")))
    plan = parse(PLAN, "tho-gioi.txt")
    library.add(plan, tuple(passages(plan)))
    yield Desk(Assistant(library))
    library.close()


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("ban kỷ luật thi vụ làm gì", "Ban Kỷ luật - Thi vụ làm gì"),
        ("ban kỷ luật và thi vụ làm gì", "Ban Kỷ luật - Thi vụ làm gì"),
        ("phòng đo đạc - bản đồ", "Phòng Đo đạc và Bản đồ"),
        ("ban kỷ luật làm gì, ban kỷ luật - thi vụ làm gì", "Ban Kỷ luật làm gì, Ban Kỷ luật - Thi vụ làm gì"),
        ("ban tổ chức làm gì ở sở y tế", "ban tổ chức làm gì ở sở y tế"),
    ],
)
def test_the_longest_part_that_the_plans_name_is_written_as_they_print_it(typed, written):
    assert as_printed(typed, lambda fits: filter(fits, BODIES)) == written


@pytest.mark.parametrize(
    "question",
    [
        "Ban Kỷ luật - Thi vụ LĐLĐ tỉnh Lai Châu được giao nhiệm vụ gì?",
        "Ban Kỷ luật - Thi vụ của Liên đoàn Lao động tỉnh làm gì?",
        "Ban KL-TV LĐLĐ tỉnh phụ trách việc gì",
        "ban ky luat thi vu ldld tinh lam gi",
    ],
)
def test_a_part_asked_for_with_its_owner_is_the_one_the_owner_s_plan_names_alone(asked, question):
    (claim,) = asked.ask(question).claims
    assert "chấm bài thi" in claim.text


def test_an_office_asked_for_with_its_owner_is_found_and_another_s_is_not(asked):
    assert "đặt cơm trưa" in said(asked.ask("Văn phòng LĐLĐ tỉnh làm gì?"))
    assert asked.ask("Văn phòng Sở Y tế làm gì?").status == "no_answer"


def test_how_much_a_part_does_is_asked_for_with_its_owner_too(asked):
    assert "45 suất" in said(asked.ask("Văn phòng LĐLĐ tỉnh phải đặt cơm trưa bao nhiêu suất?"))


def test_the_work_of_two_parts_is_compared_however_it_is_called(asked):
    told = said(asked.ask("So sánh việc của Ban Kỷ luật - Thi vụ với Ban Kỷ luật ở hội thi thợ giỏi"))
    assert "chấm bài thi" in told
    assert "nhắc nhở thí sinh" in told


@pytest.mark.parametrize(
    ("typed", "written"),
    [
        ("Văn phòng Mặt trận tỉnh lo gì", "Văn phòng Mặt trận Tổ quốc tỉnh lo gì"),
        ("Ban công tác Mặt trận xã lo gì", "Ban công tác Mặt trận xã lo gì"),
        ("số ca nam 2026, miền nam 2 ca", "số ca năm 2026, miền nam 2 ca"),
    ],
)
def test_the_front_of_a_level_is_written_out(asked, typed, written):
    assert mended(typed, asked.assistant.library.snapshot().catalogue) == written
