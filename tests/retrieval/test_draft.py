"""What writers share: quotes read as lines, citations that a reader can look up."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model import Span
from retrieval.answer import Question
from retrieval.draft import Material, cite, quoted, spoken
from retrieval.evidence import Weigher
from retrieval.verify import resolves, supported
from tests.retrieval.invented import AS_OF


@pytest.mark.parametrize(
    ("quote", "line"),
    [
        ("- Lập danh sách hộ;", "Lập danh sách hộ"),
        ("+  Lập\n  danh sách.", "Lập danh sách"),
        ("– Trồng 5 ha rừng /.", "Trồng 5 ha rừng"),
        ("Sở Y tế:", "Sở Y tế"),
        ("...", "..."),
        ("85,5%", "85,5%"),
    ],
)
def test_a_quote_is_read_without_its_list_mark_and_closing_stop(quote, line):
    assert spoken(quote) == line


@settings(max_examples=150, deadline=None)
@given(st.text(min_size=1).filter(str.strip))
def test_no_quote_is_read_as_nothing(quote):
    assert spoken(quote).strip()


def test_a_citation_names_the_numbered_section_around_it(desk):
    plan = desk.plan("lu-quet.txt")
    at = plan.text.index("Hướng dẫn tiêu chuẩn")
    citation = cite(plan, Span(at, at + 20))
    assert citation.section.path == ("III", "2")
    assert citation.quote == "Hướng dẫn tiêu chuẩn"


def test_a_citation_never_reaches_beyond_its_section(desk):
    plan = desk.plan("lu-quet.txt")
    at = plan.text.index("Hướng dẫn tiêu chuẩn")
    citation = cite(plan, Span(at, len(plan.text)))
    assert citation.span.end == citation.section.span.end
    assert resolves(citation)


@settings(max_examples=50, deadline=None)
@given(st.data())
def test_whatever_is_quoted_is_supported_by_what_it_cites(desk, data):
    plan = desk.plan(data.draw(st.sampled_from(sorted(desk.plans))))
    section = data.draw(st.sampled_from([s for s in plan.walk() if not s.children and plan.quote(s.span).strip()]))
    claim = quoted(plan, section.span, "nơi nào", "")
    assert resolves(claim.citations[0])
    assert supported(claim)


def test_a_question_without_a_subject_is_spoken_of_by_every_text():
    material = Material(Question("?", "?", "duties", AS_OF), (), (), Weigher(0, lambda _: 0))
    assert material.about("bất cứ điều gì") == 1.0


def test_a_plan_is_named_by_its_title_and_its_issuer_together(desk):
    plans = list(desk.plans.values())
    topic = ("chăm", "lo", "liên", "đoàn", "phú", "thọ")
    material = Material(Question("?", "?", "metadata", AS_OF, topic=topic), plans, (), Weigher(100, lambda word: 1))
    assert material.titled() == plans
    assert [plan.file for plan in material.titled(issuers=True)] == ["cham-lo-tet.txt"]
