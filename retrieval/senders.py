"""What a body is asked to send to another: "BHXH thành phố phải gửi gì cho Sở Nội vụ?"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from plans.model import Assignment, Plan
from plans.text import fold
from retrieval.asked_deadlines import recipients
from retrieval.draft import Material
from retrieval.named import names_any

_SENDING = frozenset(fold("gửi nộp trình chuyển báo cáo hạn").split())


def asked_of_senders(material: Material) -> tuple[frozenset[str], Material]:
    """Return to whom something is sent, and what is asked of those who send it, without the words of sending.

    Nobody and the same material where the question does not name both.
    """
    sent = recipients(material.question)
    agencies = tuple(name for name in material.question.agencies if name not in sent)
    if not sent or not agencies:
        return frozenset(), material
    topic = tuple(word for word in material.question.topic if fold(word) not in _SENDING)
    return sent, replace(material, question=replace(material.question, agencies=agencies, topic=topic))


def sent_to(sent: frozenset[str], plan: Plan, tasks: Sequence[Assignment]) -> tuple[Assignment, ...]:
    """Return the tasks that name one of those to whom something is sent; all where nothing is."""
    return tuple(task for task in tasks if not sent or names_any(sent, plan.quote(task.span)))
