"""When it is due: who owes what to whom, the next date from today, and what the plans leave undated."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import date

from plans.agencies import same_agency
from plans.dates import is_past, next_occurrence
from plans.model import Deadline, Plan, Span
from plans.text import fold, squeeze
from retrieval.answer import Claim, Question
from retrieval.asked_deadlines import Dated, actor, is_for_period, narrowed, owes, prints_work, recipients
from retrieval.bound import binds, same_group
from retrieval.draft import ENOUGH, Draft, Material, cite, spoken
from retrieval.named import agencies_in
from retrieval.names import Headed, plan_label, section_label
from retrieval.periods import piece_of, shortened
from retrieval.scope import issued_by
from retrieval.shelf import chosen, heads
from retrieval.statements import naming_deadline

# Words of the asking that every duty shares; they tell no duty from another.
_COMMON = frozenset(
    [
        "bao",
        "cao",
        "han",
        "nop",
        "gui",
        "thoi",
        "ngay",
        "dinh",
        "ky",
        "ket",
        "qua",
        "truoc",
        "cham",
        "nhat",
        "qua",
        "den",
        "hang",
        "nam",
        "thang",
    ]
)
BLOCK = re.compile(r".+(?:\n.+)*")  # lines between empty ones: no name goes on behind an empty line
NEAR = 2_000  # characters before a duty in which its subject is looked for
QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
ANYONE = re.compile(r"các (?:cơ quan|đơn vị|địa phương)(?:, (?:cơ quan|đơn vị|địa phương))*", re.IGNORECASE)
UNDATED = "không ghi ngày cụ thể"
ALIKE = 0.8  # share of the best one's weight from which another duty is meant as well


def write_deadlines(material: Material) -> Draft:
    """List the duties with a time limit: those with a date first, soonest first, undated ones after."""
    plans = _concerned(replace(material, plans=material.titled()))
    speaking = [(plan, deadline) for plan in plans for deadline in _asked(material, plan)]
    asked = narrowed(material.question, _nearest(material, speaking))
    if not asked:
        return Draft(notes=_undated_notes(material))
    as_of = material.question.as_of
    ordered = sorted(asked, key=lambda pair: _order(pair[1], as_of))
    months = _months(material.question.restored, as_of)
    if months and not is_for_period(material.question, asked):
        ordered = [(p, d) for p, d in ordered if (due := _due(d, as_of)) and due >= as_of and due.month in months]
        if not ordered:
            return Draft(notes=(f"Không có hạn nào rơi vào tháng {', '.join(map(str, sorted(months)))} sắp tới.",))
    kept = {(plan.id, deadline) for plan, deadline in asked}
    left_out = {(plan.id, d.span) for plan, d in speaking if (plan.id, d) not in kept}
    claims = [_claim(plan, d, as_of, alone=(plan.id, d.span) in left_out) for plan, d in ordered]
    return Draft(tuple({(c.text, c.lead): c for c in reversed(claims)}.values())[::-1])


def _order(deadline: Deadline, as_of: date) -> tuple[int, date]:
    """Put what comes next first, then what has no date, then what is past."""
    due = _due(deadline, as_of)
    if deadline.kind == "periodic" or due is None:
        return 1, date.max
    return (0 if due >= as_of else 2), due


def _undated_notes(material: Material) -> tuple[str, ...]:
    if len(material.plans) > 3:
        return ()
    return tuple(f"{plan_label(plan)} không ghi hạn cho việc được hỏi." for plan in material.plans)


def _asked(material: Material, plan: Plan) -> list[Deadline]:
    """Return the duties of the first group that speaks of the subject about as much as the best of all does.

    The groups: what is sent to the agencies asked about, where none is asked that sends it; what they owe, what they
    have to do with, everything in a plan they issued.
    """
    groups = _groups(material, plan)
    weights = _weights(material, plan, {one: None for group in groups for one in group})
    best = max(weights.values(), default=0.0)
    meant = ([one for one in group if weights[one] >= max(ENOUGH, ALIKE * best)] for group in groups)
    return next(filter(None, meant), [])


def _groups(material: Material, plan: Plan) -> list[list[Deadline]]:
    agencies, sent = _owing(material.question), recipients(material.question)
    owed = [d for d in plan.deadlines if not agencies or _any_same(agencies, [d.who or ""])]
    named = [d for d in plan.deadlines if _concerns(material, plan, d)]
    own = list(plan.deadlines) if _issued(plan, agencies) else []
    if material.question.field == "to":
        return [named, own]
    who = actor(material.question)
    called = [d for d in plan.deadlines if owes(who, d)]
    received = [d for d in plan.deadlines if _any_same(agencies, d.to)] if set(agencies) <= sent else []
    return [called, received, owed, named, own]


def _issued(plan: Headed, agencies: Sequence[str]) -> bool:
    return any(issued_by(plan, agency) for agency in agencies)


def _nearest(material: Material, speaking: Sequence[Dated]) -> Sequence[Dated]:
    """Leave out the duties of plans that have less to do with the subject than the best of them."""
    topic = _subject(material)
    if not topic or len({plan.id for plan, _ in speaking}) < 2:
        return speaking
    weighed = [
        material.weigher.coverage(topic, f"{p.header.title or ''} {p.header.issuer or ''} {_context(p, d)}")
        for p, d in speaking
    ]
    return [one for weight, one in zip(weighed, speaking, strict=True) if weight >= ALIKE * max(weighed)]


def _subject(material: Material) -> list[str]:
    return [word for word in material.question.topic if fold(word) not in _COMMON]


def _concerned(material: Material) -> Sequence[Plan]:
    """Return the plans with a duty that may concern the agencies asked about; all when none is."""
    agencies = _bodies(material.question)
    if not agencies:
        return material.plans
    named = {head.id for head in heads(material.naming("deadline", lambda name: _means(agencies, name)))}
    named |= {head.id for head in heads(material.plans) if _issued(head, agencies)}
    for agency in agencies:  # or its words stand there and are not read as its name
        named |= {head.id for head in heads(material.printing("deadline", agency))}
    return chosen(material.plans, [head.id in named for head in heads(material.plans)])


def _means(agencies: Sequence[str], name: str) -> bool:
    """Say whether a name is that of one of the agencies, or of a group it belongs to."""
    return any(same_agency(agency, name) or binds(name, agency) or same_group(agency, name) for agency in agencies)


def _bodies(question: Question) -> tuple[str, ...]:
    """Return the bodies asked about; "các cơ quan, đơn vị" are none in particular."""
    return tuple(name for name in question.agencies if not ANYONE.fullmatch(name))


def _owing(question: Question) -> tuple[str, ...]:
    """Return the bodies asked about that owe something; those it is sent to only when no other is named."""
    sent = recipients(question)
    named = _bodies(question)
    return tuple(name for name in named if name not in sent) or named


def _any_same(agencies: Sequence[str], texts: Sequence[str]) -> bool:
    """Say whether one of the texts names one of the agencies, or a group it belongs to."""
    plain = [fold(text) for text in texts]
    if any(fold(agency) in one for one in plain for agency in agencies):
        return True
    return any(_means(agencies, mention.name) for text in texts for mention in agencies_in(text))


def _concerns(material: Material, plan: Plan, deadline: Deadline) -> bool:
    agencies = _bodies(material.question)
    if not agencies:
        return True
    return _any_same(agencies, naming_deadline(plan, deadline))


def _weights(material: Material, plan: Plan, deadlines: Iterable[Deadline]) -> dict[Deadline, float]:
    """Return how much each duty speaks of what the question says besides "hạn báo cáo"; 1 when it says no more.

    What little it says besides the plan's title chooses among them, and leaves all when none speaks of it.
    """
    topic, title = _subject(material), plan.header.title or ""
    left = material.weigher.residue(topic, title)
    asked = left or material.weigher.unsaid(topic, title)
    if not asked:
        return dict.fromkeys(deadlines, 1.0)
    weights = _of_work(
        material, plan, {d: material.weigher.coverage_of(asked, topic, _context(plan, d)) for d in deadlines}
    )
    if max(weights.values(), default=0.0) < ENOUGH:  # the paragraph may name what the clause goes on about
        around = {d: material.weigher.coverage_of(asked, topic, _around(plan, d)) for d in weights}
        own = max((weights[d] for d in weights if around[d] >= ENOUGH), default=0.0)
        weights = {d: around[d] if weights[d] >= ALIKE * own else 0.0 for d in weights}
    vague = not left and max(weights.values(), default=0.0) < ENOUGH
    return dict.fromkeys(weights, 1.0) if vague else weights


def _of_work(material: Material, plan: Plan, weights: Mapping[Deadline, float]) -> dict[Deadline, float]:
    """Return the weights, less for what does not print the work that is asked for where another duty does."""
    does = {d: prints_work(material.question, plan.quote(d.span)) for d in weights}
    return {d: w if does[d] or not any(does.values()) else ALIKE * w for d, w in weights.items()}


def _context(plan: Plan, deadline: Deadline) -> str:
    place = " ".join(s.title for s in plan.ancestors(deadline.section_id) if s.kind == "heading")
    return f"{deadline.who or ''} {deadline.what} {plan.quote(deadline.span)} {place}"


def _around(plan: Plan, deadline: Deadline) -> str:
    return f"{_context(plan, deadline)}\n{plan.quote(plan.innermost(deadline.span.start).own)}"


def _due(deadline: Deadline, as_of: date) -> date | None:
    """Return the date the duty falls due next, or fell due when it is past."""
    if coming := next_occurrence(deadline, as_of):
        return coming
    if deadline.kind == "once" and deadline.day and deadline.month and deadline.year:
        return date(deadline.year, deadline.month, deadline.day)
    return None


def _months(text: str, as_of: date) -> set[int]:
    """Return the months a question asks about ("tháng này", "tháng 5", "quý II"); none when it asks of any time."""
    plain = fold(text)
    if re.search(r"\bthang nay\b", plain):
        return {as_of.month}
    if re.search(r"\bthang (?:toi|sau)\b", plain):
        return {as_of.month % 12 + 1}
    if month := re.search(r"\bthang (1[0-2]|0?[1-9])\b(?![/\d])", plain):
        return {int(month[1])}
    if quarter := re.search(r"\bquy (iv|i{1,3}|[1-4]|nay)\b", plain):
        number = QUARTERS.get(quarter[1]) or (as_of.month - 1) // 3 + 1
        return set(range(3 * number - 2, 3 * number + 1))
    return set()


def _claim(plan: Plan, deadline: Deadline, as_of: date, *, alone: bool) -> Claim:
    """Quote the clause of a duty; `alone` without the dates in it that are not asked for."""
    lead = f"{plan_label(plan)}, {section_label(plan.citable(deadline.span.start))}"
    citations = [cite(plan, deadline.span)]
    piece = piece_of(plan, deadline) if alone else None
    text = spoken(piece.said) if piece else shortened(spoken(plan.quote(deadline.span)), deadline)
    names = deadline.who.split("; ") if deadline.who else []
    if not all(_is_in(name, text) for name in names) and (span := _subject_span(plan, deadline, names)):
        citations.append(cite(plan, span))
        printed = squeeze(plan.quote(span))
        text = f"{names[0] if len(names) == 1 else printed[:1].upper() + printed[1:]}: {text}"
    return Claim(text, tuple({c.key: c for c in citations}.values()), lead, _when(deadline, as_of))


def _is_in(name: str, text: str) -> bool:
    return fold(name) in fold(text) or any(same_agency(name, mention.name) for mention in agencies_in(text))


def _subject_span(plan: Plan, deadline: Deadline, names: Sequence[str]) -> Span | None:
    """Find where the cited section names all who owe the duty, nearest before it."""
    section = plan.citable(deadline.span.start)
    start = max(section.span.start, deadline.span.start - NEAR)
    for block in reversed([*BLOCK.finditer(plan.text, start, deadline.span.end)]):
        mentions = agencies_in(block[0])
        last = [next((m for m in reversed(mentions) if same_agency(name, m.name)), None) for name in names]
        spans = [m.span for m in last if m]
        if len(spans) == len(names):
            first, end = min(span.start for span in spans), max(span.end for span in spans)
            return Span(block.start() + first, block.start() + end)
    return None


def _when(deadline: Deadline, as_of: date) -> str:
    """Say what the date means today: days left, past, or that the plan prints no date."""
    due = _due(deadline, as_of)
    if due is None and deadline.kind == "once" and deadline.year:  # only its month, quarter or year is printed
        return "đã qua" if is_past(deadline, as_of) else ""
    if deadline.kind == "periodic" or due is None:
        return UNDATED
    shown = f"{'trước ' if deadline.before else ''}{due:%d/%m/%Y}"
    if due < as_of:
        return f"đã qua: {shown}"
    left = (due - as_of).days
    days = "hôm nay" if left == 0 else f"còn {left} ngày"
    return f"{'kỳ tới' if deadline.kind != 'once' else 'sắp đến'}: {shown}, {days}"
