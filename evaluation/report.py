"""A run as Vietnamese text: the table of measures, the groups, the failing questions."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from evaluation.cases import Case
from evaluation.compare import Change, Comparison
from evaluation.cost import Price, cost
from evaluation.intervals import Rate
from evaluation.metrics import NAMES, Score, Summary, grouped, summarise
from evaluation.mutation import BORROWED, Trial, totals
from evaluation.parsing import MEASURES, Reading, rates
from evaluation.reasons import reasons
from evaluation.run import Run

_GROUPED = ("strict correct", "status right", "gold section first (retrieved)", "fact recall")
_WRONG = "  sai, "
TRIALS = {
    "day": "đổi ngày",
    "month": "đổi tháng",
    "number": "đổi số",
    "document number": "đổi số hiệu",
    "agency": "đổi cơ quan",
    "polarity": "đảo khẳng định, phủ định",
    "wrong section": "trích sang mục khác",
    "borrowed": "mượn ngày, số của câu bên cạnh",
    "copy, other marks": "chép nguyên, đổi dấu câu",
    "date written out": "viết ngày bằng chữ tháng năm",
    "date in figures": "viết ngày bằng số",
    "abbreviation": "viết tắt, viết đủ",
    "lower case": "chữ thường",
    "said to be so": "thêm lời dẫn",
}


def table(result: Run, price: Price | None = None) -> Iterator[str]:
    """Yield the lines of the table of a run: every measure with its interval, time and cost, then groups."""
    summary = summarise(result.scores)
    yield f"{'Chỉ số':36} {'giá trị':>8} {'số câu':>12}   khoảng tin cậy 95 %"
    yield from (_row(name, told, summary.rates[name]) for name, told in NAMES.items())
    yield f"Thời gian trả lời: p50 {summary.latency_p50:.1f} ms, p95 {summary.latency_p95:.1f} ms."
    if result.again:
        times = len(result.again) + 1
        stable = Rate(sum(result.always.values()), len(result.scores))
        yield f"Đúng ở cả {times} lần hỏi (pass^{times}): {stable.value:.1%} ({stable.hits:g}/{stable.total})."
    yield f"Độ dài trả lời (trung vị): {summary.median_length:.0f} ký tự."
    yield cost(result, price).told()
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


def comparison(compared: Comparison) -> Iterator[str]:
    """Yield what changed between two runs, flips first, and whether it can be chance."""
    for title, flipped in (("Đúng thành sai", compared.lost), ("Sai thành đúng", compared.gained)):
        yield f"{title}: {len(flipped) or 'không có câu nào'}"
        yield from (f"  {case.id} [{case.kind}, {case.style}] {case.question}" for case in flipped)
    before, after = compared.before, compared.after
    yield f"Đúng hoàn toàn: {before.value:.1%} → {after.value:.1%} trên {after.total} câu chung."
    yield f"McNemar chính xác: p = {compared.p_value:.4f}."
    yield f"{'Chênh lệch (sau trừ trước)':36} {'số câu':>7} {'trung bình':>11}   khoảng tin cậy 95 %"
    yield from (_change(change) for change in (compared.strict, *compared.measures))
    yield "Chốt an toàn (p đã hiệu chỉnh Holm):"
    yield from (f"{_change(guard)}  p = {guard.p_value:.4f}" for guard in compared.guards)
    if compared.changed_questions or compared.left_out:
        yield f"Không so: {compared.changed_questions} câu đã sửa lời, {compared.left_out} câu chỉ có ở một lần chạy."
    yield "Có khác biệt." if compared.differs else "Không thấy khác biệt (có thể chỉ là ngẫu nhiên)."


def _change(change: Change) -> str:
    bounds = f"{change.low:+7.1%} … {change.high:+7.1%}" if change.questions else "không đo được"
    return f"{NAMES[change.measure].strip():36} {change.questions:>7} {change.mean:>+11.1%}   {bounds}"


def kind_of(trial: Trial) -> str:
    """Say what was planted: an error, a hard one that is counted apart, or a harmless change."""
    return "lỗi khó" if trial.name == BORROWED else "lỗi cài" if trial.corrupt else "vô hại"


def trial_table(judged_by: str, tried: Sequence[Trial]) -> Iterator[str]:
    """Yield how well who judges finds planted errors, and how often harmless changes are taken for errors."""
    for trial in tried:
        yield f"{kind_of(trial):8} {TRIALS[trial.name]:30} {trial.flagged.hits:>5.0f}/{trial.flagged.total:<5} bị bắt"
    caught, alarms = totals(tried)
    yield f"{judged_by} tìm ra {caught.value:.1%} lỗi cài vào, báo động nhầm {alarms.value:.1%} thay đổi vô hại."


def parsing_table(found: Sequence[Reading]) -> Iterator[str]:
    """Yield how well plans are read, and every thing that was read wrongly."""
    for name, rate in rates(list(found)).items():
        if rate.total:
            yield f"{MEASURES[name]:36} {_percent(rate)} {rate.hits:>7.0f}/{rate.total}"
    yield from (f"{_WRONG}{r.file}: {r.wanted}" for r in found if not r.right)


def halves_table(tuned: Sequence[Reading], untouched: Sequence[Reading]) -> Iterator[str]:
    """Yield how well both halves are read; of the half that nobody tunes on, no more than the shares."""
    yield "Nửa dùng để sửa:"
    yield from parsing_table(tuned)
    yield "Nửa chỉ dùng để đo:"
    yield from (line for line in parsing_table(untouched) if not line.startswith(_WRONG))
