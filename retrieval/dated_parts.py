"""Which part of a text with several dates is asked for, told without the dates beside it.

"Đợt 1 từ ngày 10/4 đến ngày 10/5, đợt 2 từ ngày 01/9 đến ngày 25/9": the parts are told apart by the words that only
one of them has. Where the question has none of these, or some of two parts, the text stays whole.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import replace
from functools import lru_cache
from itertools import chain, pairwise

from plans.dates import DateMention, find_dates
from plans.numerals import ORDINALS, number
from plans.text import fold
from retrieval.answer import Claim, Question
from retrieval.evidence import folded
from retrieval.expected import expected_of, tells_time
from retrieval.items import typed
from retrieval.periods import TAIL, periods, pieces

_HOW = (
    r"(?:ngày|trước|sau|từ|đến|tới|hết|vào|trong|khoảng|xong|hạn|chậm|muộn|nhất|là|giờ|phút|sáng|trưa|chiều|tối|tháng"
    r"|cuối|đầu|giữa|hằng|hàng|mỗi|năm|và|hoặc|thời|gian|thứ|\d+|[-–(),:])"
)
_ONLY_HOW = re.compile(rf"(?:\s|{_HOW}(?!\w))*", re.IGNORECASE)  # nothing but words that dates are joined with
_HOW_AT_END = re.compile(rf"(?:(?<!\w){_HOW}(?!\w)|\s)*$", re.IGNORECASE)
_STRONG = re.compile(r"[;.]\s+")
_DUE = re.compile(r"\b(?:trong|vào|trước|xong|chậm nhất)\s+(?:(?:cuối|đầu|giữa)\s+)?$", re.IGNORECASE)
_RANGE = re.compile(r"\btu\b.{1,40}\b(?:den|toi)\b.{0,15}\b(?:nao|may|bao gio)\b")
_WEAK = re.compile(r",\s+(?:và\s+)?|\s+và\s+", re.IGNORECASE)
_BRACKET = re.compile(r"\([^()]*\)")
_OPENS = re.compile(r"\s+\(")
_LEADS = re.compile(r".*[,:;]\s+", re.DOTALL)
_ROUND = "dot|lan|vong|ky|quy|khoa|lop|giai doan|buoi|hoc ky"
_COUNTED = re.compile(rf"\b({_ROUND}) (\d{{1,2}}|i{{1,3}}|iv|v|{'|'.join(ORDINALS)})\b(?![/.]\d| (?:ngay|thang|nam)\b)")
# Words that ask for a day, or stand with any: they tell no part from another.
_ASKING = frozenset(
    re.findall(
        r"\w+",
        "ngay thang nam nao may gio khi bao luc hom truoc sau tu toi het vao trong xong han cham nhat muon la hang moi"
        " phai can duoc thi va o tai ve cho ai gi cac",
    )
)
_MARK = "#"
SURE = 2  # words of the question that only one of several clauses has
NEAR = 3  # words before a date that say what is due then


def told_parts(question: Question, claims: Iterable[Claim]) -> tuple[Claim, ...]:
    """Return claims with the part of each text that is asked for, where a question asks for a time.

    Of two that then say the same stays the one with the day it falls due, where the first stood.
    """
    if expected_of(question) is not tells_time:
        return tuple(claims)
    told: dict[tuple[str, str], Claim] = {}
    for claim in (_told(question, claim) for claim in claims):
        key = claim.citations[0].plan.id, claim.text
        told[key] = claim if key not in told or claim.computed else told[key]
    return _of_clauses(question.asked or question.restored, tuple(told.values()))


def _of_clauses(asked: str, claims: tuple[Claim, ...]) -> tuple[Claim, ...]:
    """Leave out the clauses with another date that stand beside the one which alone has words of the question."""
    places = {(claim.citations[0].plan.id, claim.citations[0].section.id) for claim in claims}
    if len(places) != 1 or len(claims) < 2 or not all(find_dates(claim.text) for claim in claims):
        return claims
    alone = _alone(asked, [_words(claim.text) for claim in claims])
    return (claims[alone.index(max(alone))],) if max(alone) >= SURE and sum(alone) == max(alone) else claims


def _told(question: Question, claim: Claim) -> Claim:
    said = asked_part(question.asked or question.restored, claim.text)
    if not said:
        return claim
    days = {item.parts[:2] for item in typed(said) if item.kind in ("date", "day")}
    due = {item.parts[:2] for item in typed(claim.computed) if item.kind == "date"}
    return replace(claim, text=said, computed=claim.computed if due <= days else "")


@lru_cache(maxsize=1_000)  # a claim is read again where parts of a question get the same
def asked_part(asked: str, text: str) -> str:
    """Return the part of a text that has words of the question that no other part has; "" where none is told apart."""
    if answering := [piece for piece in pieces(text) if piece.named & periods(asked)]:
        return answering[0].said if len(answering) == 1 else ""
    parts = _parts(text)
    if len(parts) < 2:
        return ""
    lead = _lead(parts)
    own = [_words(part) for part in (parts[0].removeprefix(lead), *parts[1:])]
    alone = _alone(asked, own)
    first, second = sorted(alone, reverse=True)[:2]
    at = alone.index(first)
    sure = at > 0 or bool(lead) or not _wanted(asked, own).isdisjoint(_near_date(parts[0]))
    if not first or first < 2 * second or not sure or (_RANGE.search(fold(asked)) and len(find_dates(parts[at])) < 2):
        return ""
    said = parts[0] if at == 0 else _joined(lead, parts[at])
    return " … ".join(filter(None, (said, _tail(text, parts) if at < len(parts) - 1 else "")))


def _tail(text: str, parts: Sequence[str]) -> str:
    """Return what stands behind the last date of one sentence and holds for each: "…, gửi Văn phòng Hội"."""
    sent = TAIL.fullmatch(parts[-1], find_dates(parts[-1])[-1].span.end)
    return sent["tail"] if sent and not _STRONG.search(text) else ""


def _near_date(part: str) -> frozenset[str]:
    """Return the words that stand next before the first date of a part, where what all parts share cannot be told."""
    head = _BRACKET.sub(" ", part[: find_dates(part)[0].span.start])
    return frozenset(folded(_HOW_AT_END.sub("", head))[-NEAR:])


def _alone(asked: str, own: Sequence[frozenset[str]]) -> list[int]:
    """Return how many words of the question each of some texts has that no other has, given as their words."""
    wanted = _wanted(asked, own)
    return [len(words & wanted - frozenset().union(*own[:at], *own[at + 1 :])) for at, words in enumerate(own)]


def _wanted(asked: str, own: Sequence[frozenset[str]]) -> frozenset[str]:
    """Return the words that may choose a part: only the rounds and periods asked for, where parts name any."""
    wanted = _words(asked) - _ASKING
    marks = frozenset(filter(_is_mark, wanted))
    return marks if marks and any(map(_is_mark, chain(*own))) else wanted


def _is_mark(word: str) -> bool:
    return _MARK in word


def _joined(lead: str, part: str) -> str:
    """Return a later part behind what all share, from the sentence in which it stands."""
    dates = find_dates(lead)
    behind = lead[dates[-1].span.end :] if dates else lead
    opening = re.split(r"(?<=[.;])\s+", behind.strip())[-1].strip(" ,;:(")
    return " … ".join(filter(None, (opening, part if "(" in part else part.rstrip(")"))))


def _words(text: str) -> frozenset[str]:
    """Return the words of a text besides its dates, and as one word each the rounds and the periods it names."""
    named = [f"{at}{_MARK}{counted}" for at, counted in periods(text)]
    for date in reversed(find_dates(text)):
        text = text[: date.span.start] + " " + text[date.span.end :]
    named += [f"{kind}{_MARK}{ORDINALS.get(count) or number(count)}" for kind, count in _COUNTED.findall(fold(text))]
    return frozenset((*folded(text), *named))


def _parts(text: str) -> list[str]:
    """Cut a text between its dates; in one piece where some cannot be parted."""
    groups = [] if "|" in text else _groups(text, find_dates(text))  # the cells of a row belong together
    cuts = [_cut(text, one[-1].span.end, other[0].span.start) for one, other in pairwise(groups)]
    if not all(cuts):
        return [text]
    edges = [0, *(edge for cut in cuts for edge in cut), len(text)]
    return [text[start:end].strip(" ,;.") for start, end in zip(edges[::2], edges[1::2], strict=True)]


def _groups(text: str, dates: Sequence[DateMention]) -> list[list[DateMention]]:
    """Return the dates with a day or due in a month of a year; those that nothing else parts are one time."""
    dates = [d for d in dates if d.day or (d.year and _DUE.search(text, 0, d.span.start))] or list(dates)
    groups: list[list[DateMention]] = []
    for date in dates:
        if groups and _ONLY_HOW.fullmatch(text, groups[-1][-1].span.end, date.span.start):
            groups[-1].append(date)
        else:
            groups.append([date])
    return groups


def _cut(text: str, start: int, end: int) -> tuple[int, ...]:
    """Return where between two dates one part ends and the next begins: at a clause, else a comma, "và" or bracket."""
    between = _BRACKET.sub(lambda m: "·" * len(m[0]), text[start:end])
    weak = [*_WEAK.finditer(between)]
    behind = [one for one in weak if _ONLY_HOW.fullmatch(between, one.end())]
    found = [*_STRONG.finditer(between)][-1:] or behind or weak or [*_OPENS.finditer(between)]
    return tuple(start + edge for edge in found[0].span()) if found else ()


def _lead(parts: Sequence[str]) -> str:
    """Return what the first part opens with and all share: up to where it goes on like the next, or a clause."""
    head = parts[0][: find_dates(parts[0])[0].span.start]
    if _ONLY_HOW.fullmatch(parts[1], 0, find_dates(parts[1])[0].span.start):  # "… trước ngày 31/7 (đợt I) và trước …"
        return _HOW_AT_END.sub("", head)
    like = re.match(r"\W*(\w+)", parts[1])
    again = re.finditer(rf"(?<!\w){re.escape(like[1])}(?!\w)", parts[0], re.IGNORECASE) if like else ()
    if starts := [m.start() for m in again]:
        return parts[0][: starts[-1]]
    plain = _BRACKET.sub(lambda m: "·" * len(m[0]), head)
    clause = _LEADS.match(plain)
    return head[: clause.end()] if clause and not _ONLY_HOW.fullmatch(head, clause.end()) else ""
