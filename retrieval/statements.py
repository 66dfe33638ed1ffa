"""What a plan states, as the texts a question's subject is held against and the bodies these texts name.

The writers and the index of statements read the same texts: whatever a writer could find, the index finds.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Final, Literal, TypeVar

from plans.glossary import spelled_out
from plans.model import Assignment, Deadline, Passage, Plan, Reference, SectionKind, Target
from retrieval.named import agencies_in
from retrieval.records import Held

Kind = Literal["title", "issuer", "heading", "task", "target", "reference", "deadline", "duty"]
Fact = TypeVar("Fact")
KINDS: Final[tuple[Kind, ...]] = ("title", "issuer", "heading", "task", "target", "reference", "deadline", "duty")


@dataclass(frozen=True)
class Spoken:
    """What a passage says with its line of place, and the kinds of the citable and the innermost section it is in."""

    text: str
    kind: SectionKind = "paragraph"
    block: SectionKind = "paragraph"


@dataclass(frozen=True)
class Indexed:
    """What is indexed of one version: its passages, its statements by kind, and the bodies they name by kind.

    `spoken` is of each passage too, without the words that people ask with, short forms of the plan spelled out.
    """

    texts: tuple[str, ...] = ()
    spoken: tuple[Spoken, ...] = ()
    statements: tuple[tuple[Kind, str], ...] = ()
    names: frozenset[tuple[Kind, str]] = frozenset()


def indexed(one: Held) -> Indexed:
    """Return what is indexed of a stored version."""
    stated, named = tuple(_stated(one.plan)), frozenset(_named(one.plan))
    texts = tuple(indexed_text(one.plan, passage) for passage in one.passages)
    return Indexed(texts, tuple(spoken(one.plan, passage) for passage in one.passages), stated, named)


def indexed_text(plan: Plan, passage: Passage) -> str:
    """Return what the indexes hold of a passage: where it stands, its text, the words people ask with."""
    return f"{passage.context}\n{plan.quote(passage.span)}\n{passage.cues}"


def spoken(plan: Plan, passage: Passage) -> Spoken:
    """Return what a passage says with its place, and in what it stands."""
    text = f"{passage.context}\n{spelled_out(plan.quote(passage.span), plan.text)}"
    try:
        return Spoken(text, plan.citable(passage.span.start).kind, plan.innermost(passage.span.start).kind)
    except LookupError:  # no section holds it
        return Spoken(text)


def told_by_task(plan: Plan, task: Assignment) -> str:
    """Return a task with the title it stands under, whom it is given to as printed, and the plan's issuer."""
    place, body = plan.citable(task.span.start).title, plan.quote(task.agency_span)
    return f"{place}\n{body}\n{plan.quote(task.span)}\n{plan.header.issuer or ''}"


def told_by_target(plan: Plan, target: Target) -> str:
    """Return the clause of a target with the headings and the period it stands under."""
    return f"{plan.quote(target.span)} {_headings(plan, target.section_id)} {target.period or ''}"


def naming_deadline(plan: Plan, deadline: Deadline) -> tuple[str, ...]:
    """Return the texts that may name a body concerned by a duty with a time limit."""
    place = plan.citable(deadline.span.start).title
    return deadline.who or "", *deadline.to, place, plan.quote(deadline.span)


def told_by_duty(plan: Plan, deadline: Deadline) -> str:
    """Return whose a duty with a time limit is, what it is, the clause that states it and the headings over it."""
    clause = plan.quote(deadline.span)
    return f"{deadline.who or ''} {deadline.what} {clause} {_headings(plan, deadline.section_id)}"


def told_around_duty(plan: Plan, deadline: Deadline) -> str:
    """Return the same with the paragraph the clause stands in."""
    return f"{told_by_duty(plan, deadline)}\n{plan.quote(plan.innermost(deadline.span.start).own)}"


def _stated(plan: Plan) -> Iterator[tuple[Kind, str]]:
    title = plan.header.title or ""
    head = f"{title} {plan.header.issuer or ''}"  # what a question says of these is not looked for in the plan itself
    yield "title", title
    yield "issuer", plan.header.issuer or ""
    yield from (("heading", section.title) for section in plan.walk() if section.kind == "heading" and section.title)
    yield from (("task", f"{head}\n{_spelled(plan, told_by_task, task)}") for task in plan.assignments)
    yield from (("target", f"{head}\n{_spelled(plan, told_by_target, target)}") for target in plan.targets)
    yield from (("reference", _told(plan, _around, reference)) for reference in plan.references)
    yield from (("deadline", "\n".join(_naming(plan, deadline))) for deadline in plan.deadlines)
    yield from (("duty", f"{plan.header.kind or ''} {head}\n{_told(plan, _duty, duty)}") for duty in plan.deadlines)


def _named(plan: Plan) -> Iterator[tuple[Kind, str]]:
    yield from (("task", task.agency) for task in plan.assignments)
    texts = (text for deadline in plan.deadlines for text in _naming(plan, deadline))
    yield from (("deadline", mention.name) for text in texts for mention in agencies_in(text))


def _headings(plan: Plan, section_id: str) -> str:
    return " ".join(section.title for section in plan.ancestors(section_id) if section.kind == "heading")


def _duty(plan: Plan, deadline: Deadline) -> str:
    """Return what is told of a duty with all that it stands under, which may say whose it is."""
    return f"{plan.titles_over(deadline.section_id)}\n{told_around_duty(plan, deadline)}"


def _around(plan: Plan, reference: Reference) -> str:
    """Return the part of a plan in which a document is named."""
    return plan.quote(plan.innermost(reference.span.start).span)


def _spelled(plan: Plan, tell: Callable[[Plan, Fact], str], fact: Fact) -> str:
    """Return what `tell` says of a fact with the long form of each short form the plan defines."""
    return spelled_out(_told(plan, tell, fact), plan.text)


def _naming(plan: Plan, deadline: Deadline) -> tuple[str, ...]:
    try:
        return naming_deadline(plan, deadline)
    except (LookupError, StopIteration):
        return (plan.text,)


def _told(plan: Plan, tell: Callable[[Plan, Fact], str], fact: Fact) -> str:
    """Return what `tell` says of a fact; one that no section holds may be about anything the plan says."""
    try:
        return tell(plan, fact)
    except (LookupError, StopIteration):
        return plan.text
