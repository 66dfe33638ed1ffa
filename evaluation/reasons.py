"""Why an answer is not strictly correct, in Vietnamese."""

from __future__ import annotations

from collections.abc import Iterator

from evaluation.cases import Case
from evaluation.metrics import Score


def reasons(score: Score, case: Case) -> Iterator[str]:
    """Yield in Vietnamese why an answer is not strictly correct."""
    if not score.status_right:
        yield f"loại trả lời là {score.status}, cần {' hoặc '.join(case.status)}"
    if score.facts_missed:
        yield f"thiếu: {'; '.join(score.facts_missed)}"
    if score.gold.gold_cited not in (None, 1.0):
        yield "chưa trích đủ câu gốc"
    if score.unsupported:
        yield f"không có căn cứ: {'; '.join(score.unsupported)}"
    if score.invalid:
        yield f"{score.invalid} trích dẫn không hợp lệ"
    if score.denied:
        yield "nói văn bản không ghi điều mà văn bản có ghi"
    if score.forbidden:
        yield f"nói điều sai: {'; '.join(score.forbidden)}"
