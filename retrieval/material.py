"""What a chat model is shown: passages under keys it cannot invent, cut at sentences to a token budget."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from plans.model import Plan, Section, Span
from plans.text import nfc, sentences, squeeze, syllables
from retrieval.answer import Answer, Citation, Hit
from retrieval.tokens import count_tokens

BUDGET = 12_000
PASSAGE = 2_400
WORTH_SHOWING = 80


@dataclass(frozen=True)
class Passage:
    """A range of a plan shown to the model."""

    plan: Plan
    span: Span

    @property
    def key(self) -> str:
        """A content hash: a key that the model was not given names nothing."""
        told = f"{self.plan.id}\0{self.span.start}\0{self.span.end}\0{self.plan.quote(self.span)}"
        return "k-" + hashlib.sha256(told.encode("utf-8", "replace")).hexdigest()[:8]

    @property
    def line(self) -> str:
        """One line of JSON, so that nothing in the plan's text can end the passage or open another."""
        chain = self.plan.ancestors(self.plan.citable(self.span.start).id)
        where = " › ".join(squeeze(f"{s.label} {s.title}") for s in chain)
        head = self.plan.header
        named = " · ".join(part for part in (self.plan.name, head.province, where) if part)
        return as_json({"key": self.key, "where": named, "text": squeeze(self.plan.quote(self.span))})

    def sentences(self) -> Iterator[Citation]:
        """Yield the sentences of the passage as citations; none runs from one section into the next."""
        for section in self.plan.walk():
            own = _common(section.own, self.span)
            for start, end in sentences(self.plan.quote(own), own.start):
                yield Citation(self.plan, self.plan.citable(start), Span(start, end))

    def supporting(self, statement: str, quote: str = "") -> Citation | None:
        """Return the sentence that shares most words with the statement and its quote, if any shares one."""
        ranked = sorted(self.sentences(), key=lambda c: -_shared(statement, c) - _shared(quote, c))
        return ranked[0] if ranked and _shared(statement, ranked[0]) else None


def as_json(value: object) -> str:
    """Return `value` as one line of JSON in composed letters."""
    return nfc(json.dumps(value, ensure_ascii=False))


def select(draft: Answer, hits: Sequence[Hit], budget: int = BUDGET) -> tuple[Passage, ...]:
    """Return the passages to show, those of the offline answer first, as many as the budget holds."""
    taken: list[Passage] = []
    for passage in (*map(_cited, draft.citations), *(_cut(hit.plan, hit.section) for hit in hits)):
        if _news(passage, taken) < WORTH_SHOWING:
            continue
        cost = count_tokens(passage.line)
        if cost <= budget:
            budget -= cost
            taken.append(passage)
    return tuple(taken)


def told(draft: Answer, passages: Iterable[Passage]) -> str:
    """Return the offline claims whose passages are shown, one JSON line each."""
    keys = {(p.plan.id, p.span): p.key for p in passages}
    rows = ((claim, [keys.get((c.plan.id, c.span)) for c in claim.citations]) for claim in draft.claims)
    shown = ({"about": claim.lead, "claim": claim.text, "keys": found} for claim, found in rows if found and all(found))
    return "\n".join(map(as_json, shown))


def _news(passage: Passage, taken: Iterable[Passage]) -> int:
    """Return how many characters of a passage no passage of its plan has shown; short ones count as long enough."""
    shared = (_common(passage.span, other.span) for other in taken if other.plan.id == passage.plan.id)
    known = sum(span.end - span.start for span in shared)
    return passage.span.end - passage.span.start - known if known else WORTH_SHOWING


def _cited(citation: Citation) -> Passage:
    return Passage(citation.plan, citation.span)


def _cut(plan: Plan, section: Section) -> Passage:
    """Return the whole sentences a section begins with, within `PASSAGE` characters; the first one at any length."""
    start, limit = section.span.start, section.span.start + PASSAGE
    if section.span.end <= limit:
        return Passage(plan, section.span)
    ends = [end for _, end in sentences(plan.quote(section.span), start) if end - start >= WORTH_SHOWING]
    end = max((end for end in ends if end <= limit), default=min(ends, default=section.span.end))
    return Passage(plan, Span(start, end))


def _common(left: Span, right: Span) -> Span:
    start = max(left.start, right.start)
    return Span(start, max(start, min(left.end, right.end)))


def _shared(statement: str, citation: Citation) -> float:
    words = set(syllables(statement))
    return len(words & set(syllables(citation.quote))) / len(words) if words else 0.0
