"""Draft cases from what people really asked: votes, unanswered questions, and a stratified sample of the rest.

A line is `{"question", "answer", "status", "sections": [{"file", "quote"}], "vote": 1 | 0 | -1, "comment"}`, or a case
in the form of the question sets, as the bot exports its doubtful questions.
"""

from __future__ import annotations

import hashlib
import json
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from random import Random

from evaluation.case_rows import KINDS, STATUSES, Reader
from evaluation.case_table import Fault
from evaluation.cases import Case
from evaluation.items import normalise, words
from evaluation.masking import masked
from plans.text import fold


@dataclass(frozen=True)
class Drafts:
    """The drafts made of an export, and the lines that could not be used."""

    cases: tuple[Case, ...]
    faults: tuple[Fault, ...]


def from_feedback(text: str) -> Drafts:
    """Return a draft for every question voted on or left unanswered; nobody's data stays in it."""
    found = _read(text)
    return replace(found, cases=tuple(case for case in found.cases if case.tags != ("không đánh giá",)))


def sample(text: str, count: int, seed: int = 1) -> Drafts:
    """Return `count` drafts of an export, as many of each status and way of typing as the export has in proportion."""
    found = _read(text)
    return replace(found, cases=tuple(_drawn(found.cases, count, seed)))


def _read(text: str) -> Drafts:
    cases: dict[str, Case] = {}
    faults: list[Fault] = []
    for at, line in enumerate(text.split("\n"), 1):
        if not line.strip():
            continue
        case = _draft(line)
        if isinstance(case, Case):
            cases.setdefault(" ".join(words(normalise(case.question))), case)
        else:
            faults.append(Fault(f"dòng {at}", case))
    return Drafts(tuple(cases.values()), tuple(faults))


def _draft(line: str) -> Case | str:
    """Return the draft of a line, or what is wrong with it."""
    try:
        row = json.loads(line)
    except json.JSONDecodeError as error:
        return f"không phải JSON ({error.msg})"
    if not isinstance(row, dict) or not str(row.get("question") or "").strip():
        return "không có câu hỏi (question)"
    reader = Reader(row if "kind" in row and "id" in row else _row(row))
    case = reader.case()
    if case is None:
        return "; ".join(f"{wrong.field}: {wrong.told}" for wrong in reader.wrong)
    history = tuple((masked(asked), masked(told)) for asked, told in case.history)
    return replace(case, question=masked(case.question), history=history, note=masked(case.note), state="draft")


def _row(row: Mapping[str, object]) -> dict[str, object]:
    """Return a line of feedback as the row of a draft: what was voted right keeps its sections as gold."""
    question, status = str(row["question"]), str(row.get("status") or "answered")
    liked, sections = row.get("vote") in (1, "up", True), _sections(row.get("sections"))
    told = [str(row.get(name) or "").strip() for name in ("comment", "answer")]
    digest = hashlib.sha256(question.encode("utf-8", "replace")).hexdigest()[:8]
    return {
        "id": str(row.get("id") or f"fb-{digest}"),
        "question": question,
        "kind": row["intent"] if row.get("intent") in KINDS else "content",
        "style": "nodia" if question == fold(question) else "plain",
        "plan": sorted({file for file, _ in sections}) or None,
        "status": status if status in STATUSES else "answered",
        "gold": [quote for _, quote in sections] if liked and status == "answered" else [],
        "tags": [_tag(row, liked)],
        "source": "feedback",
        "note": "\n".join(text[:2000] for text in told if text),
    }


def _tag(row: Mapping[str, object], liked: bool) -> str:
    if row.get("vote") in (-1, "down", False):
        return "bị chê"
    if liked:
        return "được khen"
    return "chưa trả lời được" if row.get("status") in ("no_answer", "clarify", "error") else "không đánh giá"


def _sections(value: object) -> list[tuple[str, str]]:
    rows = value if isinstance(value, list) else []
    kept = [row for row in rows if isinstance(row, dict) and row.get("file") and row.get("quote")]
    return [(str(row["file"]), str(row["quote"])) for row in kept]


def _drawn(cases: Sequence[Case], count: int, seed: int) -> Iterator[Case]:
    """Yield cases of every stratum in turn until `count`, larger strata coming round more often."""
    strata: dict[tuple[object, ...], list[Case]] = defaultdict(list)
    for case in Random(seed).sample(list(cases), len(cases)):
        strata[case.status, case.style, case.kind].append(case)
    ranked = [((at + 1) / len(group), case) for group in strata.values() for at, case in enumerate(group)]
    ranked.sort(key=lambda pair: (pair[0], pair[1].id))
    yield from (replace(case, source="sample") for _, case in ranked[:count])


def added(known: Iterable[Case], drafts: Iterable[Case]) -> tuple[Case, ...]:
    """Return `known` with those drafts whose id and question are new."""
    kept = {case.id: case for case in known}
    asked = {(case.question, case.history) for case in kept.values()}
    for draft in drafts:
        if draft.id not in kept and (draft.question, draft.history) not in asked:
            kept[draft.id] = draft
    return tuple(kept.values())
