"""What a report is for, its period, and the words of a clause that state one of its several dates."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

from plans.dates import DateMention, find_dates
from plans.model import Deadline, DeadlineKind, Plan
from plans.numerals import ORDINALS, number
from plans.text import fold, squeeze

_EVERY = r"(?:hang|moi|bao cao|ket qua|dinh ky|trong)"
_NUMBER = rf"(iv|i{{1,3}}|\d{{1,2}}|{'|'.join(ORDINALS)})"
# What a report is for, in words without marks; a number of its own tells one quarter, term or round from another.
_PERIODS = (
    re.compile(r"\b(?:6|sau) thang\b(?: dau nam| cuoi nam)?|\bnua (?:dau |cuoi )?nam\b(?: dau| cuoi)?"),
    re.compile(rf"\bquy {_NUMBER}\b"),
    re.compile(rf"\bhoc ky {_NUMBER}\b"),
    re.compile(rf"\bdot {_NUMBER}\b(?! (?:ngay|thang|nam)\b)"),
    re.compile(rf"\b{_EVERY} quy\b(?! nay)"),
    re.compile(rf"\b{_EVERY} thang\b(?! \d| nay| toi| sau)"),
    re.compile(rf"\b{_EVERY} tuan\b(?! nay| toi| sau)"),
    re.compile(
        r"\b(?:hang|ca|cuoi|bao cao) nam\b(?! \d| nay| hoc)|\bca nam hoc\b"
        r"|\bnam(?=,? (?:truoc|vao|cham nhat|gui|bao cao)\b)"
        r"|(?<=\|, )nam\b(?! \d| nay| hoc)|(?<=\| va )nam\b(?! \d| nay| hoc)"  # behind another: "6 tháng và năm"
    ),
    re.compile(r"\bso ket\b"),
    re.compile(r"\btong ket\b"),
    re.compile(r"\bgiua (?:ky|nhiem ky|giai doan)\b"),
    re.compile(r"\bdot xuat\b"),
)  # fmt: skip
_KINDS: dict[DeadlineKind, int] = {"half_yearly": 0, "quarterly": 4, "monthly": 5, "yearly": 7}
# The rhythm of a period: the third quarter is one of the quarters.
_BEATS = {0: "half", 1: "quarter", 4: "quarter", 5: "month", 6: "week", 7: "year"}
# A date's own words end where the next date's begin: at a comma or "và" outside brackets.
_OWN = re.compile(r"(?:\([^()]*\)|[^,;(])*?(?=[,;]|\s+và\s)")
# Between periods, and between dates, that answer to one another: "6 tháng và năm … ngày 15/6 và trước ngày 15/12".
_AND = re.compile(r"\W*(?:va|bao cao|dinh ky|\W)*\W*")
_ALIKE = re.compile(r"[\s,;]*(?:và\s+)?(?:(?:trước|vào|chậm\s+nhất)\s+)?")
_JOINT = re.compile(r"^(?:[\s,;]|và\s)+")
# Behind the last date what holds for each: "6 tháng (trước ngày 10/6), năm (trước ngày 25/11) báo cáo về Tỉnh ủy".
TAIL = re.compile(r"\)?[\s,]*(?P<tail>(?:báo\s+cáo|gửi|nộp|trình|về)\s.*)", re.DOTALL)
LONG = 420  # characters of a clause that is quoted whole
_TOPIC = re.compile(r"[^,;:(]{20,}(?=[,;:(])|[^,;:(]{1,19}[,;:(][^,;:(]*(?=[,;:(])")
_DOES = re.compile(
    r"(?<=[,;:.] )(?:[^,;:.]{0,40}\s)?"
    r"(?:báo\s+cáo|gửi|nộp|trình|hoàn\s+thành|xong|lập|xây\s+dựng|ban\s+hành|thời\s+(?:gian|hạn))(?!\w)",
    re.IGNORECASE,
)
Period = tuple[int, str]


@dataclass(frozen=True)
class Piece:
    """The part of a clause that states one of its dates: `own` is the date's words, `lead` and `tail` are of all.

    `named` are the periods this date is for.
    """

    date: DateMention
    named: frozenset[Period]
    lead: str
    own: str
    tail: str = ""

    @property
    def said(self) -> str:
        """The piece as a line to read, what is left out between its parts marked."""
        return " … ".join(filter(None, (self.lead, self.own, self.tail)))


@lru_cache(maxsize=20_000)  # the clauses of the plans come back with every question, as in `pieces`
def periods(text: str) -> frozenset[Period]:
    """Return the periods a text speaks of; a longer name ("6 tháng đầu năm") is not read again as a shorter one."""
    return frozenset((at, _count(counted)) for _, _, at, counted in _named(fold(squeeze(text))))


def _count(counted: str) -> str:
    return str(number(counted) or ORDINALS.get(counted) or counted)


def _named(plain: str) -> list[tuple[int, int, int, str]]:
    """Return where each period named in a text without marks begins and ends, its form, and its number if any."""
    found = []
    for at, form in enumerate(_PERIODS):
        for match in form.finditer(plain):
            found.append((*match.span(), at, match[1] if form.groups else ""))
        plain = form.sub(lambda match: "|" * len(match[0]), plain)
    return sorted(found)


def rhythms(text: str) -> frozenset[DeadlineKind]:
    """Return the rhythms in which a text says that something is due: every half year, quarter, month or year."""
    named = {at for at, _ in periods(text)}
    return frozenset(kind for kind, at in _KINDS.items() if at in named)


def beats(some: frozenset[Period]) -> set[str]:
    """Return the rhythms that some periods are of."""
    return {_BEATS[at] for at, _ in some if at in _BEATS}


def beats_apart(named: frozenset[Period], other: frozenset[Period]) -> bool:
    """Say whether two periods are of rhythms that never meet: a report of every quarter is none of half a year."""
    first, second = beats(named), beats(other)
    return bool(first and second) and first.isdisjoint(second)


def periods_of(plan: Plan, deadline: Deadline) -> frozenset[Period]:
    """Return the periods a time limit is for: those of its own piece of the clause, else of the clause and its kind."""
    if piece := piece_of(plan, deadline):
        return piece.named
    rhythm = _KINDS.get(deadline.kind)
    return periods(plan.quote(deadline.span)) | ({(rhythm, "")} if rhythm is not None else set())


def piece_of(plan: Plan, deadline: Deadline) -> Piece | None:
    """Return the part of the clause that states this date, when each of its dates is for a period of its own."""
    stated = deadline.day, deadline.month, deadline.year, deadline.quarter
    for piece in pieces(squeeze(plan.quote(deadline.span)).rstrip(" ;.")):
        date = piece.date
        if (date.day, date.month, date.year, date.quarter) == stated:
            return piece
    return None


def shortened(clause: str, deadline: Deadline) -> str:
    """Return a long clause as what it opens with and the words that set the limit, what lies between marked."""
    stated = deadline.day, deadline.month, deadline.year, deadline.quarter
    due = next((d for d in find_dates(clause) if (d.day, d.month, d.year, d.quarter) == stated), None)
    opening = _TOPIC.match(clause)
    if len(clause) <= LONG or not due or not opening:
        return clause
    verbs = [m.start() for m in _DOES.finditer(clause, opening.end(), due.span.start)]
    return f"{opening[0]} … {clause[verbs[-1] :]}" if verbs and verbs[-1] > opening.end() + 1 else clause


@lru_cache(maxsize=20_000)
def pieces(words: str) -> list[Piece]:
    """Cut a clause between its dates; nothing when a date has no period, or two dates have the same."""
    dates = find_dates(words)
    if any(date.day for date in dates):  # "quý I trước ngày 10/3" is for a quarter and states a day
        dates = [date for date in dates if date.day or date.year]
    ends = list(_ends(words, dates))
    if len(dates) < 2 or any(date.ranged for date in dates):
        return []
    if len(ends) < len(dates):
        return _respective(words, dates)
    parts = [words[start:end] for start, end in zip([0, *ends], ends, strict=False)]
    named = [periods(part) for part in parts]
    if not all(named) or len(frozenset().union(*named)) < sum(map(len, named)):
        return _respective(words, dates)
    lead = words[: min(dates[0].span.start, _opening(parts[0]))].strip(" ,;(")
    sent = TAIL.match(words, dates[-1].span.end)
    tails = [sent["tail"] if sent else ""] * (len(dates) - 1) + [""]
    rest = zip(dates[1:], named[1:], parts[1:], tails[1:], strict=True)
    later = [Piece(date, own, lead, _JOINT.sub("", part), tail) for date, own, part, tail in rest]
    return [Piece(dates[0], named[0], "", parts[0].strip(), tails[0]), *later]


def _respective(words: str, dates: Sequence[DateMention]) -> list[Piece]:
    """Return a piece for each of as many periods as dates: "6 tháng và năm … trước ngày 15/6 và ngày 15/12"."""
    plain, begin = fold(words), dates[0].span.start
    ahead = [one for one in _named(plain) if one[1] <= begin] if len(plain) == len(words) else []
    between = (words[one.span.end : other.span.start] for one, other in pairwise(dates))
    joined = (plain[one[1] : other[0]] for one, other in pairwise(ahead))
    if len(ahead) != len(dates) or not all(map(_ALIKE.fullmatch, between)) or not all(map(_AND.fullmatch, joined)):
        return []
    shared = words[ahead[-1][1] : begin].strip(" ,;")
    sent = TAIL.match(words, dates[-1].span.end)
    tail = sent["tail"] if sent else ""
    lead = words[: ahead[0][0]].strip(" ,;(")
    return [
        Piece(
            date,
            frozenset({(at, _count(counted))}),
            "",
            f"{lead} {words[start:stop]} … {shared} {words[date.span.start : date.span.end]}".strip(),
            tail,
        )
        for date, (start, stop, at, counted) in zip(dates, ahead, strict=True)
    ]


def _ends(words: str, dates: Sequence[DateMention]) -> Iterator[int]:
    """Yield where the own words of each date end; fewer than there are dates when two cannot be told apart."""
    for date, later in pairwise(dates):
        if end := _OWN.match(words, date.span.end, later.span.start):
            yield end.end()
    yield len(words)


def _opening(part: str) -> int:
    """Return where the first period is named in the opening words of a clause."""
    plain = fold(part)
    starts = (match.start() for form in _PERIODS for match in form.finditer(plain))
    return min(starts, default=len(part)) if len(plain) == len(part) else 0
