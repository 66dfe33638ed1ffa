"""Which duties with a time limit a question means: of which plans, owed or received by whom, about what."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import lru_cache

from plans.model import Deadline, Plan
from plans.text import fold, sentences
from retrieval.answer import Question
from retrieval.asked_deadlines import (
    Dated,
    actor,
    goes_there,
    is_an_event,
    of_kind,
    of_level,
    of_period,
    owes,
    prints_work,
    recipients,
    sent_thing,
    told_only_below,
)
from retrieval.coming import soonest
from retrieval.communes import COMMUNES
from retrieval.draft import ENOUGH, LEAST, MANY, Material
from retrieval.foremost import Foremost
from retrieval.meant_bodies import any_same, means, nearly_between, only_receives
from retrieval.names import Headed
from retrieval.own_names import as_branch, is_own
from retrieval.periods import periods
from retrieval.shelf import chosen, heads
from retrieval.statements import naming_deadline, told_around_duty, told_by_duty

ANYONE = re.compile(r"các (?:cơ quan|đơn vị|địa phương)(?:, (?:cơ quan|đơn vị|địa phương))*", re.IGNORECASE)
FEWEST = 0.3  # where besides no other duty of that kind comes near
HALF = 0.45  # share of the subject that is enough where few duties are of the kind asked for
ALIKE = 0.8  # share of the best one's weight from which another duty is meant as well


def duties_meant(material: Material, months: Collection[int] = ()) -> tuple[list[Dated], int]:
    """Return the duties of the plans in scope that speak of the subject, each with its plan, and how many are not read.

    Of very many those are read that may speak most of the subject; where it is none, those with what falls due next.
    What "xã" owes is what the committees of communes owe; where they owe nothing, what other bodies of communes do.
    """
    meant, left = _meant(material, months)
    if meant or COMMUNES not in material.question.agencies:
        return meant, left
    others = tuple(name for name in material.question.agencies if name != COMMUNES)
    return _meant(replace(material, question=replace(material.question, agencies=others)), months)


def _meant(material: Material, months: Collection[int]) -> tuple[list[Dated], int]:
    plans = _concerned(replace(material, plans=material.titled()))
    if topic := _subject(material):
        foremost = Foremost[Deadline](material, "duty", topic, ALIKE, fewest=2, most=MANY)
        plans = _speaking(material, plans)
        weighed = foremost.of(plans, lambda plan: [(_nearness(material, plan, d), d) for d in _fit(material, plan)])
        return [(plan, duty) for _, plan, duty in weighed], 0
    plans, left = soonest(material.question, plans, months)
    return [(plan, duty) for plan in plans for duty in _fit(material, plan)], left


def _fit(material: Material, plan: Plan) -> Iterator[Deadline]:
    """Yield the duties of a plan that are meant, but those that go to other bodies than the question says."""
    sent, asked = tuple(recipients(material.question)), material.question
    fit = (duty for duty in _in_plan(material, plan) if _may_go_there(sent, plan, duty))
    yield from (duty for duty in fit if not told_only_below(asked, duty) and not is_an_event(asked, plan, duty))


def _may_go_there(sent: Sequence[str], plan: Plan, deadline: Deadline) -> bool:
    """Say whether a duty may be owed to one of some bodies: the place it stands names it, or it issued the plan."""
    told = plan.quote(plan.citable(deadline.span.start).span)
    return not sent or _issued(plan, sent) or any_same(sent, (*deadline.to, told))


def _concerned(material: Material) -> Sequence[Plan]:
    """Return the plans with a duty that may concern the agencies asked about; all when none is."""
    agencies = _bodies(material.question)
    if not agencies:
        return material.plans
    named = {head.id for head in heads(material.naming("deadline", lambda name: means(agencies, name)))}
    named |= {head.id for head in heads(material.plans) if _issued(head, agencies)}
    for agency in agencies:  # or its words stand there and are not read as its name
        named |= {head.id for head in heads(material.printing("deadline", agency))}
    return chosen(material.plans, [head.id in named for head in heads(material.plans)])


def _speaking(material: Material, plans: Sequence[Plan]) -> Sequence[Plan]:
    """Return the plans but those whose head and duties together say too little of the subject for one to be meant.

    One that its owner and its recipient tell needs no other word, one that its owner tells by a common name only some.
    """
    topic, among = _subject(material), replace(material, plans=plans)
    if all(_owing_to(material.question)):
        return plans
    speaking = among.speaking("duty", FEWEST, topic)
    if not (of_kind(material.question) and (who := actor(material.question))):
        return speaking
    called = replace(material, plans=among.saying("duty", who.split())).speaking("duty", 0.0, topic)
    told = {head.id for head in (*heads(speaking), *heads(called))}
    return chosen(plans, [head.id in told for head in heads(plans)])


def _in_plan(material: Material, plan: Plan) -> list[Deadline]:
    """Return the duties of the first group that speaks of the subject about as much as the best of all does.

    The groups: what is sent to the agencies asked about, where none is asked that sends it; what they owe, what they
    have to do with, everything in a plan they issued. A group with nothing for the period asked for is left
    out where another has something. Where no words and no period choose among them, no further group is looked for.
    """
    if not periods(material.question.restored) and not _asked(material, plan)[0]:
        return next(filter(None, _groups(material, plan)), [])
    groups = [*_groups(material, plan)]
    every = dict.fromkeys(one for group in groups for one in group)
    asked = {one for _, one in of_period(material.question, [(plan, one) for one in every])}
    groups = [group if asked.intersection(group) else [] for group in groups]
    weights = _weights(material, plan, {one: None for group in groups for one in group})
    if called := _called(material, plan, groups[0], weights):
        return called
    best = max(weights.values(), default=0.0)
    meant = ([one for one in group if weights[one] >= max(ENOUGH, ALIKE * best)] for group in groups)
    return next(filter(None, meant), None) or _alone(material, plan, weights)


def _alone(material: Material, plan: Plan, weights: Mapping[Deadline, float]) -> list[Deadline]:
    """Return the duty that alone speaks of half of the subject, or of less where the question tells whose it is.

    The duties of a plan are few: of those of the kind asked for, one that no other comes near is meant with fewer of
    the words.
    """
    kind = of_kind(material.question)
    fit = [one for one in weights if not kind or kind(plan, one)]
    if len(between := [one for one in fit if _between(material.question, plan, one)]) == 1:
        return between
    if len(sent := [one for one in weights if _goes(material.question, plan, one)]) == 1:
        return sent
    best = max((weights[one] for one in fit), default=0.0)
    if kind and best >= HALF:
        return [one for one in fit if weights[one] >= ALIKE * best]
    own = _own_weights(material, plan, fit)
    called = [one for one in fit if owes(actor(material.question), plan, one) and own[one]]
    if kind and len(called) == 1:
        return called
    first, second = (*sorted(own.values(), reverse=True)[:2], 0.0, 0.0)[:2]
    told = kind and (_owing(material.question) or _is_told(material, plan))
    return [one for one in fit if own[one] == first >= max(2 * second, FEWEST if told else HALF)]


def _goes(question: Question, plan: Plan, deadline: Deadline) -> bool:
    """Say whether a body asked about owes a duty that goes to a body of the kind asked for."""
    goes = goes_there(question)
    return bool(goes and goes(plan, deadline)) and any_same(_owing_to(question)[0], [deadline.who or ""])


def _between(question: Question, plan: Plan, deadline: Deadline) -> bool:
    """Say whether a question names both who owes a duty and to whom: "Chi bộ … gửi Đảng ủy xã"."""
    owing, sent = _owing_to(question)
    said = (deadline.who or "", plan.quote(deadline.span))
    return bool(owing and sent) and any_same(owing, said) and any_same(sent, deadline.to)


def _owing_to(question: Question) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the bodies a question asks about that owe something, and those it is sent to."""
    sent = recipients(question)
    return tuple(name for name in _bodies(question) if name not in sent), tuple(sent)


def _is_told(material: Material, plan: Plan) -> bool:
    """Say whether a question names what the title of a plan names, in two words or more."""
    topic = _subject(material)
    return len(topic) - len(material.weigher.residue(topic, plan.header.title or "")) > 1


def _called(
    material: Material, plan: Plan, owed: Sequence[Deadline], weights: Mapping[Deadline, float]
) -> list[Deadline]:
    """Return what is owed by whom the question calls by a common name, as far as it speaks of half of the subject.

    Of less where it alone of these sends what the question says is sent.
    """
    if not actor(material.question):
        return []
    least = max([LEAST, *(ALIKE * weights[one] for one in owed)])
    sends = sent_thing(material.question)
    sent = [one for one in owed if sends and sends(plan, one) and weights[one] >= FEWEST]
    return [one for one in owed if weights[one] >= least] or (sent if len(sent) == 1 else [])


def _groups(material: Material, plan: Plan) -> Iterator[list[Deadline]]:
    asked, sent, who = _owing(material.question), recipients(material.question), actor(material.question)
    agencies = tuple(as_branch(plan, agency) for agency in asked)
    duties = [d for d in plan.deadlines if not only_receives(material.question, d)]
    yield [d for d in duties if owes(who, plan, d)]
    owed = [d for d in duties if not agencies or any_same(agencies, [d.who or ""]) or of_level(asked, plan, d)]
    if material.question.field != "to":
        yield [d for d in duties if any_same(agencies, d.to)] if set(agencies) <= sent else []
        yield owed
    yield [d for d in duties if _concerns(material, plan, d)]
    yield [] if (owed and agencies != asked) or not _issued(plan, asked) else [*plan.deadlines]
    if material.question.field != "to":
        yield [d for d in duties if nearly_between(agencies, sent, d)]


def nearest(material: Material, speaking: Sequence[Dated]) -> Sequence[Dated]:
    """Leave out the duties of plans that have less to do with the subject than the best of them."""
    if not _subject(material) or len({plan.id for plan, _ in speaking}) < 2:
        return speaking
    weighed = [_nearness(material, *one) for one in speaking]
    return [one for weight, one in zip(weighed, speaking, strict=True) if weight >= ALIKE * max(weighed)]


def _nearness(material: Material, plan: Plan, deadline: Deadline) -> float:
    """Return how much a duty has to do with the subject, with the head of its plan and the paragraph it stands in."""
    head = f"{plan.header.title or ''} {plan.header.issuer or ''}"
    return material.weigher.coverage(_subject(material), f"{head} {told_around_duty(plan, deadline)}")


def _weights(material: Material, plan: Plan, deadlines: Iterable[Deadline]) -> dict[Deadline, float]:
    """Return how much each duty speaks of what the question says besides "hạn báo cáo"; 1 when it says no more.

    What little it says besides the plan's title chooses among them, and leaves all when none speaks of it.
    """
    asked, left = _asked(material, plan)
    if not asked:
        return dict.fromkeys(deadlines, 1.0)
    weights = _of_work(material, plan, _own_weights(material, plan, deadlines))
    if max(weights.values(), default=0.0) < ENOUGH:  # the paragraph may name what the clause goes on about
        topic = _subject(material)
        around = {d: material.weigher.coverage_of(asked, topic, told_around_duty(plan, d)) for d in weights}
        own = max((weights[d] for d in weights if around[d] >= ENOUGH), default=0.0)
        least = max(ALIKE * own, max(weights.values(), default=0.0) / 2)  # no paragraph outdoes what is said outright
        weights = {d: around[d] if weights[d] >= least else 0.0 for d in weights}
    vague = not left and max(weights.values(), default=0.0) < ENOUGH
    return dict.fromkeys(weights, 1.0) if vague else weights


def _asked(material: Material, plan: Plan) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """Return the words that the kind and the title of a plan do not say, and those of them that carry a subject."""
    topic, title = _subject(material), f"{plan.header.kind or ''} {plan.header.title or ''}"
    left = material.weigher.residue(topic, title)
    return left or material.weigher.unsaid(topic, title), left


def _own_weights(material: Material, plan: Plan, deadlines: Iterable[Deadline]) -> dict[Deadline, float]:
    """Return how much each duty's own words, and the headings over it, speak of what is asked within the plan."""
    asked, topic = _asked(material, plan)[0], _subject(material)
    return {d: material.weigher.coverage_of(asked, topic, told_by_duty(plan, d)) for d in deadlines}


def _of_work(material: Material, plan: Plan, weights: Mapping[Deadline, float]) -> dict[Deadline, float]:
    """Return the weights, less for what does not print the work that is asked for where another duty does."""
    does = {d: prints_work(material.question, plan.quote(d.span)) for d in weights}
    return {d: w if does[d] or not any(does.values()) else ALIKE * w for d, w in weights.items()}


def _subject(material: Material) -> tuple[str, ...]:
    question = material.question
    return _besides(question.topic, actor(question), question.restored)


@lru_cache(maxsize=1_000)  # asked again for every duty a question is held against
def _besides(topic: tuple[str, ...], who: str, asked: str) -> tuple[str, ...]:
    told = who.split()
    words = tuple(word for word in topic if fold(word) not in told)
    term = tuple(word for word in words if fold(word) != "hoc") if "hoc ky" in fold(asked) else words
    return term or words


def _issued(plan: Headed, agencies: Sequence[str]) -> bool:
    return any(is_own(plan, agency) for agency in agencies)


def _bodies(question: Question) -> tuple[str, ...]:
    """Return the bodies asked about; "các cơ quan, đơn vị" are none in particular."""
    return tuple(name for name in question.agencies if not ANYONE.fullmatch(name))


def _owing(question: Question) -> tuple[str, ...]:
    """Return the bodies asked about that owe something; those it is sent to only when no other is named."""
    sent, named = recipients(question), _bodies(question)
    return tuple(name for name in named if name not in sent) or named


def _concerns(material: Material, plan: Plan, deadline: Deadline) -> bool:
    anyone = any(map(ANYONE.fullmatch, material.question.agencies))
    agencies = _bodies(material.question) if anyone else _owing(material.question)
    return not agencies or any_same(agencies, (*naming_deadline(plan, deadline), _sentence(plan, deadline)))


def _sentence(plan: Plan, deadline: Deadline) -> str:
    """Return the sentence of a clause up to its end: the clause before may name whose duty both are."""
    block = plan.innermost(deadline.span.start).own
    starts = (start for start, end in sentences(plan.quote(block), block.start) if end > deadline.span.start)
    return plan.text[min(next(starts, block.end), deadline.span.start) : deadline.span.end]
