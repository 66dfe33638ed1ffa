"""A plan in short: its title, its parts, and of each part the sentences that say most of it, as they stand there."""

from __future__ import annotations

import math
from collections import Counter
from collections.abc import Mapping
from dataclasses import replace

from plans.model import NUMBERED, Plan, Section, Span
from plans.text import fold, sentences
from retrieval.answer import Claim
from retrieval.asked_section import headed
from retrieval.draft import FEW, Draft, Material, quoted
from retrieval.evidence import Weigher, folded
from retrieval.names import head_of, plan_label, section_label
from retrieval.write_content import HEADING, parts_of, write_content, write_listed

LONG = 1_500  # characters of a part of which two sentences are told
WORDS = range(6, 61)  # a shorter sentence is a heading, a longer one no summary


def write_overview(material: Material) -> Draft:
    """Say what a plan is about and name its parts, in its own words; a summary tells what each part says."""
    material = replace(material, plans=material.titled())
    if len(material.plans) > 1 and not material.question.scope:
        labels = tuple(plan_label(plan) for plan in material.plans[:12])
        return Draft(status="clarify", choices=labels, intro="Bạn muốn tóm tắt kế hoạch nào?")
    if (listed := write_listed(material)).claims:
        return listed
    in_short = "tom tat" in fold(material.question.restored)
    if found := headed(material):
        told = (_parts_in_short(*one, material.weigher) if in_short else parts_of(*one) for one in found)
        return Draft(tuple(claim for claims in told for claim in claims))
    if not in_short and (within := _within(material)).claims:
        return within
    claims: list[Claim] = []
    for plan in material.plans:
        claims.append(quoted(plan, title_span(plan), plan_label(plan)))
        for section in plan.sections:
            if section.kind in NUMBERED:
                claims += _in_short(plan, section, material.weigher) if in_short else [_heading(plan, section)]
    return Draft(tuple(claims))


def _within(material: Material) -> Draft:
    """Tell what is asked of something in a plan, not of the plan: "Sáu kỹ năng trong kế hoạch này gồm những gì?"."""
    named = map(head_of, material.plans[:FEW])
    topic = material.question.topic
    asks_part = bool(topic) and all(material.weigher.residue(topic, words) for words in named)
    return write_content(material) if asks_part else Draft()


def title_span(plan: Plan) -> Span:
    """Return where the plan says what it is: its title, else the start of its first part."""
    if span := plan.header.span_of("title"):
        return span
    first = next((s for s in plan.sections if s.kind == "preamble"), plan.sections[0])
    text = plan.quote(first.span)
    start = first.span.start + len(text) - len(text.lstrip())
    return Span(start, max(start + 1, first.span.start + len(text.rstrip())))


def _heading(plan: Plan, section: Section) -> Claim:
    own = plan.quote(section.own).rstrip()
    line = own if len(own) <= HEADING else own.split("\n", 1)[0].rstrip()
    span = Span(section.span.start, section.span.start + max(1, len(line)))
    return quoted(plan, span, f"Các phần của {plan_label(plan)}")


def _in_short(plan: Plan, section: Section, weigher: Weigher) -> list[Claim]:
    """Return the sentences that say most of a part, in their order; its heading where it has no sentence."""
    text = plan.quote(section.span)
    said = Counter(folded(text))
    told = [Span(*ends) for part in section.walk() for ends in sentences(plan.quote(part.own), part.own.start)]
    ranked = sorted(told, key=lambda span: -_telling(plan.quote(span), said, weigher))
    best = [span for span in ranked if len(plan.quote(span).split()) in WORDS][: 2 if len(text) > LONG else 1]
    lead = f"{plan_label(plan)}, {section_label(section)}"
    return [quoted(plan, span, lead) for span in sorted(best, key=lambda s: s.start)] or [_heading(plan, section)]


def _parts_in_short(plan: Plan, section: Section, weigher: Weigher) -> list[Claim]:
    """Return a section in short, part by part where it has numbered parts."""
    parts = [part for part in section.children if part.kind in NUMBERED]
    return [claim for part in parts or [section] for claim in _in_short(plan, part, weigher)]


def _telling(sentence: str, said: Mapping[str, int], weigher: Weigher) -> float:
    """Weigh a sentence by the rare words it shares with the rest of its part; long ones do not win by length."""
    words = set(folded(sentence))
    weight = sum(weigher.weight(word) * math.log(said[word]) for word in words)
    return weight / math.sqrt(len(words)) if words else 0.0
