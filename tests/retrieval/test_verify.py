"""What a claim may say: only what one sentence of its citation says."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model import Header, Plan, Section, Span
from retrieval.answer import Answer, Citation, Claim, Question
from retrieval.verify import resolves, supported, verify

HEADING = "3. Sở Giáo dục và Đào tạo\n"
BODY = (
    "Chủ trì tổ chức 12 lớp tập huấn cho giáo viên. Gửi báo cáo về Sở Nội vụ trước ngày 15/6/2026; "
    "gửi báo cáo tổng kết trước ngày 20/12/2026. Không thu phí của người học."
)
TEXT = HEADING + BODY
SECTION = Section("1", "3.", ("3",), "Sở Giáo dục và Đào tạo", 1, "heading", Span(0, len(TEXT)))
PLAN = Plan("a", "a.txt", TEXT, Header(number="07/KH-UBND"), (SECTION,))
CITATION = Citation(PLAN, SECTION, Span(len(HEADING), len(TEXT)))


def claim(text: str, citation: Citation = CITATION, computed: str = "") -> Claim:
    return Claim(text, (citation,), computed=computed)


def answer(*claims: Claim) -> Answer:
    return Answer(Question("?", "?", "content", date(2026, 1, 1)), "answered", claims=claims)


@pytest.mark.parametrize(
    "text",
    [
        "Chủ trì tổ chức 12 lớp tập huấn cho giáo viên",
        "Gửi báo cáo về Sở Nội vụ trước ngày 15 tháng 6 năm 2026",
        "Sở Giáo dục và Đào tạo: chủ trì tổ chức 12 lớp tập huấn cho giáo viên",
        "Sở Giáo dục và Đào tạo: Gửi báo cáo về Sở Nội vụ trước ngày 15/6/2026",  # its own words behind the colon
        "Không thu phí của người học.",
        "Theo kế hoạch 07/KH-UBND, chủ trì tổ chức 12 lớp tập huấn cho giáo viên",
    ],
)
def test_what_the_cited_sentence_says_is_supported(text):
    assert supported(claim(text))


@pytest.mark.parametrize(
    "text",
    [
        "Gửi báo cáo về Sở Nội vụ trước ngày 20/12/2026",  # the date of the next clause
        "Gửi báo cáo về Sở Nội vụ trước ngày 16/6/2026",
        "Chủ trì tổ chức 21 lớp tập huấn cho giáo viên",
        "Gửi báo cáo về Sở Tài chính trước ngày 15/6/2026",
        "Sở Tài chính: Gửi báo cáo về Sở Nội vụ trước ngày 15/6/2026",
        "Báo cáo cho các Sở: Nội vụ trước ngày 15/6/2026",
        "thu phí của người học",
        "Thu phí của người học theo quy định",
        "Theo kế hoạch 08/KH-UBND, chủ trì tổ chức 12 lớp tập huấn cho giáo viên",
        "Xây dựng nhà văn hóa ở các xã",
    ],
)
def test_what_it_does_not_say_is_not(text):
    assert not supported(claim(text))


def test_a_claim_without_citation_is_dropped():
    assert verify(answer(Claim("Chủ trì tổ chức 12 lớp tập huấn", ()))).status == "no_answer"


def test_a_citation_outside_its_section_does_not_resolve():
    assert not resolves(replace(CITATION, span=Span(0, len(TEXT) + 1)))
    assert not resolves(replace(CITATION, section=replace(SECTION, id="9")))


def test_the_supported_claims_stay_when_others_go():
    kept = verify(answer(claim("Chủ trì tổ chức 12 lớp tập huấn cho giáo viên"), claim("Chủ trì tổ chức 13 lớp")))
    assert [c.text for c in kept.claims] == ["Chủ trì tổ chức 12 lớp tập huấn cho giáo viên"]


def test_a_date_worked_out_from_no_cited_day_is_not_shown():
    said = "gửi báo cáo tổng kết trước ngày 20/12/2026"
    kept = verify(answer(claim(said, computed="còn 3 ngày: 20/12/2026"), claim(said, computed="đã qua: 21/12/2026")))
    assert [c.computed for c in kept.claims] == ["còn 3 ngày: 20/12/2026", ""]


@settings(max_examples=100, deadline=None)
@given(st.integers(1, 28), st.integers(1, 12), st.integers(2020, 2030))
def test_no_other_date_is_ever_supported(day, month, year):
    said = f"Gửi báo cáo về Sở Nội vụ trước ngày {day:02d}/{month:02d}/{year}"
    assert supported(claim(said)) == ((day, month, year) == (15, 6, 2026))
