"""A library written again with other words: as many plans, each with facts where its text states them."""

from __future__ import annotations

from evaluation.multiplied import multiply, retold
from evaluation.synthetic import plan_text
from ingest.load import parse
from ingest.passages import passages
from retrieval.library import Library
from retrieval.settings import Settings


def test_every_plan_is_written_again_with_its_facts_where_they_stood(tmp_path):
    plans = [parse(plan_text(number), f"{number}.txt") for number in range(2)]
    with Library.open(Settings(home=tmp_path)) as library:
        library.add_all([(plan, tuple(passages(plan))) for plan in plans])
    multiply(tmp_path, 3)
    with Library.open(Settings(home=tmp_path)) as library:
        held = library.plans()
        assert len(held) == 3 * len(plans)
        assert len({plan.text for plan in held}) == len(held)
        for plan in held:
            assert [task.agency for task in plan.assignments] == [
                plan.quote(task.agency_span) for task in plan.assignments
            ]
        again = held[[plan.id for plan in held].index(f"{plans[0].id} (1)")]
        assert again.deadlines[0].what == retold(1, plans[0].deadlines[0].what)
        assert library.lexical.best(again.header.title or "", 1)[1][0] > 0


def test_what_is_retold_is_as_long_and_tells_of_something_else():
    text = plan_text(7)
    assert len(retold(1, text) or "") == len(text)
    assert retold(1, text) != text
    assert retold(1, None) is None
