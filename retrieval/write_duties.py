"""Who must do what: every task of an agency in every plan, and the general clauses that bind it."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from plans.agencies import same_agency
from plans.model import Assignment, Plan
from plans.text import fold, syllables
from retrieval.answer import Claim
from retrieval.bound import binds, lists, same_group
from retrieval.draft import ENOUGH, FEW, Draft, Material, cite, spoken
from retrieval.duties import OWN_ROLES, at_home_first, claims_of, in_role
from retrieval.expected import tells_figure
from retrieval.named import agencies_in
from retrieval.names import Headed, plan_label
from retrieval.own_names import as_named, is_organ, organs, sought_names
from retrieval.scope import issued_by
from retrieval.senders import asked_of_senders, sent_to
from retrieval.shelf import chosen, heads
from retrieval.statements import told_by_task
from retrieval.write_all import write_all
from retrieval.write_who import write_who

OWN, GROUP, BINDING, NAMED, ISSUER = range(5)  # the order answers are given in
FORMS = {
    OWN: "{agency}{role}",
    GROUP: "{agency}",
    BINDING: "Quy định chung cho {agency}",
    NAMED: "{agency} được nêu trong việc của cơ quan khác",
}
LEFT_OUT = 0.6  # share of a subject's words that the title may leave out for the whole plan to be meant
NAMES_PLAN = 3  # words of a subject that name a plan, one of them not as its title has it
NEAR = 0.8  # share of the best task's weight with which a task speaks of the subject too
MOST = 60  # plans whose tasks are listed at once: nobody reads hundreds of them in one message
SCANNED = 15  # lines that are still read; of more, general clauses are only pointed to
SOME = 4  # general clauses of other plans that are quoted beside an agency's own tasks; more are only pointed to
PLACES = 5  # places with general clauses that a note names before it counts the rest
_MOTTO = re.compile(r"cong hoa\s+xa hoi|doc lap\s+- tu do")  # in the letterhead's other column
_COUNTS = re.compile(r"(?:bao nhieu|may) (?:viec|nhiem vu|cong viec|dau viec|noi dung cong viec)")


@dataclass(frozen=True)
class _Part:
    """Tasks of one agency in one plan, of one kind."""

    rank: int
    plan: Plan
    tasks: tuple[Assignment, ...]

    def claims(self) -> list[Claim]:
        """Return the tasks as lines."""
        return claims_of(self.plan, self.tasks, FORMS[self.rank])


def write_duties(material: Material) -> Draft:
    """List the tasks of the agencies asked about, plan by plan: own, general, and where they are only named."""
    if material.question.field == "all":
        return write_all(material)
    if material.question.field == "who" or not material.question.agencies:
        return write_who(material)
    sent, material = asked_of_senders(material)
    plans, left = _page(material, _concerned(replace(material, plans=material.titled())))
    asked = [(plan, agency) for agency in material.question.agencies for plan in plans]
    named = [(plan, name) for plan, agency in asked for name in (agency, *organs(plan, agency))]
    parts = [part for plan, name in named for part in in_plan(plan, name) if part.tasks]
    parts = _in_role(material, parts)
    to_them = [part for one in parts if (part := replace(one, tasks=sent_to(sent, one.plan, one.tasks))).tasks]
    parts = _on_subject(material, to_them or parts)
    parts.sort(key=lambda part: part.rank)
    issuer = [claim for plan, agency in asked for claim in _as_issuer(material, plan, agency)]
    draft = _told(material, parts, issuer)
    return replace(draft, notes=(*draft.notes, *_more(material, left)))


def _page(material: Material, plans: Sequence[Plan]) -> tuple[Sequence[Plan], int]:
    """Return the plans that are read and how many are not: of very many, those that name the agency come first.

    What is counted, or chosen by its subject, is looked for in all of them.
    """
    if len(plans) <= MOST or material.question.topic or _COUNTS.search(fold(material.question.restored)):
        return plans, 0
    agencies = material.question.agencies
    naming = material.naming("task", lambda name: any(same_agency(agency, name) for agency in agencies))
    own = {head.id for head in heads(naming)}
    first = sorted(heads(plans), key=lambda head: head.id not in own)[:MOST]
    shown = {head.id for head in first}
    return chosen(plans, [head.id in shown for head in heads(plans)]), len(plans) - MOST


def _more(material: Material, left: int) -> tuple[str, ...]:
    names = ", ".join(material.question.agencies)
    told = f"Còn {left} văn bản nữa có thể nêu việc của {names}. Hãy hỏi kèm tỉnh, năm hoặc số văn bản để xem tiếp."
    return (told,) if left else ()


def _told(material: Material, parts: Sequence[_Part], issuer: Sequence[Claim]) -> Draft:
    """Write the parts; general clauses of plans that give the agency nothing of its own are only pointed to."""
    home = {part.plan.id for part in parts if part.rank in (OWN, GROUP)}
    away = [part for part in parts if part.rank == BINDING and part.plan.id not in home]
    if home and sum(len(part.tasks) for part in away) <= SOME:
        away = []
    if home and sum(len(part.claims()) for part in parts if part not in away) > SCANNED:
        away = [part for part in parts if part.rank == BINDING]
    shown = [part for part in parts if part not in away]
    claims = _once([*(claim for part in shown for claim in part.claims()), *issuer])
    if issuer and not parts:
        claims += tuple(claim for plan in _issued(issuer) for claim in claims_of(plan, _tasks(plan), FORMS[OWN]))
    if claims:
        return Draft(claims, _elsewhere(away), intro=_count(material, parts))
    if _asks_of_group(material):
        return Draft(_once([claim for part in away for claim in part.claims()]))
    return Draft(notes=_general_notes(material, away), status="no_answer" if away else None)


def _issued(issuer: Sequence[Claim]) -> list[Plan]:
    """Return the plans of an agency that only issued them, a few: it works through those the plans give work to."""
    plans = {claim.citations[0].plan.id: claim.citations[0].plan for claim in issuer}
    return list(plans.values()) if len(plans) <= FEW else []


def _once(claims: Sequence[Claim]) -> tuple[Claim, ...]:
    return tuple({tuple(c.key for c in claim.citations): claim for claim in reversed(claims)}.values())[::-1]


def _count(material: Material, parts: Sequence[_Part]) -> str:
    """Return how many tasks there are, where the question counts them."""
    if not _COUNTS.search(fold(material.question.restored)):
        return ""
    own = [part for part in parts if part.rank == OWN]
    plans = len({part.plan.id for part in own})
    tasks = len({(part.plan.id, task.span) for part in own for task in part.tasks})
    return f"{', '.join(material.question.agencies)} được giao {tasks} việc trong {plans} văn bản:" if own else ""


def _concerned(material: Material) -> Sequence[Plan]:
    """Return the plans that may say something to the agencies asked about: they name them, or these issued them."""
    agencies = material.question.agencies
    sought = [name for asked in agencies for name in sought_names(asked)]

    def fits(name: str) -> bool:
        own = any(same_agency(a, name) or same_group(a, name) or binds(name, a) or lists(name, a) for a in sought)
        return own or any(is_organ(name, agency) for agency in agencies)

    told = {head.id for head in heads(material.naming("task", fits))}
    every = heads(material.plans)
    plans = chosen(material.plans, [h.id in told or any(issued_by(h, a) for a in agencies) for h in every])
    return _speaking(material, plans) if material.question.topic else plans


def _speaking(material: Material, plans: Sequence[Plan]) -> Sequence[Plan]:
    """Return the plans with a task, or a title, that may speak of the question's subject."""
    told = {head.id for head in heads(material.speaking("task", ENOUGH))}
    return chosen(plans, [head.id in told or _is_titled(material, head) for head in heads(plans)])


def _asks_of_group(material: Material) -> bool:
    """Say whether the question asks of a group itself ("các sở, ban, ngành")."""
    return any(m.general for m in agencies_in(material.question.restored))


def _elsewhere(parts: Sequence[_Part]) -> tuple[str, ...]:
    """Point to general clauses, of other plans or too many to be read, which bind whoever they are made for."""
    if not parts:
        return ()
    return (f"Quy định chung có thể áp dụng: {_places(parts)}.",)


def _general_notes(material: Material, parts: Sequence[_Part]) -> tuple[str, ...]:
    """Point to the general clauses that may bind a body to which no plan gives work of its own."""
    if not parts:
        return ()
    names = ", ".join(material.question.agencies)
    return (f"Không kế hoạch nào giao việc riêng cho {names}. Có thể xem: {_places(parts)}.",)


def _places(parts: Sequence[_Part]) -> str:
    leads = list(dict.fromkeys(claim.lead for part in parts for claim in part.claims()))
    rest = f"; và {len(leads) - PLACES} chỗ nữa" if len(leads) > PLACES else ""
    return "; ".join(leads[:PLACES]) + rest


def _tasks(plan: Plan) -> list[Assignment]:
    return [task for task in plan.assignments if task.role in OWN_ROLES]


def in_plan(plan: Plan, asked: str) -> Iterator[_Part]:
    """Yield the tasks of one plan by rank: own tasks, general clauses, mere mentions."""
    agency = as_named(plan, asked)
    own = [a for a in _tasks(plan) if not a.general and same_agency(agency, a.agency)]
    general = [a for a in plan.assignments if a.general]
    own += [a for a in general if lists(a.agency, agency)]
    grouped = [a for a in general if a not in own and (same_agency(agency, a.agency) or same_group(agency, a.agency))]
    grouped = at_home_first(plan, sorted(grouped, key=lambda a: -_alike(agency, a.agency)))
    binding = [a for a in general if a not in own and a not in grouped and binds(a.agency, agency)]
    named = [a for a in plan.assignments if a.role not in OWN_ROLES and same_agency(agency, a.agency)]
    for rank, tasks in (
        (OWN, at_home_first(plan, own)),
        (GROUP, grouped),
        (BINDING, binding),
        (NAMED, [] if own else named),
    ):
        yield _Part(rank, plan, tuple(tasks))


def _in_role(material: Material, parts: Sequence[_Part]) -> list[_Part]:
    """Keep the own tasks in the role asked for ("chủ trì việc gì"); all parts where there are none or none is asked."""
    asked = [replace(part, tasks=tuple(in_role(material.question.restored, part.tasks))) for part in parts]
    led = [part for part in asked if part.tasks and part.rank in (OWN, GROUP)]
    return led or list(parts)


def _on_subject(material: Material, parts: Sequence[_Part]) -> list[_Part]:
    """Keep the tasks that speak of the question's subject as much as the best; all of them when it has none."""
    if not material.question.topic:
        return list(parts)
    weighed = [(part, [(_weight(material, part.plan, task), task) for task in part.tasks]) for part in parts]
    best = max((weight for _, tasks in weighed for weight, _ in tasks), default=0.0)
    least = max(ENOUGH, NEAR * best)
    meant = [part for part in parts if part.tasks and _is_meant(material, part)]
    kept = [
        part if part in meant else replace(part, tasks=tuple(task for weight, task in tasks if weight >= least))
        for part, tasks in weighed
    ]
    told = [part for part in kept if part.tasks]
    own = any(part.rank in (OWN, GROUP) for part in told)
    titled = [part for part in parts if part.rank == OWN and part.tasks and _is_titled(material, part.plan)]
    return told if own else [*titled, *told]


def _is_meant(material: Material, part: _Part) -> bool:
    """Say whether all but a word of the subject is the plan's title, and no task of the part says that word.

    Such a subject names the plan: a task that repeats its words ("tử vong do đuối nước") is no more meant than others.
    """
    topic = material.question.topic
    titled = set(syllables(part.plan.header.title or ""))
    left = [word for word in topic if word not in titled]  # with its marks: "te" is not the word "tế"
    said = syllables(" ".join(told_by_task(part.plan, task) for task in part.tasks))
    named = len(left) == 1 and len(topic) >= NAMES_PLAN and part.rank in (OWN, GROUP)
    return named and not left[0].isdigit() and left[0] not in said


def _weight(material: Material, plan: Plan, task: Assignment) -> float:
    return material.within(plan, told_by_task(plan, task))


def _is_titled(material: Material, plan: Headed) -> bool:
    """Say whether the question's subject is the plan's own, said in more words ("đẩy nhanh giải ngân")."""
    topic = material.question.topic
    said = f"{plan.header.kind or ''} {plan.header.title or ''} {plan.header.issuer or ''}"
    return len(material.weigher.unsaid(topic, said)) <= LEFT_OUT * len(topic)


def _alike(asked: str, stated: str) -> float:
    """Return the share of the asked name's words that the stated name has."""
    words = syllables(asked)
    return sum(word in set(syllables(stated)) for word in words) / len(words) if words else 0.0


def _as_issuer(material: Material, plan: Plan, agency: str) -> list[Claim]:
    """Say that the agency issued the plan itself: its units are bound, not the agency."""
    issuer = plan.header.issuer
    span = plan.header.span_of("issuer")
    if not issuer or not span or material.question.topic:
        return []
    if not issued_by(plan, agency) or _asks_of_group(material):
        return []
    lead = f"{agency} ở vai cơ quan ban hành — {plan_label(plan)}"
    printed = plan.quote(span)
    told = spoken(printed)
    if printed.isupper() or _MOTTO.search(fold(printed)):
        told = _in_lines(printed, issuer)
    return [Claim(told, (cite(plan, span),), lead)]


def _in_lines(printed: str, issuer: str) -> str:
    """Return the lines of a letterhead apart, each as the issuer's name has it; others are of the body above."""
    lines = [" ".join(line.split()) for line in printed.splitlines()]
    at = [(fold(issuer).find(fold(line)), len(line)) for line in lines if line]
    return " – ".join(issuer[begin : begin + size] for begin, size in at if begin >= 0) or issuer


def with_figures(material: Material) -> Draft:
    """List the tasks of the agencies asked about that print a figure: "bố trí bao nhiêu tiền?"."""
    noun, agencies = material.noun, material.question.agencies
    sought = [name for asked in agencies for name in sought_names(asked)]
    named = material.naming("task", lambda name: any(same_agency(one, name) for one in sought))
    given = [(plan, task) for plan in named for task in _tasks(plan) if not task.general]
    own = [(p, task) for p, task in given if any(same_agency(as_named(p, a), task.agency) for a in agencies)]
    claims = [claim for plan, task in own for claim in claims_of(plan, [task], FORMS[OWN])]
    return Draft(tuple(c for c in claims if tells_figure(c.text) and (not noun or noun.search(c.text))))
