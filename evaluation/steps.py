"""At which step of the way from question to answer a wrong answer went wrong."""

from __future__ import annotations

from collections.abc import Callable

from evaluation.cases import Case
from evaluation.metrics import Score
from evaluation.record import Record

NAMES = {
    "understanding": "hiểu câu hỏi",
    "retrieval": "tìm mục",
    "writing": "viết câu trả lời",
    "verification": "kiểm chứng",
}
_ASIDE = ("smalltalk", "refused", "clarify")

Test = Callable[[Case, Record, Score], bool]


def _misunderstood(case: Case, record: Record, score: Score) -> bool:
    """Say whether the question was taken for one of another sort, or its near miss not noticed."""
    return not score.status_right and (record.status in _ASIDE or case.unanswerable or not case.answerable)


def _not_found(case: Case, record: Record, score: Score) -> bool:
    return score.gold.retrieval.get("success@10") == 0.0


def _let_through(case: Case, record: Record, score: Score) -> bool:
    return bool(score.unsupported or score.invalid)


_STEPS: tuple[tuple[str, Test], ...] = (
    ("understanding", _misunderstood),
    ("retrieval", _not_found),
    ("verification", _let_through),
)


def failed_step(case: Case, record: Record, score: Score) -> str | None:
    """Return the first step that went wrong, None for a right answer; what no other step explains is the writing."""
    if score.strict:
        return None
    return next((step for step, test in _STEPS if test(case, record, score)), "writing")
