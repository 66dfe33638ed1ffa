"""The answer written by a chat model: it chooses and words; every word is held against a sentence of a plan.

The model sees passages under keys it cannot invent and returns claims with keys. A key becomes the sentence of its
passage that says the claim; a claim that no such sentence says is dropped, and what the offline answer lists and the
model left out is put back. Nothing the model writes can therefore name a source, a figure or a link of its own.
"""

from __future__ import annotations

import re
import time
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache
from typing import Protocol

from plans.text import sentences
from prompts import Prompt, load
from retrieval.answer import Answer, Citation, Claim, Hit, Question, Show, Tokens
from retrieval.breaker import Breaker
from retrieval.chat_model import ChatModel, Heard, ModelFailed, Reply, model_name, open_chat_model, paid
from retrieval.material import Passage, as_json, select, told
from retrieval.remembered import Remembered, key_of
from retrieval.reply import Written, read_reply, written_so_far
from retrieval.settings import Settings
from retrieval.verify import supported

UNAVAILABLE = "Mô hình ngôn ngữ không trả lời được; đây là câu trả lời không dùng mô hình."
FREE = Tokens(0, 0)  # what a remembered answer costs
_FOREIGN = re.compile(r"[<>`{}|\\]|\]\(|://|@\w+|\b[\w-]+(?:\.[\w-]+)*\.[a-z]{2,}\b", re.IGNORECASE)


class Replies(Protocol):
    """What a chat model is to the generator."""

    @property
    def name(self) -> str:
        """The name an answer carries as its mode."""

    def reply(self, rules: str, data: str, heard: Heard | None = None) -> Reply:
        """Return a whole reply or raise `ModelFailed`; what comes of it meanwhile may be `heard`."""


@dataclass(frozen=True)
class Generator:
    """A writer that asks a chat model and fails with `ModelFailed` rather than answer badly."""

    model: Replies
    prompt: Prompt = field(default_factory=lambda: load("answer"))
    breaker: Breaker = field(default_factory=Breaker)
    remembered: Remembered = field(default_factory=Remembered)

    def write(self, question: Question, draft: Answer, hits: Sequence[Hit], show: Show | None = None) -> Answer:
        """Return the offline answer `draft` reworded and completed; what is no answer is returned as it is.

        Meanwhile `show` is given the claims that are whole and said by the plans, each time there are others.
        """
        if draft.status != "answered":
            return draft
        passages = select(draft, hits)
        rules, data = self._asked(question, draft, passages)
        key = key_of(self.model.name, self.prompt.label, data)
        tokens: Tokens | None = FREE
        claims = self.remembered.get(key)
        told = replace(draft, intro="", mode=self.model.name, prompt=self.prompt.label)
        if claims is None:
            heard = _growing(replace(told, claims=(), notes=()), draft, passages, show) if show else None
            claims, tokens = self._claims(rules, data, draft, passages, heard)
            self.remembered.keep(key, claims)
        return replace(told, claims=claims, tokens=tokens)

    def _claims(
        self, rules: str, data: str, draft: Answer, passages: Sequence[Passage], heard: Heard | None
    ) -> tuple[tuple[Claim, ...], Tokens | None]:
        if self.breaker.open:
            raise ModelFailed("the model failed too often and is left alone")
        try:
            reply = self.model.reply(rules, data, heard)
            with paid(reply.tokens):
                claims = _claims(reply.text, draft, passages)
        except ModelFailed:
            self.breaker.failed()
            raise
        self.breaker.succeeded()
        return claims, reply.tokens

    def _asked(self, question: Question, draft: Answer, passages: Sequence[Passage]) -> tuple[str, str]:
        return self.prompt.render(
            today=question.as_of.isoformat(),
            question=as_json({"question": question.text, "understood": question.restored}),
            draft=told(draft, passages),
            material="\n".join(passage.line for passage in passages),
        )


def open_generator(settings: Settings, clock: Callable[[], float] = time.monotonic) -> Generator | None:
    """Return the generator of the settings' chat model, or None when no model is set."""
    model = open_chat_model(settings)
    return None if model is None else Generator(ChatModel(model, model_name(settings)), breaker=Breaker(clock))


def _claims(text: str, draft: Answer, passages: Sequence[Passage]) -> tuple[Claim, ...]:
    known = {passage.key: passage for passage in passages}
    claims = tuple(claim for written in read_reply(text) if (claim := _said(written, known)))
    if not claims:
        raise ModelFailed("no claim is said by the passages it names")
    return _arranged((*claims, *_left_out(draft, claims)), draft)


def _growing(empty: Answer, draft: Answer, passages: Sequence[Passage], show: Show) -> Heard:
    """Return what turns all that has come of a reply into the answer so far, and shows it when it has changed."""
    known = {passage.key: passage for passage in passages}
    said = cache(lambda written: _said(written, known))
    shown: tuple[Claim, ...] = ()
    ended = 0

    def heard(text: str) -> None:
        nonlocal shown, ended
        if text.count("}") == ended:  # no claim has ended since; reading them all again takes its time
            return
        ended = text.count("}")
        claims = tuple(claim for written in written_so_far(text) if (claim := said(written)))
        if claims and claims != shown:
            shown = claims
            show(replace(empty, claims=_arranged(claims, draft)))

    return heard


def _said(written: Written, known: Mapping[str, Passage]) -> Claim | None:
    """Return the claim with its citations when the plans say it in these words."""
    claim = _cited(written, known)
    return claim if claim and _own_words(claim) else None


def _cited(written: Written, known: Mapping[str, Passage]) -> Claim | None:
    """Return the claim with the sentence that carries each of its parts; None for an unknown key."""
    if not written.text or not written.keys or not known.keys() >= set(written.keys):
        return None
    passages = [known[key] for key in written.keys]
    parts = [written.text[start:end] for start, end in sentences(written.text)] or [written.text]
    found = (passage.supporting(part, written.quote) for part in parts for passage in passages)
    citations = {citation.key: citation for citation in found if citation}
    return Claim(written.text, tuple(citations.values()))


def _own_words(claim: Claim) -> bool:
    """Say whether the plan says the claim and every address or sign of markup in it."""
    quotes = " ".join(citation.quote for citation in claim.citations)
    return all(found[0] in quotes for found in _FOREIGN.finditer(claim.text)) and supported(claim)


def _left_out(draft: Answer, claims: Iterable[Claim]) -> Iterator[Claim]:
    """Yield the offline claims of which no sentence is cited: lists stay complete."""
    cited = [citation for claim in claims for citation in claim.citations]
    return (claim for claim in draft.claims if not any(_overlap(c, d) for c in claim.citations for d in cited))


def _overlap(one: Citation, other: Citation) -> bool:
    return one.plan.id == other.plan.id and one.span.start < other.span.end and other.span.start < one.span.end


def _arranged(claims: Sequence[Claim], draft: Answer) -> tuple[Claim, ...]:
    """Return the claims under the headings of the offline claims they share a sentence with, in that order."""
    led = [_beside(claim, draft) for claim in claims]
    leads = dict.fromkeys(claim.lead for claim in (*draft.claims, *led))
    return tuple(claim for lead in leads for claim in led if claim.lead == lead)


def _beside(claim: Claim, draft: Answer) -> Claim:
    """Give a claim the heading and the worked-out words of the offline claim nearest to it."""
    pairs = [(d, one, other) for d in draft.claims for one in claim.citations for other in d.citations]
    near = next((d for d, one, other in pairs if _overlap(one, other)), None)
    if near:
        return replace(claim, lead=near.lead, computed=near.computed)
    same_plan = (d.lead for d, one, other in pairs if one.plan.id == other.plan.id)
    return replace(claim, lead=next(same_plan, ""))
