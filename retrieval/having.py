"""Plans asked for by what they have: a duty to report, as often as the question says, or targets."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

from plans.model import DeadlineKind, Plan, Span
from plans.text import fold
from retrieval.answer import Question
from retrieval.statements import Kind

_REPORT = re.compile(r"\bbao cao\b")
_EVERY: dict[DeadlineKind, re.Pattern[str]] = {
    "monthly": re.compile(r"\b(?:hang|moi|theo|tung) thang\b"),
    "quarterly": re.compile(r"\b(?:hang|moi|theo|tung) quy\b"),
    "half_yearly": re.compile(r"\b(?:6|06|sau) thang\b|\bnua nam\b"),
    "yearly": re.compile(r"\b(?:hang|moi|theo|tung) nam\b"),
}


@dataclass(frozen=True)
class Having:
    """What plans are asked for to have: the words that may ask for it, those that must, and where a plan has it.

    `kind` is what a plan states of it, so that no plan without is read.
    """

    words: frozenset[str]
    asked: re.Pattern[str]
    kind: Kind
    place: Callable[[Plan, Question], Span | None]


def having(question: Question) -> Having | None:
    """Return what the plans asked for have, None where they are asked for by a body, a document or other words."""
    said = fold(question.restored)
    topic = {fold(word) for word in question.topic}
    fits = (one for one in _THINGS if topic <= one.words and one.asked.search(said))
    return None if question.agencies or question.numbers else next(fits, None)


def _report(plan: Plan, question: Question) -> Span | None:
    """Return a duty to report, as often as the question says, one with a date before one without."""
    every = {kind for kind, words in _EVERY.items() if words.search(fold(question.restored))}
    owed = [one for one in plan.deadlines if not every or one.kind in every]
    owed.sort(key=lambda one: one.day is None)
    return next((one.span for one in owed if _REPORT.search(fold(plan.quote(one.span)))), None)


def _target(plan: Plan, _: Question) -> Span | None:
    return plan.targets[0].span if plan.targets else None


def _words(listed: str) -> frozenset[str]:
    return frozenset(listed.split())


_THINGS = (
    Having(
        _words("che do thoi han lich bao cao dinh ky hang moi theo tung sau 6 06 thang quy nua nam yeu cau"),
        _REPORT,
        "deadline",
        _report,
    ),
    Having(_words("chi tieu so lieu con cu the"), re.compile(r"\bchi tieu\b"), "target", _target),
)
