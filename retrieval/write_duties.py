"""Who must do what: every task of an agency in every plan, or who a task is given to."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace
from itertools import groupby

from plans.agencies import same_agency
from plans.model import Assignment, Plan, Span
from plans.text import fold, syllables
from retrieval.answer import Claim
from retrieval.draft import ENOUGH, Draft, Material, cite, quoted, spoken
from retrieval.named import agencies_in
from retrieval.names import plan_label, section_label
from retrieval.scope import issued_by
from retrieval.search import tells_figure
from retrieval.shelf import chosen, heads
from retrieval.statements import told_by_task

# Groups a plan addresses as one, and the first words of the bodies each group stands for.
GROUPS: tuple[tuple[str, tuple[str, ...]], ...] = (
    (
        "so, ban, nganh",
        ("so ", "ban ", "cong an tinh", "bo chi huy", "van phong uy ban", "cuc ", "kho bac", "thanh tra"),
    ),
    ("so, nganh", ("so ", "ban ", "cong an tinh", "thanh tra")),
    ("don vi truc thuoc", ("don vi truc thuoc",)),
    ("huyen", ("uy ban nhan dan huyen", "huyen uy")),
    ("xa, phuong", ("uy ban nhan dan xa", "uy ban nhan dan phuong")),
    ("doan the", ("hoi ", "doan ", "lien doan", "mat tran", "uy ban mat tran", "tinh doan")),
    (
        "to chuc chinh tri",
        (
            "hoi lien hiep phu nu",
            "hoi nong dan",
            "hoi cuu chien binh",
            "doan thanh nien",
            "lien doan lao dong",
            "uy ban mat tran",
        ),
    ),
    ("cac don vi", ("cac don vi",)),
    ("cap hoi", ("hoi lien hiep phu nu", "hoi phu nu")),
    ("cap uy", ("dang uy", "huyen uy", "thanh uy", "thi uy", "chi bo")),
)
# Boards of the Party are no "ban" of "các sở, ban, ngành".
PARTY = re.compile(r"(dang doan|ban (can su|to chuc|tuyen giao|dan van|noi chinh|kiem tra|thuong vu|chap hanh|bi thu))")
OWN, GROUP, BINDING, NAMED, ISSUER = range(5)  # the order answers are given in
HALF = 0.5  # share of a subject's words that the title may leave out for the whole plan to be meant
OWN_ROLES = ("thực hiện", "chủ trì", "phối hợp", "đề nghị", "giám sát")


def write_duties(material: Material) -> Draft:
    """List the tasks of the agencies asked about, plan by plan: own, general, and where they are only named."""
    if material.question.field == "all":
        return _all(material)
    if material.question.field == "who" or not material.question.agencies:
        return _who(material)
    plans = _concerned(replace(material, plans=material.titled()))
    ranked = [
        pair
        for agency in material.question.agencies
        for plan in plans
        for pair in _in_plan(material, plan, agency)
        if pair[1]
    ]
    ordered = [claim for _, some in sorted(ranked, key=lambda pair: pair[0]) for claim in some]
    claims = tuple({tuple(c.key for c in claim.citations): claim for claim in reversed(ordered)}.values())[::-1]
    if any(rank != BINDING for rank, _ in ranked) or _asks_of_group(material):
        return Draft(claims)
    return Draft(notes=_general_notes(material, claims), status="no_answer" if claims else None)


def _concerned(material: Material) -> Sequence[Plan]:
    """Return the plans that may say something to the agencies asked about: they name them, or these issued them."""
    agencies = material.question.agencies

    def fits(name: str) -> bool:
        return any(same_agency(a, name) or same_group(a, name) or binds(name, a) for a in agencies)

    named = {head.id for head in heads(material.naming("task", fits))}
    every = heads(material.plans)
    return chosen(material.plans, [h.id in named or any(issued_by(h, a) for a in agencies) for h in every])


def _asks_of_group(material: Material) -> bool:
    """Say whether the question asks of a group itself ("các sở, ban, ngành")."""
    return any(m.general for m in agencies_in(material.question.restored))


def _general_notes(material: Material, claims: Sequence[Claim]) -> tuple[str, ...]:
    """Point to the general clauses that may bind a body to which no plan gives work of its own."""
    if not claims:
        return ()
    places = "; ".join(dict.fromkeys(claim.lead for claim in claims))
    return (f"Không kế hoạch nào giao việc riêng cho {', '.join(material.question.agencies)}. Có thể xem: {places}.",)


def _all(material: Material) -> Draft:
    """List what a plan gives to every agency; which plan must be clear."""
    if len(material.plans) > 1:
        labels = tuple(plan_label(plan) for plan in material.plans[:12])
        return Draft(status="clarify", choices=labels, intro="Bạn muốn xem phân công của kế hoạch nào?")
    return Draft(tuple(c for plan in material.plans for c in _claims(plan, _tasks(plan), "{agency}{role}")))


def _tasks(plan: Plan) -> list[Assignment]:
    return [task for task in plan.assignments if task.role in OWN_ROLES]


def _in_plan(material: Material, plan: Plan, agency: str) -> list[tuple[int, list[Claim]]]:
    """Return the claims of one plan by rank: own tasks, general clauses, mere mentions, the role of issuer."""
    own = [a for a in plan.assignments if a.role in OWN_ROLES and not a.general and same_agency(agency, a.agency)]
    general = [a for a in plan.assignments if a.general]
    grouped = [a for a in general if same_agency(agency, a.agency) or same_group(agency, a.agency)]
    grouped.sort(key=lambda a: -_alike(agency, a.agency))
    binding = [a for a in general if a not in grouped and binds(a.agency, agency)]
    named = [a for a in plan.assignments if a.role not in OWN_ROLES and same_agency(agency, a.agency)]
    led = [a for a in own if a.role == "chủ trì"]
    if led and "chu tri" in fold(material.question.restored):
        own = led
    given = own
    own, grouped, binding, named = (_on_subject(material, plan, some) for some in (own, grouped, binding, named))
    if not (own or grouped or binding or named) and _is_titled(material, plan):
        own = given
    return [
        (OWN, _claims(plan, own, "{agency}{role}")),
        (GROUP, _claims(plan, grouped, "{agency}")),
        (BINDING, _claims(plan, binding, "Quy định chung cho {agency}")),
        (NAMED, _claims(plan, named, "{agency} được nêu trong việc của cơ quan khác") if not own else []),
        (ISSUER, _as_issuer(material, plan, agency)),
    ]


def _is_titled(material: Material, plan: Plan) -> bool:
    """Say whether the question's subject is the plan's own, said in more words ("đẩy nhanh giải ngân")."""
    topic = material.question.topic
    return len(material.weigher.unsaid(topic, plan.header.title or "")) <= HALF * len(topic)


def _on_subject(material: Material, plan: Plan, tasks: Sequence[Assignment]) -> list[Assignment]:
    """Keep the tasks that speak of the question's subject; all of them when it has none."""
    if not material.question.topic:
        return list(tasks)
    weighed = [(material.within(plan, told_by_task(plan, task)), task) for task in tasks]
    best = max((weight for weight, _ in weighed), default=0.0)
    return [task for weight, task in weighed if best >= ENOUGH and weight >= 0.8 * best]


def _claims(plan: Plan, tasks: Sequence[Assignment], form: str) -> list[Claim]:
    claims = []
    for (agency, role, section), some in groupby(tasks, key=lambda a: (a.agency, a.role, plan.citable(a.span.start))):
        shown_role = "" if role in ("thực hiện", "liên quan") else f" ({role})"
        lead = form.format(agency=agency, role=shown_role)
        lead = f"{lead} — {plan_label(plan)}, {section_label(section)}"
        claims += [quoted(plan, _whole(plan, task), lead) for task in dict.fromkeys(some)]
    return claims


def _whole(plan: Plan, task: Assignment) -> Span:
    """Return the task with its subject where both stand in one sentence: whom it is done with stands between them."""
    subject, span = task.agency_span, task.span
    between = plan.text[subject.end : span.start]
    inside = subject.start < span.start and "\n" not in between and not re.search(r"[.;]\s", between)
    return Span(subject.start, span.end) if inside else span


def _alike(asked: str, stated: str) -> float:
    """Return the share of the asked name's words that the stated name has."""
    words = syllables(asked)
    return sum(word in set(syllables(stated)) for word in words) / len(words) if words else 0.0


def same_group(asked: str, stated: str) -> bool:
    """Say whether two names address one group: "Các sở, ban, ngành" and "Các sở, ban, ngành, đoàn thể tỉnh"."""
    left, right = fold(asked), fold(stated)
    return left.startswith("cac ") and any(key in left and key in right for key, _ in GROUPS)


def binds(group: str, agency: str) -> bool:
    """Say whether a plan's general clause for `group` ("Các sở, ban, ngành") binds `agency`."""
    group, agency = fold(group), fold(agency)
    if PARTY.match(agency) and "dang" not in group and "cap uy" not in group:
        return False
    return any(key in group and agency.startswith(members) for key, members in GROUPS)


def _as_issuer(material: Material, plan: Plan, agency: str) -> list[Claim]:
    """Say that the agency issued the plan itself: its units are bound, not the agency."""
    issuer = plan.header.issuer
    span = plan.header.span_of("issuer")
    if not issuer or not span or material.question.topic:
        return []
    if not issued_by(plan, agency) or _asks_of_group(material):
        return []
    lead = f"{agency} ở vai cơ quan ban hành — {plan_label(plan)}"
    return [Claim(spoken(plan.quote(span)), (cite(plan, span),), lead)]


def with_figures(material: Material) -> Draft:
    """List the tasks of the agencies asked about that print a figure: "bố trí bao nhiêu tiền?"."""
    noun = material.noun

    def asked(name: str) -> bool:
        return any(same_agency(agency, name) for agency in material.question.agencies)

    named = material.naming("task", asked)
    own = [(plan, task) for plan in named for task in _tasks(plan) if not task.general and asked(task.agency)]
    claims = [claim for plan, task in own for claim in _claims(plan, [task], "{agency}{role}")]
    return Draft(tuple(c for c in claims if tells_figure(c.text) and (not noun or noun.search(fold(c.text)))))


def _who(material: Material) -> Draft:
    """Find the tasks that match the question's subject and say whom the plans give them to."""
    weighed = [
        (material.within(plan, told_by_task(plan, task)), plan, task)
        for plan in material.speaking("task", ENOUGH)
        for task in plan.assignments
        if task.role in OWN_ROLES
    ]
    best = max((weight for weight, _, _ in weighed), default=0.0)
    if best < ENOUGH or not material.weigher.tells(material.question.topic):
        return Draft()
    chosen = [(plan, task) for weight, plan, task in weighed if weight >= 0.9 * best]
    return Draft(tuple(_given_to(plan, task) for plan, task in chosen))


def _given_to(plan: Plan, task: Assignment) -> Claim:
    """State the task with the agency before it, as the question asks for the agency."""
    lead = f"{plan_label(plan)}, {section_label(plan.citable(task.span.start))}"
    citations = tuple({c.key: c for c in (cite(plan, task.span), cite(plan, task.agency_span))}.values())
    text = spoken(plan.quote(task.span))
    if not fold(text).startswith(fold(task.agency)):
        text = f"{task.agency}: {text}"
    return Claim(text, citations, lead)
