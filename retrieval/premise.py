"""A question may presuppose what no plan says: a year that is not the plan's own."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace

from plans.model import Plan
from plans.periods import period_of
from plans.rows import headings
from retrieval.answer import Answer, Citation, Claim, Intent
from retrieval.draft import quoted
from retrieval.names import plan_label
from retrieval.write_summary import title_span

OTHER_YEAR = "Không thấy quy định cho năm {year}. Kế hoạch đang có là của {period}:"
FEW = 4  # plans of which it can be said in a line what they are made for
OF_A_TIME: frozenset[Intent] = frozenset({"duties", "deadline", "target", "content", "overview"})


def corrected(answer: Answer, meant: Sequence[Plan]) -> Answer:
    """Return an answer, or, where it asks of a year its plans are not made for, what they are made for instead.

    `meant` are the plans the question narrows to; a few of them count where nothing is cited. A year that the answer
    itself states, that lies in a plan's period, or of a plan whose title names no period, is no wrong premise.
    """
    question, year = answer.question, answer.question.year
    if year is None or question.intent not in OF_A_TIME or answer.status not in ("answered", "no_answer"):
        return answer
    cited = tuple({citation.plan.id: citation.plan for citation in answer.citations}.values())
    plans = cited or tuple(meant[: FEW + 1])
    if not 0 < len(plans) <= FEW or _said(year, answer.claims) or not all(_elsewhen(plan, year) for plan in plans):
        return answer
    printed = " và ".join(dict.fromkeys(period.printed for plan in plans if (period := period_of(plan.header))))
    claims = tuple(quoted(plan, title_span(plan), plan_label(plan)) for plan in plans)
    intro = OTHER_YEAR.format(year=year, period=printed)
    return replace(answer, status="no_answer", intro=intro, claims=claims, notes=())


def _elsewhen(plan: Plan, year: int) -> bool:
    """Say whether a plan is made for other years, by its title, and was not issued in this one either."""
    period, issued = period_of(plan.header), plan.header.issued_on
    return period is not None and not period.first <= year <= period.last and not (issued and issued.year == year)


def _said(year: int, claims: Iterable[Claim]) -> bool:
    alone = re.compile(rf"(?<![-–—] )(?<![-–—\d]){year}(?!\s?[-–—]|\d)")
    return any(alone.search(text) for claim in claims for text in (claim.shown, *map(_columns, claim.citations)))


def _columns(cited: Citation) -> str:
    """Return the names of the columns of the table that a quote stands in."""
    block = cited.plan.innermost(cited.span.start)
    return " ".join(headings(cited.plan.quote(block.span))) if block.kind == "table" else ""
