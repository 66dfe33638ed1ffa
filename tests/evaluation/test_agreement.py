"""Our measures of a ranking are those of ir_measures, to twelve digits, on rankings made at random."""

from __future__ import annotations

from random import Random

import ir_measures
import pytest
from ir_measures import RR, R, Success, nDCG

from evaluation.retrieval_metrics import Relevance, ndcg, recall, reciprocal_rank, success

MEASURES = {
    **{Success @ k: lambda ranks, golds, k=k: success(ranks, k) for k in (1, 5, 10)},
    **{R @ k: lambda ranks, golds, k=k: recall(ranks, k, golds) for k in (1, 5, 10)},
    RR @ 10: lambda ranks, golds: reciprocal_rank(ranks),
    nDCG @ 10: lambda ranks, golds: ndcg(ranks, golds),
}


def rankings(count: int) -> list[tuple[Relevance, int]]:
    """Rankings of up to 15 sections in which up to 6 gold quotes stand once each, or nowhere."""
    random = Random(20)
    made = []
    for _ in range(count):
        golds, length = random.randint(1, 6), random.randint(0, 15)
        ranks = [frozenset[int]()] * length
        for gold, place in enumerate(random.sample(range(length + 6), golds)):
            if place < length:
                ranks[place] = frozenset({gold})
        made.append((ranks, golds))
    return made


@pytest.fixture(scope="module")
def theirs() -> dict[tuple[str, str], float]:
    told, run = [], []
    for number, (ranks, golds) in enumerate(rankings(300)):
        told += [ir_measures.Qrel(f"q{number}", f"gold{gold}", 1) for gold in range(golds)]
        run.append(ir_measures.ScoredDoc(f"q{number}", "none", -1.0))
        for place, found in enumerate(ranks):
            name = next((f"gold{gold}" for gold in found), f"other{place}")
            run.append(ir_measures.ScoredDoc(f"q{number}", name, float(100 - place)))
    return {(m.query_id, str(m.measure)): m.value for m in ir_measures.iter_calc(list(MEASURES), told, run)}


@pytest.mark.parametrize("measure", MEASURES, ids=str)
def test_a_measure_agrees_with_ir_measures_on_300_random_rankings(measure, theirs) -> None:
    ours = MEASURES[measure]
    for number, (ranks, golds) in enumerate(rankings(300)):
        assert ours(ranks, golds) == pytest.approx(theirs[f"q{number}", str(measure)], abs=1e-12)
