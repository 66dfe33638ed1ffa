"""What is read back equals what was stored."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from sqlalchemy import create_engine, insert

from ingest.load import load_plan
from ingest.passages import passages as parsed_passages
from retrieval import records, schema, versions
from tests.retrieval.handmade import passages, passages_of, plan_of, plans

SAMPLES = sorted((Path(__file__).parents[2] / "samples").glob("*.txt"))


def stored(*given_plans):
    engine = create_engine("sqlite://")
    with engine.begin() as connection:
        schema.metadata.create_all(connection)
        connection.execute(insert(schema.meta).values(id=1, library="x", schema=1, generation=0))
        for plan, own in given_plans:
            versions.store(connection, plan, own)
        held = list(records.load(connection, versions.active(connection)))
    engine.dispose()
    return held


def test_a_plan_with_every_kind_of_fact_comes_back_equal():
    plan = plan_of()
    (held,) = stored((plan, passages_of(plan)))
    assert (held.plan, held.passages) == (plan, passages_of(plan))


@given(plan=plans, own=passages)
@settings(max_examples=100, deadline=None)
def test_any_plan_comes_back_equal_whatever_its_text(plan, own):
    (held,) = stored((plan, own))
    assert (held.plan, held.passages) == (plan, own)


@pytest.mark.parametrize("file", SAMPLES, ids=lambda file: file.stem)
def test_a_real_plan_comes_back_equal(file):
    plan = load_plan(file)
    own = tuple(parsed_passages(plan))
    (held,) = stored((plan, own))
    assert (held.plan, held.passages) == (plan, own)


def test_many_plans_keep_their_own_facts(monkeypatch):
    monkeypatch.setattr(records, "_AT_ONCE", 2)
    given_plans = [plan_of(f"p{n}", text=f"Nội dung {n} của kế hoạch") for n in range(5)]
    held = stored(*((plan, passages_of(plan)) for plan in given_plans))
    assert {one.plan.id: one.plan for one in held} == {plan.id: plan for plan in given_plans}
    assert all(one.passages == passages_of(one.plan) for one in held)
