"""What conversations contain: questions as understood, citations, claims and answers."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import date
from typing import Literal, TypeAlias

from plans.model import Plan, Section, Span

Intent = Literal[
    "duties",
    "deadline",
    "target",
    "legal_basis",
    "metadata",
    "content",
    "definition",
    "compare",
    "list",
    "overview",
    "smalltalk",
    "unsafe",
    "outside",
]
Status = Literal["answered", "clarify", "no_answer", "smalltalk", "refused", "error"]


@dataclass(frozen=True)
class Turn:
    """One earlier question of a conversation and the answer it got."""

    question: str
    answer: str = ""


@dataclass(frozen=True)
class Question:
    """A question as understood.

    `text` is what was typed, `restored` the same with marks, typos and abbreviations made good. `scope` holds the ids
    of the plans it is about (empty: all), `absent` what it names and the library does not hold ("tỉnh An Giang").
    `asked` is the part of the message that asks, `told` the words of the matter that the rest of it tells of.
    """

    text: str
    restored: str
    intent: Intent
    as_of: date
    agencies: tuple[str, ...] = ()
    scope: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()
    numbers: tuple[str, ...] = ()
    provinces: tuple[str, ...] = ()
    year: int | None = None
    field: str | None = None
    topic: tuple[str, ...] = ()
    asked: str = ""
    told: tuple[str, ...] = ()

    @property
    def wanted(self) -> str:
        """The words that say what is wanted: those that ask, since a story before them names much that is not."""
        return self.asked or self.restored


@dataclass(frozen=True)
class Citation:
    """A quote of a plan and the section it stands in; the quote is computed from the span."""

    plan: Plan
    section: Section
    span: Span

    @property
    def quote(self) -> str:
        """The author's own characters."""
        return self.plan.quote(self.span)

    @property
    def key(self) -> tuple[str, int, int]:
        """What makes two citations the same: the plan and the range."""
        return self.plan.id, self.span.start, self.span.end


@dataclass(frozen=True)
class Claim:
    """One statement and the citations that carry it.

    `lead` is a heading line shown above it (whose plan, whose task), shared by the claims that follow with the same
    lead. `computed` is worked out from what is cited and today's date ("kỳ tới: 30/11/2026, còn 8 ngày"); it is shown
    after the text, in brackets.
    """

    text: str
    citations: tuple[Citation, ...]
    lead: str = ""
    computed: str = ""

    @property
    def shown(self) -> str:
        """The statement as a person reads it."""
        return f"{self.text} ({self.computed})" if self.computed else self.text


@dataclass(frozen=True)
class Hit:
    """A section found for a question, before anything is written."""

    plan: Plan
    section: Section
    score: float


@dataclass(frozen=True, slots=True)
class Tokens:
    """What a language model read and wrote for an answer, as its server counted."""

    sent: int
    received: int


@dataclass(frozen=True)
class Answer:
    """What every door shows: a status, claims with their citations, and notes that state no fact of a plan.

    `tokens` is None where no model was asked or its server does not count; a reply of no use has cost them too.
    """

    question: Question
    status: Status
    intro: str = ""
    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    hits: tuple[Hit, ...] = ()
    mode: str = "offline"
    prompt: str | None = None
    tokens: Tokens | None = None
    timings: dict[str, float] = field(default_factory=dict)

    @property
    def citations(self) -> tuple[Citation, ...]:
        """Every distinct citation in the order of the claims; its place here, from 1, is its number `[n]`."""
        return tuple({c.key: c for claim in self.claims for c in claim.citations}.values())


Show: TypeAlias = Callable[[Answer], None]  # is given an answer that is still being written, each time it has grown
