"""Which plans: those that give work to an agency, rest on a document, or speak of a subject."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.agencies import same_agency
from plans.documents import same_number
from plans.model import Plan, Span
from plans.text import fold
from retrieval.answer import Claim, Question
from retrieval.draft import ENOUGH, Draft, Material, quoted
from retrieval.duties import OWN_ROLES, whole
from retrieval.having import having
from retrieval.links import downward
from retrieval.names import plan_label
from retrieval.own_names import at_levels
from retrieval.search import best_sentences
from retrieval.shelf import chosen, heads
from retrieval.statements import Kind
from retrieval.write_summary import title_span

_REPORTS = re.compile(r"\b(?:bao cao|gui|nop)\b")
_LABEL = re.compile(r"[\W_]*(?:[^\W_]{1,4}\.)*[^\W_]{1,4}[\W_]*")  # "**IV.", "C.", "2.1."
RANK = {"title": 0, "preamble": 1}  # where a plan names what it carries out
ONLY_NAMED = "Không kế hoạch nào nêu văn bản này trong tên hay phần căn cứ;"
TITLED = 0.95  # how much of what the best sentence says of a subject the title must say to be told instead
MANY = 30  # plans listed before the rest is only counted


def write_list(material: Material) -> Draft:
    """Say which plans give work to an agency, rest on a document or speak of a subject; all when nothing is named."""
    question, plans = material.question, _spoken_of(material)
    every = not (
        question.agencies or question.numbers or question.topic or having(question)
    )  # then no plan is read that is not shown
    found = [(plan, span) for plan in (plans[:MANY] if every else plans) if (span := _evidence(material, plan))]
    count = len(plans) if every else len(found)
    intro = f"Có {count} kế hoạch:"
    if not found and _carried_out(question):
        found = [(plan, span) for plan in plans if (span := _cited(plan, question, anywhere=True))]
        count = len(found)
        intro = f"{ONLY_NAMED} {count} kế hoạch có nhắc tới:"
    claims = tuple(quoted(plan, span, plan_label(plan)) for plan, span in found[:MANY])
    claims += tuple(_through(material, [plan for plan, _ in found])) if _carried_out(question) else ()
    more = (f"Còn {count - MANY} kế hoạch nữa; hãy hỏi hẹp hơn.",) if count > MANY else ()
    return Draft(claims, more, intro=intro if found else "")


def _through(material: Material, found: Sequence[Plan]) -> list[Claim]:
    """Return where further plans say that they carry out those found, and so the document asked about."""

    def citing(numbers: tuple[str, ...]) -> Sequence[Plan]:
        return replace(material, question=replace(material.question, numbers=numbers)).citing()

    return [
        quoted(link.plan, link.reference.span, f"{plan_label(link.plan)}, qua {plan_label(link.older)}")
        for link in downward(found[:MANY], citing)
    ]


def _spoken_of(material: Material) -> Sequence[Plan]:
    """Return the plans that may be what is asked for."""
    question = material.question
    if question.agencies:
        return _naming(material, question.agencies)
    if question.numbers:
        return material.citing()
    if thing := having(question):
        return material.holding(thing.kind)
    if question.topic:
        found = {one.plan_id for one in material.found}
        return chosen(material.plans, [head.id in found for head in heads(material.plans)])
    return material.plans


def _naming(material: Material, agencies: Sequence[str]) -> Sequence[Plan]:
    """Return the plans whose tasks name one of the agencies; if reports are asked for, also those that report to it."""

    def fits(name: str) -> bool:
        return any(_at_any_level(asked, name) for asked in agencies)

    kinds: tuple[Kind, ...] = ("task", "deadline") if _REPORTS.search(fold(material.question.restored)) else ("task",)
    named = {head.id for kind in kinds for head in heads(material.naming(kind, fits))}
    return chosen(material.plans, [head.id in named for head in heads(material.plans)])


def _at_any_level(asked: str, stated: str) -> bool:
    """Say whether a body asked for is the one stated; named without its level it is meant at any: "Hội Nông dân"."""
    return any(same_agency(name, stated) for name in at_levels(asked))


def _given_to(plan: Plan, question: Question) -> Span | None:
    """Return the first task of an agency asked about, or what is reported to it; a task that only names it is none."""

    def asked(name: str) -> bool:
        return any(_at_any_level(agency, name) for agency in question.agencies)

    given = [task for task in plan.assignments if task.role in OWN_ROLES and asked(task.agency)]
    given.sort(key=lambda task: task.role == "phối hợp")  # what it does itself tells more than where it joins in
    tasks = [whole(plan, task) for task in given]
    reports = [one.span for one in plan.deadlines if any(map(asked, one.to))]
    return next(iter((*tasks, *reports) if _REPORTS.search(fold(question.restored)) else tasks), None)


def _evidence(material: Material, plan: Plan) -> Span | None:
    question = material.question
    if question.agencies:
        return _given_to(plan, question)
    if question.numbers:
        return _cited(plan, question)
    if thing := having(question):
        return thing.place(plan, question)
    if question.topic:
        return _about_it(material, plan)
    return title_span(plan)


def _about_it(material: Material, plan: Plan) -> Span | None:
    """Return where the plan speaks of the subject: its title where that says as much of it, else the best sentence."""
    mine = tuple(f for f in material.found if f.plan_id == plan.id)
    ranked = best_sentences(material.question, mine, material.weigher)
    best = ranked[0].coverage if ranked else 0.0
    if best < ENOUGH:
        return None
    titled = material.weigher.coverage(material.question.topic, plan.header.title or "") >= TITLED * best
    return title_span(plan) if titled else _with_words(plan, ranked[0].span)


def _with_words(plan: Plan, span: Span) -> Span:
    """Return a sentence, one that is only the label of a heading ("IV.") with the rest of its line."""
    end = plan.text.find("\n", span.end)
    return Span(span.start, end if end >= 0 else len(plan.text)) if _LABEL.fullmatch(plan.quote(span)) else span


def _cited(plan: Plan, question: Question, anywhere: bool = False) -> Span | None:
    """Return where the plan names the document asked about: its title, its basis, else anywhere it is mentioned.

    A plan that only mentions a directive does not carry it out, unless `anywhere` will do.
    """
    named = [r for r in plan.references if r.number and any(same_number(n, r.number) for n in question.numbers)]
    named.sort(key=lambda r: (RANK.get(plan.citable(r.span.start).kind, len(RANK)), r.span.start))
    only_basis = _carried_out(question) and not anywhere
    kept = [r for r in named if not only_basis or plan.citable(r.span.start).kind in RANK]
    return kept[0].span if kept else None


def _carried_out(question: Question) -> bool:
    """Say whether the plans asked for carry out, or rest on, a document."""
    asked = re.search(r" (thuc hien|trien khai|can cu) ", f" {fold(question.restored)} ")
    return bool(question.numbers) and asked is not None
