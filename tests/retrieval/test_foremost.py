"""What speaks most of a subject is found, and plans of which nothing can come near are not read."""

from __future__ import annotations

from dataclasses import replace

import pytest

from retrieval.draft import Material
from retrieval.foremost import Foremost
from retrieval.search import search
from tests.retrieval.invented import AS_OF

NEAR = 0.9


@pytest.fixture
def material(desk, monkeypatch):
    monkeypatch.setattr("retrieval.foremost.FEW", 0)
    monkeypatch.setattr("retrieval.foremost.AHEAD", 1)
    known = desk.assistant.knowledge()
    question = known.reader.read("Ai kiểm tra nồng độ cồn?", as_of=AS_OF)
    found = search(question, known, known.weigher)
    return Material(question, known.plans, found, known.weigher, known.statements)


def told(material, plan):
    """Return the tasks of a plan, each with how much of the subject it says."""
    return [(material.about(plan.quote(task.span)), task) for task in plan.assignments]


def found(material, **wanted):
    """Return what is found and the ids of the plans read."""
    read = []
    foremost = Foremost(material, "task", material.question.topic, NEAR, **wanted)
    facts = foremost.of(material.plans, lambda plan: read.append(plan.id) or told(material, plan))
    return facts, read


def best_of(facts):
    most = max(weight for weight, _, _ in facts)
    return most, [(plan.id, fact) for weight, plan, fact in facts if weight >= NEAR * most]


@pytest.mark.parametrize("topic", [("nồng", "độ", "cồn"), ("kiểm", "tra"), ("sạt", "lở", "đất"), ("rác", "thải")])
def test_the_best_are_those_of_reading_every_plan_which_is_not_done(material, topic):
    material = replace(material, question=replace(material.question, topic=topic))
    facts, read = found(material)
    every, whole = found(replace(material, statements=None))
    assert best_of(facts) == best_of(every)
    assert len(read) < len(whole) == len(material.plans)


def test_the_facts_stand_in_the_order_of_the_plans_however_these_are_read(material):
    facts, read = found(material, fewest=9)
    order = [plan.id for plan in material.plans]
    assert sorted(read) == sorted(order)
    assert read != order
    assert [plan.id for _, plan, _ in facts] == sorted((plan.id for _, plan, _ in facts), key=order.index)


def test_more_plans_are_read_until_enough_have_some_and_never_more_than_may_be(material):
    assert len({plan.id for _, plan, _ in found(material)[0]}) == 1
    assert len({plan.id for _, plan, _ in found(material, fewest=2)[0]}) == 2
    assert len(found(material, fewest=9, most=3)[1]) == 3


def test_where_the_head_says_nearly_all_what_is_left_may_be_said_whole(material):
    plan = next(plan for plan in material.plans if plan.assignments)
    material = replace(material, question=replace(material.question, topic=(*plan.header.title.split()[:5], "xyzzy")))
    assert plan.id in found(material, within=True)[1][:2]
    assert material.within(plan, "") == 1.0


def test_of_plans_alike_those_of_the_passages_found_are_read_first(material):
    material = replace(material, question=replace(material.question, topic=("xyzzy",)))
    last = next(one for one in reversed(material.found) if one.plan_id != material.plans[0].id)
    assert found(replace(material, found=(last,)))[1][0] == last.plan_id


def test_of_very_many_plans_the_targets_of_some_are_told_and_how_many_are_left(desk, monkeypatch):
    every = desk.assistant.ask("Các chỉ tiêu", as_of=AS_OF)
    monkeypatch.setattr("retrieval.write_targets.MANY", 2)
    monkeypatch.setattr("retrieval.write_targets.FIRST", 1)
    some = desk.assistant.ask("Các chỉ tiêu", as_of=AS_OF)
    assert len({claim.citations[0].plan.id for claim in every.claims}) > 1
    assert len({claim.citations[0].plan.id for claim in some.claims}) == 1
    assert set(some.claims) < set(every.claims)
    assert any(note.startswith("Còn 4 văn bản nữa có thể nêu chỉ tiêu.") for note in some.notes)


def test_of_very_many_headings_alike_some_are_told_and_that_there_are_more(desk, monkeypatch):
    whole = desk.assistant.ask("Mục tiêu chung là gì?", as_of=AS_OF)
    for module in ("asked_section", "write_content"):
        monkeypatch.setattr(f"retrieval.{module}.MANY", 1)
        monkeypatch.setattr(f"retrieval.{module}.FIRST", 1)
    monkeypatch.setattr(Material, "headed", lambda self: self.plans)
    some = desk.assistant.ask("Mục tiêu chung là gì?", as_of=AS_OF)
    assert some.claims == whole.claims
    assert any(note.startswith("Còn văn bản khác có mục như vậy.") for note in some.notes)
    assert not any(note.startswith("Còn văn bản khác") for note in whole.notes)
