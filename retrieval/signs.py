"""What speaks for a sentence being the answer: its words, its place, and the kind of thing that is asked for.

Each sign is a number; how much it counts is learnt from answered questions (`likely.py`).
"""

from __future__ import annotations

import math
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from plans.agencies import same_agency
from plans.glossary import spelled_out
from plans.model import Plan, Span
from plans.rows import headings
from retrieval.answer import Question
from retrieval.counted import Figure, counted
from retrieval.evidence import Weigher, Words, asked_words, words_of
from retrieval.expected import expected_of, surest_of
from retrieval.fitting import Wanted
from retrieval.labelled import label_of
from retrieval.named import names_any
from retrieval.names import head_of
from retrieval.search import FRAME, Found, Place, Sentence, columns_for, evidence_of, read_together, units
from retrieval.telling import LISTS, names_asked

PASSAGES = 20  # of those found, the ones whose sentences are looked at
SECTION = 900  # characters of a section that count as what stands around its sentences
SHORTEST = 8  # characters of a sentence


@dataclass(frozen=True)
class Candidate:
    """A sentence, or a row of a table, that may be the answer, and its signs."""

    sentence: Sentence
    signs: Mapping[str, float]


@dataclass(frozen=True)
class _Asked:
    """A question, and what an answer to it must have."""

    question: Question
    weigher: Weigher
    near: Weigher
    names: frozenset[str]
    figures: tuple[str, ...]
    expected: Callable[[str], bool] | None
    surest: Callable[[str], bool] | None
    counts: tuple[Figure, ...]
    wanted: Wanted

    @classmethod
    def of(cls, question: Question, weigher: Weigher) -> _Asked:
        return cls(
            question,
            weigher,
            replace(weigher, related=1.0),
            names_asked(question),
            tuple(word for word in asked_words(question.topic) if word.isdigit()),
            expected_of(question),
            surest_of(question),
            counted(question.wanted),
            Wanted.of(question.wanted),
        )


@dataclass(frozen=True)
class _Around:
    """A passage found, the names of its columns that are asked for, and what stands around its sentences.

    `matter` is what of a table's row can speak of the subject, "" for other passages.
    """

    found: Found
    place: Place
    columns: str
    words: Words
    above: Words
    signs: Mapping[str, float]
    left: tuple[str, ...]
    matter: str

    @classmethod
    def of(cls, asked: _Asked, found: Found) -> _Around:
        plan, topic, weigher = found.plan, asked.question.topic, asked.weigher
        text, at = plan.quote(found.passage.span), found.passage.span.start
        block, section = plan.innermost(at), plan.citable(at)
        columns = headings(plan.quote(block.span)) if block.kind == "table" else []
        above = plan.titles_over(section.id)
        title = head_of(plan)
        within = f"{above}\n{plan.quote(section.span)[:SECTION]}"
        place = Place.of(asked.question, found, weigher)
        left = weigher.unsaid(topic, f"{title} {above}")
        signs = {
            "score": found.score,
            "around": place.around,
            "within": weigher.coverage(topic, within),
            "left": float(len(left)),
            "heaviest": max(
                (weigher.weight(w) for w in asked_words(topic) if w not in words_of(f"{title}\n{within}").places),
                default=0.0,
            )
            / weigher.unseen,
            "unsaid": weigher.mass(topic) * (1 - weigher.coverage(topic, f"{title}\n{within}")),
            "headed": float(names_any(asked.question.agencies, above)) if asked.question.agencies else 0.0,
            "frame": float(section.kind in FRAME),
        }
        said, over = words_of(f"{title}\n{within}"), words_of(f"{title}\n{above}")
        matter = evidence_of(asked.question, text, columns) if columns else ""
        return cls(found, place, columns_for(asked.question, weigher, matter, columns), said, over, signs, left, matter)


def candidates(question: Question, found: Sequence[Found], weigher: Weigher) -> list[Candidate]:
    """Return the sentences of the best passages with their signs, in the order found."""
    asked, seen = _Asked.of(question, weigher), dict[tuple[str, int], Candidate]()
    for one in read_together(found[:PASSAGES]):
        around, plan = _Around.of(asked, one), one.plan
        for ends in units(one, plan.quote(one.passage.span), plan.innermost(one.passage.span.start)):
            if len(plan.quote(Span(*ends)).strip()) >= SHORTEST:
                seen.setdefault((plan.id, ends[0]), _candidate(asked, around, plan, Span(*ends)))
    return list(seen.values())


def _candidate(asked: _Asked, around: _Around, plan: Plan, span: Span) -> Candidate:
    said = plan.quote(span)
    text = spelled_out(f"{around.matter or said} {around.columns}".strip(), plan.text)
    alone, own, coverage = around.place.by(text)
    signs = {
        **around.signs,
        "own": own,
        "coverage": coverage,
        "near": asked.near.coverage(asked.question.topic, text),
        "fills": asked.weigher.coverage(around.left, text) if around.left else 0.5,
        "near_fills": asked.near.coverage(around.left, text),
        "length": math.log(1 + len(said)),
        **_of_place(plan, span),
        **_of_kind(asked, said, text),
        **_of_names(asked, around, plan, span),
        "fits": float(asked.wanted.fits(plan, span)),
    }
    return Candidate(Sentence(plan, span, coverage, own, own=alone), signs)


def _of_place(plan: Plan, span: Span) -> dict[str, float]:
    block = plan.innermost(span.start)
    return {
        "heading": float(block.kind in ("heading", "title", "appendix")),
        "silent": float(block.kind in LISTS),
        "row": float(block.kind == "table"),
        "label": float(bool(label_of(plan.quote(span)))),
    }


def _of_kind(asked: _Asked, said: str, text: str) -> dict[str, float]:
    """Return whether a sentence has the kind of thing asked for: a date, a figure, so many of what is counted."""
    has = bool(asked.expected and asked.expected(said))
    counts = [figure.search(text) for figure in asked.counts]
    return {
        "expected": float(has),
        "unexpected": float(asked.expected is not None and not has),
        "surest": float(bool(asked.surest and asked.surest(said))),
        "counted": float(bool(counts and counts[0])),
        "uncounted": float(bool(counts) and not any(counts)),
    }


def _of_names(asked: _Asked, around: _Around, plan: Plan, span: Span) -> dict[str, float]:
    """Return how many names and figures of the question are said, and whether its bodies are.

    What other rows of a table say is not said of this one.
    """
    agencies, said = asked.question.agencies, plan.quote(span)
    words = words_of(said)
    nearby = around.above if plan.innermost(span.start).kind == "table" else around.words
    named = bool(agencies) and names_any(agencies, said)
    tasks = (task for task in plan.assignments if task.span.contains(span) or span.contains(task.span))
    printed = [figure for figure in asked.figures if words.prints(figure) or nearby.prints(figure)]
    return {
        "names": float(len(asked.names - nearby.places.keys() - words.places.keys())),
        "figures": float(len(asked.figures) - len(printed)),
        "names_body": float(named),
        "other_body": float(bool(agencies) and not named and not around.signs["headed"]),
        "task": float(bool(agencies) and any(same_agency(t.agency, a) for t in tasks for a in agencies)),
    }
