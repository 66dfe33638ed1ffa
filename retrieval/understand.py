"""From what was typed to what is asked: restored words, intent, agencies, plans, years, and what is missing."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date
from difflib import get_close_matches
from typing import Protocol

from plans.agencies import expand, find_agencies
from plans.documents import find_typed_numbers, kind_names
from plans.model import Plan
from plans.provinces import find_provinces, same_place
from plans.text import fold, nfc
from retrieval.answer import Intent, Question, Turn
from retrieval.intents import intent_of
from retrieval.scope import Named, Scope, resolve
from retrieval.topic import asking, topic_of

# A year that a period or a goal ends in ("đến năm 2030") says nothing of which plan is meant.
_YEAR = re.compile(
    r"(?<!đến năm )(?<!đến )(?<!giai đoạn )(?<!nhiệm kỳ )(?<!từ năm )(?<![\d/.–-])(?:19|20)\d\d(?!\d|/|\s?[-–]\s?\d)"
)
_FOLLOW_UP = re.compile(
    r"^ (con|the|vay|vay con|the con|roi|con nua|a con|u the|ok|vang|da con|da the|da vay) "
    r"| (thi sao|the con|o do|o tinh (do|ay)|ke hoach (nay|do|ay|tren|kia)|cai (do|nay)|viec (do|nay|ay)|muc (do|nay)"
    r"|cac viec (do|tren)|noi tren|o tren|ben do|so do|co quan (do|nay)|tinh (do|nay)) "
)
_PRONOUN = re.compile(r"\b(?:họ|nó)\b", re.IGNORECASE)  # with marks: "hộ" and "nợ" are no pronouns
_THAT_PLAN = re.compile(r"\bkế hoạch (?:này|đó|ấy|trên|kia)\b", re.IGNORECASE)
_PLACE_BEFORE = re.compile(r"\b(?:tỉnh|thành phố|tp|ở|tại|bên|dưới|trên)\s+$")

REMEMBERED = 8  # turns of a conversation that a follow-up may lean on
SLIP = 0.86  # how alike a mistyped name must be: one letter in eight
STANDS = 6  # words from which a question stands alone unless it points back
OFF_TOPIC: frozenset[Intent] = frozenset({"smalltalk", "unsafe", "outside"})
ANY_BODY = re.compile(
    r"các (?:cơ quan|đơn vị|sở|ban|ngành|tổ chức)(?:, đơn vị)?", re.IGNORECASE
)  # names no body in particular
COMMON_WORDS = ("Hòa Bình", "Thái Bình")  # names that are words of every day when typed without capitals

# Kinds of question in which an agency says whose facts are wanted; elsewhere its name is part of the subject.
ASKED_OF_AGENCY: frozenset[Intent] = frozenset({"duties", "deadline", "metadata", "list", "compare"})


class Spelling(Protocol):
    """Makes good what was typed without marks or with slips."""

    def restored(self, text: str) -> str:
        """Return the text restored; words typed with right marks are unchanged."""

    def is_slip(self, word: str) -> bool:
        """Say whether a word is no word of the language but one letter away from one."""


@dataclass(frozen=True)
class Reader:
    """Understands questions about the plans it is given."""

    plans: Sequence[Plan]
    spelling: Spelling

    def read(self, text: str, turns: Sequence[Turn] = (), *, as_of: date, plan: Plan | None = None) -> Question:
        """Return the question as understood, earlier turns filling in what a follow-up leaves out."""
        question, named = self._alone(text, as_of, plan)
        if not turns or not _is_follow_up(question, named):
            return _of_plan(question)
        turns = turns[-REMEMBERED:]
        for at in range(len(turns) - 1, -1, -1):
            earlier = self.read(turns[at].question, turns[:at], as_of=as_of, plan=plan)
            if earlier.intent not in OFF_TOPIC:
                return _joined(question, named, earlier)
        return _of_plan(question)

    def _alone(self, text: str, as_of: date, plan: Plan | None) -> tuple[Question, Named]:
        restored = _mended(self.spelling.restored(nfc(text)), self.plans)
        asked = asking(restored)
        written = expand(asked)
        typed = (*find_typed_numbers(asked), *find_typed_numbers(written))
        named = Named(
            agencies=tuple(dict.fromkeys(m.name for m in find_agencies(written))),
            provinces=_provinces(written, self.plans),
            numbers=tuple(
                dict.fromkeys((*(n.number for n in typed), *(whole for _, whole in _also_numbered(written))))
            ),
            years=tuple(int(year) for year in _YEAR.findall(written)),
            text=written,
        )
        scope = resolve(named, self.plans) if plan is None else Scope((plan.id,), named.agencies, (), named.numbers)
        written = _plainly(written, scope.own)
        names_one = any(not ANY_BODY.fullmatch(agency) for agency in scope.agencies)
        intent, field = intent_of(_words(written), names_one, bool(scope.cited))
        if intent_of(_words(restored), False, False)[0] == "smalltalk":
            intent, field = intent_of(_words(restored), False, False)
        subject = self._subject(written, _not_subject(asked, written, named, scope, intent, field), intent)
        question = Question(
            text=text,
            restored=restored,
            intent=intent,
            field=field,
            as_of=_today(asked) or as_of,
            agencies=scope.agencies,
            scope=scope.plans,
            absent=scope.absent,
            numbers=scope.cited,
            provinces=named.provinces,
            year=named.years[0] if named.years else None,
            topic=subject,
        )
        return question, named

    def _subject(self, text: str, without: Sequence[str], intent: Intent) -> tuple[str, ...]:
        """Return the words of the subject; a slip the restorer could not mend tells nothing and is left out."""
        return tuple(word for word in topic_of(text, without, intent) if not self.spelling.is_slip(word))


def _not_subject(asked: str, written: str, named: Named, scope: Scope, intent: Intent, field: str | None) -> list[str]:
    """Return the phrases that say where to look, not what for: places, numbers, issuers, the agency asked about."""
    numbers = [text[n.span.start : n.span.end] for text in (asked, written) for n in find_typed_numbers(text)]
    numbers += [typed for typed, _ in _also_numbered(written)]
    of_agency = intent in ASKED_OF_AGENCY and field != "who"
    agencies = [
        written[m.span.start : m.span.end] for m in find_agencies(written) if of_agency or m.name in scope.issuers
    ]
    return sorted((*agencies, *scope.places, *numbers), key=len, reverse=True)


def _mended(text: str, plans: Sequence[Plan]) -> str:
    """Return `text` with slips in "kế hoạch" and in the name of a plan's province made good ("Thah Hóa")."""
    held = {plan.header.province for plan in plans if plan.header.province}
    if any(m.name in held for m in find_provinces(text)):
        held = set()
    names = {fold(name): name for name in held} | {"ke hoach": "kế hoạch"}
    for pair in re.finditer(r"(?=\b([^\W\d_]+) ([^\W\d_]+)\b)", text):
        typed = f"{pair[1]} {pair[2]}"
        close = get_close_matches(fold(typed), names, n=1, cutoff=SLIP)
        if close and nfc(typed).lower() != names[close[0]].lower():
            text = text.replace(typed, names[close[0]])
    return text


def _provinces(text: str, plans: Sequence[Plan]) -> tuple[str, ...]:
    """Return the provinces named; in a text typed without capitals only where a plan or the word before supports it."""
    found = [m.name for m in find_provinces(text)]
    if text != text.lower():
        return tuple(dict.fromkeys(found))
    for mention in find_provinces(text, folded=True):
        if mention.name.lower() in text and mention.name not in COMMON_WORDS:
            found.append(mention.name)
            continue
        held = any(plan.header.province and same_place(mention.name, plan.header.province) for plan in plans)
        if held or _PLACE_BEFORE.search(text[: mention.span.start]):
            found.append(mention.name)
    return tuple(dict.fromkeys(found))


def _also_numbered(text: str) -> list[tuple[str, str]]:
    """Return the numbers that share the kind of the one before ("kế hoạch 214 và 118"), as typed and whole."""
    found = []
    for number in find_typed_numbers(text):
        rest = re.match(r"((?:\s*(?:,|và|với)\s*\d{1,5}(?![\d/]))+)", text[number.span.end :])
        found += [(n, re.sub(r"^\d+", n, number.number)) for n in re.findall(r"\d+", rest[1])] if rest else []
    return found


def _words(text: str) -> str:
    return " ".join(fold(word) for word in re.findall(r"[^\W_]+|%", text))


def _plainly(text: str, own: Sequence[str]) -> str:
    """Return `text` with the plan asked about called "kế hoạch", whatever kind of document it is."""
    kinds = "|".join(re.escape(kind) for kind in kind_names())
    for number in reversed(find_typed_numbers(text)):
        if number.number in own:
            before = re.sub(rf"\b(?:{kinds})(?:\s+số)?\s*$", "", text[: number.span.start], flags=re.IGNORECASE)
            text = f"{before}kế hoạch{text[number.span.end :]}"
    return text


def _today(text: str) -> date | None:
    """Return the date the asker says it is ("hôm nay là 15/11/2026")."""
    said = re.search(r"hôm nay\s+(?:là\s+)?(?:ngày\s+)?(\d{1,2})/(\d{1,2})/(\d{4})", text, re.IGNORECASE)
    if not said:
        return None
    day, month, year = map(int, said.groups())
    return date(year, month, day) if year and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1] else None


def _is_follow_up(question: Question, named: Named) -> bool:
    """Say whether a question leans on the one before: it says so, or it is too short to stand alone."""
    if question.intent in OFF_TOPIC:
        return False
    folded = f" {_words(question.restored)} "
    if _FOLLOW_UP.search(folded) or _PRONOUN.search(question.restored):
        return True
    long = len(folded.split()) >= STANDS
    names_duty = named.agencies and question.intent == "duties"
    stands = names_duty or question.scope or (long and question.intent != "metadata")
    return not stands


def _of_plan(question: Question) -> Question:
    """Return a question that names a plan and asks nothing of it as one for its overview."""
    bare = question.intent == "content" and question.scope and not (question.topic or question.agencies)
    return replace(question, intent="overview") if bare else question


def _joined(question: Question, named: Named, earlier: Question) -> Question:
    """Fill in a follow-up from the question before it: what it names itself always wins."""
    own_intent = question.intent != "content" and not (question.intent == "duties" and _bare(question))
    intent, field = (question.intent, question.field) if own_intent else (earlier.intent, earlier.field)
    if question.agencies and not own_intent and intent not in ASKED_OF_AGENCY - {"metadata", "list"}:
        intent, field = "duties", None
    whole_plan = own_intent and _THAT_PLAN.search(question.restored)
    agencies = question.agencies or (() if named.agencies or whole_plan else earlier.agencies)
    moved = bool(question.scope or question.absent)
    return replace(
        question,
        intent=intent,
        field=field,
        agencies=agencies,
        scope=question.scope if moved else earlier.scope,
        absent=question.absent if moved else earlier.absent,
        numbers=question.numbers or earlier.numbers,
        provinces=question.provinces or earlier.provinces,
        topic=question.topic if own_intent or _tells(question) else earlier.topic,
    )


def _bare(question: Question) -> bool:
    """Say whether the follow-up names an agency and nothing else ("còn Sở Nội vụ thì sao?")."""
    return not question.topic and question.field is None and " lam " not in f" {fold(question.restored)} "


def _tells(question: Question) -> bool:
    return len(question.topic) >= 2
