"""A question within a conversation: whether it leans on the one before, and what it takes from it."""

from __future__ import annotations

import re
from dataclasses import replace

from plans.text import fold
from retrieval.answer import Intent, Question
from retrieval.mentions import plain_words
from retrieval.scope import Named
from retrieval.topic import topic_of

_FOLLOW_UP = re.compile(
    r"^ (con|the|vay|vay con|the con|roi|con nua|a con|u the|ok|vang|da con|da the|da vay) "
    r"| (thi sao|the con|o do|o tinh (do|ay)|ke hoach (nay|do|ay|tren|kia)|cai (do|nay)|viec (do|nay|ay)|muc (do|nay)"
    r"|cac viec (do|tren)|noi tren|o tren|ben do|so do|co quan (do|nay)|tinh (do|nay)) "
)
_PRONOUN = re.compile(r"\b(?:họ|nó)\b", re.IGNORECASE)  # with marks: "hộ" and "nợ" are no pronouns
_THAT_PLAN = re.compile(r"\bkế hoạch (?:này|đó|ấy|trên|kia)\b", re.IGNORECASE)

REMEMBERED = 8  # turns of a conversation that a follow-up may lean on
TELLING = 2  # words from which a follow-up has a subject of its own
STANDS = 6  # words from which a question stands alone unless it points back
OFF_TOPIC: frozenset[Intent] = frozenset({"smalltalk", "unsafe", "outside"})
# Kinds of question in which an agency says whose facts are wanted; elsewhere its name is part of the subject.
ASKED_OF_AGENCY: frozenset[Intent] = frozenset({"duties", "deadline", "metadata", "list", "compare"})


def is_follow_up(question: Question, named: Named) -> bool:
    """Say whether a question leans on the one before: it says so, or it is too short to stand alone."""
    if question.intent in OFF_TOPIC:
        return False
    folded = f" {plain_words(question.restored)} "
    if _FOLLOW_UP.search(folded) or _PRONOUN.search(question.restored):
        return True
    long = len(folded.split()) >= STANDS
    names_duty = named.agencies and question.intent == "duties"
    stands = names_duty or question.scope or (long and question.intent != "metadata")
    return not stands


def of_plan(question: Question) -> Question:
    """Return a question that names a plan and asks nothing of it as one for its overview."""
    bare = question.intent == "content" and question.scope and not (question.topic or question.agencies)
    return replace(question, intent="overview") if bare else question


def joined(question: Question, named: Named, earlier: Question) -> Question:
    """Fill in a follow-up from the question before it: what it names itself always wins."""
    own_intent = question.intent != "content" and not (question.intent == "duties" and _bare(question))
    intent, field = (question.intent, question.field) if own_intent else (earlier.intent, earlier.field)
    if question.agencies and not own_intent and intent not in ASKED_OF_AGENCY - {"metadata", "list"}:
        intent, field = "duties", None
    whole_plan = own_intent and _THAT_PLAN.search(question.restored)
    agencies = question.agencies or (() if named.agencies or whole_plan else earlier.agencies)
    moved = bool(question.scope or question.absent)
    topic = topic_of(" ".join(question.topic), (), intent)
    return replace(
        question,
        intent=intent,
        field=field,
        agencies=agencies,
        scope=question.scope if moved else earlier.scope,
        absent=question.absent if moved else earlier.absent,
        numbers=question.numbers or earlier.numbers,
        provinces=question.provinces or earlier.provinces,
        topic=topic if own_intent or len(topic) >= TELLING else earlier.topic,
    )


def _bare(question: Question) -> bool:
    """Say whether the follow-up names an agency and nothing else ("còn Sở Nội vụ thì sao?")."""
    return not question.topic and question.field is None and " lam " not in f" {fold(question.restored)} "
