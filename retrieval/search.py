"""From a question to the passages that speak of it, best first."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import takewhile
from typing import TYPE_CHECKING, Protocol

from plans.glossary import spelled_out
from plans.model import Passage, Plan, Section, SectionKind, Span
from plans.rows import filled, headings, left_blank, matter_of
from plans.text import sentences
from retrieval.answer import Hit, Intent, Question
from retrieval.counted import MONEY, counted
from retrieval.evidence import Weigher, looked_for
from retrieval.expected import expected_of, own_words, surest_of
from retrieval.forward import Told
from retrieval.labelled import asked_label, labels_at, line_under, says_asked

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

DEPTH = 40  # passages weighed after the first, cheap ranking
LIMIT = 10  # sections shown as retrieved
LEXICAL, SUBJECT = 1.0, 1.0
_OWN_WORDS = 0.5  # of what is asked beside the names of columns, the share that a row's cells must say
EXPECTED_WEIGHT = 0.3
# Parts that repeat the title around what a plan says; questions about the plan itself are answered there.
FRAME = ("title", "preamble", "closing", "recipients", "signature", "header")
ASKS_FRAME: tuple[Intent, ...] = ("metadata", "legal_basis", "list", "overview")
ASIDE = 0.25
PARAGRAPH = 420  # characters of a paragraph that is read, and quoted, whole
BESIDE = 0.95  # what it counts that the clause beside a sum, and not its own, speaks of the subject


class Index(Protocol):
    """What search needs of a library: its passages in a fixed order and the scores of the best."""

    def best(self, query: str, depth: int, within: Sequence[range]) -> tuple[list[int], NDArray[np.float32]]:
        """Return the places of the best passages in some stretches, or everywhere, and their scores, above 0."""

    def stretch(self, plan_id: str) -> range:
        """Return where the passages of a plan stand among all."""

    def told(self, places: Sequence[int], asked: Sequence[str]) -> Sequence[Told]:
        """Return what is known of the passages at some places without reading them, for some words."""

    def owner(self, place: int) -> str:
        """Return the id of the plan whose passage stands at a place."""

    def at(self, places: Sequence[int]) -> Sequence[tuple[Plan, Passage]]:
        """Return the passages at some places in the order of the scores, each with its plan."""


@dataclass(frozen=True)
class Found:
    """A passage found for a question: its score, and the share of the question's subject it speaks of.

    `block` is the kind of section it stands in. Its plan is read when it is looked at: most of what is found is not.
    """

    index: Index = field(repr=False)
    place: int
    score: float
    coverage: float
    block: SectionKind

    @cached_property
    def _read(self) -> tuple[Plan, Passage]:
        return self.index.at([self.place])[0]

    @property
    def plan(self) -> Plan:
        """The plan, read when it is first asked for."""
        return self._read[0]

    @property
    def passage(self) -> Passage:
        """The passage, read with its plan."""
        return self._read[1]

    @property
    def plan_id(self) -> str:
        """The id of its plan, known without reading."""
        return self.index.owner(self.place)

    @property
    def section(self) -> Section:
        """The section a citation of this passage names."""
        return self.plan.section(self.passage.section_id)


def read_together(found: Sequence[Found]) -> Sequence[Found]:
    """Read the plans of some passages, one after the other costs twice as much, and return the passages."""
    unread = [one for one in found if "_read" not in vars(one)]
    for one, read in zip(unread, unread[0].index.at([one.place for one in unread]) if unread else (), strict=True):
        vars(one)["_read"] = read
    return found


@dataclass(frozen=True)
class Sentence:
    """One sentence weighed for a question; `told` is the line below it that has the time or the place asked for.

    `coverage` is the share of the subject it speaks of with its place, `own` that which it says itself.
    """

    plan: Plan
    span: Span
    coverage: float
    score: float
    told: Span | None = None
    own: float = 0.0


def search(question: Question, index: Index, weigher: Weigher) -> tuple[Found, ...]:
    """Return the passages for `question`, best first; a scope keeps only its plans' passages."""
    asked = f"{question.restored} {' '.join(question.topic)}"
    best, scores = index.best(asked, DEPTH, [index.stretch(plan_id) for plan_id in question.scope])
    found = []
    told = index.told(best, looked_for(question.topic))
    for place, score, one in zip(best, scores.tolist(), told, strict=True):
        coverage = weigher.share(question.topic, one.words)
        aside = ASIDE if one.kind in FRAME and question.intent not in ASKS_FRAME else 0.0
        weighed = LEXICAL * score / float(scores[0]) + SUBJECT * coverage - aside
        found.append(Found(index, place, weighed, coverage, one.block))
    return tuple(sorted(found, key=lambda f: -f.score))


def sections(found: Sequence[Found], first: Sequence[tuple[Plan, Section]] = ()) -> tuple[Hit, ...]:
    """Return the distinct citable sections, those of `first` before the rest, at most `LIMIT`."""
    ranked: dict[tuple[str, str], Hit] = {}
    top = found[0].score if found else 0.0
    for place, (plan, section) in enumerate(first):
        ranked.setdefault((plan.id, section.id), Hit(plan, section, round(top + 1 - place / 1000, 4)))
    read_together(found[: LIMIT - len(ranked)])
    for one in takewhile(lambda _: len(ranked) < LIMIT, found):
        section = one.plan.citable(one.passage.span.start)
        ranked.setdefault((one.plan.id, section.id), Hit(one.plan, section, round(one.score, 4)))
    return tuple(ranked.values())[:LIMIT]


@dataclass(frozen=True)
class Place:
    """A passage's place line and what of a question's subject it leaves to be said below it."""

    topic: tuple[str, ...]
    left: tuple[str, ...]
    around: float
    weigher: Weigher

    @classmethod
    def of(cls, question: Question, found: Found, weigher: Weigher) -> Place:
        """Weigh what stands around the sentences of a passage found."""
        context = found.passage.context
        text = spelled_out(found.plan.quote(found.passage.span), found.plan.text)
        around = weigher.coverage(question.topic, f"{context}\n{text}")
        return cls(question.topic, weigher.unsaid(question.topic, context), around, weigher)

    def by(self, said: str) -> tuple[float, float, float]:
        """Return how much of the subject a sentence says itself, alone and below its headings, and with its place.

        A sentence that says what the headings above it leave open speaks of the subject; else its place counts half.
        """
        alone = self.weigher.coverage(self.topic, said)
        added = min(self.around, self.weigher.coverage(self.left, said)) if self.left else 0.0
        own = max(alone, 0.9 * added)
        return alone, own, max(own, added, (own + self.around) / 2 if own else 0.0)


def evidence_of(question: Question, row: str, names: Sequence[str]) -> str:
    """Return what of a row can speak of the subject: where a figure is asked for, not the names of who sees to it."""
    return matter_of(row, names) if question.intent == "target" and not question.agencies else row


def columns_for(question: Question, weigher: Weigher, row: str, names: Sequence[str], above: str = "") -> str:
    """Return the names of a row's columns where its cells speak of the rest of what is asked, else "".

    Nothing need be said that what stands `above` the table says, but which year a row is of.
    """
    columns = filled(row, names)
    left = weigher.unsaid(question.topic, above)
    rest = [word for word in weigher.unsaid(question.topic, columns) if word.isdigit() or word in left]
    if not columns:
        return ""
    return columns if rest and weigher.coverage(rest, row) >= _OWN_WORDS else ""


def units(one: Found, text: str, block: Section) -> Iterable[tuple[int, int]]:
    """Return the sentences of a passage; the cells of a table's row belong together, a heading is none of what follows.

    Where a heading ends in no stop, the first sentence below it would seem to say its words.
    """
    span = one.passage.span
    if block.kind == "table":
        return [(span.start, span.end)]
    stop = block.own.end if block.kind == "heading" and block.children else span.start
    if not span.start < stop < span.end:
        return sentences(text, span.start)
    heading = text[: stop - span.start]
    return [(span.start, span.start + len(heading.rstrip())), *sentences(text[len(heading) :], stop)]


def best_sentences(question: Question, found: Sequence[Found], weigher: Weigher) -> list[Sentence]:
    """Return the sentences of the passages found, the one that speaks most of the subject first.

    A sentence that has what the question asks for, a date or a figure, goes before one that has not.
    """
    weighed: dict[tuple[str, int], Sentence] = {}
    for one in read_together(found):
        text = one.plan.quote(one.passage.span)
        spoken_of = Place.of(question, one, weigher)
        block = one.plan.innermost(one.passage.span.start)
        names = headings(one.plan.quote(block.span)) if block.kind == "table" else []
        if left_blank(text, names, question.restored):
            continue
        matter = evidence_of(question, text, names)
        columns = columns_for(question, weigher, matter, names, one.passage.context)
        for span in (Span(*ends) for ends in units(one, text, block)):
            said = matter if names else one.plan.quote(span)
            weighed.setdefault((one.plan.id, span.start), _weighed(question, one, span, said, spoken_of, columns))
    return sorted(weighed.values(), key=lambda s: (-s.score, s.plan.id, s.span.start))


def _tells_sum(question: Question, said: str) -> bool:
    """Say whether a sum of money is asked for and a clause has one."""
    return MONEY in counted(question.wanted) and MONEY.search(said)


def _paragraph(plan: Plan, span: Span) -> str:
    """Return the short paragraph or bullet a clause stands in: what a sum is for may be named in the clause before."""
    block = plan.innermost(span.start)
    own = block.own if block.children else block.span
    alone = block.kind == "table" or own.end - own.start > PARAGRAPH or not own.contains(span)
    return "" if alone else plan.quote(own)


def _weighed(question: Question, one: Found, span: Span, said: str, spoken_of: Place, columns: str) -> Sentence:
    """Weigh what one sentence of a passage says, or one row of a table with the columns that speak for it."""
    plan, expected, asked = one.plan, expected_of(question), asked_label(question)
    words = own_words(said) if expected else said
    alone, own, coverage = spoken_of.by(spelled_out(f"{words} {columns}".strip(), plan.text))
    if _tells_sum(question, said) and (paragraph := _paragraph(plan, span)):
        _, beside, told_beside = spoken_of.by(spelled_out(paragraph, plan.text))
        own, coverage = max(own, (own + beside) / 2), max(coverage, BESIDE * told_beside)
    if says_asked(labels_at(plan, span.start), asked, question.topic):
        own, coverage = max((spoken_of.around, spoken_of.around), (own, coverage))
    line = line_under(plan, span.start, asked) if asked and expected and not expected(said) else None
    told = line if line and expected and expected(plan.quote(line)) else None
    surest = surest_of(question)
    fits = EXPECTED_WEIGHT if surest and surest(plan.quote(told) if told else said) else 0.0
    return Sentence(plan, span, coverage, own + fits + 0.3 * one.score, told, alone)
