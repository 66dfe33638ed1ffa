"""Figures to be reached: the targets that speak of a question's subject, of the year it asks for."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from plans.glossary import spelled_out
from plans.model import Plan, Span, Target
from plans.text import fold, squeeze
from retrieval.answer import Claim
from retrieval.asked_years import YEAR, Chosen, of_year
from retrieval.draft import ENOUGH, FIRST, LEAST, MANY, Draft, Material, cite, outermost, placed
from retrieval.foremost import Foremost
from retrieval.statements import told_by_target

HOW_MANY = re.compile(r"\b(?:bao nhieu|may)\b")
NEAR = 0.85  # share of the best target's weight with which a target is an answer too
MORE = "Còn {left} văn bản nữa có thể nêu chỉ tiêu. Hãy hỏi kèm tỉnh, năm, cơ quan hoặc số văn bản để xem tiếp."
ALONE = 0.45  # share of the subject that is enough where a named plan counts the thing asked for once and nowhere else


def write_targets(material: Material) -> Draft:
    """List the figures to be reached that speak of the question's subject; all of them when it names none."""
    if not material.question.topic:
        return _of_all(material)
    weighed = list(_weighed(material))
    asked = [(plan, t) for _, plan, t in weighed]
    best = max((weight for weight, _, _ in weighed), default=0.0)
    if best < (ALONE if _counted_alone(material, asked) else material.enough):
        return Draft()
    near = {(plan, t.span): t for weight, plan, t in weighed if weight >= NEAR * best}
    if HOW_MANY.search(fold(material.question.restored)) and not any(_goes_beyond(material, *one) for one in asked):
        return Draft()
    return _told(_most_said(material, of_year(material.question.topic, near)))


def _told(chosen: Chosen) -> Draft:
    return Draft(tuple(_target(plan, chosen[plan, span]) for plan, span in outermost(list(chosen))))


def _of_all(material: Material) -> Draft:
    """List every target, of very many plans those of some."""
    if _asks_one(material.question.restored):
        return Draft()
    plans = material.plans if len(material.plans) <= MANY else material.likeliest(material.plans, FIRST)
    every = {(p, t.span): t for p in plans for t in p.targets if _of_what_is_counted(material, p, t)}
    left = len(material.plans) - len(plans)
    return replace(_told(_most_said(material, of_year((), every))), notes=(MORE.format(left=left),) if left else ())


def _weighed(material: Material) -> list[tuple[float, Plan, Target]]:
    """Return the targets that may speak most of the subject, each with how much it does."""

    def weighed(plan: Plan) -> list[tuple[float, Target]]:
        return [(_closeness(material, plan, t), t) for t in plan.targets if _of_what_is_counted(material, plan, t)]

    plans = material.speaking("target", LEAST)
    return Foremost[Target](material, "target", material.question.topic, NEAR, within=True).of(plans, weighed)


def _asks_one(asked: str) -> bool:
    """Say whether one figure is asked for of what the question leaves unnamed: "Nếu có thì mức bao nhiêu?"."""
    return HOW_MANY.search(fold(asked)) is not None and not re.search(r"\b(?:chi|muc) tieu\b", fold(asked))


def _goes_beyond(material: Material, plan: Plan, target: Target) -> bool:
    """Say whether a target, or its place, says something of what the plan's title leaves out of the question."""
    left = material.weigher.unsaid(material.question.topic, f"{plan.header.title or ''} {plan.header.issuer or ''}")
    return material.weigher.coverage_of(left, material.question.topic, told_by_target(plan, target)) > 0


def _counted_alone(material: Material, asked: Sequence[tuple[Plan, Target]]) -> bool:
    """Say whether the plan named has just one clause with a figure of what the question counts: "mấy khu"."""
    return material.noun is not None and len(material.question.scope) == 1 and len({t.span for _, t in asked}) == 1


def _most_said(material: Material, chosen: Chosen) -> Chosen:
    """Keep the targets that say most of what the plan's title leaves out, where little of the question is left."""
    weights = {}
    for plan, span in chosen:
        left = material.weigher.unsaid(material.question.topic, plan.header.title or "")
        weights[plan, span] = material.weigher.coverage_of(left, material.question.topic, plan.quote(span))
    best = max(weights.values(), default=0.0)
    return {place: chosen[place] for place, weight in weights.items() if best < ENOUGH or weight >= 0.85 * best}


def _of_what_is_counted(material: Material, plan: Plan, target: Target) -> bool:
    noun = material.noun
    return not noun or noun.search(spelled_out(plan.quote(target.span), plan.text))


def _closeness(material: Material, plan: Plan, target: Target) -> float:
    """Weigh a target by its own clause, and by the headings and the period it stands under."""
    place = told_by_target(plan, target)
    years = " ".join(YEAR.findall(place))  # a year of the period holds for every clause under it
    own = material.within(plan, f"{plan.quote(target.span)} {years}")
    around = material.within(plan, place)
    return around if own == around else (2 * own + around) / 3


def _target(plan: Plan, target: Target) -> Claim:
    """State the clause of a target, with its period where the plan prints it before the clause."""
    claim = placed(plan, target.span)
    period = target.period or ""
    at = plan.text.rfind(period, plan.citable(target.span.start).span.start, target.span.start) if period else -1
    if at < 0 or fold(period) in fold(claim.text):
        return claim
    citations = (*claim.citations, cite(plan, Span(at, at + len(period))))
    return replace(claim, citations=citations, computed=squeeze(period))
