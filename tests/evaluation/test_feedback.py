from __future__ import annotations

import json
from collections import Counter

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from evaluation.cases import Case
from evaluation.feedback import added, from_feedback, sample
from evaluation.masking import masked

LIKED = {"question": "Hạn báo cáo?", "answer": "30/11 [1]", "status": "answered", "vote": 1, "intent": "deadline"}
LIKED |= {"sections": [{"file": "x.txt", "quote": "trước ngày 30/11"}]}
HATED = {"question": "so y te lam gi", "answer": "Không rõ.", "status": "answered", "vote": -1, "comment": "Thiếu."}
SILENT = {"question": "Ai ký?", "answer": "Không có.", "status": "no_answer", "vote": None}
PLAIN = {"question": "Chào bạn", "answer": "Chào.", "status": "smalltalk"}


def lines(*rows: object) -> str:
    return "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)


def test_votes_and_unanswered_questions_become_drafts() -> None:
    liked, hated, silent = from_feedback(lines(LIKED, HATED, SILENT, PLAIN)).cases
    assert (liked.gold, liked.plans, liked.kind, liked.tags) == (
        (("trước ngày 30/11",),),
        ("x.txt",),
        "deadline",
        ("được khen",),
    )
    assert (hated.style, hated.gold, hated.note, hated.tags) == ("nodia", (), "Thiếu.\nKhông rõ.", ("bị chê",))
    assert (silent.status, silent.tags) == (("no_answer",), ("chưa trả lời được",))
    assert {case.state for case in (liked, hated, silent)} == {"draft"}


def test_the_same_feedback_gives_the_same_ids() -> None:
    assert from_feedback(lines(HATED)).cases[0].id == from_feedback(lines(SILENT, HATED)).cases[1].id


def test_drafts_that_the_bot_exports_as_cases_are_taken_as_they_are() -> None:
    row = {"id": "tg-7", "question": "Gọi 0912345678?", "kind": "content", "style": "plain", "plan": []}
    row |= {"status": "no_answer", "gold": [], "all_gold": False, "facts": [], "forbidden": [], "state": "draft"}
    case = from_feedback(lines(row | {"source": "feedback", "note": "{}"})).cases[0]
    assert (case.id, case.question, case.source) == ("tg-7", "Gọi [điện thoại]?", "feedback")


def test_lines_that_cannot_be_used_are_named_and_the_others_done() -> None:
    found = from_feedback("{\n[]\n\n" + lines({"question": " "}, {"id": "a", "kind": "x", "question": "?"}, HATED))
    assert len(found.cases) == 1
    assert [fault.place for fault in found.faults] == ["dòng 1", "dòng 2", "dòng 4", "dòng 5"]
    assert "kind: không hiểu «x»" in found.faults[-1].told


def test_a_sample_keeps_the_shares_of_its_strata_and_is_the_same_every_time() -> None:
    rows = [SILENT | {"question": f"Câu {at}?"} for at in range(30)]
    rows += [HATED | {"question": f"cau {at}"} for at in range(60)]
    drawn = sample(lines(*rows), 9).cases
    assert Counter(case.status[0] for case in drawn) == {"answered": 6, "no_answer": 3}
    assert drawn == sample(lines(*rows), 9).cases
    assert {case.source for case in drawn} == {"sample"}
    assert len(sample(lines(*rows), 500).cases) == 90


def test_drafts_are_added_beside_what_a_set_holds() -> None:
    known = Case("a", "Ai ký?", "metadata", "plain", (), ("answered",))
    drafts = [Case("a", "Khác?", "content", "plain", (), ()), Case("b", "Ai ký?", "content", "plain", (), ())]
    assert added([known], [*drafts, new := Case("c", "Mới?", "content", "plain", (), ())]) == (known, new)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("Gọi em 0912 345 678 nhé", "Gọi em [điện thoại] nhé"),
        ("SĐT: +84912345678", "SĐT: [điện thoại]"),
        ("mail a.b@coquan.gov.vn nhé", "mail [thư điện tử] nhé"),
        ("CCCD 079123456789 thì sao", "CCCD [số giấy tờ] thì sao"),
        ("xem https://a.vn/b hoặc @nguyenvana", "xem [liên kết] hoặc [tài khoản]"),
        ("Tôi tên là Nguyễn Thị Hoa, hạn là khi nào?", "Tôi tên là [tên], hạn là khi nào?"),
        ("em là Lan ở xã Tân Hải", "em là [tên] ở xã Tân Hải"),
        ("nhà ở thôn 5", "nhà ở thôn […]"),
    ],
)
def test_personal_data_is_taken_out(text: str, told: str) -> None:
    assert masked(text) == told


@pytest.mark.parametrize(
    "text",
    [
        "Kế hoạch 321/KH-BTV ngày 08/6/2021 quy định gì?",
        "Chỉ tiêu 12.500 cây, 1.200.000.000 đồng, 85,5%?",
        "Cơ quan thường trực là Sở Nội vụ phải làm gì?",
        "Quyết định 1898/QĐ-TTg ngày 28-11-2017",
        "Hạn là 30/11/2026 hay 25/12?",
    ],
)
def test_numbers_dates_and_offices_stay(text: str) -> None:
    assert masked(text) == text


@given(st.text(max_size=80))
@settings(max_examples=150, deadline=None)
def test_masking_twice_is_masking_once(text: str) -> None:
    assert masked(masked(text)) == masked(text)


@given(st.text(max_size=60))
@settings(max_examples=150, deadline=None)
def test_no_line_breaks_the_reading(line: str) -> None:
    found = from_feedback(line)
    assert found.cases or found.faults or not line.strip()
