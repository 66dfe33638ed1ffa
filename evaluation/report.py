"""A run as Vietnamese text: the table of measures, the groups, the failing questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.cases import Case
from evaluation.intervals import Rate
from evaluation.metrics import Score, Summary, grouped, summarise
from evaluation.mutation import Trial, totals
from evaluation.parsing import MEASURES, Reading, rates
from evaluation.run import Comparison, Run

NAMES = {
    "strict correct": "Đúng hoàn toàn",
    "status right": "Đúng loại trả lời",
    "gold section first (retrieved)": "Mục đúng đứng đầu (tìm kiếm)",
    "gold section first (citation)": "Mục đúng đứng đầu (trích dẫn)",
    "all gold in first five": "Đủ mục đúng trong 5 mục đầu",
    "recall@5": "Recall@5",
    "MRR@10": "MRR@10",
    "nDCG@10": "nDCG@10",
    "gold cited": "Trích đủ câu gốc",
    "gold citation precision": "Trích dẫn trúng câu gốc",
    "citation recall (statements supported)": "Câu có trích dẫn nâng đỡ",
    "citation precision": "Trích dẫn có nâng đỡ câu",
    "fact recall": "Đủ dữ kiện",
    "deadline exact": "Thời hạn chính xác",
    "abstention recall": "Biết nói không có",
    "over-refusal": "Từ chối nhầm",
    "invalid citations": "Trích dẫn không hợp lệ",
    "answers with an unsupported item": "Trả lời có chi tiết không căn cứ",
    "unsupported: number": "  số không căn cứ",
    "unsupported: date": "  ngày tháng không căn cứ",
    "unsupported: document": "  số hiệu không căn cứ",
    "unsupported: agency": "  cơ quan không căn cứ",
    "false absence": "Nói nhầm là văn bản không ghi",
    "forbidden said": "Nói điều sai đã biết",
}
_GROUPED = ("strict correct", "status right", "gold section first (retrieved)", "fact recall")
_TRIALS = {
    "day": "đổi ngày",
    "month": "đổi tháng",
    "number": "đổi số",
    "document number": "đổi số hiệu",
    "agency": "đổi cơ quan",
    "polarity": "đảo khẳng định, phủ định",
    "wrong section": "trích sang mục khác",
    "copy, other marks": "chép nguyên, đổi dấu câu",
    "date written out": "viết ngày bằng chữ tháng năm",
    "date in figures": "viết ngày bằng số",
    "abbreviation": "viết tắt, viết đủ",
    "lower case": "chữ thường",
    "said to be so": "thêm lời dẫn",
}


def table(result: Run) -> Iterator[str]:
    """Yield the lines of the table of a run: every measure with its interval, then groups and time."""
    summary = summarise(result.scores)
    yield f"{'Chỉ số':36} {'giá trị':>8} {'số câu':>12}   khoảng tin cậy 95 %"
    yield from (_row(name, told, summary.rates[name]) for name, told in NAMES.items())
    yield f"Thời gian trả lời: p50 {summary.latency_p50:.1f} ms, p95 {summary.latency_p95:.1f} ms."
    yield f"Độ dài trả lời (trung vị): {summary.median_length:.0f} ký tự."
    for title, groups in (("Cách viết", _by_style(result.scores)), ("Loại câu hỏi", _by_kind(result.scores))):
        yield ""
        yield f"{title:14} {'số câu':>7} {'đúng hết':>9} {'đúng loại':>10} {'đứng đầu':>9} {'dữ kiện':>8}"
        yield from (_group(name, group) for name, group in groups.items())


def _row(name: str, told: str, rate: Rate) -> str:
    low, high = rate.wilson
    counted = f"{rate.hits:g}/{rate.total}" if float(rate.hits).is_integer() else f"{rate.hits:.1f}/{rate.total}"
    return f"{told:36} {_percent(rate)} {counted:>12}   {low:6.1%} … {high:6.1%}"


def _group(name: str, group: Summary) -> str:
    rates = [group.rates[measure] for measure in _GROUPED]
    return f"{name:14} {rates[0].total:>7} " + " ".join(f"{_percent(rate):>9}" for rate in rates)


def _percent(rate: Rate) -> str:
    return f"{rate.value:8.1%}" if rate.total else f"{'–':>8}"


def _by_style(scores: Sequence[Score]) -> dict[str, Summary]:
    return grouped(scores, lambda score: score.style)


def _by_kind(scores: Sequence[Score]) -> dict[str, Summary]:
    return grouped(scores, lambda score: score.kind)


def failing(result: Run, cases: Sequence[Case]) -> Iterator[str]:
    """Yield for every question that is not strictly correct what was asked and what went wrong."""
    asked = {case.id: case for case in cases}
    for score in result.scores:
        if not score.strict:
            yield f"{score.id} [{score.kind}, {score.style}] {asked[score.id].question}"
            yield from (f"    {reason}" for reason in reasons(score, asked[score.id]))


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


def comparison(compared: Comparison) -> Iterator[str]:
    """Yield what changed between two runs, flips first, and whether it can be chance."""
    yield f"Được thêm {len(compared.gained)}: {', '.join(compared.gained) or 'không có'}"
    yield f"Bị mất {len(compared.lost)}: {', '.join(compared.lost) or 'không có'}"
    before, after = compared.before, compared.after
    yield f"Đúng hoàn toàn: {before.value:.1%} → {after.value:.1%} trên {after.total} câu chung."
    verdict = "có khác biệt" if compared.p_value < 0.05 else "chưa thấy khác biệt rõ"
    yield f"McNemar chính xác: p = {compared.p_value:.4f} ({verdict})."


def trial_table(tried: Sequence[Trial]) -> Iterator[str]:
    """Yield how well the judge itself finds planted errors, and how often it takes harmless changes for errors."""
    for trial in tried:
        kind = "lỗi cài" if trial.corrupt else "vô hại"
        yield f"{kind:8} {_TRIALS[trial.name]:30} {trial.flagged.hits:>5.0f}/{trial.flagged.total:<5} bị bắt"
    caught, alarms = totals(list(tried))
    yield f"Bộ chấm tìm ra {caught.value:.1%} lỗi cài vào, báo động nhầm {alarms.value:.1%} thay đổi vô hại."


def parsing_table(found: Sequence[Reading]) -> Iterator[str]:
    """Yield how well plans are read, and every thing that was read wrongly."""
    for name, rate in rates(list(found)).items():
        yield f"{MEASURES[name]:36} {_percent(rate)} {rate.hits:>7.0f}/{rate.total}"
    yield from (f"  sai, {r.file}: {r.wanted}" for r in found if not r.right)
