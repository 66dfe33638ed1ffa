"""From what was typed to what is asked: restored words, intent, agencies, plans, years, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from itertools import chain, pairwise
from typing import Protocol

from plans.agencies import Mention, expand
from plans.documents import Number
from plans.text import nfc, same
from retrieval import institutions
from retrieval.again import named_again
from retrieval.answer import Intent, Question, Turn
from retrieval.catalogue import Catalogue
from retrieval.communes import governing
from retrieval.dialects import in_written_words
from retrieval.intents import intent_of
from retrieval.localities import localities_in, locality_alone, locality_named
from retrieval.mentions import (
    YEAR,
    also_numbered,
    in_usual_units,
    mended,
    numbers_in,
    plain_words,
    plainly,
    provinces_in,
    spelled_places,
    today_said,
)
from retrieval.message import matter_of, taken_apart
from retrieval.named import agencies_in
from retrieval.names import Headed, plan_label
from retrieval.scope import Named, Scope, resolve
from retrieval.thread import ASKED_OF_AGENCY, OFF_TOPIC, REMEMBERED, is_follow_up, joined, of_plan
from retrieval.together import together
from retrieval.topic import topic_of

SAID = "Kế hoạch này nói gì?"  # what the label of a plan asks when no question stands before it
ANY_BODY = re.compile(
    r"các (?:cơ quan|đơn vị|sở|ban|ngành|tổ chức)(?:, đơn vị)?", re.IGNORECASE
)  # names no body in particular

OWN = re.compile(
    r"\b(?:(?:ban|sở|phòng|đơn vị|cơ quan|hội|xã|phường|trường|bên|huyện|ngành) (?:tôi|em|mình|chúng tôi|chúng em)"
    r"|chúng (?:tôi|em|mình)|bọn em)\b",
    re.IGNORECASE,
)
# A year of the document that is asked for, and of no plan: "Quyết định nào năm 2022 … bị bỏ?"
OF_ENDED = re.compile(r"\bnào (?:\w+ ){0,3}năm (?:19|20)\d\d\b.*\b(?:bị|hết hiệu lực|không còn)", re.IGNORECASE)
HEAD = re.compile(
    r"(?:(?:phó\s+)?(?:giám đốc|chủ tịch|bộ trưởng|bí thư|chánh|trưởng)|thủ trưởng|lãnh đạo|người đứng đầu)\s+$",
    re.IGNORECASE,
)
WHERE = re.compile(r"\b(?:ở|tại|trên|trong)(?: (?!của\b)\w+){0,2} $", re.IGNORECASE)

# What a sentence of a message orders the assistant to do: "Bạn viết giúp tôi …".
ORDER = re.compile(
    r"(?:^|(?<=[.!?…]) )(?:(?:vậy|thế|thôi|nhờ|hãy|bạn|em|ad|bot|trợ lý) )*"
    r"(?:viết|soạn|thảo|dịch|vẽ) (?:giúp|hộ|giùm|dùm)\b",
    re.IGNORECASE,
)

GIVEN_BY = re.compile(r"\bđược (?:(?:phó )?(?:giám đốc|chủ tịch|bộ trưởng|bí thư|lãnh đạo) )?$", re.IGNORECASE)
# "Phòng nhân sự phải tạo điều kiện gì cho | công đoàn": whoever stands before has the duty.
SERVED = re.compile(r"^\w.*\b(?:phải|cần|có trách nhiệm)\s[^,;.?]*\bgì (?:cho|với|đối với) $", re.IGNORECASE)
# "Bệnh viện của ngành xây dựng": a house of a branch is asked about, and not the branch.
HOUSE_OF = re.compile(
    r"\b(?:bệnh viện|(?<!môi )(?<!thị )trường|trung tâm|công ty|doanh nghiệp|nhà (?:máy|khách)) (?:của|thuộc) $",
    re.IGNORECASE,
)
# "Mặt trận Đồng Tháp giao Hội Chữ thập đỏ việc gì": asked about is the one it is given to.
GIVES_TO = re.compile(
    r"(?:\s+[^\s,;.?]+){0,4}?\s+(?:giao|phân công|nhờ|đề nghị|yêu cầu)\s+(?:cho\s+)?(?:các\s+)?", re.IGNORECASE
)
GIVES = re.compile(r" (?:giao|phân công|yêu cầu|đề nghị|chỉ đạo)\b", re.IGNORECASE)


class Spelling(Protocol):
    """Makes good what was typed without marks or with slips."""

    def restored(self, text: str) -> str:
        """Return the text restored; words typed with right marks are unchanged."""

    def is_slip(self, word: str) -> bool:
        """Say whether a word is no word of the language but one letter away from one."""


@dataclass(frozen=True)
class Reader:
    """Understands questions about the plans it is given."""

    plans: Catalogue
    spelling: Spelling

    def read(self, text: str, turns: Sequence[Turn] = (), *, as_of: date, plan: Headed | None = None) -> Question:
        """Return the question as understood, earlier turns filling in what a follow-up leaves out."""
        if chosen := self._chosen(text):
            asked = turns[-1].question if turns else SAID
            return replace(self.read(asked, turns[:-1], as_of=as_of, plan=chosen), text=text)
        question, named = self._alone(text, as_of, plan)
        if not turns or not is_follow_up(question, named):
            return of_plan(question)
        turns = turns[-REMEMBERED:]
        for at in range(len(turns) - 1, -1, -1):
            earlier = self.read(turns[at].question, turns[:at], as_of=as_of, plan=plan)
            if earlier.intent not in OFF_TOPIC:
                return joined(question, named, earlier)
        return of_plan(question)

    def _chosen(self, text: str) -> Headed | None:
        """Return the plan whose label is all that was said: a choice offered for the question before."""
        return (
            next((plan for plan in self.plans.entries if same(plan_label(plan), text)), None) if "(" in text else None
        )

    def _alone(self, text: str, as_of: date, plan: Headed | None) -> tuple[Question, Named]:
        typed = self.spelling.restored(together(spelled_places(in_written_words(nfc(text)), self.plans)))
        restored = governing(in_usual_units(mended(typed, self.plans)))
        message = taken_apart(restored)
        told = expand(message.told)
        asked = named_again(message.asked, told)
        written = expand(asked)
        rest, held, house = self._of_house(written)
        also = also_numbered(written)
        named = self._named(asked, written, told, _bodies(rest), [whole for _, whole in also])
        scope = self._scope(named, held, plan)
        meant = frozenset(scope.plans)
        issued = {e.header.kind for e in held.entries if e.id in meant and e.header.kind} if meant else set()
        written = plainly(written, scope.own, issued)
        names_one = any(not ANY_BODY.fullmatch(agency) for agency in scope.agencies)
        intent, field = _meant(written, (restored, text), names_one, bool(scope.cited))
        house = () if field == "who" else house  # who does something there may be told of the whole house alone
        without = (*house, *self._not_subject(asked, written, scope, intent, field), *(n for n, _ in also))
        question = Question(
            text=text,
            restored=restored,
            intent=intent,
            field=field,
            as_of=today_said(asked) or as_of,
            agencies=scope.agencies,
            scope=scope.plans,
            absent=scope.absent,
            numbers=scope.cited,
            provinces=named.provinces,
            year=named.years[0] if named.years else None,
            topic=self._subject(written, without, intent),
            asked=asked,
            told=self._matter(told),
        )
        return question, named

    def _named(self, asked: str, written: str, told: str, bodies: tuple[str, ...], also: Sequence[str]) -> Named:
        """Return what a question names; a number and a place also from what is told before it, where it names none."""
        typed = (*self._numbers(asked), *self._numbers(written)) or self._numbers(told)
        return Named(
            agencies=bodies or (_bodies(told) if OWN.search(asked) else ()),
            provinces=provinces_in(written, self.plans) or (() if typed else self._provinces_told(told)),
            numbers=tuple(dict.fromkeys((*(n.number for n in typed), *also))),
            years=() if OF_ENDED.search(written) else tuple(map(int, YEAR.findall(self._without_held(written)))),
            text=written if localities_in(written) else f"{self._locality(told)}, {written}".strip(" ,"),
        )

    def _without_held(self, text: str) -> str:
        """Return a text without the numbers of plans held: "QĐ 1986" names no year."""
        for number in reversed(self._numbers(text)):
            if self.plans.numbered(number.number):
                text = f"{text[: number.span.start]} {text[number.span.end :]}"
        return text

    def _numbers(self, text: str) -> list[Number]:
        return numbers_in(text, self.plans)

    def _locality(self, told: str) -> str:
        """Return the words that name a commune whose plan is held, where what is told does."""
        named = (form(told, place) for form in (locality_named, locality_alone) for place in self.plans.localities)
        return next(filter(None, named), "")

    def _provinces_told(self, told: str) -> tuple[str, ...]:
        """Return the provinces told of; none but those held where one is: the others say where people are now.

        Nor beside a commune whose plan is held: "hộ khẩu xã Tân Hải nhưng đang làm ở Hà Nội".
        """
        names = provinces_in(told, self.plans)
        held = tuple(name for name in names if self.plans.issued_in(name))
        return held if held or self._locality(told) else names

    def _scope(self, named: Named, held: Catalogue, plan: Headed | None) -> Scope:
        if plan:
            return Scope((plan.id,), named.agencies, (), named.numbers)
        scope = resolve(named, held)
        if scope.plans or held is self.plans:
            return scope
        return replace(scope, plans=tuple(entry.id for entry in held.entries))

    def _of_house(self, written: str) -> tuple[str, Catalogue, tuple[str, ...]]:
        """Return the question without the hospital or school whose plan it asks about, the plans it may mean, its name.

        Bodies are looked for in what is left: "Phòng Điều dưỡng bệnh viện Vàm Cỏ" is a part of the house. A house whose
        plan is not held is asked for in the plans of those above it, never in that of another such house.
        """
        entries, words = institutions.named(written, self.plans.entries)
        if not words and (others := institutions.strangers(written, self.plans.entries)):
            left = {entry.id for entry in self.plans.entries} - {entry.id for entry in others}
            return written, replace(self.plans, entries=tuple(e for e in self.plans.entries if e.id in left)), ()
        rest = written.replace(words, " ") if words else written
        if not words or not (topic_of(rest) or _bodies(rest)):
            return written, self.plans, ()
        return rest, replace(self.plans, entries=tuple(entries)), (words,)

    def _matter(self, told: str) -> tuple[str, ...]:
        """Return the words of the matter a story tells of, without bodies, places and who the asker is."""
        bodies = [told[m.span.start : m.span.end] for m in agencies_in(told)]
        return self._subject(matter_of(told), (*bodies, *provinces_in(told, self.plans)), "content") if told else ()

    def _subject(self, text: str, without: Sequence[str], intent: Intent) -> tuple[str, ...]:
        """Return the words of the subject; a slip the restorer could not mend tells nothing and is left out."""
        return tuple(word for word in topic_of(text, without, intent) if not self.spelling.is_slip(word))

    def _not_subject(self, asked: str, written: str, scope: Scope, intent: Intent, field: str | None) -> list[str]:
        """Return the phrases that say where to look, not what for: places, numbers, issuers, the agency asked about."""
        numbers = [text[n.span.start : n.span.end] for text in (asked, written) for n in self._numbers(text)]
        of_agency = intent in ASKED_OF_AGENCY and field != "who"
        agencies = [_with_head(written, m) for m in agencies_in(written) if of_agency or m.name in scope.issuers]
        bare = [
            place.removeprefix("Thành phố ") for place in scope.places
        ]  # "các sở ngành Thành phố" may take the rest
        return sorted((*agencies, *scope.places, *bare, *numbers), key=len, reverse=True)


def _meant(written: str, heard: Sequence[str], names_one: bool, cites: bool) -> tuple[Intent, str | None]:
    """Return the kind of question; greetings and orders are heard in the whole message, also as it was typed."""
    whole = (intent_of(plain_words(text), False, False) for text in reversed(heard))
    orders = (intent_of(plain_words(heard[0][order.start() :]), False, False) for order in ORDER.finditer(heard[0]))
    wholly = (f for f in whole if f[0] in ("smalltalk", "unsafe"))
    ordered = (f for f in orders if f[0] == "outside")
    return next(chain(wholly, ordered), intent_of(plain_words(written), names_one, cites))


def _bodies(text: str) -> tuple[str, ...]:
    """Return the bodies a question names; "ở các xã" says where, "được Sở giao" by whom, and neither is asked about."""
    every = [m for m in agencies_in(text) if not (m.general and WHERE.search(text[: m.span.start]))]
    giving = {one for one, other in pairwise(every) if GIVES_TO.fullmatch(text, one.span.end, other.span.start)}
    named = [m for m in every if m not in giving and not _is_no_actor(text[: m.span.start], text[m.span.end :])]
    return tuple(dict.fromkeys(m.name for m in named))


def _is_no_actor(before: str, behind: str) -> bool:
    """Say whether a body is named as the one that gives work, or for which another one has some to do."""
    given = bool(GIVEN_BY.search(before) and GIVES.match(behind))
    return given or any(form.search(before) for form in (SERVED, HOUSE_OF))


def _with_head(text: str, body: Mention) -> str:
    """Return a body as a question names it, with whoever heads it: "Chủ tịch UBND xã"."""
    head = HEAD.search(text[: body.span.start])
    return text[head.start() if head else body.span.start : body.span.end]
