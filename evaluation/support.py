"""Whether the cited sections say what a statement says, sentence by sentence.

A statement is supported when one sentence of a cited section (two, where it joins facts) states every item of it,
shares most of its words and denies what it denies. Words are weighed by how rare they are in the plans.
"""

from __future__ import annotations

import math
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, timedelta

from evaluation.items import Item, closure, normalise, supports, typed, words
from evaluation.record import Cited, Record

COVERED = 0.7
NEAREST = 0.9  # how near to the nearest sentence another must be to serve as evidence in its place
_MARKS = re.compile(r"\s*\[(\d{1,3})\]")
_BULLET = re.compile(r"^\s*(?:[-+•*–]\s+|\(?\d{1,2}[.)]\s+(?=\D)|[a-zđ][.)]\s+)")
_CLAUSE = re.compile(r"(?<=[;!?…])\s+|(?<=[^\s.\d][.])\s+(?=[A-ZĐÀ-Ỹ“\"])|(?<=\d\.)\s+(?=[A-ZĐÀ-Ỹ][a-zđà-ỹ])|\n+")
_FIRST_HEADING = re.compile(r"^\W*(?:[IVA1]|Điều 1)\s*[.–/-]", re.MULTILINE)
_SOURCES = re.compile(r"^\s*(?:nguồn|căn cứ trích dẫn|trích dẫn)[^.]{0,20}:?\s*$", re.IGNORECASE)
_DENIAL = re.compile(r"\b(không|chưa|chẳng|cấm)\s+(?!những|chỉ|ngừng|gian)(\w+ \w+)")
_FRAME = frozenset(
    re.findall(
        r"\w+",
        "hạn kỳ tới lần này còn nữa ngày theo kế hoạch mục cơ quan gồm là và của các để về trong tại phải do năm hàng"
        " việc được có giao nhiệm vụ thực hiện chủ trì phối hợp căn cứ người ký ban hành số nơi nhận",
    )
)


@dataclass(frozen=True)
class Statement:
    """One statement of an answer and the numbers of the citations that carry it."""

    text: str
    cites: tuple[int, ...]


@dataclass(frozen=True)
class Verdict:
    """What was found about one statement: is it supported, and which items are not in its evidence."""

    supported: bool
    unsupported: tuple[Item, ...]
    items: tuple[Item, ...]


@dataclass(frozen=True)
class Sentence:
    """One sentence of evidence with everything that is compared."""

    text: str
    words: frozenset[str]
    items: frozenset[Item]
    denials: frozenset[tuple[str, str]]


class Weights:
    """How telling a word is: rare words of the plans weigh more."""

    def __init__(self, texts: Iterable[str]) -> None:
        """Count in how many sentences of `texts` each word stands."""
        sentences = [set(words(normalise(sentence))) for text in texts for sentence in clauses(text)]
        self._total = len(sentences)
        self._counts = Counter(word for sentence in sentences for word in sentence)

    def covered(self, inner: Iterable[str], outer: frozenset[str]) -> float:
        """Return the weighed share of `inner` that stands in `outer`; 1.0 when nothing weighs."""
        told = {word for word in inner if word not in _FRAME and not word.isdigit()}
        weights = {word: math.log(1 + self._total / (1 + self._counts[word])) for word in told}
        total = sum(weights.values())
        return sum(weight for word, weight in weights.items() if word in outer) / total if total else 1.0


def clauses(text: str) -> list[str]:
    """Return the sentences and list clauses of `text`, page breaks inside a sentence mended."""
    mended = re.sub(r"(?<![.;:!?…])\n+(?=\s*[a-zđà-ỹ\d])", " ", text)
    return [clause for part in _CLAUSE.split(mended) if (clause := part.strip(" \t-+•*|"))]


def statements(answer: str) -> list[Statement]:
    """Return the lines of an answer that carry `[n]`; the list of sources is not part of them."""
    return [
        Statement(_BULLET.sub("", _MARKS.sub("", line)).strip(), tuple(int(n) for n in _MARKS.findall(line)))
        for line in _body(answer)
        if _MARKS.search(line)
    ]


def notes(answer: str) -> list[str]:
    """Return the lines of an answer that carry no citation: leads, notes, choices."""
    return [line for line in _body(answer) if not _MARKS.search(line)]


def _body(answer: str) -> Iterator[str]:
    for line in answer.splitlines():
        if _SOURCES.match(line):
            return
        if line.strip() and not re.match(r"\s*\[\d+\]", line):
            yield line


class Judge:
    """Judges statements against the sections they cite, given every plan's text by file name."""

    def __init__(self, texts: Mapping[str, str]) -> None:
        """Weigh the words of `texts`."""
        self._texts = texts
        self._weights = Weights(texts.values())
        self._sentences: dict[str, tuple[Sentence, ...]] = {}

    def verdict(self, statement: Statement, record: Record, question: str = "", as_of: date | None = None) -> Verdict:
        """Judge one statement of `record` clause by clause."""
        cited = [citation for citation in record.citations if citation.n in statement.cites]
        return self.judged(statement.text, cited, question, as_of)

    def judged(self, text: str, cited: list[Cited], question: str = "", as_of: date | None = None) -> Verdict:
        """Judge a text against sections."""
        frame = self._sentence(f"{question} . " + " . ".join(self._place(citation) for citation in cited))
        evidence = [sentence for citation in cited for sentence in self._evidence(citation.text)]
        whole = " ".join(words(normalise(" ".join(citation.text for citation in cited))))
        verdicts = [self._clause(clause, evidence, frame, whole, as_of) for clause in clauses(text)]
        missing = tuple(item for verdict in verdicts for item in verdict.unsupported)
        items = tuple(item for verdict in verdicts for item in verdict.items)
        return Verdict(bool(cited) and all(v.supported for v in verdicts), missing, items)

    def place(self, citation: Cited) -> frozenset[Item]:
        """Return the items of where a citation stands: the plan's head, the label and the heading."""
        return closure(typed(self._place(citation)))

    def _place(self, citation: Cited) -> str:
        head = _FIRST_HEADING.split(self._texts.get(citation.file, "")[:1500], maxsplit=1)[0].splitlines()
        title = [line for line in head if 0 < len(line) < 300][:12]
        name = citation.file.rsplit(".", 1)[0].replace("-", " ")
        return " . ".join([citation.plan, citation.label.replace(".", " "), citation.heading, name, *title])

    def _evidence(self, text: str) -> tuple[Sentence, ...]:
        if text not in self._sentences:
            self._sentences[text] = tuple(self._sentence(clause) for clause in clauses(text))
        return self._sentences[text]

    def _sentence(self, clause: str) -> Sentence:
        line = normalise(clause)
        denials = frozenset((m[1], m[2]) for m in _DENIAL.finditer(line))
        return Sentence(line, frozenset(words(line)), closure(typed(clause)), denials)

    def _clause(
        self, clause: str, evidence: list[Sentence], frame: Sentence, whole: str, as_of: date | None
    ) -> Verdict:
        claim = self._sentence(clause)
        items = tuple(sorted(typed(clause), key=str))
        if _copied(" ".join(words(claim.text)), whole):
            return Verdict(True, (), items)
        best = min(
            (self._missing(claim, items, window, frame, as_of) for window in self._windows(claim, evidence)),
            key=lambda found: found[:2],
            default=(len(items), 1.0, items),
        )
        return Verdict(not best[2] and best[1] <= 1 - COVERED, best[2], items)

    def _windows(self, claim: Sentence, evidence: list[Sentence]) -> Iterator[tuple[Sentence, ...]]:
        """Yield the sentences nearest to the claim, alone and each with one other sentence of the evidence."""
        near = [self._weights.covered(claim.words, sentence.words) for sentence in evidence]
        for at, sentence in enumerate(evidence):
            if near[at] >= NEAREST * max(near):
                yield (sentence,)
                yield from ((sentence, other) for other in evidence if other is not sentence)

    def _missing(
        self,
        claim: Sentence,
        items: tuple[Item, ...],
        window: tuple[Sentence, ...],
        frame: Sentence,
        as_of: date | None,
    ) -> tuple[float, float, tuple[Item, ...]]:
        """Return how far a window of sentences is from saying the claim: items missing, words missing, the items."""
        stated = frozenset[Item]().union(*(sentence.items for sentence in window))
        known = frame.items | stated | computed(stated, as_of)
        told = frame.words.union(*(sentence.words for sentence in window))
        missing = tuple(item for item in items if not supports(known, item))
        uncovered = 1 - self._weights.covered(claim.words, told)
        uncovered += 1.0 if _contradicts(claim, window) else 0.0
        return len(missing) + (uncovered > 1 - COVERED), uncovered, missing


def _copied(claim: str, whole: str) -> bool:
    """Say whether the words stand in the section as they are, no denial cut off in front of them."""
    before, found, _ = f" {whole} ".partition(f" {claim} ")
    return bool(found) and not before.endswith((" không", " chưa", " chẳng", " cấm"))


def _contradicts(claim: Sentence, window: tuple[Sentence, ...]) -> bool:
    """Say whether one side denies a phrase that the other side only affirms."""
    denied = {phrase for sentence in window for _, phrase in sentence.denials}
    own = {phrase for _, phrase in claim.denials}
    told = " ".join(sentence.text for sentence in window)
    return any(phrase in told for phrase in own - denied) or any(phrase in claim.text for phrase in denied - own)


def computed(items: frozenset[Item], as_of: date | None) -> frozenset[Item]:
    """Return the dates and day counts that follow from `items` on the day `as_of`: next occurrence, day before."""
    if as_of is None:
        return frozenset()
    days = {
        day + timedelta(days=shift) for item in items for day in _calendar(item, as_of.year) for shift in (0, -1)
    } | {as_of}
    counts = {Item("number", (str(abs((day - as_of).days)), "")) for day in days}
    dates = {Item("date", (str(day.day), str(day.month), str(day.year))) for day in days}
    return closure(frozenset(dates | counts))


def _calendar(item: Item, year: int) -> Iterator[date]:
    try:
        if item.kind == "date":
            yield date(int(item.value[2]), int(item.value[1]), int(item.value[0]))
        elif item.kind == "day_month":
            yield from (date(y, int(item.value[1]), int(item.value[0])) for y in (year - 1, year, year + 1))
    except ValueError:
        return
