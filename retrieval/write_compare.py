"""Two plans, or two agencies, side by side."""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from plans.model import Plan
from plans.text import syllables
from retrieval.answer import Claim
from retrieval.draft import Draft, Material
from retrieval.names import plan_label
from retrieval.populations import beside, populations, side_of, understood

Write = Callable[[Material], Draft]
Side = tuple[str, Material]
# What two whole plans are compared by, and how each is asked: the first form that a plan answers.
ASPECTS = {
    "Mục đích, mục tiêu": ("mục tiêu là gì", "mục đích yêu cầu"),
    "Chỉ tiêu": ("chỉ tiêu",),
    "Hạn báo cáo": ("hạn báo cáo",),
    "Căn cứ": ("căn cứ pháp lý",),
}
CELL = 3  # statements of one plan about one aspect
MOST = 4  # sides of a comparison


def write_compare(material: Material, write: Write) -> Draft:
    """Put two plans, or two agencies, side by side; a side with nothing says "không quy định"."""
    question = material.question
    if (kinds := _of_populations(material, write)).claims:
        return kinds
    if len(question.agencies) >= 2:
        sides = [(name, replace(material, question=replace(question, agencies=(name,)))) for name in question.agencies]
    else:
        sides = [(plan_label(p), _only(material, p)) for p in material.plans[: MOST + 1]]
    if not 2 <= len(sides) <= MOST:
        return Draft(
            status="clarify",
            choices=tuple(plan_label(plan) for plan in material.plans[:12]),
            intro="Bạn muốn so sánh những kế hoạch hay cơ quan nào?",
        )
    return _by_aspect(sides, write) if _whole(material) else _on_subject(sides, write)


def _of_populations(material: Material, write: Write) -> Draft:
    """Compare two kinds of people or places where the question names neither two plans nor an agency."""
    question = material.question
    names = None if question.agencies or len(question.scope) > 1 else populations(question.restored)
    if names is None or not understood(material, names):
        return Draft()
    return beside(names, [write(side_of(material, *pair)) for pair in (names, names[::-1])])


def _whole(material: Material) -> bool:
    """Say whether the plans as such are compared: the question names nothing they say."""
    question = material.question
    return not (question.topic or question.agencies or question.numbers)


def _on_subject(sides: Sequence[Side], write: Write) -> Draft:
    drafts = [(name, write(side)) for name, side in sides]
    claims = tuple(claim for _, draft in drafts for claim in draft.claims)
    silent = tuple(f"{name}: không quy định." for name, draft in drafts if not draft.claims)
    return Draft(claims, silent if claims else ())


def _by_aspect(sides: Sequence[Side], write: Write) -> Draft:
    """Return what the plans say aspect by aspect; an aspect of which no plan says anything is left out."""
    return Draft(
        tuple(claim for name, forms in ASPECTS.items() for claim in _row(name, [_cell(s, forms, write) for s in sides]))
    )


def _cell(side: Side, forms: Sequence[str], write: Write) -> tuple[str, Draft]:
    label, material = side
    drafts = (write(_asked(material, form)) for form in forms)
    return label, next((draft for draft in drafts if draft.claims), Draft())


def _asked(side: Material, asked: str) -> Material:
    return replace(side, question=replace(side.question, restored=asked, topic=tuple(syllables(asked))))


def _row(aspect: str, row: Sequence[tuple[str, Draft]]) -> list[Claim]:
    """Return the claims of one aspect under a heading for each plan, which also names the plans that say nothing."""
    silent = "; ".join(f"{_short(label)}: không quy định" for label, draft in row if not draft.claims)
    told: list[Claim] = []
    for label, draft in row:
        more = len(draft.claims) - CELL
        rest = [f"còn {more} ý khác"] if more > 0 else []
        beside = "; ".join([*rest, *([silent] if silent else [])])
        lead = f"{aspect} — {label} ({beside})" if beside else f"{aspect} — {label}"
        told += [replace(claim, lead=lead) for claim in draft.claims[:CELL]]
    return told


def _short(label: str) -> str:
    """Return the label of a plan without its title, which stands in the headings beside: "KH (Thái Bình, 2024)"."""
    return re.sub(r" «.*»", "", label)


def _only(material: Material, plan: Plan) -> Material:
    found = tuple(f for f in material.found if f.plan_id == plan.id)
    question = replace(material.question, scope=(plan.id,))
    return replace(material, plans=(plan,), found=found, question=question)
