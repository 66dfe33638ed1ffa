"""Plans asked for by what they have: a duty to report, as often as the question says, or targets."""

from __future__ import annotations

import pytest

from tests.retrieval.invented import files, said

REPORTING = {"giao-thong.txt", "lu-quet.txt", "rac-thai.txt"}


@pytest.mark.parametrize(
    ("question", "expected"),
    [
        ("Tìm các kế hoạch có quy định về chế độ báo cáo.", REPORTING),
        ("Những kế hoạch nào có hạn báo cáo?", REPORTING),
        ("Kế hoạch nào yêu cầu báo cáo hằng quý?", {"giao-thong.txt"}),
        ("Kế hoạch nào quy định báo cáo hằng năm?", {"lu-quet.txt", "rac-thai.txt"}),
        ("bao nhieu ke hoach co chi tieu", REPORTING),
    ],
)
def test_plans_are_listed_by_what_they_have(desk, question, expected):
    found = set(files(desk.ask(question)))
    assert found & (REPORTING | {"cham-lo-tet.txt"}) == expected


def test_a_duty_with_a_date_is_shown_before_one_without(desk):
    answer = desk.ask("Những kế hoạch nào có chế độ báo cáo?")
    assert [claim.text for claim in answer.claims if "Quảng Ngãi" in claim.lead] == [
        "Tổng hợp kết quả, báo cáo Ủy ban nhân dân tỉnh trước ngày 15/12 hằng năm"
    ]


def test_a_subject_of_its_own_is_looked_for_by_its_words(desk):
    assert files(desk.ask("Kế hoạch nào có chỉ tiêu về tái chế rác?")) == ["rac-thai.txt"]


def test_a_heading_is_listed_with_its_words_and_not_its_number_alone(desk):
    answer = desk.ask("Kế hoạch nào nói về mục tiêu chung?")
    assert "Mục tiêu chung" in said(answer)
