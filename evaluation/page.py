"""A run as one HTML file that needs nothing else: no network, no other file, readable on paper too."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from html import escape

from evaluation import report, steps
from evaluation.case_table import KIND_WORDS, STYLE_WORDS
from evaluation.cases import DATA
from evaluation.cost import cost, price_of
from evaluation.intervals import Rate
from evaluation.metrics import NAMES, Summary, grouped, summarise
from evaluation.mutation import Trial, totals
from evaluation.page_charts import bars
from evaluation.page_questions import questions
from evaluation.run_folder import Kept
from evaluation.trust import Trust

EMPTY: Trust = {}
HEADLINE = (
    "strict correct",
    "status right",
    "abstention recall",
    "answers with an unsupported item",
    "invalid citations",
)


def page(kept: Kept, tried: Trust = EMPTY, compared: Iterable[str] = (), title: str = "Đánh giá KeHoach") -> str:
    """Return the page of a run: `tried` tells how good who judges is, `compared` how the run before did."""
    summary = summarise(kept.run.scores)
    parts = [
        f"<h1>{escape(title)}</h1>",
        f"<p class=before>{escape(_stands_on(kept))}</p>",
        _headline(kept, summary),
        *_section("So với lần chạy trước", _lines(compared)),
        *_section("Theo loại câu hỏi", _groups(kept, "kind", KIND_WORDS)),
        *_section("Theo cách viết", _groups(kept, "style", STYLE_WORDS)),
        *_section("Hỏng ở bước nào", _steps(kept)),
        *_section("Mọi chỉ số", _table(summary) + f"<p>{escape(cost(kept.run, price_of(kept.config)).told())}</p>"),
        *_section("Kiểm chứng đáng tin đến đâu", "".join(_trust(name, found) for name, found in tried.items())),
        *_section("Từng câu hỏi", _filter(kept) + questions(kept.cases, kept.run.records, kept.run.scores)),
    ]
    style, script = ((DATA / name).read_text(encoding="utf-8") for name in ("page.css", "page.js"))
    head = f'<!doctype html><html lang="vi"><meta charset="utf-8"><title>{escape(title)}</title><style>{style}</style>'
    return f"{head}<body>{''.join(parts)}<script>{script}</script></body></html>\n"


def _section(title: str, body: str) -> Iterator[str]:
    if body:
        yield f"<h2>{title}</h2>{body}"


def _lines(told: Iterable[str]) -> str:
    text = escape("\n".join(told))
    return f"<pre>{text}</pre>" if text else ""


def _stands_on(kept: Kept) -> str:
    """Tell what the run stands on: plans, mode, code."""
    told = kept.config
    plans, settings, code = (_part(told, name) for name in ("plans", "settings", "code"))
    mode = f"mô hình {settings['chat_model']}" if settings.get("chat_model") else "không dùng mô hình"
    live = "" if settings.get("chat_model") else " Chế độ có mô hình ngôn ngữ: chưa đo."
    version = f"bản {code.get('version') or 'chưa cài'} ({code.get('sha256')})"
    return f"{len(kept.cases)} câu hỏi trên {len(plans)} văn bản, {mode}, {version}, Python {told.get('python')}.{live}"


def _part(told: Mapping[str, object], name: str) -> Mapping[str, object]:
    part = told.get(name)
    return part if isinstance(part, dict) else {}


def _headline(kept: Kept, summary: Summary) -> str:
    rates = [(NAMES[name], summary.rates[name]) for name in HEADLINE]
    if kept.run.again:
        right = kept.run.always.values()
        rates.insert(1, (f"Đúng cả {len(kept.run.again) + 1} lần hỏi", Rate(sum(right), len(right))))
    boxes = "".join(
        f"<div><small>{name}</small><b>{_value(rate)}</b><small>{_bounds(rate)}</small></div>" for name, rate in rates
    )
    return f"<div class=headline>{boxes}</div>"


def _value(rate: Rate) -> str:
    return f"{rate.value:.1%}" if rate.total else "–"


def _bounds(rate: Rate) -> str:
    low, high = rate.wilson
    return f"{rate.hits:g}/{rate.total}, khoảng tin cậy 95 %: {low:.1%} … {high:.1%}"


def _groups(kept: Kept, by: str, words: Mapping[str, str]) -> str:
    groups = grouped(kept.run.scores, lambda score: score.kind if by == "kind" else score.style)
    return bars(((words.get(name, name), group.rates["strict correct"]) for name, group in groups.items()), by)


def _steps(kept: Kept) -> str:
    told = zip(kept.cases, kept.run.records, kept.run.scores, strict=True)
    counts = Counter(step for step in (steps.failed_step(*triple) for triple in told) if step)
    rows = "".join(f"<tr><td>{steps.NAMES[step]}<td class=n>{count}" for step, count in counts.most_common())
    return f"<table><tr><th>bước<th>số câu sai{rows}</table>" if rows else "<p>Không câu nào sai.</p>"


def _table(summary: Summary) -> str:
    rows = "".join(
        f"<tr><td>{name}<td class=n>{_value(rate)}<td class=n>{rate.hits:.4g}/{rate.total}"
        f"<td class=n>{rate.wilson[0]:.1%} … {rate.wilson[1]:.1%}"
        for name, rate in ((told, summary.rates[key]) for key, told in NAMES.items())
    )
    time = f"p50 {summary.latency_p50:.1f} ms, p95 {summary.latency_p95:.1f} ms"
    return (
        f"<table><tr><th>chỉ số<th>giá trị<th>đếm<th>khoảng tin cậy 95 %{rows}</table>"
        f"<p>Thời gian trả lời: {time}. Độ dài trả lời (trung vị): {summary.median_length:.0f} ký tự.</p>"
    )


def _trust(judged_by: str, tried: Sequence[Trial]) -> str:
    caught, alarms = totals(tried)
    rows = "".join(
        f"<tr><td>{report.kind_of(trial)}<td>{report.TRIALS[trial.name]}"
        f"<td class=n>{trial.flagged.hits:g}/{trial.flagged.total}"
        for trial in tried
    )
    return (
        f"<p>{judged_by}, khi cài lỗi vào câu có thật: bắt được <b>{caught.value:.1%}</b>; báo động nhầm"
        f" <b>{alarms.value:.1%}</b> thay đổi vô hại.</p>"
        f"<details><summary>từng loại</summary><table>{rows}</table></details>"
    )


def _filter(kept: Kept) -> str:
    kinds = _options({case.kind: KIND_WORDS.get(case.kind, case.kind) for case in kept.cases})
    styles = _options({case.style: STYLE_WORDS[case.style] for case in kept.cases})
    failed = _options({"wrong": "mọi câu sai"} | {step: f"sai: {name}" for step, name in steps.NAMES.items()})
    return (
        f'<form name="filter"><select name="step"><option value="">đúng và sai{failed}</select>'
        f'<select name="kind"><option value="">mọi loại{kinds}</select>'
        f'<select name="style"><option value="">mọi cách viết{styles}</select>'
        '<input name="words" placeholder="tìm chữ"> <span id="count"></span></form>'
    )


def _options(words: Mapping[str, str]) -> str:
    return "".join(f'<option value="{escape(value)}">{escape(told)}' for value, told in words.items())
