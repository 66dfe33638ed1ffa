"""What plans replace, what a plan rests on through other plans, and where the plans cited disagree."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Sequence

from plans.documents import kind_names
from plans.model import Plan, Reference
from plans.text import fold, squeeze
from retrieval.answer import Claim, Question
from retrieval.draft import Material, placed, quoted
from retrieval.links import Link, basis_of, upward
from retrieval.names import plan_label

ASKS_REPLACED = re.compile(
    r"\b(?:thay the|bai bo|huy bo|sua doi|bo sung|het (?:hieu luc|gia tri)"
    rf"|bi (?:bo|thay|huy|go)|thay (?:cho )?(?:nhung |cac )?(?:van ban|{'|'.join(map(fold, kind_names()))}))\b"
)
DISAGREE = "Các kế hoạch ghi khác nhau: {told}."
FEW = 4  # documents of a basis that are told of a plan further up
# A scheme or programme by its quoted name, and the years it is said to be of.
_SCHEME = re.compile(
    r"(?:đề án|chương trình|dự án|chiến lược|phong trào|cuộc vận động)"
    r"\s+[“\"«]\*?(?P<name>[^”\"»*\d]{8,200}?)\*?[”\"»]?"
    r",?\s+(?:giai đoạn|thời kỳ|từ năm|năm)\s+(?P<years>(?:19|20)\d\d\s?[-–—]\s?(?:19|20)\d\d)",
    re.IGNORECASE,
)


def replaced(material: Material) -> list[Claim]:
    """Return where the plans in scope say what they replace or amend, when that is asked for."""
    if material.question.field != "replaced" and not ASKS_REPLACED.search(fold(material.question.restored)):
        return []
    plans = material.plans if material.question.scope else material.titled()
    named = material.question.scope or len(plans) < len(material.plans)
    found = [(p, r) for p in plans for r in p.references if r.relation] if named else []
    asked = asked_kinds(material.question)
    return [placed(p, r.span) for p, r in [one for one in found if fold(one[1].kind) in asked] or found]


def asked_kinds(question: Question) -> frozenset[str]:
    """Return the kinds of documents a question names, without marks; "kế hoạch" and "văn bản" tell none apart."""
    plain = fold(question.restored)
    return frozenset(kind for kind in map(fold, kind_names()) if kind in plain) - {"ke hoach", "van ban"}


def further(material: Material, plan: Plan) -> list[Claim]:
    """Return what the held plans rest on that a plan carries out, directly or through one another."""
    links = {link.older.id: link for link in reversed(upward(plan, material.held))}
    return [claim for link in reversed(links.values()) for claim in _told(link)]


def _told(link: Link) -> list[Claim]:
    lead = f"{plan_label(link.older)}, mà {plan_label(link.plan)} thực hiện, căn cứ"
    return [quoted(link.older, r.span, lead) for r in _once(basis_of(link.older))][:FEW]


def _once(references: Iterable[Reference]) -> list[Reference]:
    return list({fold(r.number or ""): r for r in reversed(list(references))}.values())[::-1]


def disagreement(claims: Sequence[Claim]) -> str:
    """Return one line on what the plans cited print differently of one scheme or document; "" where they agree."""
    told: defaultdict[str, dict[str, Plan]] = defaultdict(dict)
    for claim in claims:
        for citation in claim.citations[:1]:
            for subject, value in _stated(citation.plan, citation.quote):
                told[subject].setdefault(value, citation.plan)
    differing = [by for by in told.values() if len({plan.id for plan in by.values()}) > 1]
    lines = ("; ".join(f"{value} ({plan_label(plan)})" for value, plan in by.items()) for by in differing)
    return DISAGREE.format(told=" — ".join(lines)) if differing else ""


def _stated(plan: Plan, quote: str) -> Iterable[tuple[str, str]]:
    """Yield the schemes that a quote dates, each with its years as printed."""
    for found in _SCHEME.finditer(squeeze(quote)):
        yield " ".join(fold(found["name"]).split()).strip(" ,"), re.sub(r"\s?[-–—]\s?", "–", found["years"])
