"""Whose doing is asked for: a plan that names a body nowhere says nothing of what that body does."""

from __future__ import annotations

import re

from plans.model import Plan
from retrieval.answer import Intent, Question
from retrieval.bound import lists
from retrieval.meant_bodies import means
from retrieval.named import agencies_in, names_any
from retrieval.own_names import as_named, is_organ, is_own

OF_DOING: frozenset[Intent] = frozenset({"target", "content", "deadline"})  # duties are looked up by whose they are
OPENING = 4  # words before the body a question is about: "Vậy thì năm nay"
_OF = re.compile(r"\b(?:của|cho|về|với|tại|ở|trong|theo|do|bởi|từ|gửi|báo|lên|bằng|qua|và|hay|hoặc|để|thuộc)\s+$", re.I)
_DOES = re.compile(
    r"\s+(?:(?:năm|trong|đến|hết|từ|mỗi|một|1) [^,.;?]{1,24}? )?(?:thì |sẽ |đã |còn )*"
    r"(?:phải|cần|được|có|nên|chủ trì|tổ chức|vận động|hỗ trợ|làm|lo|mở|thành lập|xây dựng|đặt|trồng|tặng|trao|chi"
    r"|bố trí|huy động|phối hợp|kiểm tra|tập huấn|phấn đấu|giúp|khám|tiếp nhận|cấp|đóng góp|góp|thực hiện)\b",
    re.IGNORECASE,
)


def of_unnamed_doer(question: Question, plan: Plan) -> bool:
    """Say whether a question asks what a body does that `plan` names nowhere, nor a group it is of."""
    if question.intent not in OF_DOING or not question.agencies or not _asks_of_doer(question.restored):
        return False
    return not any(_is_in(plan, body) for body in question.agencies)


def _asks_of_doer(asked: str) -> bool:
    """Say whether a question opens with a body that does what is asked for."""
    first = next(iter(agencies_in(asked)), None)
    if first is None or first.general or len(asked[: first.span.start].split()) > OPENING:
        return False
    return not _OF.search(asked[: first.span.start]) and _DOES.match(asked, first.span.end) is not None


def _is_in(plan: Plan, body: str) -> bool:
    names = {task.agency for task in plan.assignments}
    name = as_named(plan, body)
    if is_own(plan, body) or any(means((name,), one) or lists(one, name) or is_organ(one, body) for one in names):
        return True
    return names_any((body, name), plan.text)
