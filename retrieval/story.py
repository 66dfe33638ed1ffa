"""A question asked at the end of a story: what is told before it says which matter it is about.

"Bên em đang lắp cảm biến ở nhà máy, chi phí phần này ai lo?" asks for the cost of the sensors. What is told is looked
for together with what is asked where the question points back to it, has no subject of its own, or alone finds nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from typing import TypeAlias

from plans.text import fold
from retrieval.answer import Answer, Claim, Question
from retrieval.evidence import Weigher, words_of
from retrieval.parts import ASKED_OF, OF_PARTS, in_parts
from retrieval.thread import TELLING
from retrieval.topic import topic_of

ASKED = 0.25  # the share of what is asked, or told, that an answer found by the whole story must speak of
LITTLE = 0.1  # the same for one that points back to the story and is answered by much of it
TOLD = 0.25  # the share of what is told that an answer to a question that points back to it must speak of
MEETS = 1.5  # weight of the words of a story that the nearest section must say, in weights of a word never seen
SPOKEN = 0.15  # the share of what is told that makes one of several sections the one told of
NEAREST = 2  # sections that must all be of one plan for it to be the one told of
Ask: TypeAlias = Callable[[Question], Answer]
_POINTS_BACK = re.compile(
    r"\b(?:việc|phần|cái|khoản|mục|hoạt động|nội dung|nhiệm vụ|chuyện|vụ|trường hợp|đợt|loại|mô hình|chương trình"
    r"|lớp|cuộc|kỳ|giải|hội|quỹ|tiền|món|dịch vụ|thủ tục|giấy|hộ|nhà|người|cỡ|cảnh|lúc|cách|kiểu)"
    r" (?:này|đó|ấy|trên)\b|\bnhư (?:vậy|thế)\b|^(?:thế|vậy)\b"
    r"|\b(?:trường hợp|hộ|nhà|người|hoàn cảnh|diện) (?:như|của) (?:nó|tôi|em|mình|cháu|chị|anh|bà|ông|nhà)\b",
    re.IGNORECASE,
)


def with_told(alone: Answer, ask: Ask, weigher: Weigher) -> Answer:
    """Return what a question gets together with what was told before it, where that is more than it gets `alone`."""
    question = alone.question
    if not _may_be_told(question):
        return alone
    points, joined = _points_back(question), ask(together(question))
    if alone.claims:
        if met := _met(question, joined, ask, weigher):
            return met
        if not (points or _is_thin(question)):
            return alone
    told = _answered(question, joined, ask, weigher)
    if told and _is_asked(question, told, weigher):
        return told
    if told or (alone.claims and not points):
        return alone
    kept = alone.claims and weigher.coverage(question.told, _said(alone.claims)) >= TOLD
    return alone if kept else replace(joined, question=question)


def _answered(question: Question, joined: Answer, ask: Ask, weigher: Weigher) -> Answer | None:
    """Return what is told where a question and all of its story are asked together, or less of the story, if it is."""
    if joined.status == "answered":
        return joined
    again = (_about_nearest(question, joined), _within_nearest(question, joined, weigher))
    return next((told for less in again if less and (told := ask(less)).status == "answered"), None)


def _is_asked(question: Question, told: Answer, weigher: Weigher) -> bool:
    """Say whether an answer found by the whole story says some of what is asked, or much of what is told.

    The story is enough only for a question that has no subject of its own; for one that points back to it, nearly so.
    """
    said = _said(told.claims)
    asked = weigher.coverage(question.topic, said)
    alone = _is_thin(question) or not question.topic or (asked >= LITTLE and _points_back(question))
    return asked >= ASKED or (alone and weigher.coverage(question.told, said) >= TOLD)


def told_in_parts(whole: Answer, read: Callable[[str], Question], ask: Ask, weigher: Weigher) -> Answer:
    """Return what the parts of a question get; where the whole got nothing, each with what was told, if that is more.

    That is more which says more of what is asked and told.
    """
    question, plain = whole.question, in_parts(whole, read, ask)
    if whole.claims or not _may_be_told(question) or _is_thin(question):
        return plain
    told = in_parts(
        whole, lambda part: replace(read(part), told=question.told), lambda part: with_told(ask(part), ask, weigher)
    )
    if not told.claims or weigher.coverage(question.topic, _said(told.claims)) < ASKED:
        return plain
    return max(told, plain, key=lambda answer: _speaks(question, answer, weigher))


def nearest_first(answer: Answer, told: Sequence[str], weigher: Weigher) -> Answer:
    """Return an answer with the section first that speaks most of what was told, then its plan, if one speaks of it."""
    sections = dict.fromkeys(_place(claim) for claim in answer.claims)
    if not told or len(sections) < 2:
        return answer
    spoken = {place: _spoken(answer.claims, place, told, weigher) for place in sections}
    nearest = max(spoken, key=spoken.__getitem__)
    if spoken[nearest] < SPOKEN:
        return answer
    claims = sorted(answer.claims, key=lambda claim: _apart(_place(claim), nearest))
    hits = sorted(answer.hits, key=lambda hit: _apart((hit.plan.id, hit.section.id), nearest))
    return replace(answer, claims=tuple(claims), hits=tuple(hits))


def _place(claim: Claim) -> tuple[str, str]:
    return claim.citations[0].plan.id, claim.citations[0].section.id


def _apart(place: tuple[str, str], nearest: tuple[str, str]) -> int:
    """Return 0 for the nearest section, 1 for another of its plan, 2 for one of another plan."""
    return (place != nearest) + (place[0] != nearest[0])


def _spoken(claims: Sequence[Claim], place: tuple[str, str], told: Sequence[str], weigher: Weigher) -> float:
    """Return the share of what was told that the claims of a section speak of, with the title of its plan."""
    of_section = tuple(claim for claim in claims if _place(claim) == place)
    title = of_section[0].citations[0].plan.header.title or ""
    return weigher.coverage(told, f"{title}\n{_said(of_section)}")


def _speaks(question: Question, answer: Answer, weigher: Weigher) -> float:
    """Return how much an answer says of what is asked and of what was told before, each from 0 to 1."""
    said = _said(answer.claims)
    return weigher.coverage(question.topic, said) + weigher.coverage(question.told, said) if answer.claims else 0.0


def where_they_meet(refused: Answer, ask: Ask, weigher: Weigher) -> Answer:
    """Return what is told where a story and its question meet, in the section nearest to both, else what it got."""
    question = refused.question
    if refused.status != "no_answer" or refused.claims or not _may_be_told(question):
        return refused
    return _met(question, ask(together(question)), ask, weigher) or refused


def _met(question: Question, joined: Answer, ask: Ask, weigher: Weigher) -> Answer | None:
    """Return the answer found where a story and its question meet, if there is one that says what is asked."""
    again = _where_they_meet(question, joined, weigher)
    met = ask(again) if again else joined
    told = again and met.status == "answered" and weigher.coverage(question.topic, _said(met.claims)) >= ASKED
    return met if told else None


def _may_be_told(question: Question) -> bool:
    return bool(question.told) and not question.absent and question.intent in OF_PARTS


def together(question: Question) -> Question:
    """Return a question about all that was told and what is asked."""
    return _with(question, question.told)


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
