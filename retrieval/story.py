"""A question asked at the end of a story: what is told before it says which matter it is about.

"Bên em đang lắp cảm biến ở nhà máy, chi phí phần này ai lo?" asks for the cost of the sensors. What is told is looked
for together with what is asked where the question points back to it, has no subject of its own, or alone finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable
from dataclasses import replace

from plans.text import fold
from retrieval.answer import Answer, Claim, Question
from retrieval.evidence import Weigher, words_of
from retrieval.parts import ASKED_OF, OF_PARTS
from retrieval.thread import TELLING
from retrieval.topic import topic_of

ASKED = 0.25  # the share of what is asked, or told, that an answer found by the whole story must speak of
TOLD = 0.25  # the share of what is told that an answer to a question that points back to it must speak of
MEETS = 1.5  # weight of the words of a story that the nearest section must say, in weights of a word never seen
NEAREST = 2  # sections that must all be of one plan for it to be the one told of
_POINTS_BACK = re.compile(
    r"\b(?:việc|phần|cái|khoản|mục|hoạt động|nội dung|nhiệm vụ|chuyện|vụ|trường hợp|đợt|loại|mô hình|chương trình"
    r"|lớp|cuộc|kỳ|giải|hội|quỹ|tiền|món|dịch vụ|thủ tục|giấy|hộ|nhà|người|cỡ|cảnh|lúc|cách|kiểu)"
    r" (?:này|đó|ấy|trên)\b|\bnhư (?:vậy|thế)\b|^(?:thế|vậy)\b",
    re.IGNORECASE,
)


def with_told(alone: Answer, ask: Callable[[Question], Answer], weigher: Weigher) -> Answer:
    """Return what a question gets together with what was told before it, where that is more than it gets `alone`."""
    question = alone.question
    if not _may_be_told(question):
        return alone
    points, thin = _points_back(question), _is_thin(question)
    if alone.claims and not (points or thin):
        return alone
    joined = ask(_with(question, question.told))
    for again in (_about_nearest(question, joined), _within_nearest(question, joined, weigher)):
        if joined.status == "answered":
            break
        joined = ask(again) if again else joined
    if joined.status == "answered":
        told = points or thin or weigher.coverage(question.topic, _said(joined.claims)) >= ASKED
        return joined if told else alone
    return alone if not points or weigher.coverage(question.told, _said(alone.claims)) >= TOLD else joined


def where_they_meet(refused: Answer, ask: Callable[[Question], Answer], weigher: Weigher) -> Answer:
    """Return what is told where a story and its question meet, in the section nearest to both, else what it got."""
    question = refused.question
    if refused.status != "no_answer" or refused.claims or not _may_be_told(question):
        return refused
    again = _where_they_meet(question, ask(_with(question, question.told)), weigher)
    met = ask(again) if again else refused
    return met if met.status == "answered" and weigher.coverage(question.topic, _said(met.claims)) >= ASKED else refused


def _may_be_told(question: Question) -> bool:
    return bool(question.told) and not question.absent and question.intent in OF_PARTS


def _with(question: Question, told: Iterable[str]) -> Question:
    """Return a question about what was told and what is asked together."""
    topic = topic_of(" ".join((*told, *question.topic)), (), question.intent)
    return replace(question, topic=topic, told=tuple(word for word in told if word in topic))


def _about_nearest(question: Question, joined: Answer) -> Question | None:
    """Return the question with what the nearest plan has words for: what else was told is the asker's own business."""
    if not joined.hits:
        return None
    said = words_of(joined.hits[0].plan.text).places
    kept = tuple(word for word in question.told if fold(word) in said)
    return _with(question, kept) if kept and len(kept) < len(question.told) else None


def _within_nearest(question: Question, joined: Answer, weigher: Weigher) -> Question | None:
    """Return what is asked, of the plan that the story is about: what is nearest stands there, under its words.

    A question too thin to be asked alone keeps the words of the story that stand there.
    """
    nearest = joined.hits[:NEAREST]
    plans = {hit.plan.id for hit in nearest}
    if len(plans) != 1 or question.scope == tuple(plans):
        return None
    plan = nearest[0].plan
    said = "\n".join([plan.header.title or "", *(plan.quote(hit.section.span) for hit in nearest)])
    if weigher.coverage(question.told, said) < ASKED:
        return None
    kept = (word for word in question.told if fold(word) in words_of(said).places)
    again = _with(question, kept) if _is_thin(question) else question
    return replace(again, scope=(plan.id,), told=())


def _where_they_meet(question: Question, joined: Answer, weigher: Weigher) -> Question | None:
    """Return what is asked with those words of the story that the nearest section says, of the plan it stands in."""
    if not joined.hits:
        return None
    plan, section = joined.hits[0].plan, joined.hits[0].section
    said = plan.quote(section.span)
    kept = tuple(word for word in question.told if fold(word) in words_of(said).places)
    asked = tuple(word for word in question.topic if fold(word) in words_of(plan.text).places)
    meets = weigher.mass(kept) >= MEETS and weigher.coverage(question.topic, said) >= ASKED
    return replace(_with(replace(question, topic=asked), kept), scope=(plan.id,), told=()) if meets else None


def _points_back(question: Question) -> bool:
    """Say whether a question speaks of what was told before it as "việc này", "như vậy"."""
    return _POINTS_BACK.search(question.asked) is not None


def _is_thin(question: Question) -> bool:
    """Say whether a question names nothing that it could be about alone."""
    own = ASKED_OF.sub(" ", " ".join(question.topic)).split()
    return len(set(own)) < TELLING and not question.agencies


def _said(claims: tuple[Claim, ...]) -> str:
    """Return what claims say, with the headings they stand under."""
    cited = [citation for claim in claims for citation in claim.citations]
    headings = (above.title for c in cited for above in (*c.plan.ancestors(c.section.id), c.section))
    return "\n".join([*(claim.shown for claim in claims), *dict.fromkeys(headings)])
