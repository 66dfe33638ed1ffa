from __future__ import annotations

from dataclasses import replace

import pytest

from evaluation.cases import Case
from evaluation.record import Cited, Found, Record
from evaluation.run import scored
from evaluation.steps import failed_step

TEXT = "Sở Y tế tiêm chủng cho 120 trẻ em."
CASE = Case("a", "?", "duties", "plain", ("x.txt",), ("answered",), gold=((TEXT,),))
CITED = (Cited(1, "1/KH", "x.txt", "1", "I", "", TEXT, 0, len(TEXT), TEXT),)
FOUND = (Found("1/KH", "1", TEXT, "x.txt"),)
RIGHT = Record("a", "answered", f"- {TEXT} [1]", CITED, FOUND)


@pytest.mark.parametrize(
    ("case", "record", "step"),
    [
        (CASE, RIGHT, None),
        (CASE, replace(RIGHT, status="smalltalk"), "understanding"),
        (CASE, replace(RIGHT, status="clarify"), "understanding"),
        (replace(CASE, status=("no_answer",), gold=()), RIGHT, "understanding"),
        (CASE, replace(RIGHT, status="no_answer", retrieved=()), "retrieval"),
        (CASE, replace(RIGHT, status="no_answer"), "writing"),
        (replace(CASE, facts=(("150",),)), RIGHT, "writing"),
        (CASE, replace(RIGHT, answer="- Tiêm cho 999 trẻ em [1]"), "verification"),
        (CASE, replace(RIGHT, answer=f"- {TEXT} [1][7]"), "verification"),
    ],
)
def test_the_first_step_that_went_wrong_is_named(case: Case, record: Record, step: str | None) -> None:
    score = scored([case], {"a": record}, {"x.txt": TEXT}).scores[0]
    assert failed_step(case, record, score) == step
