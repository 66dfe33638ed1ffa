"""What a body has to do in the one plan that gives it work, where the question speaks of that in words of its own."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from plans.model import NUMBERED, Plan, Section
from plans.text import fold
from retrieval.answer import Claim
from retrieval.draft import ENOUGH, FEW, Draft, Material
from retrieval.labelled import following
from retrieval.names import head_of
from retrieval.own_names import as_named
from retrieval.shelf import chosen, heads
from retrieval.write_content import parts_of
from retrieval.write_duties import GROUP, in_plan

# "phải làm gì", "lo phần việc nào", "giúp những gì": what a body does is asked for, not one figure or date of it.
_OPEN = re.compile(r"(?!.*\b(?:bao nhieu|khi nao|ngay nao|bao gio|may|co phai)\b).*\b(?:gi|nao|the nao|ra sao)\b")
SPOKEN = 0.5  # of the subject, the share that the plan as a whole must say: of another matter it gives no work
WORDS = 2  # of a subject that names nothing: "phải gửi gì, hạn nào?"
MOST = 6  # statements of a part that is told whole
PARTS = (*NUMBERED, "paragraph", "bullet")
SHORTEST = 7  # words of a line that names no body alone
LABEL = 14  # words of a heading, or before the colon of a line, that name a body


def write_own(material: Material) -> Draft:
    """Quote the short part that the one plan meant has for the body asked about; nothing where several plans have one.

    Who asks in words of his own repeats none of the part: that the plan speaks of what he says tells that it is meant.
    """
    question = material.question
    if question.field or not question.agencies or not _OPEN.match(fold(question.restored)):
        return Draft()
    told = [(plan, part) for plan in _meant(material) if (part := _part(plan, question.agencies[0]))]
    if len(told) != 1 or len(told[0][1]) > MOST or _said_elsewhere(material, *told[0]):
        return Draft()
    return Draft(tuple(told[0][1]))


def _said_elsewhere(material: Material, plan: Plan, part: Sequence[Claim]) -> bool:
    """Say whether another passage speaks of what the plan's head leaves of the subject, and the part does not."""
    left = material.weigher.unsaid(material.question.topic, head_of(plan))
    passages = (one.plan.quote(one.passage.span) for one in material.found if one.plan_id == plan.id)
    texts = (" ".join(claim.text for claim in part), *passages)
    own, *others = (material.weigher.coverage(left, text) if left else 0.0 for text in texts)
    return own < ENOUGH <= max(others, default=0.0)


def _meant(material: Material) -> Iterator[Plan]:
    """Yield the few plans found, or in scope, that say most of the subject somewhere."""
    found = dict.fromkeys(one.plan_id for one in material.found)
    scope = set(material.question.scope) or {*list(found)[:FEW]}
    for plan in chosen(material.plans, [head.id in scope for head in heads(material.plans)])[:FEW]:
        if _speaks(material, f"{plan.header.title or ''} {plan.text}"):
            yield plan


def _speaks(material: Material, text: str) -> bool:
    """Say whether a text says most of the subject, or all of one of a word or two that stand in no phrase."""
    topic = material.question.topic
    return material.about(text) >= SPOKEN or (len(topic) <= WORDS and not material.weigher.unsaid(topic, text))


def _part(plan: Plan, asked: str) -> list[Claim]:
    """Return the tasks a plan gives a body, or a group it is of; else what stands under a heading that names it."""
    given = [part for part in in_plan(plan, asked) if part.tasks and part.rank <= GROUP]
    if given:
        return given[0].claims()
    name = fold(as_named(plan, asked))
    headed = (section for section in plan.walk() if section.kind in PARTS and _names(plan, section, name))
    return [claim for section in headed for claim in _told(plan, section)]


def _told(plan: Plan, section: Section) -> list[Claim]:
    """Return what a part says; of a line that only names the body what stands below it, up to the next such line."""
    if section.kind in NUMBERED or len(plan.quote(section.span).split()) > LABEL:
        return parts_of(plan, section)
    below = takewhile(lambda one: len(plan.quote(one.span).split()) > SHORTEST, following(plan, section))
    return [claim for part in below for claim in parts_of(plan, part)]


def _names(plan: Plan, section: Section, name: str) -> bool:
    """Say whether a heading, or what stands before the colon of an item, has a name and little else."""
    title = section.title or plan.quote(section.own)
    label = fold(title.partition(":")[0]).split()
    return len(label) <= LABEL and f" {name} " in f" {' '.join(label)} ".replace(",", " ")
