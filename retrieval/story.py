"""A question asked at the end of a story: what is told before it says which matter it is about.

"Bên em đang lắp cảm biến ở nhà máy, chi phí phần này ai lo?" asks for the cost of the sensors. What is told is looked
for together with what is asked where the question points back to it, has no subject of its own, or alone finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

from retrieval.answer import Answer, Claim, Question
from retrieval.evidence import Weigher
from retrieval.parts import ASKED_OF, OF_PARTS
from retrieval.thread import TELLING
from retrieval.topic import topic_of

ASKED = 0.5  # the share of what is asked, or told, that an answer found by the whole story must speak of
NEAREST = 2  # sections that must all be of one plan for it to be the one told of
_POINTS_BACK = re.compile(
    r"\b(?:việc|phần|cái|khoản|mục|hoạt động|nội dung|nhiệm vụ|chuyện|vụ|trường hợp|đợt|loại|mô hình|chương trình)"
    r" (?:này|đó|ấy|trên|như vậy|như thế)\b|^(?:thế|vậy|như vậy)\b",
    re.IGNORECASE,
)


def with_told(alone: Answer, ask: Callable[[Question], Answer], weigher: Weigher) -> Answer:
    """Return what a question gets together with what was told before it, where that is more than it gets `alone`."""
    question = alone.question
    if not question.told or question.absent or question.intent not in OF_PARTS:
        return alone
    leans = _leans(question)
    if alone.claims and not leans:
        return alone
    topic = topic_of(" ".join((*question.told, *question.topic)), (), question.intent)
    joined = ask(replace(question, topic=topic, told=()))
    if joined.status == "answered":
        told = leans or weigher.coverage(question.topic, _said(joined.claims)) >= ASKED
        return joined if told else alone
    within = _plan_told_of(question, joined, weigher)
    answer = ask(replace(question, scope=(within,), told=())) if within else alone
    return answer if answer.status == "answered" else alone


def _plan_told_of(question: Question, joined: Answer, weigher: Weigher) -> str | None:
    """Return the plan that the story is about: what is nearest to all that was said stands there, under its words."""
    nearest = joined.hits[:NEAREST]
    plans = {hit.plan.id for hit in nearest}
    if len(plans) != 1 or question.scope == tuple(plans):
        return None
    plan = nearest[0].plan
    said = "\n".join([plan.header.title or "", *(plan.quote(hit.section.span) for hit in nearest)])
    return plan.id if weigher.coverage(question.told, said) >= ASKED else None


def _leans(question: Question) -> bool:
    """Say whether a question points back to what was told, or names nothing that it could be about alone."""
    own = ASKED_OF.sub(" ", " ".join(question.topic)).split()
    return _POINTS_BACK.search(question.asked) is not None or (len(own) < TELLING and not question.agencies)


def _said(claims: tuple[Claim, ...]) -> str:
    """Return what claims say, with the headings they stand under."""
    cited = [citation for claim in claims for citation in claim.citations]
    headings = (above.title for c in cited for above in (*c.plan.ancestors(c.section.id), c.section))
    return "\n".join([*(claim.shown for claim in claims), *dict.fromkeys(headings)])
