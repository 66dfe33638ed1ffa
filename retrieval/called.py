"""Whom a question asks about by the words a plan prints: "Các đơn vị cấp nước sạch", "Trưởng các ấp".

Bodies of a known kind are recognised by their names; these are not, or are named with more words than their kind has.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from plans.agencies import expand
from plans.model import Assignment, Plan
from plans.text import fold, syllables
from retrieval.answer import Question
from retrieval.draft import ENOUGH, Draft, Material
from retrieval.duties import OWN_ROLES, claims_of, in_role
from retrieval.named import agencies_in
from retrieval.statements import told_by_task

_ASKING = re.compile(
    r"\s(?:(?:sẽ|cần|phải|có|được|nên|thì|đề nghị|yêu cầu|giao|phân công|làm|thực hiện|chủ trì|phối hợp|lo|chịu)\s+)+"
    r"(?:(?:những|các)\s+)?(?:(?:nhiệm vụ|trách nhiệm|việc|công việc|làm)\s+)?(?:những\s+)?(?:gì|nào)\b",
    re.IGNORECASE,
)
_NOBODY = re.compile(r"(?:khi|nếu|để|trong|theo|năm|ai|kế hoạch|văn bản|tôi|em|chúng|mình|việc)\b", re.IGNORECASE)
_OFFICE = re.compile(r"(?:phó\s+)?(?:giám đốc|chủ tịch|bộ trưởng|thủ trưởng|lãnh đạo|người đứng đầu)\s+", re.IGNORECASE)
# Words that tell no body from another, and words that name none in particular.
_ALIKE = frozenset(
    syllables("các những mỗi từng của ở tại thuộc và trên địa bàn cac nhung moi tung cua o tai thuoc va")
)
_ANY = frozenset(syllables("co quan don vi to chuc dia phuong ca nhan nguoi so ban nganh doan the xa tinh"))
_PART = re.compile(r",\s+|\s+và\s+")
LONGEST = 16  # syllables of a body's name


def write_called(material: Material) -> Draft:
    """List the tasks of the body a question calls by more words than a known name; no claims when no plan prints it."""
    words = called(material.question)
    if not words:
        return Draft()
    naming = material.naming("task", lambda name: is_called(name, words))
    found = [(plan, some) for plan in naming if (some := _tasks(material, plan, words))]
    return Draft(tuple(claim for plan, some in found for claim in claims_of(plan, some, "{agency}{role}")))


def called(question: Question) -> tuple[str, ...]:
    """Return the folded syllables of whom the question asks about, none where a known name says it all."""
    text = expand(question.restored).strip()
    asked = _ASKING.search(text)
    who = text[: asked.start()] if asked and not _NOBODY.match(text) else ""
    if len(question.provinces) == 1:
        who = re.sub(rf"(?:tỉnh |thành phố )?{re.escape(question.provinces[0])}", " ", who, flags=re.IGNORECASE)
    if agencies_in(_OFFICE.sub("", who)):
        who = _OFFICE.sub("", who)
    known = [word for named in agencies_in(who) for word in _words(who[named.span.start : named.span.end])]
    words = _words(who)
    more = len(words) > max(1, len(known))
    return words if more and len(words) <= LONGEST and not _ANY.issuperset(words) else ()


def _words(name: str) -> tuple[str, ...]:
    return tuple(fold(word) for word in syllables(name) if word not in _ALIKE)


def _tasks(material: Material, plan: Plan, words: Sequence[str]) -> list[Assignment]:
    """Return the tasks of a plan given to whom its printed name says, in the role and about the subject asked for."""
    given = [task for task in plan.assignments if task.role in OWN_ROLES and is_called(task.agency, words)]
    given = in_role(material.question.restored, given) or given
    topic = tuple(word for word in material.question.topic if fold(word) not in words)
    left = material.weigher.residue(topic, plan.header.title or "") if topic else ()
    about = [task for task in given if left and material.weigher.coverage(left, told_by_task(plan, task)) >= ENOUGH]
    return about or given


def is_called(name: str, words: Sequence[str]) -> bool:
    """Say whether a body's name, or that of one of those it lists, begins with the first word and has all in order."""
    parts = _PART.split(expand(name))
    return any(_holds(" ".join(parts[at:]), words) for at in range(len(parts)))


def _holds(name: str, words: Sequence[str]) -> bool:
    printed = _words(name)
    rest = iter(printed)
    return printed[:1] == tuple(words[:1]) and all(word in rest for word in words)
