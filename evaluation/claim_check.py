"""A second opinion on whether answers are supported: a language model asked once an answer, its quotes checked.

It never decides about a release, as models disagree with themselves; what is reported is how far it agrees with the
rules.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from evaluation.cases import Case
from evaluation.intervals import Rate
from evaluation.record import Cited, Record
from evaluation.support import Judge, Statement, statements
from plans.text import squeeze
from prompts import load
from retrieval.chat_model import ModelFailed
from retrieval.generate import Replies

Said = Literal["supported", "unsupported", "unproved", "failed"]
LONGEST_SECTION = 4_000
_OBJECT = re.compile(r"[^{]*(\{.*\})[^}]*", re.DOTALL)


@dataclass(frozen=True)
class Opinion:
    """What the rules and the model say of one statement; "unproved" is a quote that its sections do not hold."""

    id: str
    statement: str
    ruled: bool
    said: Said


def opinions(
    cases: Iterable[Case], records: Iterable[Record], texts: Mapping[str, str], model: Replies
) -> Iterator[Opinion]:
    """Yield an opinion on every statement of every answer, one call an answer."""
    judge = Judge(texts)
    for case, record in zip(cases, records, strict=True):
        told = statements(record.answer) if record.status == "answered" else []
        if not told:
            continue
        pairs = [(one, [cited.text for cited in _cited(one, record)]) for one in told]
        for (statement, _), said in zip(pairs, checked(case.question, pairs, model), strict=True):
            ruled = judge.verdict(statement, record, case.question, case.as_of).supported
            yield Opinion(case.id, statement.text, ruled, said)


def _cited(statement: Statement, record: Record) -> list[Cited]:
    return [cited for cited in record.citations if cited.n in statement.cites]


def checked(question: str, pairs: Sequence[tuple[Statement, Sequence[str]]], model: Replies) -> list[Said]:
    """Return what the model says of each statement, given the texts it cites; a reply of no use fails them all."""
    rows = [
        {"n": n, "statement": statement.text, "sections": [text[:LONGEST_SECTION] for text in texts]}
        for n, (statement, texts) in enumerate(pairs, 1)
    ]
    lines = "\n".join(json.dumps(row, ensure_ascii=False) for row in rows)
    rules, data = load("claim_check").render(question=json.dumps(question, ensure_ascii=False), statements=lines)
    try:
        verdicts = _verdicts(model.reply(rules, data).text)
    except ModelFailed:
        return ["failed"] * len(pairs)
    return [_said(verdicts.get(n), texts) for n, (_, texts) in enumerate(pairs, 1)]


def _verdicts(reply: str) -> dict[int, tuple[bool, str]]:
    found = _OBJECT.fullmatch(reply)
    try:
        rows = json.loads(found[1])["verdicts"] if found else []
        return {int(row["n"]): (row["supported"] is True, str(row.get("quote") or "")) for row in rows}
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelFailed("the reply holds no verdicts") from error


def _said(verdict: tuple[bool, str] | None, texts: Sequence[str]) -> Said:
    if verdict is None:
        return "failed"
    supported, quote = verdict
    if not supported:
        return "unsupported"
    proof = squeeze(quote)
    return "supported" if proof and any(proof in squeeze(text) for text in texts) else "unproved"


def agreement(found: Sequence[Opinion]) -> tuple[Rate, float]:
    """Return how often model and rules agree where the model could be read, and Cohen's kappa of it."""
    pairs = [(one.ruled, one.said == "supported") for one in found if one.said != "failed"]
    same = Rate(sum(ruled == said for ruled, said in pairs), len(pairs))
    shares = [sum(pair[at] for pair in pairs) / max(1, len(pairs)) for at in (0, 1)]
    chance = shares[0] * shares[1] + (1 - shares[0]) * (1 - shares[1])
    return same, (same.value - chance) / (1 - chance) if chance < 1 else 1.0


def table(found: Sequence[Opinion]) -> Iterator[str]:
    """Yield the agreement and every statement on which model and rules differ."""
    same, kappa = agreement(found)
    low, high = same.wilson
    failed = sum(one.said == "failed" for one in found)
    unproved = sum(one.said == "unproved" for one in found)
    bounds = f"{same.hits:g}/{same.total}, {low:.1%} … {high:.1%}"
    yield f"Mô hình và bộ chấm đồng ý {same.value:.1%} ({bounds}), kappa {kappa:.2f}."
    yield f"{unproved} câu mô hình cho là đúng mà trích không nguyên văn; {failed} câu mô hình không chấm được."
    for one in found:
        if one.said != "failed" and one.ruled != (one.said == "supported"):
            ruled = "có căn cứ" if one.ruled else "không có căn cứ"
            yield f"  {one.id}: bộ chấm: {ruled}; mô hình: {_WORDS[one.said]}: {one.statement[:160]}"


_WORDS = {"supported": "có căn cứ", "unsupported": "không có căn cứ", "unproved": "trích không nguyên văn"}
Evaluator = Callable[..., dict[str, object]]


def as_openevals(model: Replies) -> Evaluator:
    """Return the check as openevals calls evaluators: inputs, outputs and context in, key, score and comment out."""

    def evaluator(*, inputs: str, outputs: str, context: Sequence[str] = (), **_: object) -> dict[str, object]:
        told = statements(outputs) or [Statement(outputs, ())]
        said = checked(inputs, [(statement, context) for statement in told], model)
        share = sum(one == "supported" for one in said) / len(said)
        return {"key": "claim_check", "score": share, "comment": ", ".join(said)}

    return evaluator
