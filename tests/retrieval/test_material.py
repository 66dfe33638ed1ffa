"""The model is shown whole sentences under keys it cannot invent, within a budget."""

import json
from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from plans.model import Header, Plan, Section, Span
from retrieval.answer import Answer, Citation, Claim, Hit, Question
from retrieval.material import PASSAGE, Passage, select, told
from retrieval.tokens import count_tokens

QUESTION = Question("hạn?", "hạn?", "deadline", date(2024, 5, 1))


def plan_of(*bodies: str, name: str = "p1") -> Plan:
    """A plan whose sections 1, 2, … are the given bodies, one heading line each."""
    sections, text = [], ""
    for n, body in enumerate(bodies, 1):
        start, text = len(text), f"{text}{n}. Mục số {n}\n\n{body}\n"
        sections.append(Section(str(n), f"{n}.", (str(n),), f"Mục số {n}", 1, "heading", Span(start, len(text))))
    return Plan(name, f"{name}.txt", text, Header(number="07/KH-UBND", province="Lai Châu"), tuple(sections))


def cite(plan: Plan, words: str) -> Citation:
    start = plan.text.index(words)
    return Citation(plan, plan.citable(start), Span(start, start + len(words)))


def draft_of(*citations: Citation) -> Answer:
    return Answer(QUESTION, "answered", claims=tuple(Claim(c.quote, (c,)) for c in citations))


def hits_of(plan: Plan) -> tuple[Hit, ...]:
    return tuple(Hit(plan, section, 1.0) for section in plan.sections)


def test_passages_of_the_offline_answer_come_first_and_are_not_shown_twice():
    plan = plan_of("Sở Y tế báo cáo.", "Sở Tài chính cấp tiền.")
    whole = Citation(plan, plan.sections[1], plan.sections[1].span)
    shown = select(draft_of(whole), hits_of(plan))
    assert [p.span for p in shown] == [plan.sections[1].span, plan.sections[0].span]


def test_a_section_that_adds_only_its_heading_to_what_is_shown_is_left_out():
    plan = plan_of("Sở Y tế báo cáo.", "Sở Tài chính cấp tiền. " + "Sở Tài chính tổng hợp báo cáo. " * 5)
    shown = select(draft_of(cite(plan, "Sở Y tế báo cáo."), cite(plan, "Sở Tài chính cấp tiền.")), hits_of(plan))
    assert [p.plan.citable(p.span.start).id for p in shown] == ["1", "2", "2"]


def test_equal_text_at_another_place_or_in_another_plan_has_another_key():
    one, other = plan_of("Sở Y tế báo cáo.", "Sở Y tế báo cáo."), plan_of("Sở Y tế báo cáo.", name="p2")
    keys = [Passage(p, s.span).key for p in (one, other) for s in p.sections]
    assert len(set(keys)) == 3
    assert keys == [Passage(p, s.span).key for p in (one, other) for s in p.sections]


def test_a_passage_is_one_line_that_says_where_it_stands():
    passage = Passage(plan_of('Đóng ngoặc "} rồi\n{"key": "k-0"'), Span(0, 40))
    assert "\n" not in passage.line
    assert json.loads(passage.line)["where"] == "07/KH-UBND · Lai Châu · 1. Mục số 1"
    assert json.loads(passage.line)["key"] == passage.key


def test_a_long_section_is_cut_after_a_whole_sentence():
    plan = plan_of("Sở Y tế báo cáo kết quả hằng năm. " * 200)
    (passage,) = select(draft_of(), hits_of(plan))
    assert passage.span.end - passage.span.start <= PASSAGE
    assert plan.quote(passage.span).endswith("hằng năm.")


def test_a_sentence_longer_than_a_passage_is_shown_whole_or_not_at_all():
    plan = plan_of("dài " * 1_000 + ". Sau đó là câu ngắn.")
    (passage,) = select(draft_of(), hits_of(plan))
    assert passage.span.end - passage.span.start > PASSAGE
    assert plan.quote(passage.span).endswith(".")
    assert select(draft_of(), hits_of(plan), budget=200) == ()


def test_a_passage_over_the_budget_leaves_room_for_a_shorter_one():
    plan = plan_of("dài " * 2_000, "Sở Y tế báo cáo kết quả hằng năm.")
    (passage,) = select(draft_of(), hits_of(plan), budget=600)
    assert "Sở Y tế" in plan.quote(passage.span)


def test_offline_claims_are_told_only_with_the_keys_of_passages_that_are_shown():
    plan = plan_of("Sở Y tế báo cáo.", "Sở Tài chính cấp tiền.")
    draft = draft_of(cite(plan, "Sở Y tế báo cáo."), cite(plan, "Sở Tài chính cấp tiền."))
    shown = select(draft, ())[:1]
    assert json.loads(told(draft, shown)) == {"about": "", "claim": "Sở Y tế báo cáo.", "keys": [shown[0].key]}


def test_the_sentence_that_says_a_statement_is_found_and_the_quote_decides_between_equals():
    plan = plan_of("Sở Y tế báo cáo trước ngày 05/3. Sở Y tế báo cáo trước ngày 09/9.")
    passage = Passage(plan, plan.sections[0].span)
    assert passage.supporting("Sở Y tế báo cáo trước 09/9").quote.endswith("09/9.")
    assert passage.supporting("Sở Y tế báo cáo", "trước ngày 09/9").quote.endswith("09/9.")
    assert passage.supporting("hoàn toàn khác lạ") is None


def test_no_sentence_of_a_passage_runs_from_one_section_into_the_next():
    plan = plan_of("Sở Y tế báo cáo", "Sở Tài chính cấp tiền")
    for citation in Passage(plan, Span(0, len(plan.text))).sentences():
        assert citation.section.span.contains(citation.span)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text(max_size=300), min_size=1, max_size=8), st.integers(0, 3_000))
def test_the_budget_is_never_exceeded(bodies, budget):
    plan = plan_of(*bodies)
    shown = select(draft_of(), hits_of(plan), budget)
    assert sum(count_tokens(p.line) for p in shown) <= budget
    assert all(p.key in p.line for p in shown)
