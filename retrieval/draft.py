"""What the offline writers share: the material they write from and the draft they return."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import cached_property

from plans.documents import kind_names
from plans.glossary import spelled_out
from plans.model import Plan, Span
from plans.text import fold, squeeze, syllables
from retrieval.answer import Citation, Claim, Question, Status
from retrieval.counted import Figure
from retrieval.evidence import Weigher, asked_words, folded
from retrieval.names import Headed, plan_label, section_label
from retrieval.search import Found
from retrieval.shelf import Plans, chosen, heads
from retrieval.stated import Statements, phrase_of
from retrieval.statements import Kind

FEW = 4  # plans that are read sooner than it is looked up which of them to read
MANY = 60  # plans that are all read
FIRST = 12  # plans of more that are told of where nothing chooses among them: nobody reads hundreds in one message
ENOUGH = 0.62  # share of the question's subject that evidence must speak of to be called an answer

HEADED = 0.75  # how far heading and subject must be the same words for the whole section to be the answer
# What is done about the matter of a plan: it tells no plan from another.
_DOING = re.compile(
    r"\b(?:phòng chống|phòng ngừa|tăng cường|triển khai|đẩy mạnh|nâng cao|tổ chức|thực hiện|công tác|phát triển)\b ?"
)
LEAST = 0.5  # the share that is enough for the longest question


@dataclass(frozen=True)
class Material:
    """Everything a writer may use: the question, the plans in scope, the passages found, the weights of words."""

    question: Question
    plans: Sequence[Plan]
    found: tuple[Found, ...]
    weigher: Weigher
    statements: Statements | None = None
    held: Sequence[Plan] = ()  # all the plans that may be seen, also beside those in scope
    noun: Figure | None = None  # what a sentence must have to hold the figure asked for

    def speaking(self, kind: Kind, least: float, words: Sequence[str] | None = None) -> Sequence[Plan]:
        """Return the plans in scope but those of which no statement of a kind can speak of so much of the subject.

        Or of other `words`; what is returned is to be weighed, what is left out need not be read.
        """
        weights = self.weights(self.question.topic if words is None else words)
        return self._only(lambda stated: stated.speaking(kind, weights, least))

    def headed(self) -> Sequence[Plan]:
        """Return the plans in scope but those without a heading most of whose weight can be in the subject.

        Nor those of which a heading, the one above it, title and issuer leave too much of the subject unsaid.
        """
        subject, text = self.weights(self.question.topic), self._weights_as_text(self.question.topic)
        return self._only(lambda stated: stated.within("heading", text, HEADED) & stated.headed(subject, HEADED))

    def rank(self, plan_id: str) -> int:
        """Return the place of the best passage found of a plan, behind all where none is."""
        return self._ranks.get(plan_id, len(self.found))

    @cached_property
    def _ranks(self) -> dict[str, int]:
        return {one.plan_id: at for at, one in reversed([*enumerate(self.found)])}

    def likeliest(self, plans: Sequence[Plan], most: int) -> Sequence[Plan]:
        """Return the plans; of more than `most` so many, those of the best passages found before others."""
        if len(plans) <= most:
            return plans
        kept = {head.id for head in sorted(heads(plans), key=lambda head: self.rank(head.id))[:most]}
        return chosen(plans, [head.id in kept for head in heads(plans)])

    def printing(self, kind: Kind, phrase: str) -> Sequence[Plan]:
        """Return the plans in scope but those of which no statement of a kind prints a phrase as it is."""
        return self.saying(kind, phrase_of(fold(" ".join(syllables(phrase))).split()))

    def saying(self, kind: Kind, words: Sequence[str]) -> Sequence[Plan]:
        """Return the plans in scope but those of which no statement of a kind has all of some words without marks."""
        weights = dict.fromkeys(words, 1.0)
        return self._only(lambda stated: stated.speaking(kind, weights, 1.0))

    def weights(self, words: Sequence[str]) -> dict[str, float]:
        """Return what each syllable of some words weighs."""
        weights: defaultdict[str, float] = defaultdict(float)
        for word in asked_words(tuple(words)):
            weights[word] += self.weigher.weight(word)
        return weights

    def _weights_as_text(self, words: Sequence[str]) -> dict[str, float]:
        """Weigh words that are read as one text, in which short forms are written out that no word is alone."""
        return {**self.weights(folded(" ".join(words))), **self.weights(words)}

    def holding(self, kind: Kind) -> Sequence[Plan]:
        """Return the plans in scope with a statement of a kind."""
        return self._only(lambda stated: stated.holding(kind))

    def naming(self, kind: Kind, fits: Callable[[str], bool]) -> Sequence[Plan]:
        """Return the plans in scope but those of which no statement of a kind names a body that fits."""
        return self._only(lambda stated: stated.naming(kind, fits))

    def citing(self) -> Sequence[Plan]:
        """Return the plans in scope that name a document the question gives the number of."""
        if not isinstance(self.plans, Plans) or len(self.plans) <= FEW:
            return self.plans
        cited = map(self.plans.shelf.citing, self.question.numbers)
        return self.plans.only(frozenset().union(*cited))

    def _only(self, versions: Callable[[Statements], frozenset[int]]) -> Sequence[Plan]:
        if self.statements is None or not isinstance(self.plans, Plans) or len(self.plans) <= FEW:
            return self.plans
        return self.plans.only(versions(self.statements))

    def about(self, text: str) -> float:
        """Return how much of the question's subject `text` speaks of; 1 when it has no subject of its own."""
        return self.weigher.coverage(self.question.topic, text) if self.question.topic else 1.0

    @property
    def enough(self) -> float:
        """The share that is enough for this question: a long one says more than its answer repeats."""
        return max(ENOUGH - 0.01 * max(0, len(self.question.topic) - 6), LEAST)

    def within(self, plan: Plan, text: str) -> float:
        """Return the same for a text of `plan`: what its title says already tells which plan, not which part of it."""
        left = self.weigher.residue(self.question.topic, f"{plan.header.title or ''} {plan.header.issuer or ''}")
        return self.weigher.coverage(left, spelled_out(text, plan.text)) if left else 1.0

    @property
    def matter(self) -> tuple[str, ...]:
        """The subject without the kinds of documents, the bodies, and what is done about it: what titles tell apart."""
        kinds = {word for name in (*kind_names(), *self.question.agencies) for word in syllables(name)}
        said = " ".join(word for word in self.question.topic if word not in kinds)
        return tuple((_DOING.sub("", said) or said).split())

    def titled(self, *, issuers: bool = False) -> Sequence[Plan]:
        """Return the plans whose title the question's subject names, if it names one; else all in scope.

        With `issuers` also those whose title and issuer name it together.
        """
        topic = self.matter
        named = self._named(topic, self.speaking("title", ENOUGH, topic), lambda head: head.header.title or "")
        if issuers and topic and not named:
            named = self._named(topic, self.plans, lambda head: f"{head.header.title or ''} {head.header.issuer or ''}")
        return named or self.plans

    def _named(self, topic: Sequence[str], plans: Sequence[Plan], told: Callable[[Headed], str]) -> Sequence[Plan]:
        """Return the plans of whose title, or what else is `told` of a head, the topic speaks most; none too little."""
        weighed = [self.weigher.coverage(topic, told(head)) for head in heads(plans)] if topic else []
        best = max(weighed, default=0.0)
        return chosen(plans, [weight >= 0.95 * best for weight in weighed]) if best >= ENOUGH else ()


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


def placed(plan: Plan, span: Span) -> Claim:
    """Return the claim that says just what stands in `span`, led by its plan and section."""
    return quoted(plan, span, f"{plan_label(plan)}, {section_label(plan.citable(span.start))}")


def outermost(spans: Sequence[tuple[Plan, Span]]) -> list[tuple[Plan, Span]]:
    """Drop the spans that lie inside another one of the same plan."""
    return [
        (plan, span)
        for plan, span in spans
        if not any(p is plan and other != span and other.contains(span) for p, other in spans)
    ]


def spoken(quote: str) -> str:
    """Return a quote as a line to read: blanks made one, the list mark and the closing stop taken off."""
    line = squeeze(quote).strip()
    while line[:1] in "-+•*–#" and line:
        line = line[1:].lstrip()
    return line.rstrip(" ;.,/:").rstrip() or quote.strip()
