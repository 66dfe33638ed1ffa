"""What is given to who heads a body is told of him, not of the body."""

from __future__ import annotations

from pathlib import Path

import pytest

from ingest.load import parse
from ingest.passages import passages
from retrieval.assistant import Assistant
from retrieval.library import Library
from retrieval.settings import Settings
from tests.retrieval.invented import Desk, said

PLAN = """BAN CHỈ ĐẠO
TỈNH HÀ NAM
Số: 5/KH-BCĐ
Hà Nam, ngày 05 tháng 01 năm 2026

KẾ HOẠCH
Chống rác thải nhựa năm 2026

I. TỔ CHỨC THỰC HIỆN
1. Trưởng Ban Chỉ đạo
Chỉ đạo chung; chủ trì họp giao ban hằng quý.
2. Giao Phó Trưởng Ban Chỉ đạo phê duyệt kinh phí.
3. Sở Công Thương
Vận động siêu thị bỏ túi ni lông.
4. Chủ tịch UBND xã chịu trách nhiệm tổ chức thu gom tại chợ.
"""


@pytest.fixture(scope="module")
def waste(tmp_path_factory: pytest.TempPathFactory) -> Desk:
    library = Library.open(Settings(home=Path(tmp_path_factory.mktemp("waste"))))
    plan = parse(PLAN, "rac.txt")
    library.add(plan, tuple(passages(plan)))
    return Desk(Assistant(library))


@pytest.mark.parametrize(
    ("question", "who"),
    [
        ("Ai chủ trì họp giao ban hằng quý?", "Trưởng Ban Chỉ đạo: "),
        ("Ai phê duyệt kinh phí?", "Phó Trưởng Ban Chỉ đạo: "),
        ("Ai tổ chức thu gom tại chợ?", "Chủ tịch UBND xã: "),
        ("Ai vận động siêu thị bỏ túi ni lông?", "Sở Công Thương: "),
        ("Trưởng Ban Chỉ đạo phải làm gì?", "Trưởng Ban Chỉ đạo — KH 5/KH-BCĐ"),
        ("Ủy ban nhân dân xã phải làm gì?", "Chủ tịch UBND xã — KH 5/KH-BCĐ"),
        ("Sở Công Thương phải làm gì?", "Sở Công Thương — KH 5/KH-BCĐ"),
    ],
)
def test_a_duty_is_told_of_whom_the_plan_names(waste: Desk, question: str, who: str) -> None:
    assert who in said(waste.ask(question))
