"""Who a task is given to: "Ai chủ trì …?", "Việc … do ai làm?"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from plans.model import Assignment, Plan, Span
from plans.rows import data_rows
from plans.text import fold
from retrieval.answer import Claim, Intent, Question
from retrieval.draft import ENOUGH, Draft, Material, cite, quoted, spoken
from retrieval.duties import OWN_ROLES, called, in_role, whole
from retrieval.foremost import Foremost
from retrieval.names import plan_label, section_label
from retrieval.statements import told_by_task

# Asks who does something, in words without marks; "gửi cho ai", "báo ban nào" ask to whom.
ASKS_WHO = re.compile(
    r"(?<!cho )(?<!ve )(?<!toi )(?<!voi )(?<!gui )(?<!bao )(?<!len )(?<!den )(?<!qua )(?<!nop )(?<!cung )(?<!hoi )"
    r"\b(?:ai|(?:co quan|don vi|so|nganh|ban|to chuc|hoi|phong|bo phan|noi) nao)\b(?! (?:duoc|bi|thuoc|la doi tuong)\b)"
)
OF_WORK: frozenset[Intent] = frozenset({"deadline", "content", "target"})  # what may ask besides who does it
NEAR = 0.9  # share of the best task's weight with which a task is an answer too


def write_who(material: Material) -> Draft:
    """Find the tasks that match the question's subject and say whom the plans give them to."""
    if not material.weigher.tells(material.question.topic):
        return Draft()
    weighed = _weighed(material)
    best = max((weight for weight, _, _ in weighed), default=0.0)
    if best < ENOUGH:
        return Draft()
    near = [(plan, task) for weight, plan, task in weighed if weight >= NEAR * best]
    near = _sharpest(material, near)
    return Draft(tuple(claim for plan, tasks in _by_plan(near) for claim in _given(material, plan, tasks)))


def _weighed(material: Material) -> list[tuple[float, Plan, Assignment]]:
    """Return the tasks that may speak most of the subject, each with how much it does."""

    def weighed(plan: Plan) -> list[tuple[float, Assignment]]:
        own = (task for task in plan.assignments if task.role in OWN_ROLES)
        return [(material.within(plan, told_by_task(plan, task)), task) for task in own]

    plans = material.speaking("task", ENOUGH)
    return Foremost[Assignment](material, "task", material.question.topic, NEAR, within=True).of(plans, weighed)


def with_owner(question: Question, claim: Claim) -> Claim:
    """Return a claim with the body before it whose task it is, where that is asked too and it does not say so."""
    plan, cited = claim.citations[0].plan, claim.citations[0].span
    if (
        question.intent not in OF_WORK
        or not ASKS_WHO.search(fold(question.asked))
        or plan.innermost(cited.start).kind == "table"
    ):
        return claim
    tasks = [t for t in plan.assignments if t.role in OWN_ROLES and (t.span.contains(cited) or cited.contains(t.span))]
    if len({task.agency for task in tasks}) != 1:
        return claim
    named = cite(plan, tasks[0].agency_span)
    if any(fold(name) in fold(claim.text) for name in (tasks[0].agency, named.quote)):
        return claim
    return replace(claim, text=f"{called(plan, tasks[0])}: {claim.text}", citations=(*claim.citations, named))


def _sharpest(material: Material, found: Sequence[tuple[Plan, Assignment]]) -> list[tuple[Plan, Assignment]]:
    """Return those that say the subject themselves: where a plan's title says it, all its tasks speak of it alike."""
    said = [material.about(told_by_task(plan, task)) for plan, task in found]
    return [pair for pair, share in zip(found, said, strict=True) if share >= NEAR * max(said)]


def _by_plan(found: Sequence[tuple[Plan, Assignment]]) -> Iterator[tuple[Plan, list[Assignment]]]:
    for _, some in groupby(found, key=lambda pair: pair[0].id):
        pairs = list(some)
        yield pairs[0][0], [task for _, task in pairs]


def _given(material: Material, plan: Plan, tasks: Sequence[Assignment]) -> Iterator[Claim]:
    """Say of each task who has it, in the role asked for if anybody has."""
    asked = in_role(material.question.restored, tasks) or tasks
    for _, some in groupby(asked, key=lambda task: task.span):
        yield from _told(plan, list(some))


def _told(plan: Plan, tasks: Sequence[Assignment]) -> Iterator[Claim]:
    """State one task: its table's row, its sentence, or the task and whoever has it."""
    lead = f"{plan_label(plan)}, {section_label(plan.citable(tasks[0].span.start))}"
    sentence = whole(plan, min(tasks, key=lambda task: task.agency_span.start))
    places = list(dict.fromkeys(_line(plan, task) for task in tasks))
    if row := _row(plan, tasks[0]):
        yield quoted(plan, row, lead)
    elif len(tasks) > 1 and sentence != tasks[0].span:
        yield quoted(plan, sentence, lead)
    elif len(places) < len(tasks) and not any(place.contains(sentence) for place in places):
        yield from (quoted(plan, span, lead) for span in (sentence, *places))
    else:
        yield from (_named(plan, task, lead) for task in tasks)


def _row(plan: Plan, task: Assignment) -> Span | None:
    block = plan.innermost(task.span.start)
    if block.kind != "table":
        return None
    rows = data_rows(plan.quote(block.span), block.span.start)
    return next((row for row in rows if row.contains(task.span)), None)


def _line(plan: Plan, task: Assignment) -> Span:
    """Return the part of the plan in which the agency is named: the line of a label, a heading, the sentence itself."""
    block = plan.innermost(task.agency_span.start)
    return block.own if block.children else block.span


def _named(plan: Plan, task: Assignment, lead: str) -> Claim:
    """State the task with the agency before it, as the question asks for the agency."""
    citations = tuple({c.key: c for c in (cite(plan, task.span), cite(plan, task.agency_span))}.values())
    text = spoken(plan.quote(task.span))
    if not fold(text).startswith(fold(task.agency)):
        text = f"{called(plan, task)}: {text}"
    return Claim(text, citations, lead)
