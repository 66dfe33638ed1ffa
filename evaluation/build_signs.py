"""Learn which signs tell an answer: `python -m evaluation.build_signs`, which writes retrieval/data/signs.csv.

Learns from the questions of sets that may be looked into, and prints what weights learnt from other libraries come to
on each library: how often the first sentence is a right one, and what trusting it brings where the assistant found
nothing. The same sets give the same file. Takes some minutes.
"""

from __future__ import annotations

import csv
import sys
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
from numpy.typing import NDArray

from evaluation.arguments import plans_of, set_of
from evaluation.cases import Case
from evaluation.run import TODAY, assistant_for
from evaluation.sets import load
from plans.text import fold
from retrieval.assistant import Assistant
from retrieval.likely import CONSTANT, TRUSTED, asked_signs, can_answer, compared, lead_of
from retrieval.search import search
from retrieval.signs import Candidate, candidates
from retrieval.smalltalk import LIKELY
from retrieval.write_content import claims_of

SETS = (
    *("dev", "samples", "unseen", "holdout", "wider", "fresh", "later", "near", "paraphrase", "autumn"),
    *("spring", "spring-near", "spring-paraphrase", "summer", "summer-near", "summer-paraphrase"),
    *("province", "commune", "unions", "offices", "associations"),
)
TARGET = Path(__file__).parent.parent / "retrieval" / "data" / "signs.csv"
ORDER = (
    *("own", "coverage", "around", "near", "within", "fills", "left", "score", "unsaid", "names", "expected"),
    *("surest", "fits", "counted", "uncounted", "heading", "silent", "row", "label", "headed", "names_body"),
    *("task", "length", "below_score", "below_around", "below_within", "below_fills"),
)
TRUST = (
    *("share", "lead", "ahead", "fills", "score", "fits", "figures", "names", "unsaid", "own", "other_body"),
    *("uncounted", "unexpected", "surest", "task", "scoped", "target", "frame", "unknown", "heaviest"),
)
START = 60  # characters of a quote that a sentence must begin with to be taken for it
ANSWERED = 0.5  # what a question counts for trust that the assistant answers without
Matrix = NDArray[np.float64]


@dataclass(frozen=True)
class Asked:
    """A question with the signs of its sentences (`len(rows)` × `len(ORDER)`), and which of them are right."""

    case: Case
    library: str
    refused: bool
    of_question: Mapping[str, float]
    rows: tuple[Mapping[str, float], ...]
    right: NDArray[np.bool_]

    @property
    def learnt_from(self) -> bool:
        """Say whether one of its sentences is known to be right."""
        return self.case.answerable and bool(self.right.any())


@dataclass(frozen=True)
class Fitted:
    """Weights with what they were fitted on: `mean` and `spread` of every column."""

    mean: Matrix
    spread: Matrix
    weights: Matrix

    def of(self, values: Matrix) -> Matrix:
        """Return the weighted sum of each row."""
        return ((values - self.mean) / self.spread) @ self.weights

    def raw(self) -> tuple[Matrix, float]:
        """Return the weights of values as they are, and the constant that goes with them."""
        raw = self.weights / self.spread
        return raw, -float(self.mean @ raw)


def _quotes(case: Case) -> list[str]:
    return [_plain(quote) for alternatives in case.gold for quote in alternatives]


def _plain(text: str) -> str:
    return " ".join(fold(text).replace("|", " ").split())


def _is_right(one: Candidate, quotes: Iterable[str]) -> bool:
    """Say whether what would be shown of a sentence is, or begins, one of the quotes that answer."""
    shown = [_plain(claim.citations[0].quote) for claim in claims_of(one.sentence)]
    said = (text for text in shown if len(text) >= START // 4)
    return any(quote[:START] in text or text in quote for text in said for quote in quotes)


def _asked(assistant: Assistant, case: Case, library: str) -> Asked | None:
    """Return a question with its signs; nothing where its subject is not looked for."""
    known = assistant.knowledge()
    answer = assistant.ask(case.question, as_of=case.as_of or TODAY)
    question = answer.question
    if case.history or question.absent or question.intent in ("smalltalk", "unsafe", "outside") or not question.topic:
        return None
    rows = compared(candidates(question, search(question, known, known.weigher), known.weigher))
    right = np.array([_is_right(one, _quotes(case)) for one, _ in rows])
    refused = answer.status == "no_answer" or LIKELY in answer.notes
    return (
        Asked(case, library, refused, asked_signs(question, known.weigher), tuple(s for _, s in rows), right)
        if rows
        else None
    )


def gathered(sets: Iterable[tuple[Path, Path]]) -> Iterator[Asked]:
    """Yield the questions of some sets, each with the folder of its plans, with the signs of their sentences."""
    for questions, folder in sets:
        with assistant_for(folder) as assistant:
            asked = (_asked(assistant, case, folder.name) for case in load(questions))
            yield from filter(None, asked)
        print(questions.name, file=sys.stderr)


def _values(one: Asked) -> Matrix:
    return np.array([[signs[sign] for sign in ORDER] for signs in one.rows])


def fit_order(asked: Sequence[Asked], steps: int = 150, rate: float = 0.05, penalty: float = 0.003) -> Fitted:
    """Fit the order by descent (Adam) on the softmax over the sentences of each question that has a right one."""
    asked = [one for one in asked if one.learnt_from]
    values = np.vstack([_values(one) for one in asked])
    right = np.concatenate([one.right for one in asked]).astype(float)
    begins = np.cumsum([0, *(len(one.rows) for one in asked[:-1])])
    question = np.repeat(np.arange(len(asked)), [len(one.rows) for one in asked])
    mean, spread = values.mean(0), values.std(0) + 1e-6
    scaled = (values - mean) / spread
    weights, first, second = (np.zeros(len(ORDER)) for _ in range(3))
    for step in range(1, steps + 1):
        score = scaled @ weights
        power = np.exp(score - np.maximum.reduceat(score, begins)[question])
        share = power / np.add.reduceat(power, begins)[question]
        wanted = share * right
        wanted /= np.add.reduceat(wanted, begins)[question]
        slope = scaled.T @ (share - wanted) / len(asked) + penalty * weights
        first, second = 0.9 * first + 0.1 * slope, 0.999 * second + 0.001 * slope**2
        weights = weights - rate * (first / (1 - 0.9**step)) / (np.sqrt(second / (1 - 0.999**step)) + 1e-8)
    return Fitted(mean, spread, weights)


def _first(one: Asked, order: Fitted) -> tuple[int, dict[str, float]]:
    """Return which sentence comes first and the signs that tell how far to trust it."""
    scores = order.of(_values(one))
    at = int(scores.argmax())
    return at, {**one.rows[at], **lead_of(scores.tolist()), **one.of_question}


def fit_trust(asked: Sequence[Asked], order: Fitted, steps: int = 1500, penalty: float = 0.02) -> Fitted:
    """Fit by descent, as a logistic regression, whether the first sentence of a question is a right one."""
    firsts = [_first(one, order) for one in asked]
    values = np.array([[signs[sign] for sign in TRUST] for _, signs in firsts])
    right = np.array([one.case.answerable and bool(one.right[at]) for one, (at, _) in zip(asked, firsts, strict=True)])
    counts = np.array([1.0 if one.refused else ANSWERED for one in asked])
    mean, spread = values.mean(0), values.std(0) + 1e-9
    scaled = np.c_[(values - mean) / spread, np.ones(len(values))]
    weights = np.zeros(len(TRUST) + 1)
    for _ in range(steps):
        chance = 1 / (1 + np.exp(-scaled @ weights))
        weights -= 0.3 * (scaled.T @ ((chance - right) * counts) / counts.sum() + penalty * np.r_[weights[:-1], 0])
    return Fitted(np.r_[mean, 0.0], np.r_[spread, 1.0], weights)


def chance(one: Asked, order: Fitted, trust: Fitted) -> tuple[bool, float]:
    """Return whether the first sentence of a question is a right one, and the chance that it is as told by weights."""
    at, signs = _first(one, order)
    told = trust.of(np.array([[*(signs[sign] for sign in TRUST), 1.0]]))[0]
    sure = float(1 / (1 + np.exp(-told))) if can_answer(signs) else 0.0
    return one.case.answerable and bool(one.right[at]), sure


def report(asked: Sequence[Asked], trusted: float) -> Iterator[str]:
    """Yield a line for each library, of weights learnt from the others: the first sentences, and what trust brings."""
    yield "library: first right / with a right one | refused: right + wrong + without answer trusted / all"
    for library in sorted({one.library for one in asked}):
        others = [one for one in asked if one.library != library]
        order = fit_order(others)
        trust = fit_trust(others, order)
        told = [(one, *chance(one, order, trust)) for one in asked if one.library == library]
        known = [right for one, right, _ in told if one.learnt_from]
        shown = [(one, right) for one, right, sure in told if one.refused and sure >= trusted]
        brought = sum(right for _, right in shown)
        wrong = sum(one.case.answerable and not right for one, right in shown)
        none = sum(not one.case.answerable for one, _ in shown)
        refused = sum(one.refused for one, *_ in told)
        yield f"{library}: {sum(known)}/{len(known)} | {brought} + {wrong} + {none} / {refused}"


def write_weights(order: Fitted, trust: Fitted, target: Path) -> None:
    """Write what each sign counts for the order and for trust."""
    of_order, of_trust = order.raw(), trust.raw()
    by_order = dict(zip(ORDER, of_order[0], strict=True))
    by_trust = dict(zip((*TRUST, CONSTANT), of_trust[0], strict=True))
    by_trust[CONSTANT] += of_trust[1]
    signs = dict.fromkeys((*by_order, *by_trust))
    with target.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file, lineterminator="\n")
        table.writerow(("sign", "order", "trust"))
        table.writerows((s, *(f"{use[s]:.5g}" if s in use else "" for use in (by_order, by_trust))) for s in signs)


def main() -> None:
    """Learn from the shipped sets and print what the weights come to."""
    asked = list(gathered((set_of(name), plans_of(name, None)) for name in SETS))
    order = fit_order(asked)
    write_weights(order, fit_trust(asked, order), TARGET)
    for line in report(asked, TRUSTED):
        print(line)


if __name__ == "__main__":
    main()
