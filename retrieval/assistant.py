"""The way out: question → answer, five calls in one function.

`open_assistant` is the only place where the parts are put together.
"""

from __future__ import annotations

import logging
import re
import time
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass, field, replace
from datetime import date, datetime
from functools import partial
from typing import Protocol
from zoneinfo import ZoneInfo

from retrieval import smalltalk
from retrieval.age import aged, heirs, inherited
from retrieval.allowance import Allowance
from retrieval.answer import Answer, Hit, Question, Show, Status, Tokens, Turn
from retrieval.audience import Audience
from retrieval.draft import Draft, Material
from retrieval.knowledge import Knowledge
from retrieval.library import Library
from retrieval.mentions import unclear_place
from retrieval.names import Headed, plan_label, section_label
from retrieval.other_years import of_other_years
from retrieval.premise import corrected
from retrieval.search import Found, search, sections
from retrieval.settings import Settings
from retrieval.shelf import Removed
from retrieval.story import nearest_first, together, told_in_parts, where_they_meet, with_told
from retrieval.verify import verify
from retrieval.write import write
from retrieval.write_likely import write_likely, write_likely_told

CHOICES = 12  # plans offered to choose from
AGAIN = 3  # times a question is asked again when a plan was removed while it was being answered
AUDIENCES = 8  # groups of readers with plans of their own of whom what is known is kept
LONGEST = 2_000  # characters of a question that are read; the doors say so before
HANOI = ZoneInfo("Asia/Ho_Chi_Minh")
LOG = logging.getLogger(__name__)
FIXED: dict[str, Status] = {"smalltalk": "smalltalk", "unsafe": "refused"}


class Generator(Protocol):
    """Rewrites an offline answer with a language model, or raises `ModelFailed`."""

    def write(self, question: Question, draft: Answer, hits: Sequence[Hit], show: Show | None = None) -> Answer:
        """Return the answer in the model's words, every claim cited; `show` is given what is written so far."""


@dataclass
class Assistant:
    """Answers questions about the plans of a library."""

    library: Library
    generator: Generator | None = None
    allowance: Allowance = field(default_factory=lambda: Allowance(_today))
    _knowledge: dict[frozenset[int], Knowledge] = field(default_factory=dict, repr=False)

    def ask(
        self,
        text: str,
        turns: Sequence[Turn] = (),
        *,
        plan: str | None = None,
        as_of: date | None = None,
        audience: Audience | None = None,
        asker: str = "",
        show: Show | None = None,
    ) -> Answer:
        """Answer `text` from the plans, verified and cited, or say that they do not tell.

        `plan` narrows to one plan and raises `UnknownPlan`; `as_of` is today in Hanoi unless given; to an `audience`
        the library is as if it held only the plans that audience may see; `asker` spends tokens of a day's allowance.
        While a language model writes, `show` is given what is verified so far: it replaces what was shown before, and
        the answer that is returned replaces it.
        """
        for _ in range(AGAIN):
            with suppress(Removed):
                return self._asked(text[:LONGEST], turns, plan, as_of, audience, asker, show)
        return self._asked(text[:LONGEST], turns, plan, as_of, audience, asker, show)

    def _asked(
        self,
        text: str,
        turns: Sequence[Turn],
        plan: str | None,
        as_of: date | None,
        audience: Audience | None,
        asker: str,
        show: Show | None,
    ) -> Answer:
        begin = time.perf_counter()
        known = self.knowledge(audience)
        only = known.library.find(plan) if plan else None
        question = known.reader.read(text, turns, as_of=as_of or _today(), plan=only)
        if question.intent in FIXED:
            return _fixed(question)
        short, names = unclear_place(question.text, known.library.held.catalogue)
        if len(names) > 1 and not only:
            return _which_place(question, short, names)
        question = inherited(question, known.plans.entries, known.tasked)
        searching = time.perf_counter()
        found = search(question, known, known.weigher)
        writing = time.perf_counter()
        alone = partial(self._alone, known=known)
        whole = with_told(self._written(question, found, known), alone, known.weigher)
        whole = of_other_years(whole, alone, known.library.held.catalogue)
        read = partial(known.reader.read, as_of=question.as_of, plan=only)
        offline = told_in_parts(whole, read, alone, known.weigher)
        if offline.status == "no_answer":
            met = where_they_meet(replace(offline, question=question), alone, known.weigher)
            offline = met if met.claims else offline
        offline = self._or_likely(nearest_first(offline, question.told, known.weigher), question, found, known)
        if names and offline.claims:
            offline = replace(offline, notes=(smalltalk.READ_AS.format(short=short, name=names[0]), *offline.notes))
        answer = self._generated(offline, asker, show)
        return replace(answer, timings=_timings(begin, searching, writing, time.perf_counter()))

    def knowledge(self, audience: Audience | None = None) -> Knowledge:
        """Return what is known of the library now, to an audience, read anew when any process has changed it."""
        seen = self.library.visible(audience)
        key = seen.held.catalogue.ids
        known = self._knowledge.get(key)
        if known is None or known.generation != seen.generation:
            current = {k: v for k, v in self._knowledge.items() if v.generation == seen.generation}
            known = Knowledge.of(seen)
            self._knowledge = dict([*current.items(), (key, known)][-AUDIENCES:])
        return known

    def _alone(self, part: Question, known: Knowledge) -> Answer:
        """Answer one part of a question as every question is answered."""
        asked = inherited(part, known.plans.entries, known.tasked)
        return self._written(asked, search(asked, known, known.weigher), known)

    def _written(self, question: Question, found: Sequence[Found], known: Knowledge) -> Answer:
        if question.absent or question.intent == "outside" or not known.plans:
            return _not_found(question, found, known)
        plans = known.within(question.scope)
        draft = write(Material(question, plans, tuple(found), known.weigher, known.statements, known.plans))
        answer = corrected(verify(_answer(question, draft, found)), plans if question.scope else ())
        if answer.claims and answer.status == "no_answer":
            return answer
        if answer.status == "no_answer":
            return _not_found(question, found, known, draft.notes)
        return aged(answer, known.plans.entries, known.successors)

    def _or_likely(self, offline: Answer, question: Question, found: Sequence[Found], known: Knowledge) -> Answer:
        """Return the sentence that most likely answers in place of an answer that tells nothing."""
        refused = offline.status == "no_answer" and not offline.claims
        if not refused or question.absent or question.intent == "outside" or not known.plans:
            return offline
        asked = Material(question, known.within(question.scope), tuple(found), known.weigher)
        draft = write_likely(asked)
        if question.told and not draft.claims:
            joined = together(question)
            nearest = tuple(search(joined, known, known.weigher))
            draft = write_likely_told(asked, replace(asked, question=joined, found=nearest))
        answer = verify(_answer(question, draft, found))
        return aged(answer, known.plans.entries, known.successors) if answer.status == "answered" else offline

    def _generated(self, offline: Answer, asker: str, show: Show | None) -> Answer:
        """Let the language model word the answer; its failure leaves the offline answer, and says so."""
        if self.generator is None or offline.status != "answered":
            return offline
        from retrieval.chat_model import ModelFailed
        from retrieval.generate import UNAVAILABLE

        if not self.allowance.left(asker):
            return replace(offline, notes=(*offline.notes, smalltalk.SPENT))

        try:
            shown = _verified(show) if show else None
            worded = verify(self.generator.write(offline.question, offline, offline.hits, shown))
            self.allowance.spend(asker, worded.tokens)
        except ModelFailed as failure:
            self.allowance.spend(asker, failure.tokens or Tokens(0, 0))
            LOG.warning("language model failed: %s", failure)
            return replace(offline, notes=(*offline.notes, UNAVAILABLE), tokens=failure.tokens)
        return worded if worded.status == "answered" else replace(offline, tokens=worded.tokens)


def _verified(show: Show) -> Show:
    """Return `show` held to what every answer is held to: nothing is shown that the citations do not say."""

    def shown(answer: Answer) -> None:
        if (kept := verify(answer)).claims:
            show(kept)

    return shown


def open_assistant(settings: Settings) -> Assistant:
    """Open the library of `settings` and, when a key or a server is set, its language model."""
    library = Library.open(settings)
    if settings.offline:
        return Assistant(library)
    from retrieval.generate import open_generator

    allowance = Allowance(_today, settings.tokens_per_day, settings.tokens_per_person)
    return Assistant(library, open_generator(settings), allowance)


def _today() -> date:
    return datetime.now(HANOI).date()


def _answer(question: Question, draft: Draft, found: Sequence[Found]) -> Answer:
    status = draft.status or ("answered" if draft.claims else "no_answer")
    claims = tuple({(c.citations[0].plan.id, c.text): c for c in reversed(draft.claims)}.values())[::-1]
    return Answer(
        question,
        status,
        intro=draft.intro,
        claims=claims,
        notes=draft.notes,
        choices=draft.choices,
        hits=sections(found, [(c.plan, c.section) for claim in draft.claims for c in claim.citations]),
    )


def _fixed(question: Question) -> Answer:
    text = smalltalk.SMALLTALK[question.field or "hello"] if question.intent == "smalltalk" else smalltalk.REFUSED
    return Answer(question, FIXED[question.intent], intro=text)


def _which_place(question: Question, short: str, names: Sequence[str]) -> Answer:
    """Ask back which province is meant by letters that several have: "SYT QN"."""
    asked = tuple(re.sub(rf"\b{short}\b", name, question.text) for name in names[:CHOICES])
    return Answer(question, "clarify", intro=smalltalk.WHICH_PLACE.format(short=short), choices=asked)


def _not_found(question: Question, found: Sequence[Found], known: Knowledge, notes: tuple[str, ...] = ()) -> Answer:
    """Say honestly that the plans do not tell, and offer the nearest sections as such."""
    if not known.plans:
        return Answer(question, "no_answer", intro=smalltalk.EMPTY)
    if merged := heirs(question, known.plans.entries):
        return _of_predecessors(question, merged)
    intro = smalltalk.ABSENT.format(names=", ".join(question.absent)) if question.absent else smalltalk.NOT_FOUND
    hits = sections(found)
    names = "; ".join(f"{plan_label(h.plan)}, {section_label(h.section)}" for h in hits[:3])
    nearest = (smalltalk.NEAREST.format(names=names),) if names and question.intent != "outside" else ()
    return Answer(question, "no_answer", intro=intro, notes=(*notes, *nearest), hits=hits)


def _of_predecessors(question: Question, merged: Sequence[tuple[str, Headed]]) -> Answer:
    """Offer the plans of the provinces that today's one unites: they were made for a part of it."""
    places = {name: dict.fromkeys(plan.header.province for of, plan in merged if of == name) for name, _ in merged}
    told = "; ".join(f"{name} nay gồm cả {', '.join(filter(None, old))}" for name, old in places.items())
    choices = tuple(plan_label(plan) for _, plan in merged[:CHOICES])
    return Answer(question, "clarify", intro=smalltalk.MERGED.format(told=told), choices=choices)


def _timings(begin: float, searching: float, writing: float, end: float) -> dict[str, float]:
    """Return the milliseconds of each step, one after the other, and of all."""
    steps = {"total": end - begin, "read": searching - begin, "search": writing - searching, "write": end - writing}
    return {f"{step}_ms": round(seconds * 1000, 2) for step, seconds in steps.items()}
