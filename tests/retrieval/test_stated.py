"""The index of statements leaves out no plan that a writer could find something in."""

from __future__ import annotations

from dataclasses import replace

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from plans.agencies import same_agency
from plans.text import fold, syllables
from retrieval.answer import Question
from retrieval.draft import HEADED, Material
from retrieval.evidence import Weigher, asked_words, folded
from retrieval.knowledge import Knowledge
from retrieval.stated import Stated, Statements, phrase_of
from retrieval.statements import KINDS, Indexed, indexed
from tests.retrieval import handmade
from tests.retrieval.invented import AS_OF

WORDS = ("tàu", "cảng", "đèn", "biển", "Sở", "YT", "hòn", "đảo")
_texts = st.lists(st.sampled_from(WORDS), min_size=1, max_size=5).map(" ".join)
_plans = st.builds(
    Indexed,
    statements=st.lists(st.tuples(st.sampled_from(KINDS), _texts), max_size=5).map(tuple),
    names=st.frozensets(st.tuples(st.sampled_from(KINDS), _texts), max_size=4),
)


def statements_of(plans, cuts):
    """Index `plans` in pieces cut at `cuts`, joined again where the cut is even."""
    parts, begin = [], 0
    for cut in [*sorted(cuts), len(plans)]:
        cut = min(cut, len(plans))
        parts.append((Stated.build(plans[begin:cut]), np.arange(begin, cut, dtype=np.int64)))
        begin = cut
    if len(parts) > 1 and cuts[0] % 2 == 0:
        (one, first), (other, second), *rest = parts
        places = (np.arange(len(first)), np.arange(len(second)) + len(first))
        joined = Stated.merged([(one, places[0].astype(np.int32)), (other, places[1].astype(np.int32))])
        parts = [(joined, np.concatenate([first, second])), *rest]
    return Statements(tuple(parts))


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.sampled_from(KINDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    st.sampled_from([0.0, 0.5, 0.62, 1.0]),
)  # fmt: skip
def test_what_speaks_enough_of_a_subject_is_found_however_the_index_is_cut(plans, cuts, kind, topic, least):
    weigher = Weigher(9, lambda _: 1)
    weights = {word: weigher.weight(word) for word in asked_words(tuple(topic))}
    spoken = {
        at
        for at, plan in enumerate(plans)
        for of, text in plan.statements
        if of == kind and weigher.coverage(topic, text) > max(least - 1e-9, 0.0)
    }
    assert spoken <= statements_of(plans, cuts).speaking(kind, weights, least)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=5, unique=True),
)  # fmt: skip
def test_a_heading_that_is_mostly_of_the_subject_is_found(plans, cuts, topic):
    weigher = Weigher(9, lambda word: {"tau": 9, "cang": 4}.get(word, 1))
    headings = ((at, text) for at, plan in enumerate(plans) for kind, text in plan.statements if kind == "heading")
    meant = {at for at, text in headings if weigher.coverage(folded(text), " ".join(topic)) >= HEADED}
    material = Material(Question("?", "?", "content", AS_OF, topic=tuple(topic)), (), (), weigher)
    weights = material._weights_as_text(topic)
    assert meant <= statements_of(plans, cuts).within("heading", weights, HEADED)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.sets(st.sampled_from(KINDS), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    st.sampled_from([0.0, 0.5, 0.75, 1.0]),
)  # fmt: skip
def test_a_plan_whose_statements_speak_enough_together_is_found_and_no_other(plans, cuts, kinds, topic, least):
    weights = {word: 1.0 + len(word) for word in asked_words(tuple(topic))}
    said = [{word for text in texts_of(plan, kinds) for word in folded(text)} for plan in plans]
    shares = [sum(weights[w] for w in weights if w in some) / sum(weights.values()) for some in said]
    found = statements_of(plans, cuts).covering(kinds, weights, least)
    assert {at for at, share in enumerate(shares) if share > max(least - 1e-9, 0.0)} <= found
    wider = [some | {fold(word) for text in texts_of(plan, kinds) for word in syllables(text)}
             for plan, some in zip(plans, said, strict=True)]  # fmt: skip
    assert all(any(word in wider[at] for word in weights) for at in found)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
    st.sampled_from([0.5, 0.75, 1.0]),
)  # fmt: skip
def test_a_heading_below_another_speaks_of_no_more_than_is_known_of_two(plans, cuts, topic, least):
    weigher = Weigher(9, lambda _: 1)
    weights = {word: weigher.weight(word) for word in asked_words(tuple(topic))}
    heads = [" ".join(texts_of(plan, ("title", "issuer"))) for plan in plans]
    pairs = ((at, one, two) for at, plan in enumerate(plans) for one in texts_of(plan, ("heading",))
             for two in ("", *texts_of(plan, ("heading",))))  # fmt: skip
    spoken = {at for at, one, two in pairs if weigher.coverage(topic, f"{two}. {one}. {heads[at]}") >= least}
    assert spoken <= statements_of(plans, cuts).headed(weights, least)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3),
    st.sampled_from(KINDS), st.lists(st.sampled_from(WORDS), min_size=1, max_size=4, unique=True),
)  # fmt: skip
def test_no_statement_speaks_of_more_than_the_share_known_of_its_plan(plans, cuts, kind, topic):
    weigher = Weigher(9, lambda _: 1)
    shares = statements_of(plans, cuts).shares(kind, {word: weigher.weight(word) for word in asked_words(tuple(topic))})
    assert sorted(shares) == list(range(len(plans)))
    said = ((at, text) for at, plan in enumerate(plans) for text in texts_of(plan, (kind,)))
    assert all(weigher.coverage(topic, text) <= shares[at] + 1e-4 for at, text in said)


def texts_of(plan, kinds):
    """Return what a plan states of some kinds."""
    return [text for kind, text in plan.statements if kind in kinds]


@settings(max_examples=200, deadline=None)
@given(st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3), _texts)
def test_a_duty_that_prints_a_name_is_found(plans, cuts, name):
    printed = {
        at for at, plan in enumerate(plans) for kind, text in plan.statements if kind == "deadline" and name in text
    }
    weights = dict.fromkeys(phrase_of(fold(name).split()), 1.0)
    assert printed <= statements_of(plans, cuts).speaking("deadline", weights, 1.0)


@settings(max_examples=200, deadline=None)
@given(st.lists(_plans, max_size=6), st.lists(st.integers(0, 6), min_size=1, max_size=3), st.sampled_from(KINDS))
def test_a_plan_is_found_by_the_bodies_it_names_and_by_no_other(plans, cuts, kind):
    found = statements_of(plans, cuts).naming(kind, lambda name: "tàu" in name)
    assert found == {at for at, plan in enumerate(plans) if any(k == kind and "tàu" in n for k, n in plan.names)}


@settings(max_examples=60, deadline=None)
@given(handmade.plans)
def test_any_plan_can_be_indexed(plan):
    one = indexed(handmade.held_of(plan))
    assert {name for kind, name in one.names if kind == "task"} == {task.agency for task in plan.assignments}
    assert Stated.build([one]).naming("task", lambda _: True).tolist() == [0] * len(
        {task.agency for task in plan.assignments}
    )


def test_what_is_saved_is_read_back_and_half_of_it_is_refused(tmp_path):
    plans = [Indexed(statements=(("title", "cảng cá"), ("task", "sửa đèn")), names=frozenset({("task", "Sở Y tế")}))]
    Stated.build(plans).save(tmp_path)
    again = Stated.load(tmp_path)
    assert again.speaking("task", {"den": 1.0}, 0.5).tolist() == [0]
    assert again.naming("task", lambda name: same_agency("Sở YT", name)).tolist() == [0]
    np.save(tmp_path / "stated.kinds.npy", np.zeros(1, np.uint8))
    with pytest.raises(ValueError, match="not whole"):
        Stated.load(tmp_path)


QUESTIONS = (
    "Sở Y tế phải làm gì?", "Công an tỉnh có nhiệm vụ gì về nồng độ cồn?", "Ai kiểm tra thang máy?",
    "Hạn báo cáo của Sở Tài chính là khi nào?", "Tỷ lệ phân loại rác là bao nhiêu?", "Mục tiêu là gì?",
    "Căn cứ pháp lý của kế hoạch lũ quét", "Nghị quyết 149/NQ-CP nói về gì?",
    "Những kế hoạch nào giao việc cho Sở Y tế?",
    "Kế hoạch nào căn cứ Nghị quyết 149/NQ-CP?", "Có những kế hoạch nào?", "kế hoạch rác thải nói gì", "nồng độ cồn",
    "Các sở, ban, ngành phải làm gì?", "Tổ chức thực hiện", "UBND xã báo cáo khi nào?", "So sánh Đà Nẵng và Gia Lai",
    "Bản đồ vùng nguy cơ sạt lở đất phải hoàn thành trước ngày nào?", "Khắc phục điểm sạt lở quốc lộ xong khi nào?",
    "Công đoàn cơ sở lập danh sách đoàn viên khó khăn trước ngày nào?", "Hạn kiểm kê cồng chiêng là ngày nào?",
    "Sở Tài chính báo cáo giải ngân cho UBND tỉnh khi nào?", "Huyện gửi kết quả phân loại rác trong mấy ngày?",
    "Phòng khám gửi danh sách người bệnh cho Sở Y tế trong mấy ngày?", "Hạn nộp của kế hoạch phân loại rác thải",
)  # fmt: skip


@pytest.mark.parametrize("question", QUESTIONS)
def test_answers_are_those_of_a_writer_that_reads_every_plan(desk, monkeypatch, question):
    monkeypatch.setattr("retrieval.draft.FEW", 0)
    monkeypatch.setattr("retrieval.foremost.FEW", 0)
    narrowed = desk.assistant.ask(question, as_of=AS_OF)
    monkeypatch.setattr("retrieval.draft.FEW", 99)
    monkeypatch.setattr(Knowledge, "statements", property(lambda _: None))
    monkeypatch.setattr(Knowledge, "tasked", lambda self, agency: frozenset(
        plan.id for plan in self.plans for task in plan.assignments if same_agency(agency, task.agency)
    ))  # fmt: skip
    assert replace(narrowed, timings={}) == replace(desk.assistant.ask(question, as_of=AS_OF), timings={})
    assert syllables(question)
