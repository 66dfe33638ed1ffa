"""Answers about whole plans: which of them, what one says, how two differ."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plans.agencies import same_agency
from plans.documents import same_number
from plans.model import NUMBERED, Plan, Section, Span
from plans.text import fold
from retrieval.answer import Claim, Question
from retrieval.draft import ENOUGH, Draft, Material, quoted
from retrieval.names import plan_label
from retrieval.search import best_sentences
from retrieval.shelf import chosen, heads
from retrieval.write_content import headed, parts_of

Write = Callable[[Material], Draft]
RANK = {"title": 0, "preamble": 1}  # where a plan names what it carries out
HEADING = 200  # characters a heading may take, over several lines
MANY = 30  # plans listed before the rest is only counted


def write_list(material: Material) -> Draft:
    """Say which plans give work to an agency, rest on a document or speak of a subject; all when nothing is named."""
    question, plans = material.question, _spoken_of(material)
    every = not (question.agencies or question.numbers or question.topic)  # then no plan is read that is not shown
    found = [(plan, span) for plan in (plans[:MANY] if every else plans) if (span := _evidence(material, plan))]
    count = len(plans) if every else len(found)
    claims = tuple(quoted(plan, span, plan_label(plan)) for plan, span in found[:MANY])
    more = (f"Còn {count - MANY} kế hoạch nữa; hãy hỏi hẹp hơn.",) if count > MANY else ()
    return Draft(claims, more, intro=f"Có {count} kế hoạch:" if found else "")


def _spoken_of(material: Material) -> Sequence[Plan]:
    """Return the plans that may be what is asked for."""
    question = material.question
    if question.agencies:
        return material.naming("task", lambda name: any(same_agency(asked, name) for asked in question.agencies))
    if question.numbers:
        return material.citing()
    if question.topic:
        found = {one.plan.id for one in material.found}
        return chosen(material.plans, [head.id in found for head in heads(material.plans)])
    return material.plans


def _evidence(material: Material, plan: Plan) -> Span | None:
    question = material.question
    if question.agencies:
        tasks = (a.span for a in plan.assignments if any(same_agency(q, a.agency) for q in question.agencies))
        return next(tasks, None)
    if question.numbers:
        return _cited(plan, question)
    if question.topic:
        mine = tuple(f for f in material.found if f.plan is plan)
        ranked = best_sentences(question, mine, material.weigher)
        return ranked[0].span if ranked and ranked[0].coverage >= ENOUGH else None
    return _title_span(plan)


def _cited(plan: Plan, question: Question) -> Span | None:
    """Return where the plan names the document asked about: its title, its basis, else anywhere it is mentioned.

    A plan that only mentions a directive does not carry it out.
    """
    named = [r for r in plan.references if r.number and any(same_number(n, r.number) for n in question.numbers)]
    named.sort(key=lambda r: (RANK.get(plan.citable(r.span.start).kind, len(RANK)), r.span.start))
    carried_out = re.search(r" (thuc hien|trien khai|can cu) ", f" {fold(question.restored)} ")
    kept = [r for r in named if not carried_out or plan.citable(r.span.start).kind in RANK]
    return kept[0].span if kept else None


def _title_span(plan: Plan) -> Span:
    """Return where the plan says what it is: its title, else the start of its first part."""
    if span := plan.header.span_of("title"):
        return span
    first = next((s for s in plan.sections if s.kind == "preamble"), plan.sections[0])
    text = plan.quote(first.span)
    start = first.span.start + len(text) - len(text.lstrip())
    return Span(start, max(start + 1, first.span.start + len(text.rstrip())))


def write_overview(material: Material) -> Draft:
    """Say what a plan is about and name its parts, in its own words."""
    material = replace(material, plans=material.titled())
    if len(material.plans) > 1 and not material.question.scope:
        labels = tuple(plan_label(plan) for plan in material.plans[:12])
        return Draft(status="clarify", choices=labels, intro="Bạn muốn tóm tắt kế hoạch nào?")
    if found := headed(material):
        return Draft(tuple(claim for plan, section in found for claim in parts_of(plan, section)))
    claims: list[Claim] = []
    for plan in material.plans:
        claims.append(quoted(plan, _title_span(plan), plan_label(plan)))
        claims += [_heading(plan, s) for s in plan.sections if s.kind in NUMBERED]
    return Draft(tuple(claims))


def _heading(plan: Plan, section: Section) -> Claim:
    own = plan.quote(section.own).rstrip()
    line = own if len(own) <= HEADING else own.split("\n", 1)[0].rstrip()
    span = Span(section.span.start, section.span.start + max(1, len(line)))
    return quoted(plan, span, f"Các phần của {plan_label(plan)}")


def write_compare(material: Material, write: Write) -> Draft:
    """Put two plans, or two agencies, side by side; a side with nothing says "không quy định"."""
    question = material.question
    if len(question.agencies) >= 2:
        sides = [(name, replace(material, question=replace(question, agencies=(name,)))) for name in question.agencies]
    else:
        sides = [(plan_label(p), _only(material, p)) for p in material.plans[:5]]
    if not 2 <= len(sides) <= 4:
        return Draft(
            status="clarify",
            choices=tuple(plan_label(plan) for plan in material.plans[:12]),
            intro="Bạn muốn so sánh những kế hoạch hay cơ quan nào?",
        )
    drafts = [(name, write(side)) for name, side in sides]
    claims = tuple(claim for _, draft in drafts for claim in draft.claims)
    silent = tuple(f"{name}: không quy định." for name, draft in drafts if not draft.claims)
    return Draft(claims, silent if claims else ())


def _only(material: Material, plan: Plan) -> Material:
    found = tuple(f for f in material.found if f.plan is plan)
    question = replace(material.question, scope=(plan.id,))
    return replace(material, plans=(plan,), found=found, question=question)
