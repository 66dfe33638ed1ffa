"""The section a question asks for by its heading."""

from __future__ import annotations

import re

from plans.model import NUMBERED, Plan, Section
from plans.text import fold
from retrieval.draft import ENOUGH, FEW, FIRST, HEADED, MANY, Material
from retrieval.evidence import asked_words, folded, words_of
from retrieval.shelf import chosen, heads

_CALLED = re.compile(
    r"\b(?:phan|muc(?! tieu| dich| luc)) (?:ve )?(\w.*?)(?= (?:cua|trong|o|tai|ke hoach|kh|co|gom|noi|ghi)\b|\W*$)"
)
_ANNEX = re.compile(r"\bphu luc((?: \w+){0,6}?)(?= (?:cua|trong|theo|o|tai|kem|gom|co|la|ke hoach|kh)\b|\W*$)")
_THEME = re.compile(r"\b(?:chu de|khau hieu|thong diep|phuong cham)\b")
_LISTED = re.compile(r"\b(?:liet ke|toan bo|gom|(?:cac|nhung) (?:viec|nhiem vu|noi dung)|co (?:nhung )?(?:viec )?gi)\b")


def annexed(material: Material) -> list[tuple[Plan, Section]]:
    """Return the annexes whose rows the question wants listed, called by words of their titles, one a plan."""
    plain = fold(material.question.restored)
    asked = _ANNEX.search(plain)
    if asked is None or not _LISTED.search(plain):
        return []
    found, called = {one.plan_id for one in material.found}, set(asked[1].split())
    plans = chosen(material.plans, [head.id in found for head in heads(material.plans)])
    annexes = [(p, s) for p in plans for s in p.walk() if s.kind == "appendix" and called <= set(folded(s.title))]
    return [(plan, annex) for plan, annex in annexes if _is_of(material, plan, annex)]


def _is_of(material: Material, plan: Plan, annex: Section) -> bool:
    """Say whether the words of the question that no title or column of the annex has are those of the plan's title."""
    opening = plan.quote(annex.span).partition("|--")[0]
    left = material.weigher.unsaid(material.question.topic, f"phụ lục {opening}")
    return not left or material.weigher.coverage(left, plan.header.title or "") >= ENOUGH


def headed(material: Material) -> list[tuple[Plan, Section]]:
    """Return the sections whose heading is what the question asks for, one a plan; of very many some."""
    if named := _called(material) or _themed(material):
        return named
    topic = material.question.topic
    if not topic:
        return []
    found, plans = [], material.headed()
    for plan in material.likeliest(plans, MANY):
        weighed = [(_best_agreement(material, plan, s), s) for s in plan.walk() if s.kind == "heading" and s.title]
        best = max(weighed, key=lambda pair: pair[0], default=(0.0, None))
        if best[1] is not None and best[0] >= HEADED:
            found.append((plan, best[1]))
    return found if len(plans) <= MANY else found[:FIRST]


def _called(material: Material) -> list[tuple[Plan, Section]]:
    """Return the sections that are called by their heading: "phần tổ chức thực hiện của kế hoạch …", one a plan."""
    asked = _CALLED.search(fold(material.question.restored))
    if asked is None or len(material.plans) > FEW:
        return []
    named = (
        (p, s)
        for p in material.plans
        for s in p.walk()
        if s.kind in NUMBERED and fold(s.title).strip(" .:") in (asked[1], asked[0].strip())
    )
    return list({plan.id: (plan, section) for plan, section in reversed(list(named))}.values())[::-1]


def _themed(material: Material) -> list[tuple[Plan, Section]]:
    """Return the section of each plan meant that gives its theme, under the name asked for or another of a theme."""
    asked = _THEME.search(fold(material.question.restored))
    plans = material.titled(issuers=True) if asked else ()
    if asked is None or len(plans) > FEW:
        return []
    themes = ([s for s in plan.walk() if s.kind in NUMBERED and _THEME.match(fold(s.title))] for plan in plans)
    first = (sorted(found, key=lambda s: not fold(s.title).startswith(asked[0])) for found in themes)
    return [(plan, found[0]) for plan, found in zip(plans, first, strict=True) if found]


def _best_agreement(material: Material, plan: Plan, section: Section) -> float:
    """Return how far a heading, alone or below the one above it, is what is asked: "Tiêu chí", "b) Đối với cá nhân"."""
    own = _agreement(material, plan, section.title)
    above = [s.title for s in plan.ancestors(section.id)[-2:-1] if own and s.kind == "heading"]
    return max([own, *(_agreement(material, plan, f"{title} {section.title}") for title in above)])


def _agreement(material: Material, plan: Plan, title: str) -> float:
    """Return how far heading and subject are the same words: the smaller of the two coverages.

    What the subject shares with the plan's own title or issuer ("mục tiêu của kế hoạch bình đẳng giới") names the plan.
    """
    if words_of(title).places.keys().isdisjoint(asked_words(material.question.topic)):
        return 0.0  # most headings of a large library
    heading = material.weigher.coverage(folded(title), " ".join(material.question.topic))
    named = f"{title}\n{plan.header.title or ''} {plan.header.issuer or ''}"
    return min(heading, 0.9 * material.about(named) + 0.1 * material.about(title))
