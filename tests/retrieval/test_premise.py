from __future__ import annotations

import pytest

from tests.retrieval.invented import Desk, files


@pytest.mark.parametrize(
    "question", ["Năm 2022 Công an tỉnh Gia Lai phải làm gì?", "Năm 2022 UBND huyện ở Gia Lai phải báo cáo khi nào?"]
)
def test_a_year_that_is_not_the_plans_is_corrected_with_the_citation(desk: Desk, question: str) -> None:
    answer = desk.ask(question)
    assert answer.status == "no_answer"
    assert answer.intro == "Không thấy quy định cho năm 2022. Kế hoạch đang có là của năm 2023:"
    assert [claim.text for claim in answer.claims] == ["Bảo đảm trật tự, an toàn giao thông năm 2023"]
    assert files(answer) == ["giao-thong.txt"]


@pytest.mark.parametrize(
    "question",
    ["Năm 2023 Công an tỉnh Gia Lai phải làm gì?", "Công an tỉnh Gia Lai phải làm gì?",
     "Đến hết năm 2025 Quảng Ngãi di dời bao nhiêu hộ?", "Kế hoạch nào ban hành năm 2023?"],
)  # fmt: skip
def test_a_year_that_the_plan_or_the_answer_speaks_of_is_no_wrong_premise(desk: Desk, question: str) -> None:
    assert desk.ask(question).status == "answered"
