"""All whom a plan gives work to: "Những sở nào được giao việc?", "Giao việc cho bao nhiêu cơ quan?"."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.model import Assignment, Plan
from plans.text import fold
from retrieval.answer import Claim
from retrieval.draft import Draft, Material
from retrieval.duties import OWN_ROLES, claims_of, in_role
from retrieval.names import plan_label
from retrieval.write_who import write_who

FORM = "{agency}{role}"
SCANNED = 15  # tasks that are all told where bodies are asked for; of more, the first of each body
_BODIES = re.compile(
    r"\b(?:bao nhieu|may|nhung|cac|liet ke) "
    r"(?P<kind>so|phong|ban|hoi|cuc|vu|co quan|don vi|nganh|to chuc|doan the)\b(?! nganh| ban)"
)
_OF_ANY = frozenset({"co quan", "don vi", "nganh", "to chuc", "doan the"})  # kinds that no name begins with
_COUNTED = re.compile(r"\b(?:bao nhieu|may)\b")
_ASKING = frozenset({"tham", "gia", "tung", "bang", "het", "dem"})  # words of the asking that are left in a subject


def write_all(material: Material) -> Draft:
    """List what a plan gives to every body, or to those of the kind and in the role asked for.

    Which plan must be clear; where a subject is named that is no plan's, who does that is told instead.
    """
    topic = tuple(word for word in material.question.topic if fold(word) not in _ASKING)
    material = replace(material, question=replace(material.question, topic=topic))
    plans = material.titled()
    who = write_who(material) if _says_more(material, plans) else Draft()
    if who.claims or len(plans) > 1:
        labels = tuple(plan_label(plan) for plan in plans[:12])
        return (
            who
            if who.claims
            else Draft(status="clarify", choices=labels, intro="Bạn muốn xem phân công của kế hoạch nào?")
        )
    return next((_told(material, plan) for plan in plans), Draft())


def _says_more(material: Material, plans: Sequence[Plan]) -> bool:
    """Say whether the subject does more than to tell which plan is meant."""
    topic = material.question.topic
    title = plans[0].header.title or "" if len(plans) == 1 else ""
    return bool(topic and material.weigher.residue(topic, title))


def _told(material: Material, plan: Plan) -> Draft:
    said = fold(material.question.restored)
    own = [task for task in plan.assignments if task.role in OWN_ROLES]
    tasks = _of_kind(said, in_role(said, own) or own)
    asked = _BODIES.search(said)
    claims = _first_of_each(plan, tasks) if asked and len(tasks) > SCANNED else claims_of(plan, tasks, FORM)
    return Draft(tuple(claims), intro=_count(tasks) if _COUNTED.search(said) else "")


def _of_kind(said: str, tasks: Sequence[Assignment]) -> Sequence[Assignment]:
    """Return the tasks of the bodies asked for by the word their names begin with ("những sở nào")."""
    asked = _BODIES.search(said)
    if not asked or asked["kind"] in _OF_ANY:
        return tasks
    return [task for task in tasks if not task.general and fold(task.agency).startswith(f"{asked['kind']} ")] or tasks


def _first_of_each(plan: Plan, tasks: Sequence[Assignment]) -> list[Claim]:
    """Return the first task of each body, with how many more it has."""
    of: dict[str, list[Assignment]] = {}
    for task in tasks:
        of.setdefault(task.agency, []).append(task)
    firsts = ((claims_of(plan, some[:1], FORM)[0], len(some) - 1) for some in of.values())
    return [replace(claim, computed=f"còn {more} việc khác" if more else "") for claim, more in firsts]


def _count(tasks: Sequence[Assignment]) -> str:
    """Say to how many bodies work is given, groups that bind many apart."""
    bodies = {task.agency for task in tasks if not task.general}
    groups = {task.agency for task in tasks if task.general} - bodies
    more = f" và {len(groups)} nhóm cơ quan" if groups else ""
    return f"Văn bản giao việc cho {len(bodies)} cơ quan{more}:" if bodies else ""
