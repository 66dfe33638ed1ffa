"""What the offline writers share: the material they write from and the draft they return."""

from __future__ import annotations

from dataclasses import dataclass

from plans.documents import kind_names
from plans.glossary import spelled_out
from plans.model import Plan, Span
from plans.text import squeeze, syllables
from retrieval.answer import Citation, Claim, Question, Status
from retrieval.evidence import Weigher
from retrieval.search import Found

ENOUGH = 0.62  # share of the question's subject that evidence must speak of to be called an answer


@dataclass(frozen=True)
class Material:
    """Everything a writer may use: the question, the plans in scope, the passages found, the weights of words."""

    question: Question
    plans: tuple[Plan, ...]
    found: tuple[Found, ...]
    weigher: Weigher

    def about(self, text: str) -> float:
        """Return how much of the question's subject `text` speaks of; 1 when it has no subject of its own."""
        return self.weigher.coverage(self.question.topic, text) if self.question.topic else 1.0

    @property
    def enough(self) -> float:
        """The share that is enough for this question: a long one says more than its answer repeats."""
        return max(ENOUGH - 0.01 * max(0, len(self.question.topic) - 6), 0.5)

    def within(self, plan: Plan, text: str) -> float:
        """Return the same for a text of `plan`: what its title says already tells which plan, not which part of it."""
        left = self.weigher.residue(self.question.topic, f"{plan.header.title or ''} {plan.header.issuer or ''}")
        return self.weigher.coverage(left, spelled_out(text, plan.text)) if left else 1.0

    def titled(self) -> tuple[Plan, ...]:
        """Return the plans whose title the question's subject names, if it names one; else all in scope."""
        kinds = {word for kind in kind_names() for word in syllables(kind)}
        topic = tuple(word for word in self.question.topic if word not in kinds)
        weighed = [(self.weigher.coverage(topic, p.header.title or ""), p) for p in self.plans] if topic else []
        best = max((weight for weight, _ in weighed), default=0.0)
        return tuple(p for weight, p in weighed if weight >= 0.95 * best) if best >= ENOUGH else self.plans


@dataclass(frozen=True)
class Draft:
    """Claims still to be verified, with notes that state no fact of a plan and choices to ask back with."""

    claims: tuple[Claim, ...] = ()
    notes: tuple[str, ...] = ()
    choices: tuple[str, ...] = ()
    status: Status | None = None
    intro: str = ""


def cite(plan: Plan, span: Span) -> Citation:
    """Return a citation of `span`, named by the section a reader would look it up under."""
    section = plan.citable(span.start)
    return Citation(plan, section, Span(span.start, min(span.end, section.span.end)))


def quoted(plan: Plan, span: Span, lead: str = "", computed: str = "") -> Claim:
    """Return the claim that says just what stands in `span`."""
    citation = cite(plan, span)
    return Claim(spoken(citation.quote), (citation,), lead, computed)


def spoken(quote: str) -> str:
    """Return a quote as a line to read: blanks made one, the list mark and the closing stop taken off."""
    line = squeeze(quote).strip()
    while line[:1] in "-+•*–" and line:
        line = line[1:].lstrip()
    return line.rstrip(" ;.,/:").rstrip() or quote.strip()
