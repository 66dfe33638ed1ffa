"""The sentence that most likely answers a question, and how likely it does.

Sentences are ordered by a weighted sum of their signs, fitted so that the softmax over the sentences of a question is
largest where the answer stands; whether the first of them is the answer is told by a logistic regression over its
signs and its lead ("answer triggering", Yang, Yih and Meek, WikiQA, 2015). `evaluation/build_signs.py` fits both.
"""

from __future__ import annotations

import csv
import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from retrieval.answer import Question
from retrieval.evidence import Weigher, asked_words
from retrieval.search import Found, Sentence
from retrieval.signs import Candidate, candidates

BELOW = ("score", "around", "within", "fills")  # signs that count by how far they are below the best of a question too
BEST = 10  # sentences the first is held against
BARS = ("figures", "names", "unexpected", "silent")  # a sentence with one of these signs answers nothing
CONSTANT = "constant"
TRUSTED = 0.5  # the chance from which on a sentence is shown as the likely answer


@dataclass(frozen=True)
class Likely:
    """A sentence and the chance, 0 to 1, that it is the answer."""

    sentence: Sentence
    chance: float


@dataclass(frozen=True)
class Weights:
    """How much each sign counts for the order of sentences and for trusting the first."""

    order: Mapping[str, float]
    trust: Mapping[str, float]

    @classmethod
    @cache
    def shipped(cls) -> Weights:
        """Return the weights that come with the program."""
        text = files("retrieval").joinpath("data/signs.csv").read_text(encoding="utf-8")
        rows = list(csv.DictReader(text.splitlines()))
        return cls(*({row["sign"]: float(row[use]) for row in rows if row[use]} for use in ("order", "trust")))


def likeliest(
    question: Question, found: Sequence[Found], weigher: Weigher, weights: Weights | None = None
) -> Likely | None:
    """Return the sentence that most likely answers `question`; nothing where nothing was found or nothing is asked."""
    weights = weights or Weights.shipped()
    rows = compared(candidates(question, found, weigher)) if question.topic else []
    if not rows:
        return None
    scores = [weighed(signs, weights.order) for _, signs in rows]
    first = max(range(len(rows)), key=scores.__getitem__)
    signs = {**rows[first][1], **lead_of(scores), **asked_signs(question, weigher)}
    chance = 1 / (1 + math.exp(-weighed(signs, weights.trust)))
    return Likely(rows[first][0].sentence, chance if can_answer(signs) else 0.0)


def compared(of_question: Sequence[Candidate]) -> list[tuple[Candidate, dict[str, float]]]:
    """Return the candidates of a question with their signs, and how far some of these are below the best."""
    best = {sign: max(one.signs[sign] for one in of_question) for sign in BELOW} if of_question else {}
    below = ({f"below_{sign}": one.signs[sign] - best[sign] for sign in BELOW} for one in of_question)
    return [(one, {**one.signs, **less}) for one, less in zip(of_question, below, strict=True)]


def lead_of(scores: Sequence[float]) -> dict[str, float]:
    """Return how far the first of some scores is before the others."""
    ranked = sorted(scores, reverse=True)
    share = 1 / sum(math.exp(score - ranked[0]) for score in ranked)
    best = ranked[:BEST]
    return {
        "share": share,
        "lead": ranked[0] - ranked[min(1, len(ranked) - 1)],
        "ahead": ranked[0] - sum(best) / len(best),
    }


def asked_signs(question: Question, weigher: Weigher) -> dict[str, float]:
    """Return what of the question itself tells how far to trust an answer, with the constant term.

    `unknown` is the share of its weight that lies on words that no plan prints with these marks.
    """
    weight = {word: sum(map(weigher.weight, asked_words((word,)))) for word in question.topic}
    unknown = sum(weight[word] for word in weight if not weigher.prints(word))
    return {
        "scoped": float(bool(question.scope)),
        "target": float(question.intent == "target"),
        "unknown": unknown / max(sum(weight.values()), 1e-9),
        CONSTANT: 1.0,
    }


def can_answer(signs: Mapping[str, float]) -> bool:
    """Say whether a sentence may answer at all: it has what is asked for, and says every name and figure told.

    It says some of the subject itself, and some that its headings leave open, or words near in meaning to these.
    """
    adds = not signs["left"] or signs["near_fills"] > 0
    return adds and signs["near"] > 0 and signs["fits"] > 0 and not any(signs[sign] for sign in BARS)


def weighed(signs: Mapping[str, float], weights: Mapping[str, float]) -> float:
    """Return the weighted sum of some signs."""
    return sum(weight * signs[sign] for sign, weight in weights.items())
