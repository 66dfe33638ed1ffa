"""The score of one answer and of a whole run, judged from outside: from the record and the plans' texts."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from evaluation.cases import Alternatives, Case
from evaluation.intervals import Rate, percentile, rate
from evaluation.items import Item, closure, dates_of, normalise, supports, typed, typed_in, words
from evaluation.record import Cited, Record
from evaluation.retrieval_metrics import MEASURES, relevance
from evaluation.support import Judge, Statement, Verdict, Weights, computed, notes, statements
from retrieval.answer import Tokens

_ABSENT = re.compile(r"không (?:ghi|quy định|nêu)\b")
_DATES = frozenset({"date", "day_month"})
CHECKED = ("number", "date", "document", "agency")
_CHECKED_AS = {"day_month": "date", "month_year": "date", "month": "date", "year": "date", "quarter": "date"}


@dataclass(frozen=True)
class Found:
    """How an answer compares with the gold of its case; measures that do not apply are `None`."""

    retrieval: Mapping[str, float] = field(default_factory=dict)
    fact_recall: float | None = None
    gold_cited: float | None = None
    first_citation: float | None = None
    gold_precision: float | None = None
    deadline: float | None = None


@dataclass(frozen=True)
class Score:
    """What one answer is worth."""

    id: str
    kind: str
    style: str
    status: str
    status_right: bool
    answerable: bool
    unanswerable: bool
    abstained: bool
    invalid: int
    citations: int
    cited: int
    statements: int
    supported: int
    precise: int
    unsupported: tuple[str, ...]
    checked: Mapping[str, int]
    unsupported_of: Mapping[str, int]
    facts_missed: tuple[str, ...]
    forbidden: tuple[str, ...]
    denied: bool
    gold: Found
    ms: float
    length: int
    strict: bool = False
    tokens: Tokens | None = None


class Scorer:
    """Scores answers against cases, given every plan's text by file name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Prepare the judge of support for `texts`."""
        self._texts = texts
        self._judge = Judge(texts)
        self._weights = Weights(texts.values())

    def score(self, case: Case, record: Record) -> Score:
        """Score one answer."""
        told = statements(record.answer) if record.status == "answered" else []
        verdicts = [self._judge.verdict(statement, record, case.question, case.as_of) for statement in told]
        unsupported = [item for verdict in verdicts for item in verdict.unsupported]
        answered = record.status == "answered"
        missed = tuple(fact[0] for fact in case.facts if answered and not self._says(record.answer, fact))
        score = Score(
            id=case.id,
            kind=case.kind,
            style=case.style,
            status=record.status,
            status_right=record.status in case.status,
            answerable=case.answerable,
            unanswerable=case.unanswerable,
            abstained=record.status in ("no_answer", "refused", "clarify"),
            invalid=sum(not self._valid(citation) for citation in record.citations) + _dangling(told, record),
            citations=len(record.citations),
            cited=sum(len(set(statement.cites)) for statement in told),
            statements=len(told),
            supported=sum(verdict.supported for verdict in verdicts),
            precise=sum(self._precise(statement, record, case) for statement in told),
            unsupported=tuple(str(item) for item in unsupported),
            checked=_by_kind(item for verdict in verdicts for item in verdict.items),
            unsupported_of=_by_kind(unsupported),
            facts_missed=missed,
            forbidden=tuple(text for text in case.forbidden if self._says(record.answer, (text,))),
            denied=_denied(case, record),
            gold=self._against_gold(case, record, missed, verdicts),
            ms=record.total_ms,
            length=len(record.answer),
            tokens=record.tokens,
        )
        return _with_strict(score, case)

    def _against_gold(self, case: Case, record: Record, missed: tuple[str, ...], verdicts: list[Verdict]) -> Found:
        answered = record.status == "answered"
        found = _cited_gold(case, record) if case.gold and answered else Found()
        if not case.answerable:
            return found
        if case.gold:
            found = replace(found, retrieval=_retrieval(case, record))
        if case.facts:
            kept = len(case.facts) - len(missed)
            found = replace(found, fact_recall=kept / len(case.facts) if answered else 0.0)
        if case.kind == "deadline":
            told = not missed if case.facts else found.gold_cited == 1.0
            found = replace(found, deadline=float(answered and told and self._no_date_beside_gold(case, verdicts)))
        return found

    def _precise(self, statement: Statement, record: Record, case: Case) -> int:
        """Count the citations of a statement that carry it: not one that says nothing the others do not say."""

        def carried(cites: tuple[int, ...]) -> bool:
            part = replace(statement, cites=cites)
            return self._judge.verdict(part, record, case.question, case.as_of).supported

        cites = tuple(dict.fromkeys(statement.cites))
        if not carried(cites):
            return 0
        others = {n: tuple(other for other in cites if other != n) for n in cites}
        return sum(len(cites) == 1 or carried((n,)) or not carried(others[n]) for n in cites)

    def _valid(self, citation: Cited) -> bool:
        text = self._texts.get(citation.file)
        return (
            text is not None
            and 0 <= citation.start < citation.end <= len(text)
            and text[citation.start : citation.end] == citation.quote
            and bool(citation.section_id)
            and citation.text in text
        )

    def _says(self, answer: str, fact: Alternatives) -> bool:
        lines = [statement.text for statement in statements(answer)] + notes(answer)
        return any(self._line_says(line, wanted) for line in lines for wanted in fact)

    def _line_says(self, line: str, wanted: str) -> bool:
        items = frozenset(item for item in typed(wanted) if item.kind != "agency")
        stated = closure(typed(line))
        if items and not all(supports(stated, item) for item in items):
            return False
        rest = [word for word in words(normalise(wanted)) if not word.isdigit()]
        told = words(normalise(line))
        if items or len(rest) > 6:
            return self._weights.covered(rest, frozenset(told)) >= 0.7
        return f" {' '.join(rest)} " in f" {' '.join(told)} "

    def _no_date_beside_gold(self, case: Case, verdicts: list[Verdict]) -> bool:
        wanted = dates_of(typed_in(case.facts or case.gold), typed_in(case.gold))
        stated = {item for verdict in verdicts for item in verdict.items if item.kind in _DATES}
        return stated <= wanted | computed(wanted, case.as_of)


def _retrieval(case: Case, record: Record) -> dict[str, float]:
    ranks = relevance(case, record.retrieved)
    measured = {name: measure(ranks, len(case.gold)) for name, measure in MEASURES.items()}
    measured["all@5"] = float(measured["recall@5"] == 1.0) if case.all_gold else measured["success@5"]
    return measured


def _cited_gold(case: Case, record: Record) -> Found:
    ranks = relevance(case, record.citations)
    hit = frozenset[int]().union(*ranks)
    needed = len(case.gold) if case.all_gold else 1
    return Found(
        gold_cited=min(1.0, len(hit) / needed),
        first_citation=float(bool(ranks and ranks[0])),
        gold_precision=sum(map(bool, ranks)) / len(ranks) if ranks else None,
    )


def _denied(case: Case, record: Record) -> bool:
    """Say whether a note claims that a plan does not tell what, by the gold, it tells."""
    names = {section.plan[:40] for section in record.retrieved if section.file in case.plans}
    names |= {section.plan[:40] for section in record.citations if section.file in case.plans}
    told = [note for note in notes(record.answer) if _ABSENT.search(note)]
    return case.answerable and any(name in note for name in names for note in told)


def _dangling(told: Sequence[Statement], record: Record) -> int:
    known = {citation.n for citation in record.citations}
    return sum(n not in known for statement in told for n in statement.cites)


def _by_kind(items: Iterable[Item]) -> dict[str, int]:
    counts = dict.fromkeys(CHECKED, 0)
    for item in items:
        counts[_CHECKED_AS.get(item.kind, item.kind)] += 1
    return counts


def _with_strict(score: Score, case: Case) -> Score:
    clean = not (score.unsupported or score.invalid or score.forbidden or score.denied)
    right = score.status_right and clean
    if score.status == "answered":
        right = right and not score.facts_missed and score.gold.gold_cited in (None, 1.0)
    return replace(score, strict=right)


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


Pick = Callable[[Score], float | None]

PICKS: dict[str, Pick] = {
    "strict correct": lambda s: float(s.strict),
    "status right": lambda s: float(s.status_right),
    "gold section first (retrieved)": lambda s: s.gold.retrieval.get("first"),
    "gold section first (citation)": lambda s: s.gold.first_citation if s.answerable else None,
    "all gold in first five": lambda s: s.gold.retrieval.get("all@5"),
    "recall@5": lambda s: s.gold.retrieval.get("recall@5"),
    "MRR@10": lambda s: s.gold.retrieval.get("mrr@10"),
    "nDCG@10": lambda s: s.gold.retrieval.get("ndcg@10"),
    "gold cited": lambda s: s.gold.gold_cited if s.answerable else None,
    "gold citation precision": lambda s: s.gold.gold_precision if s.answerable else None,
    "fact recall": lambda s: s.gold.fact_recall,
    "deadline exact": lambda s: s.gold.deadline,
    "abstention recall": lambda s: float(s.abstained) if s.unanswerable else None,
    "over-refusal": lambda s: float(s.abstained and not s.status_right) if s.answerable else None,
    "answers with an unsupported item": lambda s: float(bool(s.unsupported)) if s.status == "answered" else None,
    "false absence": lambda s: float(s.denied) if s.answerable else None,
    "forbidden said": lambda s: float(bool(s.forbidden)),
    "citation recall (statements supported)": lambda s: s.supported / s.statements if s.statements else None,
    "citation precision": lambda s: s.precise / s.cited if s.cited else None,
}


@dataclass(frozen=True)
class Summary:
    """The measures of a run: rates, counted items, latency."""

    rates: Mapping[str, Rate]
    latency_p50: float
    latency_p95: float
    median_length: float


def summarise(scores: Sequence[Score]) -> Summary:
    """Return the measures of `scores` taken together."""
    rates = {name: rate([v for s in scores if (v := pick(s)) is not None]) for name, pick in PICKS.items()}
    # Statements, citations and items are counted one by one, not averaged over questions.
    rates["citation recall (statements supported)"] = Rate(
        sum(s.supported for s in scores), sum(s.statements for s in scores)
    )
    rates["gold citation precision"] = rate(
        [s.gold.gold_precision for s in scores if s.gold.gold_precision is not None]
    )
    rates["citation precision"] = Rate(sum(s.precise for s in scores), sum(s.cited for s in scores))
    rates["invalid citations"] = Rate(sum(s.invalid for s in scores), sum(s.citations for s in scores))
    for kind in CHECKED:
        wrong = sum(s.unsupported_of[kind] for s in scores)
        rates[f"unsupported: {kind}"] = Rate(wrong, sum(s.checked[kind] for s in scores))
    times = [s.ms for s in scores]
    lengths = [float(s.length) for s in scores]
    return Summary(rates, percentile(times, 0.5), percentile(times, 0.95), percentile(lengths, 0.5))


def grouped(scores: Sequence[Score], by: Callable[[Score], str]) -> dict[str, Summary]:
    """Return the measures of every group of `scores`."""
    return {name: summarise([s for s in scores if by(s) == name]) for name in sorted({by(s) for s in scores})}
