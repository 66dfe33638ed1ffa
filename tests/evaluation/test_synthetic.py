from __future__ import annotations

from itertools import islice

import pytest

from evaluation.scale import parsed
from evaluation.synthetic import plan_text, questions
from ingest.load import parse

PLANS = list(islice(parsed(10_000), 3))


def test_a_number_makes_one_plan_always_and_another_number_another() -> None:
    assert plan_text(7) == plan_text(7)
    assert plan_text(7) != plan_text(8)


@pytest.mark.parametrize("number", [0, 33, 34, 1000])
def test_a_plan_made_by_rule_is_read_like_a_real_one(number: int) -> None:
    plan = parse(plan_text(number), "a.txt")
    assert plan.header.number == f"{number + 1}/KH-UBND"
    assert plan.header.province
    assert plan.header.signer
    assert [s.label for s in plan.sections if s.kind == "heading"] == ["I.", "II.", "III.", "IV."]
    assert len({a.agency for a in plan.assignments}) == 7
    assert len(plan.targets) == 5
    assert len(plan.deadlines) >= 7


def test_plans_are_made_until_there_are_passages_enough() -> None:
    assert sum(len(found) for _, found in parsed(70)) >= 70
    assert len(list(parsed(70))) < 5
    assert all(found for _, found in PLANS)


def test_every_kind_of_question_names_what_its_plan_holds() -> None:
    asked = questions(4)
    assert "5/KH-UBND" in asked["metadata"]
    assert PLANS[0][0].header.province in questions(0)["duties"]
    assert len(set(asked.values())) == len(asked) == 7
