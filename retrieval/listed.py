"""The section under whose heading things of a kind are listed: "những môn nào?" is told under "Môn thi"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence

from plans.model import Plan, Section
from plans.text import fold
from retrieval.draft import ENOUGH, FEW, Material
from retrieval.evidence import asked_words, folded
from retrieval.names import head_of

_ASKED = re.compile(
    r"\b(?:nhung|cac|(?:co|gom|can|duoc)(?! nhung| cac))(?: loai)?"
    r" (?P<kind>[a-z]+(?: [a-z]+){0,2}?)(?: cu the| chinh)? (?:nao|gi)\b"
)
_JOINT = re.compile(r"[,;]| - | va ")
# Words that lead to what a heading names.
_BEFORE = {"cac", "nhung", "noi", "dung", "danh", "sach", "muc", "mot", "so", "he", "thong", "co", "cau", "bang"}
_BEFORE |= {"ten", "loai"}
_LINKS = {"cua", "cho", "ve", "doi", "voi", "trong", "tai", "tren"}
BEHIND = 2  # words of a heading behind the kind of thing it names that the question need not say: "Môn thi đấu"


def listed_under(material: Material) -> list[tuple[Plan, Section]]:
    """Return the section of each plan whose heading names the kind of thing the question wants named, if any."""
    asked = _ASKED.search(fold(material.question.restored))
    plans = material.titled(issuers=True) if asked else ()
    if asked is None or not 0 < len(plans) <= FEW:
        return []
    kind = asked["kind"].split()
    found = ([*_sections(material, plan, kind)] for plan in plans)
    return [
        (plan, max(some, key=lambda s: material.about(s.title)))
        for plan, some in zip(plans, found, strict=True)
        if some
    ]


def _sections(material: Material, plan: Plan, kind: Sequence[str]) -> Iterator[Section]:
    """Yield the sections that list things of a kind, in a place that the rest of the question names."""
    subject = asked_words(material.question.topic)
    left = tuple(word for word in subject if word not in kind)
    for section in plan.walk():
        if section.kind != "heading" or not section.children or not names_kind(section.title, kind, subject):
            continue
        around = f"{head_of(plan)} {plan.titles_over(section.id)}"
        if not left or material.weigher.coverage(left, around) >= ENOUGH:
            yield section


def names_kind(title: str, kind: Sequence[str], subject: Sequence[str]) -> bool:
    """Say whether a heading, or a part of it, names things of a kind: "Nội dung, giải pháp", "Các môn thi đấu"."""
    for part in _JOINT.split(fold(title)):
        words = folded(part)
        while words and words[0] in _BEFORE and words[: len(kind)] != list(kind):
            words = words[1:]
        behind = [word for word in words[len(kind) :] if word not in subject and word not in _LINKS]
        if words[: len(kind)] == list(kind) and len(behind) <= BEHIND:
            return True
    return False
