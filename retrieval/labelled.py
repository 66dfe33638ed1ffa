"""Lines that answer by their label, "Thời gian: …", "Địa điểm: …", and the task such a line stands under.

Such a line repeats nothing of the subject, which the headings above it and the title of the plan name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from functools import lru_cache

from plans.model import NUMBERED, Plan, Section, Span
from plans.text import fold
from retrieval.answer import Question
from retrieval.evidence import folded

_TIME = re.compile(r"(?:thoi (?:gian|diem|han|hieu)|tien do|ngay to chuc)\b")
_PLACE = re.compile(r"(?:thoi gian,? )?dia (?:diem|ban)\b")
_GROUP = re.compile(r"doi tuong\b")
_ASKS_PLACE = re.compile(r"\b(?:o dau|tai dau|cho nao|(?:noi|thon|ap|xa|phuong|dia diem|dia ban) nao)\b")
_ASKS_GROUP = re.compile(
    r"\b(?:doi tuong|thanh phan) nao\b|\bnhung ai\b|\bai (?:thi )?(?:duoc|la doi tuong)\b"
    r"|\b(?:nguoi|ho|tre|tre em|em|hoc sinh|truong hop)(?: \w+){0,2} nao (?:thi )?(?:duoc|bi|thuoc)\b"
)
_SIZE = re.compile(r"(?:thanh phan|quy mo|so luong|luc luong)\b")
_ASKS_SIZE = re.compile(
    r"\b(?:bao nhieu|may) (?:nguoi|dai bieu|doan vien|hoi vien|hoc sinh)(?: \w+){0,2} (?:du|tham gia|tham du)\b"
)
_COST = re.compile(r"(?:kinh phi|chi phi|muc chi)\b")
_ASKS_COST = re.compile(r"\b(?:kinh phi|chi phi|ton|het|tri gia|chi)\b.{0,20}\bbao nhieu\b")
_CONDITION = re.compile(r"(?:dieu kien|tieu chuan|yeu cau)\b")
_ASKS_CONDITION = re.compile(
    r"\b(?:dap ung|dat|du|thoa man|bao dam) (?:nhung |cac )?(?:(?:dieu kien|tieu chuan|yeu cau) )?(?:gi|nao)\b"
    r"|\b(?:dieu kien|tieu chuan) (?:gi|nao|ra sao|the nao|nhu the nao|la gi)\b"
)
_PAPERS = re.compile(r"(?:thanh phan )?(?:ho so|thu tuc|giay to)\b")
_ASKS_PAPERS = re.compile(r"^(?:giay to|thu tuc|ho so)\b|\b(?:giay to|ho so|thu tuc)(?: \w+){0,2} (?:gi|nao)\b")
_ORDINAL = re.compile(r"^[\W_]*(?:(?:\d{1,2}(?:\.\d{1,2})*|[ivx]+|[a-zđ])[.)]\s*)*[\W_]*")
_LABEL = re.compile(r"[^:;.]{2,80}?(?=[\s*_]*:)")
LONGEST = 10  # words of a label
_EMPTY = frozenset(("thuc", "hien", "to", "chuc", "cua", "va", "cac", "ve"))  # say nothing of what a label names


def asked_label(question: Question) -> re.Pattern[str] | None:
    """Return what the label of a line must begin with to answer a question of when, where, for whom or how much."""
    asked = fold(question.restored)
    if question.intent == "deadline" or question.field == "when":
        return _TIME
    if _ASKS_PLACE.search(asked):
        return _PLACE
    others = (
        (_ASKS_GROUP, _GROUP),
        (_ASKS_SIZE, _SIZE),
        (_ASKS_COST, _COST),
        (_ASKS_CONDITION, _CONDITION),
        (_ASKS_PAPERS, _PAPERS),
    )
    return next((label for asks, label in others if asks.search(asked)), None)


def label_of(text: str) -> str:
    """Return the label a line begins with, without marks: "doi tuong" of "1. Đối tượng: các hộ"; "" without one."""
    plain = _ORDINAL.sub("", fold(" ".join(text.split())))
    found = _LABEL.match(plain)
    return found[0].strip(" *_") if found and len(found[0].split()) <= LONGEST else ""


def labels_at(plan: Plan, at: int) -> Iterable[str]:
    """Yield the label of the block at an offset, unless that tells of the task before it, and the heading above it."""
    block, section = plan.innermost(at), plan.citable(at)
    if block.kind == "table":
        return
    if block.own.start < at and (own := label_of(plan.text[at : block.own.end])):
        yield own  # "… Địa điểm: …" inside a paragraph speaks for itself alone
        return
    if not any(one.span.start < at and not label_of(plan.quote(one.own)) for one in _beside(plan, block)):
        yield label_of(plan.quote(block.own))
    if section.kind in NUMBERED and (block is section or not label_of(plan.quote(block.own))):
        yield label_of(section.title) or _ORDINAL.sub("", fold(" ".join(section.title.split())))


def _beside(plan: Plan, block: Section) -> Sequence[Section]:
    """Return the parts a line of running text stands among; a numbered one speaks for itself."""
    above = plan.ancestors(block.id)[:-1]
    return () if block.kind in NUMBERED or not above else above[-1].children


def says_asked(labels: Iterable[str], asked: re.Pattern[str] | None, topic: Sequence[str]) -> bool:
    """Say whether one of `labels` is what is asked for: by kind, or as all of its own words are the subject's."""
    subject = _words(" ".join(topic))
    for label in filter(None, labels):
        own = _words(label) - _EMPTY
        named = len(own) > 1 and len(label.split()) <= LONGEST and own <= subject
        if named or (asked and asked.match(label)):
            return True
    return False


@lru_cache(maxsize=20_000)  # the same labels stand above the sentences of every question
def _words(text: str) -> frozenset[str]:
    return frozenset(folded(text))


def line_under(plan: Plan, at: int, asked: re.Pattern[str]) -> Span | None:
    """Return the line labelled as asked that tells more of the task at an offset: below it, before the next task."""
    task = plan.innermost(at)
    for line in following(plan, task):
        label = label_of(plan.quote(line.own))
        if asked.match(label):
            return line.own
        if not label:
            return None
    return None


def following(plan: Plan, task: Section) -> Sequence[Section]:
    """Return the parts below a task, or, where it has none, those beside it that follow."""
    if task.children:
        return task.children
    above = plan.ancestors(task.id)[:-1]
    beside = above[-1].children if above else plan.sections
    return [one for one in beside if one.span.start > task.span.start]
