"""An answer as lines of plain text, and as the JSON of the contract; every door starts from these lines."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import asdict, dataclass, replace
from itertools import groupby
from typing import Literal

from bot import texts
from plans.model import Plan
from plans.rows import headings, readable
from plans.text import squeeze
from retrieval.answer import Answer, Citation, Claim, Hit
from retrieval.names import place_label, plan_label, plan_name, row_label

_FOOTNOTE = re.compile(r"\[(\d+)\]")

LineKind = Literal["intro", "lead", "claim", "choice", "note", "blank", "sources", "source"]


@dataclass(frozen=True, slots=True)
class Line:
    """One paragraph of an answer and what it is, so that a door can wrap and colour it."""

    kind: LineKind
    text: str = ""


def source(citation: Citation) -> str:
    """Return the line a source list shows for a citation, without its number."""
    return f"{plan_label(citation.plan)}, {place_label(citation.plan, citation.section, citation.span)}"


def numbered(answer: Answer) -> dict[tuple[str, int, int], int]:
    """Return the `[n]` of every citation of an answer, by the citation's key."""
    return {citation.key: n for n, citation in enumerate(answer.citations, 1)}


def answer_lines(answer: Answer) -> Iterator[Line]:
    """Yield the answer itself: claims with `[n]` under their leads, choices and notes, no list of sources."""
    if answer.intro:
        yield Line("intro", _unmarked(answer.intro))
    numbers = numbered(answer)
    for lead, claims in groupby(answer.claims, key=lambda claim: claim.lead):
        if lead:
            yield Line("lead", _unmarked(lead).rstrip(" :") + ":")
        yield from (Line("claim", _marked(claim, numbers)) for claim in claims)
    yield from (Line("choice", f"{n}. {_unmarked(choice)}") for n, choice in enumerate(answer.choices, 1))
    yield from (Line("note", f"{texts.NOTE} {_unmarked(note)}") for note in answer.notes)


def _marked(claim: Claim, numbers: Mapping[tuple[str, int, int], int]) -> str:
    marks = "".join(f"[{n}]" for n in dict.fromkeys(numbers[citation.key] for citation in claim.citations))
    return f"{_unmarked(said(claim).shown)} {marks}".rstrip()


def said(claim: Claim) -> Claim:
    """Return a claim that quotes a table's row with the names of its columns instead of pipes, others as they are."""
    cited = next(iter(claim.citations), None) if "|" in claim.text else None
    table = cited and cited.plan.innermost(cited.span.start)
    if not cited or not table or table.kind != "table":
        return claim
    return replace(claim, text=readable(claim.text, headings(cited.plan.quote(table.span))))


def _unmarked(text: str) -> str:
    """Return text of a plan with its footnote marks in round brackets: only our citations look like "[1]"."""
    return _FOOTNOTE.sub(r"(\1)", text)


def source_lines(answer: Answer) -> Iterator[Line]:
    """Yield the list of sources, when there is one: a line for each section and page, with its numbers."""
    marks: dict[str, str] = {}
    for n, citation in enumerate(answer.citations, 1):
        marks[source(citation)] = f"{marks.get(source(citation), '')}[{n}]"
    if marks:
        yield Line("blank")
        yield Line("sources", texts.SOURCES)
    yield from (Line("source", f"{numbers} {place}") for place, numbers in marks.items())


def plain(lines: Iterator[Line]) -> str:
    """Return lines as unwrapped plain text; claims that stand in a list begin with "- "."""
    return "\n".join(bulleted(list(lines)))


def bulleted(lines: list[Line]) -> list[str]:
    """Return the text of each line; claims get "- " when there are several or they stand under a lead."""
    listed = sum(line.kind == "claim" for line in lines) > 1 or any(line.kind == "lead" for line in lines)
    return [f"- {line.text}" if listed and line.kind == "claim" else line.text for line in lines]


def answer_json(answer: Answer, identity: object = None) -> dict[str, object]:
    """Return the answer as the JSON object of `ask --json` and `ask --batch`; `identity` is the line's own id."""
    return {
        "id": identity,
        "status": answer.status,
        "answer": plain(answer_lines(answer)),
        "understood": _understood(answer),
        "citations": [_citation(n, citation) for n, citation in enumerate(answer.citations, 1)],
        "retrieved": [_hit(hit) for hit in answer.hits[:10]],
        "mode": answer.mode,
        "prompt": answer.prompt,
        "timings": {name: round(answer.timings.get(name, 0.0), 2) for name in ("total_ms", "search_ms")},
        **({"tokens": asdict(answer.tokens)} if answer.tokens else {}),
    }


def _understood(answer: Answer) -> dict[str, object]:
    question = answer.question
    known = {plan.id: plan_name(plan) for plan in _plans(answer)}
    return {
        "intent": question.intent,
        "question": question.restored,
        "agencies": list(question.agencies),
        "plans": [known.get(plan_id, plan_id) for plan_id in question.scope],
    }


def _plans(answer: Answer) -> Iterator[Plan]:
    yield from (hit.plan for hit in answer.hits)
    yield from (citation.plan for citation in answer.citations)


def _citation(n: int, citation: Citation) -> dict[str, object]:
    section = citation.section
    return {
        "n": n,
        "plan": plan_name(citation.plan),
        "plan_id": citation.plan.id,
        "file": citation.plan.file,
        "section_id": section.id,
        "label": ".".join(section.path),
        "heading": squeeze(section.title),
        "row": row_label(citation.plan, section, citation.span) or None,
        "quote": citation.quote,
        "start": citation.span.start,
        "end": citation.span.end,
        "text": citation.plan.quote(section.span),
    }


def _hit(hit: Hit) -> dict[str, object]:
    return {
        "plan": plan_name(hit.plan),
        "section_id": hit.section.id,
        "text": hit.plan.quote(hit.section.span),
        "score": round(hit.score, 4),
    }
