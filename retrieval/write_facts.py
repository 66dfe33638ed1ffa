"""Single facts: documents cited, and what the head and foot of a plan state."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from datetime import date

from plans.agencies import expand
from plans.documents import same_number
from plans.model import Plan, Reference, Span
from plans.text import fold, sentences
from retrieval.answer import Claim
from retrieval.draft import ENOUGH, Draft, Material, cite, outermost, placed, quoted, spoken
from retrieval.names import head_of, plan_label
from retrieval.scope import issued_by
from retrieval.write_links import asked_kinds, further, replaced

SOME = 0.5  # share of the subject a plan's head speaks of where the plan may be the one meant
SHORT_LIST = 6  # plans answered side by side before the question is asked back
FIELDS = {
    "signer": "Người ký",
    "number": "Số, ký hiệu",
    "issued_on": "Ngày ban hành",
    "issuer": "Cơ quan ban hành",
    "recipients": "Nơi nhận",
    "title": "Tên văn bản",
}


def write_legal_basis(material: Material) -> Draft:
    """Answer from the documents the plans cite: their basis, one found by its subject, or what one is about."""
    if claims := replaced(material):
        return Draft(tuple(claims))
    by_field = {"basis": _basis, "about": _about, "find": _find, "article": _article}
    return by_field.get(material.question.field or "find", _find)(material)


def _basis(material: Material) -> Draft:
    plans = material.titled(issuers=True)
    if len(plans) > SHORT_LIST:
        return _ask_which(material)
    claims = []
    for plan in plans:
        chosen = _of_kind(material, _once(r for r in plan.references if _is_basis(r) and _in_basis(plan, r)))
        claims += [placed(plan, reference.span) for reference in chosen]
        claims += further(material, plan) if len(plans) == 1 else []
    return Draft(tuple(claims))


def _once(references: Iterable[Reference]) -> list[Reference]:
    """Keep each document once, where the plan says most of it."""
    kept: dict[str, Reference] = {}
    for reference in references:
        key = next((number for number in kept if same_number(number, reference.number or "")), reference.number or "")
        if not key:
            key = f"{reference.kind} {reference.title} {reference.issued_on}"
        if key not in kept or _length(reference) > _length(kept[key]):
            kept[key] = reference
    return list(kept.values())


def _length(reference: Reference) -> int:
    return reference.span.end - reference.span.start


def _is_basis(reference: Reference) -> bool:
    """Say whether a document named without a number is one: laws are cited by name and date."""
    return bool(reference.number) or fold(reference.kind).startswith(("luat", "bo luat", "phap lenh", "hien phap"))


def _in_basis(plan: Plan, reference: Reference) -> bool:
    """Say whether a document stands before the first section, or under a heading of its own: "I. CĂN CỨ"."""
    place = plan.innermost(reference.span.start)
    above = (*plan.ancestors(place.id), place)
    return plan.citable(reference.span.start).kind == "preamble" or any(BASIS.fullmatch(fold(s.title)) for s in above)


def _of_kind(material: Material, references: Sequence[Reference]) -> list[Reference]:
    """Keep the kind of document the question names ("quyết định nào"), when some are of it."""
    kinds = asked_kinds(material.question)
    return [r for r in references if not kinds or fold(r.kind) in kinds]


def _find(material: Material) -> Draft:
    if not material.question.topic:
        return _basis(material)
    asked = fold(material.question.restored)
    weighed = [
        (material.about(plan.quote(span)) * trust, plan, span)
        for plan in material.speaking("reference", ENOUGH)
        for reference in plan.references
        if reference.number and (fold(reference.kind) in asked or " van ban " in f" {asked} ")
        for span, trust in ((_said_of(plan, reference), 1.0), (_said_with(plan, reference), 0.97))
    ]
    weighed.sort(key=lambda one: -one[0])
    best = weighed[0][0] if weighed else 0.0
    if best < ENOUGH:
        named = material.question.scope or (
            BASED.search(asked) and len(material.titled(issuers=True)) < len(material.plans)
        )
        return _basis(material) if named else Draft()
    chosen = dict.fromkeys((plan, span) for weight, plan, span in weighed if weight >= 0.95 * best)
    return Draft(_distinct(placed(plan, span) for plan, span in outermost(list(chosen))))


def _article(material: Material) -> Draft:
    """Answer with the articles cited of the law that the question names, where the plan speaks of the subject.

    A law in the basis of a plan is of the plan's whole matter, so that its title speaks for it too.
    """
    asked = fold(material.question.restored)
    weighed = []
    for plan in material.titled(issuers=True):
        for law in plan.references:
            named = fold(f"{law.kind} {law.title or ''}").strip()
            article = ARTICLE.search(plan.text, max(0, law.span.start - LEAD), law.span.start)
            if article and named in asked:
                matter = [word for word in material.question.topic if fold(word) not in {"dieu", *named.split()}]
                said = plan.quote(_said_with(plan, law)) + (f" {plan.header.title}" if _in_basis(plan, law) else "")
                weighed.append((material.weigher.coverage(matter, said), plan, Span(article.start(), law.span.end)))
    best = max((weight for weight, _, _ in weighed), default=0.0)
    return Draft(_distinct(placed(plan, at) for weight, plan, at in weighed if weight >= max(ENOUGH, 0.95 * best)))


def _about(material: Material) -> Draft:
    claims = [
        placed(plan, _told_of(plan, reference))
        for plan in material.citing()
        for reference in plan.references
        if reference.number and any(same_number(n, reference.number) for n in material.question.numbers)
    ]
    claims.sort(key=lambda claim: -material.about(claim.text))
    return Draft(_distinct(claims))


def _clause(plan: Plan, reference: Reference) -> Span:
    """Return the reference with what is said of it, to the end of its clause."""
    section = plan.innermost(reference.span.start)
    rest = plan.text[reference.span.start : section.span.end]
    clauses = list(sentences(rest, reference.span.start))
    stop = next((end for _, end in clauses if end >= reference.span.end), reference.span.end)
    return Span(reference.span.start, stop)


def _told_of(plan: Plan, reference: Reference) -> Span:
    """Return the clause of a reference, with what leads to it where nothing follows it."""
    clause = _clause(plan, reference)
    told = plan.text[reference.span.end : clause.end].strip(" .;,/\n")
    return clause if told else Span(_said_with(plan, reference).start, clause.end)


def _said_of(plan: Plan, reference: Reference) -> Span:
    """Return the clause of a reference up to the next one: what is said of it and of no other."""
    clause = _clause(plan, reference)
    later = [r.span.start for r in plan.references if reference.span.end <= r.span.start < clause.end]
    return Span(clause.start, min(later, default=clause.end))


def _said_with(plan: Plan, reference: Reference) -> Span:
    """Return the clause that leads to a reference: "Kiện toàn … theo hướng dẫn tại Quyết định số …"."""
    section = plan.innermost(reference.span.start)
    clauses = sentences(plan.quote(section.span), section.span.start)
    return next(
        (Span(a, max(b, reference.span.end)) for a, b in clauses if a <= reference.span.start < b), reference.span
    )


def _distinct(claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Keep one claim of each wording and plan; a clause that only repeats the start of a longer one goes."""
    kept: list[Claim] = []
    for claim in claims:
        plan = claim.citations[0].plan
        if not any(c.citations[0].plan is plan and fold(c.text).startswith(fold(claim.text)) for c in kept):
            kept.append(claim)
    return tuple(kept[:SHORT_LIST])


def write_metadata(material: Material) -> Draft:
    """State one field of the head or foot, plan by plan; say which plans do not state it."""
    plans = material.titled(issuers=True) if material.question.topic else material.plans
    if len(plans) > SHORT_LIST:
        return _ask_which(material)
    drafts = [_one_field(material, plans, name) for name in (material.question.field or "number").split("+")]
    return Draft(tuple(c for d in drafts for c in d.claims), tuple(note for d in drafts for note in d.notes))


def _one_field(material: Material, plans: Sequence[Plan], name: str) -> Draft:
    claims: list[Claim] = []
    silent = []
    for plan in plans:
        spans = plan.header.spans_of(name)
        if not spans:
            silent.append(plan)
        elif _fits(material, plan):
            many = name == "recipients"
            claims += [
                claim for span in spans for claim in (_lines(plan, span) if many else [_field(plan, name, span)])
            ]
    if name == "issued_on":
        newest_first = NEWEST.search(fold(material.question.restored)) is not None
        claims.sort(key=lambda claim: claim.citations[0].plan.header.issued_on or date.max, reverse=newest_first)
    notes = tuple(f"{plan_label(plan)}: bản đang có không ghi {FIELDS[name].lower()}." for plan in silent)
    return Draft(tuple(claims), notes if len(silent) < SHORT_LIST else ())


def _fits(material: Material, plan: Plan) -> bool:
    """Say whether a position named in the question ("Chủ tịch") is the signer's."""
    if material.question.topic and material.about(plan.text) < ENOUGH:
        return False  # it asks of a person or thing this plan never names
    asked = POSITION.search(f" {fold(expand(material.question.restored))} ")
    if "signer" not in (material.question.field or "") or not asked:
        return True
    if material.question.agencies and not any(issued_by(plan, agency) for agency in material.question.agencies):
        return False
    office = set(asked[1].split())
    of_whom = [word for word in material.question.topic if fold(word) not in office]
    head = plan.header
    said = f"{head.issuer or ''} {head.title or ''} {head.province or ''}"
    if of_whom and material.weigher.coverage(of_whom, said) < ENOUGH:
        return False
    held = [part.strip() for part in fold(plan.header.signer_position or "").split(",")]
    return any(part.startswith(asked[1]) for part in held)


LEAD = 80  # characters before a law in which its articles are cited
# What leads to a law of which articles are cited: "khoản 2 Điều 104 ", "Điều 12 và Điều 13 của ".
ARTICLE = re.compile(
    r"(?:(?:điểm|khoản)\s+\w+,?\s+){0,2}\bđiều\s+\d+\w?(?:(?:,|\s+và)\s+(?:điều\s+)?\d+\w?)*\s+(?:của\s+)?\Z",
    re.IGNORECASE,
)
BASED = re.compile(r"\b(?:can cu|dua (?:vao|tren|theo)|co so phap ly)\b")
BASIS = re.compile(
    r"(?:(?:cac|nhung) )?(?:can cu|co so)(?: (?:phap ly|phap luat|xay dung|ban hanh|lap|ke hoach|de)){0,3}[ .:]*"
)
NEWEST = re.compile(r"\b(?:moi|gan day|muon) nhat\b")
POSITION = re.compile(
    r" ((?:pho )?(?:chu tich|truong ban|giam doc|bi thu|chanh van phong|bo truong|thu tuong|hieu truong|thu truong"
    r"|truong phong|vien truong|cuc truong)) "
)


def _field(plan: Plan, name: str, span: Span) -> Claim:
    lead = f"{FIELDS[name]} — {plan_label(plan)}"
    claim = quoted(plan, span, lead)
    head = plan.header
    if name == "signer" and head.signer_position and (at := head.span_of("signer_position")):
        citations = tuple({c.key: c for c in (claim.citations[0], cite(plan, at))}.values())
        names = head.signer if head.signer and "," in head.signer else claim.text  # several stand apart
        return Claim(f"{names}, {head.signer_position}", citations, lead)
    return claim


def _lines(plan: Plan, span: Span) -> list[Claim]:
    """Return one claim for each line of a list."""
    lead = f"{FIELDS['recipients']} — {plan_label(plan)}"
    claims, at = [], span.start
    for line in plan.quote(span).splitlines(keepends=True):
        text = line.strip()
        if text and fold(text).strip(" :*_") not in ("noi nhan", "kinh gui") and spoken(text):
            start = at + line.index(text)
            claims.append(quoted(plan, Span(start, start + len(text)), lead))
        at += len(line)
    return claims


def _ask_which(material: Material) -> Draft:
    """Ask which plan is meant of those whose heads speak of the subject, best first; nothing where none does."""
    matter = material.matter
    weighed = [(material.weigher.coverage(matter, head_of(plan)) if matter else 1.0, plan) for plan in material.plans]
    meant = sorted((one for one in weighed if one[0] >= SOME), key=lambda one: -one[0])
    if not meant:
        return Draft()
    choices = tuple(plan_label(plan) for _, plan in meant[: 2 * SHORT_LIST])
    return Draft(status="clarify", choices=choices, intro="Đang có nhiều kế hoạch. Bạn hỏi kế hoạch nào?")
