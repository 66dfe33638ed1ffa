"""What plans made for other years print of the year asked for: "Kết quả năm 2026" in a plan for 2027."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from retrieval.answer import Answer, Citation, Question
from retrieval.catalogue import Catalogue
from retrieval.parts import OF_PARTS


def of_other_years(alone: Answer, ask: Callable[[Question], Answer], held: Catalogue) -> Answer:
    """Return what a question of a year gets from the plans that print the year, where those made for it do not tell."""
    question = alone.question
    if alone.status != "no_answer" or alone.claims or not _only_year(question, held):
        return alone
    printing = held.printing(str(question.year))
    others = tuple(e.id for e in held.entries if e.version_id in printing and e.id not in question.scope)
    told = ask(replace(question, scope=others)) if others else alone
    of_year = told.status == "answered" and all(_prints(cited, str(question.year)) for cited in told.citations)
    return told if of_year else alone


def _only_year(question: Question, held: Catalogue) -> bool:
    """Say whether it is the year alone that narrows the plans a question may be about."""
    narrowed = question.numbers or question.provinces or question.absent or question.intent not in OF_PARTS
    meant = {entry.id for entry in held.entries if question.year in entry.years}
    return question.year is not None and not narrowed and set(question.scope) == meant


def _prints(cited: Citation, year: str) -> bool:
    """Say whether a quote, the table it is a row of, or a heading over it prints a year."""
    plan = cited.plan
    block = plan.innermost(cited.span.start)
    around = plan.quote(block.span) if block.kind == "table" else cited.quote
    return year in "\n".join((around, *(section.title for section in plan.ancestors(cited.section.id))))
