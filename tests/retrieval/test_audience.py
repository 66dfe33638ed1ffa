"""To an audience the library is as if it held nothing but the plans that audience may see."""

from __future__ import annotations

from dataclasses import replace
from itertools import combinations
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from plans.errors import UnknownPlan
from retrieval.answer import Answer, Turn
from retrieval.assistant import Assistant
from retrieval.audience import INTERNAL, PUBLIC
from retrieval.names import plan_label
from tests.retrieval.invented import AS_OF, assistant_of

HEALTH, FINANCE = "y tế", "tài chính"
GROUPS = (INTERNAL, HEALTH, FINANCE)
SEEN_BY = {
    "cham-lo-tet.txt": {PUBLIC},
    "giao-thong.txt": {INTERNAL},
    "lu-quet.txt": {HEALTH},
    "rac-thai.txt": {HEALTH, FINANCE},
    "thang-may.txt": {FINANCE},
}
QUESTIONS = (
    "Sở Y tế phải làm gì?",
    "so tai chinh phai lam gi",
    "Hạn báo cáo là khi nào?",
    "Có những kế hoạch nào?",
    "Kế hoạch 214/KH-UBND do ai ký?",
    "Kế hoạch của Đà Nẵng nói về gì?",
    "Tỷ lệ phân loại rác là bao nhiêu?",
    "nồng độ cồn",
    "Ai kiểm tra thang máy?",
    "trạm cảnh báo mưa",
    "Mục II.2 quy định gì?",
    "So sánh kế hoạch 214 và 118",
    "Kế hoạch nào mới nhất?",
    "Căn cứ pháp lý của kế hoạch lũ quét",
    "Phú Thọ có kế hoạch gì?",
    "xin chào",
    "zzz",
)


def files_for(audience: set[str]) -> tuple[str, ...]:
    return tuple(name for name, groups in SEEN_BY.items() if groups & (audience | {PUBLIC}))


@pytest.fixture(scope="module")
def restricted(tmp_path_factory: pytest.TempPathFactory) -> Assistant:
    assistant = assistant_of(tmp_path_factory.mktemp("restricted"))
    for plan in assistant.library.plans():
        assistant.library.restrict(plan.id, SEEN_BY[plan.file])
    yield assistant
    assistant.library.close()


@pytest.fixture(scope="module")
def apart(tmp_path_factory: pytest.TempPathFactory) -> dict[tuple[str, ...], Assistant]:
    """For each audience, an assistant over a library that holds only what that audience may see."""
    audiences = (set(chosen) for size in range(4) for chosen in combinations(GROUPS, size))
    made = {files_for(groups): None for groups in audiences}
    made = {files: assistant_of(tmp_path_factory.mktemp("apart"), *files) for files in made}
    yield made
    for assistant in made.values():
        assistant.library.close()


def told(answer: Answer) -> Answer:
    return replace(answer, timings={})


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.sets(st.sampled_from(GROUPS)), st.sampled_from(QUESTIONS), st.lists(st.sampled_from(QUESTIONS), max_size=2))
def test_an_answer_is_that_of_a_library_without_the_hidden_plans(restricted, apart, audience, question, earlier):
    turns = [Turn(one) for one in earlier]
    got = restricted.ask(question, turns, as_of=AS_OF, audience=audience)
    assert told(got) == told(apart[files_for(audience)].ask(question, turns, as_of=AS_OF))


def test_lists_counts_and_names_hold_only_what_is_seen(restricted):
    library = restricted.library
    for size in range(4):
        for chosen in combinations(GROUPS, size):
            seen = {plan.file for plan in library.plans(set(chosen))}
            assert seen == set(files_for(set(chosen)))
            with pytest.raises(UnknownPlan) as refused:
                library.visible(set(chosen)).find("zzz")
            assert all(plan.id not in str(refused.value) for plan in library.plans() if plan.file not in seen)
    assert len(library.plans()) == len(SEEN_BY)


@pytest.mark.parametrize("audience", [set(), {HEALTH}])
def test_the_heads_of_the_plans_seen_are_told_without_reading_one(restricted, audience, monkeypatch):
    seen = restricted.library.plans(audience)
    with monkeypatch.context() as sealed:
        sealed.setattr("retrieval.shelf.Shelf.held", None)
        heads = restricted.library.visible(audience).heads
        assert [plan_label(head) for head in heads] == [plan_label(plan) for plan in seen]
        assert [head.id for head in heads] == [plan.id for plan in seen]


def test_a_hidden_plan_cannot_be_named(restricted):
    hidden = next(plan for plan in restricted.library.plans() if plan.file == "thang-may.txt")
    with pytest.raises(UnknownPlan):
        restricted.ask("Ai ký?", plan=hidden.id, audience={INTERNAL})
    assert restricted.ask("Ai ký?", plan=hidden.id, audience={FINANCE}).status == "answered"


def test_a_restriction_counts_at_once_and_outlives_the_plan(tmp_path: Path):
    assistant = assistant_of(tmp_path, "rac-thai.txt")
    with assistant.library as library:
        (plan,) = library.plans({INTERNAL})
        assert library.groups_of(plan.id) == (PUBLIC,)
        assert assistant.ask("Ai ký?", audience={INTERNAL}).status == "answered"
        library.restrict(plan.id, [HEALTH])
        assert assistant.ask("Ai ký?", audience={INTERNAL}).status == "no_answer"
        library.remove(plan.id)
        assistant_of(tmp_path, "rac-thai.txt").library.close()
        assert library.plans({INTERNAL}) == ()
        assert library.groups_of(plan.id) == (HEALTH,)
        library.restrict(plan.id, [PUBLIC, HEALTH])
        assert library.plans(set()) == library.plans()
